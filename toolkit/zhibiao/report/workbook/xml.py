"""Small helpers for the XML of a workbook: whichever name space it uses, whatever text it is given."""

from __future__ import annotations

import re
from typing import Any

Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has

# Two dialects of the same format: what programs write by default, and "strict".
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MAX_TEXT = 32_767  # of a cell


def tag(like: Element, name: str) -> str:
    """`name` in the name space of the element `like`."""
    from lxml import etree

    return f"{{{etree.QName(like).namespace}}}{name}"


def local(element: Element) -> str:
    """The tag of an element without its name space."""
    return str(element.tag).rpartition("}")[2]


def child(parent: Element, name: str, /, **attributes: object) -> Element:
    """A new last child of `parent`, in its name space."""
    from lxml import etree

    return etree.SubElement(parent, tag(parent, name), {key: str(value) for key, value in attributes.items()})


def put_after(parent: Element, element: Element, earlier: tuple[str, ...]) -> None:
    """Insert `element` behind the last child of `parent` that the schema wants before it."""
    at = max((number for number, known in enumerate(parent, start=1) if local(known) in earlier), default=0)
    parent.insert(at, element)


def get_or_make(parent: Element, name: str, earlier: tuple[str, ...]) -> Element:
    """The child `name`, made behind the children named `earlier` where it is missing."""
    found = parent.find(f"{{*}}{name}")
    if found is None:
        found = child(parent, name)
        put_after(parent, found, earlier)
    return found


def office(root: Element) -> str:
    """The name space of relationships in the dialect that `root` is written in."""
    return _STRICT_OFFICE if _STRICT_MAIN in root.nsmap.values() else _OFFICE


def clean(text: str) -> str:
    """`text` as a cell or a comment can hold it: no characters that XML refuses, nothing taken for an escape.

    >>> clean("a\\x0bb _x000D_")
    'ab _x005F_x000D_'
    """
    return _ESCAPE.sub("_x005F_", _ILLEGAL.sub("", text.replace("\r\n", "\n")))[:_MAX_TEXT]


def set_text(element: Element, text: str) -> None:
    """Give `element` a text whose blanks are kept."""
    element.text = clean(text)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def column_letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(line: int, column: int) -> str:
    """The name of a cell; `line` counts from 1, `column` from 0.

    >>> address(6, 3)
    'D6'
    """
    return f"{column_letters(column)}{line}"


def read_address(reference: str) -> tuple[int, int] | None:
    """(line from 1, column from 0) of a cell's name, None where it is none.

    >>> read_address("AB12"), read_address("")
    ((12, 27), None)
    """
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1
