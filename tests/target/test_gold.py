"""Agreement with labelled real documents; skipped where they are not beside the repository."""

from __future__ import annotations

import csv
from pathlib import Path

from zhibiao.records import Target
from zhibiao.target import find_targets, looks_like_target, parse_target

STATES = ("完成", "=开展", "=正常运转")  # labelled vague there, yet anybody can check whether it was done


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated table without quoting."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_tiers_agree_with_the_reviewers(shared: Path) -> None:
    """On the reviewed rows of real tables the tier is the reviewers' in at least 97%."""
    rows = read(shared / "real" / "rows.tsv")
    agreed = sum(
        parse_target(row["target"], unit=row["unit"], name=row["name"]).tier in row["tier"].split("|")
        for row in rows
    )
    assert agreed / len(rows) >= 0.97


def test_every_seed_target_has_the_expected_tier(shared: Path) -> None:
    """Vague targets are vague, debatable ones vague or binary, the others neither vague nor missing."""
    for row in read(shared / "gold" / "seeds_gold.tsv"):
        target = parse_target(row["target"], unit=row["unit"], name=row["name"])
        if row["is_vague"] == "1":
            expected = ("binary",) if row["target"] in STATES else ("vague",)
        else:
            expected = ("vague", "binary") if row["is_vague"] == "1?" else ("measurable",)
        assert target.tier in expected, row
        assert not target.conflict, row


def test_seed_targets_look_like_values_and_names_do_not(shared: Path) -> None:
    """Each target cell scores at least 0.8; at most one name in a hundred scores above 0.5."""
    rows = read(shared / "gold" / "seeds_gold.tsv")
    assert all(looks_like_target(row["target"]) >= 0.8 for row in rows)
    assert sum(looks_like_target(row["name"]) > 0.5 for row in rows) <= len(rows) / 100


def test_numbers_in_goal_prose_are_found(shared: Path) -> None:
    """Of the numbers in goal prose 95% are found, and 98% of what is found is one (value and unit)."""
    expected = found = right = 0
    for row in read(shared / "gold" / "seeds_tasks.tsv"):
        gold = [entry.split("|") for entry in row["extracted"].split(" ;; ")]
        numbers = [
            (float(value), unit)
            for name, sign, value, unit in gold
            if name and sign != "定性" and not name.startswith("(implied")
        ]
        targets = [target for _, target in find_targets(row["clause"]) if target.tier == "measurable"]
        expected, found = expected + len(numbers), found + len(targets)
        for number in numbers:
            hit = next((target for target in targets if _is(target, *number)), None)
            if hit is not None:
                targets.remove(hit)
                right += 1
    assert right / expected >= 0.95
    assert right / found >= 0.98


def _is(target: Target, value: float, unit: str) -> bool:
    bound = target.lower if target.lower is not None else target.upper
    return bound == value and unit in (target.unit, target.unit_base)
