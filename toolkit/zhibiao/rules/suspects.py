"""Which of many rows a rule has to look at: its quick tests, asked once of each different name and target."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Filed, Rule, Suspect
from zhibiao.text import normalise

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Thing = TypeVar("Thing")


class Told:
    """Names as one text, normalised, a line each, so that a pattern is looked for in all of them at once."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._having: dict[re.Pattern[str], Mask] = {}

    def having(self, pattern: re.Pattern[str]) -> Mask:
        """The names in which the pattern stands; several rules ask for the same."""
        if pattern not in self._having:
            text, ends = self._lines
            found = np.fromiter((match.start() for match in pattern.finditer(text)), np.int64)
            mask = self._having[pattern] = np.zeros(len(self._names), bool)
            mask[np.searchsorted(ends, found)] = True
        return self._having[pattern]

    @cached_property
    def _lines(self) -> tuple[str, Ints]:
        """The text, and where its lines end."""
        lines = list(map(normalise, self._names))
        lengths = np.fromiter(map(len, lines), np.int64, len(lines))
        return "\n".join(lines), np.cumsum(lengths + 1) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Rows by what the tests look at: row i has the name `names[name_of[i]]`, the target `targets[target_of[i]]`, and
    `filed[filed_of[i]]` says where it stands. `filled` has the rows in which a field of Indicator is filled in; a field
    that is not there is filled in nowhere.
    """

    names: Sequence[str]
    name_of: Ints
    targets: Sequence[Target]
    target_of: Ints
    filed: Sequence[Filed]
    filed_of: Ints
    filled: Mapping[str, Mask]
    told: Told

    def __len__(self) -> int:
        """How many rows."""
        return len(self.name_of)


def make_batch(
    names: Sequence[str],
    targets: Sequence[Target],
    filed: Sequence[tuple[str, str, str]],
    fields: Mapping[str, Sequence[str]],
) -> Batch:
    """The batch of rows given as columns; `filed` are the fields of Filed, `fields` the texts of other columns by their
    field of Indicator.

    Equal targets are one where they are one object, which those of equal cells are.
    """
    different_names, name_of = number_things(names, names)
    different_targets, target_of = number_things(targets, map(id, targets))
    different_places, filed_of = number_things(filed, filed)
    return Batch(
        names=different_names,
        name_of=name_of,
        targets=different_targets,
        target_of=target_of,
        filed=[
            Filed(category=category, printed=printed, canonical=canonical)
            for category, printed, canonical in different_places
        ],
        filed_of=filed_of,
        told=Told(different_names),
        filled={field: np.fromiter(map(bool, texts), bool, len(texts)) for field, texts in fields.items()},
    )


def batch_of(rows: Sequence[ReviewedRow], fields: Iterable[str]) -> Batch:
    """The batch of rows of one table, with the `fields` that rules ask for."""
    return make_batch(
        [row.indicator.name for row in rows],
        [row.target for row in rows],
        [(row.label.category, row.label.category_printed, row.label.canonical) for row in rows],
        {field: [getattr(row.indicator, field) for row in rows] for field in fields},
    )


def asked_fields(rules: Iterable[Rule]) -> frozenset[str]:
    """The fields of Indicator of which rules ask whether they are filled in."""
    asked: set[str] = set()
    for rule in rules:
        asked.update(rule.needs, *(suspect.fields for suspect in rule.suspects))
    return frozenset(asked)


def applies(rule: Rule, batch: Batch) -> Mask:
    """The rows in which one of the fields is filled in that the rule needs; all where it needs none."""
    return _filled(rule.needs, batch)


def _filled(fields: Sequence[str], batch: Batch) -> Mask:
    """The rows in which one of `fields` is filled in; all where there are no fields."""
    mask = np.full(len(batch), not fields)
    for field in fields:
        if field in batch.filled:
            mask |= batch.filled[field]
    return mask


def find_suspects(rule: Rule, batch: Batch, among: Mask) -> list[int]:
    """The numbers of the rows `among` which the rule may object to."""
    if not rule.suspects:
        return np.flatnonzero(among).tolist()
    mask = np.zeros(len(batch), bool)
    for suspect in rule.suspects:
        mask |= _rows_of(suspect, batch, among & ~mask)
    return np.flatnonzero(mask).tolist()


def _rows_of(suspect: Suspect, batch: Batch, mask: Mask) -> Mask:
    """The rows of `mask` that are so; tests of what there is most of come last and see what is left."""
    if suspect.fields:
        mask = mask & _filled(suspect.fields, batch)
    if suspect.filed and mask.any():
        mask = mask & _passing(suspect.filed, batch.filed, batch.filed_of, mask)
    if suspect.target and mask.any():
        mask = mask & _passing(suspect.target, batch.targets, batch.target_of, mask)
    if suspect.sign and mask.any():
        mask = mask & batch.told.having(suspect.sign())[batch.name_of]
    if suspect.name and mask.any():
        mask = mask & _passing(suspect.name, batch.names, batch.name_of, mask)
    return _paired(suspect.pair, batch, mask) if suspect.pair and mask.any() else mask


def _paired(test: Callable[[str, Target], object], batch: Batch, mask: Mask) -> Mask:
    """The rows of `mask` whose name and target pass the test together."""
    passed = np.zeros(len(batch), bool)
    names, targets = batch.names, batch.targets
    places = np.flatnonzero(mask)
    numbers = zip(batch.name_of[places].tolist(), batch.target_of[places].tolist(), strict=True)
    passed[places] = [bool(test(names[name], targets[target])) for name, target in numbers]
    return passed


def _passing(test: Callable[[Thing], object], things: Sequence[Thing], number: Ints, mask: Mask) -> Mask:
    """Whether the thing of each row passes the test, which is asked of those of `mask` alone."""
    asked = np.zeros(len(things), bool)
    asked[number[mask]] = True
    places = np.flatnonzero(asked)
    asked[places] = list(map(bool, map(test, map(things.__getitem__, places.tolist()))))
    return asked[number]


def number_things(things: Sequence[Thing], keys: Iterable[Hashable]) -> tuple[list[Thing], Ints]:
    """The different things in order of their first place, and the number of that of each place."""
    number: dict[Hashable, int] = {}
    different: list[Thing] = []
    places = np.empty(len(things), np.int64)
    for at, key in enumerate(keys):
        found = number.setdefault(key, len(different))
        if found == len(different):
            different.append(things[at])
        places[at] = found
    return different, places
