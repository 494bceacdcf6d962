"""How a desk is run: where it listens, where it keeps its records, what it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from zhibiao.settings import Settings

PORT = 8765
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def default_database() -> str:
    """The address of the database where none is named: a file of the user's own."""
    return f"sqlite:///{Path.home() / '.zhibiao' / 'desk.sqlite'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of `zhibiao serve`.

    `database` is an address as SQLAlchemy reads it; `settings` are those of every review; a file may have `file_mb`
    megabytes, an upload `upload_files` files and `upload_mb` megabytes; `secure` marks cookies for https only, where
    the desk stands behind a server that speaks it.
    """

    database: str
    host: str = LOOPBACK[0]
    port: int = PORT
    lang: str = "zh"
    settings: Settings = field(default_factory=Settings)
    file_mb: float = 50
    upload_files: int = 500
    upload_mb: float = 500
    secure: bool = False
