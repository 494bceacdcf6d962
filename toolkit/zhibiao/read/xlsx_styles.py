"""Number formats of the cells of an xlsx, and how far its sheets reach: what calamine does not tell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zhibiao.read.archive import open_archive, read_xml, walk_xml
from zhibiao.read.grid import check_area
from zhibiao.read.number_format import BUILT_IN

if TYPE_CHECKING:
    from zipfile import ZipFile

Formats = dict[tuple[int, int], str]  # (row, column) from 0 -> format code
Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What the XML of a sheet tells: the formats of its number cells other than General, and the rows (from 1)
    that hold something and are hidden."""

    formats: Formats
    hidden: tuple[int, ...] = ()


def read_sheet_facts(data: bytes, path: str) -> dict[str, SheetFacts]:
    """The facts of every sheet, by its name.

    Raises ZhibiaoError RD07 where the archive is damaged, a part missing or no XML, or a sheet reaches over
    more places than a table can have (calamine would reserve memory for all of them); RD08 for a bomb.
    """
    archive = open_archive(data, path)
    codes = _codes(archive, path)
    return {name: _facts(archive, part, codes, path) for name, part in _sheets(archive, path)}


def _sheets(archive: ZipFile, path: str) -> Iterator[tuple[str, str]]:
    """(name, part) of every sheet."""
    targets = {
        node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target", "")))[1:]
        for node in read_xml(archive, "xl/_rels/workbook.xml.rels", path)
    }
    for sheet in read_xml(archive, "xl/workbook.xml", path).iterfind("{*}sheets/{*}sheet"):
        ids = [value for key, value in sheet.attrib.items() if key.endswith("}id")]
        part = targets.get(ids[0], "") if ids else ""
        if part.startswith("xl/worksheets/"):
            yield sheet.get("name", ""), part


def _codes(archive: ZipFile, path: str) -> list[str]:
    """The format code of every cell style, by its index; "" for General."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    styles = read_xml(archive, "xl/styles.xml", path)
    own = {
        node.get("numFmtId"): node.get("formatCode", "") for node in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    ids = [node.get("numFmtId", "0") for node in styles.iterfind("{*}cellXfs/{*}xf")]
    codes = [own.get(number) or BUILT_IN.get(_number(number, 0), "") for number in ids]
    return ["" if code in ("General", "@") else code for code in codes]


def _facts(archive: ZipFile, part: str, codes: list[str], path: str) -> SheetFacts:
    formats: Formats = {}
    hidden: dict[int, None] = {}
    row = column = height = width = 0
    unseen = False
    for event, node in walk_xml(archive, part, ("{*}row", "{*}c"), path):
        is_row = str(node.tag).endswith("}row")
        if is_row and event == "start":
            row, column = _number(node.get("r"), row + 1), 0
            unseen = node.get("hidden") in ("1", "true")
        elif is_row:
            node.clear()
        elif event == "end":
            row, column = _place(node.get("r", ""), row, column)
            if node.find("{*}v") is None and node.find("{*}is") is None:
                continue
            height, width = max(height, row), max(width, column)
            hidden.update({row: None} if unseen else {})
            if code := _code(node, codes):
                formats[row - 1, column - 1] = code
    check_area(height * width, path)
    return SheetFacts(formats=formats, hidden=tuple(hidden))


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else default


def _place(reference: str, row: int, column: int) -> tuple[int, int]:
    """(row, column) from 1 of a cell reference; the next column where the cell has none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return row, column + 1
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return int(found[2]), number


def _code(cell: Element, codes: list[str]) -> str:
    style = _number(cell.get("s"), 0)
    return codes[style] if cell.get("t", "n") in "nd" and style < len(codes) else ""
