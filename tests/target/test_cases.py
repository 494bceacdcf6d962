"""The tables of target cases: cells, prose, words, value-or-name; and the lexicons behind them."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from zhibiao.records import Target
from zhibiao.target import find_targets, looks_like_target, parse_target, vague_words
from zhibiao.taxonomy import load_yaml
from zhibiao.text import squeeze

HERE = Path(__file__).parent
LEXICONS = ("units", "comparators", "basis", "wording", "states", "grades", "idioms", "actions")


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated table without quoting."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def label(row: dict[str, str]) -> str:
    """A short test name."""
    return "|".join(value for value in list(row.values())[:4] if value) or "empty"


def number(cell: str) -> float | None:
    """A bound as written in a table of cases; an empty cell is open."""
    return float(cell) if cell else None


@pytest.mark.parametrize("row", read(HERE / "cases.tsv"), ids=label)
def test_a_cell_is_parsed_as_the_table_says(row: dict[str, str]) -> None:
    """Text, unit column, comparator column and name give exactly the target of the table."""
    target = parse_target(row["text"], unit=row["unit"], comparator=row["comparator"], name=row["name"])
    expected = Target(
        kind=row["kind"],  # type: ignore[arg-type]
        tier=row["tier"],  # type: ignore[arg-type]
        comparator=row["sign"],  # type: ignore[arg-type]
        lower=number(row["lower"]),
        upper=number(row["upper"]),
        lower_inclusive=row["lower_inclusive"] == "1",
        upper_inclusive=row["upper_inclusive"] == "1",
        unit=row["printed_unit"],
        unit_base=row["unit_base"],
        scale=pytest.approx(float(row["scale"]), rel=1e-6),
        dimension=row["dimension"],
        deadline=row["deadline"],
        basis=row["basis"],
        approximate=row["approximate"] == "1",
        conflict=row["conflict"],
        raw=row["text"],
        span=target.span,
        words=target.words,
    )
    assert target == expected


@pytest.mark.parametrize("row", read(HERE / "prose.tsv"), ids=label)
def test_prose_gives_the_targets_of_the_table(row: dict[str, str]) -> None:
    """A clause gives its targets in order: object, comparator, lower, upper, unit and tier."""
    found = [
        "|".join(
            (name, t.comparator, *("" if b is None else f"{b:g}" for b in (t.lower, t.upper)), t.unit, t.tier)
        )
        for name, t in find_targets(row["text"])
    ]
    assert " ;; ".join(found) == row["targets"]


@pytest.mark.parametrize("row", read(HERE / "words.tsv"), ids=label)
def test_words_without_a_criterion_are_found(row: dict[str, str]) -> None:
    """The vague words of a text, each with its kind; the places are those of the words in the text."""
    matches = vague_words(row["text"])
    assert " ".join(f"{match.word}/{match.kind}" for match in matches) == row["words"]
    assert all(squeeze(row["text"][match.start : match.end]) == match.word for match in matches)


@pytest.mark.parametrize("row", read(HERE / "cells.tsv"), ids=label)
def test_value_cells_score_high_and_name_cells_low(row: dict[str, str]) -> None:
    """Values score 0.8 and more, names and sentences 0.5 and less."""
    score = looks_like_target(row["text"])
    assert score >= 0.8 if row["cell"] == "value" else score <= 0.5


@pytest.mark.parametrize("name", LEXICONS)
def test_every_entry_of_a_lexicon_has_a_source(name: str) -> None:
    """Each entry says where it comes from, and no word stands twice with one meaning."""
    entries = load_yaml(f"lexicon/{name}.yml")
    assert all(str(entry.get("source", "")).strip() for entry in entries)
    words = [(e["word"], e.get("side"), e.get("role"), e.get("ending")) for e in entries if "word" in e]
    assert len(words) == len(set(words))


def test_kinds_and_sides_are_known() -> None:
    """The closed lists of the lexicons hold nothing else."""
    assert {e["kind"] for e in load_yaml("lexicon/wording.yml")} == {"degree", "quality", "effort"}
    assert {e["side"] for e in load_yaml("lexicon/comparators.yml")} == {"before", "after"}
    assert {e["tier"] for e in load_yaml("lexicon/states.yml")} == {"binary", "missing"}


def test_no_word_is_both_vague_and_a_state() -> None:
    """A word either has a criterion or has none."""
    vague = {entry["word"] for entry in load_yaml("lexicon/wording.yml")}
    states = {entry["word"] for entry in load_yaml("lexicon/states.yml")}
    assert not vague & states


def test_targets_are_parsed_fast() -> None:
    """A quarter of the promised 20,000 short targets a second, so that a busy machine passes too."""
    texts = [f"≥{n}%" for n in range(2000)] + [f"不少于{n}家" for n in range(2000)]
    parse_target("1")
    start = time.perf_counter()
    for text in texts:
        parse_target(text)
    assert len(texts) / (time.perf_counter() - start) > 5000
