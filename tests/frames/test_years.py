"""Rows of two years matched."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

from zhibiao.errors import ZhibiaoError
from zhibiao.frames import compare

CASES = yaml.safe_load(Path(__file__).with_name("years.yml").read_text(encoding="utf-8"))


def frame(rows):
    """A frame of [name, target], [body, name, target] or [body, year, name, target]."""
    before = ["org", "year"][: len(rows[0]) - 2] if rows else []
    return pd.DataFrame(rows, columns=[*before, "name", "target"], dtype="object").astype("str")


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_what_became_of_each_row(case):
    """Each case says what changed, and by how much where that can be said."""
    told = compare(frame(case["before"]), frame(case["after"]))
    assert told["change"].tolist() == case["change"]
    for key, column in (("bound_change", "bound_change"), ("turned", "comparator_turned")):
        if key in case:
            values = told[column].astype("object").where(told[column].notna(), None).tolist()
            assert values == [pytest.approx(value) if value else value for value in case[key]]


def test_every_row_of_both_years_stands_in_one_line(tagged):
    """Nothing is lost or told twice, and lines lead back to the rows by their labels."""
    one, two = (part for _, part in tagged.groupby("年度"))
    told = one.zhibiao.compare(two)
    assert sorted(told["row_before"].dropna()) == sorted(one.index)
    assert sorted(told["row_after"].dropna()) == sorted(two.index)
    both = told.dropna(subset=["row_before", "row_after"])
    assert (one.loc[both["row_before"], "三级指标"].to_numpy() == both["name_before"].to_numpy()).all()
    assert set(told["change"].cat.categories) == {"kept", "changed", "new", "dropped"}


def test_a_year_held_against_itself_is_kept(tagged):
    """All rows are kept, with likeness 1 and no difference."""
    told = tagged.zhibiao.compare(tagged)
    assert (told["change"] == "kept").all() and (told["likeness"] == 1).all()
    assert (told["bound_change"].dropna() == 0).all()


def test_bodies_can_be_other_columns():
    """`body` names the columns that must agree; one that a frame lacks is refused with TG02."""
    one = pd.DataFrame({"区": ["东", "西"], "name": ["培训人次"] * 2, "target": ["≥1人次", "≥2人次"]})
    told = compare(one, one.iloc[::-1], body="区")
    assert told["区"].tolist() == ["东", "西"] and (told["change"] == "kept").all()
    with pytest.raises(ZhibiaoError, match="TG02"):
        compare(one, one, body="县")
