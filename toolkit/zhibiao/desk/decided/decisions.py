"""What a person decided about a row: the record, its form in the database, what it leaves to do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from unicodedata import category

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Finding, Review, ReviewedRow
from zhibiao.revise.choices import EDITABLE, Choice
from zhibiao.taxonomy.entries import categories

LONGEST_REASON, LONGEST_CELL = 1_000, 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about a row of a table; both count from 1, row 0 is the table as a whole.

    `suggestion` is the number of the accepted one, from 1; 0 is a wording of one's own, None nothing accepted. `edit`
    are cells in other words (field, text), see `revise.choices.EDITABLE`; `ignored` are rule codes with the reason;
    `category` is the corrected category, "" where it stays. `confirmed`: the findings stand, and it is for the body to
    mend them. `name` of the row and `wording` of the suggestion are what the person saw, "" where nobody noted it.
    """

    table: int
    row: int
    suggestion: int | None = None
    edit: tuple[tuple[str, str], ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    category: str = ""
    confirmed: bool = False
    name: str = ""
    wording: str = ""


def decision_to_json(decision: Decision) -> str:
    """A decision as the database keeps it.

    >>> decision_from_json(decision_to_json(Decision(table=1, row=2, suggestion=1))).suggestion
    1
    """
    return json.dumps(asdict(decision), ensure_ascii=False)


def decision_from_json(text: str) -> Decision:
    """A decision of the database. Raises ZhibiaoError WB10 for what is none."""
    try:
        facts = json.loads(text)
        decision = Decision(
            **{**facts, "edit": _pairs(facts.get("edit", [])), "ignored": _pairs(facts.get("ignored", []))}
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ZhibiaoError("WB10", detail=str(error)[:200]) from error
    numbers = (decision.table, decision.row, decision.suggestion or 0)
    if not all(type(number) is int and 0 <= number < 10**6 for number in numbers):
        raise ZhibiaoError("WB10", detail="table, row, suggestion")
    texts = (decision.category, decision.name, decision.wording)
    if not (all(isinstance(text, str) for text in texts) and isinstance(decision.confirmed, bool)):
        raise ZhibiaoError("WB10", detail="category, name, wording, confirmed")
    return decision


def _pairs(listed: Any) -> tuple[tuple[str, str], ...]:
    pairs = tuple((key, value) for key, value in listed)
    if not all(isinstance(text, str) for pair in pairs for text in pair):
        raise TypeError("edit, ignored")
    return pairs


def check(
    review: Review, decision: Decision, before: Decision | None = None, left_over: Iterable[Finding] = ()
) -> None:
    """See that a decision fits the document; the wording is taken as it is, the texts have bounds.

    What was ignored `before` may stay so though it is found no more, as when the category was corrected since.
    `left_over` are the findings against the wording that was taken: they can be ignored as well.

    Raises ZhibiaoError CF08 for a row or suggestion that the document does not have, WB10 for a cell that nobody may
    edit, a text that is too long or holds control characters, WB25 for no change at all, WB11 for a finding that is not there or is ignored
    without a reason, CF01 for an unknown category.
    """
    row = _row(review, decision)
    most = len(row.suggestions) if row else -1
    if decision.suggestion is not None and not 0 <= decision.suggestion <= most:
        raise ZhibiaoError(
            "CF08", table=decision.table, row=decision.row, name=row.indicator.name if row else ""
        )
    if decision.suggestion == 0 and not decision.edit:
        raise ZhibiaoError("WB25")
    for field, text in decision.edit:
        if field not in EDITABLE or not _is_plain(text, LONGEST_CELL):
            raise ZhibiaoError("WB10", detail=field)
    if any(field == "name" and not text.strip() for field, text in decision.edit):
        raise ZhibiaoError("WB10", detail="指标名称为空 / a row without a name")
    found = {finding.code for finding in (*_findings(review, decision, row), *left_over)}
    known = before.ignored if before else ()
    for code, reason in (one for one in decision.ignored if one not in known):
        if code not in found or not reason.strip() or not _is_plain(reason, LONGEST_REASON):
            raise ZhibiaoError("WB11", code=code, reason=reason[:50])
    if decision.category and decision.category not in {one.code for one in categories()}:
        raise ZhibiaoError("CF01", code=decision.category)


def _row(review: Review, decision: Decision) -> ReviewedRow | None:
    """The row of a decision, None for a whole table. Raises ZhibiaoError CF08 where the document has no such place."""
    tables = review.tables[decision.table - 1 : decision.table] if decision.table > 0 else ()
    if tables and decision.row == 0:
        return None
    row = next((row for table in tables for row in table.rows if row.indicator.row == decision.row), None)
    if row is None:
        raise ZhibiaoError("CF08", table=decision.table, row=decision.row, name="")
    return row


def _findings(review: Review, decision: Decision, row: ReviewedRow | None) -> tuple[Finding, ...]:
    return row.findings if row else review.tables[decision.table - 1].findings


def _is_plain(text: str, most: int) -> bool:
    """Whether a text is short enough, and holds no signs that a file cannot carry or a reader cannot see.

    Blanks of all kinds come with what is pasted, and rare characters of names may be private to a font.
    """
    return len(text) <= most and not any(
        (category(sign) in ("Cc", "Cf", "Cs") and sign not in "\n\t") or sign in "\ufffe\uffff"
        for sign in text
    )


def fitting(review: Review, decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions as far as they are about what the person saw: a newer version may read and suggest otherwise.

    A decision on a row that is another one now is left out; a suggestion that says something else is no longer taken.
    """
    rows = {
        (number, row.indicator.row): row
        for number, table in enumerate(review.tables, start=1)
        for row in table.rows
    }
    found = []
    for one in decisions:
        row = rows.get((one.table, one.row))
        if one.row and (row is None or (one.name and one.name != row.indicator.name)):
            continue
        offered = [suggestion.wording for suggestion in row.suggestions] if row else []
        number = one.suggestion or 0
        changed = number > len(offered) or (one.wording and number and one.wording != offered[number - 1])
        found.append(replace(one, suggestion=None, edit=(), wording="") if changed else one)
    return found


def left(findings: Iterable[Finding], decision: Decision | None) -> list[Finding]:
    """The findings that are not ignored."""
    ignored = {code for code, _ in decision.ignored} if decision else set()
    return [finding for finding in findings if finding.code not in ignored]


def is_settled(findings: Sequence[Finding], decision: Decision | None) -> bool:
    """Whether nothing is left to do: a wording was taken, the findings confirmed, or none is left that is not ignored."""
    answered = decision is not None and (decision.suggestion is not None or decision.confirmed)
    return answered or not left(findings, decision)


def choices_of(decisions: Iterable[Decision], review: Review) -> list[Choice]:
    """The decisions on rows as `revise` takes them; a row whose findings are ignored stays as it is."""
    return [
        Choice(
            table=one.table,
            row=one.row,
            name=row.indicator.name,
            suggestion=one.suggestion or 0,
            edit=one.edit,
        )
        for one in sorted(decisions, key=lambda one: (one.table, one.row))
        if (one.suggestion is not None or one.ignored) and (row := _row(review, one))
    ]
