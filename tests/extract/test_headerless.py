"""Tables without a header: columns told by their content, with a note; other tables left alone."""

from __future__ import annotations

import pytest

from zhibiao.extract import extract
from zhibiao.read import read_bytes

ROWS = """产出指标,数量指标,培训人数,≥,90,人,10
,质量指标,培训合格率,≥,95,%,10
,时效指标,完成时间,≤,12月底前,,10
效益指标,社会效益指标,受益群众满意度,≥,90,%,10
"""
HTML = (
    "<table><tr><td rowspan=2>产出指标</td><td>数量指标</td><td>培训人数</td><td>≥90人</td></tr>"
    "<tr><td>质量指标</td><td>培训合格率</td><td>≥95%</td></tr>"
    "<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>学员满意度</td><td>≥90%</td></tr></table>"
)


def test_columns_are_told_by_what_they_hold() -> None:
    """Labels, name, comparator, target and unit stand in their fields; the note names the columns."""
    (table,) = extract(read_bytes(ROWS.encode(), "a.csv")).tables
    rows = [(i.level1, i.level2, i.name, i.target, i.unit) for i in table.indicators]
    assert rows[:2] == [
        ("产出指标", "数量指标", "培训人数", "≥90", "人"),
        ("产出指标", "质量指标", "培训合格率", "≥95", "%"),
    ]
    assert len(rows) == 4
    assert [note.code for note in table.notes if note.code == "EX11"] == ["EX11"]


def test_merged_labels_of_a_page_without_header() -> None:
    """True spans are used as with a header."""
    (table,) = extract(read_bytes(HTML.encode(), "a.html")).tables
    assert [(i.level1, i.name, i.target) for i in table.indicators] == [
        ("产出指标", "培训人数", "≥90人"),
        ("产出指标", "培训合格率", "≥95%"),
        ("满意度指标", "学员满意度", "≥90%"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "张村,3,5\n李村,4,6\n王村,5,7\n赵村,8,9\n",  # no labels
        "产出指标,数量指标,培训人数,按计划\n产出指标,质量指标,合格率,见附件\n效益指标,社会效益指标,影响,见附件\n",  # no targets
        "产出指标,培训人数,≥90人\n效益指标,受益率,≥95%\n",  # too few rows
        "一般公共服务支出,100,90\n教育支出,200,180\n卫生健康支出,300,250\n农林水支出,300,280\n",
    ],
)
def test_other_tables_are_left_alone(text: str) -> None:
    """Without labels, targets or enough rows nothing is guessed."""
    assert extract(read_bytes(text.encode(), "a.csv")).tables == ()
