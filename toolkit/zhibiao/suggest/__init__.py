"""Measurable alternatives for rows nobody can check, with evidence and without invented numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from zhibiao.records import Clause, Document, Finding, Label, ReviewedRow, ReviewedTable, Suggestion, Target
from zhibiao.suggest.evidence import NO_EVIDENCE, Evidence, number_text
from zhibiao.suggest.readings import Reading
from zhibiao.target.bounds import bound_of

MOST = 3
SEVERAL = "TG04"
"""The rule whose findings ask for a row to be taken apart."""
ILL_FITTING = "UN02"
"""The rule whose findings ask for another indicator as vague wording does: the name is an effect, the value is not."""


def suggest(
    name: str, *, target: str = "", unit: str = "", context: Evidence | None = None
) -> list[Suggestion]:
    """One to three measurable alternatives for an indicator or a clause of a task, best first.

    `context` holds the row's history and the goal clauses of its table: the only places a number is taken
    from. Without one the value stays open and `value_from` says who fills it, from which record. Raises
    ZhibiaoError MD01 or MD02 where the model is absent or damaged.

    >>> suggest("城市知名度", target="有效提升")[0].value
    ''
    """
    from zhibiao.classify import classify
    from zhibiao.suggest.readings import find_readings
    from zhibiao.target import parse_target

    labels = classify([name], [target], [unit])
    parsed = parse_target(target, unit=unit, name=name)
    (readings,) = find_readings([name], [parsed], labels)
    return find_suggestions(name, parsed, labels[0], readings, unit=unit, context=context or Evidence())


def find_suggestions(
    name: str, target: Target, label: Label, readings: Sequence[Reading], *, unit: str = "", context: Evidence
) -> list[Suggestion]:
    """As `suggest`, for a row that is parsed and labelled; `readings` as `readings.find_readings` has them."""
    from zhibiao.suggest.candidates import candidates
    from zhibiao.suggest.describe import describe
    from zhibiao.suggest.readings import with_parts
    from zhibiao.suggest.split import is_list, parts_of
    from zhibiao.target.history import past_values

    past = past_values(context.history)
    stated = context.stated()
    parts = parts_of(name)
    pieces = _read_parts(parts) if parts else []
    past_unit = past[0][2] if past else ""
    ranked = candidates(name, target, label, with_parts(readings, pieces), unit, past_unit, context)
    found = [describe(candidate, name, target, context, stated) for candidate in ranked[:MOST]]
    if not parts:
        return found
    split = _split(name, parts, pieces, context)
    return [split, *found[: MOST - 1]] if is_list(name) else [*found[: MOST - 1], split]


def _take_apart(row: ReviewedRow, context: Evidence) -> Suggestion | None:
    """A row with one value for several listed things, taken apart; each keeps the value. None for any other row."""
    from zhibiao.suggest.describe import worded
    from zhibiao.suggest.split import is_list, parts_of

    name, target = row.indicator.name, row.target
    parts, number = parts_of(name), bound_of(target)
    if number is None or target.tier != "measurable" or not (parts and is_list(name)):
        return None
    split = _split(name, parts, _read_parts(parts), context)
    kept = tuple(
        worded(
            replace(
                part,
                name=own,
                comparator=target.comparator or part.comparator,
                value=number_text(number),
                unit=target.unit,
                open_place="",
                value_from=f"沿用本行原目标值“{target.raw}”，请分别核对",
            )
        )
        for part, own in zip(split.parts, parts, strict=True)
    )
    return _joined(name, kept)


def _read_parts(parts: Sequence[str]) -> list[tuple[Label, tuple[Reading, ...]]]:
    """What each part of a name means, for itself."""
    from zhibiao.classify import classify
    from zhibiao.suggest.readings import find_readings

    labels = classify(parts)
    return list(zip(labels, find_readings(parts, [Target()] * len(parts), labels), strict=True))


def _split(
    name: str,
    parts: Sequence[str],
    pieces: Sequence[tuple[Label, Sequence[Reading]]],
    context: Evidence,
) -> Suggestion:
    """The row taken apart, with the best answer for each part."""
    from zhibiao.suggest.candidates import candidates
    from zhibiao.suggest.describe import describe

    stated, context, nothing = context.stated(), replace(context, history=""), Target()
    answers = [
        describe(candidates(part, nothing, label, readings)[0], part, nothing, context, stated)
        for part, (label, readings) in zip(parts, pieces, strict=True)
    ]
    return _joined(name, tuple(answers))


def _joined(name: str, parts: tuple[Suggestion, ...]) -> Suggestion:
    """The suggestion to take a row apart into these."""
    return replace(
        parts[0],
        kind="split",
        parts=parts,
        why=f"“{name}”一行里有{len(parts)}件事，分开才能分别核对",
        wording="；".join(f"（{number}）{one.wording}" for number, one in enumerate(parts, start=1)),
    )


def add_suggestions(
    tables: Sequence[ReviewedTable], document: Document, evidence: Sequence[Clause] = ()
) -> list[ReviewedTable]:
    """The tables with suggestions at each row that a reviewer sends back.

    A row whose target cannot be checked, or does not fit its name, gets alternatives; a row with a wrong sign, unit,
    bound, date, name or label gets the corrected row. `evidence` are clauses of other documents (a plan, last
    year's report) that values may be taken from as well.
    """
    from zhibiao.suggest.readings import find_readings

    asked = [[row for row in reviewed.rows if needs_answer(row)] for reviewed in tables]
    rows = [row for several in asked for row in several]
    read = iter(
        find_readings(
            [row.indicator.name for row in rows], [row.target for row in rows], [row.label for row in rows]
        )
    )
    found = []
    for reviewed, several in zip(tables, asked, strict=True):
        readings = {row.indicator.row: next(read) for row in several}
        found.append(_answer_table(reviewed, readings, (*document.clauses, *evidence)))
    return found


def _answer_table(
    reviewed: ReviewedTable, readings: Mapping[int, Sequence[Reading]], clauses: Sequence[Clause]
) -> ReviewedTable:
    """The table with its suggestions; `readings` are those of the rows that need an alternative."""
    from zhibiao.suggest.corrections import correct

    table = reviewed.table
    context = _context(reviewed, readings.keys(), clauses) if readings else NO_EVIDENCE
    rows = []
    for row in reviewed.rows:
        if row.indicator.row in readings:
            found = _answers(row, readings[row.indicator.row], context)
        else:
            mended = _take_apart(row, context) if _holds_several(row) else None
            mended = mended or correct(row, _of_row(row, reviewed), table)
            found = (mended,) if mended else ()
        rows.append(replace(row, suggestions=found) if found else row)
    return replace(reviewed, rows=tuple(rows))


def _context(reviewed: ReviewedTable, asked: Collection[int], clauses: Sequence[Clause]) -> Evidence:
    """What the table says besides its rows, and what its other rows measure already."""
    table = reviewed.table
    measured = [
        row for row in reviewed.rows if row.indicator.row not in asked and row.target.tier == "measurable"
    ]
    return Evidence(
        clauses=tuple(dict.fromkeys((*table.clauses, *clauses))),
        org=table.org,
        region=table.region,
        year=table.year,
        present=frozenset(row.label.canonical for row in measured) - {""},
        counted=frozenset((bound_of(row.target) or 0.0, row.target.unit) for row in measured),
    )


def _answers(row: ReviewedRow, readings: Sequence[Reading], context: Evidence) -> tuple[Suggestion, ...]:
    indicator = row.indicator
    return tuple(
        find_suggestions(
            indicator.name,
            row.target,
            row.label,
            readings,
            unit=indicator.unit,
            context=replace(context, history=indicator.history),
        )
    )


def _holds_several(row: ReviewedRow) -> bool:
    return any(finding.code == SEVERAL for finding in row.findings)


def _of_row(row: ReviewedRow, reviewed: ReviewedTable) -> tuple[Finding, ...]:
    """The findings of a row, with that on missing signs where it was said once for the whole table."""
    from zhibiao.rules.cp01_comparator_missing import CODE, stands_alone

    whole = tuple(finding for finding in reviewed.findings if finding.code == CODE)
    return (*row.findings, *whole[:1]) if whole and stands_alone(row) else row.findings


def needs_answer(row: ReviewedRow) -> bool:
    """Whether the row is one that a reviewer sends back for a better indicator."""
    if row.target.tier in ("vague", "missing"):
        return row.label.category != "X"
    return any(finding.code.startswith("VG") or _ill_fitting(finding) for finding in row.findings)


def _ill_fitting(finding: Finding) -> bool:
    return finding.code == ILL_FITTING and finding.field == "target" and finding.severity != "low"


__all__ = ["Evidence", "add_suggestions", "find_suggestions", "needs_answer", "suggest"]
