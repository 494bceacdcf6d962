"""Lines of a text file in any of the known encodings, a block at a time, always as UTF-8.

What is no text in its encoding becomes bytes that are no UTF-8, so one check of the block finds it later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from zhibiao.errors import ZhibiaoError
from zhibiao.read.decode import MARKS, decode, score

if TYPE_CHECKING:
    from types import TracebackType

HEAD_BYTES = 1 << 20
BLOCK_BYTES = 16 << 20
"""The most that is read at once, unless one line is longer."""
LINE_BYTES = 256 << 20
_FIRST_GUESS = 200  # bytes of a line, before any was seen
_WIDE = {"utf-16-le": "<u2", "utf-16-be": ">u2", "utf-32-le": "<u4", "utf-32-be": ">u4"}
_ZERO_SHARE = 50  # UTF-16 has a zero byte in every digit and line end; elsewhere one is damage
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a file is written: the codec, the bytes of its mark, what ends a line (`\\r` in files of an old Mac)."""

    name: str
    mark: int = 0
    end: str = "\n"


def find_encoding(path: Path) -> Encoding:
    """The encoding of a file by its mark, else by what most of its first lines with Chinese are.

    A line that is damaged has one vote only. Raises ZhibiaoError RD01 for no such file, RD03 for binary content,
    RD04 where no encoding makes sense.
    """
    if not path.is_file():
        raise ZhibiaoError("RD01", path=str(path))
    with path.open("rb") as file:
        head = sample = file.read(HEAD_BYTES)
        for mark, name in MARKS:
            if head.startswith(mark):
                return Encoding(name=name, mark=len(mark), end=_line_end(head, name))
        while sample.isascii() and 0 not in head and sample:
            sample = file.read(HEAD_BYTES)
    name = _name(sample or head, path)
    return Encoding(name=name, end=_line_end(head, name))


def _line_end(head: bytes, name: str) -> str:
    text = head.decode(name, "replace")
    return "\r" if "\r" in text and "\n" not in text else "\n"


def _name(head: bytes, path: Path) -> str:
    if head.count(0) * _ZERO_SHARE > len(head):
        # Without what is damaged, the right byte order makes sense of all of it.
        texts = {name: head.decode(name, "ignore") for name in ("utf-16-le", "utf-16-be")}
        name = max(texts, key=lambda name: score(texts[name]))
        return decode(texts[name].encode(name), str(path))[1]
    lines = [line for line in re.split(rb"[\r\n]+", head)[:-1] or [head] if not line.isascii()]
    good = [line for line in lines if _is_text(line, "utf-8")]
    if len(good) * 2 >= len(lines):
        return "utf-8"
    return decode(b"\n".join(line for line in lines if _is_text(line, "gb18030")) or head, str(path))[1]


def _is_text(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


class Lines:
    """A file read forward: `take` gives whole lines; `offset` and `line` say where it stands.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.csv"
    ...     _ = path.write_bytes("指标\\r\\n合格率\\r\\n".encode("gb18030"))
    ...     with Lines(path, Encoding(name="gb18030")) as lines:
    ...         block, place = lines.take(1).decode(), (lines.offset, lines.line)
    >>> block, place
    ('指标\\r\\n', (6, 2))
    """

    def __init__(self, path: Path, encoding: Encoding, *, offset: int = 0, line: int = 1) -> None:
        self.path, self.encoding = path, encoding
        self.offset, self.line = max(offset, encoding.mark), line
        self._dtype = _WIDE.get(encoding.name, "u1")
        self._guess = float(_FIRST_GUESS)
        self._rest = b""
        self._file = path.open("rb")
        self._file.seek(self.offset)

    def __enter__(self) -> Self:
        """The open file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self._file.close()

    def take(self, count: int) -> bytes:
        """The next `count` whole lines as UTF-8, each with its end; nothing at the end of the file.

        Fewer come where they are more than BLOCK_BYTES. Raises ZhibiaoError RD07 for a line beyond all measure.
        """
        import numpy as np

        self._read(min(int(count * self._guess * 1.1) + 1, BLOCK_BYTES) - len(self._rest))
        while len(ends := self._ends(self._rest)) < count and (
            not len(ends) or len(self._rest) < BLOCK_BYTES
        ):
            if len(self._rest) > LINE_BYTES:
                raise ZhibiaoError("RD07", path=str(self.path), detail=f"line {self.line} > {LINE_BYTES} B")
            if not self._read(max(int((count - len(ends)) * self._guess), len(self._rest) // 8)):
                break
        if not len(ends):
            return self._last()
        width = np.dtype(self._dtype).itemsize
        ends = ends[: max(1, min(count, int(np.searchsorted(ends, BLOCK_BYTES // width))))]
        cut = (int(ends[-1]) + 1) * width
        raw, self._rest = self._rest[:cut], self._rest[cut:]
        self._guess = cut / len(ends)
        return self._done(raw, len(ends))

    def _read(self, size: int) -> bool:
        """Read so many bytes more; False at the end of the file."""
        more = self._file.read(size) if size > 0 else b""
        self._rest += more
        return bool(more)

    def _ends(self, raw: bytes) -> Any:
        import numpy as np

        units = np.frombuffer(raw, self._dtype, count=len(raw) // np.dtype(self._dtype).itemsize)
        return np.flatnonzero(units == ord(self.encoding.end))

    def _last(self) -> bytes:
        """What stands behind the last line end."""
        raw, self._rest = self._rest, b""
        if not raw:
            return b""
        return self._done(raw, 1) + b"\n"

    def _done(self, raw: bytes, count: int) -> bytes:
        self.offset += len(raw)
        self.line += count
        text = to_utf8(raw, self.encoding.name, str(self.path))
        return text.replace(b"\r", b"\n") if self.encoding.end == "\r" else text


def to_utf8(raw: bytes, encoding: str, path: str) -> bytes:
    """Whole lines in UTF-8; what is no text in `encoding` becomes bytes that UTF-8 does not know.

    >>> to_utf8(b"a\\x81\\n", "gb18030", "a.csv").decode("utf-8", "replace").isascii()
    False
    """
    if encoding == "utf-8":
        return raw
    try:
        return raw.decode(encoding).encode()
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-32"):
            raise ZhibiaoError("RD04", path=path, offset=error.start) from error
    if encoding.startswith("utf-16"):
        odd = len(raw) % 2
        text = raw[: len(raw) - odd].decode(encoding, "surrogatepass")
        return text.encode("utf-8", "surrogatepass") + b"\xff" * odd
    return raw.decode(encoding, "surrogateescape").encode("utf-8", "surrogatepass")


def readable(line: bytes) -> str:
    """A line of `Lines.take` as text. In a damaged one, bytes that are none are `\\xNN`, and every backslash is two.

    >>> print(readable(b"a\\\\b"), readable(b"a\\\\b\\xff"))
    a\\b a\\\\b\\xff
    """
    try:
        return line.decode()
    except UnicodeDecodeError:
        pass
    try:  # surrogates stand for what the file's own encoding did not know
        damaged = line.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        damaged = line.decode("utf-8", "surrogateescape")
    return _SURROGATE.sub(_escape, damaged.replace("\\", "\\\\"))


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"
