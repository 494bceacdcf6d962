"""bytes -> text: by byte order mark, zero bytes (UTF-16), strict UTF-8, GB18030; or a clear refusal."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter

from zhibiao.errors import ZhibiaoError

# UTF-32 before UTF-16: the mark of UTF-16 LE is how the mark of UTF-32 LE begins.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Allowed besides white space: Word's cell mark, the end mark of DOS, escape.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x07\x1a\x1b"))
_MAX_CONTROLS = 0.02
# Real tables score above 0.95; UTF-8, Big5 or Cyrillic read as GB18030 stay below 0.55.
_MIN_SCORE = 0.6
_LEVEL_2 = 0.6


def decode(data: bytes, path: str) -> tuple[str, str]:
    """The text of `data` without byte order mark, and the encoding it was read in.

    `path` only names the file in errors. RD03: binary content. RD04: no encoding fits; `offset` is the
    byte (from 0) where the text stops to make sense.

    >>> decode("绩效目标".encode("gb18030"), "a.txt")
    ('绩效目标', 'gb18030')
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data, len(mark), encoding, path), encoding
    if b"\x00" in data or len(data.translate(None, _CONTROLS)) < len(data) * (1 - _MAX_CONTROLS):
        return _utf16(data, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _gb18030(data, path, error)


def _strict(data: bytes, start: int, encoding: str, path: str) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        raise ZhibiaoError("RD04", path=path, offset=start + error.start) from error


def _utf16(data: bytes, path: str) -> tuple[str, str]:
    """UTF-16 without mark, known by zero bytes (line ends, digits): only one byte order gives sense."""
    best = max((_score_as(data, encoding), encoding) for encoding in ("utf-16-le", "utf-16-be"))
    if best[0] < _MIN_SCORE:
        raise ZhibiaoError("RD03", path=path)
    return data.decode(best[1]), best[1]


def _score_as(data: bytes, encoding: str) -> float:
    try:
        return score(data.decode(encoding))
    except UnicodeDecodeError:
        return 0.0


def _gb18030(data: bytes, path: str, first: UnicodeDecodeError) -> tuple[str, str]:
    """GB18030 decodes nearly anything, so the outcome has to look like Chinese."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise ZhibiaoError("RD04", path=path, offset=_offset(data, first, error.start)) from error
    if score(text, ascii_counts=False) >= _MIN_SCORE:
        return text, "gb18030"
    for encoding in ("utf-16-le", "utf-16-be"):  # Chinese only, without line end: no zero byte
        if _score_as(data, encoding) > _MIN_SCORE:
            return data.decode(encoding), encoding
    odd = next(index for index, char in enumerate(text) if ord(char) > 127 and _usual(char) < 1)
    raise ZhibiaoError("RD04", path=path, offset=_offset(data, first, len(text[:odd].encode("gb18030"))))


def _offset(data: bytes, utf8_error: UnicodeDecodeError, otherwise: int) -> int:
    """Where UTF-8 broke, if it held over some Chinese before (a damaged UTF-8 file); else `otherwise`."""
    return utf8_error.start if not data[: utf8_error.start].isascii() else otherwise


def score(text: str, *, ascii_counts: bool = True) -> float:
    """Share (0 to 1) of the characters, white space aside, that everyday Chinese text is made of.

    Characters of the second level of GB 2312 count 0.6; other letters, private, control and unassigned
    characters count nothing. Text without any character to judge scores 1.

    >>> score("年度绩效目标 ≥95%"), score("缁╂晥鐩爣", ascii_counts=False) < 0.5
    (1.0, True)
    """
    counts = Counter(text)
    judged = {c: n for c, n in counts.items() if not c.isspace() and (ascii_counts or ord(c) > 127)}
    total = sum(judged.values())
    return sum(_usual(c) * n for c, n in judged.items()) / total if total else 1.0


def _usual(char: str) -> float:
    if char.isascii():
        return float(char.isprintable())
    if unicodedata.category(char)[0] in "NPSZ":  # ≧, ㎡, Ⅲ lie outside GB 2312 or in its symbol rows
        return 1.0
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0.0
    return 1.0 if lead <= 0xD7 else _LEVEL_2
