"""Serve the desk until it is stopped."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from zhibiao.desk.options import LOOPBACK, Options
from zhibiao.desk.store.database import Database, open_database
from zhibiao.errors import ZhibiaoError


def serve(
    options: Options, *, files: Sequence[Path] = (), say: Callable[[str], None] = lambda _: None
) -> None:
    """Serve the desk at the address of `options`; `say` is told it once the desk listens there.

    `files` are handed in where the desk is empty. Raises ZhibiaoError CF04 without the extra `web`, WB04 and WB05
    where the database cannot be used, WB17 where others would reach a desk without accounts, WB18 where the address
    is taken.
    """
    import uvicorn

    from zhibiao.desk.app import make_app

    database = open_database(options.database)
    try:
        database.hold()
        check_reach(database, options)
        hand_in(database, files)
        with listen(options) as door:
            config = uvicorn.Config(
                make_app(database, options),
                log_level="warning",
                access_log=False,
                server_header=False,
                date_header=False,
                timeout_graceful_shutdown=3,
                h11_max_incomplete_event_size=64 * 1024,
            )
            _collect_seldom()
            say(address(door))
            uvicorn.Server(config).run(sockets=[door])
    finally:
        database.close()


def _collect_seldom() -> None:
    """Garbage is looked for seldom: going through all reviews at hand takes a third of a second, when nobody is answered.

    They hold no cycles, so they go when nobody needs them; what is loaded by now stays anyway.
    """
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)


def check_reach(database: Database, options: Options) -> None:
    """Raises ZhibiaoError WB17 where the desk could be reached from other machines and asks for no password."""
    from zhibiao.desk.store.people import has_accounts

    with database.read() as connection:
        if options.host not in LOOPBACK and not has_accounts(connection):
            raise ZhibiaoError("WB17", host=options.host)


def hand_in(database: Database, files: Sequence[Path]) -> None:
    """File documents as one batch of the one person, unless the desk holds some already."""
    from sqlalchemy import func, select

    from zhibiao.desk.store.filing import add_batch, add_document, free_name
    from zhibiao.desk.store.people import the_one
    from zhibiao.desk.store.tables import documents
    from zhibiao.desk.store.trail import log

    with database.write() as connection:
        if not files or connection.execute(select(func.count()).select_from(documents)).scalar():
            return
        person = the_one(connection)
        batch = add_batch(connection, free_name(connection), person)
        for file in files:
            number, _ = add_document(connection, batch.id, person.id, file.name, file.read_bytes())
            log(connection, person, "upload", file.name, document_id=number)


def listen(options: Options) -> socket.socket:
    """A socket that listens at the address of `options`. Raises ZhibiaoError WB18 where it is taken."""
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    # With the protocol named asyncio sends what it has at once; otherwise an answer may wait 40 ms for the browser's ACK.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((options.host, options.port))
    except OSError as error:
        door.close()
        raise ZhibiaoError(
            "WB18", host=options.host, port=options.port, detail=error.strerror or error
        ) from error
    door.listen(256)
    return door


def address(door: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = door.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
