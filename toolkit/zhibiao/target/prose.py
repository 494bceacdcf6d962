"""Targets in prose."""

from __future__ import annotations

from zhibiao.records import Target


def find_targets(text: str) -> tuple[tuple[str, Target], ...]:
    """Targets inside a clause, each with its object."""
    return ()
