"""The figures of a document in a list."""

import pytest

from zhibiao.desk.batches.figures import count_places, figures_read
from zhibiao.desk.decided.stops import count_settled, find_stops
from zhibiao.desk.work.tasks import facts_of
from zhibiao.measurability import measure
from zhibiao.records import Review
from zhibiao.report.ledger_view import index_text

from .conftest import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_places_are_those_of_the_page(sample_reviews: dict[str, Review], name: str) -> None:
    """What reading counts before any decision is what the page of the document counts."""
    stops = find_stops(sample_reviews[name], {}, "zh")
    assert (0, count_places(sample_reviews[name])) == count_settled(stops)


def test_figures_from_facts(sample_reviews: dict[str, Review]) -> None:
    """Where nothing was decided the facts of reading say all; else they say that they are those of before."""
    review = sample_reviews["dept_goal.docx"]
    facts = facts_of(review)
    now = figures_read(facts, decided=False)
    assert (now.index, now.index_now, now.handed_in) == (index_text(measure(review)), "", False)
    assert (now.settled, now.places) == (0, count_places(review))
    before = figures_read(facts, decided=True)
    assert (before.findings, before.places, before.handed_in) == (now.findings, None, True)


def test_facts_of_an_older_version() -> None:
    """Facts that were kept without places have no progress; a document without an index has a dash."""
    old = figures_read({"findings": {"high": 2}, "index": None}, decided=False)
    assert (old.index, old.places, old.findings) == ("—", None, {"high": 2})
