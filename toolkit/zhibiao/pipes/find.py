"""Lines of a text, the targets in them, and spans from their characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc, Span

from zhibiao.pipes.facts import Found
from zhibiao.records import Target
from zhibiao.target import Part, ends_like_name, find_parts, find_targets, looks_like_target, parse_target

KEY = "zhibiao"
"""Where the spans of quantities, units, deadlines and vague words stand in `doc.spans`."""

TARGET_KINDS, VAGUE_KINDS = ("quantity", "unit", "deadline"), ("vague",)
_LINE = re.compile(r"[^\r\n]+")
_VALUE = 0.5  # from here on a line that holds no target as prose is read as a cell


class Line(NamedTuple):
    """A line of a text: its characters in the text, the name of an indicator, its target and unit; `row` with tabs."""

    start: int
    stop: int
    name: str
    target: str
    unit: str
    row: bool

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.start + len(self.name)


def lines(text: str) -> Iterator[Line]:
    """The lines that are not blank. Tabs part name, target and unit; without a tab the line is the name.

    >>> [line[:5] for line in lines("培训人数\\t≥90\\t人\\n满意度")]
    [(0, 10, '培训人数', '≥90', '人'), (11, 14, '满意度', '', '')]
    """
    for match in _LINE.finditer(text):
        if match[0].strip():
            name, target, unit, *_ = (*match[0].split("\t"), "", "")
            yield Line(*match.span(), name, target, unit, "\t" in match[0])


def find(text: str) -> list[Found]:
    """The targets of a text. A line with tabs is a row, other lines are prose or, where they hold no target, a cell.

    A line that ends as names do has the targets with a number or a date alone.

    >>> [(one.name, text[one.start : one.end]) for text in ("培训人数\\t≥90\\t人",) for one in find(text)]
    [('培训人数', '≥90')]
    >>> find("健全")[0].target.tier
    'vague'
    """
    return [one for line in lines(text) for one in (_in_row(line) if line.row else _in_prose(line))]


def _in_row(line: Line) -> Iterator[Found]:
    target = parse_target(line.target, unit=line.unit, name=line.name)
    if line.target.strip():
        begin = line.end + 1
        start, end = target.span if target.span[0] < target.span[1] else (0, len(line.target))
        yield Found(name=line.name, start=begin + start, end=begin + end, target=target)


def _in_prose(line: Line) -> Iterator[Found]:
    found = find_targets(line.name)
    if ends_like_name(line.name):  # 购置设备合格率 is a name and no act of buying
        found = tuple(one for one in found if _says_how_much(one[1]))
    if not found and looks_like_target(line.name) >= _VALUE:
        target = parse_target(line.name)
        found = (("", target),) if target.span[0] < target.span[1] else ()
    for name, target in found:
        yield Found(
            name=name, start=line.start + target.span[0], end=line.start + target.span[1], target=target
        )


def _says_how_much(target: Target) -> bool:
    return target.lower is not None or target.upper is not None or bool(target.deadline)


@lru_cache(maxsize=2048)
def place_parts(text: str) -> tuple[Part, ...]:
    """Quantities, units, deadlines and vague words of a text; a unit may stand in the next cell, not in the next line.

    Two pipes ask for the same text one after the other: the last texts are remembered.

    >>> [(part.kind, part.start) for part in place_parts("培训\\n≥90人")]
    [('quantity', 3), ('unit', 6)]
    """
    return tuple(
        Part(part.kind, line.start() + part.start, line.start() + part.end)
        for line in _LINE.finditer(text)
        for part in find_parts(line[0])
    )


def set_spans(doc: Doc, parts: Iterable[Part], kinds: tuple[str, ...], key: str = KEY) -> Doc:
    """The document with those `parts` that are of these kinds as spans, beside the spans of other kinds it has.

    A token that a span cuts is taken whole.
    """
    labels = {kind.upper() for kind in kinds}
    kept = [span for span in doc.spans.get(key, ()) if span.label_ not in labels]
    new = [span for part in parts if part.kind in kinds and (span := _span(doc, part))]
    doc.spans[key] = sorted((*kept, *new), key=lambda span: (span.start, -span.end))
    return doc


def _span(doc: Doc, part: Part) -> Span | None:
    return doc.char_span(part.start, part.end, part.kind.upper(), alignment_mode="expand")
