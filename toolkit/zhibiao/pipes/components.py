"""The pipes: `predict` looks at a batch of documents, `set_annotations` writes what it saw into them.

Here are those that find targets and vague words; category.py has the one that classifies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.util import minibatch

from zhibiao.pipes.facts import Found, store_targets
from zhibiao.pipes.find import KEY, TARGET_KINDS, VAGUE_KINDS, find, place_parts, set_spans
from zhibiao.target import Part

BATCH = 256


class Batched(Pipe):
    """What the pipes have in common: documents in batches, errors to the pipeline's handler."""

    def __init__(self, name: str) -> None:
        self.name = name

    def predict(self, docs: Sequence[Doc]) -> list[Any]:
        """What there is to say about each document, without touching it."""
        raise NotImplementedError

    def set_annotations(self, docs: Sequence[Doc], found: Sequence[Any]) -> None:
        """Write what `predict` gave into the documents, in place of an earlier run."""
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        """One document."""
        return next(self.pipe((doc,)), doc)

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Documents in batches, in their order; a batch that fails goes to the error handler."""
        handler = self.get_error_handler()
        for batch in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]  # spaCy's
            docs = list(batch)
            try:
                self.set_annotations(docs, self.predict(docs))
            except Exception as error:  # noqa: BLE001 - the pipeline's handler decides, as in spaCy's own pipes
                handler(self.name, self, docs, error)
            else:
                yield from docs


class Targets(Batched):
    """`zhibiao_targets`: spans QUANTITY, UNIT and DEADLINE, and the parsed targets in `doc._.zhibiao`."""

    def __init__(self, name: str = "zhibiao_targets", *, spans_key: str = KEY) -> None:
        super().__init__(name)
        self.spans_key = spans_key

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the spans."""
        return tuple(kind.upper() for kind in TARGET_KINDS)

    def predict(self, docs: Sequence[Doc]) -> list[tuple[list[Found], tuple[Part, ...]]]:
        """The targets of each document, and the parts that become spans."""
        return [(find(doc.text), place_parts(doc.text)) for doc in docs]

    def set_annotations(
        self, docs: Sequence[Doc], found: Sequence[tuple[list[Found], tuple[Part, ...]]]
    ) -> None:
        """Spans and targets, in place of those of an earlier run."""
        for doc, (targets, parts) in zip(docs, found, strict=True):
            set_spans(doc, parts, TARGET_KINDS, self.spans_key)
            store_targets(doc, targets)


class Vague(Batched):
    """`zhibiao_vague`: spans VAGUE of the words that carry no criterion."""

    def __init__(self, name: str = "zhibiao_vague", *, spans_key: str = KEY) -> None:
        super().__init__(name)
        self.spans_key = spans_key

    @property
    def labels(self) -> tuple[str, ...]:
        """The label of the spans."""
        return ("VAGUE",)

    def predict(self, docs: Sequence[Doc]) -> list[tuple[Part, ...]]:
        """The parts that become spans."""
        return [place_parts(doc.text) for doc in docs]

    def set_annotations(self, docs: Sequence[Doc], found: Sequence[tuple[Part, ...]]) -> None:
        """Spans, in place of those of an earlier run."""
        for doc, parts in zip(docs, found, strict=True):
            set_spans(doc, parts, VAGUE_KINDS, self.spans_key)
