"""The dtypes of the flat columns: lists that are closed become categoricals with every value, seen or not.

So frames of several files keep their types when they are put together (`pandas.concat`), a plot shows the categories
that nobody used, and `target_tier` sorts by how well a target can be checked. The list of texts that a body may print
(level1, level2, org, ...) is open: those columns stay texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, get_args

from zhibiao.records import TIERS, TargetKind
from zhibiao.schema import KINDS

if TYPE_CHECKING:
    import pandas as pd

DOC_KINDS = ("", "dept_goal", "dept_selfeval", "project_goal", "project_selfeval")


@cache
def closed() -> dict[str, tuple[str, ...]]:
    """The columns whose values are a closed list, with all values in order; "" where nothing may stand there.

    >>> closed()["category"][:4], closed()["category"][-1], closed()["target_tier"][0]
    (('C1', 'C2', 'C3', 'O1'), 'X', 'measurable')
    """
    from zhibiao.target.lexicon import entries
    from zhibiao.taxonomy.entries import categories

    codes = tuple(category.code for category in categories())
    dimensions = dict.fromkeys(entry["dimension"] for entry in entries("units") if entry["dimension"])
    return {
        "doc_kind": DOC_KINDS,
        "target_kind": get_args(TargetKind),
        "target_tier": TIERS,
        "dimension": tuple(dict.fromkeys(("", *dimensions, "date", "rank"))),
        "category": codes,
        "category_printed": ("", *codes),
    }


def typed(frame: pd.DataFrame, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """`frame` with its flat columns in their dtypes; the other columns are those of `frame`, not copies (pandas 3).

    `names` says what flat columns are called in the frame, {"category": "category_zhibiao"}; without it they have
    their own names. Closed lists become categoricals (`target_tier` ordered, measurable first), bounds and
    confidences float64, `_inclusive` boolean; so a tagged table that comes back from a csv has its dtypes again. A
    column with a value that is not in its list, or is no number, stays as it is: a value is never lost.

    >>> import pandas as pd
    >>> frame = typed(pd.DataFrame({"target_tier": ["vague", "measurable"], "doc_kind": ["", "Bericht"]}))
    >>> frame["target_tier"].min(), frame["doc_kind"].tolist()
    ('measurable', ['', 'Bericht'])
    """
    where = names or {name: name for name in frame.columns}
    changed = {}
    for name, column in where.items():
        if column not in frame.columns:
            continue
        if name in closed():
            changed[column] = _categorical(frame[column], name)
        elif name in KINDS and KINDS[name] != "text":
            changed[column] = _OF_KIND[KINDS[name]](frame[column])
    return frame.assign(**changed)


def numbers(column: pd.Series) -> pd.Series:
    """A column as float64, missing where nothing stands; as it is where it holds a text that is no number.

    >>> import pandas as pd
    >>> numbers(pd.Series(["90", ""])).isna().tolist()
    [False, True]
    """
    import pandas as pd

    if column.dtype.kind in "fiu":
        return column.astype("float64")
    said = column.where(column.notna() & (column.astype("object") != ""))
    found = pd.to_numeric(said, errors="coerce").astype("float64")
    return column if (found.isna() & said.notna()).any() else found


def truths(column: pd.Series) -> pd.Series:
    """A column as boolean, missing where nothing stands; as it is where it says something else than true or false.

    A column that is bool already stays so: it has nothing missing.

    >>> import pandas as pd
    >>> truths(pd.Series(["True", "false", ""])).tolist()
    [True, False, <NA>]
    """
    if column.dtype in (bool, "boolean"):
        return column
    words = column.astype("object").map(lambda value: _TRUTHS.get(str(value).lower(), value))
    said = words.where(words.notna() & (words != ""), None)
    known = said.isna() | said.map(lambda value: value is True or value is False)
    return said.astype("boolean") if known.all() else column


_TRUTHS = {"true": True, "false": False}
_OF_KIND = {"number": numbers, "truth": truths}


def _categorical(column: pd.Series, name: str) -> pd.Series:
    import pandas as pd

    values = closed()[name]
    dtype = pd.CategoricalDtype(values, ordered=name == "target_tier")
    if column.dtype == dtype:
        return column
    told = column.astype("object").fillna("") if "" in values else column
    unknown = told.notna() & ~told.isin(values)
    return column if unknown.any() else told.astype(dtype)
