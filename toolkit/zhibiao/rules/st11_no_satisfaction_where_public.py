"""本表的服务对象是{served}（{where}），却没有一行满意度或投诉指标，请补充一行并写明调查对象和方式。

The table serves {served} ({where_en}), yet no row asks how satisfied they are: add one, with whom and how to ask.

## 发现什么
单位直接为公众服务（学校、医院、图书馆、政务服务），或效益指标里有两行以上写明惠及群众、企业、学生等，表里却没有满意度、好评率或投诉
的指标。

## 为什么
有服务对象的项目应设服务对象满意度（财预〔2021〕101号，凭记忆，未核：没有服务对象的可以不设）。

## 例
前：社会效益指标 | 受益学生人数 ≥735人；没有满意度
后：满意度指标 | 受助学生和家长满意度 ≥__%（抽样问卷）

## 局限
框架已把满意度列为必备的由 CT02 报，印了空的满意度标签的由 CT03 报，这里都不重复。不足五行的、没有效益指标的不报。只凭单位名称的为低级别。

## English
The body serves people who come to it, or two or more effects name people or firms who benefit, and no row asks for
satisfaction or complaints. Satisfaction belongs where somebody is served (财预〔2021〕101号, from memory). Silent where CT02 or
CT03 says the same, and for tables of fewer than five rows or without effects. Low where only the name of the body says whom it serves.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Severity
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.structure import LOST, filed, letter, listed, numbers, plain_name, was_lost

CODE = "ST11"
NAME = "no-satisfaction-where-public"
TITLE = "有服务对象没有满意度"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：有服务对象的设服务对象满意度"

FEWEST = 5
SEVERAL = 2


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where people are served and nobody asks them."""
    if not _applies(context):
        return
    asked = [row for row in context.rows if _asks(row)]
    reached = [row for row in context.rows if letter(row) == "E" and _people(row)]
    body = next((word for word in listed("served_bodies") if word in context.table.org), "")
    if not body and len(reached) < SEVERAL:
        return
    if asked:
        yield Held(compared=(cell(asked[0].indicator),))
    elif was_lost(context):
        yield Open(reason=LOST[0], reason_en=LOST[1])
    else:
        yield _hit(context, body, reached)


def _applies(context: Context) -> bool:
    """Whether the table is a whole one with effects, and no other rule says that satisfaction is missing."""
    if len(context.rows) < FEWEST or not context.table.doc_kind.endswith(("goal", "selfeval")):
        return False
    if context.profile is not None and any(one.category == "S1" for one in context.profile.required):
        return False
    if any("满意" in label for pair in context.table.empty_labels for label in pair):
        return False
    return any(filed(row)[:1] == "E" for row in context.rows)


def _asks(row: ReviewedRow) -> bool:
    """Whether a row asks for satisfaction or complaints, by content, label or name."""
    name = plain_name(row.indicator.name)
    return "S1" in (filed(row), row.label.category) or "满意" in name or "投诉" in name or "好评" in name


def _people(row: ReviewedRow) -> str:
    """The people an effect reaches, "" if it names none."""
    name = plain_name(row.indicator.name)
    return next((word for word in listed("served_people") if word in name), "")


def _hit(context: Context, body: str, reached: list[ReviewedRow]) -> Hit:
    rows = numbers(reached)
    served = "、".join(dict.fromkeys(_people(row) for row in reached)) or f"到{body}来的公众"
    where = f"第 {rows} 行" if reached else f"单位：{context.table.org[:24]}"
    values = {
        "served": served,
        "where": where,
        "where_en": f"rows {rows}" if reached else context.table.org[:24],
    }
    # The name of the body alone does not say that this project is for the public.
    severity: Severity | None = None if len(reached) >= SEVERAL else "low"
    compared = tuple(cell(row.indicator, "name") for row in reached)
    return Hit(field="", values=values, severity=severity, compared=compared)
