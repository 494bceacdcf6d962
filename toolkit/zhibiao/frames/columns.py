"""Which column of a frame holds what: what was given, by name or header word; what `tag` added, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.schema import ADDED, GIVEN
from zhibiao.tag import TAKEN, find_columns, new_names, tag, texts

if TYPE_CHECKING:
    import pandas as pd

_LABEL = ("target_tier", "category", "canonical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A frame with labels, and `names`: field of schema.py -> column of the frame that holds it."""

    frame: pd.DataFrame
    names: Mapping[str, str]

    def column(self, field: str) -> pd.Series:
        """The column of a field of schema.py; raises ZhibiaoError TG02 where the frame has none."""
        if field not in self.names:
            raise ZhibiaoError("TG02", column=field, known="、".join(map(str, self.frame.columns)))
        return self.frame[self.names[field]]

    def texts(self, field: str) -> pd.Series:
        """The column of a field as texts: "" for what is missing, and throughout where the frame has no such column.

        >>> import pandas as pd
        >>> found = tagged(pd.DataFrame({"name": ["培训人次", None]}))
        >>> found.texts("name").tolist(), found.texts("unit").tolist()
        (['培训人次', ''], ['', ''])
        """
        return plain_texts(self.column(field)) if self.has(field) else self._nothing()

    def _nothing(self) -> pd.Series:
        import pandas as pd

        return pd.Series("", self.frame.index, "str")

    def has(self, *fields: str) -> bool:
        """Whether the frame holds all of these fields."""
        return all(field in self.names for field in fields)


def plain_texts(column: pd.Series) -> pd.Series:
    """A column as texts, as `tag` reads it: "" for what is missing, 90 and not 90.0.

    >>> import pandas as pd
    >>> plain_texts(pd.Series([90.0, None])).tolist()
    ['90', '']
    """
    import pandas as pd

    if isinstance(column.dtype, pd.StringDtype):
        return column.fillna("").astype("str")
    return pd.Series(texts(column), column.index, "str")


def given_columns(frame: pd.DataFrame, named: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field of schema.GIVEN -> column of the frame, as `tag` finds them and a few more (org, weight, source, ...).

    Raises ZhibiaoError TG01 where no column holds names.

    >>> import pandas as pd
    >>> given_columns(pd.DataFrame(columns=["预算单位", "三级指标", "指标值"]))
    {'name': '三级指标', 'target': '指标值', 'org': '预算单位'}
    """
    from zhibiao.taxonomy import header_role

    columns = list(frame.columns)
    found = find_columns(columns, named)
    for column in columns:
        if column in GIVEN:
            found.setdefault(column, column)
    for column in columns:
        field = header_role(str(column))
        if field in GIVEN and field != "period" and column not in found.values():
            found.setdefault(field, column)
    return found


def added_columns(frame: pd.DataFrame) -> dict[str, str]:
    """Field of schema.ADDED -> column of a tagged frame; {} for one that is not tagged.

    Where the frame had such a column before, the one that `tag` added is meant.

    >>> import pandas as pd
    >>> added_columns(pd.DataFrame(columns=["name", "category"]))
    {}
    """
    known = set(frame.columns)
    found = {}
    for name in ADDED:
        column = name
        while column + TAKEN in known:
            column += TAKEN
        if column in known:
            found[name] = column
    return found if all(name in found for name in _LABEL) else {}


def tagged(
    frame: pd.DataFrame, *, findings: bool = False, columns: Mapping[str, str] | None = None
) -> Tagged:
    """The frame with its labels: as it is where it has them, else tagged, with `findings` where they are asked for.

    `columns` settles columns beforehand, as in `tag`. Raises ZhibiaoError TG01 where no column holds names.
    """
    added = added_columns(frame)
    given = given_columns(frame, columns)
    if not added:
        fresh = new_names(frame.columns)
        frame = tag(frame, columns=columns, findings=findings, suggestions=False)
        added = {name: column for name, column in fresh.items() if column in frame.columns}
    return Tagged(frame=frame, names={**given, **added})
