"""Small parts of the reports: marks, file names, cells, targets in words, interface texts."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhibiao.records import SEVERITIES, TIERS, Finding, Target
from zhibiao.report.files import safe_stem, unique_names, write_atomic
from zhibiao.report.fitting import shorten, wrap
from zhibiao.report.marks import segments
from zhibiao.report.summary import summarise
from zhibiao.report.to_csv import guard, unguard
from zhibiao.report.wording import target_text
from zhibiao.taxonomy import load_yaml

CASES = yaml.safe_load(Path(__file__).with_name("cases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "cell"), CASES["guard"])
def test_guard(text: str, cell: str) -> None:
    """A cell that a spreadsheet would run gets an apostrophe, and `unguard` gives the text back."""
    assert guard(text) == cell
    assert unguard(cell) == text


@pytest.mark.parametrize(("source", "stem"), CASES["stems"])
def test_safe_stem(source: str, stem: str) -> None:
    """A source becomes a file name that every system accepts."""
    assert safe_stem(source) == stem


def test_safe_stem_is_short_enough() -> None:
    """A very long name is cut between characters, so that page names fit a file system's 255 bytes."""
    stem = safe_stem("绩效" * 200 + ".docx")
    assert 140 < len(stem.encode()) <= 150
    assert set(stem) == set("绩效")


@pytest.mark.parametrize(("wanted", "given"), CASES["names"])
def test_unique_names(wanted: list[str], given: list[str]) -> None:
    """No two names are equal, not even on a disk that ignores case."""
    assert unique_names(wanted, taken=["index"]) == given


@pytest.mark.parametrize("case", CASES["segments"], ids=str)
def test_segments(case: dict[str, Any]) -> None:
    """Spans cut a text into pieces that join to the text; invalid spans mark nothing."""
    findings = [
        Finding(
            code="XX01",
            name="",
            severity=severity,
            message="m",
            message_en="",
            field="target",
            span=(start, end),
        )
        for severity, start, end in case["spans"]
    ]
    pieces = segments(case["text"], findings, "target")
    assert [[piece.text, piece.severity] for piece in pieces] == case["pieces"]
    assert "".join(piece.text for piece in pieces) == case["text"]
    assert all(bool(piece.codes) == bool(piece.severity) for piece in pieces)


def test_segments_of_another_field() -> None:
    """A finding on one column marks nothing in another."""
    finding = Finding(
        code="XX01", name="", severity="high", message="", message_en="", field="name", span=(0, 2)
    )
    assert [piece.codes for piece in segments("健全", [finding], "target")] == [()]


@pytest.mark.parametrize(("fields", "zh", "en"), CASES["targets"])
def test_target_text(fields: dict[str, Any], zh: str, en: str) -> None:
    """A parsed target reads as an interval with its unit, base and deadline."""
    assert target_text(Target(**fields), "zh") == zh
    assert target_text(Target(**fields), "en") == en


@pytest.mark.parametrize("width", [4, 9, 20])
def test_wrap_and_shorten_keep_to_the_width(width: int) -> None:
    """No line is wider than asked, closing marks start no line, and nothing but blanks is lost."""
    from rich.cells import cell_len

    text = "公共文化服务水平，有效提升。达到 95% 以上"
    lines = wrap(text, width).split("\n")
    assert all(cell_len(line) <= width for line in lines)
    assert not any(line[0] in "，。" for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert cell_len(shorten(text, width)) <= width


def test_write_atomic_replaces_the_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails, the old file is still there, whole, and no temporary file is left."""
    path = write_atomic(tmp_path / "new" / "a.txt", "旧")
    seen: list[str] = []

    def refuse(source: Path, target: Path) -> None:
        seen.append(Path(source).read_text(encoding="utf-8"))
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, "新")
    assert seen == ["新"]
    assert path.read_text(encoding="utf-8") == "旧"
    assert list(path.parent.iterdir()) == [path]


def test_write_atomic_leaves_no_temporary_file(tmp_path: Path) -> None:
    """After writing twice there is one file, with the new text and its line ends unchanged."""
    path = write_atomic(tmp_path / "a.txt", "一\r\n")
    assert write_atomic(path, "二\n\ud800") == path
    assert path.read_bytes() == "二\n\\ud800".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_summary_of_the_sample(review: Any) -> None:
    """Counts are complete: every severity and tier in fixed order, rules most frequent first."""
    summary = summarise(review.tables)
    assert (summary.rows, summary.rows_with_findings, summary.findings) == (10, 6, 14)
    assert summary.severities == (("high", 4), ("medium", 3), ("low", 7))
    assert [tier for tier, _ in summary.tiers] == list(TIERS)
    assert sum(count for _, count in summary.tiers) == summary.rows
    assert [(rule.code, rule.severity, rule.count) for rule in summary.rules][:3] == [
        ("FM01", "high", 2),
        ("VG01", "high", 2),
        ("CT01", "medium", 2),
    ]


def test_interface_texts_are_complete() -> None:
    """Texts have both languages with the same places; texts in use exist, and none is left over."""
    texts = load_yaml("lexicon/interface.yml")
    for key, entry in texts.items():
        assert set(entry) == {"zh", "en"}, key
        places = {lang: sorted(re.findall(r"{\w+}", text)) for lang, text in entry.items()}
        assert places["zh"] == places["en"], key
    folder, revise = files("zhibiao.report"), files("zhibiao.revise")
    sources = [
        file.read_text(encoding="utf-8")
        for place in (folder, folder.joinpath("templates"), folder.joinpath("workbook"), revise)
        for file in place.iterdir()
        if file.name.endswith((".py", ".j2"))
    ]
    text = "\n".join(sources)
    used = set(re.findall(r"""\bt\(["'](\w+)["'][,)]""", text)) | set(re.findall(r'say\(lang, "(\w+)"', text))
    assert used - set(texts) == set()
    prefixes = (
        *("severity_", "tier_", "kind_", "role_", "change_", "ledger_"),
        *("allowed_by_", "form_allowed_by_", "answer_"),
    )
    quoted = set(re.findall(r"""["'](\w+)["']""", text))
    assert {key for key in texts if not key.startswith(prefixes)} - quoted == set()
    assert {f"severity_{severity}" for severity in SEVERITIES} | {f"tier_{tier}" for tier in TIERS} <= set(
        texts
    )
