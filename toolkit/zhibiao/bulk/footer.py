"""The footer of a parquet file with its places moved: all that is needed to put row groups behind one another.

A footer is a structure of Apache Thrift, compact protocol. It is copied value by value; only the numbers that say
where in the file something stands become larger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Which fields of a structure are places (`places`), and which hold structures with places (`inner`)."""

    places: frozenset[int] = frozenset()
    inner: Mapping[int, Shape] = field(default_factory=dict)


_NOTHING = Shape()
# FileMetaData.row_groups, RowGroup.columns and .file_offset, ColumnChunk.meta_data and its indexes, ColumnMetaData's
# pages and filter: the numbers of the fields are those of parquet.thrift and never change.
_COLUMN = Shape(places=frozenset({2, 4, 6}), inner={3: Shape(places=frozenset({9, 10, 11, 14}))})
_FOOTER = Shape(inner={4: Shape(places=frozenset({5}), inner={1: _COLUMN})})


def moved(footer: bytes, by: int) -> bytes:
    """The footer of a file whose contents stand `by` bytes further on."""
    copier = _Copier(footer, by)
    copier.structure(_FOOTER)
    return bytes(copier.out)


class _Copier:
    """Reads `data` from the front and writes `out`."""

    def __init__(self, data: bytes, by: int) -> None:
        self.data, self.by, self.at, self.out = data, by, 0, bytearray()

    def structure(self, shape: Shape) -> None:
        number = 0
        while head := self._byte():
            delta, kind = head >> 4, head & 15
            number = number + delta if delta else _from_zigzag(self._varint())
            if kind not in (_TRUE, _FALSE):  # the value of a truth field stands in its head
                self._value(kind, shape, number)

    def _value(self, kind: int, shape: Shape, number: int) -> None:
        if kind in (_I16, _I32, _I64):
            self._number(self.by if number in shape.places else 0)
        elif kind == _BINARY:
            self._copy(self._varint())
        elif kind in (_BYTE, _TRUE, _FALSE):
            self._copy(1)
        elif kind == _DOUBLE:
            self._copy(8)
        elif kind in (_LIST, _SET):
            head = self._byte()
            for _ in range(self._varint() if head >> 4 == 15 else head >> 4):
                self._value(head & 15, shape, number)
        elif kind == _STRUCT:
            self.structure(shape.inner.get(number, _NOTHING))
        elif kind == _MAP and (size := self._varint()):
            kinds = self._byte()
            for _ in range(size):
                self._value(kinds >> 4, _NOTHING, 0)
                self._value(kinds & 15, _NOTHING, 0)

    def _copy(self, size: int) -> None:
        self.out += self.data[self.at : self.at + size]
        self.at += size

    def _byte(self) -> int:
        self._copy(1)
        return self.out[-1]

    def _varint(self) -> int:
        """A number of seven bits a byte, copied."""
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    def _number(self, more: int) -> None:
        """A signed number, copied `more` larger."""
        start = len(self.out)
        value = _from_zigzag(self._varint())
        if more and value:  # 0 is nowhere: a place that is not used
            del self.out[start:]
            self.out += _to_varint((value + more) << 1)


def _from_zigzag(number: int) -> int:
    return number >> 1 ^ -(number & 1)


def _to_varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)
