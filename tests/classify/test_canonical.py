"""Canonical indicators: the same name settles it, near names vote, and none is an answer."""

from __future__ import annotations

import pytest

from zhibiao.classify.canonical import Match, build_index, choose, probability, vote
from zhibiao.classify.corpus import Row, taxonomy_names
from zhibiao.classify.lookup import fit_match, held_out_votes, known_names
from zhibiao.classify.store import load

PAIRS = [
    ("O1.90", "培训人数"),
    ("O1.90", "参训人数"),
    ("O1.91", "绿化面积"),
    ("O2.90", "验收合格率"),
    ("O2.91", "培训人数达标率"),
]


@pytest.mark.parametrize(
    ("name", "category", "code"),
    [
        ("培训人数", "O1", "O1.90"),
        ("培训 人数 ", "O1", "O1.90"),
        ("开展参训人数", "O1", "O1.90"),
        ("新增绿化面积", "O1", "O1.91"),
        ("培训人数", "O2", "O2.91"),
        ("培训人数", "S1", ""),
        ("满意度", "O1", ""),
        ("", "O1", ""),
    ],
)
def test_choice_stays_in_the_category(name, category, code):
    """The choice is the same or the nearest name within the category, or none."""
    ((found, chance),) = choose(build_index(PAIRS), Match(), [name], [category])
    assert found == code and (chance > 0) is bool(code)


def test_batch_equals_single():
    """Votes of a row do not depend on its neighbours."""
    index = build_index(PAIRS)
    names, categories = ["参训人数合计", "绿化总面积", "工程验收合格率"], ["O1", "O1", "O2"]
    places, share, near = vote(index, names, categories)
    for row in range(3):
        one = vote(index, [names[row]], [categories[row]])
        assert (places[row], share[row], near[row]) == (one[0][0], one[1][0], one[2][0])


def test_no_names_at_all():
    """An empty index finds nothing and does not fail."""
    assert choose(build_index([]), Match(), ["培训人数"], ["O1"]) == [("", 0.0)]


def test_probability_grows_with_share_and_nearness():
    """A larger share of the votes and nearer names never make a match less likely."""
    index = build_index(PAIRS)
    _, share, near = vote(index, ["培训人数", "培训"], ["O1", "O1"])
    chances = probability(Match(), share, near)
    assert chances[0] > chances[1]


def test_taxonomy_names_win_over_own_rows():
    """An own row under a name that another code has does not take the name away."""
    rows = [Row(name="培训人数", category="O1", origin="own", canonical="O1.91")]
    rows += [Row(name="造林面积", category="O1", origin="own", canonical="O1.91")]
    names = known_names({"O1.90": ["培训人数"], "O1.91": ["绿化面积"]}, rows)
    assert names == {"O1.90": ["培训人数"], "O1.91": ["绿化面积", "造林面积"]}


def test_too_few_labelled_rows_keep_the_defaults():
    """Without enough labelled rows the match keeps its plain defaults."""
    assert fit_match(held_out_votes({"O1.90": ["培训人数"]}, [])) == Match()


def test_every_name_of_the_taxonomy_finds_its_entry():
    """In the default model each canonical name, in its category, is its own entry."""
    model = load()
    names = {code: several[0] for code, several in taxonomy_names().items() if code in model.aliases.codes}
    found = choose(model.aliases, model.match, list(names.values()), [code.split(".")[0] for code in names])
    assert [code for code, _ in found] == list(names)
