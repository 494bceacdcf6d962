"""What was judged before: keys and their results, in bounded memory.

Two generations: keys are learnt into the young one; when it is full it becomes the old one, and what was in the old
one and was not met again is forgotten. So what is frequent stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any, cast

from zhibiao.bulk.keys import Keys

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

LIMIT = 64 << 20
"""Bytes that one generation may hold by its own count; one batch more may come on top."""
_KEY, _WORD = 160, 150  # bytes that Python needs for each, beside the text of a word; measured
_CHUNKS = 32  # from so many on, taking rows from them costs more than joining them


@dataclass(slots=True, kw_only=True)
class Generation:
    """Numbers of words for each field, of keys (the numbers of their words, packed), and results by number of key."""

    words: list[dict[str, int]] = field(default_factory=list)
    keys: dict[bytes, int] = field(default_factory=dict)
    results: pa.Table | None = None
    held: int = 0

    def learn_words(self, words: Sequence[pa.Array]) -> list[Any]:
        """The number of each word, field by field; new ones get the next."""
        import numpy as np

        self.words = self.words or [{} for _ in words]
        found = self.know_words(words)
        for numbers, known, column in zip(found, self.words, words, strict=True):
            new = np.flatnonzero(numbers < 0)
            numbers[new] = np.arange(len(known), len(known) + len(new))
            known.update(zip(column.take(new).to_pylist(), numbers[new].tolist(), strict=True))
            self.held += _WORD * len(new) + column.take(new).nbytes
        return found

    def know_words(self, words: Sequence[pa.Array]) -> list[Any]:
        """The number of each word, -1 for one that is not known."""
        known = self.words or [{} for _ in words]
        return [_found(numbers, column.to_pylist()) for numbers, column in zip(known, words, strict=True)]

    def know_keys(self, packed: list[bytes]) -> Any:
        """The number of each key, -1 for one that is not known."""
        return _found(self.keys, packed)

    def learn_keys(self, packed: list[bytes]) -> Any:
        """Give new keys the next numbers."""
        import numpy as np

        fresh = range(len(self.keys), len(self.keys) + len(packed))
        self.keys.update(zip(packed, fresh, strict=True))
        self.held += _KEY * len(packed)
        return np.array(fresh)

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

    Those that `young` lacked are taken from `old` (numbers in it) or come from judging the keys `unknown`, in this order.
    """

    young: Generation
    numbers: npt.NDArray[np.int64]
    old: Generation
    from_old: npt.NDArray[np.int64]
    unknown: npt.NDArray[np.int64]

    def results(self, judged: pa.Table | None) -> pa.Table:
        """One row a key of the batch. Plans have to be completed in the order they were made."""
        import pyarrow as pa

        parts = (
            []
            if self.old.results is None or not len(self.from_old)
            else [self.old.results.take(self.from_old)]
        )
        parts += [] if judged is None else [judged]
        if parts:
            self.young.add(pa.concat_tables(parts).combine_chunks())
        assert self.young.results is not None  # noqa: S101 - a batch has a key
        return self.young.results.take(self.numbers)


class Memory:
    """Remembers results of keys; `limit` bounds the bytes of each of the two generations."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self.young, self.old = Generation(), Generation()

    def plan(self, keys: Keys) -> Plan:
        """What is known of `keys`, and which of them have to be judged."""
        import numpy as np

        if self.young.held >= self.limit:
            self.young, self.old = Generation(), self.young
        packed = _packed(keys, self.young.learn_words(keys.words), np.arange(len(keys)))
        numbers = self.young.know_keys(packed)
        missing = np.flatnonzero(numbers < 0)
        before = self.old.know_keys(_packed(keys, self.old.know_words(keys.words), missing))
        # First those of the old generation, then the unknown, as Plan.results puts them together.
        order = np.concatenate((missing[before >= 0], missing[before < 0]))
        numbers[order] = self.young.learn_keys([packed[at] for at in order])
        return Plan(
            young=self.young,
            numbers=numbers,
            old=self.old,
            from_old=before[before >= 0],
            unknown=missing[before < 0],
        )


def _packed(keys: Keys, words: list[Any], chosen: Any) -> list[bytes]:
    """The numbers of the words of each key, as one value."""
    import numpy as np

    columns = [numbers[keys.numbers[chosen, at]] for at, numbers in enumerate(words)]
    rows = np.ascontiguousarray(np.stack(columns, axis=1), np.int32)
    return cast("list[bytes]", rows.view(np.dtype((np.void, rows.shape[1] * 4))).ravel().tolist())


def _found(numbers: dict[Any, int], wanted: list[Any]) -> Any:
    import numpy as np

    return np.fromiter(map(numbers.get, wanted, repeat(-1)), np.int64, len(wanted))
