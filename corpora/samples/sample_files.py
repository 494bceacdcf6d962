"""What the sample builders share: facts, runs of merged labels, office files that come out the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

FACTS = Path(__file__).parent / "facts"
_DATE = (2024, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def load_facts(name: str) -> dict[str, Any]:
    """The facts of one sample, every scalar a string as printed; `rows` as dicts by `columns`."""
    text = (FACTS / name).read_text(encoding="utf-8")
    facts: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes strings only
    for part in facts.get("projects", [facts]):
        part["rows"] = [dict(zip(facts["columns"], row, strict=True)) for row in part["rows"]]
    return facts


def runs(rows: list[dict[str, str]], *columns: str) -> Iterator[tuple[int, int, str]]:
    """(first, last, label) of the runs of rows that agree in `columns`: merged cells of the last one."""
    at = 0
    for labels, group in groupby(rows, key=lambda row: tuple(row[column] for column in columns)):
        size = len(list(group))
        yield at, at + size - 1, labels[-1]
        at += size


def same_bytes(data: bytes) -> bytes:
    """An office file with fixed dates: in the entries of the archive and in its properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>2024-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def same_content(one: bytes, two: bytes) -> bool:
    """Equal bytes, or archives with equal entries (zlib may pack them differently elsewhere)."""
    if one == two or not (one.startswith(b"PK") and two.startswith(b"PK")):
        return one == two
    return _entries(one) == _entries(two)


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
