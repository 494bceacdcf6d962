"""A batch with its labels, not yet spread over the rows: each form spreads what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Rows as they were read (`table`), the added columns of each different row, and which of them a row has.

    With `lines`, the table has one column: the rows as they stood in a file of the same format. `added` has no
    columns where nothing was added.
    """

    table: pa.Table
    added: pa.Table
    codes: pa.Array
    lines: bool = False

    def schema(self) -> pa.Schema:
        """All columns of the output."""
        import pyarrow as pa

        return pa.schema([*self.table.schema, *self.added.schema], metadata=self.table.schema.metadata)
