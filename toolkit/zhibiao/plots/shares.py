"""Counts of rows in groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError
from zhibiao.plots.canvas import word

if TYPE_CHECKING:
    import pandas as pd

_EMPTY = frozenset(word("empty", lang) for lang in ("zh", "en"))


def need_columns(frame: pd.DataFrame, names: Sequence[str]) -> None:
    """Raises ZhibiaoError PL01 for a column that is not there, PL02 for a frame without rows."""
    for name in names:
        if name not in frame.columns:
            raise ZhibiaoError("PL01", column=name, known="、".join(map(str, frame.columns)))
    if not len(frame):
        raise ZhibiaoError("PL02", detail="0 rows")


def group_keys(column: pd.Series, empty: str) -> pd.Series:
    """The values as texts to group by, `empty` for what is missing or blank; 2023 and not 2023.0."""
    import pandas as pd

    from zhibiao.tag import texts

    found = [text.strip() or empty for text in texts(column)]
    return pd.Series(found, index=column.index, dtype=object)


def counted(
    frame: pd.DataFrame, column: str, values: Sequence[str], keys: Sequence[pd.Series]
) -> pd.DataFrame:
    """How many rows of each group (`keys`) have each of `values` in `column`: an int column for each value."""
    import pandas as pd

    table = pd.crosstab(
        index=[key.to_numpy() for key in keys], columns=frame[column].astype(object).to_numpy()
    )
    return table.reindex(columns=list(values), fill_value=0)


def are_years(labels: Sequence[Any]) -> bool:
    """Whether the labels are years, four digits from 1900 to 2099, perhaps with 年 or 年度 behind them.

    The label of rows without a year may stand among them.

    >>> are_years(["2021", "2022年", "（空）"]), are_years(["2021", "教育局"]), are_years(["（空）"])
    (True, False, False)
    """
    named = [str(label) for label in labels if label not in _EMPTY]
    return bool(named) and all(re.fullmatch(r"(?:19|20)\d\d(?:年度?)?", label) for label in named)
