"""Batches: the samples as they are, and a city of many bodies made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from zhibiao.desk.batches.documents import BatchDocument
from zhibiao.desk.decided.decisions import Decision
from zhibiao.desk.decided.stops import Stop, find_stops
from zhibiao.desk.store.record import Place
from zhibiao.extract import extract
from zhibiao.read import read_page
from zhibiao.records import Review
from zhibiao.review import review_alone

NAMES = ("dept_goal.csv", "dept_goal.docx", "longterm_goal.txt", "project_goal.html", "project_selfeval.xlsx")


def reviewed(path: Path) -> Review:
    """The review of a file."""
    return review_alone(extract(read_page(path)))


def of_body(review: Review, org: str) -> Review:
    """The review with another body in all its tables."""
    tables = tuple(replace(one, table=replace(one.table, org=org)) for one in review.tables)
    document = replace(review.document, tables=tuple(one.table for one in tables))
    return replace(review, document=document, tables=tables)


def stops_of(review: Review, *decisions: Decision) -> dict[Place, Stop]:
    """The places of a review after these decisions."""
    decided = {(one.table, one.row): one for one in decisions}
    return {stop.place: stop for stop in find_stops(review, decided, "zh")}


@pytest.fixture(scope="session")
def sample_reviews(samples: Path) -> dict[str, Review]:
    """File name -> review of a sample."""
    return {name: reviewed(samples / name) for name in NAMES}


@pytest.fixture(scope="session")
def documents(sample_reviews: dict[str, Review]) -> tuple[BatchDocument, ...]:
    """The samples as a batch of five documents of four bodies, with all their places and no decision."""
    return tuple(
        BatchDocument(key=f"k{place}", name=name, review=review, stops=stops_of(review))
        for place, (name, review) in enumerate(sample_reviews.items())
    )


@pytest.fixture(scope="session")
def make_city(sample_reviews: dict[str, Review]) -> Callable[[int], tuple[BatchDocument, ...]]:
    """(number) -> a batch of so many documents, each of a body of its own."""
    reviews = list(sample_reviews.values())

    def make(count: int) -> tuple[BatchDocument, ...]:
        return tuple(
            BatchDocument(
                key=f"d{at}", name=f"{at}.docx", review=of_body(reviews[at % len(reviews)], f"第{at}局")
            )
            for at in range(count)
        )

    return make
