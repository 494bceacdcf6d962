"""Who filled the table, for which year, and what kind of table it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhibiao.records import Cell, Grid
from zhibiao.taxonomy import header_role
from zhibiao.text import squeeze

_BARE_YEAR = re.compile(r"20\d\d年")
_YEAR = re.compile(r"(20\d\d)\s*年")
_DAY = re.compile(r"(20\d\d)\s*年\s*\d{1,2}\s*月")
_ORG = re.compile(
    r"([\u4e00-\u9fff（）()]{2,28}?(?:人民政府|委员会|办公室|促进局|管理局|服务中心|促进中心|局|厅|委|中心|医院|学校|大学|学院|馆|站|院|署|团|会))"
)
_REGION = re.compile(
    r"((?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,10}?(?:自治州|市|盟|地区))?(?:[\u4e00-\u9fff]{1,9}?(?:自治县|县|区|旗))?)"
)
_TITLE = re.compile(r"(?:绩效|目标|自评|指标).{0,16}(?:表|报告|情况)(?:[（(].{0,12}[）)])?$")

TITLE_ROWS = 4
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a table says of itself; "" for what it does not say. `titles` are all texts that may be titles."""

    title: str
    titles: tuple[str, ...]
    org: str
    project: str
    year: str
    period: str
    kind: str


def describe(grid: Grid, above: list[tuple[Cell, ...]], heading: tuple[str, ...]) -> About:
    """Title, body, project, year and kind of the table whose header stands under the rows `above`.

    `heading` are the first paragraphs of the document, asked last.
    """
    inside = tuple(row[0].text for row in above[:TITLE_ROWS] if len(row) == 1)
    first = tuple(cell.text for row in grid.rows[:2] for cell in row if len(cell.text) <= LONGEST_TITLE)
    titles = (*grid.caption, *inside, *first)
    title = find_title((*grid.caption, *inside)) or find_title(heading) or grid.name
    named = filter(None, map(find_org, (*inside, *grid.caption, *heading)))
    return About(
        title=title,
        titles=titles,
        org=labelled(above, "org") or next(named, ""),
        project=labelled(above, "project_name"),
        year=find_year((*inside, *first, *reversed(grid.caption), *heading)),
        period=labelled(above, "period"),
        kind=find_kind((title, *reversed(titles), *heading)),
    )


def find_year(texts: Iterable[str]) -> str:
    """The first year named, four digits, "" if none; a bare `2022年` heads a column and names nothing.

    2024年度 comes before 2024年, titles before sentences. A date (2025年2月20日) counts only where nothing else names a year: reports are dated
    after the year they are about.

    >>> find_year(["项目支出绩效自评表", "（2023 年度）"])
    '2023'
    """
    found = [text for text in texts if _YEAR.search(text) and not _BARE_YEAR.fullmatch(squeeze(text))]
    titles = [text for text in found if len(text) <= LONGEST_TITLE]
    yearly = [text for text in titles if re.search(r"20\d\d\s*年度", text)]
    named = [match[1] for text in (*yearly, *titles, *found) if (match := _YEAR.search(_DAY.sub("", text)))]
    dated = [match[1] for text in found if (match := _DAY.search(text))]
    return next(iter((*named, *dated)), "")


def find_title(texts: Iterable[str]) -> str:
    """The last text that reads like the title of a goal table, "" if none.

    >>> find_title(["单位：万元", "部门整体绩效目标表"])
    '部门整体绩效目标表'
    """
    titles = [text for text in texts if _TITLE.search(squeeze(text)) and len(text) <= 60 and "。" not in text]
    return titles[-1] if titles else ""


def find_kind(texts: Iterable[str]) -> str:
    """dept_goal, dept_selfeval, project_goal or project_selfeval, from titles, nearest first; "" if unknown.

    >>> find_kind(["2023年度项目支出绩效自评表"]), find_kind(["部门整体绩效目标表"])
    ('project_selfeval', 'dept_goal')
    """
    scope = form = ""
    for text in texts:
        if not scope and ("部门" in text or "整体" in text):
            scope = "dept"
        elif not scope and "项目" in text:
            scope = "project"
        if not form and ("自评" in text or "评价" in text):
            form = "selfeval"
        elif not form and "目标" in text:
            form = "goal"
    return f"{scope}_{form}" if scope and form else ""


def find_org(text: str) -> str:
    """The public body named in a title, "" if none.

    >>> find_org("2024年度南京市投资促进局整体预算绩效自评价报告")
    '南京市投资促进局'
    """
    plain = re.sub(r"^\s*(?:附件\s*\d*[:：]?)?\s*(?:20\d\d\s*年?度?)?", "", squeeze(text))
    found = _ORG.search(plain)
    return found[1] if found else ""


def find_region(org: str) -> str:
    """The place that a body's name begins with, "" if it names none.

    >>> find_region("六盘水市投资促进局"), find_region("省委宣传部")
    ('六盘水市', '')
    """
    found = _REGION.match(org)
    return found[1] if found else ""


def labelled(rows: Iterable[tuple[Cell, ...]], role: str) -> str:
    """The text in the cell right of a label of that role (单位名称 | 鄂州市…), "" if none."""
    for row in rows:
        cells = [cell for cell in row if cell.text]
        for at, cell in enumerate(cells[:-1]):
            if header_role(cell.text) == role and not header_role(cells[at + 1].text):
                return cells[at + 1].text
    return ""
