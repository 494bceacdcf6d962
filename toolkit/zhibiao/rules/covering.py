"""What rules about goals share: the coverage of a table, its rows of results, numbers as they are printed."""

from __future__ import annotations

from collections.abc import Iterable

from zhibiao.coverage import Coverage, Stated, coverage, number_of
from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context
from zhibiao.text import normalise

SHOWN = 6
RESULTS = ("O", "E")


def covered(context: Context) -> Coverage:
    """The numbers of the table's own goals, tasks and plans against its rows."""
    return coverage(context.table, context.rows, context.table.clauses)


def covered_anywhere(context: Context) -> Coverage:
    """The numbers of all goals, tasks and plans of the document against the rows of one table."""
    clauses = (clause for table in context.document.tables for clause in table.clauses)
    return coverage(context.table, context.rows, (*clauses, *context.document.clauses))


def is_result(row: ReviewedRow) -> bool:
    """Whether the row is an output or an effect, by its label; no management, cost or satisfaction."""
    return row.label.category[:1] in RESULTS


def counts(row: ReviewedRow) -> bool:
    """Whether the row counts an output or an effect: a number that is no percentage and no time."""
    return (
        is_result(row)
        and number_of(row.target) is not None
        and row.target.dimension not in ("ratio", "time")
        and row.target.unit != ""
    )


def shown(thing: str, one: Stated) -> str:
    """A thing with its number as a reader sees it.

    >>> from zhibiao.records import Clause, Target
    >>> target = Target(raw="引进企业120家以上", span=(4, 10))
    >>> shown("引进企业", Stated(thing="", target=target, clause=Clause(text="引进企业120家以上", section="")))
    '“引进企业”120家以上'
    """
    return f"“{thing[:24]}”{one.printed[:24]}"


def section_of(one: Stated) -> str:
    """The label a number stood under, without marks, for a message."""
    return one.clause.section.strip(" ：:")[:24] or "目标"


def listed(items: Iterable[str]) -> str:
    """Some items of a message, each once, with 等 where there are more.

    >>> listed("abcdefgh"), listed(["甲", "乙", "甲"])
    ('a、b、c、d、e、f等8项', '甲、乙')
    """
    unique = list(dict.fromkeys(items))
    return "、".join(unique[:SHOWN]) + (f"等{len(unique)}项" if len(unique) > SHOWN else "")


def rows_listed(rows: Iterable[ReviewedRow]) -> str:
    """Rows by number and name.

    >>> rows_listed(())
    ''
    """
    return listed(
        f"第{row.indicator.row}行“{row.indicator.name[:16]}”{row.indicator.target[:16]}" for row in rows
    )


def rows_listed_en(rows: Iterable[ReviewedRow]) -> str:
    """The same in English."""
    return listed(
        f"row {row.indicator.row} ({row.indicator.name[:16]} {row.indicator.target[:16]})" for row in rows
    )


def same_words(one: str, two: str) -> bool:
    """Whether two texts are the same but for white space and marks at the end."""
    return normalise(one).rstrip("。；;,，") == normalise(two).rstrip("。；;,，")
