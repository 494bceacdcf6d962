"""The running texts of a document, paragraphs that lines were broken in joined again."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.records import Document
from zhibiao.text import normalise


def passages(document: Document) -> Iterator[tuple[int, str]]:
    """(line, text) of cells, and of paragraphs whose lines follow each other joined into one; texts are folded."""
    line, text = 0, ""
    last = -9
    for prose in document.prose:
        plain = normalise(prose.text)
        if prose.section or prose.line > last + 2:
            if text:
                yield line, text
            line, text = prose.line, ""
        text += plain + ("。" if prose.section else "")
        last = prose.line
    if text:
        yield line, text
