"""What stands beside the tables: the place at hand with all that can be decided there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhibiao.desk.decided.changed import CellChange, offered_changes
from zhibiao.desk.decided.standing import Standing
from zhibiao.desk.decided.stops import Stop, neighbours
from zhibiao.desk.decided.words import decision_words, source_words
from zhibiao.desk.store.record import Line
from zhibiao.desk.wording import say
from zhibiao.records import Finding, Suggestion
from zhibiao.report.interface import category_name, say_or
from zhibiao.report.pages import Pairs, RowView, row_view
from zhibiao.revise.texts import cell_texts, known_fields, printed_texts, wording_of
from zhibiao.taxonomy.entries import categories

EDITED = ("name", "comparator_printed", "target", "unit", "explanation", "basis_text")
"""Cells in the order in which a form asks for other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A suggestion to choose: its number, what the row's cells would say (field, label, text), whether it was taken.

    `changes` are the cells that would not be as they were.
    """

    number: int
    suggestion: Suggestion | None
    cells: tuple[tuple[str, str, str], ...]
    taken: bool
    changes: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A finding, with the column and words it points at where they are not obvious, and why it was ignored.

    `source` is what it rests on, and whether somebody read that.
    """

    finding: Finding
    source: str
    place: str = ""
    quote: str = ""
    ignored: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The place at hand. `number` of `total` places; `before` and `after` lead to the neighbours, "" at the ends.

    `seen` is the number of decisions on it that this page knows of. `categories` are (code, name, how likely), the likely ones first. `decided` stands
    below `title`; `sure` says how sure the category is, and `offered_for` the category that the suggestions were made
    for where somebody has corrected it since, "" where nobody has.
    """

    stop: Stop
    number: int
    total: int
    before: str
    after: str
    row: RowView | None
    doubts: tuple[Doubt, ...]
    options: tuple[Option, ...]
    own: Option | None
    categories: tuple[tuple[str, str, str], ...]
    seen: int
    line: Line | None
    decided: Pairs
    title: str
    sure: str
    offered_for: str


def panel_view(stand: Standing, stop: Stop | None, stops: Sequence[Stop], lang: str) -> Panel | None:
    """The panel for a stop, None where there is none."""
    if stop is None:
        return None
    wanted = [one for one in stops if not one.optional]
    places = [one.place for one in wanted]
    earlier, later = neighbours(stops if stop.optional else wanted, stop.place)
    line = stand.lines.get(stop.place)
    row, options, own = _row(stop, lang), _options(stand, stop, lang), _own(stop, lang)
    return Panel(
        stop=stop,
        number=places.index(stop.place) + 1 if stop.place in places else 0,
        total=len(places),
        before=earlier.at if earlier else "",
        after=later.at if later else "",
        row=row,
        doubts=_doubts(stop, row, lang),
        options=options,
        own=own,
        categories=_categories(stop, lang),
        seen=line.seq if line else 0,
        line=line,
        decided=_decided(stop, next((one for one in options if one.taken), own), lang),
        title=say(lang, _title(stop)),
        sure=_sure(stop, lang),
        offered_for=_offered_for(stand, stop, lang) if options else "",
    )


def _title(stop: Stop) -> str:
    """What stands above the decision: a corrected category alone settles nothing."""
    if stop.settled:
        return "decided"
    only_category = stop.decision is not None and stop.decision.category and not stop.decision.ignored
    return "category_corrected" if only_category else "decided_partly"


def _sure(stop: Stop, lang: str) -> str:
    if stop.label is None:
        return ""
    if stop.decision and stop.decision.category:
        return say(lang, "corrected_by_reviewer")
    return f"{say(lang, 'confidence')} {stop.label.confidence:.2f}"


def _offered_for(stand: Standing, stop: Stop, lang: str) -> str:
    """The category that the row had when its suggestions were made, where it is another one now."""
    rows = stand.reading.review.tables[stop.place[0] - 1].rows
    read = next((row.label.category for row in rows if row.indicator.row == stop.place[1]), "")
    now = stop.label.category if stop.label else ""
    return category_name(read, lang) if read != now else ""


def _row(stop: Stop, lang: str) -> RowView | None:
    if stop.row is None:
        return None
    indicator = stop.row.indicator
    columns = tuple(
        name for name in ("target", "unit", "weight", "actual", "score") if getattr(indicator, name)
    )
    return row_view(stop.row, None, ("name", *columns), stop.at, lang)


def _doubts(stop: Stop, row: RowView | None, lang: str) -> tuple[Doubt, ...]:
    ignored = dict(stop.decision.ignored) if stop.decision else {}
    pointed = {id(finding): (place, quote) for finding, place, quote in row.findings} if row else {}
    return tuple(
        Doubt(
            finding=finding,
            source=source_words(finding.source, lang),
            place=pointed.get(id(finding), ("", ""))[0],
            quote=pointed.get(id(finding), ("", ""))[1],
            ignored=ignored.get(finding.code, ""),
        )
        for finding in (stop.findings if stop.settled else stop.left_over or stop.findings)
    )


def _options(stand: Standing, stop: Stop, lang: str) -> tuple[Option, ...]:
    if stop.row is None:
        return ()
    taken = stop.decision.suggestion if stop.decision else None
    changes = offered_changes(stand.handed_in, stop, lang)
    return tuple(
        Option(
            number=number,
            suggestion=one,
            cells=_cells(stop, one, lang),
            taken=taken == number,
            changes=changed,
        )
        for number, (one, changed) in enumerate(zip(stop.row.suggestions, changes, strict=True), start=1)
    )


def _cells(stop: Stop, suggestion: Suggestion, lang: str) -> tuple[tuple[str, str, str], ...]:
    assert stop.row is not None  # noqa: S101 - only rows have suggestions
    whole = suggestion.parts[0] if suggestion.parts else suggestion
    texts = cell_texts(stop.row.indicator, whole, known_fields(stop.reviewed.table))
    return _labelled(texts, lang)


def _own(stop: Stop, lang: str) -> Option | None:
    """The row's own cells as they are, to be put in other words; as they were put where somebody did already."""
    if stop.row is None:
        return None
    texts = printed_texts(stop.row.indicator, known_fields(stop.reviewed.table))
    return Option(
        number=0,
        suggestion=None,
        cells=_labelled(texts, lang),
        taken=stop.decision is not None and stop.decision.suggestion == 0,
    )


def _labelled(texts: Mapping[str, str], lang: str) -> tuple[tuple[str, str, str], ...]:
    return tuple((field, say_or(lang, field, field), texts[field]) for field in EDITED if field in texts)


def _categories(stop: Stop, lang: str) -> tuple[tuple[str, str, str], ...]:
    if stop.label is None:
        return ()
    likely = {code: f"{chance:.2f}" for code, chance in stop.label.candidates}
    codes = [*likely, *(entry.code for entry in categories() if entry.code not in likely)]
    return tuple((code, category_name(code, lang), likely.get(code, "")) for code in codes)


def _decided(stop: Stop, chosen: Option | None, lang: str) -> Pairs:
    """What was decided, in words: (what, the text); `chosen` is what was taken, the row's own cells where nothing was."""
    if stop.decision is None:
        return ()
    cells = chosen.cells if chosen else ()
    texts = {field: text for field, _, text in cells} | dict(stop.decision.edit)
    return decision_words(stop.decision, wording_of(texts), lang)
