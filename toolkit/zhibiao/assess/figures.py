"""Figures as lines of a table that stands in the folder of a model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any


def figure_lines(kind: type[Any], figures: Iterable[Any], digits: int = 2) -> list[str]:
    """Records of the class `kind` as tab-separated lines with a header; shares to `digits`, empty where undefined."""
    lines = ["\t".join(field.name for field in fields(kind))]
    for one in figures:
        cells = (
            "" if cell is None else f"{cell:.{digits}f}" if isinstance(cell, float) else str(cell)
            for cell in astuple(one)
        )
        lines.append("\t".join(cells))
    return lines


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines with a line feed behind each, on every system."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
