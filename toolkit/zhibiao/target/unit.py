"""Units: what is counted, how it converts, and which dimension it has."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from zhibiao.target.fold import fold
from zhibiao.target.lexicon import Words, by_first, entries, word_at

SCALES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7}
SCALES |= {"亿": 1e8, "十亿": 1e9, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12}
_SCALED = re.compile(r"万亿|[十百千]?[万亿]|[十百千]")
_PER = re.compile(r"/([0-9]+(?:\.[0-9]+)?)?(万亿|[十百千]?[万亿]|[十百千])?")
_PER_WORD = re.compile(r"[\u4e00-\u9fff]{1,3}")
_AND = re.compile(r"[·.、/*]|每")
# 每人每月补助500元, 人均500元, 一年两次: what stands between is a few words, no number.
_ONE = r"(半年|两年|年度?|季度?|月|周|日|天|学期|人|户|家|个?村|社区|校|班|生|学员|亩|公顷|公里|平方米|床|台|件|例|次|场|期|组|头|株)"
_EACH = re.compile(
    rf"(?:每{_ONE}(?:每{_ONE})?|([人户日月年周])均|一(年|月|周|天|季度|学期))[\u4e00-\u9fff]{{0,6}}$"
)
_FAR = 12
_NUMERIC = tuple("0123456789≥≤><=")
_NO_UNIT = frozenset(
    ("", "无", "-", "/", "定性", "定量", "文字", "是/否", "是否", "日期", "时间", "年月日", "年月")
)
_BRACKETS = re.compile(r"[()\[\]【】]")
_OPTIONAL = re.compile(r"\(([\u4e00-\u9fff]{1,2})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as printed; a value times `scale` is in `base`. `dimension` "" where we do not know it.

    `change`: a value in this unit is a difference (个百分点).
    """

    printed: str
    base: str
    scale: float = 1.0
    dimension: str = ""
    change: bool = False


NO_UNIT = Unit(printed="", base="")
PERCENT = Unit(printed="%", base="%", dimension="ratio")


@cache
def _units() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for entry in entries("units"):
        for word in entry.get("words", ()):
            table[word.lower()] = Unit(printed=word, base=word, dimension=entry["dimension"])
        for word, factor in entry.get("units", {}).items():
            table[word.lower()] = Unit(
                printed=word,
                base=entry["base"],
                scale=float(factor),
                dimension=entry["dimension"],
                change=bool(entry.get("change")),
            )
    return table


@cache
def _words() -> Words:
    return by_first(_units())


def _simple_at(text: str, start: int) -> Unit | None:
    """The known unit at `start`; a Latin one must not run into another letter."""
    word = word_at(_words(), text, start)
    if not word:
        return None
    end = start + len(word)
    if (
        word[-1].isascii()
        and word[-1].isalnum()
        and text[end : end + 1].isascii()
        and text[end : end + 1].isalpha()
    ):
        return None
    return _units()[word]


def unit_at(text: str, start: int, scale: str = "") -> tuple[Unit, int] | None:
    """The unit that begins at `start` of a folded text, and where it ends; None if there is none.

    `scale` is what the number left over (万 of 3万元): it becomes part of the unit.

    >>> unit, end = unit_at("5元/人·年", 1)
    >>> unit.printed, unit.base, unit.dimension, end
    ('元/人·年', '元/人·月', 'money', 6)
    """
    unit = _simple_at(text, start)
    end = start + len(unit.printed) if unit else start
    other = _OPTIONAL.match(text, end) if unit else None
    if unit and other and other[1] in _units():  # 台(套)
        unit, end = replace(unit, printed=text[start : other.end()]), other.end()
    per = _PER.match(text, end)
    if per:
        compound = _compound(text, unit or NO_UNIT, per)
        if compound:
            unit, end = compound
    if unit is None:
        return (Unit(printed=scale, base="", scale=SCALES[scale]), start) if scale else None
    return (with_scale(unit, scale), end) if scale else (unit, end)


def is_unit(text: str) -> bool:
    """Whether a folded text is a unit and nothing else (万元, %).

    >>> is_unit("万元"), is_unit("5元")
    (True, False)
    """
    if text[:1] in _NUMERIC:
        return False
    return any(
        (found := unit_at(text, start)) and found[1] == len(text) for start in (0, int(text[:1] in "万亿"))
    )


def with_scale(unit: Unit, scale: str) -> Unit:
    """The unit with a scale word before it (万 + 元)."""
    return replace(unit, printed=scale + unit.printed, scale=unit.scale * SCALES[scale])


def _compound(text: str, top: Unit, per: re.Match[str]) -> tuple[Unit, int] | None:
    """The unit `top` per something; None where nothing known stands after the stroke."""
    factor = float(per[1] or 1) * SCALES.get(per[2] or "", 1.0)
    bases: list[str] = []
    end = per.end()
    while True:
        below = _simple_at(text, end) or _loose_at(text, end, first=not bases)
        if below is None:
            break
        end += len(below.printed)
        bases.append(below.base)
        factor *= below.scale
        joined = _AND.match(text, end)
        if not joined or not _simple_at(text, joined.end()):
            break
        end = joined.end()
    if not bases or not factor:
        return None
    printed = top.printed + text[per.start() : end]
    base = f"{top.base}/{'·'.join(bases)}"
    return Unit(printed=printed, base=base, scale=top.scale / factor, dimension=top.dimension), end


def _loose_at(text: str, start: int, *, first: bool) -> Unit | None:
    """A word we do not know, right after the stroke (元/学员): printed as it is."""
    match = _PER_WORD.match(text, start) if first else None
    return Unit(printed=match[0], base=match[0]) if match else None


def per_each(text: str, end: int, unit: Unit) -> Unit:
    """The unit with what stands before its number in a folded text: 每月2场 is 场/月, 人均500元 is 元/人.

    `end` is where the number with its comparator begins.
    """
    match = _EACH.search(text, max(0, end - _FAR), end)
    if match is None or unit.dimension not in ("count", "money") or "/" in unit.printed:
        return unit
    below = "·".join(word for word in match.groups() if word)
    whole = unit_at(f"{unit.printed}/{below}", 0)
    return whole[0] if whole else unit


@lru_cache(maxsize=4096)
def read_unit(column: str) -> Unit:
    """The unit that a 度量单位 column prints; `NO_UNIT` for an empty or meaningless one.

    >>> read_unit("万元").base, read_unit("万元").scale, read_unit("无").printed
    ('元', 10000.0, '')
    >>> read_unit("间数").dimension, read_unit("标的物").dimension
    ('count', '')
    """
    text = fold(column.strip()).text
    if text in _NO_UNIT or not text.strip("/-*_x"):
        return NO_UNIT
    plain = _BRACKETS.sub("", _OPTIONAL.sub("", text)) or text
    scaled = _SCALED.match(plain)
    for start in (0, scaled.end()) if scaled else (0,):
        found = unit_at(plain, start, plain[:start])
        if found and found[1] == len(plain):
            return replace(found[0], printed=text)
    known = _units().get(plain.removesuffix("数"))
    if known:
        return replace(known, printed=text)
    return NO_UNIT if re.search(r"[0-9]", plain) else Unit(printed=text, base=text)
