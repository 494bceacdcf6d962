"""Reading the package's data files: YAML that a domain expert edits, and the same as JSON, which loads faster.

`compiled.json` holds what each file said when `make generated` was last run, with the hash of the file: one that has
changed since is read as YAML.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any

from zhibiao.errors import ZhibiaoError

COMPILED = "compiled.json"
_FOLDERS = ("indicators", "lexicon", "profiles")


@cache
def load_yaml(name: str) -> Any:
    """The content of `data/<name>`, parsed once (`load_yaml("lexicon/units.yml")`).

    Raises ZhibiaoError DT01 where the file is not valid YAML.

    >>> load_yaml("categories.yml")[0]["code"]
    'C1'
    """
    content = files("zhibiao").joinpath("data", *name.split("/")).read_bytes()
    known, data = _compiled().get(name, ("", None))
    return data if known == _fingerprint(content) else _parse(name, content)


def _parse(name: str, content: bytes) -> Any:
    import yaml

    # CSafeLoader is the safe loader written in C: no object of the file's choosing is made.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(content.decode("utf-8"), Loader=loader)  # noqa: S506
    except yaml.YAMLError as error:
        detail = re.sub(r"\s+", " ", str(error))
        raise ZhibiaoError("DT01", path=name, detail=detail) from error


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:16]


@cache
def _compiled() -> dict[str, tuple[str, Any]]:
    """What compiled.json holds: the fingerprint and the content of each file, by name."""
    file = files("zhibiao").joinpath("data", COMPILED)
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def compiled_text() -> str:
    """The text of compiled.json for the files as they are; what JSON cannot hold stays YAML only."""
    found = {}
    for name in sorted(name for folder in ("", *_FOLDERS) for name in list_yaml(folder)):
        content = files("zhibiao").joinpath("data", *name.split("/")).read_bytes()
        data = _parse(name, content)
        if json.loads(json.dumps(data)) == data:
            found[name] = (_fingerprint(content), data)
    lines = (f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in found.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


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
    """Names of the YAML files in `data/<folder>` ("" for those of `data` itself), sorted.

    >>> "lexicon/headers.yml" in list_yaml("lexicon")
    True
    """
    entries = files("zhibiao").joinpath("data", folder).iterdir()
    names = (entry.name for entry in entries if entry.name.endswith(".yml"))
    return tuple(sorted(f"{folder}/{name}" if folder else name for name in names))
