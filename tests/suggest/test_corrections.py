"""The corrected row: one thing is mended, the number stays, and what cannot be told is left alone."""

from __future__ import annotations

import pytest

import zhibiao
from zhibiao.records import Document, Indicator, Suggestion, Table

FRAME = "mof_2021_101"

# (level2, name, target, unit, year, history) -> changes
CASES = [
    (("质量指标", "印制差错率", "≥2%", "", "2024", ""), {"target": "≤2%"}),
    (("数量指标", "培训人次", "500人次", "", "2024", ""), {"target": "≥500人次"}),
    (("数量指标", "独生子女伤残、死亡家庭扶助户数", "63户", "", "2024", ""), {"target": "≥63户"}),
    (("质量指标", "验收合格率", "≥100%", "", "2024", ""), {"target": "=100%"}),
    (("质量指标", "项目验收合格率", "≥98", "", "2024", ""), {"target": "≥98%"}),
    (("时效指标", "推介会举办时间", "2025年6月30日前", "", "2024", ""), {"target": "2024年6月30日前"}),
    (
        ("时效指标", "推介会举办时间", "2025年11月30日前", "", "2024", "2023=2023年11月"),
        {"target": "2024年11月30日前"},
    ),
    (
        ("时效指标", "推介会举办时间", "2025年3月31日前", "", "2024", "2022=2022年11月;2023=2023年11月"),
        {"target": "〈由单位依据年度工作计划填写年月日〉前"},
    ),
    (
        ("时效指标", "2024年11月底完成", "按时完成", "", "2024", ""),
        {"name": "完成时间", "target": "2024年11月底前"},
    ),
    (("时效指标", "项目完成时间", "45657", "", "2024", ""), {"target": "2024年12月31日"}),
    (
        ("质量指标", "重点企业占有率", "≥30%", "", "2024", "2022=40%;2023=60%"),
        {"target": "≥60%"},
    ),
    (
        ("社会效益指标", "引进优强企业", "≥120家", "", "2024", ""),
        {"level1": "产出指标", "level2": "数量指标"},
    ),
]


def suggestion(row: tuple[str, ...], columns: tuple[str, ...] = ()) -> Suggestion | None:
    """The only suggestion for a row of a table of the standard frame, None where there is none."""
    level2, name, target, unit, year, history = row
    indicator = Indicator(
        name=name,
        target=target,
        unit=unit,
        level1="效益指标" if "效益" in level2 else "产出指标",
        level2=level2,
        history=history,
        row=1,
    )
    table = Table(name="", indicators=(indicator,), year=year, profile=FRAME, columns=columns)
    (reviewed,) = zhibiao.review(Document(source="a.docx", format="docx", tables=(table,))).tables
    found = reviewed.rows[0].suggestions
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(("row", "changes"), CASES)
def test_one_thing_is_mended(row: tuple[str, ...], changes: dict[str, str]) -> None:
    """The fields that change are those at fault, and the correction says why and where the number comes from."""
    found = suggestion(row)
    assert found is not None
    assert (found.kind, dict(found.changes)) == ("correction", changes)
    assert found.why and found.value_from and found.name in found.wording


def test_the_sign_goes_into_its_column() -> None:
    """A table with a column for signs gets it there; the target as a whole carries it, too."""
    row = ("质量指标", "印制差错率", "≥2%", "", "2024", "")
    found = suggestion(row, ("level1", "level2", "name", "comparator", "target"))
    assert found is not None
    assert dict(found.changes) == {"target": "≤2%", "comparator_printed": "≤"}


def test_a_date_takes_no_unit_behind_it() -> None:
    """The unit column of a date (月, 日) is no part of the new wording."""
    found = suggestion(("时效指标", "推介会筹备完成时间", "2022年11月底", "月", "2023", ""))
    assert found is not None
    assert found.wording == "推介会筹备完成时间 2023年11月底"


def test_a_rate_above_its_bound_gets_no_number() -> None:
    """120% cannot be, and what it should be only the body knows."""
    found = suggestion(("质量指标", "验收合格率", "≥120%", "", "2024", ""))
    assert found is not None
    assert (found.value, dict(found.changes)) == ("", {"target": "≥〈由单位依据上年实际数填写〉%"})


@pytest.mark.parametrize(
    "row",
    [
        ("数量指标", "培训人次", "≥500人次", "", "2024", ""),
        ("质量指标", "验收合格率", "≥95%", "", "2024", ""),
        ("绩效管理", "事前绩效评估完成率", "0", "", "2024", ""),
        ("人员管理", "在职人员控制率", "≤100%", "", "2024", "2022=87%;2023=67%"),
    ],
)
def test_what_is_right_or_unclear_stays(row: tuple[str, ...]) -> None:
    """A sound row, a zero that means 不适用, staffing below last year's: nothing to mend by rule."""
    assert suggestion(row) is None


def test_several_faults_are_mended_one_after_the_other() -> None:
    """A missing unit and a missing sign make one corrected row."""
    found = suggestion(("质量指标", "抽检合格率", "98", "", "2024", ""))
    assert found is not None
    assert found.changes[-1] == ("target", "≥98%")
    assert found.why.count("；") == 1
