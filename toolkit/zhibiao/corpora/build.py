"""The files of the corpora that code writes: generated rows, lists of findings, counts in the data cards."""

from __future__ import annotations

from pathlib import Path

from zhibiao.corpora.card import Made, with_counts
from zhibiao.corpora.check_real import PAIR_COLUMNS, PAIRS, pair_rows
from zhibiao.corpora.check_targets import INPUTS, disagreements
from zhibiao.corpora.generate import generate_rows
from zhibiao.corpora.tables import COLUMNS, GENERATED, read_table, table_text


def built_files(corpora: Path) -> dict[Path, str]:
    """Path -> content of every file that is built; the cards count the rows as they stand in the others.

    Raises ZhibiaoError DT01 where the grammar or a table is invalid.
    """
    folds = {row["document"]: int(row["fold"]) for row in read_table(corpora / "real" / "splits.tsv")}
    made = Made(generated=generate_rows(corpora), pairs=pair_rows(corpora, folds), odd=disagreements(corpora))
    files = {
        corpora / "indicators" / GENERATED: table_text(COLUMNS, made.generated),
        corpora / "real" / PAIRS: table_text(PAIR_COLUMNS, made.pairs),
        corpora / "targets" / "disagreements.tsv": table_text(
            (*INPUTS, "column", "parsed", "expected", "why"), made.odd
        ),
    }
    for name in ("indicators", "targets", "real"):
        card = corpora / name / "README.md"
        files[card] = with_counts(card.read_text(encoding="utf-8"), name, corpora, made)
    return files


def stale_files(corpora: Path) -> list[Path]:
    """The built files that differ from what `built_files` says, or are not there."""
    return [
        path
        for path, text in built_files(corpora).items()
        if not path.exists() or path.read_bytes() != text.encode("utf-8")
    ]
