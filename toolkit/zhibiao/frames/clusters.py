"""Names that mean the same (受训人次, 培训人次, 参训人数): clusters to read, export, correct and apply again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.frames.columns import given_columns, plain_texts, tagged
from zhibiao.frames.corrections import COLUMNS, apply_corrections, read_corrections
from zhibiao.frames.grouping import Names, group_names, in_conflict
from zhibiao.frames.named import names_of
from zhibiao.text import normalise

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonyms:
    """Clusters of names. `names` has one row a name, the clusters with most rows first.

    Columns of `names`: `cluster` (number from 1), `label` (its most frequent name, or what a correction calls it),
    `name` (the usual spelling), `rows` (how many rows of the frame have it), `likeness` (to the label, 0 to 1),
    `canonical`, `category` (of most of its rows), `units` (what its rows count, `人次:12;人:5`), `corrected` (a
    correction moved it). `unused` are the corrections that named something that the frame does not hold: columns
    `action`, `name`, `to`, `missing`.
    """

    names: pd.DataFrame
    unused: pd.DataFrame

    def __len__(self) -> int:
        """The number of clusters."""
        return int(self.names["cluster"].nunique())

    def clusters(self) -> pd.DataFrame:
        """One row a cluster.

        Columns: `cluster`, `label`, `names` (joined by 、, most frequent first), `different` (how many names), `rows`,
        `canonical`, `category` (of most of its rows), `units` (`人次:12;人:5`), `unit_conflict`: its rows count things that
        cannot be added up (人次 against 人; 个 against 家 can).
        """
        return _clusters(self.names)

    def labels(self, frame: pd.DataFrame, *, columns: Mapping[str, str] | None = None) -> pd.Series:
        """The label of the cluster of each row of a frame, by its name; missing for a name that is in no cluster.

        Raises ZhibiaoError TG01 where no column holds names.
        """
        known = dict(zip(map(normalise, self.names["name"]), self.names["label"], strict=True))
        column = plain_texts(frame[given_columns(frame, columns)["name"]])
        return column.map({name: known.get(normalise(name)) for name in column.unique()}).rename("label")

    def to_csv(self, path: str | Path) -> Path:
        """Write `names` as UTF-8 with a mark that spreadsheets read; returns the path.

        Raises ZhibiaoError WR01 where it cannot be written.
        """
        from zhibiao.report.files import write_atomic

        return write_atomic(Path(path), "\ufeff" + self.names.to_csv(index=False, lineterminator="\n"))


def synonyms(
    frame: pd.DataFrame,
    *,
    corrections: str | Path | pd.DataFrame | None = None,
    least: float = 0.6,
    columns: Mapping[str, str] | None = None,
) -> Synonyms:
    """Clusters of the names of a frame (tagged first where it is not) that mean the same.

    Only names of the same canonical indicator come together, or, without one, of the same category. Those that the
    taxonomy knows for the indicator are one cluster; another name joins the cluster that it is most like from
    `least` on (Dice share of common character pairs, 0 to 1), else it begins one, the frequent names first. Names
    that differ in a number or stage (一期, 二期), and a share and a number, never come together. It is a proposal: read
    it, and write what is wrong into a table of `corrections` (a csv or a frame with the columns `action` (merge, split,
    rename), `name`, `to`), which is applied in its order.
    Raises ZhibiaoError TG01 where no column holds names, TG06 for faulty corrections, RD01 for no such file.

    >>> import pandas as pd
    >>> rows = {"name": ["培训人次", "培训人次", "受训人次", "参训人数"], "target": ["90人次", "80人次", "70人次", "60人"]}
    >>> found = synonyms(pd.DataFrame(rows))
    >>> found.clusters()[["names", "rows", "units", "unit_conflict"]].values.tolist()
    [['培训人次、参训人数、受训人次', 4, '人次:3;人:1', True]]
    """
    import pandas as pd

    found = tagged(frame, columns=columns)
    names = names_of(found)
    cluster = group_names(names, least)
    renamed: dict[int, str] = {}
    before = dict(cluster)
    decisions = (
        read_corrections(corrections) if corrections is not None else pd.DataFrame(columns=list(COLUMNS))
    )
    lost = apply_corrections(cluster, renamed, decisions)
    moved = [cluster[key] != before[key] for key in names.keys]
    unused = decisions.iloc[[number for number, _ in lost]].assign(missing=[name for _, name in lost])
    return Synonyms(
        names=_told(names, cluster, _labels(names, cluster) | renamed, moved),
        unused=unused.reset_index(drop=True),
    )


def _labels(names: Names, cluster: Mapping[str, int]) -> dict[int, str]:
    """The most frequent name of each cluster."""
    label: dict[int, str] = {}
    for key, name in zip(names.keys, names.names, strict=True):
        label.setdefault(cluster[key], name)
    return label


def _told(
    names: Names, cluster: Mapping[str, int], label: Mapping[int, str], moved: list[bool]
) -> pd.DataFrame:
    """The frame `Synonyms.names`."""
    import pandas as pd

    from zhibiao.frames.types import typed
    from zhibiao.likeness import alike

    own = [cluster[key] for key in names.keys]
    table = pd.DataFrame(
        {"own": own, "label": [label[number] for number in own], "name": names.names, "rows": names.rows}
    )
    table["likeness"] = [
        1.0 if one == two else alike(one, two) for one, two in zip(table["label"], table["name"], strict=True)
    ]
    table = table.assign(canonical=names.canonical, category=names.category)
    table["units"] = [_join(units) for units in names.units]
    table["corrected"] = moved
    table["all"] = table.groupby("own")["rows"].transform("sum")
    table = table.sort_values(["all", "own", "rows"], ascending=[False, True, False], kind="stable")
    table.insert(0, "cluster", pd.factorize(table["own"])[0] + 1)
    return typed(table.drop(columns=["own", "all"]).reset_index(drop=True))


def _join(units: Mapping[str, int]) -> str:
    return ";".join(
        f"{unit}:{count}" for unit, count in sorted(units.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _sum(texts: Iterable[str]) -> dict[str, int]:
    """The units of several names together."""
    total: dict[str, int] = {}
    for part in ";".join(texts).split(";"):
        unit, _, count = part.rpartition(":")
        if unit:
            total[unit] = total.get(unit, 0) + int(count)
    return total


def _clusters(names: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    grouped = names.groupby("cluster", sort=True)
    first = grouped[["label", "canonical", "category"]].first()
    units = [_sum(texts) for texts in grouped["units"].agg(list)]
    told = {
        "label": first["label"],
        "names": grouped["name"].agg("、".join),
        "different": grouped.size(),
        "rows": grouped["rows"].sum(),
        "canonical": first["canonical"],
        "category": first["category"],
    }
    frame = pd.DataFrame(told).reset_index()
    return frame.assign(
        units=[_join(one) for one in units], unit_conflict=[in_conflict(one) for one in units]
    )
