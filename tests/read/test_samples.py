"""The samples of the repository: read exactly, and made from the facts beside them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhibiao.read import find_files, read_page
from zhibiao.records import Grid


def test_sample_is_read(sample_case: dict[str, Any], samples: Path) -> None:
    """Every sample gives its grids with exact places and spans."""
    page = read_page(samples / sample_case["name"])
    assert (page.format, page.encoding) == (sample_case["format"], sample_case["encoding"])
    assert len(page.grids) == len(sample_case["grids"])
    for grid, known in zip(page.grids, sample_case["grids"], strict=True):
        assert (len(grid.rows), grid.lossy) == (known["rows"], known["lossy"])
        assert (grid.name, list(grid.caption)) == (known.get("sheet", ""), known.get("caption", []))
        cells = {
            (c.row, c.column): [c.row, c.column, c.row_span, c.column_span, c.text]
            for r in grid.rows
            for c in r
        }
        assert [cells[cell[0], cell[1]] for cell in known["cells"]] == known["cells"]


@pytest.mark.parametrize("name", ["dept_goal.docx", "project_goal.html"])
def test_spans_tile_the_form(name: str, samples: Path) -> None:
    """In a drawn form every place belongs to exactly one cell."""
    for grid in read_page(samples / name).grids:
        places = list(_places(grid))
        width = 1 + max(column for _, column in places)
        assert sorted(places) == [(row, column) for row in range(len(grid.rows)) for column in range(width)]


def _places(grid: Grid) -> list[tuple[int, int]]:
    return [
        (cell.row + down, cell.column + along)
        for row in grid.rows
        for cell in row
        for down in range(cell.row_span)
        for along in range(cell.column_span)
    ]


def test_intended_faults_stand_in_the_samples(samples: Path) -> None:
    """faults.yml names rows that are there; every sample has at least ten faults of at least five kinds."""
    faults = yaml.safe_load((samples / "faults.yml").read_text(encoding="utf-8"))
    for name in {fault["file"] for fault in faults}:
        page = read_page(samples / name)
        texts = {cell.text for grid in page.grids for row in grid.rows for cell in row}
        own = [fault for fault in faults if fault["file"] == name]
        assert {fault["name"] for fault in own} - {""} <= texts
        assert len(own) >= 10
        assert len({fault["fault"] for fault in own}) >= 5


def test_folder_holds_the_samples_only(samples: Path) -> None:
    """Reviewing the folder reviews the samples and nothing that lies beside them."""
    names = [
        "dept_goal.csv",
        "dept_goal.docx",
        "longterm_goal.txt",
        "project_goal.html",
        "project_selfeval.xlsx",
    ]
    assert [path.name for path in find_files([samples])] == names


def test_samples_hold_no_people(samples: Path) -> None:
    """No sample names staff or a telephone number."""
    for path in find_files([samples]):
        page = read_page(path)
        texts = [text for _, text in page.paragraphs] + [
            c.text for g in page.grids for r in g.rows for c in r
        ]
        assert not [
            text
            for text in texts
            if re.search(r"填报人|经办人|负责人|联系电话|\d{3,4}-\d{7,8}|1\d{10}", text)
        ]


def test_samples_are_fresh(samples: Path) -> None:
    """The committed files are what make_samples.py makes of the facts."""
    pytest.importorskip("openpyxl", reason="openpyxl (extra dev) writes the workbook")
    command = [sys.executable, "-B", str(samples / "make_samples.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
