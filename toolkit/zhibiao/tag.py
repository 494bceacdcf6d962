"""One function for tables of any length: a frame with a column of names in, the same frame with labels out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Document, Indicator, Label, ReviewedRow, Table, Target
from zhibiao.schema import KINDS, added

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

FIELDS = (
    "name",
    "target",
    "unit",
    "comparator_printed",
    "level1",
    "level2",
    "explanation",
    "interim",
    "history",
    "year",
)
"""The columns that are read, by their name in schema.py; only `name` has to be there."""

_BY_ROLE = {"comparator": "comparator_printed", "interim_half": "interim", "period": "year"}
TAKEN = "_zhibiao"  # behind an added column whose name the frame already has


def find_columns(columns: Sequence[str], named: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which of `columns` holds which field: by its name in schema.py, else by the header words of goal tables.

    `named` settles fields beforehand, {"name": "考核内容"}. The first of two columns of a kind is taken.
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
    for column in columns:
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

    places = find_columns(list(frame.columns), columns)
    keys = list(zip(*(texts(frame[column]) for column in places.values()), strict=True))
    distinct = list(dict.fromkeys(keys))
    number = {key: at for at, key in enumerate(distinct)}
    judged = judge(distinct, list(places), findings=findings, suggestions=suggestions)
    judged = judged.iloc[[number[key] for key in keys]].set_axis(frame.index, axis=0)
    return pd.concat([frame, judged.rename(columns=new_names(frame.columns))], axis=1)


def new_names(taken: Iterable[str]) -> dict[str, str]:
    """What the added columns are called beside the columns `taken`: their name, or that with TAKEN behind it, as often as it takes.

    >>> new_names(["name", "basis"])["basis"]
    'basis_zhibiao'
    """
    known = set(taken)
    names = {name: name for name in KINDS}
    for name, called in names.items():
        while called in known:
            called += TAKEN  # noqa: PLW2901 - longer until it is free
        names[name] = called
    return names


def texts(column: pd.Series) -> list[str]:
    """The values as texts: nothing for what is missing, 90 and not 90.0 for a whole number."""
    if column.dtype.kind == "f":
        return [
            "" if missing else f"{value:.15g}"
            for value, missing in zip(column.tolist(), column.isna(), strict=True)
        ]
    return [str(value) for value in column.astype(object).where(column.notna(), "").tolist()]


def judge(
    keys: Sequence[Sequence[str]],
    fields: Sequence[str],
    *,
    findings: bool = True,
    suggestions: bool = True,
) -> pd.DataFrame:
    """The added columns of rows, whose texts in `fields` (of `find_columns`) are `keys`: one row a key, typed.

    Columns are `schema.added(...)`; what they say of a row does not depend on the other rows.

    >>> judge([("新增就业人数", "≥700人")], ["name", "target"])["category"].tolist()
    ['E2']
    """
    import pandas as pd

    facts = [dict(zip(fields, key, strict=True)) for key in keys]
    wanted = added(findings=findings, suggestions=suggestions)
    rows = _rows(facts, findings=findings, suggestions=suggestions)
    kinds = {name: _PANDAS[KINDS[name]] for name in wanted if KINDS[name] != "text"}
    return pd.DataFrame(rows, columns=list(wanted)).astype(kinds | {"needs_review": "bool"})


_PANDAS = {"number": "float64", "truth": "boolean"}


def _rows(facts: Sequence[Mapping[str, str]], *, findings: bool, suggestions: bool) -> list[dict[str, Any]]:
    """The added columns of rows given as fields of `find_columns` (name, target, unit, ...), one dict a row."""
    from zhibiao.classify import classify
    from zhibiao.report.flat import added_columns

    column = {field: [fact.get(field, "") for fact in facts] for field in FIELDS}
    labels = classify(
        column["name"],
        column["target"],
        column["unit"],
        printed=list(zip(column["level1"], column["level2"], strict=True)),
    )
    parsed = [_target(fact) for fact in facts]
    if findings:
        return _reviewed(facts, parsed, labels, suggestions=suggestions)
    return [added_columns(target, label) for target, label in zip(parsed, labels, strict=True)]


def _target(fact: Mapping[str, str]) -> Target:
    from zhibiao.review import in_year
    from zhibiao.target import parse_target

    target = parse_target(
        fact.get("target", ""),
        unit=fact.get("unit", ""),
        comparator=fact.get("comparator_printed", ""),
        name=fact["name"],
    )
    return in_year(target, fact.get("year", ""))


def _reviewed(
    facts: Sequence[Mapping[str, str]],
    targets: Sequence[Target],
    labels: Sequence[Label],
    *,
    suggestions: bool,
) -> list[dict[str, Any]]:
    """The added columns with findings and suggestions; every row is a table of its own year for the rules."""
    from zhibiao.report.flat import added_columns
    from zhibiao.rules import choose_rules
    from zhibiao.rules.lint import lint
    from zhibiao.suggest import add_suggestions

    rules = tuple(rule for rule in choose_rules() if rule.scope == "row")
    nothing = Document(source="", format="", tables=())
    checked = []
    for fact, target, label in zip(facts, targets, labels, strict=True):
        given = {field: value for field, value in fact.items() if field != "year"}
        indicator = replace(Indicator(name=fact["name"], row=1), **given)  # type: ignore[arg-type]
        table = Table(name="", indicators=(indicator,), year=fact.get("year", ""))
        document = Document(source="", format="", tables=(table,))
        row = ReviewedRow(indicator=indicator, target=target, label=label)
        checked += lint(document, [(row,)], rules)[0]
    answered = add_suggestions(checked, nothing) if suggestions else checked
    return [
        added_columns(row.target, row.label, row.findings, row.suggestions)
        for reviewed in answered
        for row in reviewed.rows
    ]
