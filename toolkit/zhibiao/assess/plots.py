"""Pictures of the model card: how sure against how right, and precision against coverage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhibiao.assess.evaluate import Evaluation

CALIBRATION, COVERAGE = "calibration.png", "coverage.png"
_BLUE, _GREY, _ORANGE = "#1f5fa8", "#9a9a9a", "#c8641e"


def write_plots(model: Path, evaluation: Evaluation, threshold: float) -> None:
    """Write both pictures into the folder `model`; without words that need a Chinese font.

    Raises ImportError where matplotlib is not installed (extra `plot`).
    """
    _save(_calibration(evaluation), model / CALIBRATION)
    _save(_coverage(evaluation, threshold), model / COVERAGE)


def _axes(title: str, across: str, up: str) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5.2, 3.9), dpi=110, layout="constrained")
    axes = figure.subplots()
    axes.set(title=title, xlabel=across, ylabel=up)
    axes.grid(color="#e6e6e6", linewidth=0.8)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _calibration(evaluation: Evaluation) -> Any:
    figure, axes = _axes("How sure, how right (unseen documents)", "mean confidence", "share of labels right")
    axes.plot([0, 1], [0, 1], color=_GREY, linestyle="--", linewidth=1, label="perfectly calibrated")
    points = [(confidence, right) for _, confidence, right in evaluation.reliability]
    axes.plot(*zip(*points, strict=True), color=_BLUE, marker="o", label="content and printed label")
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02))
    axes.legend(frameon=False, loc="upper left")
    return figure


def _coverage(evaluation: Evaluation, threshold: float) -> Any:
    figure, axes = _axes("The surest rows first (unseen documents)", "share of rows labelled", "share right")
    shares = [point[0] for point in evaluation.coverage]
    axes.plot(
        shares,
        [point[2] for point in evaluation.coverage],
        color=_BLUE,
        marker="o",
        label="reviewed category",
    )
    axes.plot(
        shares,
        [point[3] for point in evaluation.coverage],
        color=_ORANGE,
        marker="s",
        label="or a defensible one",
    )
    taken = max((point[0] for point in evaluation.coverage if point[1] >= threshold), default=0.0)
    axes.axvline(taken, color=_GREY, linestyle=":", label=f"review threshold {threshold:.2f}")
    low = min(point[2] for point in evaluation.coverage)
    axes.set(xlim=(0.25, 1.02), ylim=(low - 0.02, 1.005))
    axes.legend(frameon=False, loc="lower left")
    return figure


def _save(figure: Any, path: Path) -> None:
    figure.savefig(path, metadata={"Software": None})
