"""Counts that open every report: rows, findings by severity, tiers of the targets, frequent rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao.records import SEVERITIES, TIERS, Finding, ReviewedTable, Severity, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """A rule, its gravest severity among these findings, how often it was broken, and the gravest case."""

    code: str
    name: str
    severity: Severity
    count: int
    example: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is in some reviewed tables. `severities` and `tiers` are complete, in fixed order, zeros included.

    `rules` are all broken rules, most frequent first.
    """

    rows: int
    rows_with_findings: int
    findings: int
    severities: tuple[tuple[Severity, int], ...]
    tiers: tuple[tuple[Tier, int], ...]
    rules: tuple[RuleCount, ...]

    def count(self, severity: Severity) -> int:
        """Number of findings of one severity."""
        return dict(self.severities)[severity]


def _rules(findings: Sequence[Finding]) -> tuple[RuleCount, ...]:
    counts = Counter(finding.code for finding in findings)
    first: dict[str, Finding] = {}
    for finding in sorted(findings, key=lambda f: SEVERITIES.index(f.severity)):
        first.setdefault(finding.code, finding)
    rules = [
        RuleCount(
            code=code,
            name=first[code].name,
            severity=first[code].severity,
            count=count,
            example=first[code],
        )
        for code, count in counts.items()
    ]
    return tuple(sorted(rules, key=lambda r: (-r.count, SEVERITIES.index(r.severity), r.code)))


def summarise(tables: Sequence[ReviewedTable]) -> Summary:
    """Count what is in `tables`.

    >>> summarise([]).severities
    (('high', 0), ('medium', 0), ('low', 0))
    """
    rows = [row for table in tables for row in table.rows]
    findings = [finding for table in tables for finding in table.all_findings()]
    severities = Counter(finding.severity for finding in findings)
    tiers = Counter(row.target.tier for row in rows)
    return Summary(
        rows=len(rows),
        rows_with_findings=sum(bool(row.findings) for row in rows),
        findings=len(findings),
        severities=tuple((severity, severities[severity]) for severity in SEVERITIES),
        tiers=tuple((tier, tiers[tier]) for tier in TIERS),
        rules=_rules(findings),
    )
