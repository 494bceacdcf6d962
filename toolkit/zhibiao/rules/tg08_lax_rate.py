"""“{name}”的目标值“{target}”过宽：{why_zh}。

The target "{target}" of "{name}" asks for too little: {why_en}.

## 发现什么
- 控制率的上限高于100%（公用经费控制率 ≤200%）：中
- 数量、金额或比率写“≥0”，不做也算完成：中
- 满意度、合格率、完成率、及时率、准确率等的下限在60%及以下：低
- 印刷品编校、排版差错率的上限在0.1%及以上，是图书合格线（万分之一）的十倍以上：中（只说印制差错的：低）
- 差错率、投诉率、事故率、逾期率、超支率等的上限在10%及以上：低
- 结转结余率、预算调整率的上限在50%及以上：低

## 为什么
绩效目标应合理可行（财预〔2015〕88号，已核对原文）。在职人员控制率=在职人员数/编制数（财预〔2013〕53号，已核对
原文），高于100%就是超编。60、10、50三个界限是自拟的：60借用定性完成程度分档100-80、80-60、60-0
（财预〔2020〕10号，分档已见于公开表）最低一档的上限，其余的理由写在 judgements.yml。图书编校差错率不超过万分之一为合格
（图书质量管理规定，转述，未核），宣传册、项目册参照它。

## 例
前：服务对象满意度 | ≥60%
后：服务对象满意度 | ≥90%（按上年调查结果填写）

## 局限
界限是自拟的，新开展、基数低的工作可以有低目标，请在说明里写明理由，故多按低级报。优秀率、覆盖率、知晓率、
采纳率、预报准确率、半年和分阶段的比率不报。完成率目标是0的由 TG02 报，方向反的由 CP02 报。收支结余、净利、
增长“≥0”是有要求的，不报。

## English
A control rate that may exceed 100%, or ≥0 (medium); a floor of 60% or less for satisfaction, 合格率, 完成率, 及时率; a
ceiling of 0.1% or more for errors in print, ten times the pass mark for books (图书质量管理规定, second hand; medium where the
text is meant); of 10% or more for other errors, complaints, delays, overspending; of 50% or more for unspent or changed budget (low). The
limits 60, 10 and 50 are our own, with their reasons in judgements.yml. A target of 0 for a completion rate belongs to
TG02, a wrong comparator to CP02. Young programmes may have low targets: arguable. Source: 财预〔2015〕88号, read.
"""

from collections.abc import Callable, Iterator
from functools import partial

from zhibiao.records import ReviewedRow, Severity, Target
from zhibiao.rules import cp02_comparator_against_direction, tg02_target_nonsense
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.direction import direction_by_words
from zhibiao.rules.judge import any_word, bare_name, holds, is_growth, words
from zhibiao.rules.judge_target import percent_bounds
from zhibiao.taxonomy import load_yaml

CODE = "TG08"
NAME = "lax-rate"
TITLE = "控制率上限过宽"
SEVERITY = "low"
SOURCE = (
    "财预〔2015〕88号（V）：绩效目标合理可行；图书质量管理规定（S）：编校差错率不超过万分之一；其余界限自拟"
)

Why = tuple[str, str]
CONTROL = ("高于100%就是超预算、超编，等于不控制", "above 100% is over budget or over posts")
NOTHING = ("“≥0”不做也算完成", "≥0 is met by doing nothing")
FLOOR = ("到{limit}%就算达标，将近一半不合要求也能通过", "{limit}% would do, though nearly half may fail")
CEILING = ("容许{limit}%及以上的差错或问题", "faults of {limit}% and more are allowed")
PRINT = (
    "{limit}%是图书合格线（编校差错率万分之一，即0.01%）的{times}倍，印刷品可参照这条线",
    "{limit}% is {times} times the pass mark for books (one error in 10,000 characters)",
)
LEFTOVER = ("预算有一半没有用或改了用途也算达标", "half of the budget may stay unspent or be changed")
BOOKS = 0.01
"""The pass mark for books in percent: one error in ten thousand characters."""
FLOORS = ("lax_satisfaction", "lax_floors")
CEILINGS: tuple[tuple[str, Why], ...] = (("lax_ceilings", CEILING), ("lax_leftovers", LEFTOVER))


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target is met by anybody; TG02 and CP02 come first."""
    target, indicator = row.target, row.indicator
    if target.tier != "measurable" or target.kind in ("date", "change") or is_growth(indicator.name):
        return
    if row.label.category == "X" or target.conflict:
        return
    fault = _nothing(row) or _control(row) or _floor(row) or _print(row) or _ceiling(row)
    if fault is None:
        return
    others = (tg02_target_nonsense, cp02_comparator_against_direction)
    if any(hit.field == "target" for other in others for hit in other.check_row(row, context)):
        return
    severity, (why_zh, why_en) = fault
    values = {
        "name": indicator.name[:30],
        "target": indicator.target[:30],
        "why_zh": why_zh,
        "why_en": why_en,
    }
    yield Hit(span=(0, len(indicator.target)), values=values, severity=severity)


def _limit(group: str) -> float:
    """The limit of a group of lax targets, in percent."""
    return float(load_yaml("lexicon/judgements.yml")[group]["limit"])


def _nothing(row: ReviewedRow) -> tuple[Severity, Why] | None:
    """≥0 of something that cannot be negative and should be high."""
    target, name = row.target, row.indicator.name
    if target.lower != 0 or target.comparator != "≥" or direction_by_words(name) == "lower":
        return None
    if holds(bare_name(name), "balances"):
        return None
    return "medium", NOTHING


def _control(row: ReviewedRow) -> tuple[Severity, Why] | None:
    """A control rate of something that should be low, with a ceiling above 100%."""
    bounds, name = percent_bounds(row.target), bare_name(row.indicator.name)
    if not bounds or not name.endswith(words("lax_controls")) or direction_by_words(name) == "higher":
        return None
    upper = bounds[1]
    return ("medium", CONTROL) if upper is not None and upper > _limit("lax_controls") else None


def _floor(row: ReviewedRow) -> tuple[Severity, Why] | None:
    """A rate that should be near 100% with a low floor."""
    bounds, name = percent_bounds(row.target), bare_name(row.indicator.name)
    lower = bounds[0] if bounds else None
    if not lower or row.target.comparator == "range" or holds(name, "lax_forecasts"):
        return None
    for group in FLOORS:
        if name.endswith(words(group)) and lower <= _limit(group):
            return "low", _shown(FLOOR, lower)
    return None


def _print(row: ReviewedRow) -> tuple[Severity, Why] | None:
    """A rate of errors in print far above the pass mark for books; spoilt copies are another thing, hence low."""
    bounds, name = percent_bounds(row.target), bare_name(row.indicator.name)
    upper = bounds[1] if bounds else None
    if upper is None or row.target.comparator not in ("≤", "<") or not name.endswith(words("print_errors")):
        return None
    if upper < _limit("print_errors"):
        return None
    content = holds(name + row.indicator.explanation, "print_content")
    times = f"{upper / BOOKS:g}"
    zh, en = (text.format(limit=f"{upper:g}", times=times) for text in PRINT)
    return ("medium" if content else "low"), (zh, en)


def _ceiling(row: ReviewedRow) -> tuple[Severity, Why] | None:
    """A rate of faults, or of budget left over, with a high ceiling."""
    bounds, name = percent_bounds(row.target), bare_name(row.indicator.name)
    upper = bounds[1] if bounds else None
    if upper is None or row.target.comparator not in ("≤", "<"):
        return None
    for group, why in CEILINGS:
        if name.endswith(words(group)) and upper >= _limit(group):
            return "low", _shown(why, upper)
    return None


def _shown(why: Why, limit: float) -> Why:
    """A reason with the printed limit put in."""
    return why[0].format(limit=f"{limit:g}"), why[1].format(limit=f"{limit:g}")


def _is_at_least_nothing(target: Target) -> bool:
    return target.lower == 0 and target.comparator == "≥"


def _is_above_all(target: Target) -> bool:
    bounds = percent_bounds(target)
    return bool(bounds and (bounds[1] or 0) > _limit("lax_controls"))


def _has_floor(target: Target) -> bool:
    bounds = percent_bounds(target)
    return bool(bounds and bounds[0] and bounds[0] <= max(map(_limit, FLOORS)))


def _has_ceiling(target: Target) -> bool:
    bounds = percent_bounds(target)
    return bool(bounds) and target.comparator in ("≤", "<")


def _ending(*groups: str) -> Callable[[str], bool]:
    """Tests of names that end in a word of these groups."""
    return lambda name: bare_name(name).endswith(tuple(word for group in groups for word in words(group)))


def _may_be_more(name: str) -> bool:
    return direction_by_words(name) != "lower"


_FAULTS = ("print_errors", *(group for group, _ in CEILINGS))
SUSPECTS = (
    Suspect(target=_is_at_least_nothing, name=_may_be_more),
    Suspect(target=_is_above_all, sign=partial(any_word, "lax_controls"), name=_ending("lax_controls")),
    Suspect(target=_has_floor, sign=partial(any_word, *FLOORS), name=_ending(*FLOORS)),
    Suspect(target=_has_ceiling, sign=partial(any_word, *_FAULTS), name=_ending(*_FAULTS)),
)
