"""Files of the answer: made in the writer's process, sent as attachments that no browser opens by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import PurePath
from urllib.parse import quote

from fastapi.responses import Response

from zhibiao.desk.asked import Asked, AskedPage
from zhibiao.desk.decided.outputs import OUTPUTS
from zhibiao.desk.pages.document import find
from zhibiao.desk.store import record, trail
from zhibiao.desk.store.filed import Filed, content_of, find_batch, reading_of
from zhibiao.desk.wording import say
from zhibiao.desk.work.jobs import patience
from zhibiao.errors import ZhibiaoError
from zhibiao.report.files import safe_stem

TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".zip": "application/zip",
}
"""Types of the files by suffix; any other is sent as bytes."""


def download(asked: AskedPage, key: str, kind: str) -> Response:
    """One of OUTPUTS for a document."""
    document = find(asked, key)
    if document.state != "read" or kind not in OUTPUTS:
        raise ZhibiaoError("WB01")
    name, data = _make(asked, document, kind)
    _note(asked, document, kind)
    return attachment(name, data)


def _make(asked: Asked, document: Filed, kind: str) -> tuple[str, bytes]:
    """One of OUTPUTS for a document: the name of the file, and its content."""
    with asked.desk.database.read() as connection:
        original = content_of(connection, document.id)
        reading, _ = reading_of(connection, document.id)
        lines = record.latest(connection, document.id)
    facts = {
        "kind": kind,
        "name": document.name,
        "lang": asked.lang,
        "whole": document.whole,
        "settings": asdict(asked.desk.options.settings),
        "decisions": [line.value for line in lines.values() if line.value],
    }
    made, blobs = asked.desk.writer.run("output", facts, [reading, original], seconds=patience(document.name))
    return made["name"], blobs[0]


def _note(asked: Asked, document: Filed, kind: str) -> None:
    with asked.desk.database.write() as connection:
        trail.log(connection, asked.person, "download", kind, document_id=document.id)


def original(asked: AskedPage, key: str) -> Response:
    """The file as it was handed in."""
    document = find(asked, key)
    if document.state == "unpacked" or not document.size:
        raise ZhibiaoError("WB01")
    with asked.desk.database.read() as connection:
        data = content_of(connection, document.id)
    return attachment(PurePath(document.name).name, data)


def download_batch(asked: AskedPage, key: str, kind: str) -> Response:
    """One of OUTPUTS for every document of a batch that was read, as a zip."""
    from zhibiao.desk.decided.outputs import bundle

    with asked.desk.database.read() as connection:
        batch, inside = find_batch(connection, key, asked.person)
    read = [one for one in inside if one.state == "read"]
    if kind not in OUTPUTS or not read:
        raise ZhibiaoError("WB01")
    made = []
    for document, stem in zip(read, stems([one.name for one in read]), strict=True):
        name, data = _make(asked, document, kind)
        made.append((f"{stem}{name.removeprefix(safe_stem(document.name))}", data))
        _note(asked, document, kind)
    return attachment(f"{batch.name}_{say(asked.lang, f'out_{kind}')}.zip", bundle(made))


def stems(names: Sequence[str]) -> list[str]:
    """How the files begin that are made of the documents of these names.

    Those that would begin alike have the folders and the kind of their documents in it.

    >>> stems(["甲局/目标表.docx", "乙局/目标表.docx", "a.csv", "a.docx", "甲局/b.docx"])
    ['甲局_目标表_docx', '乙局_目标表_docx', 'a_csv', 'a_docx', 'b']
    """
    plain = [safe_stem(name) for name in names]
    counts = Counter(stem.casefold() for stem in plain)
    return [
        stem if counts[stem.casefold()] == 1 else safe_stem(re.sub(r"[/.]", "_", name))
        for stem, name in zip(plain, names, strict=True)
    ]


def attachment(name: str, data: bytes) -> Response:
    """A file to be saved under a name; never shown in the browser."""
    kind = TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    said = f"attachment; filename=\"document{quote(PurePath(name).suffix)}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=kind, headers={"content-disposition": said})
