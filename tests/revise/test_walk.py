"""Going through the rows: every step is saved, and a walk goes on where it stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.revise import Choice, choices_file, read_choices, write_choices
from zhibiao.revise.walk import Walk, start

from .make import PLAIN, advice, build, pick, reviewed

NAMES = ["举办培训班", "企业和群众培训", "学员满意度"]


@pytest.fixture
def review(tmp_path: Path) -> Review:
    """Three rows with two suggestions each, one without any."""
    return reviewed(build(tmp_path, "csv", PLAIN), {name: [advice(), advice("乙")] for name in NAMES})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the choices are kept."""
    return tmp_path / "out" / "目标表_选择.json"


def name_of(walk: Walk) -> str:
    """The name of the row at which a choice is to be made, "" at the end."""
    current = walk.current()
    return current.row.indicator.name if current else ""


def test_every_step_is_saved_at_once(review: Review, file: Path) -> None:
    """The rows with suggestions in order; after each choice the file holds all of them."""
    walk = start(review, file)
    for number, (name, suggestion) in enumerate(zip(NAMES, (2, 0, 1), strict=True), start=1):
        assert (name_of(walk), walk.number()) == (name, number)
        walk.choose(suggestion, [("target", "≥7")] if suggestion == 2 else ())
        assert read_choices(file) == walk.made
    assert name_of(walk) == ""
    assert walk.number() == 3
    assert [(one.name, one.suggestion, one.edit) for one in walk.made] == [
        (NAMES[0], 2, (("target", "≥7"),)),
        (NAMES[1], 0, ()),
        (NAMES[2], 1, ()),
    ]
    walk.choose(1)  # nothing is left to choose
    assert len(read_choices(file)) == 3


def test_undo_takes_the_last_choice_back(review: Review, file: Path) -> None:
    """In the file too, step by step, also those of an earlier walk; not more than there are."""
    walk = start(review, file)
    walk.choose(1)
    walk.choose(1)
    walk = start(review, file)
    for name in (NAMES[1], NAMES[0]):
        assert walk.undo()
        assert name_of(walk) == name
        assert read_choices(file) == walk.made
    assert not walk.undo()


def test_a_walk_goes_on_where_it_stopped(review: Review, file: Path) -> None:
    """With the choices made before, and those for rows without suggestions."""
    edited = pick(review, "城市知名度", 0, target="≥60%")
    write_choices(file, "a", [pick(review, NAMES[1], 2), edited])
    walk = start(review, file)
    assert name_of(walk) == NAMES[0]
    walk.choose(1)
    assert name_of(walk) == NAMES[2]
    assert edited in read_choices(file)


def test_choices_for_rows_that_have_changed_are_made_again(
    review: Review, file: Path, tmp_path: Path
) -> None:
    """Another name at that place, or fewer suggestions: the row is asked about; the rest is kept."""
    write_choices(file, "a", [pick(review, name, 2) for name in NAMES])
    table = [*PLAIN[:2], ["群众培训", "≥300人"], *PLAIN[3:]]
    now = reviewed(
        build(tmp_path, "csv", table),
        {NAMES[0]: [advice()], "群众培训": [advice()], NAMES[2]: [advice(), advice()]},
    )
    walk = start(now, file)
    assert [one.name for one in walk.made] == [NAMES[2]]
    assert name_of(walk) == NAMES[0]
    walk.choose(1)
    assert name_of(walk) == "群众培训"


def test_of_two_choices_for_a_row_the_last_counts(review: Review, file: Path) -> None:
    """One is kept, so that undoing it asks again."""
    write_choices(file, "a", [pick(review, NAMES[0], 1), pick(review, NAMES[0], 2)])
    walk = start(review, file)
    assert [one.suggestion for one in walk.made] == [2]
    walk.undo()
    assert name_of(walk) == NAMES[0]


def test_a_faulty_file_is_refused_and_stays(review: Review, file: Path) -> None:
    """CF07, before anything is written over it; a folder in its place is RD07."""
    file.parent.mkdir()
    file.write_text("{", encoding="utf-8")
    with pytest.raises(ZhibiaoError, match="CF07"):
        start(review, file)
    assert file.read_text(encoding="utf-8") == "{"
    with pytest.raises(ZhibiaoError, match="RD07"):
        start(review, file.parent)


def test_the_file_is_named_after_the_document(review: Review, tmp_path: Path) -> None:
    """One for each document, beside the results."""
    assert choices_file(review, tmp_path) == tmp_path / "目标表_选择.json"


def test_nothing_to_choose(review: Review, file: Path, tmp_path: Path) -> None:
    """A document without suggestions has no stops, and no file is made."""
    walk = start(reviewed(build(tmp_path, "csv", PLAIN)), file)
    assert walk.current() is None
    walk.choose(1)
    assert not file.exists()
    assert isinstance(start(review, file).stops[0].choice(1), Choice)
