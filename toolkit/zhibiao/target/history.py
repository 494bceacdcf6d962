"""The past values that a row prints beside its target."""

from __future__ import annotations


def past_values(history: str) -> list[tuple[str, float, str]]:
    """(year, number, unit) of each past value that is a number, from `2022=20%;2023=30%`.

    >>> past_values("2022=20%;2023=有效提升")
    [('2022', 20.0, '%')]
    """
    from zhibiao.target import parse_target

    found = []
    for part in filter(None, history.split(";")):
        year, _, text = part.partition("=")
        target = parse_target(text)
        if target.lower is not None and target.lower == target.upper:
            found.append((year, target.lower, target.unit))
    return found
