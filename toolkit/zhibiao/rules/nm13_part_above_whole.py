"""{where}：“{whole}”，其中“{part}”，部分大于总数，请核对。

{where_en}: {whole}, of which {part}: the part is larger than the whole; check both.

## 发现什么
“其中”后面的数大于前面同单位的总数；以“其中”开头的指标，目标值大于上一行的总数。

## 为什么
部分不会大于总数，两个数必有一个写错（自订：算术核对）。

## 例
前：引进企业120家，其中世界500强企业150家
后：引进企业120家，其中世界500强企业15家

## 局限
只比对同一句里、同单位的数；人与人次、家与个不互比。总数写了几个的，与最大的一个比；各部分可能重叠，不求和。

## English
A number behind 其中 is larger than the whole before it in the same unit and sentence, or a row that begins with 其中 is above the
row before it. Parts may overlap and are not added up.
"""

import re
from collections.abc import Iterator

from zhibiao.coverage import number_of
from zhibiao.records import Compared, Target
from zhibiao.rules.base import Context, Hit, Outcome, Whole
from zhibiao.rules.compared import cell, of_clause, of_prose
from zhibiao.target import find_targets

CODE = "NM13"
NAME = "part-above-whole"
TITLE = "部分大于总数"
SEVERITY = "high"
SOURCE = "自订（own）：部分不大于总数"

PART = "其中"
NEAR = 1.001
_SENTENCE = re.compile(r"[^。；;\n]*其中[^。；;\n]*")
_OTHER = re.compile(r"增长|增加|减少|下降|同比|较上年|比上年|占")


def check_document(whole: Whole) -> Iterator[Outcome]:
    """A hit for each sentence and each row in which a part is larger than the whole."""
    seen: set[str] = set()
    for index, context in enumerate(whole.tables):
        yield from _in_rows(index, context)
        texts = [(clause.text, of_clause(clause, context.table.name)) for clause in context.table.clauses]
        for row in context.rows:
            texts.append((row.indicator.explanation, cell(row.indicator, "explanation")))
        yield from _in_texts(index, texts, seen)
    outside = [(clause.text, of_clause(clause)) for clause in whole.document.clauses]
    outside += [(prose.text, of_prose(prose)) for prose in whole.document.prose]
    if whole.tables:
        yield from _in_texts(0, outside, seen)


def _in_texts(index: int, texts: list[tuple[str, Compared]], seen: set[str]) -> Iterator[Hit]:
    for text, place in texts:
        for match in _SENTENCE.finditer(text) if PART in text else ():
            found = _above(match[0])
            if found and match[0] not in seen:
                seen.add(match[0])
                where = place.label or "正文"
                values = {
                    "where": where,
                    "where_en": place.label_en or where,
                    "whole": found[0],
                    "part": found[1],
                }
                yield Hit(table=index, row=place.row, field=_field(place), values=values, compared=(place,))


def _field(place: Compared) -> str:
    return place.field if place.row else "name"


def _above(sentence: str) -> tuple[str, str] | None:
    """The whole and the part that is larger, as printed; None where all is in order."""
    cut = sentence.index(PART)
    before = [(target, _words(sentence[:cut], target)) for _, target in find_targets(sentence[:cut])]
    after = [(target, _words(sentence[cut:], target)) for _, target in find_targets(sentence[cut:])]
    for unit in {
        target.unit_base for target, _ in after if target.dimension in ("count", "money") and target.unit
    }:
        wholes = [(number_of(t) or 0.0, w) for t, w in before if t.unit_base == unit and t.lower is not None]
        parts = [(number_of(t) or 0.0, w) for t, w in after if t.unit_base == unit and not _OTHER.search(w)]
        if not wholes or not parts or max(wholes)[0] <= 0:
            continue
        if max(parts)[0] > NEAR * max(wholes)[0]:
            return max(wholes)[1], max(parts)[1]
    return None


def _words(text: str, target: Target) -> str:
    """The number with the words before it back to the last mark."""
    begin = max((text.rfind(mark, 0, target.span[0]) + 1 for mark in "，,、：:"), default=0)
    return text[begin : target.span[1]].removeprefix(PART).strip("，,、：: ")[:30]


def _in_rows(index: int, context: Context) -> Iterator[Hit]:
    """Rows that begin with 其中, against the last row before them that does not."""
    whole = None
    for row in context.rows:
        if not row.indicator.name.startswith(PART):
            whole = row
            continue
        total, part = number_of(whole.target) if whole else None, number_of(row.target)
        same = (
            whole is not None
            and whole.target.unit == row.target.unit
            and row.target.dimension in ("count", "money")
        )
        if whole and same and total and part and part > NEAR * total:
            values = {
                "where": f"第{row.indicator.row}行",
                "where_en": f"row {row.indicator.row}",
                "whole": f"{whole.indicator.name[:20]} {whole.indicator.target[:16]}",
                "part": f"{row.indicator.name.removeprefix(PART).strip('：: ')[:20]} {row.indicator.target[:16]}",
            }
            compared = (cell(whole.indicator), cell(row.indicator))
            yield Hit(
                table=index, row=row.indicator.row, span=row.target.span, values=values, compared=compared
            )
