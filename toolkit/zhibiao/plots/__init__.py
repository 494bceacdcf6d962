"""Plots that read well in print and in grey, with Chinese text on any machine. Each returns a matplotlib Figure.

Needs matplotlib (`pip install 'zhibiao[plot]'`). No state of pyplot and no setting of matplotlib is touched: a notebook
shows what is returned, `figure.savefig("name.pdf")` writes it. `figure.notes` says what no font could draw.
"""

from zhibiao.plots.confidence import calibration, coverage_precision
from zhibiao.plots.matrix import coverage_matrix
from zhibiao.plots.mix import category_mix
from zhibiao.plots.spread import comparable_targets
from zhibiao.plots.tiers import measurability

__all__ = [
    "calibration",
    "category_mix",
    "comparable_targets",
    "coverage_matrix",
    "coverage_precision",
    "measurability",
]
