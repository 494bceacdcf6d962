"""The five source documents against their transcription by hand: every row, every field."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

import zhibiao
from zhibiao.records import Indicator

ROWS = {"000": 33, "001": 32, "002": 82, "003": 29, "004": 45}
Gold = dict[str, str]


def read_gold(shared: Path, doc: str) -> list[list[Gold]]:
    """Gold rows of one document, a list per table in document order."""
    tables: dict[str, list[Gold]] = defaultdict(list)
    with (shared / "gold" / "seeds_gold.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["doc"].startswith(doc):
                tables[row["table"]].append(row)
    return list(tables.values())


def read_ours(shared: Path, doc: str) -> list[list[Indicator]]:
    """Our rows of the same document, a list per table."""
    (path,) = (shared / "seeds").glob(f"{doc}_*.txt")
    return [list(table.indicators) for table in zhibiao.read(path).tables]


def differences(gold: Gold, ours: Indicator) -> list[str]:
    """Names of the fields in which a row differs from its transcription."""
    found = [
        key
        for key in ("name", "target", "level1", "unit", "actual", "weight", "score")
        if gold[key] != getattr(ours, key)
    ]
    if gold["level2"].startswith("("):  # the cell holds a body's functions in full; gold only says so
        if len(ours.level2) < 200:
            found.append("level2")
    elif gold["level2"] != ours.level2:
        found.append("level2")
    if gold["target_alt"] != (ours.interim or ours.history):
        found.append("target_alt")
    if not _same_text(gold["explanation"], ours.explanation):
        found.append("explanation")
    return found


def _same_text(gold: str, ours: str) -> bool:
    """Equal, or, where the transcription shortens a long explanation, all it kept stands in ours in order."""
    if gold == ours:
        return True
    rest = iter(ours)
    kept = all(character in rest for character in gold if character.isalnum())
    return bool(gold) and kept and len(gold) >= 0.4 * len(ours)


@pytest.mark.parametrize("doc", ROWS)
def test_every_row_of_a_source_document_is_read_exactly(shared: Path, doc: str) -> None:
    """Name, target, levels, half-year and past values, actual, weight, unit, explanation: all as by hand."""
    gold, ours = read_gold(shared, doc), read_ours(shared, doc)
    assert [len(table) for table in ours] == [len(table) for table in gold]
    wrong = [
        f"{doc} table {number} row {row['row']}: {fields} gold={row} ours={mine}"
        for number, (want, have) in enumerate(zip(gold, ours, strict=True), start=1)
        for row, mine in zip(want, have, strict=True)
        if (fields := differences(row, mine))
    ]
    exact = sum(map(len, gold)) - len(wrong)
    print(f"{doc}: {exact} of {ROWS[doc]} rows exact")
    assert not wrong, "\n".join(wrong)
    assert exact == ROWS[doc]


def test_accounting_tables_are_left_out_with_a_note(shared: Path) -> None:
    """The report with eleven accounting tables names each of them in a note and reads none as a goal table."""
    (path,) = (shared / "seeds").glob("004_*.txt")
    document = zhibiao.read(path)
    left_out = [note.zh for note in document.notes if note.code == "EX01"]
    assert len(left_out) >= 11, left_out
    assert len(document.tables) == 7
