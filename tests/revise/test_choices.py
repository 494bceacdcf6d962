"""The file of choices: written, read, refused where it is faulty."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.revise import Choice, choose_first, read_choices, write_choices

from .make import advice, build, reviewed

GOOD = {"table": 1, "row": 1, "name": "举办培训班", "suggestion": 1}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """All of it, in order, odd letters too; the file can be read by people."""
    choices = [
        Choice(table=1, row=2, name='"甲"\n\\', suggestion=0, edit=(("target", "≥60%"), ("unit", ""))),
        Choice(table=2, row=1, name="\udc80乙", suggestion=3),
    ]
    path = write_choices(tmp_path / "sub" / "a.json", "目标表.docx", choices)
    assert read_choices(path) == choices
    assert '"source": "目标表.docx"' in path.read_text(encoding="utf-8")
    assert [file.name for file in path.parent.iterdir()] == ["a.json"]


def test_a_byte_order_mark_and_unknown_keys_do_no_harm(tmp_path: Path) -> None:
    """Editors add the one, people the others."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"choices": [GOOD | {"remark": "好"}]}), encoding="utf-8-sig")
    assert read_choices(path) == [Choice(**GOOD)]


def test_the_first_suggestion_of_each_row(tmp_path: Path) -> None:
    """A choice for every row that has any."""
    review = reviewed(build(tmp_path, "docx"), {"举办培训班": [advice(), advice()], "学员满意度": [advice()]})
    assert [(one.name, one.suggestion) for one in choose_first(review)] == [
        ("举办培训班", 1),
        ("学员满意度", 1),
    ]


@pytest.mark.parametrize(
    ("fact", "detail"),
    [
        ([], "choices"),
        ({"choices": {}}, "choices"),
        ({"choices": [1]}, r"choices\[1\]"),
        ({"choices": [GOOD, GOOD | {"row": -1}]}, r"choices\[2\]: table, row, suggestion"),
        ({"choices": [GOOD | {"row": "1"}]}, "table, row, suggestion"),
        ({"choices": [GOOD | {"row": 1.0}]}, "table, row, suggestion"),
        ({"choices": [GOOD | {"suggestion": True}]}, "table, row, suggestion"),
        ({"choices": [{key: GOOD[key] for key in ("table", "row", "name")}]}, "table, row, suggestion"),
        ({"choices": [GOOD | {"name": None}]}, "name"),
        ({"choices": [GOOD | {"edit": ["target"]}]}, "edit"),
        ({"choices": [GOOD | {"edit": {"level1": "产出指标"}}]}, "edit"),
        ({"choices": [GOOD | {"edit": {"target": 60}}]}, "edit"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, fact: Any, detail: str) -> None:
    """CF07 says which choice and what of it."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps(fact), encoding="utf-8")
    with pytest.raises(ZhibiaoError, match=f"CF07.*{detail}"):
        read_choices(path)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{", "甲".encode("gb18030"), b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path: Path, content: bytes) -> None:
    """CF07, whatever it is."""
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(ZhibiaoError, match="CF07"):
        read_choices(path)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    """RD01 where there is none, RD07 where it cannot be read."""
    for path, code in ((tmp_path / "no.json", "RD01"), (tmp_path, "RD07")):
        with pytest.raises(ZhibiaoError, match=code):
            read_choices(path)
