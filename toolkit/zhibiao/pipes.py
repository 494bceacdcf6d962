"""spaCy: a text with its quantities, units, deadlines and words without a criterion as spans.

    import spacy, zhibiao.pipes
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhibiao_targets")
    nlp.add_pipe("zhibiao_vague")

The spans stand in `doc.spans["zhibiao"]` with the labels QUANTITY, UNIT, DEADLINE and VAGUE. They come from the same
lexicons as the rules (data/lexicon), found in the characters of the text: a token that a span cuts is taken whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from zhibiao.target import find_parts

KEY = "zhibiao"
"""Where the spans stand in `doc.spans`."""

COLOURS = {"QUANTITY": "#cfe8d5", "UNIT": "#d8e2f3", "DEADLINE": "#fbe7b8", "VAGUE": "#f6c9c4"}
_TARGETS = ("quantity", "unit", "deadline")


@Language.component("zhibiao_targets", assigns=["doc.spans"])
def targets(doc: Doc) -> Doc:
    """The document with its quantities, units and deadlines as spans."""
    return _with_spans(doc, _TARGETS)


@Language.component("zhibiao_vague", assigns=["doc.spans"])
def vague(doc: Doc) -> Doc:
    """The document with its words that carry no criterion as spans."""
    return _with_spans(doc, ("vague",))


def _with_spans(doc: Doc, kinds: tuple[str, ...]) -> Doc:
    """The document with spans of these kinds beside those it has; a second run adds nothing."""
    labels = {kind.upper() for kind in kinds}
    kept = [span for span in doc.spans.get(KEY, ()) if span.label_ not in labels]
    new = [
        span
        for part in find_parts(doc.text)
        if part.kind in kinds
        and (span := doc.char_span(part.start, part.end, part.kind.upper(), alignment_mode="expand"))
    ]
    doc.spans[KEY] = sorted((*kept, *new), key=lambda span: (span.start, -span.end))
    return doc


def view(text: str) -> Doc:
    """A text as a spaCy document, one token a character, with all spans.

    >>> doc = view("12月底前培训≥90人")
    >>> [(span.text, span.label_) for span in doc.spans["zhibiao"]]
    [('12月底前', 'DEADLINE'), ('≥90人', 'QUANTITY'), ('人', 'UNIT')]
    """
    doc = spacy.blank("zh").make_doc(text)
    return _with_spans(_with_spans(doc, _TARGETS), ("vague",))


def render(docs: Iterable[Doc | Span], *, page: bool = False) -> str:
    """displaCy's picture of the spans as HTML, in our colours; `page` makes it a page of its own.

    In a notebook: `IPython.display.HTML(render([view("有效提升")]))`. The texts are escaped.
    """
    from spacy import displacy

    options = {"spans_key": KEY, "colors": COLOURS}
    html: str = displacy.render(list(docs), style="span", options=options, page=page, jupyter=False)
    return html


def write(docs: Iterable[Doc | Span], path: str | Path) -> Path:
    """As `render`, into an HTML file of its own; returns its path."""
    from zhibiao.report.files import write_atomic

    return write_atomic(Path(path), render(docs, page=True))
