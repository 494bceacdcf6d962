"""What a body sets for its reviews in `zhibiao.toml`: frame, rules in use, exceptions with their reasons.

profile = "auto"
ignore = ["CP01"]

[[allow]]
rule = "VG02"
name = "部门运转*"        # * stands for anything
target = "正常运转"       # may be left out
reason = "市财政局 2024 年口径"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Allowance

FILE = "zhibiao.toml"
"""The settings of a folder, read where the program is started in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a file: `select` and `ignore` are rule codes or their beginnings."""

    profile: str = "auto"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow: tuple[Allowance, ...] = ()


def read_settings(path: str | Path) -> Settings:
    """The settings in a TOML file.

    Raises ZhibiaoError RD01 where there is no such file, CF06 for a key we do not know, an exception without
    rule, name or reason, or a file that is no TOML.

    >>> read_settings("zhibiao.toml").ignore  # doctest: +SKIP
    ('CP01',)
    """
    try:
        values = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ZhibiaoError("RD01", path=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ZhibiaoError("CF06", path=str(path), detail=str(error)) from error
    try:
        return _settings(values)
    except ValueError as error:
        raise ZhibiaoError("CF06", path=str(path), detail=str(error)) from error


def _settings(values: dict[str, Any]) -> Settings:
    known = {field.name for field in fields(Settings)}
    if strange := sorted(set(values) - known):
        raise ValueError(f"{', '.join(strange)} ({', '.join(sorted(known))})")
    for name in ("select", "ignore"):
        if not _is_texts(values.get(name, [])):
            raise ValueError(f'{name}: ["VG01", …]')
    if not isinstance(values.get("profile", ""), str):
        raise ValueError("profile")
    entries = values.get("allow", [])
    if not isinstance(entries, list):
        raise ValueError("[[allow]]")
    return Settings(
        profile=values.get("profile", "auto"),
        select=tuple(values.get("select", ())),
        ignore=tuple(values.get("ignore", ())),
        allow=tuple(_allowance(entry, number) for number, entry in enumerate(entries, start=1)),
    )


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _allowance(entry: object, number: int) -> Allowance:
    """One exception; ValueError says which (from 1) and what it lacks."""
    known = [field.name for field in fields(Allowance)]
    needed = [name for name in known if name != "target"]
    where = f"[[allow]] {number}"
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise ValueError(where)
    if strange := sorted(set(entry) - set(known)):
        raise ValueError(f"{where}: {', '.join(strange)} ({', '.join(known)})")
    if missing := [name for name in needed if not entry.get(name, "").strip()]:
        raise ValueError(f"{where}: {', '.join(missing)}?")
    return Allowance(**{**entry, "rule": entry["rule"].upper()})
