"""Where a document stands: what was read, what was decided, and the review that follows from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhibiao.desk.comparing import uncompared
from zhibiao.desk.current import corrected, current
from zhibiao.desk.decisions import Decision, decision_from_json
from zhibiao.desk.desk import Desk
from zhibiao.desk.filed import Filed, reading_of
from zhibiao.desk.record import Line, Place, last_id, latest
from zhibiao.desk.stored import Reading, load
from zhibiao.measurability import Measurability, measure
from zhibiao.records import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A document that was read, after the decisions up to the one of number `last`.

    `handed_in` is the review of what was handed in, with the categories as corrected; `now` that of the document as it
    would be with the wordings taken, without what was ignored. `lines` are the decisions that stand, `decided` those
    that say something.
    """

    document: Filed
    reading: Reading
    lines: Mapping[Place, Line]
    decided: Mapping[Place, Decision]
    handed_in: Review
    now: Review
    before: Measurability
    after: Measurability
    last: int


def standing(desk: Desk, document: Filed, lang: str) -> Standing:
    """Where a document that was read stands; who does not see all of its batch does not see what it shares with others."""
    with desk.database.read() as connection:
        last = last_id(connection, document.id)
        lines = latest(connection, document.id)
        data, made = reading_of(connection, document.id)
    reading = desk.readings.get((document.id, made), lambda: load(data))

    def work_out() -> Standing:
        review = reading.review if document.whole else uncompared(reading.review)
        decided = {place: decision_from_json(line.value) for place, line in lines.items() if line.value}
        choices, settings = list(decided.values()), desk.options.settings
        now = current(review, choices, lang, settings)
        return Standing(
            document=document,
            reading=reading,
            lines=lines,
            decided=decided,
            handed_in=corrected(review, choices, lang, settings),
            now=now,
            before=measure(review),
            after=measure(now),
            last=last,
        )

    return desk.standings.get((document.id, made, last, document.stage, document.whole, lang), work_out)
