"""What was judged before: keys and their results, in bounded memory.

Two generations: keys are learnt into the young one; when it is full it becomes the old one, and what was in the old
one and was not met again is forgotten. So what is frequent stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from zhibiao.bulk.keys import Keys

LIMIT = 40 << 20
"""Bytes that one generation may hold by its own count; one batch more may come on top."""
_WORD = 150  # bytes that Python needs for a word beside its text, measured
_CHUNKS = 32  # from so many on, taking rows from them costs more than joining them
_MIX = 0x9E3779B97F4A7C15  # an odd number without pattern: spreads what differs over all bits


class Words:
    """The texts of one field, numbered in the order they were met."""

    def __init__(self) -> None:
        # A word that is asked for with [] and not there gets the next number.
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)

    def numbers(self, words: list[str]) -> npt.NDArray[np.int32]:
        """The number of each word, -1 for one that was not met."""
        import numpy as np

        return np.fromiter(map(self._numbers.get, words, repeat(-1)), np.int32, len(words))

    def learn(self, words: list[str]) -> tuple[npt.NDArray[np.int32], int]:
        """The number of each word, the next ones for those that were not met; bytes that these take."""
        import numpy as np

        met = len(self._numbers)
        numbers = np.fromiter(map(self._numbers.__getitem__, words), np.int32, len(words))
        new = [words[place] for place in np.flatnonzero(numbers >= met).tolist()]
        return numbers, _WORD * len(new) + 2 * sum(map(len, new))


class Rows:
    """Rows of numbers, themselves numbered in the order they were met.

    Looked up by a fingerprint of 64 bits and then compared, so two rows with one fingerprint are not mistaken for
    each other: the second is not found, and judged again.
    """

    def __init__(self, width: int) -> None:
        import numpy as np

        self._rows = np.empty((0, width), np.int32)
        self._prints = np.empty(0, np.uint64)  # in their order
        self._of_print = np.empty(0, np.int32)

    def __len__(self) -> int:
        """How many rows were met."""
        return len(self._rows)

    def numbers(self, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        """The number of each row, -1 for one that was not met."""
        import numpy as np

        if not len(self):
            return np.full(len(rows), -1)
        prints = _fingerprints(rows)
        at = np.minimum(np.searchsorted(self._prints, prints), len(self) - 1)
        numbers = self._of_print[at].astype(np.int64)
        numbers[(self._prints[at] != prints) | (self._rows[numbers] != rows).any(axis=1)] = -1
        return numbers

    def learn(self, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
        """Give rows that were not met the next numbers."""
        import numpy as np

        fresh = np.arange(len(self), len(self) + len(rows))
        prints = _fingerprints(rows)
        order = np.argsort(prints)
        at = np.searchsorted(self._prints, prints[order])
        self._prints = np.insert(self._prints, at, prints[order])
        self._of_print = np.insert(self._of_print, at, fresh[order])
        self._rows = np.concatenate((self._rows, rows))
        return fresh

    def held(self) -> int:
        """Bytes of all of it."""
        return int(self._rows.nbytes + self._prints.nbytes + self._of_print.nbytes)


def _fingerprints(rows: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    import numpy as np

    prints = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        prints = (prints ^ column.astype(np.uint64)) * np.uint64(_MIX)
        prints ^= prints >> np.uint64(29)
    return prints


class Generation:
    """What was learnt in one time: words, keys as rows of numbers of their words, results by number of key."""

    def __init__(self, width: int) -> None:
        self.words = [Words() for _ in range(width)]
        self.keys = Rows(width)
        self.results: pa.Table | None = None
        self._held = 0

    def held(self) -> int:
        """Bytes of all of it, about."""
        return self._held + self.keys.held()

    def learn_words(
        self, words: Sequence[list[str]], numbers: npt.NDArray[np.int32]
    ) -> npt.NDArray[np.int32]:
        """What `rows` gives, after those of `words` were numbered that were not met."""
        import numpy as np

        learnt = [known.learn(texts) for known, texts in zip(self.words, words, strict=True)]
        self._held += sum(size for _, size in learnt)
        return np.stack([own[column] for (own, _), column in zip(learnt, numbers.T, strict=True)], axis=1)

    def rows(self, words: Sequence[list[str]], numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Keys, given as rows of numbers of `words`, as rows of the numbers that this generation has for them."""
        import numpy as np

        columns = zip(self.words, words, numbers.T, strict=True)
        return np.stack([known.numbers(texts)[column] for known, texts, column in columns], axis=1)

    def add(self, results: pa.Table) -> None:
        """Put results behind those that are there."""
        import pyarrow as pa

        self._held += results.nbytes
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

    def __init__(self, width: int, limit: int = LIMIT) -> None:
        self.width, self.limit = width, limit
        self.young, self.old = Generation(width), Generation(width)

    def plan(self, keys: Keys) -> Plan:
        """What is known of `keys`, and which of them have to be judged."""
        import numpy as np

        if self.young.held() >= self.limit:
            self.young, self.old = Generation(self.width), self.young
        words = [column.to_pylist() for column in keys.words]
        rows = self.young.learn_words(words, keys.numbers)
        numbers = self.young.keys.numbers(rows)
        missing = np.flatnonzero(numbers < 0)
        before = np.full(len(missing), -1)
        if len(self.old.keys):
            before = self.old.keys.numbers(self.old.rows(words, keys.numbers[missing]))
        # First those of the old generation, then the unknown, as Plan.results puts them together.
        order = np.concatenate((missing[before >= 0], missing[before < 0]))
        numbers[order] = self.young.keys.learn(rows[order])
        return Plan(
            young=self.young,
            numbers=numbers,
            old=self.old,
            from_old=before[before >= 0],
            unknown=missing[before < 0],
        )
