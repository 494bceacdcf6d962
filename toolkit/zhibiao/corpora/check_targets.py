"""Checks of the targets with their expected parse, and where the parser differs from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhibiao.corpora.check_indicators import load_conventions
from zhibiao.corpora.faults import Fault
from zhibiao.corpora.tables import read_table
from zhibiao.records import TIERS

INPUTS = ("text", "unit", "comparator", "name")
EXPECTED = (
    "kind", "tier", "lower", "upper", "lower_inclusive", "upper_inclusive",
    "unit_norm", "dimension", "basis", "deadline", "approximate",
)  # fmt: skip
TARGET_COLUMNS = (*INPUTS, *EXPECTED, "origin", "note")


def check_targets(corpora: Path) -> Iterator[Fault]:
    """CR02, CR09 and CR15 over targets/targets.tsv."""
    path = corpora / "targets" / "targets.tsv"
    place, conventions = "targets/targets.tsv", load_conventions(corpora)
    header = path.read_text(encoding="utf-8").partition("\n")[0].split("\t")
    if tuple(header) != TARGET_COLUMNS:
        yield Fault(code="CR02", path=place, line=1, detail=" ".join(header))
        return
    documents = {row["document"] for row in read_table(corpora / "real" / "splits.tsv")} | {"constructed"}
    seen: set[tuple[str, ...]] = set()
    for line, row in enumerate(read_table(path), start=2):
        key = tuple(row[column] for column in INPUTS)
        if key in seen:
            yield Fault(code="CR09", path=place, line=line, detail=row["text"])
        seen.add(key)
        problem = _problem(row, conventions["target_kinds"], conventions["dimensions"], documents)
        if problem:
            yield Fault(code="CR15", path=place, line=line, detail=f"{row['text']}: {problem}")


def _problem(row: dict[str, str], kinds: list[str], dimensions: list[str], documents: set[str]) -> str:
    """What is wrong with the expected parse of one target; "" where nothing is."""
    closed = {
        "kind": kinds,
        "tier": TIERS,
        "dimension": dimensions,
        "origin": documents,
        "lower_inclusive": ("0", "1"),
        "upper_inclusive": ("0", "1"),
        "approximate": ("0", "1"),
    }
    for column, allowed in closed.items():
        if row[column] not in allowed:
            return f"{column} {row[column]!r}"
    try:
        bounds = [float(row[column]) for column in ("lower", "upper") if row[column]]
    except ValueError as error:
        return str(error)
    if bounds != sorted(bounds):
        return "lower > upper"
    if (row["tier"] == "missing") != (row["kind"] == "none" and not bounds and row["tier"] != "vague"):
        return "kind none and tier missing"
    return ""


def parsed(row: dict[str, str]) -> dict[str, str]:
    """What the parser makes of a row's inputs, in the columns of the table."""
    from zhibiao.target import parse_target

    target = parse_target(row["text"], unit=row["unit"], comparator=row["comparator"], name=row["name"])
    return {
        "kind": target.kind,
        "tier": target.tier,
        "lower": _number(target.lower),
        "upper": _number(target.upper),
        "lower_inclusive": str(int(target.lower_inclusive)),
        "upper_inclusive": str(int(target.upper_inclusive)),
        "unit_norm": target.unit,
        "dimension": target.dimension,
        "basis": target.basis,
        "deadline": target.deadline,
        "approximate": str(int(target.approximate)),
    }


def _number(bound: float | None) -> str:
    return "" if bound is None else f"{bound:.12g}"


def disagreements(corpora: Path) -> list[tuple[str, ...]]:
    """Rows of targets/disagreements.tsv: inputs, column, what the parser says, what it should be, why."""
    found = []
    for row in read_table(corpora / "targets" / "targets.tsv"):
        result = parsed(row)
        for column in EXPECTED:
            if result[column] != row[column]:
                inputs = tuple(row[name] for name in INPUTS)
                found.append((*inputs, column, result[column], row[column], row["note"]))
    return found
