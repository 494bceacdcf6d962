"""Where a document stands: what was read, what was decided, and the review that follows from both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhibiao.desk.decided.changed import NewTexts, new_texts
from zhibiao.desk.decided.current import corrected, ignoring, reworded, without_open_places, wordings
from zhibiao.desk.decided.decisions import Decision, decision_from_json, fitting
from zhibiao.desk.desk import Desk
from zhibiao.desk.store.filed import Filed, read_at, reading_of
from zhibiao.desk.store.filing import queue_again
from zhibiao.desk.store.record import Line, Place, latest
from zhibiao.desk.work.comparing import uncompared
from zhibiao.desk.work.stored import Reading, load
from zhibiao.errors import ZhibiaoError
from zhibiao.measurability import Measurability, measure
from zhibiao.records import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A document that was read at `made`, after the decisions up to the one of number `last`.

    `handed_in` is the review of what was handed in, with the categories as corrected; `now` that of the document as it
    would be with the wordings taken, without what was ignored, `texts` what these put into the cells. `lines` are the
    decisions that stand, `decided` those that say something.
    """

    document: Filed
    reading: Reading
    lines: Mapping[Place, Line]
    decided: Mapping[Place, Decision]
    handed_in: Review
    now: Review
    texts: NewTexts
    before: Measurability
    after: Measurability
    made: float
    last: int


def standing_or_queued(desk: Desk, document: Filed, lang: str) -> Standing | None:
    """Where a document stands; None where it is read anew first, as what another version had read is no use."""
    try:
        return standing(desk, document, lang)
    except ZhibiaoError as error:
        if error.code != "WB20":
            raise
    with desk.database.write() as connection:
        queue_again(connection, document.id)
    desk.keeper.wake()
    return None


def standing(desk: Desk, document: Filed, lang: str) -> Standing:
    """Where a document that was read stands; worked out anew only when something was decided.

    Who does not see all of its batch does not see what it shares with others.
    """
    with desk.database.read() as connection:
        made, lines = read_at(connection, document.id), latest(connection, document.id)
    last = max((line.id for line in lines.values()), default=0)
    return desk.standings.get(
        (document.id, document.whole, lang),
        (made, last, document.stage),
        lambda: _standing(desk, document, lang, lines, (made, last)),
    )


def _standing(
    desk: Desk, document: Filed, lang: str, lines: Mapping[Place, Line], state: tuple[float, int]
) -> Standing:
    made, last = state
    reading = _reading(desk, document, made)
    review = reading.review if document.whole else uncompared(reading.review)
    kept = [decision_from_json(line.value) for line in lines.values() if line.value]
    decided = {(one.table, one.row): one for one in fitting(review, kept)}
    key = (document.id, document.whole, lang)
    handed_in, rewritten = _reviews(desk, key, made, review, wordings(decided.values()))
    now = ignoring(rewritten, decided.values())
    return Standing(
        document=document,
        reading=reading,
        lines=lines,
        decided=decided,
        handed_in=handed_in,
        now=now,
        texts=new_texts(handed_in, decided.values(), lang),
        before=measure(handed_in),
        after=measure(now),
        made=made,
        last=last,
    )


def _reviews(
    desk: Desk, key: tuple[int, bool, str], made: float, review: Review, taken: Sequence[Decision]
) -> tuple[Review, Review]:
    """The review as handed in, with the categories as corrected, and that with the wordings taken.

    Each is made anew only when a decision changes what it depends on, which most decisions do not.
    """
    lang, settings = key[2], desk.options.settings
    kinds = tuple((one.table, one.row, one.category) for one in taken if one.category)
    handed_in = desk.reviews.get(
        (*key, "handed in"), (made, kinds), lambda: corrected(review, taken, lang, settings)
    )
    if all(one.suggestion is None for one in taken):
        return handed_in, handed_in
    return handed_in, desk.reviews.get(
        (*key, "reworded"),
        (made, taken),
        lambda: without_open_places(reworded(review, taken, lang, settings), review),
    )


def _reading(desk: Desk, document: Filed, made: float) -> Reading:
    """What was read from a document at `made`."""

    def make() -> Reading:
        with desk.database.read() as connection:
            data, _ = reading_of(connection, document.id)
        return load(data)

    return desk.readings.get(document.id, made, make)
