"""Labels of goals without words in their cell are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhibiao

HEADER = (
    "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t培训人次\t≥500人次\n\t质量指标\t合格率\t≥95%\n"
)
TITLE = "范例市某局2025年度部门整体绩效目标表\n\n单位名称\t范例市某局\t\t\n"


@pytest.mark.parametrize(
    ("rows", "empty"),
    [
        ("年度目标\t\t\t\n", ("年度目标",)),
        ("中长期目标\t\t\t\n年度目标\t培训基层干部500人次，合格率达到95%以上。\t\t\n", ("中长期目标",)),
        ("年度目标\t1070.95\t\t\n", ("年度目标",)),
        ("年度目标\t培训基层干部500人次，合格率达到95%以上。\t\t\n", ()),
        ("年度目标\t做好培训\t\t\n", ()),
    ],
)
def test_empty_goals(rows: str, empty: tuple[str, ...], tmp_path: Path) -> None:
    """Nothing, or an amount that slipped in, is an empty goal; a short one is none."""
    path = tmp_path / "t.csv"
    path.write_text((TITLE + rows + HEADER).replace("\t", ","), encoding="utf-8")
    (table,) = zhibiao.read(path).tables
    assert table.empty_goals == empty
