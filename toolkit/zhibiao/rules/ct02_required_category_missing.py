"""整张表没有{category}指标：{reason}

The table has no {category_en} indicator, which a form of this kind needs.

## 发现什么
按本表所用的框架应当有的类别（如数量、质量、时效、满意度），表中没有一行属于它，也没有一行填在它下面。

## 为什么
绩效目标应当说明花钱要做成多少、做到什么标准、何时完成、有什么用（财预〔2015〕88号：绩效目标应具体细化，已核对原文）。
缺一类，评价时这一类就无从谈起。

## 例
前：履职效能下只有数量指标
后：补充质量指标和时效指标各至少一个

## 局限
要求来自框架的数据文件（data/profiles），其中凭记忆的条目在该文件中标明。没有识别出框架的表，只看产出和效果两大类。

## English
Fires once per required category that no row has, neither by content nor by its printed label. What a frame requires
stands in its profile with the reason and how sure the source is; a table without a known frame only needs an output
and an effect or satisfaction indicator.
"""

from collections.abc import Iterator

from zhibiao.classify.decide import printed_category
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.taxonomy.entries import find_category

CODE = "CT02"
NAME = "required-category-missing"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化；各框架的必备类别见 data/profiles"

UNREAD = Open(
    reason="粘贴的文本丢了列，一行指标也没有读出",
    reason_en="the columns were lost in pasting and no row was read",
)
GENERAL = (("O", "产出"), ("ES", "效益或满意度"))


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit for each required category without a row, held for each that has one."""
    present = {row.label.category for row in context.rows} | {
        row.label.category_printed for row in context.rows
    }
    if not context.rows:
        if context.table.lossy:
            yield UNREAD
        return
    if context.profile is None:
        letters = {code[:1] for code in present}
        for wanted, name in GENERAL:
            missing = not letters & set(wanted)
            yield _hit(name, name, "目标表至少要说明做成什么、有什么用。") if missing else Held()
        return
    elsewhere = _managed_elsewhere(context)
    for required in context.profile.required:
        if required.category in present | elsewhere:
            yield Held()
        else:
            category = find_category(required.category)
            yield _hit(category.zh, category.en, required.reason)


def _managed_elsewhere(context: Context) -> set[str]:
    """Categories of management that another table of the document prints: one table of a body has them, not each."""
    others = (table for table in context.document.tables if table.name != context.table.name)
    printed = (printed_category(one.level1, one.level2) for table in others for one in table.indicators)
    return {code for code in printed if code.startswith("M")}


def _hit(category: str, category_en: str, reason: str) -> Hit:
    return Hit(field="", values={"category": category, "category_en": category_en, "reason": reason})
