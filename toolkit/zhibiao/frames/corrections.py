"""What a person decided about clusters of names, kept in a table and applied again to any frame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.text import normalise

if TYPE_CHECKING:
    import pandas as pd

ACTIONS = ("merge", "split", "rename")
COLUMNS = ("action", "name", "to")


def read_corrections(corrections: str | Path | pd.DataFrame) -> pd.DataFrame:
    """The decisions as a frame of texts with the columns `action`, `name`, `to`, in their order.

    Raises ZhibiaoError TG06 where a column is missing, an action is none of merge, split, rename, or a name is empty,
    RD01 for no such file.

    >>> import pandas as pd
    >>> read_corrections(pd.DataFrame({"action": ["split"], "name": ["参训人数"], "to": [None]})).values.tolist()
    [['split', '参训人数', '']]
    """
    import pandas as pd

    if isinstance(corrections, pd.DataFrame):
        table, where = corrections, "DataFrame"
    else:
        where = str(corrections)
        if not Path(corrections).is_file():
            raise ZhibiaoError("RD01", path=where)
        table = pd.read_csv(corrections, dtype=str, encoding="utf-8-sig", keep_default_na=False)
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        raise ZhibiaoError("TG06", path=where, detail="、".join(missing))
    told = table[list(COLUMNS)].fillna("").astype(str).reset_index(drop=True)
    for number, (action, name, to) in enumerate(told.itertuples(index=False), start=1):
        if action not in ACTIONS or not name or (action != "split" and not to):
            raise ZhibiaoError("TG06", path=where, detail=f"{number}: {action},{name},{to}")
    return told


def apply_corrections(
    cluster: dict[str, int], renamed: dict[int, str], decisions: pd.DataFrame
) -> list[tuple[int, str]]:
    """Change clusters (normalised name -> number) by the decisions, one after the other; `renamed` takes labels given.

    merge: all names of the cluster of `name` go to that of `to`; split: `name` alone leaves its cluster, for that of
    `to`, or for one of its own where `to` is empty; rename: the cluster of `name` is called `to`. Names are found by
    their normalised text. Returns the number of each decision that changed nothing, from 0, and the name not found.
    """
    unused: list[tuple[int, str]] = []
    members: dict[int, set[str]] = {}
    for key, own in cluster.items():
        members.setdefault(own, set()).add(key)

    def move(keys: set[str], to: int) -> None:
        for key in keys:
            members[cluster[key]].discard(key)
            cluster[key] = to
        members.setdefault(to, set()).update(keys)

    for number, (action, name, to) in enumerate(decisions.itertuples(index=False)):
        keys = [normalise(name)] + ([normalise(to)] if to and action != "rename" else [])
        lost = [text for text, key in zip((name, to), keys, strict=False) if key not in cluster]
        if lost:
            unused.append((number, lost[0]))
            continue
        own = cluster[keys[0]]
        if action == "rename":
            renamed[own] = to
        elif action == "merge":
            move(set(members[own]), cluster[keys[1]])
        elif to:
            move({keys[0]}, cluster[keys[1]])
        else:
            move({keys[0]}, max(members) + 1)
    return unused
