"""说明里的算式是“{formula}”，应得{result}，{where}写的是{printed}，请改算式或改数。

The explanation works out {formula}, which comes to {result}, but {where_en} says {printed}; mend one of them.

## 发现什么
说明里写出的算式（120家×30个=3600个；平均每家30个岗位、120家；每月2次）重新算一遍，结果与算式自己的得数或目标值不符。
算得对的不报。

## 为什么
由别的数推算出来的目标值，算式对不上，说明其中一个数改过而另一个没有改。绩效指标要有依据、可计算
（财预〔2013〕53号“绩效指标明确性”要求清晰、可衡量，已核对原文）。

## 例
前：目标值≥3600个，说明“按每家企业30个岗位、100家企业计算”
后：按100家计算为3000个，目标值改为≥3000个，或企业数改为120家

## 局限
得数容许四舍五入（百分之一）。“每月”按9至12个月、“每季度”按3至4个季度、“每周”按36至53周算都能得到的，不报；
补助标准一类每人每月的金额不查。每家、每户的个数取自本表同一事项的另一行时，按中级别报。

## English
Formulas with numbers in an explanation (a×b=c, a/b, so many for each of so many, so many a month) worked out again: the
result is neither the formula's own nor the target. Rounding is allowed, and so are months without holidays. Where the
number of bodies is that of another row, and for periods, the finding is medium.
"""

import re
from collections.abc import Iterator

from zhibiao.coverage import core, number_of, told_by
from zhibiao.records import Compared, ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.formulas import NEAR, equations

CODE = "NM08"
NAME = "derived-number-does-not-follow"
TITLE = "算式与目标值不符"
SEVERITY = "high"
SOURCE = "财预〔2013〕53号“绩效指标明确性”（V）：指标应清晰、可衡量"
NEEDS = ("explanation",)

# 平均每家企业落地后能提供30个, 每期40人: the body, some words without a number, the number, its unit.
_EACH = re.compile(
    r"每(?P<each>家|户|期|场|村|个村|校|班|座|台|个)(?!月)(?P<words>[^，,。；;：:\d]{0,14}?)(?P<number>\d+(?:\.\d+)?)(?P<unit>[\u4e00-\u9fff]{1,2})"
)
_PERIOD = re.compile(
    r"每(?P<each>月|个月|季度?|周|半年)(?P<words>[^，,。；;：:\d]{0,10}?)(?P<number>\d+)(?P<unit>[\u4e00-\u9fff]{1,2})"
)
_TIMES = {"月": (9, 12), "个月": (9, 12), "季": (3, 4), "季度": (3, 4), "周": (36, 53), "半年": (2, 2)}
_LEAST = re.compile(r"不少于|不低于|至少|以上|≥")
SHORT, ABOUT = 30, 0.5


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit for each equation that is wrong, or one for a product that is not the target."""
    text = row.indicator.explanation
    wrong = [equation for equation in equations(text) if not equation.holds]
    for equation in wrong[:1]:
        values = {
            "formula": text[slice(*equation.span)][:40],
            "result": f"{equation.result:g}",
            "where": "等号后",
            "where_en": "it",
            "printed": equation.right,
        }
        compared = (cell(row.indicator, "explanation"),)
        yield Hit(field="explanation", span=equation.span, values=values, compared=compared)
    if not wrong and row.target.dimension == "count" and "/" not in row.target.unit:
        yield from _of_each(row, context)
        yield from _of_period(row)


def _of_each(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """So many for each of so many bodies, whose number stands in the explanation or in another row."""
    text, asked = row.indicator.explanation, number_of(row.target)
    match = _EACH.search(text)
    if match is None or asked is None or not _is_unit(match["unit"], row):
        return
    each, number = match["each"].removeprefix("个") or "个", float(match["number"])
    own = [
        float(n)
        for n in re.findall(rf"(\d+(?:\.\d+)?){each}", text[: match.start()] + "。" + text[match.end() :])
    ]
    others = [] if own else _bodies(row, context, each)
    counts = own or [number_of(other.target) or 0.0 for other in others]
    fits = [_fits(asked, count * number, text[match.start() : match.end() + 3]) for count in counts]
    if len(counts) != 1 or any(fits):
        return
    source = tuple(cell(other.indicator) for other in others)
    formula = f"{counts[0]:g}{each}×{match['number']}{match['unit'][: len(row.target.unit)]}"
    yield _hit(row, match, formula, f"{counts[0] * number:g}", source)


def _bodies(row: ReviewedRow, context: Context, each: str) -> list[ReviewedRow]:
    """Other rows that count such bodies and whose thing the explanation names."""
    return [
        other
        for other in context.rows
        if other is not row
        and other.target.unit == each
        and number_of(other.target)
        and told_by(other.indicator.name, row.indicator.explanation) >= ABOUT
    ]


def _of_period(row: ReviewedRow) -> Iterator[Hit]:
    """So many a month, a quarter or a week, in an explanation that is about the row's thing and nothing else."""
    text, asked = row.indicator.explanation, number_of(row.target)
    found = list(_PERIOD.finditer(text))
    if len(found) != 1 or asked is None or not _is_unit(found[0]["unit"], row):
        return
    match, number = found[0], float(found[0]["number"])
    about = told_by(row.indicator.name, text) >= ABOUT and len(text) <= SHORT and core(row.indicator.name)
    few, many = (number * times for times in _TIMES[match["each"]])
    least = bool(_LEAST.search(text[match.start() : match.end() + 3]))
    if not about or asked == number or few * (1 - NEAR) <= asked <= many or (least and asked > many):
        return
    formula = f"{match[0]}×{_TIMES[match['each']][1]}"
    yield _hit(row, match, formula, f"{many:g}", (), medium=True)


def _is_unit(words: str, row: ReviewedRow) -> bool:
    return bool(row.target.unit) and words.startswith(row.target.unit)


def _fits(asked: float, product: float, words: str) -> bool:
    """Whether a target agrees with a product; more than a product of minima is in order, and so is rounding down."""
    if _LEAST.search(words) and asked > product:
        return True
    return product * 0.9 <= asked <= product * (1 + NEAR)


def _hit(
    row: ReviewedRow,
    match: re.Match[str],
    formula: str,
    result: str,
    source: tuple[Compared, ...],
    *,
    medium: bool = False,
) -> Hit:
    values = {
        "formula": formula,
        "result": f"{result}{row.target.unit}",
        "where": "目标值",
        "where_en": "the target",
        "printed": row.indicator.target[:20],
    }
    return Hit(
        field="explanation",
        span=(match.start(), match.start("unit") + len(row.target.unit)),
        values=values,
        severity="medium" if medium or source else None,
        compared=(cell(row.indicator), cell(row.indicator, "explanation"), *source),
    )
