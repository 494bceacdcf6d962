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
Kinds = npt.NDArray[np.uint8]

_MARK = 2  # stands before each text; the mark before the next text is the mark behind this one
_DROP = 0xFFFFFFFF
_ZERO = ord("0")
_OTHER, _DIGIT, _POINT, _BOUND, _EQUALS, _DROPPED = range(6)  # kinds of folded characters
ORDERS = 3  # n-grams that begin at each place
_K1, _K2, _K3 = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D)
_SHIFT15, _SHIFT16, _SHIFT24 = np.uint32(15), np.uint32(16), np.uint32(24)
_LONG1, _LONG2 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_LONG3 = np.uint64(0x165667B19E3779F9)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A batch of folded texts in one array: text i is `codes[marks[i] + 1 : marks[i + 1]]`.

    `marks` has one entry more than there are texts; two marks stand behind the last text.
    """

    codes: Codes
    marks: npt.NDArray[np.int64]

    def places(self) -> npt.NDArray[np.int64]:
        """How many windows each text has: its characters and the mark before them."""
        return np.diff(self.marks)


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


@cache
def _kind_table() -> Kinds:
    """Code point -> what `_kept` has to know of its folded form, for the basic plane."""
    folded = _fold_table()
    table = np.zeros(len(folded), dtype=np.uint8)
    for kind, chars in ((_DIGIT, "0"), (_POINT, ".,"), (_BOUND, "≥≤"), (_EQUALS, "=")):
        table[np.isin(folded, [ord(char) for char in chars])] = kind
    table[folded == _DROP] = _DROPPED
    return table


def _encode(texts: Sequence[str]) -> tuple[Codes, Kinds, npt.NDArray[np.int64]]:
    """Folded codes of all texts with their kinds, a mark before each and two behind, and the places of the marks."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    marks = np.concatenate(([0], np.cumsum(lengths + 1)))
    joined = "\0" + "\0".join(texts) + "\0\0" if len(texts) else "\0\0"
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes, kinds = _fold_table().take(raw, mode="clip"), _kind_table().take(raw, mode="clip")
    beyond = raw > 0xFFFF
    if beyond.any():
        codes[beyond] = raw[beyond]
    for array, value in ((codes, _MARK), (kinds, _OTHER)):
        array[marks] = value
        array[-1] = value
    return codes, kinds, marks


def _kept(kinds: Kinds) -> npt.NDArray[np.bool_]:
    """Which codes stay: one of each number, no white space, no `=` behind ≥ or ≤."""
    number = kinds == _DIGIT
    point = kinds == _POINT
    point[1:] &= number[:-1]  # a point is part of a number between two digits
    point[:-1] &= number[1:]
    number |= point
    kept: npt.NDArray[np.bool_] = kinds != _DROPPED
    kept[1:] &= ~(number[1:] & number[:-1])
    kept[1:] &= ~((kinds[1:] == _EQUALS) & (kinds[:-1] == _BOUND))
    return kept


def fold(texts: Sequence[str]) -> Folded:
    """Folded code points of a batch, with the place of the mark before each text.

    >>> batch = fold(["≥ ３３０．５个", ""])
    >>> "".join(map(chr, batch.codes[batch.marks[0] + 1 : batch.marks[1]])), batch.places().tolist()
    ('≥0个', [4, 1])
    """
    codes, kinds, marks = _encode(texts)
    kept = _kept(kinds)
    places = np.cumsum(kept) - 1
    return Folded(codes=codes[kept], marks=places[marks])


def hash_texts(texts: Sequence[str], *, seed: int, bits: int) -> Grams:
    """Hashed n-grams (1-3 characters) of each text, in the buckets 0 to 2**bits - 1.

    Each place of a text, the mark before it included, gives three buckets; windows that reach beyond the
    end are cut there. `seed` separates families of features.

    >>> grams = hash_texts(["330个", "90 个"], seed=1, bits=18)
    >>> bool((grams.indices[:9] == grams.indices[9:]).all()), grams.counts().tolist()
    (True, [9, 9])
    """
    return hash_folded(fold(texts), seed=seed, bits=bits)


def hash_folded(batch: Folded, *, seed: int, bits: int) -> Grams:
    """As `hash_texts`, of texts that are folded."""
    buckets = np.stack([bucket(mixed, bits) for mixed in windows(batch, seed)], axis=1)
    return Grams(indices=buckets.ravel(), indptr=(batch.marks * ORDERS).astype(np.int32))


def windows(batch: Folded, seed: int) -> tuple[Codes, Codes, Codes]:
    """Mixed codes of the one, two and three characters that begin at each place of the texts."""
    codes = batch.codes
    first, second, third = codes[:-2], codes[1:-1], codes[2:]
    third = np.where(second == _MARK, np.uint32(0), third)
    one = (first ^ np.uint32((seed * 0x27D4EB2F) & 0xFFFFFFFF)) * _K1
    two = (one ^ (one >> _SHIFT15)) * _K2 + second * _K3
    three = (two ^ (two >> _SHIFT15)) * _K2 + third * _K1
    return one, two, three


def bucket(mixed: Codes, bits: int) -> Ints:
    """Bucket numbers of mixed codes."""
    return bucket_and_tag(mixed, bits)[0]


def bucket_and_tag(mixed: Codes, bits: int) -> tuple[Ints, npt.NDArray[np.uint8]]:
    """Bucket numbers of mixed codes, and eight more bits that tell most strangers in a bucket apart."""
    value = (mixed ^ (mixed >> _SHIFT15)) * _K2
    buckets: Ints = ((value ^ (value >> _SHIFT16)) & np.uint32((1 << bits) - 1)).view(np.int32)
    return buckets, (value >> _SHIFT24).astype(np.uint8)


def fingerprints(batch: Folded) -> npt.NDArray[np.uint64]:
    """One 64-bit number a folded text: equal for texts that fold to the same, else different but by chance.

    >>> one, two, three = fingerprints(fold(["培训 人数", "培训人数", "人数培训"])).tolist()
    >>> one == two, one == three
    (True, False)
    """
    starts, sizes = batch.marks[:-1], batch.places()
    places = np.arange(len(batch.codes) - 2, dtype=np.int64) - np.repeat(starts, sizes)
    value = batch.codes[:-2].astype(np.uint64) * _LONG1 + (places.astype(np.uint64) + np.uint64(1)) * _LONG2
    value = (value ^ (value >> np.uint64(29))) * _LONG3
    value ^= value >> np.uint64(32)
    return np.add.reduceat(value, starts) if len(sizes) else np.zeros(0, np.uint64)
