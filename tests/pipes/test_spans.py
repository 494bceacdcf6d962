"""spaCy: spans for quantities, units, deadlines and vague words, and their picture."""

from __future__ import annotations

import spacy

from zhibiao.pipes import KEY, render, targets, vague, view, write

TEXT = "2024年12月底前培训≥90人次，群众满意度明显提升"


def spans(doc):
    """(text, label) of the spans of a document."""
    return [(span.text, span.label_) for span in doc.spans[KEY]]


def test_each_kind_of_span_is_found():
    """Deadline, quantity with its unit inside, vague words: in the order of the text."""
    assert spans(view(TEXT)) == [
        ("2024年12月底前", "DEADLINE"),
        ("≥90人次", "QUANTITY"),
        ("人次", "UNIT"),
        ("明显提升", "VAGUE"),
    ]


def test_the_pipes_add_up_and_running_them_again_adds_nothing():
    """As components of a pipeline they give the same spans as the view, however often they run."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhibiao_vague")
    nlp.add_pipe("zhibiao_targets")
    doc = nlp(TEXT)
    assert spans(vague(targets(doc))) == spans(view(TEXT))


def test_a_token_that_a_span_cuts_is_taken_whole():
    """With words for tokens no span is lost."""
    doc = spacy.tokens.Doc(spacy.blank("zh").vocab, words=["培训", "≥90人", "次以上"], spaces=[False] * 3)
    assert ("≥90人次以上", "QUANTITY") in spans(targets(doc))


def test_an_empty_text_has_no_span():
    """Nothing in, nothing out."""
    assert spans(view("")) == []


def test_the_picture_is_html_with_everything_escaped(tmp_path):
    """A text that holds HTML stays text; the file is a page of its own."""
    html = render([view("<b>明显提升</b>")])
    assert "<b>" not in html and "VAGUE" in html
    page = write([view(TEXT)], tmp_path / "view.html")
    assert "<!DOCTYPE html>" in page.read_text(encoding="utf-8")


def test_no_span_goes_over_the_end_of_a_line():
    """A number and a word of the next line are no quantity; in a row the unit may stand in a cell of its own."""
    assert spans(view("共90\n人员")) == [("90", "QUANTITY")]
    assert spans(view("培训人数\t≥90\t人次"))[0] == ("≥90\t人次", "QUANTITY")
