"""The pictures of docs/plots.md, from the real rows of corpora/real, a sample and the model's own evaluation."""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

import pandas as pd
from PIL import Image

import zhibiao
from zhibiao import plots
from zhibiao.plots.canvas import word
from zhibiao.plots.confidence import draw_calibration, draw_coverage
from zhibiao.plots.picture import Picture
from zhibiao.taxonomy import load_yaml

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "plots"


def pictures() -> dict[str, Picture]:
    """File name without its end -> picture."""
    rows = pd.read_csv(ROOT / "corpora/real/rows.tsv", sep="\t", dtype=str, keep_default_na=False)
    tagged = zhibiao.tag(rows, findings=False)
    review = zhibiao.review(ROOT / "corpora/samples/dept_goal.docx", suggestions=False)
    measured = json.loads((ROOT / "models/default/evaluation.json").read_text(encoding="utf-8"))
    curve = [(share, least, right) for share, least, right, _ in measured["coverage"]]
    names = {one["code"]: one["zh"] for one in load_yaml("taxonomy_dimensions.yml")}
    dimensions = tagged.assign(dimension_name=tagged["category"].str[0].map(names).fillna("不是指标"))
    dimensions = dimensions[dimensions["year"] != ""]
    satisfied = tagged[tagged["category"] == "S1"]
    return {
        "measurability": plots.measurability(tagged, by="org", most=10),
        "measurability_years": plots.measurability(tagged, by="year"),
        "measurability_panels": plots.measurability(dimensions, by=["dimension_name", "year"]),
        "category_mix": plots.category_mix(tagged, profile="mof_2021_101"),
        "coverage_matrix": plots.coverage_matrix(review),
        "calibration": draw_calibration(measured["reliability"]),
        "coverage_precision": draw_coverage({word("right_of_taken"): curve}),
        "comparable_targets": plots.comparable_targets(satisfied, 92, unit="%", name="服务对象满意度"),
    }


def main() -> int:
    """Write docs/plots/*.png."""
    OUT.mkdir(exist_ok=True)
    for name, picture in pictures().items():
        drawn = BytesIO()
        picture.savefig(drawn, format="png", dpi=90)
        # Few colours are enough for flat areas and letters: a third of the size.
        few = Image.open(drawn).convert("RGB").quantize(64, dither=Image.Dither.NONE)
        few.save(OUT / f"{name}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
