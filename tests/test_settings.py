"""Settings in a file: rules in use, and exceptions for single rows that are kept and shown with their reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhibiao.cli.app import app
from zhibiao.errors import ZhibiaoError
from zhibiao.records import Allowance
from zhibiao.review import review
from zhibiao.settings import read_settings

TABLE = "三级指标,指标值\n提升六盘水知名度,有效提升\n服务质量,良好\n培训人数,≥90人\n"
ALLOWED = """
ignore = ["CP"]
[[allow]]
rule = "VG01"
name = "*知名度"
reason = "市财政局口径：以媒体报道为证"
"""


def table(folder: Path) -> Path:
    """A small goal table on disk."""
    path = folder / "表.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_an_exception_moves_the_finding_and_keeps_its_reason(tmp_path: Path) -> None:
    """The finding of that row leaves the count and stands under `allowed`; other rows keep theirs."""
    path = table(tmp_path)
    allow = (Allowance(rule="VG01", name="*知名度", reason="口径"),)
    before, after = review(path), review(path, allow=allow)
    codes = [finding.code for finding in after.all_findings()]
    assert "VG01" in [finding.code for finding in before.all_findings()]
    assert "VG01" not in codes and "VG02" in codes
    ((allowed,),) = (reviewed.allowed for reviewed in after.tables)
    assert (allowed.finding.code, allowed.finding.row, allowed.reason) == ("VG01", 1, "口径")


def test_an_exception_for_another_target_changes_nothing(tmp_path: Path) -> None:
    """`target` narrows the exception."""
    allow = (Allowance(rule="VG01", name="*", target="显著*", reason="口径"),)
    assert "VG01" in [finding.code for finding in review(table(tmp_path), allow=allow).all_findings()]


def test_the_command_reads_the_file_and_its_reports_show_the_reason(tmp_path, monkeypatch) -> None:
    """`zhibiao.toml` of the working folder counts; terminal, page and json name the exception."""
    monkeypatch.chdir(tmp_path)
    table(tmp_path)
    (tmp_path / "zhibiao.toml").write_text(ALLOWED, encoding="utf-8")
    done = CliRunner().invoke(app, ["review", "表.csv", "-o", "out", "--format", "terminal,html,json"])
    assert done.exit_code in (0, 1), done.output
    assert "例外放行 VG01" in done.output
    for page in ("表.html", "review.json"):
        assert "以媒体报道为证" in (tmp_path / "out" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "x = ",
        "colour = 1",
        "ignore = 3",
        "profile = 3",
        "allow = 3",
        "[[allow]]\nrule = 'VG01'\nname = 'a'",
        "[[allow]]\nrule = 'VG01'\nname = 'a'\nreason = ' '",
        "[[allow]]\nrule = 'VG01'\nname = 'a'\nreason = 'b'\nrow = '3'",
    ],
)
def test_faulty_settings_are_a_coded_error(tmp_path: Path, text: str) -> None:
    """A file that is no TOML, an unknown key, or an exception without a reason is CF06."""
    path = tmp_path / "zhibiao.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ZhibiaoError) as error:
        read_settings(path)
    assert error.value.code == "CF06"
