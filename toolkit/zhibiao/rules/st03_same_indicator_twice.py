"""第 {rows} 行都是“{name}”{values}，{advice}。

Rows {rows_en} are all {name}{values_en}: {advice_en}.

## 发现什么
同一张表里名称相同（不计编号、引号和“数量、情况”一类词尾）、单位也相同的两行或几行。

## 为什么
绩效目标应指向明确（财预〔2015〕88号，已核对原文）。同一指标写两次，同一结果计两次分；如果是两件事，名称没有说清是哪一件，
自评时无从分辨。

## 例
前：第 3 行“项目验收合格率 100%”，第 7 行“项目验收合格率 100%”
后：删去一行；或写明“道路工程验收合格率”“水渠工程验收合格率”

## 局限
名称括号里或说明里写明了不同对象、年份、地点的不报；一大半的行都重复时，多半是几张表读成了一张，不判断。

## English
Two or more rows of one table with the same name (numbering, quotes and endings such as 数量 aside) and the same unit: the
result is counted twice, or the names do not say which thing is meant. Goals should be specific (财预〔2015〕88号, read). Rows
whose brackets or explanations name different things are left alone; where most rows repeat, several tables were probably
read as one, and nothing is decided.
"""

from collections import defaultdict
from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.structure import letter, listed, numbers, plain_name, shown
from zhibiao.text import normalise

CODE = "ST03"
NAME = "same-indicator-twice"
TITLE = "同一指标出现两次"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化"

SHORTEST = 3
MOST = 3
"""More groups than this are several tables in one, or rows of a list."""


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit at the last row of each group of rows with one name."""
    groups: dict[tuple[str, str], list[ReviewedRow]] = defaultdict(list)
    rows = [row for row in context.rows if letter(row) != "X"]
    for row in rows:
        groups[_key(row), row.target.unit or normalise(row.indicator.unit)].append(row)
    twice = [found for (name, _), found in groups.items() if len(name) >= SHORTEST and _same_thing(found)]
    if len(twice) > MOST or sum(map(len, twice)) > len(rows) / 2 > 2:
        reason = "表中多数行两两同名，像是几张表读成了一张"
        yield Open(reason=reason, reason_en="most rows share their names: several tables read as one?")
        return
    for found in twice:
        yield _hit(found)
    if len(rows) > 1 and not twice:
        yield Held()


def _key(row: ReviewedRow) -> str:
    """The name under which two rows are the same indicator."""
    name = plain_name(row.indicator.name)
    tail = next((word for word in listed("interchangeable_tails") if name.endswith(word)), "")
    return name.removesuffix(tail) if len(name) - len(tail) >= SHORTEST else name


def _same_thing(rows: list[ReviewedRow]) -> bool:
    """Whether nothing printed beside the names tells the rows apart."""
    if len(rows) < 2:
        return False
    for field in ("explanation", "basis_text", "history"):
        texts = {normalise(getattr(row.indicator, field)) for row in rows}
        if len(texts) > 1:
            return False
    # Level 2 may be the work or the project that the rows belong to; then they are not one indicator.
    labels = {normalise(row.indicator.level2) for row in rows}
    return len(labels) == 1 or all(row.label.category_printed for row in rows)


def _hit(rows: list[ReviewedRow]) -> Hit:
    """The message: the same thing twice, or one name for two targets."""
    last = rows[-1].indicator
    targets = list(dict.fromkeys(shown(row.indicator) for row in rows))
    same = len(targets) == 1
    value = f"（目标值 {targets[0]}）" if same and targets[0] else ""
    values = {
        "rows": numbers(rows),
        "rows_en": ", ".join(str(row.indicator.row) for row in rows),
        "name": last.name[:24],
        "values": value if same else f"，目标值却是 {'、'.join(targets)[:40]}",
        "values_en": f" ({targets[0]})" if same else f", with the targets {', '.join(targets)[:40]}",
        "advice": "是同一件事的只留一行，不是的在名称里写明各是什么" if same else "请在名称里写明各是什么",
        "advice_en": "keep one of them, or say in the names what each is about",
    }
    compared = tuple(cell(row.indicator, field) for row in rows for field in ("name", "target"))
    return Hit(field="name", span=(0, len(last.name)), row=last.row, values=values, compared=compared)
