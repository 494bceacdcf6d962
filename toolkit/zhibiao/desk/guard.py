"""What holds for every request, before any page: who may ask, how much may be sent, what a browser may do with it."""

from __future__ import annotations

import logging
from collections.abc import Callable, MutableMapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import SplitResult, urlsplit

from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from zhibiao.desk.options import LOOPBACK, Options
from zhibiao.errors import ZhibiaoError

_LOG = logging.getLogger(__name__)
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = ("GET", "HEAD")
_FILES = ("/upload", "/version")
_FORM = 2 * 10**6

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]


class Guard:
    """Wraps the desk: refuses foreign hosts, foreign pages and bodies that are too long, adds the headers.

    What fails in a way that nobody foresaw is logged and answered with WB23, so that no answer goes without them.

    `team` tells whether the desk has accounts: one without answers to its own machine alone, under its own names, so
    that no page elsewhere can reach it by a name that leads here.
    """

    def __init__(self, app: Any, *, options: Options, team: Callable[[], bool]) -> None:
        self._app = app
        self._most = int(options.upload_mb * 10**6) + 10**6
        self._team = team

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        scope.setdefault("state", {})
        error = self._refusal(scope, headers)
        if error:
            await _refuse(error)(scope, receive, _Sending(scope, send))
            return
        sending = _Sending(scope, send)
        try:
            await self._app(scope, _bounded(receive, self._limit(scope)), sending)
        except Exception as failure:
            _LOG.exception("%s %s", scope["method"], scope["path"])
            if sending.begun:
                raise  # half an answer must not look like a whole one
            status = 503 if isinstance(failure, SQLAlchemyError) else 500
            await _refuse(ZhibiaoError("WB23"), status)(scope, receive, sending)

    def _refusal(self, scope: Scope, headers: Headers) -> ZhibiaoError | None:
        host = headers.get("host", "")
        if not self._team() and (_split(f"//{host}").hostname or "") not in LOOPBACK:
            return ZhibiaoError("WB03", host=host[:100])
        if _is_piece_of_foreign(headers):
            return ZhibiaoError("WB09")
        if scope["method"] not in _SAFE:
            if _is_foreign(headers, host):
                return ZhibiaoError("WB09")
            length, most = headers.get("content-length", "0"), self._limit(scope)
            if not length.isdecimal() or len(length) > 15 or int(length) > most:
                return ZhibiaoError("WB02", limit=f"{most // 10**6} MB")
        return None

    def _limit(self, scope: Scope) -> int:
        """Bytes that may come: much where files are handed in, little everywhere else."""
        return self._most if scope["path"].endswith(_FILES) else _FORM


def _is_foreign(headers: Headers, host: str) -> bool:
    """Whether the page that asks is not one of this desk's: browsers say so with everything that changes something."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and _split(origin).netloc != host


def _is_piece_of_foreign(headers: Headers) -> bool:
    """Whether a page of another site wants something of the desk for itself, as a picture, a script or a frame.

    Following a link to the desk is no such thing.
    """
    if headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none"):
        return False
    return (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) != ("navigate", "document")


def _split(address: str) -> SplitResult:
    """The parts of an address, of nothing where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _refuse(error: ZhibiaoError, status: int = 400) -> PlainTextResponse:
    status = {"WB02": 413, "WB09": 403}.get(error.code, status)
    return PlainTextResponse(f"{error.render('zh')}\n{error.render('en')}\n", status_code=status)


def _bounded(receive: Any, most: int) -> Any:
    """`receive` that stops where more comes than was said, or than may."""
    got = 0

    async def bounded() -> Message:
        nonlocal got
        message: Message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise ZhibiaoError("WB02", limit=f"{most // 10**6} MB")
        return message

    return bounded


class _Sending:
    """`send` that adds the headers, and the cookie of a session that has begun or ended; `begun`: something was sent."""

    def __init__(self, scope: Scope, send: Any) -> None:
        self._scope, self._send = scope, send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        """Send a message on."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if not self._scope["path"].startswith("/static/"):
                headers["cache-control"] = "no-store"
            for cookie in self._scope["state"].get("cookies", ()):
                headers.append("set-cookie", cookie)
        await self._send(message)


def cookie(name: str, value: str, *, secure: bool, seconds: int | None = None) -> str:
    """The header of a cookie that no script reads and no other site sends along; `seconds` 0 removes it."""
    made: SimpleCookie = SimpleCookie()
    made[name] = value
    said: dict[str, Any] = {"path": "/", "httponly": True, "samesite": "Lax", "secure": secure}
    if seconds is not None:
        said["max-age"] = seconds
    made[name].update(said)
    return made[name].OutputString()
