"""What was judged before: keys and their results, in bounded memory.

Two generations: keys are learnt into the young one; when it is full it becomes the old one, and what was in the old
one and was not met again is forgotten. So what is frequent stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

LIMIT = 64 << 20
"""Bytes that one generation may hold, by the count of `Generation.held`; a batch more may come on top."""
_KEY = 150  # bytes of Python and of the dictionary around each key, measured
_CHUNKS = 32  # from so many on, taking rows from them costs more than joining them


@dataclass(slots=True, kw_only=True)
class Generation:
    """Keys with the number of their result, and the results by number."""

    numbers: dict[bytes, int] = field(default_factory=dict)
    results: pa.Table | None = None
    held: int = 0

    def add(self, results: pa.Table) -> None:
        """Put results behind those that are there."""
        import pyarrow as pa

        self.held += results.nbytes
        self.results = results if self.results is None else pa.concat_tables([self.results, results])
        if self.results.column(0).num_chunks > _CHUNKS:
            self.results = self.results.combine_chunks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the results of a batch come together: numbers in `young` for each key of the batch.

    Those that `young` still lacks are taken from `old` (numbers in it) or come from judging `unknown`, in this order.
    """

    young: Generation
    numbers: npt.NDArray[np.int64]
    old: Generation
    from_old: npt.NDArray[np.int64]
    unknown: pa.Array

    def results(self, judged: pa.Table | None) -> pa.Table:
        """One row a key of the batch. Plans have to be completed in the order they were made."""
        import pyarrow as pa

        parts = [judged] if judged is not None else []
        if len(self.from_old) and self.old.results is not None:
            parts.insert(0, self.old.results.take(self.from_old))
        if parts:
            self.young.add(pa.concat_tables(parts).combine_chunks())
        assert self.young.results is not None  # noqa: S101 - a batch has at least one key
        return self.young.results.take(self.numbers).combine_chunks()


class Memory:
    """Remembers results of keys; `limit` bounds the bytes of each of the two generations."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self.young, self.old = Generation(), Generation()

    def plan(self, keys: pa.Array) -> Plan:
        """What is known of `keys`, all different, and what has to be judged."""
        import numpy as np

        if self.young.held >= self.limit:
            self.young, self.old = Generation(), self.young
        young, old = self.young, self.old
        names = keys.to_pylist()
        numbers = _numbers(young, names)
        missing = np.flatnonzero(numbers < 0)
        before = _numbers(old, [names[at] for at in missing])
        # First those of the old generation, then the unknown, as Plan.results puts them together.
        order = np.concatenate((missing[before >= 0], missing[before < 0]))
        fresh = np.arange(len(young.numbers), len(young.numbers) + len(order))
        numbers[order] = fresh
        young.numbers.update(zip([names[at] for at in order], fresh.tolist(), strict=True))
        young.held += _KEY * len(order) + sum(len(names[at]) for at in order)
        unknown = keys.take(missing[before < 0])
        return Plan(
            young=young, numbers=numbers, old=old, from_old=before[before >= 0], unknown=unknown
        )


def _numbers(generation: Generation, names: list[bytes]) -> Any:
    import numpy as np

    return np.fromiter(map(generation.numbers.get, names, repeat(-1)), np.int64, len(names))
