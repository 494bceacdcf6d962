"""Zip containers (docx, xlsx) are checked before anything unpacks them: bombs, damage, passwords."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zipfile import ZipFile

MAX_ENTRIES = 5_000
MAX_XML_MB = 64  # a table of 10,000 rows; more would take minutes and gigabytes
MAX_TOTAL_MB = 256  # pictures included
_CHUNK = 1 << 20


def check_archive(data: bytes, path: str) -> None:
    """Unpack every entry once, in pieces, and raise where it is damaged (RD07) or too large (RD08).

    The sizes that the archive declares are not trusted: readers below may not stop at them.
    """
    import zipfile  # noqa: PLC0415 - slow to import
    from lzma import LZMAError  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MAX_ENTRIES:
                raise ZhibiaoError("RD07", path=path, detail=f"{len(archive.infolist())} 个条目 / entries")
            _unpack(archive, path)
    except (
        zipfile.BadZipFile,
        zlib.error,
        LZMAError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ZhibiaoError("RD07", path=path, detail=str(error)) from error


def _unpack(archive: ZipFile, path: str) -> None:
    xml = total = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while piece := part.read(_CHUNK):
                total += len(piece)
                xml += len(piece) if entry.filename.lower().endswith((".xml", ".rels", ".vml")) else 0
                if xml > MAX_XML_MB * 10**6:
                    raise ZhibiaoError("RD08", path=path, size_mb=f">{MAX_XML_MB}", limit_mb=MAX_XML_MB)
                if total > MAX_TOTAL_MB * 10**6:
                    raise ZhibiaoError("RD08", path=path, size_mb=f">{MAX_TOTAL_MB}", limit_mb=MAX_TOTAL_MB)
