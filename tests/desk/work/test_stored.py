"""What was read comes back from its bytes as it was; other bytes are refused with a code."""

from __future__ import annotations

import math
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.desk.work import stored
from zhibiao.desk.work.stored import Reading, dump, load
from zhibiao.errors import ZhibiaoError
from zhibiao.extract import extract
from zhibiao.read import read_bytes, read_page
from zhibiao.records import Indicator, Label, Review, ReviewedRow, ReviewedTable, Target
from zhibiao.review import review

SAMPLES = (
    "dept_goal.docx",
    "dept_goal.csv",
    "longterm_goal.txt",
    "project_goal.html",
    "project_selfeval.xlsx",
)


def read(path: Path) -> Reading:
    """The reading of a file."""
    page = read_page(path)
    return Reading(page=page, review=review(extract(page)))


@pytest.fixture(scope="module")
def small() -> Reading:
    """A reading of one row."""
    page = read_bytes("三级指标,指标值\n培训人数,≥500人\n".encode(), "a.csv")
    return Reading(page=page, review=review(extract(page)))


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_come_back_equal(samples: Path, name: str) -> None:
    """Pages, reviews, suggestions, ledger: equal to the last field."""
    reading = read(samples / name)
    assert load(dump(reading)) == reading


def test_source_documents_come_back_equal(shared: Path) -> None:
    """The same for the five real documents."""
    for path in sorted((shared / "seeds").glob("*.txt")):
        reading = read(path)
        assert load(dump(reading)) == reading


def with_target(reading: Reading, target: Target) -> Reading:
    """The reading with another target in its only row."""
    (table,) = reading.review.tables
    rows = (replace(table.rows[0], target=target),)
    return replace(reading, review=replace(reading.review, tables=(replace(table, rows=rows),)))


@given(
    lower=st.none() | st.floats(allow_nan=False),
    upper=st.none() | st.floats(allow_nan=False),
    raw=st.text(st.characters()),
)
def test_any_bound_and_any_text_come_back(
    small: Reading, lower: float | None, upper: float | None, raw: str
) -> None:
    """Infinite bounds and lone surrogates too."""
    reading = with_target(small, Target(lower=lower, upper=upper, raw=raw))
    assert load(dump(reading)) == reading


@pytest.mark.parametrize("name", ["\udce4.csv", "\ud83d表.csv", "a\\ud800.csv", "\x00.csv"])
def test_a_name_that_is_no_text_loses_nothing(small: Reading, name: str) -> None:
    """A file name of bytes that are no text, or one that looks like an escape."""
    reading = with_target(small, Target(lower=math.inf, raw=name))
    reading = replace(reading, page=replace(reading.page, path=name))
    assert load(dump(reading)) == reading


def refusal(data: bytes) -> str:
    """The detail of the WB20 that loading raises."""
    with pytest.raises(ZhibiaoError) as raised:
        load(data)
    assert raised.value.code == "WB20"
    return str(raised.value.values["detail"])


def test_another_schema_says_that_it_must_be_read_again(
    small: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes of an earlier schema, and records with other fields, are WB20."""
    data = dump(small)
    mark = data[: data.index(b"\n") + 1]
    assert refusal(mark + zlib.compress(b'[{"path": "a"}, {}]')) == "ValidationError"
    monkeypatch.setattr(stored, "SCHEMA", stored.SCHEMA + 1)
    assert refusal(data) == f"≠ {stored.SCHEMA}"


def test_damaged_bytes_are_refused(small: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut, flipped, empty, no JSON, nested without end, or a bomb: each is WB20."""
    data = dump(small)
    mark = data[: data.index(b"\n") + 1]
    assert refusal(data[:-9]) == "EOF"
    for broken in (b"", b"pickle", mark, mark + b"no zip", mark + zlib.compress(b"\xff\\ud800")):
        refusal(broken)
    refusal(mark + zlib.compress(b'["\\ud800",' + b"[" * 10**6))
    monkeypatch.setattr(stored, "MOST_MB", 1)
    assert refusal(mark + zlib.compress(bytes(3 * 2**20))) == "> 1 MB"


def test_nothing_is_left_out() -> None:
    """A review with rows that no document has: fields that samples leave empty."""
    row = ReviewedRow(
        indicator=Indicator(name="a", places=(("name", 1, 2),), inferred=("level1",)),
        target=Target(words=((0, 1),), span=(0, 3)),
        label=Label(category="O1", confidence=0.1, candidates=(("O1", 0.1),)),
    )
    page = read_bytes("三级指标,指标值\n培训人数,≥500人\n".encode(), "a.csv")
    document = extract(page)
    table = ReviewedTable(table=replace(document.tables[0], empty_labels=(("a", "b"),)), rows=(row,))
    reading = Reading(page=page, review=Review(document=document, tables=(table,), ignored=("CP01",)))
    assert load(dump(reading)) == reading
