"""The ranking of bodies."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from zhibiao.desk.batches.bodies import body_views, find_bodies
from zhibiao.desk.batches.documents import BatchDocument, batch_tables
from zhibiao.desk.batches.figures import count_places
from zhibiao.desk.decided.current import current
from zhibiao.desk.decided.decisions import Decision
from zhibiao.measurability import measure
from zhibiao.records import Review
from zhibiao.report.ledger_view import index_text
from zhibiao.settings import Settings

from .conftest import of_body, stops_of


def test_index_of_one_document(make_city: Callable[[int], tuple[BatchDocument, ...]]) -> None:
    """A body with one document has the index that the page of the document shows."""
    city = make_city(5)
    indexes = {document.key: measure(document.review).index for document in city}
    found = find_bodies(batch_tables(city))
    assert {body.documents[0].key: body.read.index for body in found} == indexes


def test_order(documents: tuple[BatchDocument, ...]) -> None:
    """The highest index comes first; a body without a row has none, stands last and shows a dash."""
    empty = replace(documents[0].review, ledger=(), tables=())
    nothing = replace(documents[3].review.tables[0], rows=(), findings=())
    nothing = replace(nothing, table=replace(nothing.table, org="空局", indicators=()))
    empty = replace(empty, document=replace(empty.document, tables=(nothing.table,)), tables=(nothing,))
    batch = (BatchDocument(key="e", name="e.docx", review=empty), *documents)
    found = find_bodies(batch_tables(batch))
    indexes = [body.read.index for body in found if body.read.index is not None]
    assert indexes == sorted(indexes, reverse=True)
    assert (found[-1].name, found[-1].read.index) == ("空局", None)
    assert [view.index.text for view in body_views(found, "b", "zh")][-1] == "—"


def test_documents_of_one_body_count_as_one_whole(sample_reviews: dict[str, Review]) -> None:
    """Two documents of a body are one line; its rows and checks are those of both."""
    reviews = [sample_reviews["dept_goal.docx"], sample_reviews["longterm_goal.txt"]]
    batch = [
        BatchDocument(key=str(at), name=str(at), review=review, stops=stops_of(review))
        for at, review in enumerate(reviews)
    ]
    (body,) = find_bodies(batch_tables(batch))
    parts = [measure(review).part("rows") for review in reviews]
    assert body.found.part("rows").whole == sum(part.whole for part in parts)
    assert body.checkable == sum(part.good for part in parts)
    assert body_views([body], "b", "zh")[0].progress == (0, sum(map(count_places, reviews)))


def test_wordings_that_were_taken_move_the_index_beside_it(sample_reviews: dict[str, Review]) -> None:
    """The rank stays that of the index as handed in; the index now stands beside it, "" where nothing was decided."""
    review = sample_reviews["dept_goal.docx"]
    choices = tuple(
        Decision(table=1, row=row.indicator.row, suggestion=0, edit=(("target", "≥95%"),))
        for row in review.tables[0].rows
        if row.target.tier == "vague"
    )
    now = current(review, choices, "zh", Settings())
    batch = [
        BatchDocument(key="a", name="a", review=of_body(review, "甲局"), now=of_body(now, "甲局")),
        BatchDocument(key="b", name="b", review=of_body(review, "乙局")),
    ]
    views = {view.name.text: view for view in body_views(find_bodies(batch_tables(batch)), "b", "zh")}
    assert views["甲局"].index.text == views["乙局"].index.text == index_text(measure(review))
    assert views["甲局"].rank == views["乙局"].rank == "1"
    assert (views["甲局"].index_now, views["乙局"].index_now) == (index_text(measure(now)), "")
    assert (measure(now).index or 0) > (measure(review).index or 0)


def test_two_bodies_in_one_document(sample_reviews: dict[str, Review]) -> None:
    """Bodies that share a document count their own tables, and their numbers lead to their own rows."""
    review = sample_reviews["project_selfeval.xlsx"]
    tables = tuple(
        replace(one, table=replace(one.table, org=org))
        for one, org in zip(review.tables, ("甲局", "乙局"), strict=True)
    )
    shared = replace(
        review, document=replace(review.document, tables=tuple(one.table for one in tables)), tables=tables
    )
    found = find_bodies(batch_tables([BatchDocument(key="k", name="k", review=shared)]))
    assert {body.name: body.found.rows for body in found} == {"甲局": 17, "乙局": 4}
    links = [one.href for view in body_views(found, "b", "zh") for _, one in view.severities if one.href]
    assert links
    assert all("body=" in link for link in links)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_same_index_same_rank(make_city: Callable[[int], tuple[BatchDocument, ...]], lang: str) -> None:
    """Bodies with the same index share a rank."""
    views = body_views(find_bodies(batch_tables(make_city(10))), "b", lang)
    ranks: dict[str, set[str]] = {}
    for view in views:
        ranks.setdefault(view.index.text, set()).add(view.rank)
    assert all(len(found) == 1 for found in ranks.values())
    assert len(ranks) < len(views)
