"""Numbers in a folded text: Arabic digits, Chinese numerals, fractions, percentages in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from zhibiao.target.lexicon import entries
from zhibiao.target.unit import SCALES

# Thousands are parted by commas of either width; by blanks only where a unit follows (1 000元, but 10 100).
# `1 0 0%` is a scanned 100%.
_PARTED = (
    r"[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])|[0-9]{1,3}(?: [0-9]{3})+(?=[\u4e00-\u9fff%])"
    r"|[0-9](?: [0-9]){2,}(?=%)"
)
_ARABIC = rf"(?:{_PARTED}|[0-9]+)(?:\.[0-9]+)?"
_CHINESE = "一二三四五六七八九十百千万亿两零〇壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
_SCALE = r"万亿|[十百千]万|[十百千]?亿|万|[百千](?![分瓦克米伏卡焦])"
# Each way of writing a number is one group around the groups of its parts, so that `lastgroup` names the way.
_NUMBER = re.compile(
    rf"(?P<percent>(?P<part>百分之|千分之|万分之)(?P<of>{_ARABIC}|[{_CHINESE}点]+))"
    rf"|(?P<fraction>(?P<below>[{_CHINESE}]+|[0-9]+)分之(?P<above>[{_CHINESE}]+|[0-9]+))"
    rf"|(?P<mixed>(?P<yi>{_ARABIC})亿(?P<wan>[0-9]+(?:\.[0-9]+)?)万)"
    rf"|(?P<thousands>(?P<ten>{_ARABIC})万(?P<thousand>[0-9](?:\.[0-9]+)?)千)"
    rf"|(?P<rate>(?P<many>{_ARABIC})(?P<of_many>/10?0?0?万))"
    r"|(?P<stroke>(?P<top>[0-9]+)[/:](?P<bottom>[0-9]+(?:\.[0-9]+)?)(?![0-9/:.]))"
    rf"|(?P<arabic>(?P<digits>{_ARABIC})(?P<more1>[余多])?(?P<scale>{_SCALE})?(?P<more2>[余多])?)"
    rf"|(?P<some>[几数](?P<some_of>[十百千])(?P<some_scale>[万亿])?)"
    r"|(?P<half>一半|半数|半)|(?P<all>百分百)"
    rf"|(?P<few>(?P<few_from>[{_CHINESE}]*[十百千])几(?P<few_scale>[万亿])?)"
    rf"|(?P<chinese>(?P<numeral>[{_CHINESE}]+(?:点[{_CHINESE}]+)?)"
    r"(?P<more3>[余多])?(?P<scale3>[万亿])?(?P<more4>[余多])?)"
)
_STARTS = re.compile(rf"[0-9{_CHINESE}几半数百千万]")
_PARTS = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
_DIGITS = {char: float(place) for place, char in enumerate("零一二三四五六七八九十")} | {"两": 2.0, "〇": 0.0}
_LONE = ("百", "千", "万", "百万", "千万", "亿")
_ROUND = {"十": 10.0, "百": 100.0, "千": 1000.0}
_TRAILING_SCALE = re.compile(r"(万亿|[万亿])$")
_SIGNS = tuple("≥≤><=")
LONGEST = 24  # digits: what is longer is an account number, not an amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at `start`..`end` of a folded text.

    `scale` is the scale word left for the unit (万 of 3万元); `unit` is % or ‰ where words said so;
    `upper` is set for 几十 and 十几, exclusive; `more` is True for 余 and 多 (a little above `value`);
    `spelled`: in Chinese characters, which may be part of a word; `part`: a fraction (三分之二, 一半).
    """

    start: int
    end: int
    value: float
    scale: str = ""
    unit: str = ""
    upper: float | None = None
    more: bool = False
    spelled: bool = False
    part: bool = False


def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers in a folded text, left to right, without idioms (统一, 三公经费, “15315”) and ordinals.

    >>> [(n.value, n.scale) for n in find_numbers("≥1.5万元、第2届、统一、三十人、百分之五")]
    [(1.5, '万'), (30.0, ''), (5.0, '')]
    """
    if not _STARTS.search(text):
        return ()
    masks = [
        match.span()
        for match in (_mask().finditer(text) if _maskable().search(text) else ())
        if text[match.start() - 1 : match.start()] not in _SIGNS  # 80岁补贴 is a name, ≥80岁 a target
    ]
    return tuple(
        number for number in _all(text) if not any(a < number.end and number.start < b for a, b in masks)
    )


def _all(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        make = _MAKERS[match.lastgroup or ""]
        number = make(match) if len(match[0]) <= LONGEST else None
        if number:
            yield number


@cache
def _mask() -> re.Pattern[str]:
    """Where numerals count nothing: idioms, coded names in quotes, 3+6+2, ordinals, file numbers."""
    idioms = sorted((entry["word"] for entry in entries("idioms")), key=len, reverse=True)
    shapes = (
        r"[“\"'‘「《][^”\"'’」》，。；≥≤%]{0,12}[0-9][^”\"'’」》，。；≥≤%]{0,30}[”\"'’」》]",
        r"[0-9]+(?:\+[0-9]+)+",
        rf"第(?:[0-9]+(?![0-9.%‰])|[{_CHINESE}]+)",  # 第95% is a scanned ≥95%
        r"[\[〔【(][12][09][0-9]{2}[\]〕】)][0-9]*号?",
        r"[0-9]+号",
        r"[a-z][a-z./-]*[0-9][0-9.a-z-]*",
        rf"[一两三四五六七八九十](?![{_CHINESE}])[\u4e00-\u9fff]一(?![次场件回期项套{_CHINESE}])[\u4e00-\u9fff](?![0-9])",
    )
    # One look behind for all idioms that need the same: at most places it rules them all out at once.
    groups: dict[str, list[str]] = {}
    for word in idioms:
        before, pattern = _idiom(word)
        groups.setdefault(before, []).append(pattern)
    return re.compile(
        "|".join((*(f"{before}(?:{'|'.join(group)})" for before, group in groups.items()), *shapes))
    )


@cache
def _maskable() -> re.Pattern[str]:
    """A quick look: the characters without which no mask can match."""
    words = [entry["word"] for entry in entries("idioms")]
    behind = {
        char for word in words if set(word) & set("0123456789") for char in word if not char.isdecimal()
    }
    chars = "".join(sorted(behind | set(_CHINESE) | set("半第号+[〔【(“\"'‘「《abcdefghijklmnopqrstuvwxyz")))
    return re.compile(f"[{re.escape(chars)}]")


def _idiom(word: str) -> tuple[str, str]:
    """What must not stand before an idiom, and the idiom as a pattern; numerals at its ends must not run on
    (15g is no 5g, 七万一千 no 万一)."""
    runs = "0-9" if word[0].isdecimal() else _CHINESE if word[0] in _CHINESE else ""
    before = f"(?<![{runs}])" if runs else ""
    runs = "0-9" if word[-1].isdecimal() else _CHINESE if word[-1] in _CHINESE else ""
    behind = f"(?![{runs}])" if runs else ""
    return before, re.escape(word) + behind


@lru_cache(maxsize=4096)
def read_numeral(text: str) -> float | None:
    """The value of a Chinese numeral, None where it is none.

    >>> read_numeral("三百二十"), read_numeral("两"), read_numeral("万"), read_numeral("亿亿")
    (320.0, 2.0, 10000.0, None)
    """
    if text in _DIGITS:
        return _DIGITS[text]
    if text[0] in "百千万亿":
        text = "一" + text
    from cn2an import cn2an

    try:
        return float(cn2an(text, "smart"))
    except (ValueError, LookupError, ArithmeticError):  # it fails with KeyError on 亿三
        return None


def _arabic(text: str) -> float:
    return float(text.replace(",", "").replace("，", "").replace(" ", ""))


def _either(text: str) -> float | None:
    return _arabic(text) if text[0].isdecimal() else read_numeral(text)


def _make_part(match: re.Match[str]) -> Number | None:
    value = _either(match["of"])
    if value is None:
        return None
    return Number(start=match.start(), end=match.end(), value=value, unit=_PARTS[match["part"]])


def _make_fraction(match: re.Match[str]) -> Number | None:
    above, below = _either(match["above"]), _either(match["below"])
    return _ratio(match, above, below)


def _make_stroke(match: re.Match[str]) -> Number | None:
    return _ratio(match, float(match["top"]), float(match["bottom"]))


def _ratio(match: re.Match[str], above: float | None, below: float | None) -> Number | None:
    if above is None or not below:
        return None
    return Number(start=match.start(), end=match.end(), value=above / below, part=True)


def _make_mixed(match: re.Match[str]) -> Number:
    value = _arabic(match["yi"]) * 10000 + float(match["wan"])
    return Number(start=match.start(), end=match.end(), value=value, scale="万")


def _make_thousands(match: re.Match[str]) -> Number:
    value = _arabic(match["ten"]) + float(match["thousand"]) / 10  # 3万5千 is 3.5 of 万
    return Number(start=match.start(), end=match.end(), value=value, scale="万")


def _make_rate(match: re.Match[str]) -> Number:
    return Number(start=match.start(), end=match.end(), value=_arabic(match["many"]), unit=match["of_many"])


def _make_arabic(match: re.Match[str]) -> Number:
    value, scale = _arabic(match["digits"]), match["scale"] or ""
    if scale in _ROUND:  # 3百 is a number; 3万 keeps its scale for the unit
        value, scale = value * _ROUND[scale], ""
    more = bool(match["more1"] or match["more2"])
    return Number(start=match.start(), end=match.end(), value=value, scale=scale, more=more)


def _make_some(match: re.Match[str]) -> Number:
    size = _ROUND[match["some_of"]]
    return _between(match, 2 * size, 10 * size, match["some_scale"])


def _make_few(match: re.Match[str]) -> Number | None:
    value = read_numeral(match["few_from"])
    if value is None:
        return None
    return _between(match, value, value + _ROUND[match["few_from"][-1]], match["few_scale"])


def _between(match: re.Match[str], lower: float, upper: float, scale: str | None) -> Number:
    return Number(
        start=match.start(), end=match.end(), value=lower, upper=upper, scale=scale or "", spelled=True
    )


def _make_chinese(match: re.Match[str]) -> Number | None:
    text, scale = match["numeral"], match["scale3"] or ""
    tail = "" if scale else _TRAILING_SCALE.search(text)
    if tail:
        scale = tail[0]
    value = read_numeral(text)
    if value is None:
        return None
    if tail:  # 一亿两千万 is 12000 of 万
        value /= SCALES[scale]
    lone = match["numeral"] in _LONE and match.string[: match.start()].endswith("上")  # 上千人
    more = lone or bool(match["more3"] or match["more4"])
    return Number(start=match.start(), end=match.end(), value=value, scale=scale, more=more, spelled=True)


def _make_half(match: re.Match[str]) -> Number:
    part = match["half"] != "半"
    return Number(start=match.start(), end=match.end(), value=0.5, part=part, spelled=True)


def _make_all(match: re.Match[str]) -> Number:
    return Number(start=match.start(), end=match.end(), value=100.0, unit="%")


_MAKERS: dict[str, Callable[[re.Match[str]], Number | None]] = {
    "percent": _make_part,
    "fraction": _make_fraction,
    "mixed": _make_mixed,
    "thousands": _make_thousands,
    "rate": _make_rate,
    "stroke": _make_stroke,
    "arabic": _make_arabic,
    "some": _make_some,
    "half": _make_half,
    "all": _make_all,
    "few": _make_few,
    "chinese": _make_chinese,
}
