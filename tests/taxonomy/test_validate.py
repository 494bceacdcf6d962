"""The validator: the data files are sound, and each kind of fault would be found."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.taxonomy.entries import Formula, all_entries, entry_from, find_entry
from zhibiao.taxonomy.profiles import find_profile
from zhibiao.taxonomy.retired import Retired, current_code, read_retired, retired_codes
from zhibiao.taxonomy.validate import (
    answer_problems,
    code_problems,
    crosswalk_problems,
    entry_problems,
    name_problems,
    problems,
    profile_problems,
)


def _retired(code: str, successor: str) -> Retired:
    return Retired(code=code, successor=successor, since="0.2.0", why="同义")


def test_the_taxonomy_is_sound() -> None:
    """Nothing is wrong with the data files as they are."""
    assert problems() == []


def test_no_live_code_is_a_retired_one() -> None:
    """Codes are forever: what was retired is never given again, and leads to a live code or nowhere."""
    live = {entry.code for entry in all_entries()}
    assert live & {old.code for old in retired_codes()} == set()
    assert all(current_code(old.code) in {*live, ""} for old in retired_codes())


@pytest.mark.parametrize(
    ("live", "retired", "said"),
    [
        (["O1.01", "O1.01"], [], "given twice"),
        (["O1.01"], [_retired("O1.01", "")], "given again"),
        (["O1.01"], [_retired("O1.02", "O1.03")], "no live code"),
        (["O1.01"], [_retired("O1.02", "O1.03"), _retired("O1.03", "O1.02")], "no live code"),
        (["O1.01"], [_retired("O1.02", ""), _retired("O1.02", "O1.01")], "retired twice"),
    ],
)
def test_wrong_codes_are_found(live: list[str], retired: list[Retired], said: str) -> None:
    """Twice, again, towards nothing, in a circle."""
    assert any(said in text for text in code_problems(live, retired))


def test_a_retired_code_leads_to_its_successor() -> None:
    """Over several steps; to nothing where the chain ends in nothing."""
    retired = [_retired("O1.90", "O1.91"), _retired("O1.91", "O1.07"), _retired("O1.92", "")]
    assert [current_code(code, retired) for code in ("O1.90", "O1.91", "O1.92", "O1.07")] == [
        "O1.07",
        "O1.07",
        "",
        "O1.07",
    ]
    assert list(code_problems(["O1.07"], retired)) == []


def test_a_retired_entry_needs_all_its_fields() -> None:
    """A missing reason is refused on load."""
    with pytest.raises(ZhibiaoError, match="why"):
        read_retired([{"code": "O1.99", "successor": "", "since": "0.2.0"}])


def test_wrong_entries_are_found() -> None:
    """An alias of two entries, a formula without source or with an unknown mark, a list value with a semicolon."""
    one, two = find_entry("O1.07"), find_entry("O1.08")
    assert list(name_problems([one, replace(two, aliases=(one.zh,))]))
    assert not list(name_problems([one, two]))
    assert list(entry_problems(replace(one, formulas=())))
    assert list(entry_problems(replace(one, formulas=(Formula(text="x", source="", mark="own"),))))
    assert list(entry_problems(replace(one, formulas=(Formula(text="x", source="自拟", mark="?"),))))
    assert list(entry_problems(replace(one, aliases=("a;b",))))
    assert list(entry_problems(replace(one, code="Q1.01")))
    assert not list(entry_problems(one))


def test_answers_are_countable_and_somebody_collects_them() -> None:
    """What stands in an indicator's place is another one that can be counted; a graded one has a scale."""
    plain, graded = find_entry("O1.07"), find_entry("M4.01")
    entries = [plain, graded]
    assert not list(answer_problems(replace(plain, instead=()), entries))
    assert list(answer_problems(replace(plain, instead=("O1.07",)), entries))
    assert list(answer_problems(replace(plain, instead=("M4.01",)), entries))
    assert list(answer_problems(replace(graded, scale={}, instead=("O1.07",)), entries))
    assert list(answer_problems(replace(plain, instead=(), frequency="有时"), entries))
    measured = replace(graded.alternatives[0], canonical="M4.01")
    assert list(answer_problems(replace(plain, instead=(), alternatives=(measured,)), entries))


def test_a_wrong_key_of_an_entry_is_said_on_load() -> None:
    """A misspelt field names the file, the entry and the key."""
    with pytest.raises(ZhibiaoError, match=r"indicators/O1.yml.*O1.99.*formulae"):
        entry_from({"code": "O1.99", "formulae": []}, "indicators/O1.yml")
    data = asdict(find_entry("O1.07"))
    with pytest.raises(ZhibiaoError, match=r"O1.07 missing: source"):
        entry_from({**data, "formulas": [{"text": "x", "mark": "own"}]}, "indicators/O1.yml")
    with pytest.raises(ZhibiaoError, match=r"O1.07 .*unknown: target"):
        entry_from({**data, "alternatives": [{"name": "x", "target": "95%"}]}, "indicators/O1.yml")


def test_wrong_frames_are_found() -> None:
    """An unknown mark, a column the reader misreads, a requirement without a label, an absence that is none."""
    frame = find_profile("nanjing")
    assert not list(profile_problems(frame))
    assert not list(crosswalk_problems(frame))
    wrong = replace(frame.columns, headers={"三级指标": "target"})
    required = (replace(frame.required[0], category="C2"),)
    for broken in (
        replace(frame, mark="?"),
        replace(frame, source=""),
        replace(frame, columns=wrong),
        replace(frame, required=required),
        replace(frame, weights=()),
        replace(frame, same_name={("资产管理", "x"): "M5.99"}),
    ):
        assert list(profile_problems(broken))
    no_code = (replace(frame.places[0], codes=()), *frame.places[1:])
    assert list(crosswalk_problems(replace(frame, places=no_code)))
    assert list(crosswalk_problems(replace(frame, absent={"O1": "没有"})))
