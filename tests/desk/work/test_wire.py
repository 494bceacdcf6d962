"""Messages between the desk and its worker: what is none is refused, and no length is believed."""

from __future__ import annotations

import io
import struct

import pytest

from zhibiao.desk.work.wire import MOST_BYTES, MOST_FACTS, receive, send


def packed(facts: dict[str, object], blobs: list[bytes]) -> bytes:
    """A message as bytes."""
    stream = io.BytesIO()
    send(stream, facts, blobs)
    return stream.getvalue()


def test_messages_follow_each_other() -> None:
    """Each is read to its end and no further."""
    stream = io.BytesIO(packed({"a": "\udc80"}, [b"1", b""]) + packed({}, []))
    assert receive(stream) == ({"a": "\udc80"}, [b"1", b""])
    assert receive(stream) == ({}, [])
    with pytest.raises(EOFError):
        receive(stream)


def test_a_message_that_stops_is_an_end() -> None:
    """Wherever it is cut."""
    whole = packed({"a": 1}, [b"12", b"345"])
    for length in range(len(whole)):
        with pytest.raises(EOFError):
            receive(io.BytesIO(whole[:length]))


@pytest.mark.parametrize(
    "data",
    [
        struct.pack(">II", MOST_FACTS + 1, 0),
        struct.pack(">II", 2, 10**9) + b"{}",
        struct.pack(">II", 2, 1) + b"{}" + struct.pack(">Q", MOST_BYTES + 1),
        struct.pack(">II", 2, 0) + b"[]",
        struct.pack(">II", 2, 0) + b"\xff\xff",
    ],
)
def test_what_is_no_message_or_too_long_is_refused(data: bytes) -> None:
    """Lengths beyond the bounds before anything of that length is read; facts that are none."""
    with pytest.raises(ValueError):
        receive(io.BytesIO(data))
