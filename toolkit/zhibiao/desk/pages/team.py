"""Working together: accounts, assignment, handing back with comments, the audit trail."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi.responses import Response

from zhibiao.desk.access import acts
from zhibiao.desk.asked import Asked, AskedPage, Posted, PostedForm, go
from zhibiao.desk.decided.words import event_words, place_words
from zhibiao.desk.pages.document import find
from zhibiao.desk.store import trail
from zhibiao.desk.store.filed import Filed
from zhibiao.desk.store.filing import assign, hold, set_stage
from zhibiao.desk.store.people import ROLES, Role, add_account, change_account, people, reviewers
from zhibiao.errors import ZhibiaoError


def accounts_page(asked: AskedPage) -> Response:
    """All accounts, for a head."""
    _head_only(asked)
    with asked.desk.database.read() as connection:
        found = people(connection)
    return asked.page("accounts.html.j2", accounts=found, roles=ROLES)


def _head_only(asked: Asked) -> None:
    """Raises ZhibiaoError WB01 for everybody else: for them there is no such page."""
    if not asked.person.is_head:
        raise ZhibiaoError("WB01")


def add_person(posted: PostedForm) -> Response:
    """A new account; with the first one the desk begins to ask for passwords."""
    asked = posted.asked
    _head_only(asked)
    with asked.desk.database.write() as connection:
        role = _role(posted)
        if asked.person.alone and role != "head":
            raise ZhibiaoError("WB06", detail="第一个账户须为负责人 / the first account has to be a head")
        made = add_account(connection, posted.text("name", 80), posted.text("password", 300), role)
        trail.log(connection, asked.person, "account", f"{made.name}: {made.role}")
    return go("/accounts")


def _role(posted: Posted) -> Role:
    chosen = posted.text("role", 20)
    found = next((role for role in ROLES if role == chosen), None)
    if found is None:
        raise ZhibiaoError("WB06", detail=", ".join(ROLES))
    return found


def change_person(posted: PostedForm, number: int) -> Response:
    """Another role, password, or no more use of an account."""
    asked = posted.asked
    _head_only(asked)
    with asked.desk.database.write() as connection:
        person = next((one for one in people(connection) if one.id == number), None)
        if person is None:
            raise ZhibiaoError("WB01")
        role, active = _role(posted), bool(posted.text("active", 1))
        change_account(connection, number, password=posted.text("password", 300), role=role, active=active)
        trail.log(connection, asked.person, "account", f"{person.name}: {role}{'' if active else ' ×'}")
    return go("/accounts")


def assign_document(posted: PostedForm, key: str) -> Response:
    """Give a document to reviewers; only a head does."""
    asked = posted.asked
    document = find(asked, key)
    _head_only(asked)
    chosen = {text for text in posted.form.getlist("reviewer") if isinstance(text, str)}
    with asked.desk.database.write() as connection:
        known = [one for one in reviewers(connection) if str(one.id) in chosen]
        assign(connection, document.id, [one.id for one in known])
        names = "、".join(one.name for one in known)
        trail.log(connection, asked.person, "assign", names, document_id=document.id)
    return go(f"/documents/{key}#together")


def say_something(posted: PostedForm, key: str) -> Response:
    """Add a comment; with `do` hand back, hand in again, close or open the document besides."""
    asked = posted.asked
    document = find(asked, key)
    verb = posted.text("do", 20)
    stage = _stage(asked, document, verb)
    with asked.desk.database.write() as connection:
        hold(connection, document)
        if posted.text("text") or verb in ("comment", "hand_back"):
            trail.comment(connection, document.id, asked.person, posted.text("text"))
        if stage:
            set_stage(connection, document.id, stage)
        trail.log(connection, asked.person, verb, document_id=document.id)
    return go(f"/documents/{key}#together")


def _stage(asked: Asked, document: Filed, verb: str) -> str:
    """The stage that an act leads to, "" for a mere comment. Raises ZhibiaoError WB12 where it is not theirs to do."""
    allowed = {"comment": "", **acts(asked.person, document)}
    if verb not in allowed:
        raise ZhibiaoError("WB12")
    return allowed[verb]


def trail_page(asked: AskedPage, key: str) -> Response:
    """Who did what with a document, and when."""
    document = find(asked, key)
    with asked.desk.database.read() as connection:
        lines = trail.trail(connection, document.id)
    return asked.page("trail.html.j2", document=document, lines=_worded(lines, asked.lang))


def whole_trail_page(asked: AskedPage) -> Response:
    """Who did what at the desk, and when; for a head."""
    _head_only(asked)
    with asked.desk.database.read() as connection:
        lines = trail.trail(connection)
    return asked.page("trail.html.j2", document=None, lines=_worded(lines, asked.lang))


def _worded(lines: Sequence[trail.Event], lang: str) -> list[tuple[trail.Event, str, str]]:
    """Each line with its place and what stands beside it, in words."""
    return [(line, place_words(line.place, lang), event_words(line, lang)) for line in lines]
