"""Names as sparse rows of their character pairs: the likeness of likeness.py for all pairs of many names at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from zhibiao.likeness import pairs
from zhibiao.taxonomy import load_yaml
from zhibiao.text import normalise

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
    Floats = np.ndarray[tuple[int], np.dtype[np.float64]]

_BLOCK = 1024
"""Names that are held against all others at once: bounds the memory."""


class PairTable:
    """Names, once each: `alike` says which of them are alike, with the shares that `likeness.alike` gives.

    Give it bare names where years and list numbers do not matter.

    >>> table = PairTable(["培训人次", "受训人次", "绿化面积"])
    >>> [sorted(zip(*map(list, found))) == [(0, 0, 1.0), (0, 1, 2 / 3)] for found in table.alike([0], [0, 1, 2], 0.5)]
    [True]
    """

    def __init__(self, names: Sequence[str]) -> None:
        import numpy as np
        from scipy.sparse import csr_array

        known: dict[str, int] = {}
        places: list[int] = []
        ends = [0]
        for name in names:
            places += [known.setdefault(pair, len(known)) for pair in pairs(normalise(name))]
            ends.append(len(places))
        ones = np.ones(len(places), "float32")
        shape = (len(names), max(1, len(known)))
        self._rows: Any = csr_array((ones, np.array(places, "int64"), np.array(ends, "int64")), shape=shape)
        self._sizes = np.diff(self._rows.indptr)

    def alike(
        self, some: Sequence[int] | Ints, others: Sequence[int] | Ints, least: float
    ) -> Iterator[tuple[Ints, Ints, Floats]]:
        """Pairs at least so alike, in blocks: place in `some`, place in `others`, Dice share (above 0)."""
        import numpy as np

        one, two = np.asarray(some), np.asarray(others)
        across = self._rows[two].T.tocsr()
        for start in range(0, len(one), _BLOCK):
            block = one[start : start + _BLOCK]
            common = (self._rows[block] @ across).tocoo()
            whole = self._sizes[block][common.row] + self._sizes[two][common.col]
            share = 2.0 * common.data / whole
            kept = share >= least
            yield common.row[kept].astype("int64") + start, common.col[kept].astype("int64"), share[kept]

    def alike_within(
        self, some: tuple[Ints, Ints], others: tuple[Ints, Ints], least: float
    ) -> Iterator[tuple[Ints, Ints, Floats]]:
        """As `alike`, only pairs of the same group: `some` and `others` are (names, their groups), numbers each.

        Small groups are looked at together: a product of two matrices costs more than what stands in small ones.

        >>> import numpy as np
        >>> table, groups = PairTable(["培训人次", "受训人次"]), (np.array([0, 1]), np.array([7, 8]))
        >>> [[part.tolist() for part in found] for found in table.alike_within(groups, groups, 0.5)]
        [[[0, 1], [0, 1], [1.0, 1.0]]]
        """
        import numpy as np

        (one, keys), (two, other_keys) = some, others
        order, other_order = np.argsort(keys, kind="stable"), np.argsort(other_keys, kind="stable")
        keys, other_keys = keys[order], other_keys[other_order]
        start = 0
        while start < len(keys):
            last = keys[min(start + _BLOCK, len(keys)) - 1]
            end = int(np.searchsorted(keys, last, side="right"))
            low, high = (
                np.searchsorted(other_keys, keys[start]),
                np.searchsorted(other_keys, last, side="right"),
            )
            mine, theirs = order[start:end], other_order[low:high]
            for rows, columns, shares in self.alike(one[mine], two[theirs], least) if low < high else ():
                same = keys[start:end][rows] == other_keys[low:high][columns]
                yield mine[rows[same]], theirs[columns[same]], shares[same]
            start = end


@lru_cache(maxsize=1 << 17)
def bare_name(name: str) -> str:
    """A name to compare with: normalised, without the mark or number of a list before it and without a year in it.

    >>> bare_name("★（1）2023年度培训人次"), bare_name("①绿化面积"), bare_name("2023年")
    ('培训人次', '绿化面积', '2023年')
    """
    mark, year = _outside()
    plain = normalise(mark.sub("", name))
    return year.sub("", plain) or plain or normalise(name)


@lru_cache(maxsize=1 << 17)
def what_kind(name: str) -> tuple[bool, str]:
    """What must be the same in two names for one thing: whether it is a share, and the numbers and stages in it.

    >>> what_kind("一期工程完工率"), what_kind("培训人次")
    ((True, '一期'), (False, ''))
    """
    shares, stages = _patterns()
    text = bare_name(name)
    return bool(shares.search(text)), ",".join(sorted(stages.findall(text)))


@cache
def _outside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load_yaml("lexicon/synonyms.yml")
    return re.compile(data["list_mark"]), re.compile(data["year"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load_yaml("lexicon/synonyms.yml")
    shares = "|".join(map(re.escape, data["share_endings"]))
    return re.compile(f"(?:{shares})(?:[(（].*)?$"), re.compile("|".join(data["stages"]))
