"""What was read from a document, as bytes and back: the page as printed and its review, compressed JSON.

The number of the schema stands in front, so that another version can say that the document has to be read again.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Page, Review

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = 1
"""One more whenever the records change so that old bytes would be misread."""
MOST_MB = 256
"""What a reading may unpack to; one of 10,000 rows has about 100."""
_MARK = b"zhibiao reading %d\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document read: `page` as it is printed, and the `review` of it."""

    page: Page
    review: Review


@cache
def _adapter() -> TypeAdapter[tuple[Page, Review]]:
    from pydantic import ConfigDict, TypeAdapter

    # Bounds of targets may be infinite; by itself pydantic writes them as null.
    return TypeAdapter(tuple[Page, Review], config=ConfigDict(ser_json_inf_nan="constants"))


def dump(reading: Reading) -> bytes:
    """The bytes that `load` reads.

    >>> from zhibiao.records import Document
    >>> page = Page(path="a.csv", format="csv", grids=())
    >>> review = Review(document=Document(source="a.csv", format="csv", tables=()), tables=())
    >>> load(dump(Reading(page=page, review=review))).page.path
    'a.csv'
    """
    from pydantic_core import PydanticSerializationError

    both = (reading.page, reading.review)
    try:
        text = _adapter().dump_json(both)
    except PydanticSerializationError:
        # A lone surrogate, as in a file name that is no text: the standard library escapes what UTF-8 cannot say.
        text = json.dumps(_adapter().dump_python(both), separators=(",", ":")).encode("ascii")
    return _MARK % SCHEMA + zlib.compress(text)


def load(data: bytes) -> Reading:
    """The reading that `dump` made these bytes of.

    Raises ZhibiaoError WB20 where another version stored them, or they are damaged or unpack to more than MOST_MB.
    """
    from pydantic import ValidationError

    mark = _MARK % SCHEMA
    if not data.startswith(mark):
        raise ZhibiaoError("WB20", detail=f"≠ {SCHEMA}")
    text = _unpacked(data[len(mark) :])
    try:
        # Only the standard library writes escapes of surrogates, and only it reads them.
        escaped = b"\\ud" in text
        page, review = (
            _adapter().validate_python(json.loads(text)) if escaped else _adapter().validate_json(text)
        )
    except (ValidationError, ValueError, RecursionError) as error:
        raise ZhibiaoError("WB20", detail=type(error).__name__) from error
    return Reading(page=page, review=review)


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(data, MOST_MB * 2**20)
    except zlib.error as error:
        raise ZhibiaoError("WB20", detail=str(error)) from error
    if not unpacker.eof:
        raise ZhibiaoError("WB20", detail=f"> {MOST_MB} MB" if unpacker.unconsumed_tail else "EOF")
    return text
