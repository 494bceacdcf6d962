"""Reading the package's data files: YAML that a domain expert edits."""

from __future__ import annotations

import re
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


def list_yaml(folder: str) -> tuple[str, ...]:
    """Names of the YAML files in `data/<folder>`, sorted.

    >>> "lexicon/headers.yml" in list_yaml("lexicon")
    True
    """
    entries = files("zhibiao").joinpath("data", folder).iterdir()
    return tuple(sorted(f"{folder}/{entry.name}" for entry in entries if entry.name.endswith(".yml")))
