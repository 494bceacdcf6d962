"""Zip containers of XML (docx, xlsx): checked for bombs and damage before anything else unpacks them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zipfile import ZipFile

Element = Any  # lxml.etree._Element; lxml's types are stubs that not every installation has

MAX_ENTRIES = 5_000
MAX_XML_MB = 64  # a table of 10,000 rows; more would take minutes and gigabytes
MAX_TOTAL_MB = 256  # pictures included
_CHUNK = 1 << 20
_PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".bin")
# "Strict" files use other names for the same things.
_STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)


def damage() -> tuple[type[Exception], ...]:
    """What unpacking a damaged, protected or oddly compressed archive raises."""
    from lzma import LZMAError
    from zipfile import BadZipFile

    # NotImplementedError is how zipfile says that it does not know a compression
    unknown: tuple[type[Exception], ...] = (NotImplementedError, RuntimeError, ValueError)
    return (BadZipFile, zlib.error, LZMAError, EOFError, OSError, *unknown)


def open_archive(data: bytes, path: str) -> ZipFile:
    """The archive, every entry of it unpacked once, in pieces, to see that it can be.

    Raises ZhibiaoError RD07 where it is damaged or protected, RD08 where it unpacks to too much. The sizes
    that the archive declares are not trusted: readers of other makers do not stop at them.
    """
    import zipfile

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        if len(archive.infolist()) > MAX_ENTRIES:
            raise ZhibiaoError("RD07", path=path, detail=f"{len(archive.infolist())} 个条目 / entries")
        _unpack(archive, path)
    except damage() as error:
        raise ZhibiaoError("RD07", path=path, detail=str(error)) from error
    return archive


def _unpack(archive: ZipFile, path: str) -> None:
    xml = total = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while piece := part.read(_CHUNK):
                total += len(piece)
                xml += 0 if entry.filename.lower().endswith(_PICTURES) else len(piece)
                if xml > MAX_XML_MB * 10**6:
                    raise ZhibiaoError("RD08", path=path, size_mb=f">{MAX_XML_MB}", limit_mb=MAX_XML_MB)
                if total > MAX_TOTAL_MB * 10**6:
                    raise ZhibiaoError("RD08", path=path, size_mb=f">{MAX_TOTAL_MB}", limit_mb=MAX_TOTAL_MB)


def read_xml(archive: ZipFile, part: str, path: str) -> Element:
    """The root of an XML part; entities stay unresolved, nothing is loaded from elsewhere. Raises RD07."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    if part.lower().endswith(_PICTURES):
        raise ZhibiaoError("RD07", path=path, detail=part)
    try:
        return etree.fromstring(archive.read(part).replace(*_STRICT), parser)
    except (KeyError, etree.XMLSyntaxError) as error:
        raise ZhibiaoError("RD07", path=path, detail=str(error)) from error


def walk_xml(archive: ZipFile, part: str, tags: tuple[str, ...], path: str) -> Iterator[tuple[str, Element]]:
    """(start or end, element) of the elements with one of `tags` in a large XML part. Raises RD07."""
    from lxml import etree

    try:
        with archive.open(part) as stream:
            yield from etree.iterparse(
                stream, ("start", "end"), tag=tags, resolve_entities=False, no_network=True
            )
    except (KeyError, etree.XMLSyntaxError) as error:
        raise ZhibiaoError("RD07", path=path, detail=str(error)) from error
