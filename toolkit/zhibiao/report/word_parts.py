"""Pieces of new Word documents: fonts with Chinese characters, filled cells, merged and repeated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from zhibiao.report.docx_patch import legal

if TYPE_CHECKING:
    from docx.table import _Cell

FILLS = {"high": "F9D9D6", "medium": "FCEBC8", "low": "E3EEF7"}
HEAD = "3A566F"
BODY_FONT, HEAD_FONT = "宋体", "黑体"


def write_cell(cell: _Cell, text: str, *, bold: bool = False, color: Any = None) -> None:
    """Add `text` to the first paragraph of a cell."""
    run = cell.paragraphs[0].add_run(legal(text))
    run.bold = bold
    if color is not None:
        run.font.color.rgb = color


def shade(cell: _Cell, fill: str) -> None:
    """Give a cell a ground colour."""
    child(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=fill)


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """Append an element to `parent`; the attributes get the prefix w."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def set_font(fonts: Any, name: str) -> None:
    """Name the font for every script; a font of the theme would win over it, so that goes."""
    from docx.oxml.ns import qn

    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
