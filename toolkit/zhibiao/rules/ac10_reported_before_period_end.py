"""报告落款日期“{date}”早于所评年度 {year} 年的年底，全年的完成值和得分那时还得不出来，请核对日期，或按年底数据重新自评。

The report is dated {date}, before the year {year} it evaluates had ended. Correct the date, or evaluate again with the figures of the whole year.

## 发现什么
自评报告中单独成行的落款日期在所评年度之内，早于 12 月 20 日。

## 为什么
年度自评应在年度结束之后按全年实际数进行。年中就写出全年的完成值和满分，数据要么是预计的，要么日期写错了。

## 例
前：2024 年度整体预算绩效自评价报告，自评 100 分，落款 2024 年 9 月 30 日
后：落款 2025 年 3 月 20 日，完成值为 2024 年全年数

## 局限
只看单独成行的日期；半年、季度、监控报告，同时含有目标表的文件，另有年后日期的文件都不报。

## English
The date a self-evaluation was signed lies within the year it evaluates. Only lines that are nothing but a date count;
reports over part of a year and files that also hold goal tables are left alone.
"""

import re
from collections.abc import Iterator

from zhibiao.records import Prose
from zhibiao.rules.base import Held, Hit, Whole
from zhibiao.rules.compared import of_prose
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

CODE = "AC10"
NAME = "reported-before-period-end"
SEVERITY = "high"
SOURCE = "自订（own）：年度自评以年度结束后的全年实际数为准"

_DATE = re.compile(r"(?:填报日期|报告日期|日期)?:?(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
NEAR_END = (12, 20)
"""From here on the year is as good as over."""


def check_document(whole: Whole) -> Iterator[Hit | Held]:
    """The latest date that stands alone, against the year of the self-evaluation."""
    tables = [context.table for context in whole.tables]
    years = {table.year for table in tables}
    if not tables or not all("selfeval" in table.doc_kind for table in tables) or len(years) != 1:
        return
    dates = sorted((when, n) for n, one in enumerate(whole.document.prose) if (when := _date(one)))
    (year,) = years
    if not dates or not year.isdigit() or _part_of_year(whole):
        return
    (signed, *day), place = dates[-1]
    compared = (of_prose(whole.document.prose[place]),)
    if signed > int(year) or (signed == int(year) and tuple(day) >= NEAR_END):
        yield Held(compared=compared)
    elif signed == int(year):
        date = f"{signed}年{day[0]}月{day[1]}日"
        yield Hit(field="", values={"date": date, "year": year}, compared=compared)


def _date(prose: Prose) -> tuple[int, int, int] | None:
    found = _DATE.fullmatch(normalise(prose.text))
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _part_of_year(whole: Whole) -> bool:
    """Whether a table, or a heading without a full stop, says that the report covers part of a year."""
    headings = [one.text for one in whole.document.prose if len(one.text) < 40 and "。" not in one.text]
    texts = [*headings, *(f"{context.table.name}{context.table.period}" for context in whole.tables)]
    words = load_yaml("lexicon/selfeval.yml")["part_of_year"]
    return any(
        word in text and ("报告" in text or "表" in text) for word in words for text in map(normalise, texts)
    )
