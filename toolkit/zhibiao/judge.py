"""Rows without a document, many at once: what the columns of `schema.ADDED` say of each of them.

The work is done by columns. What depends on the name alone is done once for each different name, what depends on the
target once for each different target, and records are made of those rows only that a rule has to look at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from zhibiao.records import Document, Finding, Indicator, ReviewedRow, ReviewedTable, Table, Target
from zhibiao.schema import FINDINGS, KINDS, SUGGESTION, added

if TYPE_CHECKING:
    import pandas as pd

    from zhibiao.classify.classifier import Model
    from zhibiao.classify.label import Labelled
    from zhibiao.rules.base import Context
    from zhibiao.rules.suspects import Batch, Ints

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
"""What is read of a row, by its name in schema.py; only `name` has to be there."""

_YEAR = re.compile(r"20[0-4]\d")
_PANDAS = {"number": "float64", "truth": "boolean"}
_NOTHING = Document(source="", format="", tables=())


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
    import pandas as pd

    from zhibiao.classify.store import load

    given = dict(zip(fields, zip(*keys, strict=True), strict=True)) if keys else {}
    columns = {field: given.get(field, ("",) * len(keys)) for field in FIELDS}
    model = load()
    labels = _labels(model, columns)
    rows = _Rows(columns, _targets(columns), model, labels)
    told = _target_columns(rows.batch.targets, rows.batch.target_of) | _label_columns(model, labels)
    if findings:
        told |= _finding_columns(rows, suggestions=suggestions)
    wanted = added(findings=findings, suggestions=suggestions)
    kinds = {name: _PANDAS[KINDS[name]] for name in wanted if KINDS[name] != "text"}
    frame = pd.DataFrame({name: told[name] for name in wanted})
    return frame.astype(kinds | {"needs_review": "bool"})


def shorten(
    keys: Sequence[tuple[str, ...]], fields: Sequence[str], *, suggestions: bool = True
) -> list[tuple[str, ...]]:
    """For each key of `judge` one that gets the same answer, and is the same for more rows: without the year where
    nothing depends on it.

    A history repeats most rows year after year. The year counts where a target, its unit or a text beside it may hold a
    date, where a name holds a year, and in suggestions, which may name it.

    >>> shorten([("培训人数", "≥5人", "2021"), ("培训时间", "6月底前", "2021")], ["name", "target", "year"], suggestions=False)
    [('培训人数', '≥5人', ''), ('培训时间', '6月底前', '2021')]
    """
    from zhibiao.target.deadline import may_hold_date

    if suggestions or "year" not in fields:
        return list(keys)
    place = {field: at for at, field in enumerate(fields)}
    year, name = place["year"], place["name"]
    dated = [place[field] for field in ("target", "unit") if field in place]
    beside = [place[field] for field in ("explanation", "interim", "history") if field in place]
    may = lru_cache(maxsize=65536)(may_hold_date)

    def matters(key: tuple[str, ...]) -> bool:
        if any(key[at] for at in beside) or any(may(key[at]) for at in dated):
            return True
        return _YEAR.search(key[name]) is not None

    return [key if matters(key) else (*key[:year], "", *key[year + 1 :]) for key in keys]


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


class _Rows:
    """The rows as a batch for the quick tests, and as records for the rules, made when they are asked for."""

    def __init__(
        self,
        columns: Mapping[str, Sequence[str]],
        targets: Sequence[Target],
        model: Model,
        labels: Labelled,
    ) -> None:
        from zhibiao.rules.suspects import make_batch

        self._columns = {field: texts for field, texts in columns.items() if field != "year" and any(texts)}
        self._years = columns["year"]
        self._targets = targets
        self._model, self._labels = model, labels.rows()
        self._made: dict[int, tuple[ReviewedRow, Context]] = {}
        codes = (*model.canonical.codes, "")  # NONE, which is -1, is the last
        filed = [
            (model.classes[order[0]], printed, codes[canonical])
            for order, _, _, printed, canonical, _, _ in self._labels
        ]
        self.batch: Batch = make_batch(columns["name"], targets, filed, self._columns)

    def __getitem__(self, number: int) -> tuple[ReviewedRow, Context]:
        """The row of that number, as a table of its own."""
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._make(number)
        return found

    def _make(self, number: int) -> tuple[ReviewedRow, Context]:
        from zhibiao.classify.label import make_label
        from zhibiao.rules.base import Context

        texts = {field: column[number] for field, column in self._columns.items()}
        indicator = Indicator(row=1, **texts)  # type: ignore[arg-type]
        label = make_label(self._model, self._labels[number])
        row = ReviewedRow(indicator=indicator, target=self._targets[number], label=label)
        return row, Context(document=_NOTHING, table=_table(self._years[number]), rows=(row,))


@lru_cache(maxsize=1024)
def _table(year: str) -> Table:
    """What the rules about rows see of the table: its year."""
    return Table(name="", indicators=(), year=year)


def _target_columns(targets: Sequence[Target], number: Ints) -> dict[str, Any]:
    """The columns about the target, worked out for the different ones."""
    import numpy as np

    from zhibiao.report.flat import target_columns

    told = [target_columns(target) for target in targets]
    columns = {}
    for name in target_columns(Target()):
        column = np.empty(len(told), object)
        column[:] = [one[name] for one in told]
        columns[name] = column[number]
    return columns


def _label_columns(model: Model, labels: Labelled) -> dict[str, Any]:
    """The columns about the label, as `report.flat.label_columns` words them for one row."""
    import numpy as np

    classes = np.array(model.classes, object)
    codes = np.array((*model.canonical.codes, ""), object)  # NONE, which is -1, is the last
    confidence = labels.shares[:, 0].astype(np.float64)
    return {
        "category": classes[labels.order[:, 0]],
        "category_confidence": confidence,
        "category_printed": labels.printed,
        "candidates": _candidates(model, labels),
        "canonical": codes[labels.canonical],
        "canonical_confidence": confidence * labels.match,
        "needs_review": labels.review,
    }


def _candidates(model: Model, labels: Labelled) -> list[str]:
    """The runners-up of each row, likeliest first."""
    from zhibiao.classify.label import LEAST
    from zhibiao.report.flat import candidate

    told = labels.shares[:, 1:] >= LEAST
    codes = [model.classes[place] for place in labels.order[:, 1:][told].tolist()]
    pairs = list(map(candidate, codes, labels.shares[:, 1:][told].tolist()))
    ends = told.sum(axis=1).cumsum().tolist()
    return [";".join(pairs[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _finding_columns(rows: _Rows, *, suggestions: bool) -> dict[str, list[str]]:
    """Codes of findings, and the first suggestion where `suggestions` are wanted."""
    found = _check(rows)
    codes = [""] * len(rows.batch)
    for number, made in found.items():
        codes[number] = ";".join(dict.fromkeys(code for code, _ in made))
    told = {FINDINGS: codes}
    if suggestions:
        told[SUGGESTION] = [""] * len(rows.batch)
        for number, wording in _suggest(rows, found):
            told[SUGGESTION][number] = wording
    return told


_Found = Mapping[int, Sequence[tuple[str, Callable[[], Finding]]]]


def _check(rows: _Rows) -> _Found:
    """What the rules about rows object to: by the number of the row, the code and a way to the whole finding."""
    from functools import partial

    from zhibiao.rules.base import Hit
    from zhibiao.rules.lint import check_rows

    found = defaultdict(list)
    for rule in _row_rules():
        for number, said in check_rows(rule, rows.batch, rows.__getitem__):
            for hit in said:
                if isinstance(hit, Hit):
                    found[number].append((rule.code, partial(rule.finding, hit, "")))
    return found


@cache
def _row_rules() -> tuple[Any, ...]:
    from zhibiao.rules import choose_rules

    return tuple(rule for rule in choose_rules() if rule.scope == "row")


def _suggest(rows: _Rows, found: _Found) -> list[tuple[int, str]]:
    """The first suggestion of each row that has one: what nobody objects to and can be checked needs none."""
    from dataclasses import replace

    from zhibiao.report.flat import full_wording
    from zhibiao.suggest import add_suggestions

    open_targets = [target.tier in ("vague", "missing") for target in rows.batch.targets]
    asked = [
        number
        for number, target in enumerate(rows.batch.target_of.tolist())
        if open_targets[target] or number in found
    ]
    tables = []
    for number in asked:
        row, context = rows[number]
        findings = tuple(replace(make(), row=1) for _, make in found.get(number, ()))
        table = replace(context.table, indicators=(row.indicator,))
        tables.append(ReviewedTable(table=table, rows=(replace(row, findings=findings),)))
    answered = add_suggestions(tables, _NOTHING)
    return [
        (number, full_wording(table.rows[0].suggestions[0]))
        for number, table in zip(asked, answered, strict=True)
        if table.rows[0].suggestions
    ]
