"""{count} 行的实际完成值全部与目标值一模一样，像是照抄目标，请逐行核对佐证。

In all {count} rows the actual value equals the target to the digit; it looks copied. Ask for the evidence.

## 发现什么
自评表中有实际完成值的各行，数值（或文字）与目标值完全相同，没有一行超额或未完成。

## 为什么
真实的完成情况很少每一行都恰好等于目标；公开的自评表里常见超出数倍的情况。全表照抄时，自评没有信息，
绩效目标也就没有约束（财预〔2015〕88号：目标应合理可行，已核对原文）。

## 例
前：≥500 个 | 500；≥100 家 | 100；≥320 亿元 | 320 ……
后：填写台账上的实际数，如 512、97、331.6，并附佐证

## 局限
只在 3 行以上可比、且全部相同时报。目标就是“=100%”之类上限值、做到即止的行不计入。

## English
In a self-evaluation every comparable row (three or more) reports exactly the target. Rows whose target is a ceiling
that cannot be passed (=100%) do not count. Real results scatter; identical ones were usually copied.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import cell
from zhibiao.text import normalise

CODE = "AC01"
NAME = "actual-equals-target-everywhere"
TITLE = "实际值与目标值完全相同"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应合理可行"

FEWEST = 3


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where all comparable rows agree."""
    comparable = [(row, pair) for row in context.rows if (pair := _pair(row))]
    if len(comparable) < FEWEST:
        return
    compared = tuple(cell(row.indicator, field) for row, _ in comparable for field in ("target", "actual"))
    if all(one == two for _, (one, two) in comparable):
        yield Hit(field="actual", values={"count": str(len(comparable))}, compared=compared)
    else:
        yield Held(compared=compared)


def _pair(row: ReviewedRow) -> tuple[str, str] | None:
    """Bare target and actual, None where a row proves nothing."""
    indicator, target = row.indicator, row.target
    if not indicator.actual or target.tier == "missing":
        return None
    if target.comparator == "=" and target.lower == 100 and target.dimension == "ratio":
        return None
    return _bare(indicator.target, indicator.unit), _bare(indicator.actual, indicator.unit)


def _bare(text: str, unit: str) -> str:
    return normalise(text).lstrip("≥≤=<>").removesuffix(normalise(unit))
