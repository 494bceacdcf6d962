"""The page of a batch: every number leads to as many rows, and it is quick."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from zhibiao.desk.batches.documents import BatchDocument
from zhibiao.desk.batches.links import Linked
from zhibiao.desk.batches.listing import batch_listing
from zhibiao.desk.batches.overview import batch_overview
from zhibiao.desk.batches.wanted import wanted_from
from zhibiao.extract import extract
from zhibiao.read import read_page
from zhibiao.review import review_alone

City = Callable[[int], tuple[BatchDocument, ...]]
"""The most that the overview of 200 documents may take."""


def links(thing: object) -> Iterator[Linked]:
    """All links in a view, however deep."""
    if isinstance(thing, Linked):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from links(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from links(getattr(thing, field.name))


def rows_behind(link: str, documents: tuple[BatchDocument, ...]) -> int:
    """How much the list behind a link holds: findings where it asks for them, else rows."""
    asked = wanted_from(dict(parse_qsl(urlsplit(link).query)))
    listing = batch_listing(documents, "b", asked, "zh")
    return listing.findings_in_all if asked.rule or asked.severity else listing.rows_in_all


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_numbers_lead_to_their_rows(make_city: City, lang: str) -> None:
    """Behind each number of rows or findings stand exactly as many."""
    city = make_city(10)
    overview = batch_overview(city, "b", lang)
    counted = [
        one
        for one in links(
            (
                overview.totals,
                tuple(
                    (body.rows, body.checkable, body.uncheckable, body.severities) for body in overview.bodies
                ),
                tuple((rule.findings, rule.severities) for rule in overview.rules),
                overview.categories,
                overview.groups,
                overview.more_groups,
                overview.same_groups,
            )
        )
        if one.href.startswith("/batches/b/rows") and one.text.isdigit()
    ]
    assert len(counted) > 60
    wrong = [one for one in counted if rows_behind(one.href, city) != int(one.text)]
    assert wrong == []


def test_links_into_documents(documents: tuple[BatchDocument, ...]) -> None:
    """What stands in one document alone leads into it; a zero leads nowhere."""
    overview = batch_overview(documents, "b", "zh")
    every = list(links(overview))
    assert {one.href for one in every if one.text == "0"} == {""}
    alone = [rule.findings for rule in overview.rules if rule.documents.text == "1"]
    assert alone
    assert all(one.href.startswith("/documents/") and "?rule=" in one.href for one in alone)


def test_rules_in_order(documents: tuple[BatchDocument, ...]) -> None:
    """The rule with most findings comes first, and together they are all findings."""
    rules = batch_overview(documents, "b", "zh").rules
    counts = [int(rule.findings.text) for rule in rules]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == sum(len(document.review.all_findings()) for document in documents)
    graded = [[int(one.text) for _, one in rule.severities] for rule in rules]
    assert [sum(one) for one in graded] == counts
    assert any(len(one) > 1 for one in graded)


def test_mix_holds_every_row(documents: tuple[BatchDocument, ...]) -> None:
    """The mix shows the twenty categories and counts each row once."""
    overview = batch_overview(documents, "b", "zh")
    known = [view for view in overview.categories if view.code != "X"]
    assert len(known) == 20
    rows = sum(len(table.rows) for document in documents for table in document.review.tables)
    assert sum(int(view.rows.text) for view in overview.categories) == rows


def test_missing_categories_are_those_of_the_rule(documents: tuple[BatchDocument, ...]) -> None:
    """A table is listed for as many missing categories as rule CT02 has findings in it."""
    overview = batch_overview(documents, "b", "zh")
    found = sum(
        finding.code == "CT02" for document in documents for finding in document.review.all_findings()
    )
    assert found
    assert sum(len(view.categories) for view in overview.missing) == found


def test_no_documents() -> None:
    """A batch without documents has a page without numbers."""
    overview = batch_overview((), "b", "zh")
    assert (overview.bodies, overview.rules, overview.plots()) == ((), (), ())


def test_many_documents(make_city: City) -> None:
    """A batch of 200 documents shows every body."""
    assert len(batch_overview(make_city(200), "b", "zh").bodies) == 200


def test_real_documents(shared: Path) -> None:
    """The source documents: four bodies, and the numbers behind the links are right."""
    documents = tuple(
        BatchDocument(key=f"s{at}", name=path.name, review=review_alone(extract(read_page(path))))
        for at, path in enumerate(sorted((shared / "seeds").glob("*.txt")))
    )
    overview = batch_overview(documents, "b", "zh")
    assert len(overview.bodies) == 4
    assert overview.groups
    numbers = [one for one in links(overview.categories) if one.href.startswith("/batches")]
    assert all(rows_behind(one.href, documents) == int(one.text) for one in numbers)
