"""Models on disk: what was saved is what is loaded, and damage is a coded error."""

from __future__ import annotations

import json
import re
import time

import pytest

from zhibiao.classify.classifier import predict
from zhibiao.classify.store import ANSWERS, CONFIG, EXAMPLES, WEIGHTS, find_model, load
from zhibiao.classify.why import read_examples
from zhibiao.errors import ZhibiaoError
from zhibiao.learn.train import train
from zhibiao.suggest.answers import read_answers


@pytest.fixture
def model(tiny, tmp_path):
    """Folder of a small trained model."""
    train(tiny, tmp_path / "model", seed=1, taxonomy=False)
    return tmp_path / "model"


def _change(folder, **values):
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    (folder / CONFIG).write_text(json.dumps(config | values), encoding="utf-8")


def test_round_trip(model):
    """A loaded model predicts, its rows add up to 1, and it carries the name of its folder and corpus."""
    loaded = load(model)
    shares = predict(loaded, ["培训人数", ""], ["≥5人", ""])
    assert shares.sum(axis=1) == pytest.approx([1, 1])
    assert re.fullmatch(r"model-[0-9a-f]{8}", loaded.name)


def test_absent_model(tmp_path):
    """A folder without a model is MD01, and the message says how to get one."""
    with pytest.raises(ZhibiaoError, match="zhibiao train") as error:
        load(tmp_path)
    assert error.value.code == "MD01"


READERS = {WEIGHTS: load, EXAMPLES: read_examples, ANSWERS: read_answers}


@pytest.mark.parametrize("name", READERS)
def test_a_missing_part_is_named(model, name):
    """A model without one of its files is MD01 with the name of that file."""
    (model / name).unlink()
    with pytest.raises(ZhibiaoError, match=re.escape(name)) as error:
        READERS[name](model)
    assert error.value.code == "MD01"


@pytest.mark.parametrize("name", READERS)
def test_a_changed_byte_is_noticed(model, name):
    """One flipped byte in a part is MD02."""
    content = bytearray((model / name).read_bytes())
    content[len(content) // 2 if name == WEIGHTS else 0] ^= 1
    (model / name).write_bytes(bytes(content))
    with pytest.raises(ZhibiaoError) as error:
        READERS[name](model)
    assert error.value.code == "MD02"


@pytest.mark.parametrize(
    "change",
    [
        {"format": 99},
        {"classes": ["O1"]},
        {"temperature": 0},
        {"bits": 4},
        {"step": -1},
        {"decision": {"colour": 1}},
        {"canonical": {}},
        {
            "canonical": {
                "codes": ["O2.01"],
                "bits": 20,
                "temperature": 1,
                "threshold": 1,
                "steps": {"O1": 1.0},
            }
        },
    ],
    ids=lambda change: "-".join(f"{key}{len(str(value))}" for key, value in change.items()),
)
def test_a_config_that_does_not_fit_is_refused(model, change):
    """Another format, other classes, impossible settings: MD02, never a wrong label."""
    _change(model, **change)
    with pytest.raises(ZhibiaoError) as error:
        load(model)
    assert error.value.code == "MD02"


def test_broken_json(model):
    """A config that is no JSON is MD02."""
    (model / CONFIG).write_text("{", encoding="utf-8")
    with pytest.raises(ZhibiaoError) as error:
        load(model)
    assert error.value.code == "MD02"


def test_nothing_is_pickled(root):
    """No part of the classifier reads or writes pickles or runs stored code."""
    words = re.compile(r"\b(pickle|joblib|marshal|shelve|eval|exec)\b\s*[.(]|allow_pickle\s*=\s*True")
    files = sorted((root / "toolkit" / "zhibiao" / "classify").glob("*.py"))
    assert files
    assert not [file.name for file in files if words.search(file.read_text(encoding="utf-8"))]


def test_the_default_model_is_small_and_quick():
    """The default model is below 12 MB and read fast (bar: 0.15 s from cold, so half of that once numpy is there)."""
    folder = find_model()
    assert sum((folder / name).stat().st_size for name in (CONFIG, WEIGHTS, EXAMPLES, ANSWERS)) < 12_000_000
    seconds = []
    for _ in range(5):
        load.cache_clear()
        start = time.perf_counter()
        load(folder)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.075
