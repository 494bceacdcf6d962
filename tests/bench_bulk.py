"""Bulk tagging, printed: `make bench-bulk`. The whole chain against fastText's `predict` alone, in the same run.

Rows are made up (tests/history.py): they say how fast the program is, nothing about how good it is. Sizes can be named:
`python tests/bench_bulk.py 100000` runs everything with so many rows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from history import ROOT, history

ROWS, MANY = 1_000_000, 10_000_000
SPARK_ROWS = 2_000_000
SIZES = [(rows, share) for rows in (10_000, 100_000, 1_000_000) for share in (0.05, 0.2, 1.0)] + [(MANY, 0.2)]
# Less work for Java's compilers, of which a short job sees little use; see docs/bulk.md.
JAVA = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:+UseSerialGC",
}
COMMAND = [sys.executable, "-c", "from zhibiao.cli.app import main; main()", "tag"]
EVERY = 0.2  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished command: its seconds, and the most memory it held with all its processes, in MiB."""

    seconds: float
    peak: float


def main() -> None:
    """Print the figures, each with its bar."""
    rows, many, spark_rows = [int(sys.argv[1])] * 3 if sys.argv[1:] else (ROWS, MANY, SPARK_ROWS)
    with tempfile.TemporaryDirectory(prefix="bench-bulk-") as folder:
        place = Path(folder)
        for share, bar in ((0.2, 1.0), (1.0, 0.4)):
            against_fasttext(place, rows, share, bar)
        scale(place, many)
        spark(place, spark_rows)


def against_fasttext(place: Path, rows: int, share: float, bar: float) -> None:
    """From csv to parquet with labels, targets, tiers and findings of each row; fastText only predicts categories."""
    table = history(rows, share)
    csv = place / f"{share}.csv"
    table.to_csv(csv, index=False)
    run = tagged(csv, place / "out.parquet")
    line = f"{rows:,} rows, {share:.0%} distinct, csv to parquet"
    say(line, f"{rows / run.seconds:10,.0f} rows/s, {run.seconds:.1f} s, {run.peak:,.0f} MiB (bar 1,024)")
    theirs = fasttext_speed(table)
    if theirs:
        ratio = rows / run.seconds / theirs
        say(
            "  fastText predict alone, same rows",
            f"{theirs:10,.0f} rows/s (ours {ratio:.2f} times, bar {bar})",
        )
    csv.unlink()


def fasttext_speed(table: pd.DataFrame) -> float:
    """Rows per second of fastText's `predict` of the category, all rows given at once; 0 where it is not installed."""
    from zhibiao.classify.texts import BAR, indicator_texts

    label = fasttext()
    if label is None:
        say("fastText is not installed: no ratio", "")
        return 0.0
    columns = (table[name].tolist() for name in ("三级指标", "指标值", "计量单位"))
    texts = [text.replace(BAR, " ").replace("\n", " ") for text in indicator_texts(*columns)]
    label(texts[:3000])
    best = 0.0
    for _ in range(2):
        start = time.perf_counter()
        label(texts)
        best = max(best, len(texts) / (time.perf_counter() - start))
    return best


@cache
def fasttext() -> Callable[[list[str]], object] | None:
    """fastText's `predict`, learnt from the corpora; None where it is not installed."""
    from zhibiao.assess import compare, peers
    from zhibiao.learn.corpus import read_corpora

    rows = read_corpora(ROOT / "corpora") + compare.taxonomy_rows(compare.taxonomy_names())
    for seed in range(5):
        try:
            return peers.silenced(peers.fasttext)(rows, compare.category_codes(), seed).label
        except ImportError:
            return None
        except RuntimeError:  # it ran into NaN: another beginning
            continue
    return None


def write_many(path: Path, rows: int, share: float = 0.2) -> Path:
    """A history of any length: pieces of a million rows, each with distinct rows of its own."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    for seed, start in enumerate(range(0, rows, ROWS), start=1):
        piece = pa.Table.from_pandas(history(min(ROWS, rows - start), share, seed), preserve_index=False)
        writer = writer or pq.ParquetWriter(path, piece.schema)
        writer.write_table(piece)
    if writer:
        writer.close()
    return path


def scale(place: Path, most: int) -> None:
    """Seconds and memory from 10,000 rows to `most`, parquet to parquet, and the line through the seconds.

    seconds = a + b rows + c distinct, fitted so that each size counts the same (least squares of relative errors).
    """
    import numpy as np

    measured = []
    for rows, share in SIZES:
        if rows > most:
            continue
        path = write_many(place / "scale.parquet", rows, share)
        run = tagged(path, place / "out.parquet")
        measured.append((1, rows / 1e6, rows / 1e6 * share, run.seconds))
        say(
            f"  {rows:>10,} rows, {share:4.0%} distinct",
            f"{rows / run.seconds:10,.0f} rows/s, {run.seconds:.1f} s, {run.peak:,.0f} MiB (bar 1,024)",
        )
        path.unlink()
    known = np.array(measured)
    relative = known / known[:, -1:]
    (a, b, c), *_ = np.linalg.lstsq(relative[:, :-1], relative[:, -1], rcond=None)
    say(
        "  seconds = a + b x million rows + c x million distinct",
        f"a {a:.1f}, b {b:.1f}, c {c:.1f}",
    )


def spark(place: Path, rows: int) -> None:
    """A cluster of two local workers against this machine without one, on the same file."""
    if shutil.which("java") is None:
        say("no Java: Spark is left out", "")
        return
    path = write_many(place / "spark.parquet", rows)
    alone = tagged(path, place / "out.parquet")
    settings = " ".join(f'--conf "{name}={value}"' for name, value in JAVA.items())
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{settings} pyspark-shell"
    run = tagged(path, place / "out-spark", "--engine", "spark", "--master", "local-cluster[2,1,2048]")
    line = f"{rows:,} rows, 20% distinct, Spark on two local workers"
    ratio = alone.seconds / run.seconds
    say(
        line,
        f"{rows / run.seconds:10,.0f} rows/s (without {rows / alone.seconds:,.0f}: {ratio:.2f}, bar 0.6)",
    )


def tagged(source: Path, out: Path, *options: str) -> Run:
    """`zhibiao tag` without suggestions, as a user would run it."""
    start = time.perf_counter()
    command = [*COMMAND, str(source), "-o", str(out), "--no-suggestions", "--force", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, held(process.pid))
        time.sleep(EVERY)
    if process.returncode:
        raise SystemExit(f"zhibiao tag failed: {' '.join(command[3:])}")
    return Run(seconds=time.perf_counter() - start, peak=peak)


def held(pid: int) -> float:
    """Memory of a process and its children in MiB, pages that they share counted once."""
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
            waiting += [
                int(child)
                for task in Path(f"/proc/{one}/task").iterdir()
                for child in (task / "children").read_text(encoding="ascii").split()
            ]
        except OSError:  # it ended just now
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def say(what: str, figure: str) -> None:
    """One line of the report."""
    sys.stdout.write(f"{what:<58} {figure}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
