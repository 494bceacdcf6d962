"""The families of features of an indicator: its name, its target, and what the target says.

Each family is hashed under a seed of its own and weighted as a whole, so that a long name does not drown a
short target. The settings are stored with the model: a model is read with the features it was trained on.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhibiao.classify.features import Grams, Ints, fold, hash_texts

Floats = npt.NDArray[np.float32]

_NAME, _TARGET, _PARSED, _CROSS = 1, 2, 3, 4
EMPTY = 3  # n-grams of an empty text: the mark alone


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSettings:
    """Weight of each family (0: not used) and the number of hash bits.

    `name`, `target`: character n-grams of the name, and of the target with its unit; `parsed`: tier, kind,
    dimension and comparator of the parsed target; `cross`: the last characters of the name together with
    the shape of the target (人数 with a percentage is not 人数 with a number).
    """

    bits: int = 20
    name: float = 1.0
    target: float = 0.8
    parsed: float = 0.0
    cross: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Hashed features of a batch and the value each of them has in each row."""

    name: str
    grams: Grams
    scale: Floats


def families(
    names: Sequence[str], targets: Sequence[str], units: Sequence[str], settings: FeatureSettings
) -> tuple[Family, ...]:
    """The families of a batch that `settings` switch on; all three lists have one entry a row.

    >>> one, two = families(["培训人数"], ["≥90"], ["人"], FeatureSettings(cross=0))
    >>> one.name, one.grams.counts().tolist(), two.name, two.grams.counts().tolist()
    ('name', [15], 'target', [12])
    """
    return tuple(_families(names, join_units(targets, units), targets, units, settings))


def _families(
    names: Sequence[str],
    joined: Sequence[str],
    targets: Sequence[str],
    units: Sequence[str],
    settings: FeatureSettings,
) -> Iterator[Family]:
    bits = settings.bits
    if settings.name:
        yield _family("name", hash_texts(names, seed=_NAME, bits=bits), settings.name)
    if settings.target:
        yield _family("target", hash_texts(joined, seed=_TARGET, bits=bits), settings.target)
    if settings.parsed:
        yield _family("parsed", parsed_features(targets, units, bits=bits), settings.parsed)
    if settings.cross:
        yield _family("cross", cross_features(names, joined, bits=bits), settings.cross)


def _family(name: str, grams: Grams, weight: float) -> Family:
    # Dividing by the root of the number of n-grams keeps long texts from being surer than short ones.
    counts = grams.counts()
    scale = np.float32(weight) / np.sqrt(np.maximum(counts, 1).astype(np.float32))
    if name == "target":
        scale[counts <= EMPTY] = 0.0  # no target tells nothing: lists of names are no evidence either way
    return Family(name=name, grams=grams, scale=scale.astype(np.float32))


def join_units(targets: Sequence[str], units: Sequence[str]) -> list[str]:
    """Targets with the unit of their unit column, unless they end with it.

    >>> join_units(["≥90", "≥90%", ""], ["%", "%", "人"])
    ['≥90%', '≥90%', '人']
    """
    pairs = zip(targets, units, strict=True)
    return [target if not unit or target.endswith(unit) else target + unit for target, unit in pairs]


def parsed_features(targets: Sequence[str], units: Sequence[str], *, bits: int) -> Grams:
    """What each target says when it is parsed: tier, kind, dimension and comparator, one bucket each."""
    from zhibiao.target import parse_target

    rows = []
    for target, unit in zip(targets, units, strict=True):
        parsed = parse_target(target, unit=unit)
        told = (parsed.tier, parsed.kind, parsed.dimension, parsed.comparator)
        rows.append([_bucket(f"{place}={value}", bits) for place, value in enumerate(told)])
    return _fixed(np.array(rows, dtype=np.int32).reshape(-1, 4))


def _bucket(token: str, bits: int) -> int:
    return zlib.crc32(f"{_PARSED}:{token}".encode()) & ((1 << bits) - 1)


def cross_features(names: Sequence[str], targets: Sequence[str], *, bits: int) -> Grams:
    """The last one and two characters of each name, each with the shape of its target.

    The shape says whether the target has a number, which comparator it begins with, and its last character.
    """
    codes, marks = fold(names)
    ends = np.maximum(marks[1:] - 1, 0)
    last, second = codes[ends], codes[np.maximum(ends - 1, 0)]
    shape = _shapes(targets)
    tails = (last, last * np.uint32(0x85EBCA77) + second)
    return _fixed(np.stack([_mix(tail, shape, bits) for tail in tails], axis=1))


def _shapes(targets: Sequence[str]) -> npt.NDArray[np.uint32]:
    codes, marks = fold(targets)
    numbers = np.concatenate(([0], np.cumsum(codes == ord("0"))))
    number = (numbers[marks[1:]] > numbers[marks[:-1]]).astype(np.uint32)
    last = codes[np.maximum(marks[1:] - 1, 0)]
    return last * np.uint32(2) + number


def _mix(tail: npt.NDArray[np.uint32], shape: npt.NDArray[np.uint32], bits: int) -> Ints:
    value = (tail ^ np.uint32(_CROSS * 0x27D4EB2F & 0xFFFFFFFF)) * np.uint32(0x9E3779B1)
    value = (value ^ (value >> np.uint32(15))) * np.uint32(0x85EBCA77) + shape * np.uint32(0xC2B2AE3D)
    value = (value ^ (value >> np.uint32(15))) * np.uint32(0x9E3779B1)
    return ((value ^ (value >> np.uint32(16))) & np.uint32((1 << bits) - 1)).view(np.int32)


def _fixed(buckets: Ints) -> Grams:
    """Rows that all have the same number of buckets."""
    rows, width = buckets.shape
    return Grams(indices=buckets.ravel(), indptr=np.arange(rows + 1, dtype=np.int32) * np.int32(width))
