"""Decisions: one is taken, or taken back, and the reader goes on to the next place."""

from __future__ import annotations

from dataclasses import replace

from fastapi.responses import JSONResponse, Response

from zhibiao.desk.access import may_decide
from zhibiao.desk.asked import Asked, Posted, PostedForm, go
from zhibiao.desk.decided.decisions import Decision, check, decision_to_json
from zhibiao.desk.decided.standing import standing
from zhibiao.desk.decided.stops import Filter, Stop, find_stops, next_stop, read_place, stop_at, write_place
from zhibiao.desk.pages.document import find, pieces_of
from zhibiao.desk.store import record
from zhibiao.desk.store.filed import Filed
from zhibiao.desk.store.filing import hold
from zhibiao.desk.store.record import Place
from zhibiao.errors import ZhibiaoError
from zhibiao.revise.choices import EDITABLE

_STAY = ("category", "clear", "undo")
"""Acts after which the reader looks at the same place once more."""


def decide(posted: PostedForm, key: str, at: str) -> Response:
    """Take one decision: `do` is accept, edit, confirm, ignore, category or clear; answers with the next place."""
    asked = posted.asked
    document, place = _decidable(asked, key, at)
    stand = standing(asked.desk, document, asked.lang)
    stop = stop_at(stand.handed_in, place, stand.decided, asked.lang, stand.now)
    if stop is None:
        raise ZhibiaoError("WB01")
    verb = posted.text("do", 20)
    decision = _decision(posted, stop, verb)
    check(stand.handed_in, decision, stop.decision, stop.left_over)
    value = _kept(stop, decision)
    with asked.desk.database.write() as connection:
        hold(connection, document)
        record.decide(connection, document.id, place, asked.person, verb, value, seen=posted.number("seen"))
    return _after(posted, document, place, verb)


def _decidable(asked: Asked, key: str, at: str) -> tuple[Filed, Place]:
    """The document and place of a decision. Raises ZhibiaoError WB01 for none, WB12 where it is not theirs to decide."""
    document, place = find(asked, key), read_place(at)
    if place is None or document.state != "read":
        raise ZhibiaoError("WB01")
    if not may_decide(asked.person, document):
        raise ZhibiaoError("WB12")
    return document, place


def _decision(posted: Posted, stop: Stop, verb: str) -> Decision:
    """The decision on a row after this act: what was decided about it before stays where the act says nothing of it."""
    before = replace(stop.decision or Decision(table=stop.place[0], row=stop.place[1]), name="", wording="")
    if verb == "accept":
        return replace(before, suggestion=posted.number("suggestion"), edit=(), confirmed=False)
    if verb == "confirm":
        return replace(before, suggestion=None, edit=(), confirmed=True)
    if verb == "edit":
        edit = [(field, posted.text(f"edit-{field}")) for field in EDITABLE if f"edit-{field}" in posted.form]
        was = {field: posted.text(f"was-{field}") for field, _ in edit}
        changed = tuple((field, text) for field, text in edit if text != was[field])
        return replace(before, suggestion=posted.number("suggestion"), edit=changed, confirmed=False)
    if verb == "ignore":
        codes = [code for code in posted.form.getlist("code") if isinstance(code, str)]
        if not codes:
            raise ZhibiaoError("WB11", code="", reason="")
        reason = posted.text("reason")
        kept = tuple((code, why) for code, why in before.ignored if code not in codes)
        return replace(before, ignored=(*kept, *((code, reason) for code in dict.fromkeys(codes))))
    if verb == "category":
        chosen = posted.text("category", 4)
        return replace(
            before, category=chosen if stop.label and chosen != stop.label.category else before.category
        )
    if verb == "clear":
        return Decision(table=stop.place[0], row=stop.place[1])
    raise ZhibiaoError("WB08", detail=f"do: {verb}")


def _kept(stop: Stop, decision: Decision) -> str:
    """What the database keeps of a decision, with what the person saw; "" where nothing is decided any more."""
    if decision == Decision(table=decision.table, row=decision.row):
        return ""
    row = stop.row
    wording = row.suggestions[decision.suggestion - 1].wording if row and decision.suggestion else ""
    return decision_to_json(replace(decision, name=row.indicator.name if row else "", wording=wording))


def undo(posted: PostedForm, key: str) -> Response:
    """Take back the last decision that this person took on the document: the one before stands again."""
    asked = posted.asked
    document, _ = _decidable(asked, key, "1.0")
    with asked.desk.database.write() as connection:
        hold(connection, document)
        place = record.undo(connection, document.id, asked.person)
    return _after(posted, document, place, "undo")


def _after(posted: Posted, document: Filed, place: Place, verb: str) -> Response:
    """Where the reader is after a decision: at the next place that wants one, or at the same where it still wants one."""
    asked = posted.asked
    chosen = Filter.read(posted.form, "filter-")
    stand = standing(asked.desk, document, asked.lang)
    stops = [
        stop
        for stop in find_stops(stand.handed_in, stand.decided, asked.lang, stand.now)
        if chosen.lets(stop) or stop.place == place
    ]
    settled = any(stop.settled for stop in stops if stop.place == place)
    following = next_stop(stops, place) if settled and verb not in _STAY else None
    going = following.place if following else place
    if not asked.by_script:
        query = f"{chosen.query()}&" if chosen.query() else ""
        return go(f"/documents/{document.key}?{query}at={write_place(going)}#panel")
    return JSONResponse(pieces_of(asked, stand, chosen, going, done=place, said=f"said_{verb}"))
