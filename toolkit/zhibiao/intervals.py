"""How far a share of few rows may lie from that of many: 95 % intervals."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65536)
def share_interval(good: float, whole: float) -> tuple[float, float]:
    """The 95 % interval of the share `good` of `whole` after Wilson (scipy.stats); (0, 1) for no rows.

    It says how far the share could lie from that of more rows of the same kind, if rows were independent. Rows of
    one table are not quite: read it as the least uncertainty.

    >>> [round(bound, 3) for bound in share_interval(8, 10)], share_interval(0, 0)
    ([0.49, 0.943], (0.0, 1.0))
    """
    from scipy.stats import binomtest

    if not whole:
        return 0.0, 1.0
    interval = binomtest(round(good), round(whole)).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
