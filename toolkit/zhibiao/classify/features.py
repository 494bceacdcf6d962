"""Character n-grams of a whole batch, hashed with vectorised numpy: no vocabulary, the same on every machine.

A text is folded first (full-width to half-width, one comparator sign, every number becomes `0`, so that
`330个` and `90 个` are one text), then each window of one to three characters, with marks at both ends,
becomes a bucket number. Only unsigned 32-bit integer arithmetic is used.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int32]

_MARK = 2  # stands before each text; the mark before the next text is the mark behind this one
_DROP = 0xFFFFFFFF
_ZERO = ord("0")
_ORDERS = 3
_K1, _K2, _K3 = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D)
_SHIFT15, _SHIFT16 = np.uint32(15), np.uint32(16)

_ASCII = (0x00, 0x7F)
# Blocks in which NFKC changes single characters that goal tables use.
_NFKC_BLOCKS = ((0xA0, 0xBF), (0x2000, 0x218F), (0x2460, 0x24FF), (0x2F00, 0x303F), (0x3200, 0x33FF),
                (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF))  # fmt: skip
_SAME = str.maketrans(
    {">": "≥", "≧": "≥", "<": "≤", "≦": "≤", "‹": "≤", "═": "=", "～": "~", "—": "-", "–": "-"}
)
_UNSEEN = frozenset("\"'“”‘’「」『』《》*★※·_\u200b\ufeff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grams:
    """Hashed n-grams of a batch: those of text i are `indices[indptr[i]:indptr[i + 1]]` (a CSR of ones)."""

    indices: Ints
    indptr: Ints

    def counts(self) -> Ints:
        """How many n-grams each text has."""
        return np.diff(self.indptr)


@cache
def _fold_table() -> Codes:
    """Code point -> folded code point for the basic plane."""
    table = np.arange(0x10000, dtype=np.uint32)
    blocks = (range(low, high + 1) for low, high in (_ASCII, *_NFKC_BLOCKS))
    for code in {*chain.from_iterable(blocks), *_SAME, *map(ord, _UNSEEN)}:
        table[code] = _fold_one(chr(code))
    return table


def _fold_one(char: str) -> int:
    # A character that NFKC makes several of keeps the first: the length of the text must not change.
    plain = unicodedata.normalize("NFKC", char)[:1].translate(_SAME).lower()[:1]
    if not plain or plain.isspace() or plain in _UNSEEN or ord(plain) < ord(" "):
        return _DROP
    return _ZERO if plain.isdigit() else ord(plain)


def _encode(texts: Sequence[str]) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Folded codes of all texts, a mark before each and two behind, and the places of the marks."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    marks = np.concatenate(([0], np.cumsum(lengths + 1)))
    joined = "\0" + "\0".join(texts) + "\0\0" if len(texts) else "\0\0"
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = _fold_table()
    codes = table[np.minimum(raw, 0xFFFF)]
    beyond = raw > 0xFFFF
    if beyond.any():
        codes[beyond] = raw[beyond]
    codes[marks] = _MARK
    codes[-1] = _MARK
    return codes, marks


def _drop_repeats(codes: Codes) -> npt.NDArray[np.bool_]:
    """Which codes stay: one of each number, no white space, no `=` behind ≥ or ≤."""
    digit = codes == _ZERO
    before = np.concatenate(([False], digit[:-1]))
    behind = np.concatenate((digit[1:], [False]))
    point = ((codes == ord(".")) | (codes == ord(","))) & before & behind
    number = digit | point
    previous = np.concatenate((np.zeros(1, np.uint32), codes[:-1]))
    bound = (previous == ord("≥")) | (previous == ord("≤"))
    inside = number & np.concatenate(([False], number[:-1]))
    keep: npt.NDArray[np.bool_] = ~((codes == _DROP) | inside | ((codes == ord("=")) & bound))
    return keep


def fold(texts: Sequence[str]) -> tuple[Codes, npt.NDArray[np.int64]]:
    """Folded code points of a batch in one array and the place of the mark before each text.

    `codes[marks[i] + 1 : marks[i + 1]]` is text i; `marks` has one entry more than there are texts.

    >>> codes, marks = fold(["≥ ３３０．５个", ""])
    >>> "".join(map(chr, codes[marks[0] + 1 : marks[1]])), int(marks[2] - marks[1])
    ('≥0个', 1)
    """
    codes, marks = _encode(texts)
    keep = _drop_repeats(codes)
    places = np.cumsum(keep) - 1
    return codes[keep], places[marks]


def hash_texts(texts: Sequence[str], *, seed: int, bits: int) -> Grams:
    """Hashed n-grams (1-3 characters) of each text, in the buckets 0 to 2**bits - 1.

    Each place of a text, the mark before it included, gives three buckets; windows that reach beyond the
    end are cut there. `seed` separates families of features.

    >>> grams = hash_texts(["330个", "90 个"], seed=1, bits=18)
    >>> bool((grams.indices[:9] == grams.indices[9:]).all()), grams.counts().tolist()
    (True, [9, 9])
    """
    codes, marks = fold(texts)
    return Grams(indices=_grams(codes, seed, bits), indptr=(marks * _ORDERS).astype(np.int32))


def _grams(codes: Codes, seed: int, bits: int) -> Ints:
    first, second, third = codes[:-2], codes[1:-1], codes[2:]
    third = np.where(second == _MARK, np.uint32(0), third)
    start = first ^ np.uint32((seed * 0x27D4EB2F) & 0xFFFFFFFF)
    one = start * _K1
    two = (one ^ (one >> _SHIFT15)) * _K2 + second * _K3
    three = (two ^ (two >> _SHIFT15)) * _K2 + third * _K1
    out = np.empty((len(first), _ORDERS), dtype=np.int32)
    for column, value in enumerate((one, two, three)):
        mixed = (value ^ (value >> _SHIFT15)) * _K2
        out[:, column] = ((mixed ^ (mixed >> _SHIFT16)) & np.uint32((1 << bits) - 1)).view(np.int32)
    return out.ravel()
