"""What rules on self-evaluations share: points of merged cells, results against targets, admissions beside a project."""

from __future__ import annotations

from dataclasses import replace

from zhibiao.records import Document, Indicator, Label, Prose, ReviewedRow, Table
from zhibiao.rules.admissions import admissions_of, in_prose
from zhibiao.rules.base import Context, Whole
from zhibiao.rules.lint import make_whole
from zhibiao.rules.points import own_points, points_of
from zhibiao.rules.results import result_of
from zhibiao.target import parse_target


def row_of(number: int, **values: object) -> ReviewedRow:
    """A reviewed row of those texts."""
    indicator = replace(Indicator(name="培训", row=number), **values)  # type: ignore[arg-type]
    target = parse_target(indicator.target, unit=indicator.unit, name=indicator.name)
    return ReviewedRow(indicator=indicator, target=target, label=Label(category="O1", confidence=1.0))


def whole_of(names: list[str], prose: list[Prose]) -> Whole:
    """A document with tables of those names, one row each."""
    tables = tuple(Table(name=name, indicators=(Indicator(name="培训", row=1),)) for name in names)
    document = Document(source="x", format="text", tables=tables, prose=tuple(prose))
    return make_whole(document, [(row_of(1),) for _ in names])


def test_a_merged_weight_counts_once_and_belongs_to_no_row_alone() -> None:
    """Two rows that share the cell of their weight make its points once."""
    merged = (("weight", 5, 7),)
    rows = (
        row_of(1, weight="20", score="10", places=merged),
        row_of(2, weight="20", score="10", places=merged),
        row_of(3, weight="30", score="30", places=(("weight", 7, 7),)),
    )
    table = Table(name="t", indicators=tuple(row.indicator for row in rows))
    context = Context(document=Document(source="x", format="text", tables=(table,)), table=table, rows=rows)
    assert points_of(rows, "weight") == {1: 20.0, 3: 30.0}
    assert own_points(rows[0], context) is None
    assert own_points(rows[2], context) is not None


def test_results_are_compared_in_the_unit_of_the_target_or_not_at_all() -> None:
    """Units are converted; a share printed as a fraction, another unit and several numbers are left alone."""
    result = result_of(row_of(1, name="到位资金", target="≥1亿元", actual="12000万元"))
    assert result is not None
    assert (result.value, result.missed) == (1.2, False)
    for target, actual in (
        ("≥90%", "0.95"),
        ("≥404名", "2126万元"),
        ("≥5期", "5期320人"),
        ("1000元/生·年", "800"),
    ):
        assert result_of(row_of(1, target=target, actual=actual)) is None


def test_an_admission_concerns_the_project_named_in_its_line() -> None:
    """Of two projects the one whose name stands in a cell of the same line; of one table everything."""
    prose = [
        Prose(text="驻点招商工作经费", line=8),
        Prose(text="部分活动未能如期开展。将在次年开展。", section="79.49%", line=8),
    ]
    whole = whole_of(["自评表·招商工作经费", "自评表·驻点招商工作经费"], prose)
    outside = list(in_prose(whole))
    first, second = (admissions_of(outside, whole, context) for context in whole.tables)
    assert first == []
    assert [one.sentence for one in second] == ["部分活动未能如期开展"]
    alone = whole_of(["自评表"], prose)
    assert len(admissions_of(list(in_prose(alone)), alone, alone.tables[0])) == 1
