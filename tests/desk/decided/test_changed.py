"""Which cells a suggestion changes, said before it is taken, and what a table shows afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhibiao.desk.decided.changed import CellChange, NewText, new_texts, offered_changes
from zhibiao.desk.decided.decisions import Decision
from zhibiao.desk.decided.stops import stop_at
from zhibiao.records import Review
from zhibiao.suggest.places import OPEN

from .choosing import SAMPLES, places, read_sample

VAGUE = 22  # 招商推介会知名度，有效提升，近两年都是有效提升


@pytest.fixture(scope="module")
def review(samples: Path) -> Review:
    """The Word sample."""
    return read_sample(samples / "dept_goal.docx")


def offered(review: Review, row: int, lang: str = "zh") -> tuple[tuple[CellChange, ...], ...]:
    """The changes of the suggestions of a row of the first table."""
    stop = stop_at(review, (1, row), {}, lang)
    assert stop
    return offered_changes(review, stop, lang)


def test_every_changed_cell_is_told_with_its_old_and_new_text(review: Review) -> None:
    """Column by column, cells of the past together; what stays as it is, and the kind of standard, is not among them."""
    assert [(one.label, one.old, one.new) for one in offered(review, VAGUE)[0]] == [
        ("三级指标", "招商推介会知名度", "目标企业知晓率"),
        ("指标值", "有效提升", f"≥{OPEN}%"),
        (
            "指标解释",
            "招商推介会知名度",
            "知晓该活动的目标企业数/有效回收问卷企业数×100%；数据来源：目标企业问卷",
        ),
        ("历史值", "有效提升", ""),
    ]
    assert [one.label for one in offered(review, VAGUE, "en")[0]] == [
        "Indicator",
        "Target",
        "Explanation",
        "Past values",
    ]


def test_what_is_left_to_the_reader_says_why(review: Review) -> None:
    """A label is not changed by the program; the target beside it is."""
    (changes,) = offered(review, 17)
    assert [(one.label, one.note) for one in changes] == [
        ("一级指标", "标签列请手工调整"),
        ("二级指标", "标签列请手工调整"),
        ("指标值", ""),
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_suggestion_has_its_changes(samples: Path, name: str) -> None:
    """As many as there are suggestions, none of them without a cell, and no cell that stays as it was."""
    review = read_sample(samples / name)
    for number, row in places(review):
        stop = stop_at(review, (number, row.indicator.row), {}, "zh")
        assert stop
        changes = offered_changes(review, stop, "zh")
        assert len(changes) == len(row.suggestions)
        assert all(changes)
        assert all(one.old != one.new for each in changes for one in each)


def test_a_whole_table_has_no_suggestions(review: Review) -> None:
    """Nor has it cells that change."""
    stop = stop_at(review, (1, 0), {}, "zh")
    assert stop
    assert offered_changes(review, stop, "zh") == ()


def test_what_was_taken_stands_beside_what_was_there(review: Review) -> None:
    """By row and column; a wording of one's own changes what it says, other decisions nothing."""
    decisions = [
        Decision(table=1, row=VAGUE, suggestion=1, edit=(("target", "≥60%"),)),
        Decision(table=1, row=24, suggestion=0, edit=(("target", "≥35%"),)),
        Decision(table=1, row=23, ignored=(("VG01", "理由"),)),
        Decision(table=1, row=21, confirmed=True),
    ]
    found = new_texts(review, decisions, "zh")
    assert list(found) == ["1.22", "1.24"]
    assert found["1.24"] == {"target": NewText(struck=True, texts=("≥35%",))}
    assert found["1.22"]["target"] == NewText(struck=True, texts=("≥60%",))
    assert found["1.22"]["history"] == NewText(struck=True, texts=())
    assert new_texts(review, decisions[2:], "zh") == {}


def test_rows_put_in_below_stand_behind_the_first(samples: Path) -> None:
    """A row that is taken apart shows all its parts in its cells."""
    found = [(name, read_sample(samples / name)) for name in SAMPLES]
    review, number, row, at, parts = next(
        (review, number, row, at, one.parts)
        for _, review in found
        for number, row in places(review)
        for at, one in enumerate(row.suggestions, start=1)
        if one.parts
    )
    decision = Decision(table=number, row=row.indicator.row, suggestion=at)
    names = new_texts(review, [decision], "zh")[f"{number}.{row.indicator.row}"]["name"]
    assert names == NewText(
        struck=parts[0].name != row.indicator.name, texts=tuple(one.name for one in parts)
    )
