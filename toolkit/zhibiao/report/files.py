"""Names of report files that every system accepts, and writing that never leaves half a file."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePath
from uuid import uuid4

# Letters a file system or a link cannot carry; also direction marks, which would disguise a name.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*#%&\'`;\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_MAX_BYTES = 150  # leaves room for "-t12-3.html" under the usual limit of 255 bytes


def safe_stem(source: str) -> str:
    """A file name without extension, made from `source`, that Windows, macOS and Linux accept.

    >>> safe_stem("in/预算 2025.docx"), safe_stem("<script>.txt"), safe_stem("-"), safe_stem("CON.txt")
    ('预算 2025', '_script_', 'stdin', '_CON')
    """
    if source == "-":
        return "stdin"
    known = source.encode("utf-8", "replace").decode("utf-8")  # a name with undecodable bytes
    stem = PurePath(known.replace("\\", "/")).stem
    plain = _UNSAFE.sub("_", unicodedata.normalize("NFC", stem)).strip(" .")
    cut = plain.encode("utf-8")[:_MAX_BYTES].decode("utf-8", "ignore").rstrip(" .")
    return f"_{cut}" if _RESERVED.fullmatch(cut) else cut or "document"


def unique_names(stems: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """`stems` with a number added where a name is taken; names that differ only in case are the same.

    >>> unique_names(["a", "A", "index", "a"], taken=["index"])
    ['a', 'A-2', 'index-2', 'a-3']
    """
    used = {name.casefold() for name in taken}
    names = []
    for stem in stems:
        name, number = stem, 1
        while name.casefold() in used:
            number += 1
            name = f"{stem}-{number}"
        used.add(name.casefold())
        names.append(name)
    return names


def write_atomic(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write `text` to `path` in one step: a reader sees the old file or the new one, never half.

    Letters without a code (lone surrogates of odd file names) are written as `\\udc..`. The folder is
    made if need be. Raises OSError where the folder cannot be written; the old file then stays.
    """
    return write_bytes(path, text.encode(encoding, "backslashreplace"))


def write_bytes(path: Path, data: bytes) -> Path:
    """As `write_atomic`, for content that is no text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{uuid4().hex}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(data)
        os.replace(temporary, path)  # noqa: PTH105 - the one call that is atomic on every system
    finally:
        temporary.unlink(missing_ok=True)
    return path
