"""The corpora as spaCy documents: nothing lost, nobody on both sides, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from zhibiao.errors import ZhibiaoError
from zhibiao.learn import row_docs, write_docbins
from zhibiao.learn.corpus import Row, read_corpora
from zhibiao.learn.folds import document_folds, measured_rows
from zhibiao.learn.train import SEED
from zhibiao.pipes import KEY, NAMES_KEY


def read(path: Path):
    """The documents of a file."""
    return list(DocBin().from_disk(path).get_docs(spacy.blank("zh").vocab))


def test_a_row_becomes_a_document():
    """Text, reviewed category, canonical indicator, spans and targets, and where the row comes from."""
    row = Row(
        name="培训人数",
        target="≥90",
        unit="人次",
        category="O1",
        canonical="O1.07",
        accept=("O2",),
        origin="real",
        document="b001",
        url="https://example.org",
    )
    (doc,) = row_docs([row])
    assert doc.text == "培训人数\t≥90\t人次"
    assert {code for code, value in doc.cats.items() if value} == {"O1"}
    assert len(doc.cats) == 21
    assert [(s.text, s.label_, s.kb_id_) for s in doc.spans[NAMES_KEY]] == [("培训人数", "O1", "O1.07")]
    assert [(s.text, s.label_) for s in doc.spans[KEY]] == [("≥90\t人次", "QUANTITY"), ("人次", "UNIT")]
    assert (doc._.zhibiao.target.lower, doc._.zhibiao.target.unit) == (90.0, "人次")
    assert doc.user_data["zhibiao_row"] == {
        "origin": "real",
        "document": "b001",
        "source": "",
        "org": "",
        "year": "",
        "url": "https://example.org",
        "level1": "",
        "level2": "",
        "accept": ["O2"],
    }


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
def test_the_label_of_a_row_is_no_guess(segmenter):
    """The record of the classifier stays empty: categories in the file are reviewed ones alone."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    (doc,) = row_docs([Row(name="群众\t满意度", category="S1", origin="own")], nlp)
    assert (doc.text, doc._.zhibiao.labels) == ("群众 满意度", ())
    assert doc.spans[NAMES_KEY][0].text == doc.text


def test_train_and_dev_are_the_published_folds(tiny, tmp_path):
    """dev has the documents of one fold, train the others and the own rows, but for copies of names of dev."""
    rows = read_corpora(tiny)
    fold_of = document_folds(measured_rows(rows), seed=SEED)
    held_out = {document for document, fold in fold_of.items() if fold == 2}
    written = write_docbins(tiny, tmp_path, fold=2)
    train, dev = read(written.train), read(written.dev)
    assert {doc.user_data["zhibiao_row"]["document"] for doc in dev} == held_out
    assert not held_out & {doc.user_data["zhibiao_row"]["document"] for doc in train}
    assert (len(train), len(dev)) == (written.train_docs, written.dev_docs)
    assert len(train) + len(dev) + written.near_copies == len(rows)
    assert dev


def test_the_same_rows_give_the_same_bytes(tiny, tmp_path):
    """Another process with another order of hashes writes the same files."""
    code = (
        "import sys; from pathlib import Path; from zhibiao.learn import write_docbins;"
        "write_docbins(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(tiny), str(tmp_path / f"out{seed}")]
        subprocess.run(command, check=True, env=environment)
    for name in ("train.spacy", "dev.spacy"):
        assert (tmp_path / "out1" / name).read_bytes() == (tmp_path / "out2" / name).read_bytes()


def test_the_files_are_a_corpus_for_spacy(tiny, tmp_path):
    """spaCy's own reader makes examples of them, and the pipe of categories is scored on them."""
    from spacy.training import Corpus

    written = write_docbins(tiny, tmp_path)
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhibiao_category")
    scores = nlp.evaluate(list(Corpus(written.dev)(nlp)))
    assert scores["cats_micro_f"] > 0.5


def test_a_classifier_of_spacy_learns_from_the_files(tiny, tmp_path):
    """spaCy's own bag-of-words classifier is trained on train and answers on dev."""
    from spacy.training import Corpus

    written = write_docbins(tiny, tmp_path)
    nlp = spacy.blank("zh")
    bag = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 2}
    nlp.add_pipe("textcat", config={"model": {**bag, "no_output_layer": False, "length": 1024}})
    train, dev = (list(Corpus(path)(nlp)) for path in (written.train, written.dev))
    nlp.initialize(lambda: train)
    losses = [nlp.update(train, losses={})["textcat"] for _ in range(20)]
    assert losses[-1] < losses[0]
    assert set(nlp(dev[0].reference.text).cats) == set(dev[0].reference.cats)


def test_what_cannot_be_written_is_said(tiny, tmp_path):
    """A fold that does not exist, and a folder without corpora."""
    with pytest.raises(ValueError, match="fold 5"):
        write_docbins(tiny, tmp_path, fold=5)
    with pytest.raises(ZhibiaoError, match="DT03"):
        write_docbins(tmp_path / "nothing", tmp_path)
