"""The flat columns of csv, parquet, pandas and Spark: one list, in order, with their meaning."""

from __future__ import annotations

from typing import Literal

GIVEN: dict[str, str] = {
    "source": "file the row was read from",
    "table": "goal table within the file",
    "row": "row number within the table, from 1",
    "org": "body that filled the table",
    "region": "place named in the body's name or title",
    "year": "budget year, four digits",
    "period": "part of time the table covers (年度, 长期, ...)",
    "doc_kind": "dept_goal, dept_selfeval, project_goal or project_selfeval",
    "level1": "一级指标 as printed or repaired",
    "level2": "二级指标 as printed or repaired",
    "name": "三级指标",
    "explanation": "指标解释及计算公式",
    "basis_text": "where the target comes from, as printed",
    "target": "full-year target with its comparator, as printed",
    "unit": "度量单位 column",
    "comparator_printed": "指标性质 column",
    "interim": "targets of parts of the year, `半年:=50%`, joined by ;",
    "history": "past values, `2022=81%;2023=100%`",
    "actual": "实际完成值",
    "weight": "分值 or 权重",
    "score": "得分",
    "deviation": "偏差原因分析及改进措施",
}

ADDED: dict[str, str] = {
    "target_kind": "level, change, share, date, duration, state, grade or none",
    "target_tier": "measurable, binary, graded, vague or missing",
    "lower": "lower bound in unit_norm's printed scale",
    "upper": "upper bound",
    "lower_inclusive": "the lower bound belongs to the interval",
    "upper_inclusive": "the upper bound belongs to the interval",
    "unit_norm": "unit the bounds are in",
    "dimension": "count, money, ratio, time, area, length, mass, score, ...",
    "basis": "what a change is measured against (同比, 较上年, ...)",
    "deadline": "ISO date or period end",
    "category": "one of the 20 category codes, or X",
    "category_confidence": "calibrated probability of the category",
    "category_printed": "category of the document's own label",
    "candidates": "runners-up, `O2:0.31;E2:0.12`",
    "canonical": "canonical indicator code, empty where none fits",
    "canonical_confidence": "probability of the canonical indicator",
    "needs_review": "the program is not sure enough of its label",
    "findings": "rule codes joined by ;",
    "suggestion": "first suggested wording",
}

Kind = Literal["text", "number", "truth"]

_OTHER_THAN_TEXT: dict[str, Kind] = {
    "lower": "number",
    "upper": "number",
    "lower_inclusive": "truth",
    "upper_inclusive": "truth",
    "category_confidence": "number",
    "canonical_confidence": "number",
    "needs_review": "truth",
}
KINDS: dict[str, Kind] = {name: _OTHER_THAN_TEXT.get(name, "text") for name in ADDED}
"""What the added columns hold, in the order of ADDED. Texts are never missing ("" where there is nothing); bounds and
`_inclusive` are missing where the target has no such bound."""

FINDINGS, SUGGESTION = "findings", "suggestion"
"""The two added columns that can be left out: they take most of the time."""


def added(*, findings: bool = True, suggestions: bool = True) -> tuple[str, ...]:
    """The added columns in order; `suggestions` without `findings` is nothing.

    >>> added(suggestions=False)[-2:]
    ('needs_review', 'findings')
    """
    wanted = {FINDINGS: findings, SUGGESTION: findings and suggestions}
    return tuple(name for name in ADDED if wanted.get(name, True))


COLUMNS: tuple[str, ...] = (*GIVEN, *ADDED)
