"""The running texts of a document, paragraphs that lines were broken in joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from zhibiao.records import Document
from zhibiao.text import normalise


def numbers_after(lists: Mapping[str, Sequence[str]], role: str, number: str) -> re.Pattern[str]:
    """A pattern: a word of the role, words that may stand between (`between`), and `number`, a pattern with a group.

    >>> pattern = numbers_after({"posts": ["编制"], "between": ["人数"]}, "posts", r"([0-9]+)人")
    >>> pattern.search("行政编制人数：37人").groups()
    ('编制', '37')
    """
    first = "|".join(sorted(lists[role], key=len, reverse=True))
    between = "|".join(sorted(lists["between"], key=len, reverse=True))
    return re.compile(rf"({first})(?:{between})*[:：]?{number}")


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
