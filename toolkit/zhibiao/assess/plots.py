"""Pictures of the model card: how sure against how right, and precision against coverage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.plots.confidence import draw_calibration, draw_coverage

if TYPE_CHECKING:
    from zhibiao.assess.evaluate import Evaluation

CALIBRATION, COVERAGE = "calibration.png", "coverage.png"


def write_plots(model: Path, evaluation: Evaluation, threshold: float) -> None:
    """Write both pictures into the folder `model`, in English as the card is.

    Raises ZhibiaoError CF04 where matplotlib is not installed (extra `plot`).
    """
    draw_calibration(
        evaluation.reliability,
        lang="en",
        title="How sure, how right (unseen documents)",
        label="content and printed label",
    ).savefig(model / CALIBRATION)
    # The share of the last point whose least confidence reaches the threshold.
    taken = max((point[0] for point in evaluation.coverage if point[1] >= threshold), default=0.0)
    draw_coverage(
        {
            "reviewed category": [(point[0], point[1], point[2]) for point in evaluation.coverage],
            "or a defensible one": [(point[0], point[1], point[3]) for point in evaluation.coverage],
        },
        taken=(taken, threshold),
        lang="en",
        title="The surest rows first (unseen documents)",
    ).savefig(model / COVERAGE)
