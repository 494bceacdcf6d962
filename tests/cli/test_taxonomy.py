"""`zhibiao taxonomy`: list, frames, crosswalk, export, check."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The installed command, in a process of its own."""
    command = [sys.executable, "-c", "from zhibiao.cli.app import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_categories_and_indicators_are_listed() -> None:
    """Without a code the categories, with one its indicators, in either language and as JSON."""
    assert run("taxonomy").stdout.startswith("C1 ")
    assert "培训场次" in run("taxonomy", "o1").stdout
    assert run("taxonomy", "O1.07").stdout.startswith("O1.07 ")
    assert "Training sessions" in run("taxonomy", "O1", "--lang", "en").stdout
    rows = json.loads(run("taxonomy", "M1", "--json").stdout)
    assert set(rows[0]) == {"code", "zh", "en", "definition"}
    assert "[CF01]" in run("taxonomy", "Q9").stderr


def test_frames_are_listed_with_how_sure_they_are() -> None:
    """Each line has code, mark and name."""
    lines = run("taxonomy", "profiles").stdout.splitlines()
    assert any(line.startswith("nanjing") and " V " in line for line in lines)
    assert any(row["mark"] == "M" for row in json.loads(run("taxonomy", "profiles", "--json").stdout))


def test_the_crosswalk_is_readable_and_for_machines() -> None:
    """Label, code, label; a note where there is no place; the same as JSON."""
    done = run("taxonomy", "crosswalk", "mof_2013_53_project", "mof_2021_101")
    assert "产出/项目产出 → O1 数量 → 产出指标/数量指标" in done.stdout
    assert "没有“M1 决策与目标”的位置" in done.stdout
    english = run("taxonomy", "crosswalk", "mof_2013_53_project", "mof_2021_101", "--lang", "en").stdout
    assert "no place for M1" in english
    rows = json.loads(run("taxonomy", "crosswalk", "mof_2013_53_project", "mof_2021_101", "--json").stdout)
    assert {"level1", "level2", "code", "to_level1", "to_level2", "note", "mark", "to_mark"} <= set(rows[0])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("crosswalk", "nanjing"), "profiles"),
        (("crosswalk", "nanjing", "atlantis"), "CF02"),
        (("export", "nanjing", "-o", "a.csv"), "export"),
        (("O1", "-o", "a.csv"), "-o"),
        (("export", "-o", "a.xml"), "CF03"),
    ],
)
def test_wrong_use_is_said_and_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """Exit code 2, what was wrong, no traceback, no file."""
    names = [str(tmp_path / one) if one.startswith("a.") else one for one in arguments]
    done = run("taxonomy", *names)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_export_is_written_in_three_formats(tmp_path: Path) -> None:
    """csv for Excel, json, Turtle; json to standard output without -o; a folder that is a file is said."""
    for name in ("t.csv", "t.json", "t.ttl"):
        assert run("taxonomy", "export", "-o", tmp_path / name).returncode == 0
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    document = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert codes == [one["code"] for one in document["indicators"]]
    assert "skos:Concept" in (tmp_path / "t.ttl").read_text(encoding="utf-8")
    assert json.loads(run("taxonomy", "export").stdout) == document
    done = run("taxonomy", "export", "-o", tmp_path / "t.csv" / "t.json")
    assert (done.returncode, "[WR01]" in done.stderr) == (2, True)


def test_the_data_files_can_be_checked() -> None:
    """--check says that they are sound."""
    done = run("taxonomy", "--check")
    assert done.returncode == 0
    assert "sound" in done.stdout
