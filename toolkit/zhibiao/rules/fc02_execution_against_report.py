"""“{name}”{claim}，但文中写{budget_word} {budget}、{executed_word} {executed}，执行率为 {rate}，请核对得分。

{name} {claim_en}, but the text reports a budget of {budget} and spending of {executed}, {rate}: check the score.

## 发现什么
自评报告正文写明了预算总额和决算支出，两者之比与“预算执行率”一行的完成值不一致，或没有完成而该行得了满分。

## 为什么
预算执行率=预算完成数÷预算数（财预〔2013〕53号框架，同名指标有不同口径）。正文的数字已经说明没有完成，满分不成立；
如果分母改用了调整后的预算，预算调整率就不会是 0。

## 例
前：正文预算 3,315.41 万元、决算支出 2,964.91 万元（89.4%），预算执行率 =100%，权重 3 得 3 分
后：按 89.4% 扣分；分母用调整预算的，写明调整数

## 局限
正文各有且只有一个总额时才比较；只写部分支出（基本支出、项目支出）的不比较；相差不到 1 个百分点不报。
分母可能是调整后的预算，所以定为中级别；同表预算调整率为 0 的为高级别。

## English
A self-evaluation whose text gives budget and spending of the whole body, and whose row 预算执行率 reports another rate or
takes full points without reaching it. High where the rate of budget adjustment is 0 in the same table, else medium.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhibiao.records import Compared, ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Whole
from zhibiao.rules.compared import cell
from zhibiao.rules.money import SCALES, words
from zhibiao.rules.passages import numbers_after, passages
from zhibiao.target import parse_target
from zhibiao.text import normalise

CODE = "FC02"
NAME = "execution-against-report"
TITLE = "执行率与文字不符"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V，同名指标有不同口径）：预算完成数÷预算数；与得分比较系自订（own）"

NAMES = ("预算执行率", "预算完成率", "部门预算执行率", "整体预算执行率")
TOLERANCE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    word: str
    printed: str
    yuan: float
    place: Compared


def check_document(whole: Whole) -> Iterator[Hit | Held | Open]:
    """For every row on the execution of the whole budget, the rate that the text gives."""
    rows = [
        (number, context, row)
        for number, context in enumerate(whole.tables)
        if context.table.doc_kind == "dept_selfeval"
        for row in context.rows
        if normalise(row.indicator.name) in NAMES
    ]
    said = {role: _said(role, whole) for role in ("budget", "executed")} if rows else {}
    if not all(said.values()) or not rows:
        return
    if any(len({one.yuan for one in found}) > 1 for found in said.values()):
        yield Open(
            reason="正文有几个预算数或决算支出数，无法确定用哪一个",
            reason_en="the text gives several budgets or amounts of spending",
        )
        return
    budget, executed = said["budget"][0], said["executed"][0]
    for number, context, row in rows:
        yield _compare(row, context, number, budget, executed)


def _compare(row: ReviewedRow, context: Context, table: int, budget: _Said, executed: _Said) -> Hit | Held:
    rate = executed.yuan / budget.yuan * 100
    claim = _claim(row, rate)
    field = claim[0] if claim else "target"
    compared = (cell(row.indicator, field), budget.place, executed.place)
    if not claim:
        return Held(compared=compared)
    values = {
        "name": row.indicator.name[:24],
        "claim": claim[1],
        "claim_en": claim[2],
        "budget_word": budget.word,
        "budget": budget.printed,
        "executed_word": executed.word,
        "executed": executed.printed,
        "rate": f"{rate:.1f}%",
    }
    text: str = getattr(row.indicator, field)
    return Hit(
        table=table,
        row=row.indicator.row,
        field=field,
        span=(0, len(text)),
        values=values,
        severity="high" if _unadjusted(context) else None,
        compared=compared,
    )


def _claim(row: ReviewedRow, rate: float) -> tuple[str, str, str] | None:
    """What the row claims against the rate: its actual value, or full points for a target that was missed."""
    indicator = row.indicator
    actual = parse_target(indicator.actual, unit=indicator.unit) if indicator.actual else None
    if actual and actual.unit == "%" and actual.lower is not None:
        if abs(actual.lower - rate) <= TOLERANCE:
            return None
        return "actual", f"实际完成值 {indicator.actual}", f"reports {indicator.actual}"
    wanted = row.target.lower
    full = bool(indicator.score) and _number(indicator.score) == _number(indicator.weight)
    if not full or row.target.unit != "%" or wanted is None or rate >= wanted - TOLERANCE:
        return None
    zh = f"目标值 {indicator.target}，得满分 {indicator.score}"
    return "target", zh, f"has the target {indicator.target} and full points ({indicator.score})"


def _number(text: str) -> float | None:
    found = re.search(r"\d+(?:\.\d+)?", text)
    return float(found[0]) if found else None


def _unadjusted(context: Context) -> bool:
    """Whether the table says that the budget was not adjusted, with full points."""
    return any(
        normalise(row.indicator.name) == "预算调整率"
        and row.target.upper == 0
        and _number(row.indicator.score or "x") == _number(row.indicator.weight or "y")
        for row in context.rows
    )


@cache
def _pattern(role: str) -> re.Pattern[str]:
    """A word of the role, words that may stand between, an amount of money (决算支出 2,964.91万元)."""
    return numbers_after(words("reported"), role, r"(\d[\d,]*(?:\.\d+)?)(亿元|万元|元)")


def _said(role: str, whole: Whole) -> list[_Said]:
    """The amounts that the text gives for the whole body."""
    found = []
    for line, text in passages(whole.document):
        for hit in _pattern(role).finditer(text):
            before = re.split(r"[。；;，,]", text[: hit.start()])[-1]
            yuan = float(hit[2].replace(",", "")) * SCALES[hit[3]]
            if yuan and not any(word in before for word in words("reported")["not_whole"]):
                place = Compared(label="正文", text=hit[0], field="prose", line=line)
                found.append(_Said(word=hit[1], printed=f"{hit[2]}{hit[3]}", yuan=yuan, place=place))
    return found
