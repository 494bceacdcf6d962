"""`zhibiao serve`: the review desk in a browser."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhibiao.cli.common import Lang, LangOption, cannot_write, say, stop
from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from zhibiao.desk.options import Options

WEB = ("fastapi", "uvicorn", "sqlalchemy", "alembic", "argon2", "python_multipart", "matplotlib")
"""What the extra `web` installs, by the names that are imported."""


class RoleName(StrEnum):
    """Roles of an account."""

    submitter = "submitter"
    reviewer = "reviewer"
    head = "head"


def serve(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="空的审核台先放入这些文件 / files for a desk that is empty"),
    ] = None,
    host: Annotated[
        str, typer.Option(help="监听地址；有账户后才能用本机以外的地址 / address to listen on")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口，0 为任取 / port, 0 for any")] = 8765,
    database: Annotated[
        str,
        typer.Option(
            help="数据库：SQLite 文件或 postgresql+psycopg://…，默认 ~/.zhibiao/desk.sqlite / a file or an address"
        ),
    ] = "",
    account: Annotated[
        str,
        typer.Option(
            help="先建一个账户（会问密码）再启动 / add an account (asks for its password), then start"
        ),
    ] = "",
    role: Annotated[RoleName, typer.Option(help="新账户的角色 / role of the new account")] = RoleName.head,
    config: Annotated[
        Path | None,
        typer.Option(help="设置文件，默认为当前文件夹的 zhibiao.toml / settings, by default ./zhibiao.toml"),
    ] = None,
    limit_mb: Annotated[float, typer.Option(min=0.1, help="每个文件的上限，MB / limit of a file, MB")] = 50,
    secure: Annotated[
        bool,
        typer.Option(help="前面有 https 服务器时用：cookie 只走 https / cookies for https only"),
    ] = False,
    lang: LangOption = Lang.zh,
) -> None:
    """在浏览器里审核：上传、逐条处理、下载修订稿 / Review in a browser: upload, decide, download.

    只在本机可用；多人使用先建账户：zhibiao serve --account 张三
    For this machine alone; for a team add an account first.

    例 / example:  zhibiao serve
    """
    try:
        _check_installed()
        from zhibiao.desk.options import Options, default_database

        options = Options(
            database=_address(database) if database else default_database(),
            host=host,
            port=port,
            lang=lang.value,
            file_mb=limit_mb,
            upload_mb=max(500, limit_mb),
            secure=secure,
        )
        _run(_with_settings(options, config), files or [], account, role, lang)
    except ZhibiaoError as error:
        raise stop(error, lang) from error
    except OSError as error:
        raise stop(cannot_write(error), lang) from error


def _check_installed() -> None:
    """Raises ZhibiaoError CF04 where a package of the extra is missing."""
    from importlib.util import find_spec

    for package in WEB:
        if find_spec(package) is None:
            raise ZhibiaoError("CF04", format="serve", package=package, extra="web")


def _address(database: str) -> str:
    return database if "://" in database else f"sqlite:///{Path(database).absolute()}"


def _with_settings(options: Options, config: Path | None) -> Options:
    from zhibiao.settings import FILE, read_settings

    file = config or (Path(FILE) if Path(FILE).is_file() else None)
    return replace(options, settings=read_settings(file)) if file else options


def _run(options: Options, files: list[Path], account: str, role: RoleName, lang: Lang) -> None:
    from zhibiao.desk.serve import serve as run
    from zhibiao.read import find_files

    if account:
        _add_account(options, account, role)
        say(f"账户 {account} 已建立" if lang is Lang.zh else f"account {account} added")
    run(options, files=find_files(files), say=lambda address: _tell(address, options, lang))


def _add_account(options: Options, name: str, role: RoleName) -> None:
    from zhibiao.desk.store.database import open_database
    from zhibiao.desk.store.people import add_account, has_accounts
    from zhibiao.desk.store.trail import log

    database = open_database(options.database)
    try:
        with database.write() as connection:
            if role is not RoleName.head and not has_accounts(connection):
                raise ZhibiaoError("WB06", detail="第一个账户须为负责人 / the first account has to be a head")
            password = typer.prompt("密码 / password", hide_input=True, confirmation_prompt=True)
            made = add_account(connection, name, password, role.value)
            log(connection, None, "account", f"{made.name}: {made.role}")
    finally:
        database.close()


def _tell(address: str, options: Options, lang: Lang) -> None:
    say(
        f"审核台：{address}\n数据：{_shown(options.database)}\n按 Ctrl+C 停止"
        if lang is Lang.zh
        else f"review desk: {address}\ndata: {_shown(options.database)}\nCtrl+C stops it"
    )


def _shown(database: str) -> str:
    from sqlalchemy.engine import make_url

    return make_url(database).render_as_string(hide_password=True)
