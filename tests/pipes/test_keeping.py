"""Pipelines and documents that go to disk, to another process or into another document come back the same."""

from __future__ import annotations

import pickle
import shutil
import warnings

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from zhibiao.classify.store import find_model
from zhibiao.pipes import KEY, NAMES_KEY

TEXT = "培训≥90人次，群众满意度明显提升"
ROW = "培训人数\t≥90\t人次"


def pipeline(**category):
    """A pipeline with all three pipes."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhibiao_targets")
    nlp.add_pipe("zhibiao_vague")
    nlp.add_pipe("zhibiao_category", config=category)
    return nlp


@pytest.fixture(scope="module")
def nlp():
    """All three pipes."""
    return pipeline()


def same(one: Doc, other: Doc) -> bool:
    """Whether two documents carry the same spans, categories and facts."""
    spans = [
        {
            key: [(s.start_char, s.end_char, s.label_, s.kb_id_) for s in group]
            for key, group in doc.spans.items()
        }
        for doc in (one, other)
    ]
    return spans[0] == spans[1] and one.cats == other.cats and one._.zhibiao == other._.zhibiao


def test_a_document_as_bytes(nlp):
    """to_bytes and from_bytes keep the records, although only plain values are stored."""
    doc = nlp(ROW)
    assert same(Doc(nlp.vocab).from_bytes(doc.to_bytes()), doc)
    assert doc._.zhibiao.label is not None


def test_documents_in_a_docbin(nlp):
    """DocBin with user data keeps all; a blank pipeline reads it."""
    docs = [nlp(TEXT), nlp(ROW)]
    content = DocBin(store_user_data=True, docs=docs).to_bytes()
    back = list(DocBin().from_bytes(content).get_docs(spacy.blank("zh").vocab))
    assert all(same(*pair) for pair in zip(back, docs, strict=True))


def test_a_document_is_pickled(nlp):
    """Pickling keeps all."""
    doc = nlp(TEXT)
    assert same(pickle.loads(pickle.dumps(doc)), doc)  # noqa: S301 - our own bytes


def test_a_part_of_a_document_takes_its_facts_along(nlp):
    """Span.as_doc moves the targets with the text."""
    doc = nlp(TEXT)
    part = doc[doc.text.index("群") : len(doc)].as_doc(copy_user_data=True)
    (found,) = part._.zhibiao.found
    assert (part.text[found.start : found.end], found.target.tier) == ("群众满意度明显提升", "vague")


def test_documents_put_together_keep_their_facts(nlp):
    """Doc.from_docs keeps the facts of each of its parts in its place."""
    joined = Doc.from_docs([nlp(ROW), nlp(TEXT)], ensure_whitespace=False)
    assert [joined.text[one.start : one.end] for one in joined._.zhibiao.found] == [
        "≥90",
        "≥90人次",
        "群众满意度明显提升",
    ]
    assert [span._.zhibiao.target.unit for span in joined.spans[KEY] if span.label_ == "QUANTITY"] == [
        "人次",
        "人次",
    ]


def test_a_pipeline_goes_to_disk_and_back(nlp, tmp_path):
    """The settings are kept, the pipes say the same, no weights are copied."""
    nlp.to_disk(tmp_path / "nlp")
    assert not list(tmp_path.rglob("*.safetensors"))
    back = spacy.load(tmp_path / "nlp")
    assert back.config["components"] == nlp.config["components"]
    assert back.pipe_names == nlp.pipe_names
    assert same(back(ROW), nlp(ROW))


def test_a_pipeline_as_bytes(nlp):
    """The same in memory."""
    back = spacy.util.load_model_from_config(nlp.config)
    back.from_bytes(nlp.to_bytes())
    assert same(back(ROW), nlp(ROW))


def test_the_model_is_a_setting_that_is_kept(tmp_path):
    """The folder of a model is written down; where another model lies there later, loading warns."""
    own = tmp_path / "own"
    shutil.copytree(find_model(), own)
    nlp = pipeline(model=str(own))
    nlp.to_disk(tmp_path / "nlp")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        back = spacy.load(tmp_path / "nlp")
    assert back.config["components"]["zhibiao_category"]["model"] == str(own)
    saved = tmp_path / "nlp" / "zhibiao_category" / "model.json"
    saved.write_text('{"model": "another-1234"}', encoding="utf-8")
    with pytest.warns(UserWarning, match="another-1234"):
        spacy.load(tmp_path / "nlp")


def test_the_pipes_are_pickled_without_the_weights(nlp):
    """Processes that are started anew get the pipe by its settings."""
    content = pickle.dumps(nlp.get_pipe("zhibiao_category"))
    assert len(content) < 2_000
    pipe = pickle.loads(content)  # noqa: S301 - our own bytes
    assert same(pipe(nlp.make_doc(ROW)), nlp.get_pipe("zhibiao_category")(nlp.make_doc(ROW)))


def test_two_processes_give_what_one_gives(nlp):
    """n_process=2 brings spans, categories and facts back."""
    texts = [TEXT, ROW, "群众满意度", "健全"]
    there = list(nlp.pipe(texts, n_process=2, batch_size=1))
    assert all(same(*pair) for pair in zip(there, nlp.pipe(texts), strict=True))
    assert there[1].spans[NAMES_KEY][0].label_ == "O1"
