"""One batch: targets and labels by columns, findings and suggestions of the rows that have some."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zhibiao.judge.columns import label_columns_of, target_columns_of
from zhibiao.judge.fields import FIELDS
from zhibiao.judge.objections import finding_columns
from zhibiao.judge.rows import Rows
from zhibiao.records import Target
from zhibiao.schema import KINDS, added

if TYPE_CHECKING:
    import pandas as pd

    from zhibiao.classify.classifier import Model
    from zhibiao.classify.label import Labelled

_PANDAS = {"number": "float64", "truth": "boolean"}


def judge(
    keys: Sequence[Sequence[str]],
    fields: Sequence[str],
    *,
    findings: bool = True,
    suggestions: bool = True,
) -> pd.DataFrame:
    """The added columns of rows, whose texts in `fields` (of FIELDS) are `keys`: one row a key, typed.

    Columns are `schema.added(...)`. What they say of a row does not depend on the other rows; findings and suggestions
    are those of one row alone, as if it were a table of its own.

    >>> judge([("新增就业人数", "≥700人")], ["name", "target"])["category"].tolist()
    ['E2']
    """
    with uncollected():
        return _judge(keys, fields, findings=findings, suggestions=suggestions)


@contextmanager
def uncollected() -> Iterator[None]:
    """Within, Python does not search for cycles, of which none are made: it would do so after every few thousand
    records, which costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _judge(
    keys: Sequence[Sequence[str]], fields: Sequence[str], *, findings: bool, suggestions: bool
) -> pd.DataFrame:
    import pandas as pd

    from zhibiao.classify.store import load

    given = dict(zip(fields, zip(*keys, strict=True), strict=True)) if keys else {}
    columns = {field: given.get(field, ("",) * len(keys)) for field in FIELDS}
    model = load()
    labels = _labels(model, columns)
    targets = _targets(columns)
    told = target_columns_of(targets) | label_columns_of(model, labels)
    if findings:
        told |= finding_columns(Rows(columns, targets, model, labels), suggestions=suggestions)
    wanted = added(findings=findings, suggestions=suggestions)
    kinds = {name: _PANDAS[KINDS[name]] for name in wanted if KINDS[name] != "text"}
    frame = pd.DataFrame({name: told[name] for name in wanted})
    return frame.astype(kinds | {"needs_review": "bool"})


def _labels(model: Model, columns: Mapping[str, Sequence[str]]) -> Labelled:
    from zhibiao.classify.label import label_columns

    return label_columns(
        model,
        columns["name"],
        targets=columns["target"],
        units=columns["unit"],
        printed=list(zip(columns["level1"], columns["level2"], strict=True)),
    )


def _targets(columns: Mapping[str, Sequence[str]]) -> list[Target]:
    """The parsed targets; those of equal cells in the same year are one object."""
    from zhibiao.review import in_year
    from zhibiao.target import parse_targets

    parsed = parse_targets(columns["target"], columns["unit"], columns["comparator_printed"], columns["name"])
    of_year: dict[tuple[int, str], Target] = {}
    for target, year in zip(parsed, columns["year"], strict=True):
        if (id(target), year) not in of_year:
            of_year[id(target), year] = in_year(target, year)
    return [of_year[id(target), year] for target, year in zip(parsed, columns["year"], strict=True)]
