"""Accounts: names, roles, passwords. A desk without accounts has one person, who needs no password."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Literal, get_args

from sqlalchemy import Connection, func, select, update
from sqlalchemy.exc import IntegrityError

from zhibiao.desk.store.tables import accounts, insert_one, sessions
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["submitter", "reviewer", "head"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the one who hands in to the one who sees everything."""
SHORTEST, LONGEST = 10, 200
"""Characters of a password."""
ALONE = "本机"
"""Name of the person at a desk without accounts."""

_AT_ONCE = BoundedSemaphore(2)
"""Checking a password takes 19 MiB and a core on purpose: two at a time, the others wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody at the desk; `alone` where the desk has no accounts."""

    id: int
    name: str
    role: Role
    active: bool = True
    alone: bool = False

    @property
    def is_head(self) -> bool:
        """Whether this person sees all documents and keeps the accounts."""
        return self.role == "head"


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _nobody() -> str:
    """A hash that no password fits: checked for unknown names, so that they take as long as known ones."""
    return _hasher().hash("nobody has this name")


def has_accounts(connection: Connection) -> bool:
    """Whether the desk has an account with a password, in use or not: then everybody has to sign in, for ever."""
    wanted = select(func.count()).select_from(accounts).where(accounts.c.password != "")
    return bool(connection.execute(wanted).scalar())


def add_account(connection: Connection, name: str, password: str, role: Role) -> Person:
    """A new account. Raises ZhibiaoError WB06 where the name, the password or the role will not do."""
    name = name.strip()
    if not 1 <= len(name) <= 40 or not name.isprintable():
        raise ZhibiaoError("WB06", detail="名字 1–40 字 / a name of 1–40 characters")
    if role not in ROLES:
        raise ZhibiaoError("WB06", detail=", ".join(ROLES))
    values = {"name": name, "password": _hash(password), "role": role, "active": True, "created": time.time()}
    try:
        made = insert_one(connection, accounts, **values)
    except IntegrityError as error:
        raise ZhibiaoError("WB06", detail=f"名字已用 / taken: {name}") from error
    return Person(id=made, name=name, role=role)


def _hash(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise ZhibiaoError(
            "WB06", detail=f"密码 {SHORTEST}–{LONGEST} 字 / a password of {SHORTEST}–{LONGEST} characters"
        )
    with _AT_ONCE:
        return _hasher().hash(password.encode("utf-8", "replace"))


def change_account(
    connection: Connection,
    account_id: int,
    *,
    password: str = "",
    role: Role | None = None,
    active: bool | None = None,
) -> None:
    """Another password, role, or whether the account may be used; whoever is signed in with it has to sign in anew.

    Raises ZhibiaoError WB06 for a password that will not do, and where nobody would be left to keep the accounts.
    """
    values: dict[str, object] = {"password": _hash(password)} if password else {}
    if role is not None:
        values["role"] = role
    if active is not None:
        values["active"] = active
    # All accounts are held until the end: two heads could otherwise shut each other out at the same moment.
    connection.execute(select(accounts.c.id).order_by(accounts.c.id).with_for_update())
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(**values))
    connection.execute(sessions.delete().where(sessions.c.account_id == account_id))
    if not any(person.is_head and person.active for person in people(connection)):
        raise ZhibiaoError("WB06", detail="至少要有一位负责人 / at least one head")


def people(connection: Connection) -> list[Person]:
    """Everybody with an account, by name."""
    found = connection.execute(select(accounts).where(accounts.c.password != "").order_by(accounts.c.name))
    return [Person(id=row.id, name=row.name, role=row.role, active=row.active) for row in found]


def reviewers(connection: Connection) -> list[Person]:
    """Those whom a document can be assigned to, by name."""
    return [one for one in people(connection) if one.active and one.role != "submitter"]


def the_one(connection: Connection) -> Person:
    """The person at a desk without accounts, made when first asked for."""
    found = connection.execute(select(accounts.c.id).where(accounts.c.password == "")).scalar()
    if found is None:
        values = {"name": ALONE, "password": "", "role": "head", "active": True, "created": time.time()}
        made = insert_one(connection, accounts, **values)
        found = made
    return Person(id=found, name=ALONE, role="head", alone=True)


def check_password(connection: Connection, name: str, password: str) -> Person | None:
    """The person of that name and password, None where they do not fit; takes as long for names that nobody has."""
    from argon2.exceptions import Argon2Error

    wanted = select(accounts).where(accounts.c.password != "", accounts.c.active)
    # No name holds other signs, and not every database can be asked for them.
    row = (
        connection.execute(wanted.where(accounts.c.name == name.strip())).first()
        if name.isprintable()
        else None
    )
    with _AT_ONCE:
        try:
            _hasher().verify(
                row.password if row else _nobody(), password[:LONGEST].encode("utf-8", "replace")
            )
        except Argon2Error:
            return None
    return Person(id=row.id, name=row.name, role=row.role) if row else None
