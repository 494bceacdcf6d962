"""The generated rows: enough of them, spread over sectors and categories, the same on every run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from zhibiao.corpora.draw import Stream, fits
from zhibiao.corpora.generate import generate_rows
from zhibiao.corpora.grammar import load_grammar
from zhibiao.corpora.tables import COLUMNS, GENERATED, fold_name, read_table, table_text, written_files
from zhibiao.errors import ZhibiaoError
from zhibiao.target import parse_target

RARE = ("C2", "C3", "M1", "M2", "M5", "M7", "M8", "E3", "X")


@pytest.fixture(scope="module")
def written(corpora: Path) -> list[dict[str, str]]:
    """The hand-written rows."""
    return [row for file in written_files(corpora) for row in read_table(file)]


@pytest.fixture(scope="module")
def generated(corpora: Path) -> list[dict[str, str]]:
    """The generated rows as they stand in the repository."""
    return read_table(corpora / "indicators" / GENERATED)


def test_there_are_enough_rows(written: list[dict[str, str]], generated: list[dict[str, str]]) -> None:
    """5,000 written rows, 12,000 with the generated ones, over at least 35 sectors on both sides."""
    assert len(written) >= 5000
    assert len(generated) >= 6800
    assert len(written) + len(generated) >= 12000
    for rows in (written, generated):
        assert len({row["sector"] for row in rows}) >= 35


def test_rare_categories_are_over_represented(
    written: list[dict[str, str]], generated: list[dict[str, str]]
) -> None:
    """Every category has rows; even those that are rare in real tables have enough to learn from."""
    hand, made = (Counter(row["category"] for row in rows) for rows in (written, generated))
    assert set(hand) <= set(made)
    assert min(made.values()) >= 100
    for category in RARE:
        assert made[category] + hand[category] >= 250, category


def test_two_runs_give_the_same_bytes(corpora: Path) -> None:
    """Another process with another hash seed writes the same file."""
    code = (
        "import sys; from pathlib import Path; from zhibiao.corpora.generate import generate_rows;"
        "from zhibiao.corpora.tables import COLUMNS, table_text;"
        "sys.stdout.buffer.write(table_text(COLUMNS, generate_rows(Path(sys.argv[1]))).encode())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(corpora)], capture_output=True, env=environment, check=True
    )
    assert done.stdout == table_text(COLUMNS, generate_rows(corpora)).encode()
    assert done.stdout == (corpora / "indicators" / GENERATED).read_bytes()


def test_a_new_written_row_removes_only_its_double(copy: Path, corpora: Path) -> None:
    """A hand-written row with the name of a generated one takes its place; the other rows stay."""
    before = generate_rows(corpora)
    name = before[1000][0]
    with (copy / "indicators" / "audit.tsv").open("a", encoding="utf-8") as file:
        file.write("\t".join([name, "100%", "", "O1", "", "measurable", "审计", "plain", ""]) + "\n")
    after = generate_rows(copy)
    assert set(before) - set(after) == {before[1000]}
    assert set(after) <= set(before)


def test_no_blank_of_a_pattern_is_left_open(generated: list[dict[str, str]]) -> None:
    """No brace is left in a row, no name is longer than 60 letters, none loses itself with its digits."""
    for row in generated:
        assert "{" not in "".join(row.values())
        assert 2 <= len(row["name"]) <= 60
        assert fold_name(row["name"])


def test_tiers_are_those_of_the_parser(generated: list[dict[str, str]]) -> None:
    """Where the grammar says measurable, the parser finds a measure in at least 99 of 100 targets."""
    told = [row for row in generated if row["tier"] == "measurable"]
    agreed = sum(parse_target(row["target"], unit=row["unit"]).tier == "measurable" for row in told)
    assert agreed / len(told) >= 0.99


def test_patterns_are_complete(corpora: Path) -> None:
    """Each pattern has an id of its own, a plain name, objects that fit, and blanks that its kind has."""
    grammar = load_grammar(corpora / "grammar")
    ids = [pattern.id for pattern in grammar.patterns]
    assert len(ids) == len(set(ids))
    for pattern in grammar.patterns:
        assert pattern.names["plain"], pattern.id
        assert any(fits(pattern, thing, grammar) for thing in grammar.things[pattern.over]), pattern.id


def test_an_entry_that_does_not_fit_its_kind_is_refused(copy: Path) -> None:
    """An object without its unit is an error with file and entry."""
    path = copy / "grammar" / "sectors" / "audit.yml"
    path.write_text(path.read_text(encoding="utf-8") + "build:\n- 没有单位的工程\n", encoding="utf-8")
    with pytest.raises(ZhibiaoError, match=r"audit\.yml.*没有单位的工程"):
        load_grammar(copy / "grammar")


def test_the_stream_is_that_of_its_seed() -> None:
    """The same seed gives the same choices; numbers stay within their bounds and on their step."""
    first, second = Stream("a"), Stream("a")
    assert [first.number([5, 50, 5]) for _ in range(50)] == [second.number([5, 50, 5]) for _ in range(50)]
    assert {first.number([5, 50, 5]) for _ in range(2000)} == set(range(5, 51, 5))
    assert sorted(first.shuffled(range(9))) == list(range(9))
