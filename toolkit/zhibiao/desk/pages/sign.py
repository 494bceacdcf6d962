"""Signing in and out, and the choice of the language."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import Response

from zhibiao.desk.asked import (
    LANG,
    LANGS,
    PostedForm,
    desk_of,
    go,
    lang_of,
    own_path,
    page,
    set_session,
    signed_in,
)
from zhibiao.desk.guard import cookie
from zhibiao.desk.store import trail, visits
from zhibiao.desk.store.people import check_password, people
from zhibiao.errors import ZhibiaoError

YEAR = 365 * 86_400


def sign_in_page(request: Request, next: str = "/") -> Response:
    """The form for name and password."""
    desk = desk_of(request)
    if not desk.is_team() or signed_in(request):
        return go("/")
    return page(
        request, desk, lang_of(request), "sign_in.html.j2", visit=None, next=own_path(next), failure=None
    )


def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1_000)] = "",
    next: Annotated[str, Form(max_length=500)] = "/",
) -> Response:
    """Begin a session where name and password fit; a session that the browser brought along is ended."""
    desk, lang = desk_of(request), lang_of(request)
    name, machine = name.strip(), request.client.host if request.client else ""
    if not desk.attempts.begin(name, machine):
        raise ZhibiaoError("WB14")
    with desk.database.read() as connection:
        person = check_password(connection, name, password)
    if person is None:
        with desk.database.write() as connection:
            # Names that nobody has may be a password in the wrong field, and would fill the trail without end.
            if any(one.name == name for one in people(connection)):
                trail.log(connection, None, "refused", name)
        failure = ZhibiaoError("WB15")
        return page(
            request,
            desk,
            lang,
            "sign_in.html.j2",
            visit=None,
            next=own_path(next),
            failure=failure,
            status=403,
        )
    desk.attempts.succeeded(name, machine)
    with desk.database.write() as connection:
        visits.end(connection, request.cookies.get(desk.cookie, ""))
        visit = visits.start(connection, person)
        trail.log(connection, person, "sign_in")
    set_session(request, visit.token)
    return go(own_path(next))


def sign_out(posted: PostedForm) -> Response:
    """End the session, also on the side of the desk."""
    asked = posted.asked
    with asked.desk.database.write() as connection:
        visits.end(connection, asked.visit.token)
        trail.log(connection, asked.person, "sign_out")
    set_session(asked.request, "")
    return go("/sign-in")


def choose_language(request: Request, lang: str, next: str = "/") -> Response:
    """Show the pages in another language; nothing but a cookie of the browser changes."""
    if lang in LANGS:
        made = cookie(LANG, lang, secure=desk_of(request).options.secure, seconds=YEAR)
        request.state.cookies = [made]
    return go(own_path(next))
