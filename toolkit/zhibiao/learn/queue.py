"""Which rows are worth a label next: those the model is unsure of, that stand for many, and differ among themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from zhibiao.learn.folds import unit_vectors

if TYPE_CHECKING:
    import pandas as pd

ALIKE = 0.6  # a name this near (cosine) to one already chosen would teach the same
COLUMNS = (
    *("name", "target", "unit", "level1", "level2", "rows"),
    *("suggested", "confidence", "runner_up", "gold", "accept"),
)


def queue(frame: pd.DataFrame, size: int = 100) -> pd.DataFrame:
    """The `size` rows of `frame` most worth a label, best first, with the columns of COLUMNS.

    Each different row of the input is one candidate and counts as often as it stands there (`rows`). Its worth
    is the chance that its label is wrong times the logarithm of one plus that count; a row whose name is near to
    one already chosen is passed over as long as there are others. `gold` and `accept` are empty: a reviewer fills
    them, and `zhibiao train --add` reads the file. Raises ZhibiaoError TG01 where no column holds names.

    >>> import pandas as pd
    >>> chosen = queue(pd.DataFrame({"name": ["群众满意度", "助力高质量发展", "群众满意度"]}), size=1)
    >>> chosen["name"].tolist(), chosen["rows"].tolist(), chosen["gold"].tolist()
    (['助力高质量发展'], [1], [''])
    """
    import pandas as pd

    from zhibiao.classify import classify
    from zhibiao.tag import find_columns

    found = find_columns(list(frame.columns))
    fields = ("name", "target", "unit", "level1", "level2")
    told = pd.DataFrame(
        {
            field: frame[found[field]].fillna("").astype(str).tolist() if field in found else ""
            for field in fields
        },
        columns=fields,
        index=range(len(frame)),
    )
    told = told.loc[[bool(name.strip()) for name in told["name"]]]
    if told.empty:
        return pd.DataFrame(columns=COLUMNS)
    counted = told.groupby(list(fields), sort=False).size().reset_index(name="rows")
    labels = classify(
        counted["name"].tolist(),
        counted["target"].tolist(),
        counted["unit"].tolist(),
        printed=list(zip(counted["level1"], counted["level2"], strict=True)),
    )
    counted["suggested"] = [label.category for label in labels]
    counted["confidence"] = [round(label.confidence, 4) for label in labels]
    counted["runner_up"] = [label.candidates[1][0] if len(label.candidates) > 1 else "" for label in labels]
    counted["gold"] = counted["accept"] = ""
    worth = (1 - counted["confidence"].to_numpy()) * np.log1p(counted["rows"].to_numpy())
    chosen = _spread(counted["name"].tolist(), worth, size)
    return counted.loc[chosen, list(COLUMNS)].reset_index(drop=True)


def _spread(names: list[str], worth: np.ndarray, size: int) -> list[int]:
    """Places of the worthiest names that are unlike each other, then of the rest, `size` together."""
    order = np.argsort(-worth, kind="stable").tolist()
    vectors = unit_vectors(names)
    chosen: list[int] = []
    passed: list[int] = []
    for place in order:
        if len(chosen) == size:
            break
        alike = chosen and (vectors[place] @ vectors[chosen].T).max() >= ALIKE
        (passed if alike else chosen).append(place)
    return [*chosen, *passed][:size]
