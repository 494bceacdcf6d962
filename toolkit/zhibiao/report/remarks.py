"""Findings as remarks with a place: what is written at a cell, and in the list of all remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from zhibiao.errors import ZhibiaoError
from zhibiao.records import SEVERITIES, Allowed, Answer, Finding, Review, ReviewedRow, ReviewedTable
from zhibiao.report.flat import full_wording
from zhibiao.report.interface import say
from zhibiao.report.wording import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell of a workbook: the sheet's name, the row from 1, the column from 0."""

    sheet: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One line of the list; `severity` is "" for what is no finding, then `kind` says what it is.

    `whole` marks a finding about a whole table; `wordings` are the suggestions for the row, best first, or the one that
    the reviewer took or wrote; `answer` says what the reviewer decided, "" for nothing.
    """

    code: str
    message: str
    severity: str = ""
    kind: str = ""
    indicator: str = ""
    target: str = ""
    wordings: tuple[str, ...] = ()
    answer: str = ""
    place: Place | None = None
    whole: bool = False


# The cell of a field in the row of that number (0: the whole table), None where the source has no such cell.
Locate = Callable[[int, str], Place | None]


def locate_in_source(reviewed: ReviewedTable) -> Locate:
    """Where the fields of a table stand in the workbook it was read from.

    A field that is empty in its row stands where it does in the nearest row that has it; a field without a
    column, and a finding about the whole table, stand at the name (of the first row).
    """
    rows = {row.indicator.row: dict(_places(row)) for row in reviewed.rows}
    columns: dict[str, list[tuple[int, int]]] = {}
    for places in rows.values():
        for field, (line, column) in places.items():
            columns.setdefault(field, []).append((line, column))

    first = min(rows, default=0)

    def locate(row: int, field: str) -> Place | None:
        places = rows.get(row or first, {})
        name = places.get("name")
        if name is None:
            return None
        place = places.get(field, name) if row else name
        if row and field not in places and field in columns:
            place = name[0], min(columns[field], key=lambda known: abs(known[0] - name[0]))[1]
        return Place(sheet=reviewed.table.sheet, line=place[0], column=place[1])

    return locate


def _places(row: ReviewedRow) -> Iterator[tuple[str, tuple[int, int]]]:
    for field, line, column in row.indicator.places:
        yield field, (line, column)


def find_remarks(
    review: Review, locate: Callable[[ReviewedTable], Locate], lang: str, failure: ZhibiaoError | None = None
) -> list[Remark]:
    """Everything that the list says, in document order: findings, what was set aside, notes.

    `failure` is why the source itself could not be written to.
    """
    found: list[Remark] = []
    if failure:
        found.append(Remark(code=failure.code, message=failure.render(lang), kind=say(lang, "not_annotated")))
    if not review.all_findings():
        found.append(Remark(code="", message=say(lang, "no_findings")))
    for reviewed in review.tables:
        found += _of_table(reviewed, locate(reviewed), lang)
    notes = (*review.document.notes, *(note for table in review.tables for note in table.table.notes))
    for note in notes:
        message = f"{in_language(note, lang)} {note.place}".strip()
        found.append(Remark(code=note.code, message=message, kind=say(lang, "note")))
    return found


def _of_table(reviewed: ReviewedTable, locate: Locate, lang: str) -> Iterator[Remark]:
    for finding in reviewed.findings:
        remark = replace(_remark(finding, None, locate, lang), answer=answer_text(reviewed.answer, lang))
        yield _about_table(remark, reviewed.table.name, lang)
    rows = {row.indicator.row: row for row in reviewed.rows}
    for row in reviewed.rows:
        for finding in row.findings:
            yield _remark(finding, row, locate, lang)
        ignored = any(
            one.by == "reviewer" and one.finding.row == row.indicator.row for one in reviewed.allowed
        )
        if not row.findings and (answer_text(row.answer, lang) or (row.suggestions and not ignored)):
            yield _suggestion(row, locate, lang)
    for one in reviewed.allowed:
        yield _set_aside(one, rows.get(one.finding.row), lang)


def _remark(finding: Finding, row: ReviewedRow | None, locate: Locate, lang: str) -> Remark:
    return Remark(
        code=finding.code,
        message=in_language(finding, lang),
        severity=finding.severity,
        indicator=row.indicator.name if row else "",
        target=row.indicator.target if row else "",
        wordings=wordings_of(row) if row else (),
        answer=answer_text(row.answer, lang) if row else "",
        place=locate(finding.row, finding.field),
    )


def _about_table(remark: Remark, name: str, lang: str) -> Remark:
    return replace(remark, whole=True, indicator=f"{say(lang, 'whole_table')} {name}".strip())


def _suggestion(row: ReviewedRow, locate: Locate, lang: str) -> Remark:
    """A row that nothing is wrong with and that could be better all the same."""
    return Remark(
        code="",
        message="",
        kind=say(lang, "suggestions", n=len(row.suggestions)),
        indicator=row.indicator.name,
        target=row.indicator.target,
        wordings=wordings_of(row),
        answer=answer_text(row.answer, lang),
        place=locate(row.indicator.row, "name"),
    )


def wordings_of(row: ReviewedRow) -> tuple[str, ...]:
    """The suggestions for a row, best first; only the wording that the reviewer took or wrote, where there is one."""
    if row.answer and row.answer.wording:
        return (row.answer.wording,)
    return tuple(map(full_wording, row.suggestions))


def answer_text(answer: Answer | None, lang: str) -> str:
    """What the reviewer decided about the wording of a row, "" for nothing.

    >>> answer_text(Answer(kind="returned"), "zh"), answer_text(Answer(category_before="E1"), "zh")
    ('处理：退回', '')
    """
    if answer is None or not answer.kind:
        return ""
    return f"{say(lang, 'answer')}{say(lang, 'colon')}{say(lang, f'answer_{answer.kind}')}"


def _set_aside(one: Allowed, row: ReviewedRow | None, lang: str) -> Remark:
    message = (
        f"{in_language(one.finding, lang)}\n{say(lang, 'reason_allowed')}{say(lang, 'colon')}{one.reason}"
    )
    return Remark(
        code=one.finding.code,
        message=message,
        kind=say(lang, f"allowed_by_{one.by}"),
        indicator=row.indicator.name if row else "",
        target=row.indicator.target if row else "",
    )


def severity_words(severity: str, lang: str) -> str:
    """A severity with what follows from it.

    >>> severity_words("high", "zh"), severity_words("low", "en")
    ('高（应当退回）', 'Low (a note)')
    """
    word, means = say(lang, f"severity_{severity}"), say(lang, f"severity_{severity}_means")
    return f"{word}（{means}）" if lang == "zh" else f"{word} ({means})"


def gravest_of(remarks: Sequence[Remark]) -> str:
    """The highest severity among `remarks`, "" where none is a finding."""
    found = {remark.severity for remark in remarks}
    return next((severity for severity in SEVERITIES if severity in found), "")


def gravest_first(remarks: Sequence[Remark]) -> list[Remark]:
    """Findings at one cell in the order to read them: indicator by indicator, the gravest of each first."""
    indicators = list(dict.fromkeys(remark.indicator for remark in remarks))
    ranks = {severity: rank for rank, severity in enumerate((*SEVERITIES, ""))}
    return sorted(remarks, key=lambda one: (indicators.index(one.indicator), ranks[one.severity]))


def comment_runs(remarks: Sequence[Remark], lang: str) -> list[tuple[str, bool]]:
    """(text, bold) pieces of the comment at a cell with these remarks; the indicators' names where they are several."""
    several = len({remark.indicator for remark in remarks if not remark.whole}) > 1
    runs: list[tuple[str, bool]] = []
    for number, remark in enumerate(remarks):
        about = say(lang, "table_findings") if remark.whole else remark.indicator if several else ""
        head = " · ".join(
            part for part in (f"{severity_words(remark.severity, lang)} {remark.code}", about) if part
        )
        runs += [("\n" * bool(number) + head, True), (f"\n{remark.message}", False)]
        last = number + 1 == len(remarks) or remarks[number + 1].indicator != remark.indicator
        if last and remark.answer:
            runs.append((f"\n{remark.answer}", False))
        if remark.wordings and last:
            title = f"{say(lang, 'suggested_wording')}{say(lang, 'colon')}"
            runs.append((f"\n{title}{remark.wordings[0]}", False))
    return runs
