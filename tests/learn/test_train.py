"""Training: it learns, it is reproducible, it refuses what it does not know."""

from __future__ import annotations

import pytest

from zhibiao.classify.label import label_rows
from zhibiao.classify.store import load
from zhibiao.errors import ZhibiaoError
from zhibiao.learn.corpus import Row, read_corpora
from zhibiao.learn.fit import Recipe
from zhibiao.learn.folds import document_folds, measured_rows, nearest_names, splits
from zhibiao.learn.train import PLAIN, train


def test_a_tiny_corpus_is_learnt(tiny, tmp_path):
    """A model trained on three categories tells new names of them apart."""
    train(tiny, tmp_path / "model", seed=1, taxonomy=False)
    labels = label_rows(
        load(tmp_path / "model"),
        ["参加培训人数", "工程合格率", "居民满意度"],
        targets=["≥80人", "≥98%", "≥85%"],
    )
    assert [label.category for label in labels] == ["O1", "O2", "S1"]


def test_the_same_seed_gives_the_same_bytes(tiny, tmp_path):
    """Training twice on the same rows with the same seed writes identical files."""
    for name in ("one", "two"):
        train(tiny, tmp_path / name, seed=7, taxonomy=False)
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_an_unknown_category_is_refused(tiny, tmp_path):
    """A row with a category that the taxonomy does not have stops training, with file and line."""
    with (tiny / "indicators" / "rows.tsv").open("a", encoding="utf-8") as lines:
        lines.write("某指标\t1个\t\tQ7\t\t\t\t\t\n")
    with pytest.raises(ZhibiaoError) as error:
        train(tiny, tmp_path / "model", taxonomy=False)
    assert error.value.code == "DT01" and "rows.tsv:14" in str(error.value)


def test_a_file_without_names_is_refused(tiny):
    """A corpus file without a name or category column is an error, not an empty corpus."""
    (tiny / "indicators" / "odd.tsv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(ZhibiaoError, match=r"odd\.tsv"):
        read_corpora(tiny)


def test_without_real_rows_the_defaults_stay(tiny, tmp_path):
    """Nothing to measure on: the plain temperature, no trust in printed labels, and a model all the same."""
    (tiny / "real" / "rows.tsv").unlink()
    trained = train(tiny, tmp_path / "model", taxonomy=False)
    assert (trained.calibration.temperature, trained.calibration.trust) == (PLAIN, 0.0)


def test_defensible_labels_are_read(tiny):
    """The second category of a row is read from `accept`, and own rows are grouped by file."""
    rows = read_corpora(tiny)
    assert [row.accept for row in rows if row.accept] == [("O2",)]
    assert {row.document for row in rows if row.origin == "own"} == {"rows"}


def test_keep_limits_the_model(tiny, tmp_path):
    """No more windows are stored than the recipe keeps."""
    trained = train(tiny, tmp_path / "model", recipe=Recipe(keep=20), taxonomy=False)
    assert len(trained.model.linear.weights) == 21  # and the row of the unknown


def test_a_document_is_on_one_side_only(tiny):
    """In every fold the held-out rows' documents have no row in training, and each row is held out once."""
    rows = read_corpora(tiny)
    measured = measured_rows(rows)
    held = []
    for training, held_out in splits(rows, seed=3):
        outside = {measured[place].document for place in held_out}
        assert outside.isdisjoint({row.document for row in measured_rows(training)})
        held += held_out.tolist()
    assert sorted(held) == list(range(len(measured)))


def test_copies_of_a_held_out_name_do_not_train():
    """An own or taxonomy row whose name is a copy of a held-out row's is left out of that fold."""
    real = [Row(name=name, category="O1", origin="real", document=name) for name in ("培训人数", "绿化面积")]
    other = [Row(name=name, category="O1", origin="taxonomy") for name in ("培训 人数", "维修里程")]
    for training, held_out in splits([*real, *other], seed=0, folds=2):
        names = {row.name for row in training if row.origin == "taxonomy"}
        held = {real[place].name for place in held_out}
        assert ("培训 人数" in names) is ("培训人数" not in held)
        assert "维修里程" in names


def test_folds_depend_on_the_seed_only(tiny):
    """The folds are the same whatever the order of the rows."""
    rows = measured_rows(read_corpora(tiny))
    assert document_folds(rows, seed=5) == document_folds(rows[::-1], seed=5)


def test_nearest_name_of_nothing_is_far():
    """Without other names the nearest is at cosine 0."""
    assert nearest_names(["a"], []).tolist() == [0.0]
