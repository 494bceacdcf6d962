"""What is remembered: right in every order, bounded, the frequent kept."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pytest

from zhibiao.bulk import keys as keys_module
from zhibiao.bulk import memory as memory_module
from zhibiao.bulk.keys import find_keys, text_columns
from zhibiao.bulk.memory import Memory


def answers(columns: list[pa.Array]) -> pa.Table:
    """Results that tell which key they are for."""
    rows = zip(*(column.to_pylist() for column in columns), strict=True)
    return pa.table({"said": pa.array(["/".join(row) for row in rows], pa.string())})


def through(memory: Memory, rows: list[tuple[str, str]]) -> tuple[list[str], int]:
    """What the memory says of rows, and how many keys had to be judged."""
    keys = find_keys([pa.array(column, pa.string()) for column in zip(*rows, strict=True)])
    plan = memory.plan(keys)
    results = plan.results(answers(keys.columns(plan.unknown)) if len(plan.unknown) else None)
    return results.column("said").take(keys.codes).to_pylist(), len(plan.unknown)


@pytest.mark.parametrize("limit", [0, 3_000, 20_000, 1 << 30])
def test_every_row_gets_its_own_result(limit):
    """Whatever is forgotten between batches, a row gets the result of its key."""
    drawn = random.Random(4)  # noqa: S311 - a reproducible draw
    memory = Memory(2, limit)
    for _ in range(30):
        rows = [(f"n{drawn.randint(0, 40)}", f"t{drawn.randint(0, 4)}") for _ in range(50)]
        assert through(memory, rows)[0] == ["/".join(row) for row in rows]


def test_a_key_is_judged_once_while_it_is_remembered():
    """Repeats cost nothing; what was met again outlives a generation, what was not is forgotten."""
    memory = Memory(2, 1)  # every batch begins a new generation
    often, rare = [("often", "")], [("rare", "")]
    assert through(memory, often + rare)[1] == 2
    assert through(memory, often)[1] == 0
    assert through(memory, often)[1] == 0
    assert through(memory, often + rare)[1] == 1


def test_generations_hold_no_more_than_their_limit():
    """A generation ends with the batch that fills it; there are two at most."""
    memory, batch, most = Memory(2, 100_000), 50, 0
    for number in range(100):
        through(memory, [(f"名称{number}-{at}" * 5, "x") for at in range(batch)])
        most = max(most, memory.young.held(), memory.old.held())
    assert 100_000 <= most < 100_000 + batch * 1_000
    assert len(memory.young.keys) + len(memory.old.keys) < 1_000


def test_one_fingerprint_for_all_mistakes_no_key(monkeypatch):
    """Keys that look alike are compared: at worst they are judged again."""
    monkeypatch.setattr(memory_module, "_fingerprints", lambda rows: np.zeros(len(rows), np.uint64))
    memory = Memory(2, 1 << 20)
    rows = [(f"n{at}", f"t{at % 3}") for at in range(20)]
    for _ in range(3):
        assert through(memory, rows)[0] == ["/".join(row) for row in rows]


def test_keys_of_many_columns(monkeypatch):
    """More different texts than one number can tell apart are numbered in steps."""
    monkeypatch.setattr(keys_module, "_ROOM", 50)
    drawn = random.Random(5)  # noqa: S311 - a reproducible draw
    rows = [tuple(str(drawn.randint(0, 6)) for _ in range(6)) for _ in range(500)]
    keys = find_keys([pa.array(column) for column in zip(*rows, strict=True)])
    texts = list(zip(*(column.to_pylist() for column in keys.columns(range(len(keys)))), strict=True))
    assert texts == list(dict.fromkeys(rows))
    assert [texts[code] for code in keys.codes.to_pylist()] == rows


def test_texts_are_those_of_tag():
    """Numbers, missing values and categories become the texts that `tag` judges by."""
    table = pa.table(
        {
            "a": [90.0, None, float("nan")],
            "b": pa.array(["x", None, "x"]).dictionary_encode(),
            "c": pa.nulls(3),
        }
    )
    columns = text_columns(
        table, {"name": "a", "target": "b", "unit": "c"}, ["name", "target", "unit", "year"]
    )
    assert [column.to_pylist() for column in columns] == [["90", "", ""], ["x", "", "x"], [""] * 3, [""] * 3]


def test_years_on_which_nothing_depends_do_not_part_rows():
    """Rows that differ in the year alone are one key, unless they hold a date."""
    rows = [
        ("培训人数", "≥5人", "2021"),
        ("培训人数", "≥5人", "2022"),
        ("完成时间", "6月底前", "2021"),
        ("完成时间", "6月底前", "2022"),
    ]
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    assert len(find_keys(columns)) == 4
    keys = find_keys(columns, ["name", "target", "year"])
    assert keys.codes.to_pylist() == [0, 0, 1, 2]
    assert [words[0].as_py() for words in keys.columns(np.array([0]))] == ["培训人数", "≥5人", ""]
