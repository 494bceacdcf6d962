"""The first page: what came in, how far it is, and the place to drop more."""

from __future__ import annotations

from typing import Any

from fastapi.responses import JSONResponse, Response
from sqlalchemy import update
from starlette.datastructures import UploadFile

from zhibiao.desk.access import may_hand_in
from zhibiao.desk.asked import Asked, AskedPage, PostedForm, go
from zhibiao.desk.pages.document import failure_of, find
from zhibiao.desk.pages.listed import list_figures
from zhibiao.desk.store import trail
from zhibiao.desk.store.filed import (
    WAITING,
    Batch,
    Filed,
    assigned_to,
    count_waiting,
    find_batch,
    list_batches,
)
from zhibiao.desk.store.filing import (
    add_batch,
    add_document,
    assign,
    file_name,
    free_name,
    hold,
    queue_again,
)
from zhibiao.desk.store.tables import documents
from zhibiao.desk.wording import say
from zhibiao.errors import ZhibiaoError
from zhibiao.read import supported_suffixes
from zhibiao.read.unpack import SUFFIX

SHOWN = 20
"""Documents of a batch that the first page lists."""
MOST_WAITING = 1_000
"""Documents of one person that may wait to be read."""


def home_page(asked: AskedPage) -> Response:
    """All batches of which the person may see something, and the place to hand in more."""
    with asked.desk.database.read() as connection:
        found = list_batches(connection, asked.person)
        assigned = assigned_to(connection, [one.id for _, inside in found for one in inside])
    options = asked.desk.options
    shown = [
        (batch, inside[:SHOWN], len(inside), sum(one.state == "read" for one in inside))
        for batch, inside in found
    ]
    return asked.page(
        "home.html.j2",
        batches=shown,
        figures=list_figures(asked, [one for _, inside, *_ in shown for one in inside]),
        assigned=assigned,
        failures={one.key: failure_of(one) for _, inside in found for one in inside if one.failure},
        suffixes=(*supported_suffixes(), SUFFIX),
        file_mb=options.file_mb,
        upload_files=options.upload_files,
    )


def queue_line(document: Filed, lang: str) -> dict[str, Any]:
    """How far a document is, in words; why and what to do where it could not be read."""
    error = failure_of(document)
    return {
        "key": document.key,
        "name": document.name,
        "state": document.state,
        "text": say(lang, f"state_{document.state}"),
        "failure": error.render(lang) if error else "",
    }


def upload(posted: PostedForm) -> Response:
    """Take files into a new batch, or the one that is named; nothing of them is opened here."""
    asked = posted.asked
    files = [one for one in posted.form.getlist("file") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise ZhibiaoError("WB08", detail="file")
    for file in files:
        _check_size(asked, file)
    key = posted.text("batch", 40)
    keys = []
    batch = _batch(asked, key, posted.text("name", 200))
    for file in files:
        data = file.file.read()
        with asked.desk.database.write() as connection:
            if count_waiting(connection, asked.person.id) >= MOST_WAITING:
                raise ZhibiaoError("WB02", limit=f"{MOST_WAITING} 个文件 / files")
            number, made = add_document(
                connection, batch.id, asked.person.id, file_name(file.filename or ""), data
            )
            trail.log(connection, asked.person, "upload", file_name(file.filename or ""), document_id=number)
        keys.append(made)
        asked.desk.keeper.wake()
    if asked.by_script:
        return JSONResponse({"batch": batch.key, "keys": keys})
    return go(f"/batches/{batch.key}")


def _batch(asked: Asked, key: str, name: str) -> Batch:
    """The batch of that key, which must be the person's own, or a new one."""
    if key:
        with asked.desk.database.read() as connection:
            batch, _ = find_batch(connection, key, asked.person)
        if batch.owner_id != asked.person.id and not asked.person.is_head:
            raise ZhibiaoError("WB01")
        return batch
    with asked.desk.database.write() as connection:
        return add_batch(connection, name or free_name(connection), asked.person)


def _check_size(asked: Asked, file: UploadFile) -> None:
    """Raises ZhibiaoError RD08 for a file that is too long; the reader judges everything else."""
    most = asked.desk.options.file_mb
    size = file.size or 0
    if size > most * 10**6:
        raise ZhibiaoError(
            "RD08", path=file_name(file.filename or ""), size_mb=round(size / 10**6, 1), limit_mb=most
        )


def hand_in_again(posted: PostedForm, key: str) -> Response:
    """A new version of a document that was handed back: it goes to the same reviewers."""
    asked = posted.asked
    before = find(asked, key)
    file = posted.form.get("file")
    if not may_hand_in(asked.person, before):
        raise ZhibiaoError("WB12")
    if not isinstance(file, UploadFile) or not file.filename:
        raise ZhibiaoError("WB08", detail="file")
    name = file_name(file.filename)
    if name.lower().endswith(SUFFIX):  # its files would be nobody's new version, and with no reviewer
        raise ZhibiaoError("RD06", path=name, suffix=SUFFIX, supported=" ".join(supported_suffixes()))
    _check_size(asked, file)
    with asked.desk.database.write() as connection:
        hold(connection, before)
        number, made = add_document(
            connection,
            before.batch_id,
            before.owner_id,
            name,
            file.file.read(),
            parent_id=before.id,
        )
        assign(connection, number, [one.id for one in assigned_to(connection, [before.id])[before.id]])
        connection.execute(update(documents).where(documents.c.id == before.id).values(stage="closed"))
        trail.log(connection, asked.person, "version", name, document_id=number)
    asked.desk.keeper.wake()
    return go(f"/documents/{made}")


def read_again(posted: PostedForm, key: str) -> Response:
    """Have a document read once more that could not be read: a program it needs may be there by now.

    Not one without content, as a file of a zip that no reader takes: nothing of it is kept.
    """
    asked = posted.asked
    document = find(asked, key)
    mine = asked.person.is_head or asked.person.id == document.owner_id
    if document.state != "failed" or not document.size or not mine:
        raise ZhibiaoError("WB12")
    with asked.desk.database.write() as connection:
        queue_again(connection, document.id)
        trail.log(connection, asked.person, "again", document.name, document_id=document.id)
    asked.desk.keeper.wake()
    return go(f"/documents/{key}")


def queue(asked: AskedPage, key: str) -> Response:
    """How far the documents of a batch are, for the script of the page."""
    with asked.desk.database.read() as connection:
        _, inside = find_batch(connection, key, asked.person)
    return JSONResponse(
        {
            "waiting": sum(one.state in WAITING for one in inside),
            "done": sum(one.state not in WAITING for one in inside),
            "files": [queue_line(one, asked.lang) for one in inside],
        }
    )
