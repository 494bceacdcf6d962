"""The rows behind a number."""

from collections.abc import Callable

import pytest

from zhibiao.desk.batches.documents import BatchDocument, batch_rows, batch_tables
from zhibiao.desk.batches.listing import PAGE, acts_on, batch_listing
from zhibiao.desk.batches.wanted import Wanted, chosen_rows, wanted_from
from zhibiao.desk.decided.current import ignoring
from zhibiao.desk.decided.decisions import Decision
from zhibiao.errors import ZhibiaoError
from zhibiao.records import SEVERITIES, Review

from .conftest import stops_of

City = Callable[[int], tuple[BatchDocument, ...]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("severity", "worst"),
        ("tier", "<b>"),
        ("checkable", "1"),
        ("change", "x"),
        ("side", "up"),
        ("order", "random"),
    ],
)
def test_unknown_value(name: str, value: str) -> None:
    """A value that no link has is an error that says which there are."""
    with pytest.raises(ZhibiaoError, match="WB30"):
        wanted_from({name: value})


def test_query_there_and_back() -> None:
    """What a query asks for is what its links ask for again."""
    wanted = wanted_from({"rule": "VG01", "body": "甲 & 乙局", "order": "severity"})
    assert wanted_from(wanted.query()) == wanted


def test_rule_and_severity_of_one_finding(documents: tuple[BatchDocument, ...]) -> None:
    """Only findings asked for are listed, of rows and of whole tables."""
    listing = batch_listing(documents, "b", Wanted(severity="high"), "zh")
    assert {one.severity for row in listing.rows for one in row.findings} == {"high"}
    assert any(row.number == "" for row in listing.rows)


@pytest.mark.parametrize(
    "asked", [{"category": "O1"}, {"tier": "vague"}, {"body": "试点市投资促进局"}, {"checkable": "no"}]
)
def test_asked_for_rows(documents: tuple[BatchDocument, ...], asked: dict[str, str]) -> None:
    """Rows asked for by what they are come with all their findings, without whole tables, and fewer than all."""
    every = batch_listing(documents, "b", Wanted(), "zh").rows_in_all
    listing = batch_listing(documents, "b", wanted_from(asked), "zh")
    assert 0 < listing.rows_in_all < every
    assert listing.tables_in_all == 0
    assert listing.asked


def test_gravest_first(documents: tuple[BatchDocument, ...]) -> None:
    """The order by severity begins with high findings and ends with rows that have none."""
    listing = batch_listing(documents, "b", Wanted(order="severity"), "zh")
    ranks = [[*SEVERITIES, ""].index(row.severity) for row in listing.rows]
    assert ranks == sorted(ranks)


def test_by_value(documents: tuple[BatchDocument, ...]) -> None:
    """The order by value puts the lowest number first and rows without a number last."""
    rows = chosen_rows(tuple(batch_rows(batch_tables(documents))), Wanted(order="value"))
    assert rows[-1].reviewed is not None
    assert rows[-1].reviewed.target.lower is None


def test_pages(make_city: City) -> None:
    """Each page has so many rows, the pages together have all of them once, and a page beyond is the last."""
    city = make_city(20)
    first = batch_listing(city, "b", Wanted(), "zh")
    pages = [batch_listing(city, "b", Wanted(), "zh", page=at) for at in range(1, first.pages + 1)]
    places = [row.href for page in pages for row in page.rows]
    assert len(first.rows) == PAGE
    assert len(places) == len(set(places)) == first.rows_in_all
    assert (first.previous, first.next) == ("", "/batches/b/rows?page=2")
    assert batch_listing(city, "b", Wanted(), "zh", page=999).page == first.pages


ACTS = [
    ({}, ["open"]),
    ({"suggestion": 1}, ["accept"]),
    ({"suggestion": 1, "edit": (("target", "≥95%"),)}, ["edit"]),
    ({"suggestion": 0, "edit": (("target", "≥95%"),)}, ["edit"]),
    ({"confirmed": True}, ["confirm"]),
    ({"category": "O2"}, ["category", "open"]),
    ({"ignored": "all"}, ["ignore"]),
    ({"ignored": "first"}, ["ignore", "open"]),
]


@pytest.mark.parametrize(("facts", "acts"), ACTS)
def test_what_was_decided_about_a_row(
    sample_reviews: dict[str, Review], facts: dict, acts: list[str]
) -> None:
    """Each row says what was decided about it, and that it is open where something is left to decide."""
    review = sample_reviews["dept_goal.docx"]
    row = next(row for row in review.tables[0].rows if len({one.code for one in row.findings}) > 1)
    codes = list(dict.fromkeys(one.code for one in row.findings))
    ignored = {"all": codes, "first": codes[:1]}.get(facts.get("ignored", ""), [])
    decision = Decision(
        table=1, row=row.indicator.row, **{**facts, "ignored": tuple((code, "口径") for code in ignored)}
    )
    document = BatchDocument(
        key="k", name="k", review=ignoring(review, [decision]), stops=stops_of(review, decision)
    )
    listed = batch_listing((document,), "b", Wanted(), "zh").rows
    (found,) = (one for one in listed if one.number == str(row.indicator.row))
    assert [act for act, _ in found.acts] == acts
    assert all(text for _, text in found.acts)
    assert len(found.findings) == len([one for one in row.findings if one.code not in ignored])


def test_nothing_to_decide_says_nothing(sample_reviews: dict[str, Review]) -> None:
    """A row without findings is not open, with or without offers."""
    stops = stops_of(sample_reviews["dept_goal.docx"])
    offers = [stop for stop in stops.values() if not stop.findings]
    assert offers
    assert [acts_on(stop) for stop in (None, *offers)] == [()] * (1 + len(offers))
