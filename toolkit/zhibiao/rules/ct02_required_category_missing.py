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

from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.required import asked_categories

CODE = "CT02"
NAME = "required-category-missing"
TITLE = "缺少应有的类别"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化；各框架的必备类别见 data/profiles"

UNREAD = Open(
    reason="粘贴的文本丢了列，一行指标也没有读出",
    reason_en="the columns were lost in pasting and no row was read",
)


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit for each required category without a row, held for each that has one."""
    if not context.rows and context.table.lossy:
        yield UNREAD
    for asked in asked_categories(context):
        values = {"category": asked.zh, "category_en": asked.en, "reason": asked.reason}
        yield Held() if asked.present else Hit(field="", values=values)
