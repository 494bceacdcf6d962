"""Bytes to text: the encodings that tables come in, and content that is none of them."""

from __future__ import annotations

from typing import Any

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.read.decode import decode, score


def test_finds_the_encoding(encoding_case: dict[str, str]) -> None:
    """Text in a known encoding comes back without its byte order mark."""
    mark = bytes.fromhex(encoding_case.get("mark", ""))
    data = mark + encoding_case["text"].encode(encoding_case["encoding"])
    assert decode(data, "a.txt") == (encoding_case["text"], encoding_case["read"])


def test_refuses_what_no_encoding_fits(undecodable_case: dict[str, Any]) -> None:
    """Binary content is RD03; text in another or a broken encoding RD04 with the byte where sense ends."""
    case = undecodable_case
    data = bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode(case["encoding"])
    data = data[: len(data) - case.get("cut", 0)]
    with pytest.raises(ZhibiaoError) as raised:
        decode(data, "a.txt")
    assert raised.value.code == case["code"]
    if "offset" in case:
        assert raised.value.values["offset"] == case["offset"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_long_text_survives_every_encoding(encoding: str) -> None:
    """A report of many lines comes back letter by letter."""
    text = "三级指标\t指标值\r\n展厅面积\t≥600㎡\r\n“三公”经费变动率\t≤0%\r\n" * 500
    assert decode(text.encode(encoding), "a.txt")[0] == text


def test_score_tells_text_from_mojibake() -> None:
    """UTF-8 read as GB18030 scores far below the text it was."""
    text = "年度绩效目标完成情况"
    assert score(text) == 1.0
    assert score(text.encode().decode("gb18030", "ignore"), ascii_counts=False) < 0.5
