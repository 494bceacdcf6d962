"""{where}写着“{admitted}”，{claims}却{claimed}：两处矛盾，请核实完成时间并改正得分。

{where_en} says “{admitted}”, yet {claims_en} {claimed_en}: one of the two is wrong.

## 发现什么
报告正文、任务表的说明或偏差原因里承认有事没有如期完成（未能如期开展、顺延至下年度、尚未完工……），同一项目的
时效指标却写按期完成、100%，或得满分。

## 为什么
同一份文件里一处说没做完、一处说按时做完，自评结论不能用（财预〔2015〕88号：绩效目标应具体细化、合理可行，已核对原文；
自评须与事实一致是我们自己的判断，own）。

## 例
前：任务表“部分活动未能如期开展”，项目完成及时率 =100%，实际 100%，得满分
后：及时率填实际数，如 80%，按比例扣分并写明原因

## 局限
只看时效类指标和名称是“……完成及时”的行，以及写了没有完成却得满分的本行。规则条文、假设、往年的事、只说资金支付慢的句子不算；
多个项目的文件，只与同一行写明的项目比对。别的行的偏差原因、没有指明项目的正文引起的，按中级别报。

## English
A text of the report, a task table or a reason for deviation admits that something was not done or not in time, while rows of the
same project claim in time, 100 % or the full score. Only rows about time, and rows whose own reason admits it. Text of rules,
conditions, past years, and late payments alone are left out. In documents with several projects the line must name the project;
a text that names none, and the reason of another row, make it medium.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Severity
from zhibiao.rules.admissions import Admission, admissions_of, in_prose
from zhibiao.rules.base import Context, Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import holds
from zhibiao.rules.points import own_points
from zhibiao.rules.results import is_partial, result_of
from zhibiao.text import normalise

CODE = "AC09"
NAME = "delay-admitted-but-full"
TITLE = "承认延迟却得满分"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应合理可行；自订（own）：自评各处应一致"


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for each table whose rows claim what the document denies."""
    outside = list(in_prose(whole))
    for number, context in enumerate(whole.tables):
        if is_partial(context.table):
            continue
        claiming = [row for row in context.rows if _is_about_time(row) and _claim(row, context)]
        for admission in admissions_of(outside, whole, context):
            rows = claiming or _own_row(admission, context)
            if rows:
                yield _hit(admission, rows, context, number)
                break
        else:
            if claiming:
                yield Held(compared=tuple(cell(row.indicator, "actual") for row in claiming))


def _is_about_time(row: ReviewedRow) -> bool:
    """Whether a row says of the whole that it was done in time."""
    name = normalise(row.indicator.name)
    if holds(name, "timely_names"):
        return True
    return (
        row.label.category_printed == "O3" and not row.label.category.startswith("M") and "到位" not in name
    )


def _claim(row: ReviewedRow, context: Context) -> tuple[str, str] | None:
    """How a row claims that all was done in time, None where it does not."""
    indicator, points, result = row.indicator, own_points(row, context), result_of(row)
    if points and points.full:
        return f"得满分 {indicator.score}", f"has the full score of {indicator.score}"
    if points or not indicator.actual or (result and result.missed):
        return None
    text = normalise(indicator.actual)
    reached = result is not None and result.value >= 100 and row.target.unit_base == "%"
    if reached or text == normalise(indicator.target).lstrip("=≤"):
        return f"写实际完成“{indicator.actual}”", f"reports “{indicator.actual}”"
    return None


def _own_row(admission: Admission, context: Context) -> list[ReviewedRow]:
    """The row whose own reason admits it and that has its full score."""
    rows = [row for row in context.rows if row.indicator.row == admission.row]
    return [row for row in rows if (points := own_points(row, context)) and points.full]


def _hit(admission: Admission, rows: list[ReviewedRow], context: Context, number: int) -> Hit:
    row = rows[0]
    claim = _claim(row, context) or ("", "")
    field = "score" if claim[0].startswith("得满分") else "actual"
    others = f"等 {len(rows)} 行" if len(rows) > 1 else ""
    sure = admission.named or admission.row == row.indicator.row
    severity: Severity | None = None if sure else "medium"
    return Hit(
        table=number,
        row=row.indicator.row,
        field=field,
        span=(0, len(getattr(row.indicator, field))),
        severity=severity,
        values={
            "where": admission.where[0],
            "where_en": admission.where[1],
            "admitted": admission.sentence[:40],
            "claims": f"第{row.indicator.row}行“{row.indicator.name[:20]}”{others}",
            "claims_en": f"row {row.indicator.row} “{row.indicator.name[:20]}”",
            "claimed": claim[0],
            "claimed_en": claim[1],
        },
        compared=(admission.place, cell(row.indicator, "actual"), cell(row.indicator, "score")),
    )
