"""A desk at work: its database, its readers, and what pages ask it for."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from zhibiao.desk.options import Options
from zhibiao.desk.store.database import Database
from zhibiao.desk.store.people import has_accounts
from zhibiao.desk.work.jobs import Keeper
from zhibiao.desk.work.worker import Worker

Value = TypeVar("Value")
_FRESH = 2.0


class Kept:
    """The last few things that were worked out, so that the next page need not do it again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()

    def known(self, key: Hashable, version: Hashable) -> Any | None:
        """The value of `key` where one of this version is at hand, else None."""
        with self._lock:
            known, kept = self._values.get(key, (None, None))
            return kept if known == version else None

    def get(self, key: Hashable, version: Hashable, make: Callable[[], Value]) -> Value:
        """The value of `key`; made where none of this version is at hand, in the place of the one before."""
        with self._lock:
            known, kept = self._values.get(key, (None, None))
            if key in self._values and known == version:
                self._values.move_to_end(key)
                value: Value = kept
                return value
        value = make()
        with self._lock:
            self._values[key] = version, value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


class Attempts:
    """Passwords that were tried: after MOST wrong ones within WINDOW seconds a machine has to wait with that name.

    Other machines may go on with it, so that nobody shuts a colleague out; after ALTOGETHER all have to wait.
    """

    MOST, ALTOGETHER, WINDOW = 8, 40, 600
    _MANY = 1_000  # names and machines, after which those of long ago are forgotten

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at: dict[tuple[str, str], list[float]] = {}

    def begin(self, name: str, machine: str) -> bool:
        """Count a try before it is made, so that many at once are counted too; False where it has to wait."""
        now, keys = time.monotonic(), ((name, machine), (name, ""))
        with self._lock:
            if len(self._at) > self._MANY:
                self._at = {key: times for key in self._at if (times := self._recent(key, now))}
            found = [self._recent(key, now) for key in keys]
            if len(found[0]) >= self.MOST or len(found[1]) >= self.ALTOGETHER:
                return False
            self._at |= {key: [*times, now] for key, times in zip(keys, found, strict=True)}
            return True

    def succeeded(self, name: str, machine: str) -> None:
        """The password was right: what this machine tried before is forgotten."""
        with self._lock:
            self._at.pop((name, machine), None)
            self._at[name, ""] = self._at.get((name, ""), [])[:-1]

    def _recent(self, key: tuple[str, str], now: float) -> list[float]:
        return [at for at in self._at.get(key, []) if at > now - self.WINDOW]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every page needs. `keeper` reads, `writer` is the process that makes the files for downloading.

    A standing holds its reading: more readings than those of documents that are looked at first need not be kept.
    """

    database: Database
    options: Options
    keeper: Keeper
    writer: Worker
    readings: Kept = field(default_factory=lambda: Kept(12))
    standings: Kept = field(default_factory=lambda: Kept(60))
    reviews: Kept = field(default_factory=lambda: Kept(120))
    overviews: Kept = field(default_factory=lambda: Kept(8))
    figures: Kept = field(default_factory=lambda: Kept(5_000))
    attempts: Attempts = field(default_factory=Attempts)
    _team: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def cookie(self) -> str:
        """Name of the cookie: desks on other ports of the same machine keep theirs."""
        return f"zhibiao_{self.options.port}"

    def is_team(self) -> bool:
        """Whether people have to sign in; asked with every request, so looked up every other second only."""
        now = time.monotonic()
        if not self._team or self._team[0][0] < now - _FRESH:
            with self.database.read() as connection:
                self._team[:] = [(now, has_accounts(connection))]
        return self._team[0][1]
