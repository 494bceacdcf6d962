"""Cell styles of a workbook: the one a cell has with another ground, and those of the added sheet."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from zhibiao.report.workbook.xml import Element, child, get_or_make

GROUNDS = {"high": "FFF8CBC6", "medium": "FFFDE8B4", "low": "FFDCE8F4"}
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_PLAIN = {"fonts": "font", "borders": "border", "cellXfs": "xf"}
_HEAD, _LINE, _LINK = "FF3A566F", "FFBFC7CF", "FF1F5FA8"
_WHITE = (("rgb", "FFFFFFFF"), ("rgb", "00FFFFFF"), ("theme", "0"), ("indexed", "9"), ("indexed", "1"))


@dataclass(slots=True)
class Styles:
    """The style sheet `root`; `known` holds the styles that were added, by what they are."""

    root: Element
    known: dict[tuple[str, ...], int] = field(default_factory=dict)

    def group(self, name: str) -> Element:
        """A list of the style sheet (fonts, fills, ...), made with one plain entry where it is missing."""
        found = get_or_make(self.root, name, _ORDER[: _ORDER.index(name)])
        if len(found) == 0 and name in _PLAIN:
            entry = child(found, _PLAIN[name])
            if name == "fonts":
                child(entry, "sz", val=11)
        while name == "fills" and len(found) < 2:  # Excel keeps the first two for itself
            pattern = "gray125" if len(found) else "none"
            child(child(found, "fill"), "patternFill", patternType=pattern)
        return found

    def _add(self, name: str, entry: Element) -> int:
        """Put `entry` at the end of a list; gives its number there."""
        found = self.group(name)
        found.append(entry)
        found.set("count", str(len(found)))
        return len(found) - 1

    def letter_size(self) -> float:
        """Size of the letters in which cells are written where nothing else is said."""
        size = self.group("fonts")[0].find("{*}sz")
        try:
            return float(size.get("val", "11")) if size is not None else 11.0
        except ValueError:
            return 11.0

    def filled(self, style: int, severity: str) -> int:
        """The style that differs from `style` in its ground only, and in white letters where it has them."""
        key = ("filled", str(style), severity)
        if key not in self.known:
            formats = self.group("cellXfs")
            entry = copy.deepcopy(formats[style if style < len(formats) else 0])
            entry.set("fillId", str(self._ground(GROUNDS[severity])))
            entry.set("applyFill", "1")
            if (font := self._dark_font(int(entry.get("fontId", "0")))) is not None:
                entry.set("fontId", str(font))
                entry.set("applyFont", "1")
            self.known[key] = self._add("cellXfs", entry)
        return self.known[key]

    def _ground(self, colour: str) -> int:
        key = ("ground", colour)
        if key not in self.known:
            entry = child(self.group("fills"), "fill")
            pattern = child(entry, "patternFill", patternType="solid")
            child(pattern, "fgColor", rgb=colour)
            child(pattern, "bgColor", indexed=64)
            self.known[key] = self._add("fills", entry)
        return self.known[key]

    def _dark_font(self, font: int) -> int | None:
        """White letters cannot be read on a light ground: the number of the same font in black."""
        fonts = self.group("fonts")
        colour = fonts[font].find("{*}color") if font < len(fonts) else None
        if colour is None or colour.get("tint") or not any(colour.get(key) == value for key, value in _WHITE):
            return None
        return self._font(font, colour=None)

    def _font(self, like: int, *, colour: str | None, bold: bool = False, underline: bool = False) -> int:
        """The number of a font like that of the number `like`, in another colour; None is the usual one."""
        key = ("font", str(like), str(colour), str(bold), str(underline))
        if key not in self.known:
            entry = copy.deepcopy(self.group("fonts")[like])
            for name in ("color", *("b",) * bold, *("u",) * underline):
                for node in entry.findall(f"{{*}}{name}"):
                    entry.remove(node)
            # The schema's order: b, i, strike, ..., u, then size, colour, name.
            for wanted, name in ((underline, "u"), (bold, "b")):
                if wanted:
                    entry.insert(0, child(entry, name))
            if colour:
                node = child(entry, "color", rgb=colour)
                if (size := entry.find("{*}sz")) is not None:
                    size.addnext(node)
            self.known[key] = self._add("fonts", entry)
        return self.known[key]

    def _frame(self) -> int:
        key = ("frame",)
        if key not in self.known:
            entry = child(self.group("borders"), "border")
            for side in ("left", "right", "top", "bottom"):
                child(child(entry, side, style="thin"), "color", rgb=_LINE)
            child(entry, "diagonal")
            self.known[key] = self._add("borders", entry)
        return self.known[key]

    def of_list(self, kind: str) -> int:
        """The style of a cell of the list: `head`, `text`, `link` or a severity."""
        key = ("list", kind)
        if key not in self.known:
            font, ground = 0, 0
            if kind == "head":
                font, ground = self._font(0, colour="FFFFFFFF", bold=True), self._ground(_HEAD)
            elif kind == "link":
                font = self._font(0, colour=_LINK, underline=True)
            elif kind in GROUNDS:
                ground = self._ground(GROUNDS[kind])
            entry = child(
                self.group("cellXfs"),
                "xf",
                numFmtId=0,
                fontId=font,
                fillId=ground,
                borderId=self._frame(),
                applyFont=1,
                applyFill=1,
                applyBorder=1,
                applyAlignment=1,
            )
            if self.root.find("{*}cellStyleXfs") is not None:
                entry.set("xfId", "0")
            child(entry, "alignment", vertical="center" if kind == "head" else "top", wrapText=1)
            self.known[key] = self._add("cellXfs", entry)
        return self.known[key]
