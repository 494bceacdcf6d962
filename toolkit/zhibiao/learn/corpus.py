"""The rows that training and measuring read: corpora on disk and the names of the taxonomy."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from zhibiao.errors import ZhibiaoError

Origin = Literal["real", "seed", "own", "taxonomy", "added"]

GENERATED = "generated"  # document of the own rows that a grammar wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One labelled indicator. `accept` are other defensible categories; `document` groups rows for splits:
    the document of a real row, the file of an own one. `canonical` is an indicator code, "" where none fits.

    `source` says where a reader finds the row: body and year of a public table, or the file of an own one;
    `org`, `year` and `url` are those of a public table, "" where unknown.

    `origin`: real (reviewed rows of public documents), seed (the five source documents), own (written for
    training), taxonomy (names and aliases of canonical indicators), added (labelled by a user).
    """

    name: str
    category: str
    origin: Origin
    target: str = ""
    unit: str = ""
    level1: str = ""
    level2: str = ""
    accept: tuple[str, ...] = ()
    document: str = ""
    canonical: str = ""
    source: str = ""
    org: str = ""
    year: str = ""
    url: str = ""


@cache
def category_codes() -> tuple[str, ...]:
    """The codes of the categories in the order of the taxonomy, X (no indicator) last."""
    from zhibiao.taxonomy import load_yaml

    return tuple(entry["code"] for entry in load_yaml("categories.yml"))


def read_corpora(corpora: Path) -> list[Row]:
    """Every labelled row below `corpora`: real/*.tsv, then indicators/*.tsv, by file name.

    Raises ZhibiaoError DT01 for a row without name column, or with an unknown category, DT03 where there is none.
    """
    rows: list[Row] = []
    for folder in ("real", "indicators"):
        for file in sorted((corpora / folder).glob("*.tsv")):
            rows += _read_file(file, _origin(folder, file))
    if not rows:
        raise ZhibiaoError("DT03", path=str(corpora))
    return rows


def _origin(folder: str, file: Path) -> Origin:
    if folder != "real":
        return "own"
    return "seed" if file.stem == "seeds" else "real"


def _read_file(file: Path, origin: Origin) -> Iterator[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        fields = set(reader.fieldnames or ())
        if "fold" in fields:
            return  # splits.tsv is about documents, not rows
        if "name" not in fields or not fields & {"category", "gold"}:
            raise ZhibiaoError("DT01", path=file.name, detail="name, category")
        for line, fact in enumerate(reader, start=2):
            yield _row(fact, origin, file, line)


def _row(fact: dict[str, str], origin: Origin, file: Path, line: int) -> Row:
    category = fact.get("category") or fact.get("gold") or ""
    accept = tuple(code for code in (fact.get("accept") or "").split(",") if code)
    unknown = [code for code in (category, *accept) if code not in category_codes()]
    if unknown:
        raise ZhibiaoError("DT01", path=f"{file.name}:{line}", detail=f"category {unknown[0]!r}")
    return Row(
        name=fact.get("name") or "",
        category=category,
        origin=origin,
        target=fact.get("target") or "",
        unit=fact.get("unit") or "",
        level1=fact.get("level1") or "",
        level2=fact.get("level2") or "",
        accept=accept,
        document=fact.get("doc_id") or fact.get("doc") or file.stem,
        canonical=fact.get("canonical") or "",
        source=" ".join(filter(None, (fact.get("org"), fact.get("year"))))
        or f"corpora/{file.parent.name}/{file.name}",
        org=fact.get("org") or "",
        year=fact.get("year") or "",
        url=fact.get("url") or "",
    )


def taxonomy_names() -> dict[str, list[str]]:
    """Canonical code -> its name and aliases, in the order of the taxonomy's files."""
    from zhibiao.taxonomy import list_yaml, load_yaml

    return {
        entry["code"]: [str(name) for name in (entry["zh"], *(entry.get("aliases") or ()))]
        for file in list_yaml("indicators")
        for entry in load_yaml(file) or ()
    }


def written_rows(rows: Sequence[Row]) -> list[Row]:
    """The own rows that people wrote, sector by sector; none of those that a grammar wrote."""
    return [row for row in rows if row.origin == "own" and row.document != GENERATED]


def taxonomy_rows(names: dict[str, list[str]]) -> list[Row]:
    """The taxonomy as training rows: names and aliases without a target, and the examples of categories.

    Each category shows some indicators of its own, and some that belong to a neighbour (`name target`).
    """
    from zhibiao.taxonomy import load_yaml

    rows = [
        Row(name=name, category=code.split(".")[0], origin="taxonomy", canonical=code, source=code)
        for code, several in names.items()
        for name in several
    ]
    for category in load_yaml("categories.yml"):
        rows += [_example(text, category["code"]) for text in category.get("positive") or ()]
        rows += [_example(one["text"], one["belongs"]) for one in category.get("negative") or ()]
    return rows


def _example(text: str, category: str) -> Row:
    name, _, target = str(text).rpartition(" ")
    return Row(
        name=name or target,
        target=target if name else "",
        category=category,
        origin="taxonomy",
        source=f"taxonomy {category}",
    )


def corpus_hash(rows: Iterable[Row]) -> str:
    """SHA-256 over all rows in order: the same for the same training data."""
    digest = hashlib.sha256()
    for row in rows:
        facts = (
            row.name,
            row.target,
            row.unit,
            row.category,
            ",".join(row.accept),
            row.origin,
            row.document,
            row.canonical,
        )
        digest.update("\t".join(facts).encode("utf-8") + b"\n")
    return digest.hexdigest()
