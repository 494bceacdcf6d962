"""The labelled rows as spaCy documents, and as DocBin files for `spacy train` and `nlp.evaluate`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.learn.corpus import Row, category_codes, read_corpora
from zhibiao.learn.folds import FOLDS, measured_rows, splits
from zhibiao.learn.train import SEED

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ROW_KEY = "zhibiao_row"
"""Where the origin of a row stands in `doc.user_data`."""

_FACTS = ("origin", "document", "source", "org", "year", "url", "level1", "level2")
_BREAKS = re.compile(r"[\t\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocBins:
    """The files that were written and how many documents each holds; `near_copies` are rows in neither of them."""

    train: Path
    dev: Path
    train_docs: int
    dev_docs: int
    near_copies: int


def row_docs(rows: Iterable[Row], nlp: Language | None = None) -> Iterator[Doc]:
    """Labelled rows as documents: name, target and unit of a row, parted by tabs where there are any.

    `doc.cats` is the reviewed category, 1.0 for it and 0.0 for the others; the name is a span in
    `doc.spans["zhibiao_names"]` with that category and its canonical indicator. The spans in `doc.spans["zhibiao"]`
    and the targets in `doc._.zhibiao` are **not** reviewed: the parser wrote them. `doc.user_data["zhibiao_row"]`
    says where the row comes from (origin, document, source, org, year, url, level1, level2) and which other
    categories can be defended (`accept`). `nlp` cuts the texts (default: one token a character).

    >>> row = Row(name="培训人数", target="≥90人", category="O1", origin="own", document="police")
    >>> (doc,) = row_docs([row])
    >>> doc.text, doc.cats["O1"], doc.user_data["zhibiao_row"]["document"]
    ('培训人数\\t≥90人', 1.0, 'police')
    """
    import spacy

    from zhibiao.pipes import NAMES_KEY, targets, vague

    cutter = nlp or spacy.blank("zh")
    for row in rows:
        cells = [_BREAKS.sub(" ", cell) for cell in (row.name, row.target, row.unit)]
        doc = vague(targets(cutter.make_doc("\t".join(cells).rstrip("\t"))))
        name = doc.char_span(
            0, len(cells[0]), label=row.category, kb_id=row.canonical, alignment_mode="expand"
        )
        doc.spans[NAMES_KEY] = [] if name is None else [name]
        doc.cats = {code: float(code == row.category) for code in category_codes()}
        facts = {field: getattr(row, field) for field in _FACTS}
        doc.user_data[ROW_KEY] = {**facts, "accept": list(row.accept)}
        yield doc


def write_docbins(
    corpora: Path, out: Path, *, fold: int = 0, seed: int = SEED, rows: Sequence[Row] | None = None
) -> DocBins:
    """Write `train.spacy` and `dev.spacy` into the folder `out`, the same bytes for the same rows.

    `dev` holds the rows of the real documents of one `fold` (0-4) of the published cross-validation, see
    corpora/real/splits.tsv; `train` all other rows below `corpora` but for near copies of names in `dev`. No document
    is on both sides. `rows` takes the place of those read from `corpora`. The model of this package learnt from all of
    them: measure a model of your own with `dev`, not that one. Raises ValueError for a fold that does not exist,
    ZhibiaoError DT01 for a faulty row, DT03 where there are no corpora, OSError where a file cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> rows = [Row(name=n, category=c, origin="real", document=d)
    ...         for n, c, d in (("培训人数", "O1", "a"), ("满意度", "S1", "b"), ("合格率", "O2", "c"))]
    >>> with TemporaryDirectory() as folder:
    ...     written = write_docbins(Path(), Path(folder), rows=rows)
    >>> written.train_docs, written.dev_docs
    (2, 1)
    """
    if fold not in range(FOLDS):
        raise ValueError(f"fold {fold}: there are {FOLDS}, counted from 0")
    known = read_corpora(corpora) if rows is None else list(rows)
    measured = measured_rows(known)
    training, held_out = next(islice(splits(known, seed=seed), fold, None))
    dev = [measured[place] for place in held_out.tolist()]
    out.mkdir(parents=True, exist_ok=True)
    return DocBins(
        train=_write(training, out / "train.spacy"),
        dev=_write(dev, out / "dev.spacy"),
        train_docs=len(training),
        dev_docs=len(dev),
        near_copies=len(known) - len(training) - len(dev),
    )


def _write(rows: Sequence[Row], path: Path) -> Path:
    from spacy.tokens import DocBin

    from zhibiao.report.files import write_bytes

    # The tokens have nothing but their texts: the other attributes would only double the size.
    packed = DocBin(attrs=["ORTH"], store_user_data=True, docs=row_docs(rows))
    return write_bytes(path, packed.to_bytes())
