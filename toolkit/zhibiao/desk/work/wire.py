"""What goes between the desk and its worker: facts as JSON and contents as they are, each with its length in front.

Nothing that runs when it is read; what the other side says of lengths is believed within bounds only.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any, BinaryIO

Facts = dict[str, Any]

MOST_FACTS = 16 * 2**20
MOST_BLOBS = 1_000
MOST_BYTES = 600 * 2**20
"""Of all contents of one message together: a little more than an upload may have."""
_HEAD = struct.Struct(">II")
_SIZE = struct.Struct(">Q")


def send(stream: BinaryIO, facts: Facts, blobs: Sequence[bytes] = ()) -> None:
    """Write one message."""
    text = json.dumps(facts).encode("ascii")
    stream.write(_HEAD.pack(len(text), len(blobs)) + text)
    for blob in blobs:
        stream.write(_SIZE.pack(len(blob)))
        stream.write(blob)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Facts, list[bytes]]:
    """Read one message. Raises EOFError where the stream ends, ValueError for what is no message or too large.

    >>> import io
    >>> stream = io.BytesIO()
    >>> send(stream, {"name": "表.csv"}, [b"1"])
    >>> receive(io.BytesIO(stream.getvalue()))
    ({'name': '表.csv'}, [b'1'])
    """
    length, count = _HEAD.unpack(_read(stream, _HEAD.size))
    if length > MOST_FACTS or count > MOST_BLOBS:
        raise ValueError(f"{length} B, {count} blobs")
    facts = json.loads(_read(stream, length))
    if not isinstance(facts, dict):
        raise ValueError(type(facts).__name__)
    blobs: list[bytes] = []
    left = MOST_BYTES
    for _ in range(count):
        (size,) = _SIZE.unpack(_read(stream, _SIZE.size))
        left -= size
        if left < 0:
            raise ValueError(f"> {MOST_BYTES} B")
        blobs.append(_read(stream, size))
    return facts, blobs


def _read(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
