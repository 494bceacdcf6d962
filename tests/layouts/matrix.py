"""Which layout is read exactly from which format: the comparison, and the table for people.

`python -m tests.layouts.matrix [zh|en]` prints the table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from zhibiao.extract import extract
from zhibiao.read import read_bytes
from zhibiao.records import Document, Indicator

from .build import BUILDERS, Layout, load_layouts

SUFFIXES = {"paste": "txt"}
TITLES = {"paste": {"zh": "网页粘贴", "en": "pasted"}}
FIELDS = (
    *("level1", "level2", "name", "target", "unit", "comparator_printed", "interim", "history"),
    *("explanation", "basis_text", "actual", "weight", "score", "deviation"),
)


def read_layout(layout: Layout, format_: str) -> Document:
    """What the program makes of the layout in one format."""
    return extract(read_bytes(BUILDERS[format_](layout), f"a.{SUFFIXES.get(format_, format_)}"))


def differences(layout: Layout, document: Document) -> list[str]:
    """A line for everything that is not as the layout says; [] where all is."""
    have = {table.name: table.indicators for table in document.tables}
    found = [] if list(have) == list(layout.expect) else [f"tables: {list(have)} != {list(layout.expect)}"]
    for name, rows in layout.expect.items():
        wanted = [dict.fromkeys(FIELDS, "") | dict(zip(layout.fields, row, strict=True)) for row in rows]
        found += _row_differences(wanted, have.get(name, ()))
    clauses = [clause.text for table in document.tables for clause in table.clauses]
    if layout.clauses and clauses != layout.clauses:
        found.append(f"clauses: {clauses} != {layout.clauses}")
    return found


def _row_differences(wanted: Sequence[dict[str, str]], have: Sequence[Indicator]) -> Iterator[str]:
    if len(wanted) != len(have):
        yield f"{len(have)} rows instead of {len(wanted)}"
    for number, (row, indicator) in enumerate(zip(wanted, have, strict=False), start=1):
        for field, text in row.items():
            if getattr(indicator, field) != text:
                yield f"row {number} {field}: {getattr(indicator, field)!r} != {text!r}"


def markdown(layouts: Iterable[Layout], *, lang: str) -> str:
    """The matrix as a Markdown table, with the reasons of its gaps below it."""
    titles = [TITLES.get(format_, {}).get(lang, format_) for format_ in BUILDERS]
    lines = [
        f"| {'版式' if lang == 'zh' else 'layout'} | {' | '.join(titles)} |",
        "|---" * (len(titles) + 1) + "|",
    ]
    gaps: dict[str, int] = {}
    for layout in layouts:
        marks = [_mark(layout, format_, gaps, lang) for format_ in BUILDERS]
        lines.append(f"| {layout.zh if lang == 'zh' else layout.en} | {' | '.join(marks)} |")
    return "\n".join([*lines, "", *(f"{number}. {reason}" for reason, number in gaps.items())]).rstrip()


def _mark(layout: Layout, format_: str, gaps: dict[str, int], lang: str) -> str:
    if not differences(layout, read_layout(layout, format_)):
        return "✓"
    zh, _, en = layout.fails.get(format_, "? / ?").partition(" / ")
    reason = zh if lang == "zh" else en
    return f"({gaps.setdefault(reason, len(gaps) + 1)})"


if __name__ == "__main__":
    print(markdown(load_layouts(), lang="".join(sys.argv[1:2]) or "zh"))
