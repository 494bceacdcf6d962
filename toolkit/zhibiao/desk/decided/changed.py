"""The cells that change: what a suggestion would write, said before it is taken, and what was taken, for the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from zhibiao.desk.decided.current import WRITTEN_BACK
from zhibiao.desk.decided.decisions import Decision, choices_of
from zhibiao.desk.decided.stops import Stop, write_place
from zhibiao.desk.wording import say
from zhibiao.records import Review
from zhibiao.report.interface import say_or
from zhibiao.revise.changes import Change, Planned, plan, plan_offers
from zhibiao.revise.writers import check


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell with its column, its old and its new text; `note` says why it is left to the reader, "" where it is not."""

    label: str
    old: str
    new: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """What stands in a cell of the table after a decision: its own text is `struck` out, `texts` come in its place.

    Texts behind the first are those of rows put in below.
    """

    struck: bool
    texts: tuple[str, ...]


NewTexts = dict[str, dict[str, NewText]]
"""New texts by the place of the row (1.3) and the field of the cell."""


def offered_changes(review: Review, stop: Stop, lang: str) -> tuple[tuple[CellChange, ...], ...]:
    """For each suggestion of a row the cells that it changes, the cells of rows that it puts in below behind them.

    Several cells of one field, as those of past years, are told together.
    """
    if stop.row is None:
        return ()
    offers = _as_written(review, plan_offers(review, stop.place[0], stop.row, lang), lang)
    return tuple(
        tuple(
            _told(list(same), lang) for _, same in groupby(offer.all(), attrgetter("field", "added", "note"))
        )
        for offer in offers
    )


def _told(changes: Sequence[Change], lang: str) -> CellChange:
    first = changes[0]
    label = say_or(lang, first.field, first.field)
    if first.added:
        label = f"{say(lang, 'row_added')} · {label}"
    old = "、".join(dict.fromkeys(change.old for change in changes if change.old))
    return CellChange(label=label, old=old, new=first.new, note=first.note)


def new_texts(review: Review, decisions: Iterable[Decision], lang: str) -> NewTexts:
    """What the wordings that were taken put into the cells of the tables.

    Raises ZhibiaoError CF08 for a decision that does not fit the document.
    """
    found: NewTexts = {}
    taken = [one for one in decisions if one.suggestion is not None]
    planned = plan(review, choices_of(taken, review), lang) if taken else []
    for one in _as_written(review, planned, lang):
        at = write_place((one.table, one.row.indicator.row))
        changes = [change for change in one.all() if change.written]
        fields = dict.fromkeys(change.field for change in changes)
        found[at] = {field: _text([one for one in changes if one.field == field]) for field in fields}
    return found


def _text(changes: Sequence[Change]) -> NewText:
    texts = dict.fromkeys(change.new for change in changes if change.new)
    return NewText(struck=not changes[0].added, texts=tuple(texts))


def _as_written(review: Review, planned: Sequence[Planned], lang: str) -> list[Planned]:
    """The changes as the revised document would have them: half of what goes together is not written."""
    if review.document.format in WRITTEN_BACK:
        return [check(one, lambda _: "", lang) for one in planned]
    return [_everything(one) for one in planned]


def _everything(one: Planned) -> Planned:
    """The changes where every row comes into a new workbook: no cell is missing there."""

    def free(changes: Sequence[Change]) -> tuple[Change, ...]:
        return tuple(replace(change, written=True, note="") for change in changes)

    return replace(one, cells=free(one.cells), inserted=tuple(map(free, one.inserted)))
