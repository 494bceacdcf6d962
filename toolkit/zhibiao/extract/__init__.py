"""From grids to indicators: which table, which column, which label, and the prose around it."""

from zhibiao.extract.document import extract

__all__ = ["extract"]
