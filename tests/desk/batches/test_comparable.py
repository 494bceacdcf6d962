"""Targets of different bodies side by side."""

from dataclasses import replace
from typing import Any

import pytest

from zhibiao.desk.batches.comparable import Group, find_groups
from zhibiao.desk.batches.comparable_views import group_view, range_text
from zhibiao.desk.batches.documents import BatchDocument, batch_rows, batch_tables
from zhibiao.desk.batches.listing import batch_listing
from zhibiao.desk.batches.wanted import wanted_like
from zhibiao.records import Document, Indicator, Label, Review, ReviewedRow, ReviewedTable, Table
from zhibiao.target import parse_target

SATISFIED = Label(category="S1", confidence=0.9, canonical="S1.01", canonical_confidence=0.9)

FUNDS = {"name": "到位资金", "category": "E1", "canonical": "E1.01"}


def document(org: str, *targets: str, name: str = "群众满意度", **label: Any) -> BatchDocument:
    """A document of a body with a row of the same indicator for each target."""
    rows = tuple(
        ReviewedRow(
            indicator=Indicator(name=name, target=target, row=row),
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
    """万元 and 亿元 are one group, shown in the unit most rows print; without a unit there is none."""
    (group,) = groups(document("甲局", "≥2亿元", **FUNDS), document("乙局", "≥30000万元", **FUNDS))
    assert [one.value for one in group.rows] == [2e8, 3e8]
    assert "最低 2亿元，中位数 2.5亿元，最高 3亿元" in range_text(group, "zh")
    assert groups(document("甲局", "≥0.9"), document("乙局", "≥2")) == ()


def test_units_that_do_not_measure_the_indicator() -> None:
    """成本控制率 in 万元 is none, though two bodies print it so."""
    rate = {"name": "成本控制率", "category": "C1", "canonical": "C1.03"}
    assert groups(document("甲局", "≤150万元", **rate), document("乙局", "≤120万元", **rate)) == ()
    (group,) = groups(document("甲局", "≤100%", **rate), document("乙局", "≤95%", **rate))
    assert group.like.title("zh") == "C1.03 成本控制率"


def test_opposite_names_do_not_share_a_scale() -> None:
    """违约率 ≥5% and 履约率 ≥95% are one canonical indicator and no comparison; two 违约率 are, and the title says so."""
    kept = {"name": "签约项目履约率", "category": "O2", "canonical": "O2.43"}
    broken = kept | {"name": "签约项目违约率"}
    assert groups(document("甲局", "≥5%", **broken), document("乙局", "≥95%", **kept)) == ()
    (group,) = groups(document("甲局", "≤5%", **broken), document("乙局", "≤3%", **broken))
    assert group.like.title("zh") == "O2.43 签约项目履约率（不超过；反向指标）"


def test_sides_do_not_share_a_scale() -> None:
    """At least and at most are apart, an exact number of things stands alone; for a share = says as much as ≥."""
    signed = {"name": "新签约项目数", "category": "O1", "canonical": "O1.68"}
    assert groups(document("甲局", "≥100个", **signed), document("乙局", "≤100个", **signed)) == ()
    assert groups(document("甲局", "≥100个", **signed), document("乙局", "=250个", **signed)) == ()
    assert len(groups(document("甲局", "≥100个", **signed), document("乙局", "250个", **signed))) == 1
    assert len(groups(document("甲局", "≥95%"), document("乙局", "=100%"))) == 1


def test_scopes_do_not_share_a_scale() -> None:
    """亿元以上项目 are compared with one another, however the words stand, and not with all; so do the rows behind."""
    signed = {"category": "O1", "canonical": "O1.68"}
    batch = (
        document("甲局", "≥100个", name="新签约项目数", **signed),
        document("乙局", "≥330个", name="完成亿元以上签约项目", **signed),
        document("丙局", "≥900个", name="签约亿元及以上项目数", **signed),
        document("丁局", "≥120个", name="签约项目数", **signed),
    )
    found = groups(*batch)
    assert {group.like.title("zh"): [row.value for row in group.rows] for group in found} == {
        "O1.68 签约项目数量": [100, 120],
        "O1.68 签约项目数量（亿元以上）": [330, 900],
    }
    for group in found:
        listing = batch_listing(batch, "b", wanted_like(group.like), "zh")
        assert {row.body for row in listing.rows} == {row.row.table.body for row in group.rows}


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
