"""{rows}，{section}写的是{said}，{what_zh}，请改成一致。

{rows_en}: {section} says {said}; {what_en}. Make them agree.

## 发现什么
目标写“不少于330个”，指标只印“330个”，比较符丢了；反过来，目标写“5000册”，指标印“≥5000册”，同一张表合成一条低级别提示
（目标别处写了“以上”的才提示；自评表不提示，目标早已批复）。

## 为什么
“不少于”包括本数和以上（民法典第一千二百五十九条：以上、以下、以内包括本数，已核对原文）；没有比较符，做了340个算超额还是
算偏差，说不清。

## 例
前：年度目标“不少于330个”；指标 | 330个
后：指标 | ≥330个

## 局限
文字抽取件里比较符可能在抽取中丢失，请对照原件。

## English
The goal says 不少于 N and the row prints N without a comparator (medium); or the goal prints a bare N and the row ≥N (low, one
finding a table, where the goals write 以上 elsewhere, not in self-evaluations). Signs may have been lost in scanned text.
"""

from collections.abc import Iterator

from zhibiao.coverage import Match, likeness
from zhibiao.rules.base import Context, Held, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.covering import covered, rows_listed, rows_listed_en, section_of, shown

CODE = "NM03"
NAME = "comparator-lost"
TITLE = "目标里丢了比较符"
SEVERITY = "medium"
SOURCE = "民法典 第一千二百五十九条（V）：以上、以下、以内包括本数"

SURE = 0.5
LOWER = ("≥", ">")


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit at each row that lost the comparator of its goal; one for the rows that say more than their goal."""
    for index, context in enumerate(whole.tables):
        pairs = list(_sure(context))
        lost = {match.row: match for match in pairs if match.verdict == "comparator_lost"}
        yield from (_lost(index, context, match) for match in lost.values())
        added = _added(context, pairs)
        if added and "selfeval" not in context.table.doc_kind:
            yield _together(index, context, added)
        found = covered(context)
        for match in pairs:
            if match.row not in lost and match not in added:
                row = found.rows[match.row].indicator
                yield Held(compared=(of_clause(found.stated[match.stated].clause, row.table), cell(row)))


def _sure(context: Context) -> Iterator[Match]:
    """Matches of equal numbers for the year that are about one thing."""
    found = covered(context)
    for match in found.matches:
        one, row = found.stated[match.stated], found.rows[match.row]
        equal = one.scope == "year" and match.verdict in ("same", "comparator_lost")
        if equal and max(match.likeness, likeness(one.thing, row.indicator.name)) >= SURE:
            yield match


def _added(context: Context, pairs: list[Match]) -> list[Match]:
    """Rows with ≥ whose goals all print a bare number, though the goals write 以上 elsewhere; rates are left alone."""
    found = covered(context)
    if not any(one.target.comparator in LOWER and one.target.dimension != "ratio" for one in found.stated):
        return []
    by_row: dict[int, list[Match]] = {}
    for match in pairs:
        by_row.setdefault(match.row, []).append(match)
    return [
        matches[0]
        for place, matches in by_row.items()
        if found.rows[place].target.comparator in LOWER
        and found.rows[place].target.dimension != "ratio"
        and all(not found.stated[match.stated].target.comparator for match in matches)
    ]


def _lost(index: int, context: Context, match: Match) -> Hit:
    found = covered(context)
    one, row = found.stated[match.stated], found.rows[match.row]
    values = {
        "rows": f"第{row.indicator.row}行“{row.indicator.name[:24]}”的目标值“{row.indicator.target[:20]}”没有比较符",
        "rows_en": f"row {row.indicator.row} ({row.indicator.name[:24]}) prints {row.indicator.target[:20]}",
        "section": section_of(one),
        "said": f"“{one.printed[:30]}”",
        "what_zh": "比较符丢了",
        "what_en": "the comparator was lost",
    }
    compared = (of_clause(one.clause, context.table.name), cell(row.indicator))
    return Hit(table=index, row=row.indicator.row, span=row.target.span, values=values, compared=compared)


def _together(index: int, context: Context, added: list[Match]) -> Hit:
    found = covered(context)
    ones = [found.stated[match.stated] for match in added]
    rows = [found.rows[match.row] for match in added]
    values = {
        "rows": f"{rows_listed(rows)}写了“≥”",
        "rows_en": f"{rows_listed_en(rows)} with ≥",
        "section": section_of(ones[0]),
        "said": "、".join(shown(one.thing, one) for one in ones[:3]),
        "what_zh": "没有写“不少于”或“以上”",
        "what_en": "without “at least”",
    }
    compared = tuple(
        place
        for one, row in zip(ones, rows, strict=True)
        for place in (of_clause(one.clause, context.table.name), cell(row.indicator))
    )
    first = rows[0]
    return Hit(
        table=index,
        row=first.indicator.row,
        span=first.target.span,
        values=values,
        severity="low",
        compared=compared,
    )
