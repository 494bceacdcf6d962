"""A history of goal tables as a budget system would export it: made up, for measuring speed, never accuracy."""

from __future__ import annotations

import random
import re
from pathlib import Path

import numpy as np
import pandas as pd

from zhibiao.learn.corpus import read_corpora

ROOT = Path(__file__).resolve().parents[1]
PLACES = [
    "城东",
    "城西",
    "城南",
    "城北",
    "老城区",
    "新城区",
    "高新区",
    "开发区",
    "示范区",
    "试验区",
    "滨江",
    "沿河",
    "山区",
    "库区",
    "灌区",
    "林区",
    "牧区",
    "矿区",
    "港区",
    "园区",
    "东片",
    "西片",
    "南片",
    "北片",
    "中片",
    "一期",
    "二期",
    "三期",
    "首批",
    "续建",
    "新建",
    "改建",
    "扩建",
    "市级",
    "区级",
    "县级",
    "镇级",
    "村级",
    "省级",
    "本级",
    "乡镇",
    "街道",
    "社区",
    "学校",
    "医院",
    "机关",
    "企业",
    "基层",
    "农村",
    "城市",
    "重点",
    "专项",
    "综合",
    "日常",
    "年度",
    "季度",
    "全市",
    "全县",
    "全区",
    "辖区",
]
LABELS = {
    "O1": "数量指标",
    "O2": "质量指标",
    "O3": "时效指标",
    "C1": "成本指标",
    "E1": "经济效益指标",
    "E2": "社会效益指标",
    "E3": "生态效益指标",
    "E4": "可持续影响指标",
    "S1": "服务对象满意度指标",
}
KINDS = {"O": "产出指标", "E": "效益指标", "S": "满意度指标", "C": "成本指标", "M": "管理指标"}
_DIGITS = re.compile(r"[1-9][0-9]*")


def history(rows: int, distinct: float, seed: int = 1) -> pd.DataFrame:
    """`rows` rows over ten years, of which the share `distinct` differs in (name, target, unit).

    Made of the rows of the corpora: every second distinct triple has a name of its own (with a place or a stage before
    it), the others an old name with other numbers in the target. Few triples fill most of the repeated rows.
    """
    draw = random.Random(seed)  # noqa: S311 - made-up rows, no secret
    count = max(1, round(rows * distinct))
    pool = _distinct(count, draw)
    numbers = np.random.default_rng(seed)
    weights = 1.0 / np.arange(1, count + 1)
    repeats = numbers.choice(count, size=rows - count, p=weights / weights.sum())
    chosen = numbers.permutation(np.concatenate((np.arange(count), repeats)))
    table = pd.DataFrame(pool, columns=["一级指标", "二级指标", "三级指标", "指标值", "计量单位"]).iloc[
        chosen
    ]
    years = numbers.integers(2014, 2024, size=rows).astype(str)
    bodies = np.array([f"{place}{body}" for place in PLACES for body in ("教育局", "水利局", "民政局")])
    table.insert(0, "预算单位", bodies[numbers.integers(0, len(bodies), size=rows)])
    table.insert(0, "年度", years)
    table.insert(0, "编号", np.arange(1, rows + 1).astype(str))
    return table.reset_index(drop=True)


def _distinct(count: int, draw: random.Random) -> list[tuple[str, ...]]:
    """So many rows with different (name, target, unit)."""
    rows = [row for row in read_corpora(ROOT / "corpora") if row.target]
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    while len(found) < count:
        row = draw.choice(rows)
        name, target = row.name, row.target
        if draw.random() < 0.5 or not _DIGITS.search(target):
            name = draw.choice(PLACES) + draw.choice(("", draw.choice(PLACES))) + name
        else:
            target = _DIGITS.sub(lambda match: _other(match[0], draw), target)
        level1 = KINDS.get(row.category[:1], "")
        found[name, target, row.unit] = (
            level1,
            row.level2 or LABELS.get(row.category, ""),
            name,
            target,
            row.unit,
        )
    return list(found.values())


def _other(digits: str, draw: random.Random) -> str:
    """A number of as many digits."""
    return str(draw.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))
