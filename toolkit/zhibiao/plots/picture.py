"""The figure that every plot returns: shows itself in a notebook, without the state of pyplot."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from matplotlib.figure import Figure

from zhibiao.records import Note


class Picture(Figure):
    """A matplotlib Figure; `notes` says what could not be drawn as printed (PL03), empty where all could.

    `picture.savefig("mix.pdf")` writes it as any Figure (png, pdf, svg); a notebook shows it by itself.

    >>> Picture(figsize=(2, 1)).notes
    ()
    """

    notes: tuple[Note, ...] = ()

    def _repr_png_(self) -> bytes:
        out = BytesIO()
        self.savefig(out, format="png", dpi=110)
        return out.getvalue()

    def savefig(self, fname: Any, **kwargs: Any) -> None:
        """As Figure.savefig; a PNG names no program, so that the same picture is the same file."""
        kind = kwargs.get("format") or str(fname).rpartition(".")[2]
        if str(kind).lower() == "png":
            kwargs.setdefault("metadata", {"Software": None})
        super().savefig(fname, **kwargs)
