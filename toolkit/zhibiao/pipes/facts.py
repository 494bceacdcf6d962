"""What the pipes found, kept with the document: plain values in `user_data`, records in `doc._.zhibiao`.

Plain values survive `Doc.to_bytes`, `DocBin(store_user_data=True)`, other processes and pickling; records do not.
They stand under the keys that spaCy gives to the extensions of spans, by place, so `Span.as_doc` and
`Doc.from_docs` move them with the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from spacy.tokens import Doc, Span

from zhibiao.records import TIERS, Label, Target, Tier

TARGETS, LABEL = "zhibiao_targets", "zhibiao_label"
"""Extensions of spans that hold the plain values; `zhibiao` reads them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A target with what it is about (`name`, "" where the text does not say) and its characters in the text."""

    name: str
    start: int
    end: int
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a document or a span: `found` by zhibiao_targets, `labels` by zhibiao_category.

    Both are in the order of the text, and empty where the pipe did not run or found nothing.
    """

    found: tuple[Found, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """The parsed targets."""
        return tuple(one.target for one in self.found)

    @property
    def target(self) -> Target | None:
        """The first target, None where there is none."""
        return self.found[0].target if self.found else None

    @property
    def label(self) -> Label | None:
        """The label of the one indicator; None where there is none, and where there are several."""
        return self.labels[0] if len(self.labels) == 1 else None

    @property
    def category(self) -> str:
        """The category of the one indicator, else ""."""
        return self.label.category if self.label else ""

    @property
    def canonical(self) -> str:
        """The code of the one canonical indicator, "" where none fits or there are several."""
        return self.label.canonical if self.label else ""

    @property
    def tier(self) -> Tier:
        """The best tier of the targets: measurable, binary, graded, vague; missing where there is no target."""
        return min((one.target.tier for one in self.found), key=TIERS.index, default="missing")


def store_targets(doc: Doc, found: Iterable[Found]) -> None:
    """Keep these targets with the document, in place of those it has."""
    _forget(doc, TARGETS)
    for one in found:
        start, end = _whole_tokens(doc, one.start, one.end)
        plain = {"name": one.name, "at": one.start - start, "length": one.end - one.start}
        kept = _data(doc).setdefault(_key(TARGETS, start, end), [])
        kept.append({**plain, "target": asdict(one.target)})


def store_labels(doc: Doc, labelled: Iterable[tuple[int, int, Label]]) -> None:
    """Keep the labels of the indicators at these characters, in place of those the document has."""
    _forget(doc, LABEL)
    for start, end, label in labelled:
        _data(doc)[_key(LABEL, *_whole_tokens(doc, start, end))] = asdict(label)


def doc_facts(doc: Doc) -> Facts:
    """What the pipes found in a document; `doc._.zhibiao`."""
    labels = sorted(_stored(doc, LABEL), key=lambda item: item[0])
    return Facts(found=tuple(_found(doc)), labels=tuple(_label(value) for _, _, value in labels))


def span_facts(span: Span) -> Facts:
    """The targets that a span touches, and the label of the indicator it is a part of; `span._.zhibiao`.

    A span over several indicators has the labels of all.
    """
    begin, stop = span.start_char, span.end_char
    found = tuple(one for one in _found(span.doc) if one.start < stop and begin < one.end)
    labels = sorted(
        ((start, value) for start, end, value in _stored(span.doc, LABEL) if start < stop and begin < end),
        key=lambda item: item[0],
    )
    return Facts(found=found, labels=tuple(_label(value) for _, value in labels))


def _data(doc: Doc) -> dict[Any, Any]:
    """The user data; its type speaks of texts as keys, but the extensions of spaCy have tuples."""
    return doc.user_data


def _key(kind: str, start: int, end: int) -> tuple[str, str, int, int]:
    return ("._.", kind, start, end)


def _stored(doc: Doc, kind: str) -> Iterator[tuple[int, int, Any]]:
    """Places and plain values. A part that was cut out keeps the keys of the whole, moved: those outside do not count."""
    size = len(doc.text)
    for key, value in _data(doc).items():
        if isinstance(key, tuple) and len(key) == 4 and key[:2] == ("._.", kind):
            _, _, start, end = key
            if start is not None and 0 <= start <= end <= size:
                yield start, end, value


def _forget(doc: Doc, kind: str) -> None:
    for start, end, _ in list(_stored(doc, kind)):
        _data(doc).pop(_key(kind, start, end))


def _whole_tokens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The characters of the tokens that `start`..`end` cuts: what spaCy takes for the place of a span."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start_char, span.end_char) if span is not None else (start, end)


def _found(doc: Doc) -> list[Found]:
    found = [
        Found(
            name=one["name"],
            start=start + one["at"],
            end=start + one["at"] + one["length"],
            target=_target(one["target"]),
        )
        for start, _, several in _stored(doc, TARGETS)
        for one in several or ()
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def _target(plain: dict[str, Any]) -> Target:
    start, end = plain["span"]  # a list or a tuple, as the way of storing likes
    return Target(**{**plain, "span": (start, end), "words": _pairs(plain["words"])})


def _label(plain: dict[str, Any]) -> Label:
    return Label(**{**plain, "candidates": _pairs(plain["candidates"])})


def _pairs(several: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    return tuple((first, second) for first, second in several)
