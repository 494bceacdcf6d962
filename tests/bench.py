"""Speed, printed: `make bench`. Not a test: machines differ, so nothing here passes or fails."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-c", "from zhibiao.cli.app import main; main()"]
REPEATS = 5


def seconds(*arguments: str) -> float:
    """The best of some cold starts of the command."""
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run([*COMMAND, *arguments], capture_output=True, check=False)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print the figures, each with its bar."""
    bare = min(_bare() for _ in range(REPEATS))
    sys.stdout.write(f"{'python -c pass':<48} {bare:6.2f} s\n")
    sys.stdout.write(f"{'zhibiao --help':<48} {seconds('--help'):6.2f} s   (bar 0.30)\n")
    files = sorted((ROOT / "corpora" / "samples").glob("*.*"))
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    if not seeds:
        sys.stdout.write("the five source documents are not beside this clone: samples only\n")
    for path in [*(f for f in files if f.suffix in {".txt", ".csv", ".html", ".docx", ".xlsx"}), *seeds]:
        figure = seconds("review", str(path), "--fail-on", "never")
        sys.stdout.write(f"zhibiao review {path.name[:33]:<33} {figure:6.2f} s   (bar 1.50)\n")
    documents()
    targets()
    classification()


ROWS = [["一级指标", "二级指标", "三级指标", "指标值"]]
ROWS += [
    ["产出指标", "数量指标", f"培训第{number}期基层干部人数", f"≥{number}0人"] for number in range(1, 201)
]


def documents() -> None:
    """A warm review of 200 rows as docx and as xlsx, and of a PDF of 30 pages."""
    import tempfile

    from zhibiao.review import review

    with tempfile.TemporaryDirectory() as folder:
        for path, bar in ((_docx(folder), 0.5), (_xlsx(folder), 0.5), (_pdf(folder), 10.0)):
            review(path)
            start = time.perf_counter()
            review(path)
            title = f"review {path.name}, warm"
            sys.stdout.write(f"{title:<48} {time.perf_counter() - start:6.2f} s   (bar {bar})\n")


def _docx(folder: str) -> Path:
    from docx import Document

    document = Document()
    table = document.add_table(len(ROWS), 4)
    for cells, row in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    path = Path(folder) / "200 rows.docx"
    document.save(str(path))
    return path


def _xlsx(folder: str) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    path = Path(folder) / "200 rows.xlsx"
    book.save(path)
    return path


def _pdf(folder: str) -> Path:
    from reportlab.lib import colors
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "STSong-Light", 9)]
    path = Path(folder) / "30 pages.pdf"
    rows = [ROWS[0], *(ROWS[1:] * 6)[:1160]]
    SimpleDocTemplate(str(path)).build([Table(rows, repeatRows=1, style=style)])
    return path


def targets() -> None:
    """Different targets of the corpora parsed per second, the first time they are met, then with other numbers."""
    from zhibiao.learn.corpus import read_corpora
    from zhibiao.target import parse_target

    cells = list(
        dict.fromkeys((row.target, row.unit) for row in read_corpora(ROOT / "corpora") if row.target)
    )
    for text, unit in cells[:500]:  # loads the lexicons
        parse_target(text, unit=unit)
    first = cells[500:]
    known = set(cells)
    digits = str.maketrans("12345678", "23456781")
    other = [cell for text, unit in first if (cell := (text.translate(digits), unit)) not in known]
    for title, several in (
        ("different targets parsed per second", first),
        ("the same with other numbers", other),
    ):
        start = time.perf_counter()
        for text, unit in several:
            parse_target(text, unit=unit)
        speed = len(several) / (time.perf_counter() - start)
        sys.stdout.write(f"{title:<48} {speed:10,.0f}   (bar 40,000)\n")


def classification() -> None:
    """Rows per second, ours and fastText in the same run; the table of all alternatives is `make evaluate`'s."""
    from zhibiao.assess.compare import time_classifiers

    for line in time_classifiers(ROOT / "corpora", ROOT / "models" / "default"):
        sys.stdout.write(line + "\n")


def _bare() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
