"""Chinese text on a bare machine: which fonts draw a text, and what is written for a sign that none of them has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Note

FAMILY = "Zhibiao Sans SC"
_FILE = ("plots", "font", "ZhibiaoSansSC-Regular.ttf")
_ALWAYS = "DejaVu Sans"  # comes with matplotlib
_BEGIN = 4  # columns that stay of the beginning of a text whose end tells it from another
# Asked in this order for what our own font lacks (rare characters of names, traditional ones).
_SYSTEM = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",  # the first face of a collection: the only one that older matplotlib reads
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "PingFang SC",
    "Hiragino Sans GB",
    "Arial Unicode MS",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The font families that texts are drawn with, in the order they are asked, and the signs that none has."""

    families: tuple[str, ...]
    missing: frozenset[str] = frozenset()

    def write(self, text: str, longest: int = 0) -> str:
        """The text as it is drawn: on one line, a missing sign as its code, cut with … beyond `longest` columns.

        A Chinese character takes two columns, other signs one; 0 is no limit.

        >>> letters = Letters(families=(FAMILY,), missing=frozenset("𠮷"))
        >>> letters.write("𠮷林镇\\n政府"), letters.write("绩效目标编制合理性", longest=9)
        ('[U+20BB7]林镇 政府', '绩效目标…')
        """
        plain = re.sub(r"\s+", " ", _safe(text)).strip()
        plain = "".join(f"[U+{ord(sign):04X}]" if sign in self.missing else sign for sign in plain)
        return shortened(plain, longest)

    def labels(self, texts: Sequence[str], longest: int) -> list[str]:
        """Texts that stand beside each other: where two would be cut to the same, in the middle and not at the end.

        >>> Letters(families=(FAMILY,)).labels(["街道办事处（东片）", "街道办事处（西片）", "水利局"], 12)
        ['街道…东片）', '街道…西片）', '水利局']
        """
        cut = [self.write(text, longest) for text in texts]
        whole = [self.write(text) for text in texts]
        return [
            one if one == full or cut.count(one) == 1 else _without_middle(full, longest)
            for one, full in zip(cut, whole, strict=True)
        ]

    def notes(self) -> tuple[Note, ...]:
        """What could not be drawn (PL03), one note for all signs; none where everything could."""
        if not self.missing:
            return ()
        signs = "、".join(f"{sign} (U+{ord(sign):04X})" for sign in sorted(self.missing))
        error = ZhibiaoError("PL03", signs=signs)
        return (Note(code="PL03", zh=error.render("zh"), en=error.render("en"), place=signs),)


def letters_for(texts: Iterable[str]) -> Letters:
    """The fonts for some texts: our own, then fonts of the machine for what it lacks, then matplotlib's own.

    Raises ZhibiaoError CF04 without matplotlib.

    >>> letters_for(["满意度 ≥95%"]).families[0], letters_for(["\\ufffe"]).missing
    ('Zhibiao Sans SC', frozenset({'\\ufffe'}))
    """
    need_matplotlib()
    wanted = {sign for text in texts for sign in _safe(text) if not sign.isspace()}
    families = [_register()]
    wanted -= signs_of(families[0])
    for family in (*_system_families(), _ALWAYS):
        if wanted and (has := wanted & signs_of(family)):
            families.append(family)
            wanted -= has
    return Letters(families=tuple(families), missing=frozenset(wanted))


def need_matplotlib() -> None:
    """Raises ZhibiaoError CF04 where matplotlib is not installed."""
    try:
        import matplotlib  # noqa: F401 - whether it is there
    except ImportError as error:
        raise ZhibiaoError("CF04", format="plots", package="matplotlib", extra="plot") from error


@cache
def signs_of(family: str) -> frozenset[str]:
    """Every sign that a font family known to matplotlib has."""
    from matplotlib.font_manager import findfont, get_font

    path = findfont(family, fallback_to_default=False)
    return frozenset(map(chr, get_font(path).get_charmap()))


@cache
def _register() -> str:
    """Tell matplotlib of our font: a family more, no setting is changed."""
    from matplotlib.font_manager import fontManager

    fontManager.addfont(str(files("zhibiao").joinpath(*_FILE)))
    return FAMILY


@cache
def _system_families() -> tuple[str, ...]:
    from matplotlib.font_manager import fontManager

    known = {entry.name for entry in fontManager.ttflist}
    return tuple(family for family in _SYSTEM if family in known)


def _safe(text: str) -> str:
    """Without what matplotlib would take for a formula, and without signs that have no shape."""
    return re.sub(r"[\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f]|[\x00-\x08\x0e-\x1f]", "", str(text)).replace(
        "$", "＄"
    )


def columns(text: str) -> int:
    """How wide a text is: two for a Chinese character or full-width sign, one for another.

    >>> columns("O1 数量")
    7
    """
    return sum(2 if ord(sign) > 0x2E7F or sign in "“”‘’…—" else 1 for sign in text)


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning with … where it is wider than `longest` columns (0: no limit)."""
    if not longest or columns(text) <= longest:
        return text
    kept = text
    while kept and columns(kept) > longest - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _without_middle(text: str, longest: int) -> str:
    """The first columns of a text that is wider than `longest`, … and as much of its end as there is room for."""
    begin = text
    while columns(begin) > _BEGIN:
        begin = begin[:-1]
    end = text
    while end and columns(f"{begin}…{end}") > longest:
        end = end[1:]
    return f"{begin}…{end}"
