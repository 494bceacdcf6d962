"""Checks of the written and generated indicator rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from zhibiao.corpora.faults import Fault
from zhibiao.corpora.tables import COLUMNS, GENERATED, fold_name, read_table, written_files
from zhibiao.records import TIERS


def check_indicators(corpora: Path) -> Iterator[Fault]:
    """CR02 to CR10 and CR14 over indicators/*.tsv."""
    conventions = load_conventions(corpora)
    seen: dict[str, str] = {}
    generated = corpora / "indicators" / GENERATED
    for path in [*written_files(corpora), *([generated] if generated.exists() else [])]:
        place = f"indicators/{path.name}"
        header = path.read_text(encoding="utf-8").partition("\n")[0].split("\t")
        if tuple(header) != COLUMNS:
            yield Fault(code="CR02", path=place, line=1, detail=" ".join(header))
            continue
        rows = read_table(path)
        yield from _rows(rows, path, place, conventions)
        yield from _repeated(rows, place, seen)
        if path.name == GENERATED:
            yield from _generated(rows, place)


def load_conventions(corpora: Path) -> Mapping[str, Any]:
    """corpora/conventions.yml."""
    import yaml

    loaded: Mapping[str, Any] = yaml.safe_load((corpora / "conventions.yml").read_text(encoding="utf-8"))
    return loaded


@cache
def known_codes() -> tuple[frozenset[str], frozenset[str]]:
    """Categories and canonical codes."""
    from zhibiao.learn.corpus import category_codes, taxonomy_names

    return frozenset(category_codes()), frozenset(taxonomy_names())


def _rows(
    rows: list[dict[str, str]], path: Path, place: str, conventions: Mapping[str, Any]
) -> Iterator[Fault]:
    settled = {text: tier for tier, texts in conventions["tiers"].items() for text in texts}
    common = Counter(row["sector"] for row in rows).most_common(1)
    for line, row in enumerate(rows, start=2):
        for code, detail in _row(row, settled, conventions["registers"]):
            yield Fault(code=code, path=place, line=line, detail=detail)
        if not row["sector"] or (path.name != GENERATED and row["sector"] != common[0][0]):
            yield Fault(code="CR08", path=place, line=line, detail=row["sector"])


def _row(row: dict[str, str], settled: dict[str, str], registers: list[str]) -> Iterator[tuple[str, str]]:
    categories, codes = known_codes()
    if "" in row:
        yield "CR02", row[""]
    if not row["name"] or any(cell != cell.strip() for cell in row.values()):
        yield "CR03", row["name"]
    accept = row["accept"].split(",") if row["accept"] else []
    for category in (row["category"], *accept):
        if category not in categories or accept.count(category) + (category == row["category"]) > 1:
            yield "CR04", category
    if row["canonical"] and (
        row["canonical"] not in codes or row["canonical"].split(".")[0] != row["category"]
    ):
        yield "CR05", f"{row['category']} {row['canonical']}"
    if row["tier"] not in TIERS:
        yield "CR06", row["tier"]
    if row["register"] not in registers:
        yield "CR07", row["register"]
    expected = settled.get(row["target"].lstrip("=＝:："), row["tier"])
    empty_but_told = not row["target"] and row["tier"] != "missing"
    if row["category"] != "X" and (row["tier"] != expected or empty_but_told):
        yield "CR14", f"{row['name']} | {row['target']} | {row['tier']}"


def _repeated(rows: list[dict[str, str]], place: str, seen: dict[str, str]) -> Iterator[Fault]:
    """CR09; a placeholder (X) may lose everything with its digits, then its target counts too."""
    for line, row in enumerate(rows, start=2):
        key = fold_name(row["name"]) or f"{row['name']} {row['target']}"
        if key in seen:
            yield Fault(code="CR09", path=place, line=line, detail=f"{row['name']} = {seen[key]}")
        seen.setdefault(key, f"{place}:{line}")


def _generated(rows: list[dict[str, str]], place: str) -> Iterator[Fault]:
    order = [(row["sector"], row["category"], tuple(row[column] for column in COLUMNS)) for row in rows]
    if order != sorted(order):
        yield Fault(code="CR10", path=place, line=0, detail="order")
    for line, row in enumerate(rows, start=2):
        if not row["note"].startswith("generated:"):
            yield Fault(code="CR10", path=place, line=line, detail=row["note"])
