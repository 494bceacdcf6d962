"""Hashed features: fixed for ever, the same alone and in a batch, blind to what does not matter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.classify.features import ORDERS, fingerprints, fold, hash_texts
from zhibiao.learn.corpus import read_corpora

HERE = Path(__file__).parent
GOLDEN = yaml.safe_load((HERE / "golden_hashes.yml").read_text(encoding="utf-8"))
FOLDING = yaml.safe_load((HERE / "folding.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["text"] or "empty")
def test_hashes_never_change(case):
    """The buckets of a text are those that every stored model was trained with."""
    grams = hash_texts([case["text"]], seed=case["seed"], bits=case["bits"])
    assert grams.indices.tolist() == case["buckets"]


@pytest.mark.parametrize("case", FOLDING, ids=lambda case: case["why"])
def test_folding(case):
    """Texts that differ only in form have the same features; texts that differ in sense do not."""
    left, right = (hash_texts([case[side]], seed=1, bits=20).indices.tolist() for side in ("left", "right"))
    assert (left == right) is case["same"]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_batch_equals_single(texts):
    """A text has the same features alone and between others, whatever characters it holds."""
    batch = hash_texts(texts, seed=3, bits=18)
    assert len(batch.indptr) == len(texts) + 1
    for place, text in enumerate(texts):
        own = batch.indices[batch.indptr[place] : batch.indptr[place + 1]]
        assert own.tolist() == hash_texts([text], seed=3, bits=18).indices.tolist()


@pytest.mark.parametrize("text", ["", " ", "\n\u3000", "★"])
def test_nothing_has_only_its_mark(text):
    """An empty text, and one of which nothing remains, has the n-grams of the mark alone."""
    assert hash_texts([text], seed=1, bits=20).counts().tolist() == [ORDERS]


def test_no_texts():
    """A batch of nothing is a batch of nothing."""
    assert hash_texts([], seed=1, bits=20).counts().tolist() == []


def test_control_characters_and_surrogates_do_not_break_the_batch():
    """NUL, a lone surrogate and characters beyond the basic plane neither raise nor shift a neighbour."""
    batch = fold(["a\0b", "\ud800", "𠀀", "z"])
    codes, marks = batch.codes, batch.marks
    assert "".join(map(chr, codes[marks[3] + 1 : marks[4]])) == "z"
    assert "".join(map(chr, codes[marks[0] + 1 : marks[1]])) == "ab"


def test_seeds_keep_families_apart():
    """The same text under another seed falls into other buckets."""
    one, two = (set(hash_texts(["培训人数"], seed=seed, bits=20).indices.tolist()) for seed in (1, 2))
    assert not one & two


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_fingerprints_of_a_batch_are_those_of_its_texts(texts):
    """A text has the same fingerprint alone and between others."""
    batch = fingerprints(fold(texts))
    assert batch.tolist() == [fingerprints(fold([text]))[0] for text in texts]


def test_fingerprints_do_not_meet(root):
    """No two different names of the corpora share a fingerprint."""
    names = sorted({row.name for row in read_corpora(root / "corpora")})
    folded = fold(names)
    keys = [folded.codes[folded.marks[i] : folded.marks[i + 1]].tobytes() for i in range(len(names))]
    assert len(set(keys)) == len(np.unique(fingerprints(folded)))
