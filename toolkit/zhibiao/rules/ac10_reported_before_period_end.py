"""{year}年度的自评报告落款{date}，年度还没有结束：全年的完成情况和得分还不可能知道。

The self-evaluation of {year} is dated {date_en}, before the year was over: results of the whole year cannot be known yet.

## 发现什么
自评报告（表）评的是全年，落款或填报日期却早于这一年的12月31日；表中印有执行期限的，以期限的结束为准。

## 为什么
自评在年度（项目）结束后做，全年执行数和完成值才有。提前出的报告，完成值是估计或照抄目标（自订，own：报告日期应在评价期之后）。

## 例
前：2024年度自评价报告，落款 2024年9月30日，自评 100 分
后：待年度结束后重评；或改为1—9月绩效监控报告

## 局限
只看报告末尾的落款和“填报日期”，正文里的其他日期不算；半年、季度、监控、学年的报告不看。单个项目可能当年提前完成，标题只写“年”不写
“年度”的可能是发布的年份，按中级别报；标题里有两个年份的不比。

## English
A report on the whole year is signed, or dated as filled in, before 31 December of that year (or before the end of the printed term).
Other dates in the text do not count; reports on parts of a year and school years are left out. A single project may have ended
early, and a year that is not called 年度 may be that of publication: medium.
"""

import re
from collections.abc import Iterator

from zhibiao.records import Prose
from zhibiao.rules.base import Context, Held, Hit, Outcome, Whole
from zhibiao.rules.compared import of_prose
from zhibiao.text import normalise

CODE = "AC10"
NAME = "reported-before-period-end"
TITLE = "年度未结束就自评"
SEVERITY = "high"
SOURCE = "自订（own）：自评报告的日期应在所评年度结束之后"

_SIGNED = re.compile(r"(20\d\d)(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?")
# A date of filling in, not the first day of a span (填报时间：2024年1月1日至12月31日).
_LABELLED = re.compile(
    r"(?:填报|填表|填写|报告|上报|报送)(?:日期|时间)[:：]?" + _SIGNED.pattern + r"(?!\d|日?[-—至~])"
)
_PARTIAL = re.compile(
    r"监控|半年|季度|中期|学年|[1-9]月?[-—至~][1-9]月|[1-9]月?[-—至~]1[01]月|事前|预评|目标表|目标申报"
)
_TITLE = re.compile(r"(20\d\d)年(度?).{0,30}(?:自评|绩效评价|评价报告)")
_ANY_YEAR = re.compile(r"20\d\d(?=年)")
_TERM = re.compile(r"(20\d\d)[年.\-/](\d{1,2})月?(?:[.\-/]?\d{1,2}日?)?$")
AFTER_SIGNATURE = 12
"""Lines of the text that may follow the signature: an appendix begins, a contact is named."""

Date = tuple[int, int, int]


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit where the report is older than the period it reports on."""
    found = next(
        ((number, one) for number, one in enumerate(whole.tables) if one.table.doc_kind.endswith("selfeval")),
        None,
    )
    if found is None:
        return
    number, context = found
    (year, sure), signed = _year(whole, context), _signature(whole)
    if not year or signed is None or _is_partial(whole, context):
        return
    prose, date = signed
    end = _end(context, year)
    if date >= end:
        yield Held(compared=(of_prose(prose),))
        return
    if date[0] < year - 1:
        return  # a year misread
    project = context.table.doc_kind.startswith("project")
    yield Hit(
        table=number,
        field="",
        severity=None if sure and not project else "medium",
        values={
            "year": str(year),
            "date": f"{date[0]}年{date[1]}月{date[2]}日",
            "date_en": f"{date[0]}-{date[1]:02d}-{date[2]:02d}",
        },
        compared=(of_prose(prose),),
    )


def _year(whole: Whole, context: Context) -> tuple[int, bool]:
    """The year in the titles, and whether they call it 年度; 0 where they name none or more than one.

    The year of a report may be that of its publication (2024年自评报告 on 2023): then it is not sure.
    """
    titles = [text for text in _titles(whole) if _TITLE.search(text)]
    years = {year for text in titles for year in _ANY_YEAR.findall(text)} | {context.table.year} - {""}
    if not titles or len(years) != 1:
        return 0, False
    return int(years.pop()), any(match[2] for text in titles if (match := _TITLE.search(text)))


def _titles(whole: Whole) -> list[str]:
    """Table names and the first lines of the text, joined by twos because a title may run over two lines."""
    first = [normalise(prose.text) for prose in whole.document.prose[:4] if len(prose.text) < 60]
    return [normalise(one.table.name) for one in whole.tables] + [
        "".join(first[at : at + 2]) for at in range(len(first))
    ]


def _is_partial(whole: Whole, context: Context) -> bool:
    return any(_PARTIAL.search(text) for text in (*_titles(whole), normalise(context.table.period)))


def _signature(whole: Whole) -> tuple[Prose, Date] | None:
    """The date that the report is signed with, or the date of filling in."""
    prose = whole.document.prose
    for one in prose:
        if found := _LABELLED.search(normalise(one.section + one.text)):
            return one, (int(found[1]), int(found[2]), int(found[3]))
    for one in reversed(prose[-AFTER_SIGNATURE:]):
        if found := _SIGNED.fullmatch(normalise(one.text)):
            return one, (int(found[1]), int(found[2]), int(found[3]))
    return None


def _end(context: Context, year: int) -> Date:
    """The last day reported on: the printed end of the term within the year, else that of the year."""
    found = _TERM.search(normalise(context.table.period))
    if found and int(found[1]) == year and 1 <= int(found[2]) <= 12:
        return year, int(found[2]), 1
    return year, 12, 31
