"""The rows of a batch: as columns for the quick tests, as records for the rules that look at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from zhibiao.records import Document, Indicator, ReviewedRow, Table, Target

if TYPE_CHECKING:
    from zhibiao.classify.classifier import Model
    from zhibiao.classify.label import Labelled
    from zhibiao.rules.base import Context
    from zhibiao.rules.suspects import Batch

NOTHING = Document(source="", format="", tables=())


class Rows:
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
        return row, Context(document=NOTHING, table=_table(self._years[number]), rows=(row,))


@lru_cache(maxsize=1024)
def _table(year: str) -> Table:
    """What the rules about rows see of the table: its year."""
    return Table(name="", indicators=(), year=year)
