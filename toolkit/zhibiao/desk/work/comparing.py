"""The documents of a batch held against each other, as often as one is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhibiao.records import Review, ReviewedTable
from zhibiao.settings import Settings


def compare_all(reviews: Sequence[Review], settings: Settings) -> list[Review]:
    """The reviews with what rules about several documents say; none of them may have been compared before."""
    from zhibiao.review import compare_reviews

    return compare_reviews(reviews, select=settings.select, ignore=settings.ignore, allow=settings.allow)


def compare_again(reviews: Sequence[Review], settings: Settings) -> list[tuple[int, Review]]:
    """Those reviews that look different once compared with all the others, with their places from 0.

    What an earlier comparison said, with other documents or with none, is left out first.
    """
    after = compare_all([uncompared(review) for review in reviews], settings)
    return [(at, new) for at, (old, new) in enumerate(zip(reviews, after, strict=True)) if new != old]


def uncompared(review: Review) -> Review:
    """The review without what rules about several documents said: it names the others and cites them."""
    codes = set_codes()
    return replace(
        review,
        tables=tuple(_without(reviewed, codes) for reviewed in review.tables),
        ledger=tuple(one for one in review.ledger if one.code not in codes),
    )


def set_codes() -> set[str]:
    """The codes of the rules about several documents."""
    from zhibiao.rules import all_rules

    return {rule.code for rule in all_rules() if rule.scope == "set"}


def _without(reviewed: ReviewedTable, codes: set[str]) -> ReviewedTable:
    return replace(
        reviewed,
        rows=tuple(
            replace(row, findings=tuple(one for one in row.findings if one.code not in codes))
            for row in reviewed.rows
        ),
        findings=tuple(one for one in reviewed.findings if one.code not in codes),
        allowed=tuple(one for one in reviewed.allowed if one.finding.code not in codes),
    )
