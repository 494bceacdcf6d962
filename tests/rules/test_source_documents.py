"""The rules on the five source documents, against what an expert found there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

import zhibiao
from zhibiao.records import Review

EXPECTED = yaml.safe_load((Path(__file__).parent / "source_documents.yml").read_text(encoding="utf-8"))
FEWEST_RULES = 20


@cache
def review_of(seeds: Path, doc: str) -> Review:
    """The review of one source document, once."""
    (path,) = seeds.glob(f"{doc}_*.txt")
    return zhibiao.review(path)


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: f"{case['doc']}-{case['table']}-{case['rule']}")
def test_what_an_expert_marked_is_found(shared: Path, case: dict[str, object]) -> None:
    """Every row of the case carries a finding of the rule."""
    table = review_of(shared / "seeds", str(case["doc"])).tables[int(str(case["table"])) - 1]
    found = {finding.row for finding in table.all_findings() if finding.code == case["rule"]}
    assert set(case["rows"]) <= found  # type: ignore[call-overload]


def test_most_rules_fire_on_the_source_documents(shared: Path) -> None:
    """The rules are about what real tables hold: at least twenty of them find something in five documents."""
    reviews = [review_of(shared / "seeds", doc) for doc in ("000", "001", "002", "003", "004")]
    codes = {finding.code for review in reviews for finding in review.all_findings()}
    assert len(codes) >= FEWEST_RULES, sorted(codes)
