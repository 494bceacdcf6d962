"""The web application: its routes in one list, what it does about errors, how it starts and stops."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from zhibiao.desk.asked import SignIn, desk_of, go, lang_of, page, signed_in
from zhibiao.desk.desk import Desk
from zhibiao.desk.guard import Guard
from zhibiao.desk.options import Options
from zhibiao.desk.pages import batch, deciding, document, downloads, home, sign, team
from zhibiao.desk.store.database import Database
from zhibiao.desk.work.jobs import Keeper
from zhibiao.desk.work.worker import Worker
from zhibiao.errors import ZhibiaoError

ROUTES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "/", home.home_page),
    ("POST", "/upload", home.upload),
    ("GET", "/batches/{key}", batch.batch_page),
    ("GET", "/batches/{key}/queue", home.queue),
    ("GET", "/batches/{key}/rows", batch.rows_page),
    ("GET", "/batches/{key}/plots/{name}.svg", batch.plot),
    ("GET", "/batches/{key}/out/{kind}", downloads.download_batch),
    ("GET", "/documents/{key}", document.document_page),
    ("GET", "/documents/{key}/place", document.place_pieces),
    ("GET", "/documents/{key}/news", document.news),
    ("GET", "/documents/{key}/original", downloads.original),
    ("GET", "/documents/{key}/out/{kind}", downloads.download),
    ("GET", "/documents/{key}/trail", team.trail_page),
    ("POST", "/documents/{key}/decide/{at}", deciding.decide),
    ("POST", "/documents/{key}/undo", deciding.undo),
    ("POST", "/documents/{key}/assign", team.assign_document),
    ("POST", "/documents/{key}/say", team.say_something),
    ("POST", "/documents/{key}/version", home.hand_in_again),
    ("POST", "/documents/{key}/again", home.read_again),
    ("GET", "/accounts", team.accounts_page),
    ("POST", "/accounts", team.add_person),
    ("POST", "/accounts/{number}", team.change_person),
    ("GET", "/trail", team.whole_trail_page),
    ("GET", "/language/{lang}", sign.choose_language),
    ("GET", "/sign-in", sign.sign_in_page),
    ("POST", "/sign-in", sign.sign_in),
    ("POST", "/sign-out", sign.sign_out),
)
STATUS = {
    "WB01": 404,
    "WB02": 413,
    "RD08": 413,
    "WB03": 400,
    "WB07": 409,
    "WB09": 403,
    "WB12": 403,
    "WB14": 429,
    "RD12": 503,
    "WB21": 503,
}
"""The answer to a coded error; 400 to any other."""


def make_app(database: Database, options: Options) -> FastAPI:
    """The application that serves an open database."""
    keeper = Keeper(database, options)
    desk = Desk(database=database, options=options, keeper=keeper, writer=Worker())

    @asynccontextmanager
    async def at_work(_: FastAPI) -> AsyncIterator[None]:
        keeper.start()
        yield
        keeper.stop()
        desk.writer.close()

    app = FastAPI(
        title="zhibiao",
        lifespan=at_work,
        openapi_url=None,  # pages for people; what programs want, the command line and the library give
    )
    for kind, answer in (
        (ZhibiaoError, _coded),
        (SignIn, _sign_in),
        (HTTPException, _http),
        (RequestValidationError, _invalid),
    ):
        app.add_exception_handler(kind, answer)
    app.state.desk = desk
    for method, path, endpoint in ROUTES:
        app.add_api_route(path, endpoint, methods=[method], response_model=None)
    _add_static(app)
    app.add_middleware(Guard, options=options, team=desk.is_team)
    return app


def _add_static(app: FastAPI) -> None:
    """Styles and scripts of the desk, the style of the reports, the font for machines without Chinese letters."""
    style = str(files("zhibiao.report").joinpath("templates", "style.css"))
    font = str(files("zhibiao.plots").joinpath("font", "ZhibiaoSansSC-Regular.ttf"))
    app.add_api_route("/static/report.css", lambda: FileResponse(style, media_type="text/css"))
    app.add_api_route("/static/font.ttf", lambda: FileResponse(font, media_type="font/ttf"))
    app.mount("/static", StaticFiles(directory=str(files("zhibiao.desk").joinpath("static"))))


def _by_script(request: Request) -> bool:
    """Whether a script of the page asks: with its token, or for what only scripts ask for."""
    return "x-csrf" in request.headers or request.url.path.endswith(("/queue", "/news", "/place"))


def _answer(request: Request, error: ZhibiaoError, status: int) -> Response:
    """A coded error as a page, as facts where a script asks."""
    lang = lang_of(request)
    if _by_script(request):
        return JSONResponse({"code": error.code, "text": error.render(lang)}, status_code=status)
    visit = signed_in(request)
    return page(request, desk_of(request), lang, "error.html.j2", visit=visit, status=status, error=error)


def _coded(request: Request, error: Exception) -> Response:
    assert isinstance(error, ZhibiaoError)  # noqa: S101 - registered for this class
    return _answer(request, error, STATUS.get(error.code, 400))


def _http(request: Request, error: Exception) -> Response:
    """A page that does not exist, a way of asking that it has not, or a form that is none."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    if error.status_code in (404, 405):
        return _answer(request, ZhibiaoError("WB01"), error.status_code)
    return _answer(request, ZhibiaoError("WB08", detail=str(error.detail)[:100]), error.status_code)


def _invalid(request: Request, error: Exception) -> Response:
    """A part of an address or a form that is none."""
    return _answer(request, ZhibiaoError("WB08", detail=request.url.path[:100]), 400)


def _sign_in(request: Request, error: Exception) -> Response:
    if _by_script(request):
        return _answer(request, ZhibiaoError("WB16"), 401)
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return go(f"/sign-in?next={quote(path, safe='')}" if request.method == "GET" else "/sign-in")
