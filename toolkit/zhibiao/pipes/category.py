"""The pipe that classifies: every line of a batch of documents at once, by the model of this package or another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from warnings import warn

from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from zhibiao.pipes.components import Batched
from zhibiao.pipes.facts import store_labels
from zhibiao.pipes.find import Line, lines

if TYPE_CHECKING:
    from zhibiao.classify.classifier import Model
    from zhibiao.records import Label

NAMES_KEY = "zhibiao_names"
"""Where the spans of the indicators' names stand in `doc.spans`."""


class Labelled(NamedTuple):
    """One indicator of a document: its line, its label, the probability of each category."""

    line: Line
    label: Label
    shares: list[float]


class Category(Batched):
    """`zhibiao_category`: each line is the name of an indicator; see `factories.make_category`."""

    def __init__(
        self, name: str = "zhibiao_category", *, model: str | None = None, names_key: str = NAMES_KEY
    ) -> None:
        super().__init__(name)
        self.path = model
        self.names_key = names_key
        self._model()  # a wrong path is said now and not at the first document

    def _model(self) -> Model:
        """The model, read once a process: the pipe itself stays small when it goes to another one."""
        from zhibiao.classify.store import load

        return load(Path(self.path)) if self.path else load()

    @property
    def labels(self) -> tuple[str, ...]:
        """The categories, in the order of the model."""
        return self._model().classes

    def predict(self, docs: Sequence[Doc]) -> list[list[Labelled]]:
        """The indicators of each document, all of the batch classified at once."""
        from zhibiao.classify.classifier import predict
        from zhibiao.classify.label import label_rows

        model = self._model()
        several = [[line for line in lines(doc.text) if line.name.strip()] for doc in docs]
        asked = [line for some in several for line in some]
        if not asked:
            return [[] for _ in docs]
        names, targets, units = (list(column) for column in zip(*(line[2:5] for line in asked), strict=True))
        shares = predict(model, names, targets, units).tolist()
        labels = label_rows(model, names, targets=targets, units=units)
        labelled = map(Labelled, asked, labels, shares)
        return [[next(labelled) for _ in some] for some in several]

    def set_annotations(self, docs: Sequence[Doc], found: Sequence[list[Labelled]]) -> None:
        """Probabilities in `doc.cats`, names in `doc.spans`, labels in `doc._.zhibiao`."""
        for doc, several in zip(docs, found, strict=True):
            places = [_printed(doc.text, one.line.start, one.line.stop) for one in several]
            store_labels(doc, ((*place, one.label) for place, one in zip(places, several, strict=True)))
            spans = (
                doc.char_span(
                    *_printed(doc.text, one.line.start, one.line.end),
                    label=one.label.category,
                    kb_id=one.label.canonical,
                    alignment_mode="expand",
                )
                for one in several
            )
            doc.spans[self.names_key] = [span for span in spans if span is not None]
            columns = zip(*(one.shares for one in several), strict=True)
            means = (sum(column) / len(several) for column in columns)
            doc.cats.update(zip(self.labels, means, strict=False))  # nothing for a text without a line

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """spaCy's scores of `cats` for documents of one indicator each (cats_micro_f, cats_macro_f, ...)."""
        return Scorer.score_cats(examples, "cats", labels=self.labels, multi_label=False)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Which model it is: the weights stay where they are."""
        return json.dumps({"model": self._model().name}).encode("utf-8")

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> Category:
        """Warn where the model is another one than that the pipeline was saved with."""
        saved, here = json.loads(content)["model"], self._model().name
        if saved != here:
            warn(f"{self.name}: saved with the model {saved}, running with {here}", stacklevel=2)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """As `to_bytes`, into a file of its own."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "model.json").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Category:
        """As `from_bytes`."""
        return self.from_bytes((Path(path) / "model.json").read_bytes())


def _printed(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters without the blanks around them: a token of blanks may reach into the next line."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
