"""Reading the package's data files: YAML that a domain expert edits."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhibiao.errors import ZhibiaoError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_yaml(name: str) -> Any:
    """The content of `data/<name>`, parsed once (`load_yaml("lexicon/units.yml")`).

    Raises ZhibiaoError DT01 where the file is not valid YAML.

    >>> load_yaml("categories.yml")[0]["code"]
    'C1'
    """
    path = files("zhibiao").joinpath("data", *name.split("/"))
    try:
        # CSafeLoader is the safe loader written in C: no object of the file's choosing is made.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506
    except yaml.YAMLError as error:
        detail = re.sub(r"\s+", " ", str(error))
        raise ZhibiaoError("DT01", path=name, detail=detail) from error


def check_keys(name: str, data: Any, needed: Collection[str], optional: Collection[str] = ()) -> None:
    """Raise ZhibiaoError DT01 unless `data`, an entry of the file `name`, has all needed keys and no unknown one.

    >>> check_keys("a.yml", {"code": "O1"}, ("code",), ("zh",))
    """
    where = next((str(data[key]) for key in ("code", "zh", "level1") if key in data), "") if data else ""
    missing = [key for key in needed if key not in (data or {})]
    unknown = [str(key) for key in data or {} if key not in needed and key not in optional]
    if missing or unknown:
        parts = (("missing", missing), ("unknown", unknown))
        detail = "; ".join(f"{what}: {', '.join(keys)}" for what, keys in parts if keys)
        raise ZhibiaoError("DT01", path=name, detail=f"{where} {detail}".strip())


def list_yaml(folder: str) -> tuple[str, ...]:
    """Names of the YAML files in `data/<folder>`, sorted.

    >>> "lexicon/headers.yml" in list_yaml("lexicon")
    True
    """
    entries = files("zhibiao").joinpath("data", folder).iterdir()
    return tuple(sorted(f"{folder}/{entry.name}" for entry in entries if entry.name.endswith(".yml")))
