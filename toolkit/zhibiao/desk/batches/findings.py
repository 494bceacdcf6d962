"""What is wrong most often in a batch: rules by the number of their findings, and where these stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhibiao.desk.batches.documents import BatchRow
from zhibiao.desk.batches.links import Linked, counted_link
from zhibiao.desk.wording import say
from zhibiao.records import SEVERITIES, Finding, Severity
from zhibiao.report.ledger_view import rule_title


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule with the number of its findings of each severity that it has here, the gravest first.

    `title` says what it finds, `example` one of the gravest findings. `share` is the share of
    the documents of the batch that break it, in per cent.
    """

    code: str
    severities: tuple[tuple[Severity, Linked], ...]
    title: str
    example: Finding
    findings: Linked
    documents: Linked
    bodies: Linked
    share: int


@dataclass(slots=True)
class _Broken:
    """What is counted of one rule."""

    example: Finding
    documents: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    severities: Counter[Severity] = field(default_factory=Counter)

    @property
    def findings(self) -> int:
        """All findings of the rule."""
        return self.severities.total()

    def add(self, row: BatchRow, finding: Finding) -> None:
        """One more finding; the gravest is the example, of equal ones the first."""
        self.documents.add(row.table.document.key)
        self.bodies.add(row.table.body)
        self.severities[finding.severity] += 1
        if _rank(finding) < _rank(self.example):
            self.example = finding


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)


def frequent_rules(rows: Sequence[BatchRow], documents: int, batch: str, lang: str) -> tuple[RuleView, ...]:
    """All broken rules, most findings first; of `documents` documents in all. Equal ones: the gravest first, then by code."""
    broken: dict[str, _Broken] = {}
    for row in rows:
        for finding in row.findings:
            broken.setdefault(finding.code, _Broken(example=finding)).add(row, finding)
    order = sorted(broken.items(), key=lambda pair: (-pair[1].findings, _rank(pair[1].example), pair[0]))
    return tuple(_view(code, one, documents, batch, lang) for code, one in order)


def _view(code: str, one: _Broken, documents: int, batch: str, lang: str) -> RuleView:
    def linked(key: str, count: int) -> Linked:
        return counted_link(batch, one.documents, count, say(lang, key, code=code, n=count), rule=code)

    def graded(severity: Severity) -> Linked:
        count, word = one.severities[severity], say(lang, f"severity_{severity}")
        label = say(lang, "batch_severity_by", code=code, severity=word, n=count)
        return counted_link(batch, one.documents, count, label, rule=code, severity=severity)

    return RuleView(
        code=code,
        severities=tuple((severity, graded(severity)) for severity in SEVERITIES if one.severities[severity]),
        title=rule_title(code, lang),
        example=one.example,
        findings=linked("batch_findings_by", one.findings),
        documents=linked("batch_documents_by", len(one.documents)),
        bodies=linked("batch_bodies_by", len(one.bodies)),
        share=round(100 * len(one.documents) / documents),
    )
