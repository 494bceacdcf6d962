"""Tab-separated tables of the corpora, and when two names count as the same."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from zhibiao.text import normalise

COLUMNS = ("name", "target", "unit", "category", "canonical", "tier", "sector", "register", "note", "accept")
GENERATED = "generated.tsv"

_DIGITS = re.compile(r"\d+")


def fold_name(name: str) -> str:
    """The name without digits, white space and width: two rows of one corpus must differ in it.

    >>> fold_name("指标1： 培训 20人"), fold_name("指标２:培训30人")
    ('指标:培训人', '指标:培训人')
    """
    return _DIGITS.sub("", normalise(name))


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a table with a header line and no quoting; a short row has empty last cells.

    Cells beyond the header are joined under the key "".
    """
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restkey="", restval="")
        return [{key: "\t".join(v) if isinstance(v, list) else v for key, v in row.items()} for row in reader]


def table_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as text: header, then rows, each line closed by LF.

    >>> table_text(["a", "b"], [["1", "2"]])
    'a\\tb\\n1\\t2\\n'
    """
    return "".join("\t".join(row) + "\n" for row in [columns, *rows])


def written_files(corpora: Path) -> list[Path]:
    """The hand-written tables of indicators, by name."""
    return [path for path in sorted((corpora / "indicators").glob("*.tsv")) if path.name != GENERATED]
