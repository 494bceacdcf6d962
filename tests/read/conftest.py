"""What the tests of the readers share: grids written in short, Word files made of a few lines of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhibiao.records import Grid

CASES = Path(__file__).parent / "cases"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Target="word/document.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def load_cases(name: str) -> list[Any]:
    """The cases of a YAML file as pytest parameters, named by their `name`."""
    cases = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an argument `xy_case` runs once for every case of cases/xy.yml."""
    for argument in metafunc.fixturenames:
        name = f"{argument.removesuffix('_case')}.yml"
        if argument.endswith("_case") and (CASES / name).exists():
            metafunc.parametrize(argument, load_cases(name))


@pytest.fixture(scope="session")
def plain() -> Callable[[Grid], list[list[str]]]:
    """Writes a grid in short: `column:text`, with `[rows x columns]` behind it where the cell spans any."""

    def write(grid: Grid) -> list[list[str]]:
        assert all(cell.row == at for at, row in enumerate(grid.rows) for cell in row)
        return [
            [
                f"{cell.column}:{cell.text}"
                + (
                    f"[{cell.row_span}x{cell.column_span}]"
                    if (cell.row_span, cell.column_span) != (1, 1)
                    else ""
                )
                for cell in row
            ]
            for row in grid.rows
        ]

    return write


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    """Makes a Word file of the XML inside w:body and, if asked, further parts."""

    def make(body: str, **parts: bytes) -> bytes:
        document = f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>"
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", _TYPES)
            archive.writestr("_rels/.rels", _RELS)
            archive.writestr("word/document.xml", document)
            for name, content in parts.items():
                archive.writestr(f"word/{name}.xml", content)
        return stream.getvalue()

    return make
