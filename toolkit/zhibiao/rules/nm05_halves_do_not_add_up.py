"""阶段计划与全年目标对不上：{things}；请写明各段是当段数还是累计数，并改成一致。

The stage plan does not add up to the year: {things_en}; say whether the parts are cumulative, and make them agree.

## 发现什么
阶段计划里同一件事各段的数加起来不等于全年的数，或者后半年写的就是全年的数：是累计数还是当段数分不清。计划写明“累计”的、三段以上逐段
增加到全年数的（只能按累计读）不报。

## 为什么
年中监控按阶段计划检查进度。上半年60家、下半年120家、全年120家：按当段算全年应为180家，按累计算下半年只有60家，
两种读法相差一半。绩效目标应具体细化、合理可行（财预〔2015〕88号，已核对原文）。

## 例
前：上半年引进企业60家以上；下半年引进企业120家以上；全年120家
后：上半年引进企业60家以上；下半年引进企业60家以上（或“至年末累计120家以上”）

## 局限
比率、时间不查；只写了一段的不查。全年是“不少于”、各段合计更高的不算矛盾。

## English
The parts of a stage plan do not add up to the year's number, or the last part repeats it although an earlier part is
planned too: cumulative or not is unclear. Rates and plans with one part are left alone; so is a sum above a minimum.
"""

from collections.abc import Iterator

from zhibiao.coverage import core
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.covering import covered, listed
from zhibiao.rules.stages import Stages, months_zh, stages_of

CODE = "NM05"
NAME = "halves-do-not-add-up"
TITLE = "阶段计划加不出全年数"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应具体细化、合理可行"

NEAR = 1e-6


def check_table(context: Context) -> Iterator[Outcome]:
    """One hit for the things whose parts do not make the year, at the row of the first."""
    wrong = []
    for stages in stages_of(context):
        if len({part.months for part in stages.parts}) < 2:
            continue
        if _adds_up(stages):
            yield Held(compared=stages.compared(context.table.name))
        elif _may_go_on(context, stages):
            yield Open(
                reason=f"“{stages.thing[:20]}”在别的时段可能换了说法，无法相加",
                reason_en=f"other periods may name {stages.thing[:20]} otherwise, so the parts cannot be added",
            )
        else:
            wrong.append(stages)
    if wrong:
        rows = [stages.row.indicator for stages in wrong if stages.row]
        values = {
            "things": listed(_shown(stages) for stages in wrong).replace("、", "；"),
            "things_en": listed(_shown_en(stages) for stages in wrong).replace("、", "; "),
        }
        yield Hit(
            row=rows[0].row if rows else 0,
            span=(0, len(rows[0].target)) if rows else (0, 0),
            values=values,
            compared=tuple(place for stages in wrong for place in stages.compared(context.table.name)),
        )


def _may_go_on(context: Context, stages: Stages) -> bool:
    """Whether the parts fall short and another period counts something that ends alike (其余1500人的培训)."""
    own = {part.months for part in stages.parts}
    end = core(stages.thing)[-2:]
    return sum(stages.numbers) < stages.year and any(
        one.scope == "part"
        and one.months not in own
        and one.target.unit_base == stages.parts[0].target.unit_base
        and end in one.thing
        for one in covered(context).stated
    )


def _adds_up(stages: Stages) -> bool:
    """Whether the parts make the year; a plan that calls itself cumulative need only end with it."""
    numbers, year = stages.numbers, stages.year
    grows = len(numbers) > 2 and list(numbers) == sorted(set(numbers)) and numbers[-1] == year
    if stages.is_cumulative or grows:  # 25, 50, 75, 100 can only be read as cumulative
        return True
    if abs(sum(numbers) - year) <= NEAR * year:
        return True
    return numbers[-1] < year <= sum(numbers) and stages.at_least


def _shown(stages: Stages) -> str:
    parts = "、".join(f"{months_zh(part.months)}{part.printed[-16:]}" for part in stages.parts).replace(
        "、", "，"
    )
    whole = stages.shown(sum(stages.numbers))
    return f"“{stages.thing[:20]}”{parts}，合计{whole}，全年目标{stages.shown(stages.year)}"


def _shown_en(stages: Stages) -> str:
    parts = " + ".join(stages.shown(number) for number in stages.numbers)
    return (
        f"{stages.thing[:20]} {parts} = {stages.shown(sum(stages.numbers))}, year {stages.shown(stages.year)}"
    )
