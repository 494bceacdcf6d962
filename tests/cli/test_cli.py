"""The command line as a person uses it: exit codes, messages, files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TABLE = """项目绩效目标表
2025年度
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t培训场次\t≥2场
效益指标\t社会效益指标\t城市知名度\t有效提升
满意度指标\t服务对象满意度指标\t学员满意度\t≥90%
"""


def run(*arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """The installed command, in a process of its own."""
    command = [sys.executable, "-c", "from zhibiao.cli.app import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", input=text, check=False)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small goal table as text, with one vague target."""
    path = tmp_path / "目标表.txt"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_version_and_help_are_for_newcomers() -> None:
    """--version names the program, --help lists every verb with a line of Chinese and English."""
    assert run("--version").stdout.startswith("zhibiao 0.")
    help_text = run("--help").stdout
    for verb in (
        "review",
        "extract",
        "suggest",
        "parse",
        "explain",
        "taxonomy",
        "train",
        "evaluate",
        "tag",
        "why",
        "queue",
    ):
        assert verb in help_text
    assert "审阅目标表" in help_text


def test_help_comes_out_where_the_terminal_claims_ascii() -> None:
    """Chinese help does not crash under LC_ALL=C with Python's UTF-8 mode off."""
    command = [sys.executable, "-c", "from zhibiao.cli.app import main; main()", "--help"]
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert "审阅目标表" in done.stdout.decode("utf-8")


def test_review_writes_all_reports_and_exits_with_1_on_findings(table: Path, tmp_path: Path) -> None:
    """A vague target is found, the page, csv and json are written, the exit code says so."""
    out = tmp_path / "out"
    done = run("review", table, "-o", out)
    assert done.returncode == 1, done.stderr
    assert "VG01" in done.stdout
    assert (out / "index.html").exists()
    data = json.loads((out / "review.json").read_text(encoding="utf-8"))
    assert "VG01" in json.dumps(data)
    assert "有效提升" in (out / "review.csv").read_text(encoding="utf-8-sig")


def test_fail_on_decides_the_exit_code(table: Path) -> None:
    """never is always 0; a rule left out does not count."""
    assert run("review", table, "--fail-on", "never").returncode == 0
    assert run("review", table, "--select", "DT01").returncode == 0
    assert run("review", table, "--select", "VG", "--fail-on", "low").returncode == 1


def test_an_unreadable_file_gives_2_and_does_not_stop_the_others(table: Path, tmp_path: Path) -> None:
    """The missing file is named with its code in two languages; the good one is still reviewed."""
    out = tmp_path / "out"
    done = run("review", tmp_path / "没有.txt", table, "-o", out)
    assert done.returncode == 2
    assert "[RD01] 文件不存在" in done.stderr
    assert "[RD01] file not found" in done.stderr
    assert "VG01" in done.stdout
    assert "RD01" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.txt", b"", "RD02"),
        ("空白.txt", b" \n\t\n", "RD02"),
        ("二进制.txt", bytes(range(256)) * 8, "RD03"),
        ("没有目标表.txt", "今天天气很好。\n收入\t支出\n1\t2\n".encode(), "RD05"),
        ("格式.xyz", b"abc", "RD06"),
        ("坏.docx", b"PK\x03\x04broken", "RD07"),
    ],
)
def test_bad_input_is_one_coded_message(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """Each kind of bad file has its code, advice in two languages, and exit code 2; no traceback."""
    path = tmp_path / name
    path.write_bytes(content)
    done = run("review", path)
    assert done.returncode == 2
    assert f"[{code}]" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2


def test_wrong_codes_are_said_before_any_file_is_read(table: Path) -> None:
    """An unknown rule, frame or format is the caller's mistake: exit code 2 with the known ones."""
    assert "[CF01]" in run("review", table, "--select", "ZZ99").stderr
    assert "nanjing" in run("review", table, "--profile", "atlantis").stderr
    assert run("review", table, "--format", "papyrus").returncode == 2


def test_a_folder_that_cannot_be_written_is_said(table: Path, tmp_path: Path) -> None:
    """-o under a file: a coded message and exit code 2, no traceback."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = run("review", table, "-o", tmp_path / "file" / "out")
    assert done.returncode == 2
    assert "[WR01]" in done.stderr
    assert "Traceback" not in done.stderr


def test_standard_input_is_a_file_too() -> None:
    """- reads a table from standard input."""
    done = run("review", "-", text=TABLE)
    assert done.returncode == 1
    assert "VG01" in done.stdout


def test_extract_gives_the_rows(table: Path, tmp_path: Path) -> None:
    """The given columns as csv on standard output, or into a file; jsonl by its ending."""
    done = run("extract", table)
    assert done.returncode == 0
    assert "培训场次" in done.stdout
    assert done.stdout.lstrip("\ufeff").startswith("source,table,row")
    lines = tmp_path / "rows.jsonl"
    assert run("extract", table, "-o", lines).returncode == 0
    first = lines.read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first)["name"] == "培训场次"
    assert run("extract", table, "-o", tmp_path / "rows.pdf").returncode == 2


def test_small_verbs_answer() -> None:
    """parse, explain, taxonomy and suggest print what they promise, in either language."""
    assert "95" in run("parse", "不低于95%").stdout
    assert json.loads(run("parse", "≥3次", "--json").stdout)["lower"] == 3.0
    assert "程度" in run("explain", "VG01").stdout
    assert "Source" in run("explain", "vg01", "--lang", "en").stdout
    assert "O1.01" in run("taxonomy", "O1").stdout
    assert "数量" in run("explain", "O1").stdout
    assert run("explain", "QQ01").returncode == 2
    assert "〈由单位" in run("suggest", "城市知名度", "--target", "有效提升").stdout
    assert "low" in run("explain", "--list").stdout


def test_messages_can_be_english(table: Path) -> None:
    """--lang en changes the findings' messages."""
    done = run("review", table, "--lang", "en")
    assert "degree" in done.stdout


def test_tag_adds_columns_to_a_table(tmp_path: Path) -> None:
    """A csv comes back with its own columns first and the added ones behind; the summary counts rows."""
    table = tmp_path / "in.csv"
    table.write_text("三级指标,指标值,备注\n群众满意度,≥90%,x\n", encoding="utf-8")
    done = run("tag", table, "-o", tmp_path / "out.csv", "--lang", "en")
    assert done.returncode == 0 and done.stdout.startswith("1 rows"), done.stderr
    header, row = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("三级指标,指标值,备注,target_kind") and ",S1," in row


def test_tag_says_which_column_is_missing(tmp_path: Path) -> None:
    """A table without names exits with 2 and tells how to name the column; nothing is written."""
    table = tmp_path / "in.csv"
    table.write_text("内容,数\n群众满意度,1\n", encoding="utf-8")
    done = run("tag", table, "-o", tmp_path / "out.csv")
    assert done.returncode == 2 and "TG01" in done.stderr and "--column" in done.stderr
    assert not (tmp_path / "out.csv").exists()
    assert run("tag", table, "-o", tmp_path / "out.csv", "--column", "name=内容").returncode == 0
    assert "CF05" in run("tag", table, "-o", tmp_path / "out.csv", "--column", "name").stderr


def test_why_tells_reasons_and_examples() -> None:
    """One indicator: its category, what spoke for it, the nearest labelled rows; the same as JSON."""
    done = run("why", "受益群众满意度", "--target", "≥90%")
    assert done.returncode == 0 and "S1" in done.stdout and "满意" in done.stdout, done.stderr
    told = json.loads(run("why", "受益群众满意度", "--json").stdout)
    assert told["label"]["category"] == "S1" and told["reasons"] and told["nearest"][0]["source"]


def test_queue_and_evaluate_on_own_rows(tmp_path: Path) -> None:
    """The queue is written for a reviewer; the filled file is measured without training anything."""
    table = tmp_path / "in.csv"
    table.write_text("三级指标\n群众满意度\n助力高质量发展\n", encoding="utf-8")
    assert run("queue", table, "-o", tmp_path / "q.csv", "--size", "1").returncode == 0
    header, row = (tmp_path / "q.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.endswith("gold,accept") and row.startswith("助力高质量发展")
    (tmp_path / "q.csv").write_text("name,gold\n群众满意度,S1\n", encoding="utf-8")
    done = run("evaluate", "--on", tmp_path / "q.csv", "--json")
    assert json.loads(done.stdout)["content"]["accuracy"] == 1.0, done.stderr


def test_review_writes_the_opinion(table: Path, tmp_path: Path) -> None:
    """--form adds the review opinion to what is written, in either language; alone it writes nothing else."""
    out = tmp_path / "out"
    done = run("review", table, "--form", "-o", out, "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in out.iterdir()}
    assert {"目标表.form.docx", "目标表.form.html", "index.html", "review.json"} <= names
    only = tmp_path / "only"
    done = run("review", table, "--format", "form", "-o", only, "--lang", "en", "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in only.iterdir()) == ["目标表.form.docx", "目标表.form.html"]
    assert "Review opinion" in (only / "目标表.form.html").read_text(encoding="utf-8")
