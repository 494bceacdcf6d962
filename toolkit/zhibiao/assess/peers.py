"""What the classifier is measured against: each a way to learn from rows, then to label others.

All of them see the same text of a row: its name, and its target with the unit. Those that need a package of
their own (fastText) are left out where it is not installed; `compare` says so.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from zhibiao.classify.classifier import scores, tempered
from zhibiao.classify.decide import Probabilities
from zhibiao.classify.texts import BAR
from zhibiao.learn.calibrate import printed_categories
from zhibiao.learn.corpus import Row
from zhibiao.learn.fit import Recipe, fit, row_texts

TEMPERATURE = 0.25  # of margins that nothing was fitted to: near what calibration finds on real rows

Scorer = Callable[[Sequence[Row]], Probabilities]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A peer after learning: how it scores rows, how large it is on disk and how long it takes to load.

    `label` is the quickest call that finds the likeliest label, on what `prepare` makes of rows; it is what is
    timed, and is `score` itself where there is nothing quicker. None where a way has nothing to load, or where
    keeping it on disk would take a pickle.
    """

    score: Scorer
    prepare: Callable[[Sequence[Row]], Any] = list
    label: Callable[[Any], Any] | None = None
    bytes: int | None = None
    load_seconds: float | None = None


Learner = Callable[[Sequence[Row], Sequence[str], int], Learnt]


def texts_of(rows: Sequence[Row]) -> list[str]:
    """The text of each row as the peers see it.

    >>> texts_of([Row(name="培训人数", category="O1", origin="own", target="≥90", unit="人")])
    ['培训人数 ≥90人']
    """
    return [text.replace(BAR, " ").replace("\n", " ") for text in row_texts(rows)]


def printed_alone(rows: Sequence[Row], classes: Sequence[str]) -> Probabilities:
    """The category of the printed label with certainty; all zero where the label names none."""
    shares = np.zeros((len(rows), len(classes)))
    for row, category in enumerate(printed_categories(rows)):
        if category in classes:
            shares[row, classes.index(category)] = 1.0
    return shares


def majority(training: Sequence[Row], classes: Sequence[str], seed: int) -> Learnt:
    """Shares of the categories among the real rows of training, the same for every row."""
    counts = Counter(row.category for row in training if row.origin == "real")
    shares = np.array([counts[category] / max(1, counts.total()) for category in classes])
    return Learnt(score=lambda rows: np.tile(shares, (len(rows), 1)))


@cache
def keywords() -> tuple[tuple[str, str], ...]:
    """(word, category) of the keyword baseline, in the order they are tried."""
    from importlib.resources import files

    import yaml

    text = files("zhibiao.assess").joinpath("keywords.yml").read_text(encoding="utf-8")
    return tuple((word, entry["category"]) for entry in yaml.safe_load(text) for word in entry["words"])


def keyword_rules(training: Sequence[Row], classes: Sequence[str], seed: int) -> Learnt:
    """The first word of keywords.yml that the name holds decides; the commonest category where none does."""

    def score(rows: Sequence[Row]) -> Probabilities:
        shares = np.zeros((len(rows), len(classes)))
        for place, row in enumerate(rows):
            category = next((code for word, code in keywords() if word in row.name), "O1")
            shares[place, classes.index(category)] = 1.0
        return shares

    return Learnt(score=score)


def _tfidf(model: Any, training: Sequence[Row], classes: Sequence[str], *, label: bool = False) -> Learnt:
    """scikit-learn's tf-idf of character 1-3-grams and a linear `model`."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    def texts(rows: Sequence[Row]) -> list[str]:
        plain = texts_of(rows)
        return [f"{row.level2}|{text}" for row, text in zip(rows, plain, strict=True)] if label else plain

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, dtype=np.float32)
    _fit_quietly(model, vectorizer.fit_transform(texts(training)), [row.category for row in training])
    columns = [list(classes).index(category) for category in model.classes_]
    names = sum(len(word.encode()) for word in vectorizer.vocabulary_)
    size = model.coef_.nbytes + model.intercept_.nbytes + vectorizer.idf_.nbytes + names

    def score(rows: Sequence[Row]) -> Probabilities:
        matrix = vectorizer.transform(texts(rows))
        probable = hasattr(model, "predict_proba")
        found = (
            model.predict_proba(matrix)
            if probable
            else tempered(model.decision_function(matrix), TEMPERATURE)
        )
        shares = np.zeros((len(rows), len(classes)))
        shares[:, columns] = found
        return shares

    return Learnt(
        score=score, prepare=texts, label=lambda plain: model.predict(vectorizer.transform(plain)), bytes=size
    )


def _fit_quietly(model: Any, matrix: Any, labels: list[str]) -> None:
    """Fit without the warning that the search was ended by the number of epochs: it is meant to be."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(matrix, labels)


def tfidf_logistic(
    training: Sequence[Row], classes: Sequence[str], seed: int, *, label: bool = False
) -> Learnt:
    """tf-idf with logistic regression, C = 30 (the best of 3, 10, 30, 100 on own rows)."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(solver="saga", C=30.0, tol=1e-4, max_iter=30, random_state=seed)
    return _tfidf(model, training, classes, label=label)


def linear_svm(training: Sequence[Row], classes: Sequence[str], seed: int) -> Learnt:
    """tf-idf with a linear support vector machine, C = 0.5."""
    from sklearn.svm import LinearSVC

    return _tfidf(LinearSVC(C=0.5, random_state=seed), training, classes)


def fasttext(
    training: Sequence[Row],
    classes: Sequence[str],
    seed: int,
    *,
    label: Callable[[Row], str] = lambda row: row.category,
) -> Learnt:
    """fastText's supervised model over character 1-3-grams (50 dimensions, 40 epochs, one thread).

    Raises ImportError where fastText is not installed.
    """
    import fasttext as library

    with tempfile.TemporaryDirectory() as folder:
        file, stored = Path(folder) / "rows.txt", Path(folder) / "model.bin"
        lines = (
            f"__label__{label(row)} {text}" for row, text in zip(training, texts_of(training), strict=True)
        )
        file.write_text("\n".join(lines), encoding="utf-8")
        library.FastText.eprint = lambda *_: None
        model = _supervised(library, file, seed)
        model.save_model(str(stored))
        start = time.perf_counter()
        library.load_model(str(stored))
        seconds, size = time.perf_counter() - start, stored.stat().st_size
    place = {f"__label__{category}": at for at, category in enumerate(classes)}

    def score(rows: Sequence[Row]) -> Probabilities:
        told, chances = model.predict(texts_of(rows), k=len(classes))
        shares = np.zeros((len(rows), len(classes)))
        for row, (names, found) in enumerate(zip(told, chances, strict=True)):
            shares[row, [place[name] for name in names]] = found
        total: Probabilities = shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
        return total

    return Learnt(score=score, prepare=texts_of, label=model.predict, bytes=size, load_seconds=seconds)


def _supervised(library: Any, file: Path, seed: int) -> Any:
    """fastText now and then runs into NaN and gives up; then it gets half the rate, as its manual says."""
    for rate in (0.1, 0.05):
        try:
            return _at_rate(library, file, seed, rate)
        except RuntimeError:
            continue
    return _at_rate(library, file, seed, 0.025)


def _at_rate(library: Any, file: Path, seed: int, rate: float) -> Any:
    sizes = {"minn": 1, "maxn": 3, "dim": 50, "bucket": 200_000}
    return library.train_supervised(str(file), **sizes, lr=rate, epoch=40, thread=1, seed=seed, verbose=0)


def spacy_textcat(training: Sequence[Row], classes: Sequence[str], seed: int, *, epochs: int = 4) -> Learnt:
    """spaCy's bag-of-words text categoriser (spacy.TextCatBOW, character 1-3-grams) on a blank Chinese pipeline."""
    import random

    import spacy
    from spacy import util
    from spacy.training import Example

    util.fix_random_seed(seed)  # type: ignore[attr-defined]  # not in its __all__, but documented
    nlp = spacy.blank("zh")
    architecture = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 3}
    pipe: Any = nlp.add_pipe("textcat", config={"model": {**architecture, "no_output_layer": False}})
    for category in classes:
        pipe.add_label(category)
    examples = [
        Example.from_dict(
            nlp.make_doc(text), {"cats": {code: float(code == row.category) for code in classes}}
        )
        for row, text in zip(training, texts_of(training), strict=True)
    ]
    optimizer = nlp.initialize(lambda: examples[:100])
    order = random.Random(seed)  # noqa: S311 - an order of rows, no secret
    for _ in range(epochs):
        order.shuffle(examples)
        for start in range(0, len(examples), 64):
            nlp.update(examples[start : start + 64], sgd=optimizer)
    with tempfile.TemporaryDirectory() as folder:
        nlp.to_disk(folder)
        size: int = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        began = time.perf_counter()
        spacy.load(folder)
        seconds = time.perf_counter() - began

    def score(rows: Sequence[Row]) -> Probabilities:
        docs = nlp.pipe(texts_of(rows), batch_size=512)
        return np.array([[doc.cats[category] for category in classes] for doc in docs])

    return Learnt(score=score, bytes=size, load_seconds=seconds)


def ours(
    training: Sequence[Row], classes: Sequence[str], seed: int, *, recipe: Recipe | None = None
) -> Learnt:
    """This project's classifier by content alone."""
    linear = fit(training, classes, recipe or Recipe(), seed=seed)
    return Learnt(score=lambda rows: tempered(scores(linear, row_texts(rows)), TEMPERATURE))


def silenced(learner: Learner) -> Learner:
    """`learner` without what its library writes to standard error while it learns."""

    def quiet(training: Sequence[Row], classes: Sequence[str], seed: int) -> Learnt:
        with redirect_stderr(StringIO()):
            return learner(training, classes, seed)

    return quiet
