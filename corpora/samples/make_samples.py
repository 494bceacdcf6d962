"""Makes the sample goal tables from the facts beside it, the same bytes every time.

    python corpora/samples/make_samples.py           write the files
    python corpora/samples/make_samples.py --check   say which are stale; exit 1 if any is

Needs the extra `dev` (openpyxl writes the workbook).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from build_docx import build_docx
from build_text import build_csv, build_html, build_txt
from build_xlsx import build_xlsx
from sample_files import load_facts, same_content

HERE = Path(__file__).parent
BUILDERS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("dept_goal.docx", build_docx),
    ("project_selfeval.xlsx", build_xlsx),
    ("project_goal.html", build_html),
    ("dept_goal.csv", build_csv),
    ("longterm_goal.txt", build_txt),
)


def build_faults() -> bytes:
    """faults.yml: every intended fault with its sample, table, row and name (no table: not to be reviewed)."""
    lines = [
        "# Made by make_samples.py: the faults that are meant to be in the samples; table and row count from 1."
    ]
    for path in sorted((HERE / "facts").glob("*.yml")):
        facts = load_facts(path.name)
        for number, part in enumerate(facts.get("projects", [facts]), start=1):
            for at, row in enumerate(part["rows"], start=1):
                for fault in filter(None, row["fault"].split("；")):
                    kind, _, note = fault.partition(" ")
                    place = f"file: {facts['file']}, table: {number}, row: {at}"
                    lines.append(f"- {{{place}, name: '{row['name']}', fault: {kind}, note: '{note}'}}")
    return ("\n".join(lines) + "\n").encode()


def main(arguments: list[str]) -> str | int:
    """Write or check the files; the message or number to exit with."""
    stale = []
    for name, build in (*BUILDERS, ("faults.yml", build_faults)):
        path, data = HERE / name, build()
        if path.exists() and same_content(path.read_bytes(), data):
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_bytes(data)
    if "--check" in arguments and stale:
        return f"stale: {', '.join(stale)}; run {Path(__file__).name}"
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
