"""Exceptions to rules: findings of single rows that a body has accepted, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from zhibiao.records import Allowance, Allowed, Finding, Indicator, ReviewedTable


def set_aside(reviewed: ReviewedTable, allowances: Sequence[Allowance]) -> ReviewedTable:
    """The table with the findings that an allowance covers moved to `allowed`; the first that fits counts."""
    if not allowances:
        return reviewed
    allowed: list[Allowed] = []
    rows = []
    for row in reviewed.rows:
        kept = []
        for finding in row.findings:
            reason = _reason(finding, row.indicator, allowances)
            if reason:
                allowed.append(Allowed(finding=finding, reason=reason))
            else:
                kept.append(finding)
        rows.append(replace(row, findings=tuple(kept)))
    return replace(reviewed, rows=tuple(rows), allowed=(*reviewed.allowed, *allowed))


def _reason(finding: Finding, indicator: Indicator, allowances: Sequence[Allowance]) -> str:
    """The reason of the first allowance for this finding of this row, "" where there is none."""
    return next((one.reason for one in allowances if _covers(one, finding, indicator)), "")


def _covers(one: Allowance, finding: Finding, indicator: Indicator) -> bool:
    return (
        finding.code.startswith(one.rule)
        and fnmatchcase(indicator.name, one.name)
        and fnmatchcase(indicator.target, one.target)
    )
