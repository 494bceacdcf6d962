"""Documents in a list with the figures of their pages: at hand, quickly worked out, or as they were handed in."""

from __future__ import annotations

import time
from collections.abc import Sequence

from zhibiao.desk.asked import Asked
from zhibiao.desk.batches.figures import Figures, Version, figures_kept, figures_of, figures_read, kept_facts
from zhibiao.desk.decided.standing import Standing, standing_or_queued
from zhibiao.desk.decided.stops import Stop, count_settled, find_stops
from zhibiao.desk.store.filed import Filed, times_read
from zhibiao.desk.store.filing import keep_facts
from zhibiao.desk.store.record import last_ids
from zhibiao.errors import ZhibiaoError

SECONDS = 0.1
"""For working out figures that are not at hand: a list of hundreds must not wait for all of them."""


def stand_of(asked: Asked, document: Filed) -> tuple[Standing, tuple[Stop, ...]] | None:
    """Where a document that was read stands, and all its places; its figures are kept for lists.

    None where it is read anew first.
    """
    stand = standing_or_queued(asked.desk, document, asked.lang)
    if stand is None:
        return None
    stops = tuple(find_stops(stand.handed_in, stand.decided, asked.lang, stand.now))
    _figures(asked, stand, stops)
    return stand, stops


def _figures(asked: Asked, stand: Standing, stops: Sequence[Stop]) -> Figures:
    """The figures of a document as it stands, made once."""
    key, version = (stand.document.id, stand.document.whole), (stand.made, stand.last)
    return asked.desk.figures.get(key, version, lambda: figures_of(stand, count_settled(stops)))


def list_figures(asked: Asked, documents: Sequence[Filed]) -> dict[str, Figures]:
    """The figures of the documents that were read, by key.

    Those about which nothing was decided come from the facts of reading; of the others what is at hand or can be worked
    out within SECONDS, and else as handed in, which says so. What was worked out is kept in the database.
    """
    read = [one for one in documents if one.state == "read"]
    ids = [one.id for one in read]
    with asked.desk.database.read() as connection:
        last, made = last_ids(connection, ids), times_read(connection, ids)
    end = time.monotonic() + SECONDS
    found, new = {}, []
    for one in read:
        version = made.get(one.id, 0.0), last.get(one.id, 0)
        if one.whole and not version[1] and "places" in one.facts:
            found[one.key] = figures_read(one.facts, decided=False)
            continue
        kept = figures_kept(one.facts, version) if one.whole else None
        figures = kept or _worked_out(asked, one, version, may_work=time.monotonic() < end)
        found[one.key] = figures or figures_read(one.facts, decided=True)
        if figures and one.whole and not kept:
            new.append((one, version, figures))
    _keep(asked, new)
    return found


def _worked_out(asked: Asked, document: Filed, version: Version, *, may_work: bool) -> Figures | None:
    """The figures of a document as they were, or are now, worked out; None where there is no time, or it cannot be said.

    Its own page tells why.
    """
    figures: Figures | None = asked.desk.figures.known((document.id, document.whole), version)
    if figures or not may_work:
        return figures
    try:
        stand = stand_of(asked, document)
    except ZhibiaoError:
        return None
    return _figures(asked, *stand) if stand else None


def _keep(asked: Asked, new: Sequence[tuple[Filed, Version, Figures]]) -> None:
    """Keep figures that were worked out: after a start they are at hand."""
    if not new:
        return
    with asked.desk.database.write() as connection:
        for document, version, figures in new:
            keep_facts(connection, document, kept_facts(document.facts, version, figures))
