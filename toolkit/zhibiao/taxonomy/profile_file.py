"""A profile file becomes a Profile: what is missing or misspelt in the file is said at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhibiao.taxonomy.files import check_keys
from zhibiao.taxonomy.frame import Columns, Place, Profile, Required, Weights
from zhibiao.taxonomy.labels import bare
from zhibiao.text import normalise

_NEEDED = (
    "code",
    "zh",
    "en",
    "region",
    "source",
    "doc_kinds",
    "detect",
    "columns",
    "weights",
    "required",
    "labels",
)
_OPTIONAL = ("frame", "umbrella", "same_name", "absent")
_LEVEL1 = ("variants", "codes", "mark", "seen")
_LEVEL2 = ("variants", "also", "holds", "preferred", "mark", "seen")


def read_profile(data: dict[str, Any], name: str) -> Profile:
    """The frame in `data`, the content of the file `name`; raises ZhibiaoError DT01 for a wrong key."""
    check_keys(name, data, _NEEDED, _OPTIONAL)
    check_keys(name, data["source"], ("text", "mark"))
    check_keys(name, data["detect"], ("labels",), ("titles", "needs", "without", "must"))
    check_keys(name, dict.fromkeys(data["detect"].get("must", ())), (), ("place", "title"))
    places = tuple(_places(data, name))
    detect = data["detect"]
    return Profile(
        code=data["code"],
        zh=data["zh"],
        en=data["en"],
        region=data["region"],
        source=data["source"]["text"],
        mark=data["source"]["mark"],
        doc_kinds=tuple(data["doc_kinds"]),
        typical=frozenset(map(bare, detect["labels"])),
        titles=tuple(detect.get("titles", ())),
        needs=frozenset(map(bare, detect.get("needs", ()))),
        without=frozenset(map(bare, detect.get("without", ()))),
        must=tuple(detect.get("must", ())),
        columns=_columns(data["columns"], name),
        weights=tuple(_weights(entry, name) for entry in data["weights"]),
        required=tuple(_required(entry, name) for entry in data["required"]),
        places=places,
        labels={bare(text): place.codes for place in places for text in _texts(place) if text},
        frame=_frame(data.get("frame", {}), places),
        prescribed={label: tuple(names) for label, names in data.get("frame", {}).items()},
        umbrella={normalise(text): tuple(codes) for text, codes in data.get("umbrella", {}).items()},
        same_name=_same_name(data.get("same_name", {})),
        absent=dict(data.get("absent", {})),
    )


def _places(data: dict[str, Any], name: str) -> Iterator[Place]:
    sure = data["source"]["mark"]
    for level1 in data["labels"]:
        check_keys(name, level1, ("level1", "dimension", "level2"), _LEVEL1)
        if not level1["level2"]:
            yield _place(level1, {"zh": "", "category": ""}, tuple(level1.get("codes", ())), sure)
        for level2 in level1["level2"]:
            check_keys(name, level2, ("zh", "category"), _LEVEL2)
            codes = (level2["category"], *level2.get("also", ()))
            yield _place(level1, level2, tuple(filter(None, codes)), level1.get("mark", sure))


def _place(level1: dict[str, Any], level2: dict[str, Any], codes: tuple[str, ...], sure: str) -> Place:
    own = level2 if level2["zh"] else level1
    return Place(
        level1=level1["level1"],
        level2=level2["zh"],
        dimension=level1["dimension"],
        variants=tuple(own.get("variants", ())),
        codes=codes,
        holds=tuple(level2.get("holds", ())),
        preferred=tuple(level2.get("preferred", ())),
        mark=own.get("mark", sure),
        seen=tuple(own.get("seen", ())),
    )


def _texts(place: Place) -> tuple[str, ...]:
    return (place.level2, *place.variants) if place.level2 else ()


def _frame(prescribed: dict[str, list[str]], places: tuple[Place, ...]) -> dict[str, tuple[str, str]]:
    level1 = {text: place.level1 for place in places for text in _texts(place)}
    found: dict[str, list[tuple[str, str]]] = {}
    for level2, names in prescribed.items():
        for text in names:
            found.setdefault(normalise(text), []).append((level1.get(level2, ""), level2))
    # A name that the frame prints under two labels says nothing about where a row belongs.
    return {text: several[0] for text, several in found.items() if len(several) == 1}


def _columns(data: dict[str, Any], name: str) -> Columns:
    check_keys(name, data, ("headers", "mark"))
    return Columns(headers=dict(data["headers"]), mark=data["mark"])


def _weights(data: dict[str, Any], name: str) -> Weights:
    check_keys(name, data, ("when", "points", "mark"), ("change",))
    points = {label: _both(value) for label, value in data["points"].items()}
    return Weights(when=data["when"], points=points, mark=data["mark"], change=data.get("change", False))


def _both(value: float | list[float]) -> tuple[float, float]:
    least, most = value if isinstance(value, list) else (value, value)
    return float(least), float(most)


def _required(data: dict[str, Any], name: str) -> Required:
    check_keys(name, data, ("category", "reason", "mark"))
    return Required(**data)


def _same_name(data: dict[str, dict[str, str]]) -> dict[tuple[str, str], str]:
    return {
        (bare(label), normalise(text)): code for label, names in data.items() for text, code in names.items()
    }
