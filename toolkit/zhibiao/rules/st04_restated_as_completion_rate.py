"""“{name}”（{target}）{how}第 {other} 行“{other_name}”的目标 {other_target}，同一结果计了两次。

{name} ({target}) {how_en} the target {other_target} of row {other}, {other_name}: one result is counted twice.

## 发现什么
完成率、比例一类的指标，分母是同表另一行已经写明的目标数：
- 说明里的公式写着“引进企业数/目标任务数120家”，另一行就是“引进企业 ≥120家”
- 没有公式的，名称去掉“（目标任务）完成率”后就是另一行的名称

## 为什么
绩效目标应指向明确、具体细化（财预〔2015〕88号，已核对原文）。完成率由那一行的数算出来，不说明质量，却又得一次分，也占了质量指标的
位置。

## 例
前：数量指标 拜访企业 ≥50家；质量指标 拜访任务完成率 ≥100%（拜访家数/目标数50家）
后：质量指标改为拜访后形成投资意向的企业占比

## 局限
同表有两行以上、公式里写明目标数的为高，其余为中。合格、及时、满意等数作分子的说的是质量或时间，不报。“项目完成率”“工作任务完成率”
没有说是哪一件事，不报。

## English
A completion rate whose denominator is a target that another row of the table already states: the formula of its explanation
names that number (high where two or more rows do so), or the name without 完成率 is the other row's name (medium). The rate
follows from that row, says nothing of quality and is counted again. Source: 财预〔2015〕88号, read. Formulas that count what is
good or in time are left alone.
"""

import re
from collections.abc import Iterator

from zhibiao.likeness import alike
from zhibiao.records import ReviewedRow, Severity
from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import is_rate
from zhibiao.rules.structure import amount_of, holds, letter, listed, plain_name, same_amount, shown
from zhibiao.target import parse_target
from zhibiao.text import normalise

CODE = "ST04"
NAME = "restated-as-completion-rate"
TITLE = "同一结果换成比率再计"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化"

# What is counted, the stroke of division, then up to its end or next sign what it is divided by (目标数50家).
_FORMULA = re.compile(r"(?P<above>[^/÷,;。()]*)[)]?[/÷](?P<below>[^/÷,;。()*×]+)")
_NUMBER = re.compile(r"[0-9][0-9.]*(?:万|亿)?[^0-9.*×%()/]{1,4}$")
SHORTEST = 3
BY_NAME = ("就是", "restates by its name")
BY_FORMULA = ("按说明的公式，分母就是", "is by its formula divided by")


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit for each rate that only says that another row is reached."""
    found = []
    for row in context.rows:
        if not _is_completion(row):
            continue
        # Two rows may ask for the same number: the one with the nearer name comes first.
        others = sorted(
            (one for one in context.rows if one is not row and _is_result(one)),
            key=lambda one, name=row.indicator.name: -alike(name, one.indicator.name),  # type: ignore[misc]
        )
        by_formula = next((one for one in others if _divides_by(row, one)), None)
        by_name = next((one for one in others if _names(row, one)), None)
        if other := by_formula or by_name:
            found.append((row, other, other is by_formula))
        else:
            yield Held(compared=(cell(row.indicator), cell(row.indicator, "explanation")))
    often = sum(formula for _, _, formula in found) > 1
    for row, other, formula in found:
        yield _hit(row, other, formula=formula, severity="high" if formula and often else "medium")


def _is_completion(row: ReviewedRow) -> bool:
    """Whether a row asks that all, or more, of something planned is done."""
    amount = amount_of(row.target)
    return (
        row.target.unit == "%" and amount is not None and 90 <= amount <= 110 and is_rate(row.indicator.name)
    )


def _is_result(row: ReviewedRow) -> bool:
    """Whether a row states a number of its own, no rate, that is no limit of cost."""
    return row.target.dimension not in ("ratio", "date", "duration", "") and letter(row) in "OE"


def _divides_by(row: ReviewedRow, other: ReviewedRow) -> bool:
    """Whether the formula of a row divides the plain result by the target of another."""
    for match in _FORMULA.finditer(normalise(row.indicator.explanation)):
        number = _NUMBER.search(match["below"])
        planned = holds(match["below"], "planned_words")
        if number and planned and not holds(match["above"], "quality_counts"):
            return same_amount(parse_target(number[0]), other.target)
    return False


def _names(row: ReviewedRow, other: ReviewedRow) -> bool:
    """Whether the name of a rate is that of another row with 完成率 behind it."""
    name = plain_name(row.indicator.name)
    tail = next((word for word in listed("completion_endings") if name.endswith(word)), "")
    stem = name.removesuffix(tail)
    if not tail or holds(stem, "quality_counts") or len(_own_part(stem)) < SHORTEST:
        return False
    target = plain_name(other.indicator.name)
    return stem in target and len(_own_part(target)) <= len(stem) + 3


def _own_part(stem: str) -> str:
    """A stem without words that any project has.

    >>> _own_part("年度重点工作"), _own_part("招聘会举办")
    ('', '招聘会举办')
    """
    for word in listed("common_stems"):
        stem = stem.replace(word, "")
    return stem


def _hit(row: ReviewedRow, other: ReviewedRow, *, formula: bool, severity: Severity) -> Hit:
    how, how_en = BY_FORMULA if formula else BY_NAME
    indicator = row.indicator
    values = {
        "name": indicator.name[:24],
        "target": shown(indicator),
        "how": how,
        "how_en": how_en,
        "other": str(other.indicator.row),
        "other_name": other.indicator.name[:24],
        "other_target": shown(other.indicator),
    }
    fields = ("target", "explanation") if formula else ("name", "target")
    compared = (*(cell(indicator, field) for field in fields), cell(other.indicator))
    return Hit(
        field="name",
        span=(0, len(indicator.name)),
        row=indicator.row,
        values=values,
        severity=severity,
        compared=compared,
    )
