"""A text as a document with all spans, and displaCy's picture of it in our colours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from zhibiao.pipes.components import Targets, Vague
from zhibiao.pipes.find import KEY

COLOURS = {"QUANTITY": "#cfe8d5", "UNIT": "#d8e2f3", "DEADLINE": "#fbe7b8", "VAGUE": "#f6c9c4"}


def targets(doc: Doc) -> Doc:
    """The document with its quantities, units and deadlines as spans."""
    return Targets()(doc)


def vague(doc: Doc) -> Doc:
    """The document with its words that carry no criterion as spans."""
    return Vague()(doc)


def view(text: str) -> Doc:
    """A text as a spaCy document, one token a character, with all spans.

    >>> doc = view("12月底前培训≥90人")
    >>> [(span.text, span.label_) for span in doc.spans["zhibiao"]]
    [('12月底前', 'DEADLINE'), ('≥90人', 'QUANTITY'), ('人', 'UNIT')]
    """
    return vague(targets(_characters().make_doc(text)))


@cache
def _characters() -> Language:
    return spacy.blank("zh")


def displacy_options(key: str = KEY) -> dict[str, Any]:
    """Options for `displacy.render(doc, style="span", options=displacy_options())`: our spans, our colours.

    >>> displacy_options()["colors"]["VAGUE"]
    '#f6c9c4'
    """
    return {"spans_key": key, "colors": dict(COLOURS)}


def render(docs: Iterable[Doc | Span], *, page: bool = False, key: str = KEY) -> str:
    """displaCy's picture of the spans in `doc.spans[key]` as HTML, in our colours; `page` makes it a page of its own.

    In a notebook: `IPython.display.HTML(render([view("有效提升")]))`. The texts are escaped.

    >>> "#f6c9c4" in render([view("有效提升")])
    True
    """
    from spacy import displacy

    html: str = displacy.render(
        list(docs), style="span", options=displacy_options(key), page=page, jupyter=False
    )
    return html


def write(docs: Iterable[Doc | Span], path: str | Path) -> Path:
    """As `render`, into an HTML file of its own; returns its path. Raises OSError where it cannot be written."""
    from zhibiao.report.files import write_atomic

    return write_atomic(Path(path), render(docs, page=True))
