"""The report in a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report.to_terminal import to_terminal


def _print(reviews: list[Review], width: int = 110, *, terminal: bool = False, **options: object) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, highlight=False)
    to_terminal(reviews, console=console, **options)  # type: ignore[arg-type]
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("width", [40, 60, 90, 110, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_fit_the_width(review: Review, width: int, lang: str) -> None:
    """No line is wider than the terminal, a Chinese character counted as two columns."""
    lines = _print([review], width, lang=lang).splitlines()
    assert len(lines) > 10
    assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("width", [60, 110])
def test_says_what_matters(review: Review, width: int) -> None:
    """Rows with findings are printed, gravest first, with suggestions and sums; clean rows are not."""
    text = _print([review], width)
    assert text.index("高 VG01") < text.index("中 CP02")
    assert "→ 人均年参加公共文化活动次数" in text
    assert "问题 14 条 (高 4 · 中 3 · 低 7)" in text.replace("\n", " ")
    assert "ST01" in text
    assert "EX03" in text
    assert "长期绩效目标表" in text
    assert "游客满意度" not in text


def test_plain_into_a_pipe(review: Review) -> None:
    """Into a pipe go no escape sequences and no drawn lines; a terminal gets both."""
    plain, coloured = _print([review]), _print([review], terminal=True)
    assert "\x1b" not in plain
    assert not set(plain) & set("─│╭╮━")
    assert "\x1b[" in coloured
    assert "─" in coloured


def test_limit(review: Review) -> None:
    """Beyond the limit rows are counted, not printed."""
    text = _print([review], limit=2)
    assert "… 另有 3 条，见 HTML 报告" in text
    assert "NM04" not in text
    assert "另有" not in _print([review], limit=6).replace("另有 1 条问题", "")


def test_document_cannot_steer_the_terminal(small_review: Review) -> None:
    """Escape sequences, direction marks and markup in a document are printed as harmless text or dropped."""
    table = small_review.tables[0]
    bad = "坏\x1b[31m\x1b]0;x\x07\u202e[bold red]名[/]"
    row = replace(table.rows[1], indicator=replace(table.rows[1].indicator, name=bad, target=bad))
    finding = replace(row.findings[0], message=bad)
    row = replace(row, findings=(finding,), suggestions=(replace(row.suggestions[0], wording=bad),))
    document = replace(small_review.document, source=f"{bad}.docx")
    tables = (replace(table, rows=(row,), table=replace(table.table, name=bad, org=bad)),)
    review = replace(small_review, document=document, tables=tables)
    failure = ZhibiaoError("RD01", path=bad)
    for width in (60, 200):
        text = _print([review], width, failures=[failure])
        assert not [char for char in text if char < " " and char != "\n"]
        assert "\u202e" not in text
        assert "[bold red]" in text.replace("\n", "")


def test_failures_and_empty_documents(review: Review) -> None:
    """Files that could not be read are printed with code and advice; a document without tables says so."""
    empty = replace(review, tables=(), document=replace(review.document, tables=()))
    text = _print([empty], failures=[ZhibiaoError("RD01", path="a.txt")], lang="en")
    assert "holds no goal table" in text
    assert "[RD01] file not found: a.txt Check the path" in text
