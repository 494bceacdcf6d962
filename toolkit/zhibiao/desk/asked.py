"""What a request brings: who asks, in which language, and a form that comes from one of the desk's own pages."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.formparsers import MultiPartException

from zhibiao.desk.desk import Desk
from zhibiao.desk.guard import cookie
from zhibiao.desk.rendering import render
from zhibiao.desk.store import visits
from zhibiao.desk.store.people import Person, the_one
from zhibiao.errors import ZhibiaoError

LANG = "zhibiao_lang"
LANGS = ("zh", "en")


class SignIn(Exception):  # noqa: N818 - no error: the answer is the page to sign in
    """Somebody has to sign in first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks for a page of which desk, in which language."""

    desk: Desk
    request: Request
    visit: visits.Visit
    lang: str

    @property
    def person(self) -> Person:
        """Who asks."""
        return self.visit.person

    @property
    def by_script(self) -> bool:
        """Whether a script of the page asks, which wants facts and not a page."""
        return "x-csrf" in self.request.headers

    def page(self, template: str, **context: Any) -> HTMLResponse:
        """The page that `template` makes."""
        return page(self.request, self.desk, self.lang, template, visit=self.visit, **context)

    def piece(self, template: str, **context: Any) -> str:
        """A piece of a page."""
        return render(template, self.lang, {"csrf": self.visit.csrf, "person": self.person, **context})


def page(
    request: Request,
    desk: Desk,
    lang: str,
    template: str,
    *,
    visit: visits.Visit | None,
    status: int = 200,
    **context: Any,
) -> HTMLResponse:
    """A whole page; `visit` is None before signing in."""
    common = {
        "csrf": visit.csrf if visit else "",
        "person": visit.person if visit else None,
        "here": f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path,
        "team": desk.is_team(),
    }
    return HTMLResponse(render(template, lang, {**common, **context}), status_code=status)


def desk_of(request: Request) -> Desk:
    """The desk that serves this request."""
    desk: Desk = request.app.state.desk
    return desk


def lang_of(request: Request) -> str:
    """The language that was chosen, the desk's own where none was."""
    chosen = request.cookies.get(LANG, "")
    return chosen if chosen in LANGS else desk_of(request).options.lang


def current(request: Request) -> Asked:
    """Who asks; at a desk without accounts the one person, whose session begins with the first page.

    Raises SignIn where somebody has to sign in first.
    """
    desk = desk_of(request)
    visit = signed_in(request)
    if visit is None:
        if desk.is_team():
            raise SignIn
        with desk.database.write() as connection:
            visit = visits.start(connection, the_one(connection))
        set_session(request, visit.token)
    return Asked(desk=desk, request=request, visit=visit, lang=lang_of(request))


def signed_in(request: Request) -> visits.Visit | None:
    """The session that the cookie names, None where there is none; that of the one person ends with the first account."""
    desk = desk_of(request)
    with desk.database.read() as connection:
        found = visits.find(connection, request.cookies.get(desk.cookie, ""))
    if found is None or (found[0].person.alone and desk.is_team()):
        return None
    visit, due = found
    if due:
        with desk.database.write() as connection:
            visits.note(connection, visit.token)
    return visit


def set_session(request: Request, token: str) -> None:
    """Have the answer set the cookie of a session; "" removes it."""
    desk = desk_of(request)
    made = cookie(desk.cookie, token, secure=desk.options.secure, seconds=None if token else 0)
    request.state.cookies = [*getattr(request.state, "cookies", ()), made]


AskedPage = Annotated[Asked, Depends(current)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A form, sent by a page of this desk to the person of this session."""

    asked: Asked
    form: FormData

    def text(self, name: str, most: int = 10_000) -> str:
        """The text of a field, "" where there is none. Raises ZhibiaoError WB08 for one that is too long, or no text."""
        value = self.form.get(name, "")
        if not isinstance(value, str) or len(value) > most or not is_text(value):
            raise ZhibiaoError("WB08", detail=name)
        return value.replace("\r\n", "\n").strip()

    def number(self, name: str) -> int:
        """The whole number of a field. Raises ZhibiaoError WB08 for anything else."""
        value = self.text(name, 12)
        if not (value.isascii() and value.isdecimal()):
            raise ZhibiaoError("WB08", detail=f"{name}: {value}")
        return int(value)


async def read_form(request: Request, asked: AskedPage) -> Posted:
    """The form of a request. Raises ZhibiaoError WB09 without the token of the session, WB02 for too many files."""
    options = asked.desk.options
    said = request.headers.get("x-csrf", "")
    if said and not _is_token(said, asked):
        raise ZhibiaoError("WB09")
    try:
        form = await request.form(max_files=options.upload_files, max_fields=200, max_part_size=100_000)
    except (MultiPartException, FormParserError, UnicodeError) as error:
        raise ZhibiaoError("WB08", detail=str(error)[:200]) from error
    except StarletteHTTPException as error:
        raise ZhibiaoError("WB08", detail=str(error.detail)[:200]) from error
    token = form.get("csrf", said)
    if not isinstance(token, str) or not _is_token(token, asked):
        raise ZhibiaoError("WB09")
    return Posted(asked=asked, form=form)


def _is_token(said: str, asked: Asked) -> bool:
    return secrets.compare_digest(said.encode("utf-8", "replace"), asked.visit.csrf.encode())


def is_text(text: str) -> bool:
    """Whether a text can be kept and sent: no database takes NUL, no encoding half of a pair of surrogates.

    >>> is_text("目标\\n"), is_text("\\0"), is_text("\\ud800")
    (True, False, False)
    """
    return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text)


PostedForm = Annotated[Posted, Depends(read_form)]


def go(path: str) -> RedirectResponse:
    """Go on with another page of this desk."""
    return RedirectResponse(path, status_code=303)


def own_path(text: str, otherwise: str = "/") -> str:
    """A path of this desk that a form named, `otherwise` for any other address.

    >>> own_path("/batches/a?x=1"), own_path("//evil.example/"), own_path("https://evil.example/"), own_path("/\\\\evil")
    ('/batches/a?x=1', '/', '/', '/')
    """
    is_own = text.startswith("/") and not text.startswith("//") and "\\" not in text
    return text if is_own and text.isprintable() else otherwise
