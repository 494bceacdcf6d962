"""The page of a batch: where its problems are, the rows behind each number, its plots."""

from __future__ import annotations

from fastapi.responses import Response

from zhibiao.batch import SECONDS
from zhibiao.desk.asked import Asked, AskedPage
from zhibiao.desk.batches.documents import BatchDocument
from zhibiao.desk.batches.figures import not_ignored
from zhibiao.desk.batches.listing import batch_listing
from zhibiao.desk.batches.overview import Overview, batch_overview
from zhibiao.desk.batches.wanted import wanted_from
from zhibiao.desk.decided.outputs import OUTPUTS
from zhibiao.desk.pages.document import failure_of
from zhibiao.desk.pages.home import queue_line
from zhibiao.desk.pages.listed import list_figures, stand_of
from zhibiao.desk.store.filed import WAITING, Batch, Filed, assigned_to, find_batch
from zhibiao.desk.store.record import last_ids
from zhibiao.desk.work.comparing import uncompared
from zhibiao.errors import ZhibiaoError

PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of a plot, opened by itself: the styles of its own that it is drawn with, and nothing else."""


def batch_page(asked: AskedPage, key: str) -> Response:
    """The documents of a batch, how far each is, and what they have in common."""
    batch, inside = _find(asked, key)
    with asked.desk.database.read() as connection:
        assigned = assigned_to(connection, [one.id for one in inside])
    failures = {one.key: failure_of(one) for one in inside if one.failure}
    waiting = any(one.state in WAITING for one in inside)
    overview = _overview(asked, batch, inside)
    return asked.page(
        "batch_page.html.j2",
        batch=batch,
        documents=inside,
        figures=list_figures(asked, inside),  # after the overview, which has worked them out
        assigned=assigned,
        failures=failures,
        queue=[queue_line(one, asked.lang) for one in inside] if waiting else [],
        overview=overview,
        outputs=OUTPUTS,
    )


def _find(asked: Asked, key: str) -> tuple[Batch, list[Filed]]:
    with asked.desk.database.read() as connection:
        return find_batch(connection, key, asked.person)


def _documents(asked: Asked, inside: list[Filed]) -> list[BatchDocument]:
    """The documents that were read, as they stand after all decisions."""
    found = []
    for one in inside:
        known = stand_of(asked, one) if one.state == "read" else None
        if known is None:
            continue
        stand, stops = known
        read = stand.reading.review
        found.append(
            BatchDocument(
                key=one.key,
                name=one.name,
                review=not_ignored(stand),
                read=read if one.whole else uncompared(read),
                now=stand.now,
                stops={stop.place: stop for stop in stops},
            )
        )
    return found


def _overview(asked: Asked, batch: Batch, inside: list[Filed]) -> Overview | None:
    """The overview of a batch, None where nothing of it is read yet; kept until a document or decision is added."""
    read = [one.id for one in inside if one.state == "read"]
    if not read:
        return None
    with asked.desk.database.read() as connection:
        decided = last_ids(connection, read)
    whole = all(one.whole for one in inside)
    state = (tuple((one, decided.get(one, 0)) for one in read), batch.compared)
    return asked.desk.overviews.get(
        (batch.key, asked.lang, whole),
        state,
        lambda: batch_overview(_documents(asked, inside), batch.key, asked.lang),
    )


def rows_page(asked: AskedPage, key: str, page: int = 1) -> Response:
    """The rows behind a number of the page of a batch."""
    batch, inside = _find(asked, key)
    wanted = wanted_from(asked.request.query_params)
    listing = batch_listing(_documents(asked, inside), batch.key, wanted, asked.lang, page)
    return asked.page("batch_rows_page.html.j2", batch=batch, listing=listing)


def plot(asked: AskedPage, key: str, name: str) -> Response:
    """One of the plots of a batch, drawn in the writer's process."""
    batch, inside = _find(asked, key)
    overview = _overview(asked, batch, inside)
    chosen = next((one for one in overview.plots() if one.name == name), None) if overview else None
    if chosen is None:
        raise ZhibiaoError("WB01")
    facts = {"name": name, "kind": chosen.kind, "facts": chosen.facts, "lang": asked.lang}
    _, blobs = asked.desk.writer.run("plot", facts, [], seconds=3 * SECONDS)
    return Response(blobs[0], media_type="image/svg+xml", headers={"content-security-policy": PICTURE})
