"""Targets of different bodies side by side."""

from dataclasses import replace
from typing import Any

import pytest

from zhibiao.desk.batches.comparable import Group, find_groups
from zhibiao.desk.batches.comparable_views import group_view, range_text
from zhibiao.desk.batches.documents import BatchDocument, batch_rows, batch_tables
from zhibiao.records import Document, Indicator, Label, Review, ReviewedRow, ReviewedTable, Table
from zhibiao.target import parse_target

SATISFIED = Label(category="S1", confidence=0.9, canonical="S1.01", canonical_confidence=0.9)


def document(org: str, *targets: str, **label: Any) -> BatchDocument:
    """A document of a body with a row of the same indicator for each target."""
    rows = tuple(
        ReviewedRow(
            indicator=Indicator(name="群众满意度", target=target, row=row),
            target=parse_target(target),
            label=replace(SATISFIED, **label),
        )
        for row, target in enumerate(targets, start=1)
    )
    table = Table(name="t", indicators=tuple(row.indicator for row in rows), org=org)
    review = Review(
        document=Document(source="t", format="text", tables=(table,)),
        tables=(ReviewedTable(table=table, rows=rows),),
    )
    return BatchDocument(key=org, name=org, review=review)


def groups(*documents: BatchDocument) -> tuple[Group, ...]:
    """The groups of a batch."""
    return find_groups(tuple(batch_rows(batch_tables(documents))))


def test_only_of_several_bodies() -> None:
    """Rows of one body alone are no comparison."""
    assert groups(document("甲局", "≥90%", "≥95%")) == ()
    assert groups(document("甲局", "≥90%"), document("乙局", "≥95%"))[0].bodies == 2


@pytest.mark.parametrize(
    "label",
    [{"canonical": ""}, {"canonical_confidence": 0.3}, {"category": "O2"}],
    ids=["no canonical", "unsure", "category corrected by a person"],
)
def test_unsure_rows_are_left_out(label: dict[str, Any]) -> None:
    """A row that does not surely measure the indicator is compared with nothing."""
    assert groups(document("甲局", "≥90%"), document("乙局", "≥95%", **label)) == ()


def test_units_are_compared_in_their_basic_unit() -> None:
    """万元 and 元 are one group, shown in the unit most rows print; per cent and 元 are two; without a unit there is none."""
    money, other = document("甲局", "≥2万元"), document("乙局", "≥30000元")
    (group,) = groups(money, other)
    assert [one.value for one in group.rows] == [20000.0, 30000.0]
    assert "最低 2万元，中位数 2.5万元，最高 3万元" in range_text(group, "zh")
    assert groups(money, document("丙局", "≥90%")) == ()
    assert groups(document("甲局", "≥0.9"), document("乙局", "≥2")) == ()


def test_what_is_far_is_marked() -> None:
    """0.9% among targets about 90% is marked as low, with words; the others are not."""
    (group,) = groups(
        document("甲局", "≥90%", "≥92%"), document("乙局", "≥95%", "≥95%"), document("丙局", "≥0.9%")
    )
    assert [one.far for one in group.rows] == [-1, 0, 0, 0, 0]
    assert group_view(group, "b", "zh").first[0].far_text == "↓ 偏低"


def test_long_group_shows_its_ends() -> None:
    """Of twenty rows both ends are shown, and the link counts all."""
    many = [document(f"{at}局", f"≥{70 + at}%") for at in range(20)]
    view = group_view(groups(*many)[0], "b", "zh")
    assert (len(view.first), view.left_out, len(view.last)) == (5, 10, 5)
    assert (view.first[0].target, view.last[-1].target, view.line.every.text) == ("≥70%", "≥89%", "20")
    assert view.first[0].name.href == "/documents/0%E5%B1%80?at=1.1"
