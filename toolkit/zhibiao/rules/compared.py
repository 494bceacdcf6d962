"""Places that a rule compared, as records: a cell of a row, a clause, an amount, a text."""

from __future__ import annotations

from zhibiao.records import Amount, Clause, Compared, Indicator, Prose

FIELDS = {
    "name": ("指标名称", "name"),
    "target": ("目标值", "target"),
    "unit": ("单位", "unit"),
    "level1": ("一级指标", "level 1"),
    "level2": ("二级指标", "level 2"),
    "explanation": ("说明", "explanation"),
    "basis_text": ("依据", "basis"),
    "interim": ("半年目标值", "half-year target"),
    "history": ("往年值", "past values"),
    "actual": ("实际完成值", "actual"),
    "weight": ("分值", "weight"),
    "score": ("得分", "score"),
    "deviation": ("偏差原因", "deviation"),
}


def cell(indicator: Indicator, field: str = "target") -> Compared:
    """The cell of one field of an indicator.

    >>> cell(Indicator(name="培训", target="≥3次", row=2)).label
    '第2行“培训”目标值'
    """
    return Compared(
        label=f"第{indicator.row}行“{indicator.name[:24]}”{FIELDS[field][0]}",
        label_en=f'row {indicator.row} "{indicator.name[:24]}" {FIELDS[field][1]}',
        text=getattr(indicator, field),
        field=field,
        table=indicator.table,
        row=indicator.row,
        line=indicator.line,
    )


def of_clause(clause: Clause, table: str = "") -> Compared:
    """A clause of goal or task prose."""
    return Compared(
        label=clause.section[:40], text=clause.text, field="clause", table=table, line=clause.line
    )


def of_amount(amount: Amount, table: str = "") -> Compared:
    """A number beside a label.

    >>> of_amount(Amount(label="年度资金总额", column="全年预算数", text="423.00")).label
    '年度资金总额·全年预算数'
    """
    label = "·".join(part for part in (amount.caption, amount.group, amount.label, amount.column) if part)
    return Compared(label=label, text=amount.text, field="amount", table=table, line=amount.line)


def of_prose(prose: Prose, text: str = "") -> Compared:
    """A text outside the indicators, or the part `text` of it."""
    return Compared(label=prose.section[:40], text=text or prose.text, field="prose", line=prose.line)
