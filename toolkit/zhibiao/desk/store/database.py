"""The desk's database: SQLite in a file, or PostgreSQL; opened, brought to the newest version, read and written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from zhibiao.errors import ZhibiaoError

NEWEST = "0001"
"""The last of the migrations; a test compares."""
_ONE_DESK = 7_310_221  # the number of the lock that a desk holds on a PostgreSQL database


class Database:
    """An open database; `read` and `write` give connections, one transaction each."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._held: Any = None
        # SQLite has one writer, and lets others look again and again whether it is done yet: here they stand in line.
        self._turn: AbstractContextManager[Any] = Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for looking; it sees one state of the database."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection for changes: all of them are kept when the block ends, none where it raises."""
        with (
            self._turn,
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        if self._held is not None:
            self._held.close()
        self.engine.dispose()

    def hold(self) -> None:
        """Make sure that one desk alone serves this database. Raises ZhibiaoError WB05 where another does."""
        url = self.engine.url
        if self.engine.dialect.name == "sqlite":
            self._held = _lock_file(Path(f"{url.database}.lock"))
            return
        connection = self.engine.connect()
        if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_ONE_DESK})").scalar():
            connection.close()
            raise ZhibiaoError("WB05", database=url.render_as_string(hide_password=True))
        connection.commit()
        self._held = connection


def _lock_file(path: Path) -> Any:
    """The open file that is locked; the lock falls with the process, however it ends."""
    path.touch(mode=0o600)
    file = path.open("a")
    try:
        import fcntl
    except ImportError:  # Windows: the port is taken where a desk runs already
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise ZhibiaoError("WB05", database=str(path)) from error
    return file


def open_database(address: str) -> Database:
    """Open the database at an address such as sqlite:///desk.sqlite and bring it to the newest version.

    Raises ZhibiaoError WB04 where the address is none, nothing answers there, or it holds something newer.
    """
    try:
        url = make_url(address)
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise ZhibiaoError(
                "WB04", database=url.render_as_string(hide_password=True), detail=url.drivername
            )
        if url.get_backend_name() == "sqlite" and url.database:
            url = url.set(database=str(_own_file(Path(url.database).expanduser())))
        engine = create_engine(
            url, pool_size=20, max_overflow=30, pool_pre_ping=url.get_backend_name() != "sqlite"
        )
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        _migrate(engine)
    except (ArgumentError, NoSuchModuleError) as error:
        raise ZhibiaoError("WB04", database="", detail=type(error).__name__) from error
    except (SQLAlchemyError, OSError) as error:
        reason = getattr(error, "orig", None) or error
        raise ZhibiaoError(
            "WB04", database=url.render_as_string(hide_password=True), detail=str(reason).strip()
        ) from error
    return Database(engine)


def _own_file(path: Path) -> Path:
    """The file of a database, made where there is none so that no other user of the machine reads the documents in it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)  # what SQLite writes beside it has the same mode
    return path.resolve()


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for setting in (
        "journal_mode=WAL",  # readers do not wait for the one who writes
        "synchronous=FULL",  # what was confirmed is on the disk
        "foreign_keys=ON",
        "recursive_triggers=ON",  # INSERT OR REPLACE also asks the triggers that refuse to delete
        "busy_timeout=10000",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write says so from the start: two that both had read could not both go on."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_newest(engine: Engine) -> bool:
    """Whether the database has the newest version already: at most starts, so that they need not load Alembic."""
    with engine.connect() as connection, connection.begin():
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == NEWEST


def _migrate(engine: Engine) -> None:
    if _is_newest(engine):
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    with as_file(files("zhibiao.desk.store").joinpath("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                shown = engine.url.render_as_string(hide_password=True)
                raise ZhibiaoError("WB04", database=shown, detail=str(error)) from error
