"""The tokenizer with the words of this field."""

from __future__ import annotations

import jieba
import pytest
import spacy

from zhibiao.pipes import KEY, WORDS


@pytest.fixture(scope="module")
def nlp():
    """Words for tokens."""
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": WORDS}}})


@pytest.mark.parametrize("text", ["", " ", "培训合格率 ≥95%", " 甲\n\n乙\t≥90 ", "a  b"])
def test_no_character_is_lost(nlp, text):
    """White space included."""
    assert nlp(text).text == text


def test_jieba_is_left_alone(nlp):
    """The words of the taxonomy do not get into the dictionary that others use."""
    nlp("培训合格率")
    assert not jieba.dt.initialized or jieba.dt.FREQ.get("参训人数") is None


def test_pipes_over_words(nlp):
    """Spans are those of whole words, targets are exact."""
    nlp.add_pipe("zhibiao_targets")
    doc = nlp("12月底前培训不少于90人次")
    assert [span.label_ for span in doc.spans[KEY]] == ["DEADLINE", "QUANTITY", "UNIT"]
    (found,) = doc._.zhibiao.found
    assert (doc.text[found.start : found.end], found.target.lower) == ("不少于90人次", 90.0)
