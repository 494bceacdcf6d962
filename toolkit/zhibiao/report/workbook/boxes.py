"""The boxes that comments stand in: shapes of an older drawing language, added to a sheet's drawing as text.

Excel's own drawings of this kind are often no proper XML, so nothing in them is parsed or written anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from zhibiao.report.workbook.heights import lines_in
from zhibiao.report.workbook.sheet import Range, Sheet, number_of
from zhibiao.report.workbook.xml import Element

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_KIND = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    f'<v:shape {_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202" style="position:absolute;'
    'margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;z-index:{depth};visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_BLOCK = re.compile(rb"<o:idmap[^>]*\bdata=[\"']([\d, ]+)")
_WIDTH, _LINE, _MAX_HEIGHT = 330, 16, 640  # pixels
_COLUMNS = 50  # of text in a line of a box, a Chinese character takes two


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a comment's box belongs: the cell with what is merged with it, and the comment's text."""

    area: Range
    text: str


def add_boxes(drawing: bytes, boxes: list[Box], sheet: Sheet) -> bytes:
    """The drawing with a box for each comment. Raises ValueError where it has no end tag."""
    body, end, rest = drawing.rpartition(b"</xml>")
    if not end:
        raise ValueError("drawing without </xml>")
    first = max(map(int, _NUMBER.findall(body)), default=1024 * min(blocks_of(body), default=1)) + 1
    shapes = [] if b'"_x0000_t202"' in body else [_KIND]
    measure = Measure(root=sheet.root)
    shapes += [_shape(box, first + at, measure) for at, box in enumerate(boxes)]
    return body + "\n".join(shapes).encode("ascii") + end + rest


def blocks_of(drawing: bytes) -> list[int]:
    """The blocks of 1024 shape numbers that a drawing says it uses."""
    return [int(number) for found in _BLOCK.findall(drawing) for number in re.findall(rb"\d+", found)]


def new_drawing(block: int, boxes: int) -> bytes:
    """A drawing without shapes, with the numbers from `block` on for so many boxes."""
    blocks = ",".join(map(str, range(block, block + 1 + boxes // 1024)))
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
    return f"<xml {_SPACES}>{layout}</xml>".encode("ascii")


def _shape(box: Box, number: int, measure: Measure) -> str:
    top, left, _, right = box.area
    height = min(_LINE * lines_in(box.text, _COLUMNS) + 12, _MAX_HEIGHT)
    from_column, from_row = right + 1, max(top - 2, 0)
    to_column, right_rest = _walk(from_column, 12 + _WIDTH, measure.width)
    to_row, bottom_rest = _walk(from_row, 4 + height, measure.height)
    anchor = (from_column, 12, from_row, 4, to_column, right_rest, to_row, bottom_rest)
    return _BOX.format(
        number=number,
        depth=number % 1024,
        width=_WIDTH * 3 // 4,
        height=height * 3 // 4,
        anchor=", ".join(map(str, anchor)),
        row=top - 1,
        column=left,
    )


def _walk(start: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The column or row that lies `pixels` behind the beginning of `start`, and how far into it."""
    for at in range(start, start + 500):  # hidden ones have no size
        if pixels < size(at):
            return at, pixels
        pixels -= size(at)
    return start + 500, 0


class Measure:
    """Widths of columns and heights of rows in pixels, both counted from 0."""

    def __init__(self, root: Element) -> None:
        usual = root.find("{*}sheetFormatPr")
        self._height = float(usual.get("defaultRowHeight", "15")) if usual is not None else 15.0
        self._width = float(usual.get("defaultColWidth", "9")) if usual is not None else 9.0
        self._columns = [
            (number_of(node.get("min")), number_of(node.get("max")), _size(node, "width", self._width))
            for node in root.iterfind("{*}cols/{*}col")
        ]
        self._rows = {
            number_of(node.get("r")): _size(node, "ht", self._height)
            for node in root.iterfind("{*}sheetData/{*}row")
        }

    def width(self, column: int) -> int:
        """Width of a column."""
        for first, last, size in self._columns:
            if first <= column + 1 <= last:
                return round(size * 7 + 5)
        return round(self._width * 7 + 5)

    def height(self, row: int) -> int:
        """Height of a row."""
        return round(self._rows.get(row + 1, self._height) * 4 / 3)


def _size(node: Element, name: str, usual: float) -> float:
    """A size in the sheet's unit, 0 where it is hidden."""
    if node.get("hidden") in ("1", "true"):
        return 0.0
    try:
        return float(node.get(name, usual))
    except ValueError:
        return usual
