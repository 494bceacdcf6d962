"""`zhibiao tag` as a person runs it: summary, errors that say what to do, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhibiao.bulk.kept import folder_of, rows_kept

COMMAND = [
    sys.executable,
    "-c",
    # Tests that run in the background inherit that Ctrl-C is ignored.
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from zhibiao.cli.app import main; main()",
    "tag",
]


def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    done = subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_summary_says_what_was_done(table, tmp_path):
    """Rows, rejects, rate, categories, tiers, names without an indicator; the same for machines."""
    table.write_bytes(table.read_bytes().replace(b"\n", b"\nbad\n", 1))
    out = tmp_path / "out.csv"
    done = run(table, "-o", out, "--no-findings")
    assert done.returncode == 0, done.stderr
    assert (
        "120 行" in done.stdout and f"{out}.rejects" in done.stdout and "可衡量性：measurable" in done.stdout
    )
    done = run(table, "-o", out, "--no-findings", "--force", "--json")
    facts = json.loads(done.stdout)
    assert (facts["rows"], facts["rejected"], facts["judged"]) == (120, 1, 40)
    assert facts["rejects"] == f"{out}.rejects" and sum(facts["categories"].values()) == 120
    assert sum(facts["tiers"].values()) == 120 and facts["rows_per_second"] > 0
    assert sum(facts["names"].values()) <= facts["without_canonical"] <= 120
    assert facts["needs_review"] >= facts["unplaced"] == facts["categories"].get("X", 0)
    english = run(table, "-o", out, "--no-findings", "--force", "--lang", "en").stdout
    assert english.startswith("120 rows -> ") and "1 lines are no rows" in english


def test_an_output_that_is_there_stays(table, tmp_path):
    """Refused without --force, in both languages, with what to do."""
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    done = run(table, "-o", out, "--no-findings")
    assert done.returncode == 2 and "BK01" in done.stderr and "--force" in done.stderr
    assert out.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "content", ["三级指标;指标值\n满意度;≥90%\n", '{"三级指标":"满意度","指标值":"≥90%"}\n']
)
def test_standard_input_is_a_table(tmp_path, content):
    """`-` reads a csv or JSON lines, whichever comes."""
    out = tmp_path / "out.csv"
    done = run("-", "-o", out, "--no-findings", stdin=content.encode())
    assert done.returncode == 0, done.stderr
    assert ",S1," in out.read_text(encoding="utf-8-sig")


def test_ctrl_c_keeps_what_is_done(root, tmp_path):
    """Exit code 130, the rows that are kept, and how to go on; then it goes on."""
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    names = (
        (root / "corpora" / "indicators" / "generated.tsv").read_text(encoding="utf-8").splitlines()[1:2000]
    )
    # Two files, so that there is a first batch to keep.
    source.write_text(
        "name\n" + "\n".join(line.split("\t")[0].replace('"', "") for line in names[:200]), "utf-8"
    )
    other = tmp_path / "other.csv"
    other.write_text(
        "name\n" + "\n".join(f"{line.split()[0]}{at}" for at in range(100) for line in names), "utf-8"
    )
    process = subprocess.Popen(
        [*COMMAND, str(source), str(other), "-o", str(out), "--jobs", "1"],
        stderr=subprocess.PIPE,
    )
    for _ in range(2000):
        if folder_of(out).exists() and (folder_of(out) / "manifest.json").exists():
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said = process.communicate()[1].decode()
    assert process.returncode == 130 and "BK09" in said and "--resume" in said
    assert not out.exists() and folder_of(out).exists() and rows_kept(out) >= 0


def test_progress_is_for_terminals_only(table, tmp_path):
    """Standard error stays empty where nobody watches."""
    done = run(table, "-o", tmp_path / "out.csv", "--no-findings")
    assert done.stderr == ""


def test_memory_is_flat(root, tmp_path):
    """Ten times the rows take no more memory than a little: what is held does not grow with the input."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the system does not tell the memory of a process")
    peaks = []
    for rows in (40_000, 400_000):
        source = tmp_path / f"{rows}.csv"
        source.write_text(
            "编号,三级指标,指标值\n"
            + "".join(f"{at:09d},群众满意度{at % 300},≥{at % 90}%\n" for at in range(rows)),
            encoding="utf-8",
        )
        code = (
            "import sys, resource; from pathlib import Path; from zhibiao.bulk import tag_files\n"
            "tag_files([Path(sys.argv[1])], Path(sys.argv[2]), findings=False, jobs=1, batch_rows=10_000)\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        command = [sys.executable, "-c", code, str(source), str(tmp_path / f"{rows}.parquet")]
        environment = {**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system"}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        peaks.append(int(done.stdout) // 1024)
    assert peaks[1] < peaks[0] * 1.25, peaks
