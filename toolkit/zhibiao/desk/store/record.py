"""The decisions on a document: lines are added, never changed, and the newest one on a row counts."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.exc import IntegrityError

from zhibiao.desk.store.people import Person
from zhibiao.desk.store.tables import accounts, decisions, insert_one
from zhibiao.errors import ZhibiaoError

Place = tuple[int, int]
"""The number of a table in its document, from 1, and of a row in it; row 0 is the whole table."""
_MOST = 2**31 - 1  # what a column of whole numbers holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What somebody decided about a row, and the how-manieth decision on it that was; `value` is "" for none any more."""

    id: int
    place: Place
    seq: int
    who: str
    account_id: int
    at: float
    verb: str
    value: str
    undoes: int | None = None


def _line(row: Row[tuple[object, ...]]) -> Line:
    return Line(
        id=row.id,
        place=(row.table_no, row.row_no),
        seq=row.seq,
        who=row.name,
        account_id=row.account_id,
        at=row.at,
        verb=row.verb,
        value=row.value,
        undoes=row.undoes,
    )


_LINES = select(decisions, accounts.c.name).join(accounts, decisions.c.account_id == accounts.c.id)


def latest(connection: Connection, document_id: int) -> dict[Place, Line]:
    """The decision that stands on each row that has one (an undone one stands with an empty value)."""
    wanted = _LINES.where(decisions.c.document_id == document_id).order_by(decisions.c.id)
    return {line.place: line for line in map(_line, connection.execute(wanted))}


def lines_of(connection: Connection, document_id: int, place: Place) -> list[Line]:
    """All decisions on a row, the first one first."""
    wanted = _LINES.where(
        decisions.c.document_id == document_id,
        decisions.c.table_no == place[0],
        decisions.c.row_no == place[1],
    )
    return [_line(row) for row in connection.execute(wanted.order_by(decisions.c.seq))]


def since(connection: Connection, document_id: int, after: int) -> list[Line]:
    """The decisions that came after the one of that number."""
    after = min(max(after, 0), _MOST)
    wanted = _LINES.where(decisions.c.document_id == document_id, decisions.c.id > after)
    return [_line(row) for row in connection.execute(wanted.order_by(decisions.c.id))]


def decide(  # noqa: PLR0913 - a line of the record has that many columns
    connection: Connection,
    document_id: int,
    place: Place,
    person: Person,
    verb: str,
    value: str,
    *,
    seen: int,
    undoes: int | None = None,
) -> int:
    """Write the next decision on a row; `seen` is the number of decisions on it that the person knows of.

    Raises ZhibiaoError WB07 where there is another one by now: nobody is overwritten unseen. Returns its number.
    """
    if not 0 <= seen < _MOST:
        raise ZhibiaoError("WB07", table=place[0], row=place[1])
    try:
        made = insert_one(
            connection,
            decisions,
            document_id=document_id,
            table_no=place[0],
            row_no=place[1],
            seq=seen + 1,
            account_id=person.id,
            at=time.time(),
            verb=verb,
            value=value,
            undoes=undoes,
        )
    except IntegrityError as error:
        raise ZhibiaoError("WB07", table=place[0], row=place[1]) from error
    if seen and not _known(connection, document_id, place, seen):
        raise ZhibiaoError("WB07", table=place[0], row=place[1])
    return made


def _known(connection: Connection, document_id: int, place: Place, seq: int) -> bool:
    """Whether there is a decision of that number on the row: a made-up one would leave a gap."""
    wanted = select(func.count()).where(
        decisions.c.document_id == document_id,
        decisions.c.table_no == place[0],
        decisions.c.row_no == place[1],
        decisions.c.seq == seq,
    )
    return bool(connection.execute(wanted).scalar())


def last_of(connection: Connection, document_id: int, person: Person) -> Line | None:
    """The last decision of a person on a document that is not taken back yet, None for none."""
    undone = select(decisions.c.undoes).where(
        decisions.c.document_id == document_id, decisions.c.undoes.is_not(None)
    )
    wanted = _LINES.where(
        decisions.c.document_id == document_id,
        decisions.c.account_id == person.id,
        decisions.c.undoes.is_(None),
        decisions.c.id.not_in(undone),
    )
    row = connection.execute(wanted.order_by(decisions.c.id.desc()).limit(1)).first()
    return _line(row) if row else None


def undo(connection: Connection, document_id: int, person: Person) -> Place:
    """Take back the last decision of a person that is not taken back yet: what stood before it stands again.

    Raises ZhibiaoError WB13 where there is none, WB07 where somebody else has decided about the row since. Returns
    the row.
    """
    last = last_of(connection, document_id, person)
    if last is None:
        raise ZhibiaoError("WB13")
    lines = lines_of(connection, document_id, last.place)
    if not _all_undone(lines, last):
        raise ZhibiaoError("WB07", table=last.place[0], row=last.place[1])
    before = next((line.value for line in lines if line.seq == last.seq - 1), "")
    seen = lines[-1].seq
    decide(connection, document_id, last.place, person, "undo", before, seen=seen, undoes=last.id)
    return last.place


def _all_undone(lines: Sequence[Line], last: Line) -> bool:
    """Whether everything that came after a decision on its row was taken back again."""
    later = [line for line in lines if line.seq > last.seq]
    undone = {line.undoes for line in later}
    return all(line.undoes is not None or line.id in undone for line in later)


def last_ids(connection: Connection, document_ids: Sequence[int]) -> Mapping[int, int]:
    """The number of the newest decision on each document: what was worked out from them is fresh while it stands."""
    rows = connection.execute(
        select(decisions.c.document_id, func.max(decisions.c.id))
        .where(decisions.c.document_id.in_(document_ids))
        .group_by(decisions.c.document_id)
    )
    return {row[0]: row[1] for row in rows}
