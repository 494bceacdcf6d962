"""One function for tables of any length: a frame with a column of names in, the same frame with labels out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.judge import FIELDS, judge, shorten
from zhibiao.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_BY_ROLE = {"comparator": "comparator_printed", "interim_half": "interim", "period": "year"}
_BODY_OR_UNIT = "单位"  # the unit in a goal table, the body in many an export: 计量单位 comes first
TAKEN = "_zhibiao"  # behind an added column whose name the frame already has


def find_columns(columns: Sequence[str], named: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which of `columns` holds which field: by its name in schema.py, else by the header words of goal tables.

    `named` settles fields beforehand, {"name": "考核内容"}. The first of two columns of a kind is taken, 单位 last.
    Raises ZhibiaoError TG01 where no column holds names, TG02 where a named one is not there.

    >>> find_columns(["年度", "三级指标", "指标值", "备注"])
    {'year': '年度', 'name': '三级指标', 'target': '指标值'}
    """
    from zhibiao.taxonomy import header_role

    found = dict(named or {})
    for field, column in found.items():
        if field not in FIELDS or column not in columns:
            raise ZhibiaoError("TG02", column=column if field in FIELDS else field, known="、".join(columns))
    for column in columns:
        if column in FIELDS:
            found.setdefault(column, column)
    for column in sorted(columns, key=_BODY_OR_UNIT.__eq__):
        role = header_role(str(column))
        field = _BY_ROLE.get(role, role)
        if field in FIELDS and column not in found.values():
            found.setdefault(field, column)
    if "name" not in found:
        raise ZhibiaoError("TG01", known="、".join(map(str, columns)))
    return found


def tag(
    frame: pd.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    findings: bool = True,
    suggestions: bool = True,
) -> pd.DataFrame:
    """`frame` with the columns of `schema.ADDED` behind its own, one row a row, in the same order.

    Reads the columns that `find_columns` names (`columns` settles some beforehand); other columns stay as they
    are, and so does the index. Each different row is judged once. An added column whose name the frame has
    already is called `<name>_zhibiao`. `suggestions` False leaves `suggestion` out, `findings` False `findings`
    as well: they take most of the time. They are those of one row alone, what needs the whole table is the work
    of `review`. Raises ZhibiaoError TG01 where no column holds names, TG02 for a named column that is not there.

    >>> import pandas as pd
    >>> tagged = tag(pd.DataFrame({"三级指标": ["新增就业人数"], "指标值": ["≥700人"]}))
    >>> [tagged[column].tolist() for column in ("三级指标", "category", "target_tier", "lower")]
    [['新增就业人数'], ['E2'], ['measurable'], [700.0]]
    """
    import pandas as pd

    from zhibiao.frames.accessor import register

    register()
    places = find_columns(list(frame.columns), columns)
    keys = list(zip(*(texts(frame[column]) for column in places.values()), strict=True))
    keys = shorten(keys, list(places), suggestions=suggestions)
    distinct = list(dict.fromkeys(keys))
    number = {key: at for at, key in enumerate(distinct)}
    judged = judge(distinct, list(places), findings=findings, suggestions=suggestions)
    judged = judged.iloc[[number[key] for key in keys]].set_axis(frame.index, axis=0)
    return pd.concat([frame, judged.rename(columns=new_names(frame.columns))], axis=1)


def new_names(taken: Iterable[str]) -> dict[str, str]:
    """What the added columns are called beside the columns `taken`: their name, with TAKEN behind it until it is free.

    >>> new_names(["name", "basis"])["basis"]
    'basis_zhibiao'
    """
    known = set(taken)

    def free(name: str) -> str:
        return free(name + TAKEN) if name in known else name

    return {name: free(name) for name in KINDS}


def texts(column: pd.Series) -> list[str]:
    """The values as texts: nothing for what is missing, 90 and not 90.0 for a whole number."""
    if column.dtype.kind == "f":
        return [
            "" if missing else f"{value:.15g}"
            for value, missing in zip(column.tolist(), column.isna(), strict=True)
        ]
    return [str(value) for value in column.astype(object).where(column.notna(), "").tolist()]
