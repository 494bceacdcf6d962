"""Which rows of a batch somebody asked for: the query of a link, checked, and the rows that answer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import get_args

from zhibiao.desk.batches.documents import BatchRow
from zhibiao.desk.batches.likeness import Like, like_of, value_of
from zhibiao.desk.wording import say
from zhibiao.errors import ZhibiaoError
from zhibiao.measurability import is_checkable
from zhibiao.records import SEVERITIES, TIERS, Finding, ReviewedRow
from zhibiao.report.interface import canonical_name, category_name
from zhibiao.report.ledger_view import rule_title
from zhibiao.rules.direction import Direction
from zhibiao.text import normalise

ORDERS = ("place", "severity", "value")
"""By body and place in the document; the gravest first; by the number that the target gives."""
EVERYTHING = "-"
"""Asked for as a scope: rows of everything, which name none."""
_CLOSED = {
    "severity": SEVERITIES,
    "tier": TIERS,
    "order": ORDERS,
    **dict.fromkeys(("checkable", "change"), ("yes", "no")),
    **dict.fromkeys(("side", "better"), get_args(Direction)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The rows that are asked for; "" asks for nothing.

    `rule` and `severity` are asked of the same finding. `checkable` is yes or no, see `measurability.is_checkable`;
    `canonical` with `unit`, `change` (yes or no), `side`, `better` and `scope` are the rows of a group of comparable targets,
    see `likeness.Like`.
    """

    rule: str = ""
    severity: str = ""
    category: str = ""
    body: str = ""
    tier: str = ""
    checkable: str = ""
    canonical: str = ""
    unit: str = ""
    change: str = ""
    side: str = ""
    better: str = ""
    scope: str = ""
    order: str = "place"

    def query(self) -> dict[str, str]:
        """What a link says to ask for the same rows."""
        asked = asdict(self)
        return {name: value for name, value in asked.items() if value and (name, value) != ("order", "place")}


def wanted_from(query: Mapping[str, str]) -> Wanted:
    """What the query of a link asks for; names that are none of Wanted are left to others.

    Raises ZhibiaoError WB30 for a value that is none of a closed list.

    >>> wanted_from({"rule": "VG01", "page": "2"}).query()
    {'rule': 'VG01'}
    """
    known = {field.name for field in fields(Wanted)}
    asked = {name: value.strip() for name, value in query.items() if name in known and value.strip()}
    for name, values in _CLOSED.items():
        if name in asked and asked[name] not in values:
            raise ZhibiaoError("WB30", name=name, value=asked[name][:40], known=", ".join(values))
    return Wanted(**asked)


def chosen_rows(rows: Sequence[BatchRow], wanted: Wanted) -> tuple[BatchRow, ...]:
    """The rows that are asked for, in the order that is asked for, each with the findings that are asked for alone.

    A table as a whole stands among them only for its findings.
    """
    found = list(_chosen(rows, wanted))
    found.sort(key=lambda row: row.place)
    if wanted.order == "severity":
        found.sort(key=lambda row: _rank(row.findings))
    if wanted.order == "value":
        found.sort(key=_value)
    return tuple(found)


def _chosen(rows: Sequence[BatchRow], wanted: Wanted) -> Iterator[BatchRow]:
    body = normalise(wanted.body)
    about_findings = bool(wanted.rule or wanted.severity)
    about_rows = bool(wanted.category or wanted.tier or wanted.checkable or wanted.canonical)
    for row in rows:
        if body and normalise(row.table.body) != body:
            continue
        if row.reviewed is None and (about_rows or not about_findings):
            continue
        findings = tuple(one for one in row.findings if _is_wanted(one, wanted))
        if about_findings and not findings:
            continue
        if row.reviewed is None or _is_row(row, row.reviewed, wanted):
            yield replace(row, findings=findings)


def _is_wanted(finding: Finding, wanted: Wanted) -> bool:
    return wanted.rule in ("", finding.code) and wanted.severity in ("", finding.severity)


def _is_row(row: BatchRow, reviewed: ReviewedRow, wanted: Wanted) -> bool:
    """Whether a row has the category, the tier and the target that are asked for."""
    label, target = reviewed.label, reviewed.target
    if wanted.category and wanted.category != (label.category or "X"):
        return False
    if wanted.tier and wanted.tier != target.tier:
        return False
    if wanted.canonical and not _is_comparable(reviewed, wanted):
        return False
    # As in the index: what somebody ignored still counts.
    allowed = (one.finding for one in row.table.reviewed.allowed if one.finding.row == row.row)
    return not wanted.checkable or is_checkable(reviewed, allowed) == (wanted.checkable == "yes")


def _is_comparable(reviewed: ReviewedRow, wanted: Wanted) -> bool:
    """Whether a row belongs to the group of comparable targets that is asked for."""
    like = like_of(reviewed)
    if like is None:
        return False
    its = wanted_like(like)
    names = ("canonical", "unit", "change", "side", "better", "scope")
    return all(getattr(wanted, name) in ("", getattr(its, name)) for name in names)


def wanted_like(like: Like) -> Wanted:
    """The rows that may stand on one scale, the lowest first."""
    return Wanted(
        canonical=like.canonical,
        unit=like.unit,
        change="yes" if like.change else "no",
        side=like.side,
        better=like.better,
        scope=like.scope or EVERYTHING,
        order="value",
    )


def _rank(findings: Sequence[Finding]) -> int:
    return min((SEVERITIES.index(one.severity) for one in findings), default=len(SEVERITIES))


def _value(row: BatchRow) -> tuple[bool, float]:
    value = value_of(row.reviewed.target) if row.reviewed else None
    return value is None, value or 0.0


def wanted_texts(wanted: Wanted, lang: str) -> tuple[tuple[str, str], ...]:
    """What is asked for, as (label, text)."""
    pairs = (
        ("org", wanted.body),
        ("rule", f"{wanted.rule} {rule_title(wanted.rule, lang)}".strip()),
        ("severity", say(lang, f"severity_{wanted.severity}") if wanted.severity else ""),
        ("category", category_name(wanted.category, lang)),
        ("tiers", say(lang, f"tier_{wanted.tier}") if wanted.tier else ""),
        ("batch_checkable", say(lang, f"batch_{wanted.checkable}") if wanted.checkable else ""),
        ("canonical", _group_text(wanted, lang)),
    )
    return tuple((say(lang, key), text) for key, text in pairs if text)


def _group_text(wanted: Wanted, lang: str) -> str:
    """The group of comparable targets that is asked for, in words."""
    if not wanted.canonical:
        return ""
    asked = ((f"batch_side_{wanted.side}", wanted.side), ("batch_change", wanted.change == "yes"))
    said = [say(lang, key) for key, is_asked in asked if is_asked]
    scope = "" if wanted.scope == EVERYTHING else wanted.scope
    words = [canonical_name(wanted.canonical, lang), scope, wanted.unit, *said]
    return " ".join(filter(None, words))
