"""A batch with its labels, not yet spread over the rows: each form spreads what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Rows as they were read (`table`), the added columns of each different row, and which of them a row has.

    With `lines`, the table has one column: the rows as they stood in a file of the same format. Without `added`
    and `codes`, the rows are written as they are.
    """

    table: pa.Table
    added: pa.Table | None = None
    codes: pa.Array | None = None
    lines: bool = False

    def added_columns(self) -> list[pa.Array]:
        """The added columns, a value each different row."""
        return [] if self.added is None else [column.combine_chunks() for column in self.added.columns]

    def schema(self) -> pa.Schema:
        """All columns of the output."""
        import pyarrow as pa

        added = [] if self.added is None else self.added.schema
        return pa.schema([*self.table.schema, *added], metadata=self.table.schema.metadata)
