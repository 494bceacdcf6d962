"""Checks of the rows of real documents and of their folds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhibiao.corpora.check_indicators import known_codes
from zhibiao.corpora.faults import Fault
from zhibiao.corpora.tables import read_table
from zhibiao.learn.corpus import Row
from zhibiao.records import TIERS

PAIRS = "near_duplicates.tsv"
PAIR_COLUMNS = ("fold", "document", "name", "other_fold", "other_document", "other_name", "cosine")


def check_real(corpora: Path) -> Iterator[Fault]:
    """CR02, CR04, CR06, CR12 and CR16 over real/*.tsv."""
    documents: set[str] = set()
    faults = []
    for name, label, document in (("rows.tsv", "gold", "doc_id"), ("seeds.tsv", "category", "doc")):
        rows = read_table(corpora / "real" / name)
        faults += list(_rows(rows, f"real/{name}", label, document))
        documents |= {row.get(document, "") for row in rows}
    yield from faults
    folds = {row["document"]: int(row["fold"]) for row in read_table(corpora / "real" / "splits.tsv")}
    for odd in sorted(documents ^ set(folds)):
        yield Fault(code="CR12", path="real/splits.tsv", line=0, detail=odd)
    if not faults and documents == set(folds):
        yield from _pairs(corpora, folds)


def _rows(rows: list[dict[str, str]], place: str, label: str, document: str) -> Iterator[Fault]:
    categories, _ = known_codes()
    for line, row in enumerate(rows, start=2):
        if "" in row or not row.get(document) or label not in row:
            yield Fault(code="CR02", path=place, line=line, detail=f"{document}, {label}")
            continue
        for code in filter(None, [row[label], *row["accept"].split(",")]):
            if code not in categories:
                yield Fault(code="CR04", path=place, line=line, detail=code)
        for tier in filter(None, row.get("tier", "").split("|")):
            if tier not in TIERS:
                yield Fault(code="CR06", path=place, line=line, detail=tier)


def real_rows(corpora: Path) -> list[Row]:
    """The rows of real documents, names and documents alone: what nearness is asked of."""
    return [
        Row(name=row["name"], category="", origin="real", document=row[document])
        for name, document in (("rows.tsv", "doc_id"), ("seeds.tsv", "doc"))
        for row in read_table(corpora / "real" / name)
    ]


def _pairs(corpora: Path, folds: dict[str, int]) -> Iterator[Fault]:
    """CR16: every near-duplicate across folds is written down."""
    path = corpora / "real" / PAIRS
    known = {tuple(row.values()) for row in read_table(path)} if path.exists() else set()
    for row in pair_rows(corpora, folds):
        if row not in known:
            detail = f"{row[1]} {row[2]} = {row[4]} {row[5]}"
            yield Fault(code="CR16", path=f"real/{PAIRS}", line=0, detail=detail)


def pair_rows(corpora: Path, folds: dict[str, int]) -> list[tuple[str, ...]]:
    """The near-duplicates across folds as rows of real/near_duplicates.tsv, each pair of names once."""
    from zhibiao.corpora.near import near_pairs

    rows = real_rows(corpora)
    found = {}
    for left, right, cosine in near_pairs(rows, folds):
        one, two = rows[left], rows[right]
        key = (one.document, one.name, two.document, two.name)
        found[key] = (
            str(folds[one.document]), one.document, one.name,
            str(folds[two.document]), two.document, two.name, f"{cosine:.3f}",
        )  # fmt: skip
    return sorted(found.values())
