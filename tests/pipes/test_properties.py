"""Whatever the text and the tokens: no failure, spans inside, the same after storing."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import zhibiao.pipes

PIECES = [
    "培训",
    "≥",
    "90",
    "人次",
    "%",
    "２０２５年",
    "12月底前",
    "明显提升",
    "\t",
    "\n",
    "\r\n",
    " ",
    "，",
    "满意度",
    "万元",
    "𠮷",
    "é",
    "\u3000",
    "不少于",
    "健全",
    "第3",
    "（",
    "-",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.fixture(scope="module", params=["char", "words"])
def nlp(request):
    """All pipes over characters or words."""
    tokenizer = {"segmenter": "char"} if request.param == "char" else {"@tokenizers": zhibiao.pipes.WORDS}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    for name in ("zhibiao_targets", "zhibiao_vague", "zhibiao_category"):
        nlp.add_pipe(name)
    return nlp


def test_any_text(nlp):
    """Facts lie inside the text, spans hold their targets, bytes bring all back, twice is as once."""

    @settings(max_examples=120, deadline=None)
    @given(TEXTS)
    @example("培训\t\n\u3000培训")  # a token of blanks over the end of a line
    def check(text: str) -> None:
        doc = nlp(text)
        assert doc.text == text
        facts = doc._.zhibiao
        assert all(0 <= one.start < one.end <= len(text) for one in facts.found)
        assert len(facts.labels) == len(doc.spans["zhibiao_names"])
        assert not doc.cats or sum(doc.cats.values()) == pytest.approx(1, abs=1e-4)
        for span in doc.spans["zhibiao_names"]:
            assert [label.category for label in span._.zhibiao.labels] == [span.label_]
        assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.zhibiao == facts
        content = doc.to_bytes()
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        assert doc.to_bytes() == content

    check()
