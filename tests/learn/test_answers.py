"""Vague wordings with their answers: those that users accepted come first, and go into the next model."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.learn.examples import answers_text

HEAD = "sector\tlabel\tname\ttarget\taccept\n"


def corpora(folder: Path, written: str, accepted: str = "") -> Path:
    """A folder of corpora with these answers."""
    (folder / "suggestions").mkdir()
    (folder / "suggestions/answers.tsv").write_text(HEAD + written, encoding="utf-8")
    if accepted:
        (folder / "preferences").mkdir()
        (folder / "preferences/ours.tsv").write_text(HEAD + accepted, encoding="utf-8")
    return folder


def test_accepted_answers_come_before_written_ones(tmp_path: Path) -> None:
    """What a body accepted for a row replaces the written answer for it, other answers stay."""
    written = "党群\t社会效益\t机关作风\t好转\tS1.03 S1.24\n教育\t\t校园文化\t浓厚\tO1.05\n"
    text = answers_text(corpora(tmp_path, written, "\t社会效益\t机关作风\t好转\tS1.24\n"))
    assert text.splitlines()[1:] == ["\t社会效益\t机关作风\t好转\tS1.24", "教育\t\t校园文化\t浓厚\tO1.05"]


def test_a_row_without_an_answer_is_refused(tmp_path: Path) -> None:
    """The file and the line are named."""
    with pytest.raises(ZhibiaoError, match=r"DT01.*answers.tsv:2"):
        answers_text(corpora(tmp_path, "党群\t\t机关作风\t好转\t\n"))


def test_without_answers_there_is_only_the_header(tmp_path: Path) -> None:
    """A folder of other corpora trains a model that carries none."""
    assert answers_text(tmp_path) == HEAD
