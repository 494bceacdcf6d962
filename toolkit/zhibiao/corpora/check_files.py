"""Checks of whole files: bytes, and facts about persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from zhibiao.corpora.faults import Fault

FOLDERS = ("indicators", "real", "targets")

_PRIVATE = (
    re.compile(r"(?<![\d.])1[3-9]\d{9}(?!\d)"),  # mobile
    re.compile(r"(?<!\d)0\d{2,3}[-—－]\d{7,8}(?!\d)"),  # landline
    re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),  # identity card
    re.compile(r"[\w.]+@[\w-]+\.[a-z]{2,}"),
    re.compile(r"(?:姓名|填报人|经办人|联系人|负责人|填表人|联系电话)\s*[：:]\s*[\u4e00-\u9fff\d]{2,}"),
    re.compile(r"[\u4e00-\u9fff]{2,3}(?:同志|先生|女士)(?![\u4e00-\u9fff])"),
)


def tables(corpora: Path) -> list[Path]:
    """Every table of the corpora, by folder and name."""
    return [path for folder in FOLDERS for path in sorted((corpora / folder).glob("*.tsv"))]


def check_bytes(corpora: Path) -> Iterator[Fault]:
    """CR01: UTF-8 without a mark, LF only, and a line end after the last line."""
    for path in tables(corpora):
        data, place = path.read_bytes(), str(path.relative_to(corpora))
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            yield Fault(code="CR01", path=place, line=0, detail=f"byte {error.start}")
            continue
        for mark, name in ((b"\r", "CR"), (b"\xef\xbb\xbf", "BOM"), (b"\x00", "NUL")):
            if mark in data:
                yield Fault(code="CR01", path=place, line=0, detail=name)
        if not data.endswith(b"\n"):
            yield Fault(code="CR01", path=place, line=0, detail="no line end at the end")


def check_private(corpora: Path) -> Iterator[Fault]:
    """CR13: numbers of telephones and identity cards, addresses of mail, names of persons."""
    for path in tables(corpora):
        for line, text in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            for pattern in _PRIVATE:
                if match := pattern.search(text):
                    place = str(path.relative_to(corpora))
                    yield Fault(code="CR13", path=place, line=line, detail=match[0])
