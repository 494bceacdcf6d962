"""What a run did, counted on the way in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from zhibiao.bulk.keys import Keys

KEPT_NAMES = 2000
SHOWN_NAMES = 20
UNPLACED = "X"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What `tag_files` did.

    `rows` were written to `out`, `rejected` lines to `rejects` (None where there are none); of the rows, `judged` were
    judged and the others are repeats. Counts of `categories` and `tiers` are of rows. The program abstains for
    `needs_review` rows; `unplaced` are no indicators (category X), `without_canonical` fit no canonical indicator: `names`
    are the most frequent among them with their rows, each short by `names_short` at most, because not every name is kept.
    After a resumption, `resumed_rows` of the rows were there before, and `seconds` are those of this run.
    """

    out: Path
    rows: int
    rejected: int
    judged: int
    seconds: float
    categories: Mapping[str, int]
    tiers: Mapping[str, int]
    needs_review: int
    unplaced: int
    without_canonical: int
    names: Mapping[str, int]
    names_short: int = 0
    resumed_rows: int = 0
    rejects: Path | None = None

    @property
    def rows_per_second(self) -> float:
        """Rows of this run by its seconds."""
        return (self.rows - self.resumed_rows) / self.seconds if self.seconds else 0.0

    def to_json(self) -> dict[str, Any]:
        """The fields for machines, in the order of this class."""
        facts = {**asdict(self), "out": str(self.out), "rows_per_second": round(self.rows_per_second, 1)}
        facts["seconds"] = round(self.seconds, 3)
        return {**facts, "rejects": str(self.rejects) if self.rejects else None}


@dataclass(slots=True, kw_only=True)
class Tally:
    """The counts of a run so far; `names` holds the most frequent names without a canonical indicator.

    When more than twice KEPT_NAMES are known, the rarer half is forgotten; a name met again afterwards is short by
    what was forgotten of it: at most `names_short`.
    """

    rows: int = 0
    rejected: int = 0
    judged: int = 0
    needs_review: int = 0
    without_canonical: int = 0
    categories: Counter[str] = field(default_factory=Counter)
    tiers: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    names_short: int = 0

    def add(self, keys: Keys, added: pa.Table) -> None:
        """Count the rows of a batch: `added` are the labels of its keys."""
        import numpy as np
        import pyarrow.compute as pc

        weights = np.bincount(keys.codes.to_numpy(), minlength=len(keys))
        self.rows += len(keys.codes)
        self.categories.update(_weighted(added.column("category"), weights))
        self.tiers.update(_weighted(added.column("target_tier"), weights))
        self.needs_review += int(weights[added.column("needs_review").to_numpy()].sum())
        lacking = np.flatnonzero(pc.equal(added.column("canonical"), "").to_numpy())
        self.without_canonical += int(weights[lacking].sum())
        names = keys.words[0]  # the field `name` is always there, and first
        rows = np.bincount(keys.numbers[lacking, 0], weights[lacking], minlength=len(names))
        found = np.flatnonzero(rows)
        counts = rows[found].astype(np.int64).tolist()
        self.names.update(dict(zip(names.take(found).to_pylist(), counts, strict=True)))
        self._forget()

    def _forget(self) -> None:
        if len(self.names) > 2 * KEPT_NAMES:
            ranked = self.names.most_common()
            self.names = Counter(dict(ranked[:KEPT_NAMES]))
            self.names_short += ranked[KEPT_NAMES][1]

    def to_json(self) -> dict[str, Any]:
        """The counts, to be read by `from_json`."""
        values = ((name, getattr(self, name)) for name in self.__slots__)
        return {name: dict(value) if isinstance(value, Counter) else value for name, value in values}

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> Self:
        """The counts that `to_json` wrote."""
        counters = {name: Counter(facts[name]) for name in ("categories", "tiers", "names")}
        return cls(**{**facts, **counters})

    def summary(self, out: Path, *, seconds: float, resumed_rows: int, rejects: Path | None) -> Summary:
        """The counts as the result of a run."""
        return Summary(
            out=out,
            rows=self.rows,
            rejected=self.rejected,
            judged=self.judged,
            seconds=seconds,
            categories=dict(self.categories.most_common()),
            tiers=dict(self.tiers.most_common()),
            needs_review=self.needs_review,
            unplaced=self.categories[UNPLACED],
            without_canonical=self.without_canonical,
            names=dict(self.names.most_common(SHOWN_NAMES)),
            names_short=self.names_short,
            resumed_rows=resumed_rows,
            rejects=rejects,
        )


def _weighted(values: pa.ChunkedArray, weights: npt.NDArray[np.int64]) -> dict[str, int]:
    """How many rows each value has."""
    import numpy as np

    encoded = values.combine_chunks().dictionary_encode()
    sums = np.bincount(encoded.indices.to_numpy(), weights, minlength=len(encoded.dictionary))
    return {value: int(count) for value, count in zip(encoded.dictionary.to_pylist(), sums, strict=True)}
