"""The round trip: every layout written in every format, read again, gives the same rows field by field."""

from __future__ import annotations

from typing import Any

import pytest

from .build import BUILDERS, Layout, load_layouts
from .matrix import differences, markdown, read_layout

LAYOUTS = load_layouts()


def _cases() -> list[Any]:
    """Layout x format; what a format cannot carry is an expected failure with its reason."""
    return [
        pytest.param(
            layout,
            format_,
            id=f"{layout.name}-{format_}",
            marks=[pytest.mark.xfail(reason=layout.fails[format_], strict=True)]
            if format_ in layout.fails
            else [],
        )
        for layout in LAYOUTS
        for format_ in BUILDERS
    ]


@pytest.mark.parametrize(("layout", "format_"), _cases())
def test_a_layout_is_read_alike_from_every_format(layout: Layout, format_: str) -> None:
    """Names of the tables, every field of every row, and the goal clauses are those of layouts.yml."""
    found = differences(layout, read_layout(layout, format_))
    assert not found, "\n".join(found)


def test_the_layouts_say_what_they_must() -> None:
    """Every row of `expect` has all its fields, every name is used once, every gap has its reason."""
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS) >= 12
    for layout in LAYOUTS:
        assert all(len(row) == len(layout.fields) for rows in layout.expect.values() for row in rows), (
            layout.name
        )
        assert all(format_ in BUILDERS and reason for format_, reason in layout.fails.items()), layout.name
        printed = {box.text for row in layout.boxes() for box in row}
        assert set(layout.numbers) <= printed, layout.name


def test_a_value_that_fits_no_column_is_said() -> None:
    """Where the columns of the towns are lost, each value that was left out stands in a note of its table."""
    (layout,) = (layout for layout in LAYOUTS if layout.name == "value_per_town")
    (table,) = read_layout(layout, "paste").tables
    left_out = " ".join(note.zh for note in table.notes if note.code in ("EX02", "EX09"))
    assert "≥5000套 | ≥3200套" in left_out


def test_the_matrix_has_a_line_a_layout_and_a_column_a_format() -> None:
    """The table for the documentation shows what is read and, below it, why the rest is not."""
    lines = markdown(LAYOUTS[:1], lang="zh").splitlines()
    assert lines[0].count("|") == len(BUILDERS) + 2
    assert LAYOUTS[0].zh in lines[2]
    assert lines[2].count("✓") == len(BUILDERS)
