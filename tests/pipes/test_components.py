"""The three pipes in a pipeline: what they write, one document or many, twice or with other settings."""

from __future__ import annotations

from dataclasses import asdict

import pytest
import spacy
from spacy.tokens import Doc

import zhibiao
from zhibiao.errors import ZhibiaoError
from zhibiao.pipes import KEY, NAMES_KEY, Facts, register, render

TEXT = "2024年12月底前培训≥90人次，群众满意度明显提升"
PIPES = ("zhibiao_targets", "zhibiao_vague", "zhibiao_category")


def pipeline(segmenter="char", **settings):
    """A pipeline with all three pipes."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    for name in PIPES:
        nlp.add_pipe(name, config=settings.get(name, {}))
    return nlp


@pytest.fixture(scope="module")
def nlp():
    """All three pipes over characters."""
    return pipeline()


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
def test_targets_are_parsed_whatever_the_tokens_are(segmenter):
    """Words or characters for tokens: the parsed targets and their characters are the same."""
    facts = pipeline(segmenter)(TEXT)._.zhibiao
    assert [(one.name, TEXT[one.start : one.end]) for one in facts.found] == [
        ("培训", "≥90人次"),
        ("群众满意度", "群众满意度明显提升"),
    ]
    assert facts.target.lower == 90.0
    assert facts.target.deadline == "2024-12-31"
    assert facts.tier == "measurable"


def test_a_span_knows_its_target(nlp):
    """The quantity, its unit and the vague words lead to the targets that they are a part of."""
    doc = nlp(TEXT)
    by_label = {span.label_: span._.zhibiao for span in doc.spans[KEY]}
    assert by_label["QUANTITY"].target == by_label["UNIT"].target == doc._.zhibiao.targets[0]
    assert (by_label["VAGUE"].tier, by_label["VAGUE"].target.words) == ("vague", ((23, 27),))


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("≥95%", "measurable"),
        ("健全", "vague"),
        ("12月底前", "measurable"),
        ("已完成", "binary"),
        ("", "missing"),
    ],
)
def test_a_cell_is_a_target(nlp, text, tier):
    """A text that is a value and no prose is read as the parser of cells does."""
    facts = nlp(text)._.zhibiao
    assert facts.tier == tier
    if text:
        assert facts.target == zhibiao.parse_target(text)


@pytest.mark.parametrize("name", ["购置设施设备质量合格率", "财务管理制度有效性", "培训人数", "群众满意度"])
def test_a_name_alone_is_no_target(nlp, name):
    """Verbs and qualities inside a name promise nothing."""
    assert nlp(name)._.zhibiao.found == ()


@pytest.mark.parametrize(
    ("clause", "tier"),
    [
        ("开展残疾人文化活动", "binary"),
        ("群众满意度较高", "vague"),
        ("新建水泥路1条", "measurable"),
        ("7岁以下儿童健康管理率95%", "measurable"),
    ],
)
def test_a_clause_is_a_target(nlp, clause, tier):
    """Acts, degrees and numbers are."""
    assert nlp(clause)._.zhibiao.tier == tier


def test_a_row_with_tabs_is_name_target_and_unit(nlp):
    """The target is parsed with the unit of its row, the category is that of the whole row."""
    doc = nlp("培训人数\t≥90\t人次")
    assert doc._.zhibiao.target == zhibiao.parse_target("≥90", unit="人次", name="培训人数")
    assert doc._.zhibiao.label == zhibiao.classify(["培训人数"], ["≥90"], ["人次"])[0]
    assert [(span.text, span.label_) for span in doc.spans[NAMES_KEY]] == [("培训人数", "O1")]


def test_one_indicator_has_its_label_and_probabilities(nlp):
    """Label and canonical indicator are those of `classify`, cats all the categories, adding up to 1."""
    doc = nlp("培训人次")
    (label,) = zhibiao.classify(["培训人次"])
    assert (doc._.zhibiao.label, doc._.zhibiao.category) == (label, label.category)
    assert doc._.zhibiao.canonical == doc.spans[NAMES_KEY][0].kb_id_ == "O1.08"
    assert len(doc.cats) == 21
    assert sum(doc.cats.values()) == pytest.approx(1, abs=1e-5)
    assert doc.cats["O1"] == pytest.approx(label.confidence, abs=1e-5)


def test_names_are_drawn_as_spans_are(nlp):
    """The picture of the names shows their categories."""
    html = render([nlp("培训人数\t≥90人")], key=NAMES_KEY)
    assert "O1" in html
    assert "QUANTITY" not in html


def test_several_lines_are_several_indicators(nlp):
    """Each line has its label; cats are the means over the lines; no label is that of the document."""
    doc = nlp("培训人数\r\n\n群众满意度\n")
    spans = doc.spans[NAMES_KEY]
    assert [(span.text, span.label_, span._.zhibiao.category) for span in spans] == [
        ("培训人数", "O1", "O1"),
        ("群众满意度", "S1", "S1"),
    ]
    assert doc._.zhibiao.label is None
    assert [label.category for label in doc._.zhibiao.labels] == ["O1", "S1"]
    apart = [nlp(text).cats["S1"] for text in ("培训人数", "群众满意度")]
    assert doc.cats["S1"] == pytest.approx(sum(apart) / 2)


@pytest.mark.parametrize("row", ["满意度\t≥90%", "满意度\t", "满意度\t≥90\t%\t备注", "满意度\t\t%"])
def test_rows_of_any_number_of_cells_have_a_label(nlp, row):
    """Missing and further cells do no harm, at the end of a text and before another line."""
    for text in (row, f"{row}\n{row}"):
        doc = nlp(text)
        assert len(doc._.zhibiao.labels) == len(doc.spans[NAMES_KEY]) == text.count("\n") + 1


def test_a_row_without_a_name_is_no_indicator(nlp):
    """It has a target and no category."""
    facts = nlp("\t≥90%")._.zhibiao
    assert (facts.tier, facts.labels) == ("measurable", ())


def test_nothing_is_said_about_nothing(nlp):
    """A blank text has no category."""
    doc = nlp(" \n ")
    assert (doc.cats, list(doc.spans[NAMES_KEY]), doc._.zhibiao) == ({}, [], Facts())


def test_many_are_as_one_by_one(nlp):
    """`nlp.pipe` gives in batches what `nlp` gives for each text."""
    texts = [TEXT, "培训人数", "", "≥95%", "培训人数\t≥90\t人"]
    for one, other in zip(nlp.pipe(texts, batch_size=2), map(nlp, texts), strict=True):
        assert one.text == other.text
        assert one._.zhibiao == other._.zhibiao
        assert one.cats == pytest.approx(other.cats)


def test_predict_leaves_the_documents_alone(nlp):
    """Looking and writing are two steps."""
    doc = nlp.make_doc(TEXT)
    for name in PIPES:
        nlp.get_pipe(name).predict([doc])
    assert (dict(doc.spans), doc.cats, doc.user_data) == ({}, {}, {})


def test_running_twice_changes_nothing(nlp):
    """A second run puts the same in the place of the first."""
    doc = nlp(TEXT)
    before = (doc.to_bytes(), doc._.zhibiao)
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    assert (doc.to_bytes(), doc._.zhibiao) == before


def test_where_the_spans_stand_is_a_setting():
    """Other keys for other pipelines."""
    nlp = pipeline(zhibiao_targets={"spans_key": "mine"}, zhibiao_category={"names_key": "names"})
    assert set(nlp("培训≥90人").spans) == {"mine", KEY, "names"}
    assert nlp.config["components"]["zhibiao_targets"]["spans_key"] == "mine"


def test_a_model_that_is_not_there_is_said_at_once(tmp_path):
    """A wrong path fails when the pipe is added, with a code."""
    with pytest.raises(ZhibiaoError, match="MD01"):
        pipeline(zhibiao_category={"model": str(tmp_path)})


def test_an_error_goes_to_the_handler_of_the_pipeline(monkeypatch):
    """A batch that fails is reported and left out, as with spaCy's own pipes."""
    nlp = pipeline()
    seen = []
    nlp.set_error_handler(lambda name, pipe, docs, error: seen.append((name, len(docs), str(error))))
    monkeypatch.setattr(nlp.get_pipe("zhibiao_targets"), "predict", lambda docs: 1 / 0)
    assert list(nlp.pipe(["甲", "乙"])) == []
    assert seen == [("zhibiao_targets", 2, "division by zero")]


def test_an_extension_of_that_name_is_kept():
    """Registering again neither fails nor takes the place of what is there."""
    getter = Doc.get_extension("zhibiao")
    register()
    assert Doc.get_extension("zhibiao") == getter


def test_the_pipes_can_be_initialised_and_analysed(nlp):
    """`nlp.initialize` and `analyze_pipes` find nothing to complain of; the labels are told."""
    nlp.initialize()
    assert not any(nlp.analyze_pipes()["problems"].values())
    assert nlp.pipe_labels["zhibiao_targets"] == ["QUANTITY", "UNIT", "DEADLINE"]
    assert nlp.pipe_labels["zhibiao_vague"] == ["VAGUE"]
    assert len(nlp.pipe_labels["zhibiao_category"]) == 21


def test_the_scores_of_spacy(nlp):
    """Documents with their true category are scored by `nlp.evaluate`."""
    from spacy.training import Example

    examples = []
    for text, code in (("培训人数", "O1"), ("群众满意度", "S1"), ("验收合格率", "S1")):
        gold = nlp.make_doc(text)
        gold.cats = dict.fromkeys(nlp.get_pipe("zhibiao_category").labels, 0.0) | {code: 1.0}
        examples.append(Example(nlp.make_doc(text), gold))
    assert nlp.evaluate(examples)["cats_micro_f"] == pytest.approx(2 / 3)


def test_labels_are_plain_records(nlp):
    """What stands in user_data is plain: texts, numbers, lists."""
    doc = nlp(TEXT)

    def plain(value):
        if isinstance(value, dict):
            return all(map(plain, (*value.keys(), *value.values())))
        if isinstance(value, (list, tuple)):
            return all(map(plain, value))
        return value is None or type(value) in (str, int, float, bool)

    assert plain(doc.user_data)
    assert asdict(doc._.zhibiao)["found"]
