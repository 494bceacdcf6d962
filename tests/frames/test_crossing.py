"""Labels of another local frame, row by row."""

from __future__ import annotations

import pandas as pd
import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.frames.crossing import profile_code
from zhibiao.taxonomy import load_yaml
from zhibiao.taxonomy.crosswalk import find_place
from zhibiao.taxonomy.profiles import find_profile, profiles


@pytest.mark.parametrize("name", ["101号", "10号", "53号", "南京", "湖北"])
def test_rows_get_the_place_of_their_code(tagged, name):
    """Each row has the label that show_in gives for its canonical indicator or category, or a note why there is none."""
    code = profile_code(name)
    crossed = tagged.zhibiao.crosswalk(name)
    for row in crossed.itertuples(index=False):
        place = find_place(code, row.canonical or row.category)
        told = (getattr(row, f"level1_{code}"), getattr(row, f"level2_{code}"))
        if place is None:
            assert pd.isna(told[0]) and pd.isna(told[1]) and code in getattr(row, f"note_{code}")
        else:
            assert told == (place.level1, place.level2) and getattr(row, f"note_{code}") == ""
    pd.testing.assert_frame_equal(crossed[tagged.columns], tagged)


def test_labels_are_a_closed_list_in_the_order_of_the_frame(tagged):
    """Two frames crossed apart can be put together and stay categorical."""
    parts = [part.zhibiao.crosswalk("101号", suffix="_x") for _, part in tagged.groupby("年度")]
    together = pd.concat(parts)
    labels = list(dict.fromkeys(place.level2 for place in find_profile("mof_2021_101").places))
    assert list(together["level2_x"].cat.categories) == labels


def test_frames_can_be_crossed_one_after_the_other(tagged):
    """Columns of several frames stand side by side; the same one twice is refused with TG04."""
    crossed = tagged.zhibiao.crosswalk("53号").zhibiao.crosswalk("10号").zhibiao.crosswalk("101号")
    assert {"level1_mof_2013_53_project", "level1_mof_2020_10", "level1_mof_2021_101"} <= set(crossed.columns)
    with pytest.raises(ZhibiaoError, match="TG04"):
        crossed.zhibiao.crosswalk("101号")


def test_usual_names_lead_to_frames():
    """Every usual name is that of a frame; codes work; an unknown name is refused with CF02."""
    known = {profile.code for profile in profiles()}
    assert set(load_yaml("lexicon/profile_names.yml")["names"].values()) <= known
    assert profile_code("财预〔2021〕101号") == "mof_2021_101" and profile_code("tianjin") == "tianjin"
    with pytest.raises(ZhibiaoError, match="CF02"):
        profile_code("999号")
