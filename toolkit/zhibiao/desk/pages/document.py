"""The page of a document: its tables, the place at hand with findings and suggestions, and every decision on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from fastapi.responses import JSONResponse, Response

from zhibiao.desk.access import acts, may_decide, may_hand_in
from zhibiao.desk.asked import Asked, AskedPage
from zhibiao.desk.decided.changed import NewTexts
from zhibiao.desk.decided.head import head_view
from zhibiao.desk.decided.outputs import OUTPUTS
from zhibiao.desk.decided.panel import panel_view
from zhibiao.desk.decided.standing import Standing, standing, standing_or_queued
from zhibiao.desk.decided.stops import Filter, Stop, find_stops, next_stop, read_place, stop_at, write_place
from zhibiao.desk.decided.words import done_words, place_words
from zhibiao.desk.printed.tables import printed_tables
from zhibiao.desk.store import record, trail
from zhibiao.desk.store.filed import Filed, assigned_to, find_document
from zhibiao.desk.store.people import reviewers
from zhibiao.desk.store.record import Place
from zhibiao.errors import ZhibiaoError
from zhibiao.report.ledger_view import rule_title


def document_page(asked: AskedPage, key: str, at: str = "") -> Response:
    """The document with the place `at` opened, the first one without a decision where none is named."""
    document = find(asked, key)
    stand = standing_or_queued(asked.desk, document, asked.lang) if document.state == "read" else None
    if stand is None:
        now = find(asked, key)
        may_ask = asked.person.is_head or asked.person.id == now.owner_id
        return asked.page("unread.html.j2", document=now, failure=failure_of(now), may_ask=may_ask)
    chosen = Filter.read(asked.request.query_params)
    view = view_of(asked, stand, chosen, read_place(at))
    every: list[Stop] = view["every"]
    return asked.page(
        "document_page.html.j2",
        printed=printed_tables(stand.reading.page, stand.handed_in, asked.lang),
        rows=states(every, stand.texts),
        rules=[(code, rule_title(code, asked.lang)) for code in codes_of(every)],
        used_categories=sorted({stop.label.category for stop in every if stop.label}),
        outputs=OUTPUTS,
        **_together(asked, document),
        **view,
    )


def _together(asked: Asked, document: Filed) -> dict[str, Any]:
    """Who works on the document, what they said, and what this person may do with it besides deciding."""
    with asked.desk.database.read() as connection:
        assigned = assigned_to(connection, [document.id])[document.id]
        comments = trail.comments_of(connection, document.id)
        may_review = reviewers(connection) if asked.person.is_head else []
    return {
        "assigned": assigned,
        "assigned_ids": {one.id for one in assigned},
        "comments": comments,
        "reviewers": may_review,
        "may_hand_in": may_hand_in(asked.person, document),
        # Alone there is nobody to hand anything to.
        "acts": () if asked.person.alone else acts(asked.person, document),
    }


def find(asked: Asked, key: str) -> Filed:
    """The document of that key. Raises ZhibiaoError WB01 where the one who asks has none."""
    with asked.desk.database.read() as connection:
        return find_document(connection, key, asked.person)


def failure_of(document: Filed) -> ZhibiaoError | None:
    """Why a document could not be read."""
    failure = document.failure
    return ZhibiaoError(failure["code"], **failure["values"]) if failure else None


def view_of(asked: Asked, stand: Standing, chosen: Filter, place: Place | None) -> dict[str, Any]:
    """What the page and its pieces show: the stops that the filter leaves, the one at hand, the figures above."""
    every = find_stops(stand.handed_in, stand.decided, asked.lang, stand.now)
    stops = [stop for stop in every if chosen.lets(stop)]
    settled_too = replace(chosen, only_open=False)
    stop = stop_at(stand.handed_in, place, stand.decided, asked.lang, stand.now) if place else None
    with asked.desk.database.read() as connection:
        last = record.last_of(connection, stand.document.id, asked.person)
    stop = stop or next_stop(stops, None) or (stops[0] if stops else None)
    return {
        "document": stand.document,
        "key": stand.document.key,
        "filter": chosen,
        "stops": stops,
        "every": every,
        "all_settled": not stops and any(settled_too.lets(stop) for stop in every),
        "stop": stop,
        "panel": panel_view(stand, stop, stops, asked.lang),
        "head": head_view(stand, every, asked.lang),
        "rewritten": stand.texts,
        "last": stand.last,
        "can_undo": last is not None,
        "may_decide": may_decide(asked.person, stand.document),
    }


def pieces_of(
    asked: Asked, stand: Standing, chosen: Filter, place: Place | None, done: Place = (0, 0), said: str = ""
) -> dict[str, Any]:
    """The pieces of the page that a script puts in place of the old ones, and the state of every row.

    `said` is the key of what is told about the place that was `done`.
    """
    view = view_of(asked, stand, chosen, place)
    stop = view["stop"]
    return {
        "panel": asked.piece("panel.html.j2", **view),
        "head": asked.piece("head.html.j2", **view),
        "at": stop.at if stop else "",
        "done": write_place(done),
        "said": done_words(
            next((one for one in view["every"] if one.place == done), None), done, said, asked.lang
        )
        if said
        else "",
        "last": stand.last,
        "rows": states(view["every"], stand.texts),
    }


def codes_of(stops: Iterable[Stop]) -> list[str]:
    """The rules that found something, in the order of their codes."""
    return sorted({finding.code for stop in stops for finding in stop.findings})


def states(stops: Sequence[Stop], texts: NewTexts) -> dict[str, dict[str, Any]]:
    """The state of every place and what its cells say now, for the script that marks the rows."""
    return {
        one.at: {
            "mark": one.mark,
            "open": len(one.open),
            "texts": {field: asdict(text) for field, text in texts.get(one.at, {}).items()},
        }
        for one in stops
    }


def place_pieces(asked: AskedPage, key: str, at: str = "") -> Response:
    """The pieces for another place, for the script of the page."""
    document = find(asked, key)
    if document.state != "read":
        raise ZhibiaoError("WB01")
    chosen = Filter.read(asked.request.query_params)
    stand = standing(asked.desk, document, asked.lang)
    return JSONResponse(pieces_of(asked, stand, chosen, read_place(at)))


def news(asked: AskedPage, key: str, after: int) -> Response:
    """The decisions that others took since the one of number `after`: where, who, what; for the script of the page."""
    document = find(asked, key)
    with asked.desk.database.read() as connection:
        lines = record.since(connection, document.id, after)
    return JSONResponse(
        {
            "stage": document.stage,
            "lines": [
                {
                    "at": write_place(line.place),
                    "place": place_words(line.place, asked.lang),
                    "who": line.who,
                    "verb": line.verb,
                    "own": line.account_id == asked.person.id,
                    "id": line.id,
                }
                for line in lines
            ],
        }
    )
