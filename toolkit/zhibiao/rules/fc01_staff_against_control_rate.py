"""“{name}”{claim}，但文中写编制 {posts} 人、{word} {holders} 人，按此计算是 {rate}，请核对人数或改目标。

{name} {claim_en}, but the text reports {posts} posts and {holders} staff, which is {rate}: check the numbers or the target.

## 发现什么
文件里写了编制数和在职（实有）人数，在职人数÷编制数超过“在职人员控制率”的目标，或与填报的实际完成值不一致。

## 为什么
在职人员控制率=在职人员数÷编制数（财预〔2013〕53号，已核对）。填报之日就已超编，目标不可能实现，自评满分也不成立。

## 例
前：编制37人，实有39人（105.4%），在职人员控制率 =100%
后：核对编制数与在编人数的口径；确已超编的，写明消化计划和年度目标

## 局限
编外、退休、聘用人员不算。编制数或在职人数在文中有几个、加不到一起的，不判断。实有人数可能含编外，请核对口径。

## English
The document states established posts and staff in post, and staff / posts exceeds the target of 在职人员控制率 or contradicts
its actual value. Contract staff and pensioners are left out; undecided where several numbers are printed.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Held, Hit, Open, Whole
from zhibiao.rules.compared import cell
from zhibiao.rules.money import words
from zhibiao.rules.staffing import Staff, find_staff
from zhibiao.target import parse_target
from zhibiao.text import normalise

CODE = "FC01"
NAME = "staff-against-control-rate"
TITLE = "人员数与控制率不符"
SEVERITY = "high"
SOURCE = "财预〔2013〕53号（V）：在职人员控制率=在职人员数÷编制数"

TOLERANCE = 0.05
ACTUAL_TOLERANCE = 1.0


def check_document(whole: Whole) -> Iterator[Hit | Held | Open]:
    """For the first row of that name, staff and posts of the text against its target and actual value."""
    rows = [
        (number, row)
        for number, context in enumerate(whole.tables)
        for row in context.rows
        if any(name in normalise(row.indicator.name) for name in words("staff")["rate_names"])
    ]
    found = find_staff(whole.document)
    if not rows or not found:
        return
    if not isinstance(found, Staff):
        yield Open(reason=found, reason_en="several numbers of posts or staff are printed")
        return
    claims = [(number, row, claim) for number, row in rows if (claim := _claim(row, found))]
    for number, row, (field, zh, en) in claims[:1]:
        values = {
            "name": row.indicator.name[:24],
            "claim": zh,
            "claim_en": en,
            "posts": str(found.posts),
            "word": found.word,
            "holders": str(found.holders),
            "rate": f"{found.rate:.1f}%",
        }
        text: str = getattr(row.indicator, field)
        compared = (cell(row.indicator, field), *found.compared)
        yield Hit(
            table=number,
            row=row.indicator.row,
            field=field,
            span=(0, len(text)),
            values=values,
            compared=compared,
        )
    if not claims:
        yield Held(compared=(cell(rows[0][1].indicator), *found.compared))


def _claim(row: ReviewedRow, staff: Staff) -> tuple[str, str, str] | None:
    """The field whose value the numbers of staff contradict, and what it says."""
    limit = row.target.upper
    if limit is not None and row.target.unit == "%" and staff.rate > limit + TOLERANCE:
        printed = row.indicator.target
        return "target", f"目标值 {printed}", f"has the target {printed}"
    printed = row.indicator.actual
    actual = parse_target(printed, unit=row.indicator.unit) if printed else None
    value = actual.lower if actual and actual.unit == "%" and actual.lower == actual.upper else None
    if value is not None and staff.rate > value + ACTUAL_TOLERANCE:
        return "actual", f"实际完成值 {printed}", f"reports {printed}"
    return None
