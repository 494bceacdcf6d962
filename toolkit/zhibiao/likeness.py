"""How alike two wordings are, by the pairs of neighbouring characters they share; verbs count as any pair does."""

from __future__ import annotations

from zhibiao.text import normalise


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def alike(one: str, two: str) -> float:
    """Dice share of common character pairs, 0..1.

    >>> alike("引进优质企业", "引进优强企业") > 0.5, alike("培训", "招商")
    (True, 0.0)
    """
    a, b = pairs(normalise(one)), pairs(normalise(two))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
