"""The grammar of generated rows: sectors with their objects, patterns over them, ways to print a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhibiao.errors import ZhibiaoError

Numbers = tuple[int, int, int]  # lowest, highest, step

# What stands in an entry of a sector, by kind: x the thing, w whom it concerns, u unit, p unit of money, v verb.
SLOTS: dict[str, str] = {
    "build": "xu", "repair": "xu", "buy": "xu", "goods": "xu", "treat": "xu", "doc": "xu", "keep": "xu",
    "handle": "xu", "event": "xuw", "check": "xwu", "aid": "xwup", "train": "xw", "serve": "xw",
    "system": "x", "people": "x", "programme": "x", "body": "x", "asset": "x", "save": "x", "boost": "x",
    "mech": "x", "money": "xu", "gain": "xu", "bad": "xu", "harm": "xu", "nharm": "xu",
    "good": "xv", "nature": "xv", "last": "xv", "rate": "xd", "nrate": "xd",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An object of a sector, with its slots (see SLOTS)."""

    sector: str
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to print a target: cell, unit cell, tier, and how often it is taken."""

    text: str
    unit: str
    tier: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Names over one kind of object, what they mean, and how their targets are printed."""

    id: str
    over: str
    code: str
    names: Mapping[str, tuple[str, ...]]
    forms: tuple[Form, ...]
    more: Mapping[str, Any] = field(default_factory=dict)

    def get(self, key: str, default: Any = None) -> Any:
        """A condition or setting of the pattern: words, units, match, avoid, number, price, ..."""
        return self.more.get(key, default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Everything that rows are drawn from."""

    things: Mapping[str, tuple[Thing, ...]]
    patterns: tuple[Pattern, ...]
    units: Mapping[str, Mapping[str, Any]]
    styles: Mapping[str, tuple[Form, ...]]
    words: Mapping[str, Any]
    placeholders: Mapping[str, Any]
    config: Mapping[str, Any]
    sectors: tuple[str, ...]


def load_grammar(folder: Path) -> Grammar:
    """Read `folder` (corpora/grammar). Raises ZhibiaoError DT01 where an entry does not fit its kind."""
    styles = {name: _forms(entries) for name, entries in _load(folder / "targets.yml").items()}
    things: dict[str, list[Thing]] = {kind: [] for kind in SLOTS}
    sectors = []
    for file in sorted((folder / "sectors").glob("*.yml")):
        content = _load(file)
        sectors.append(content.pop("sector"))
        for kind, entries in content.items():
            things[kind] += [_thing(entry, kind, sectors[-1], file) for entry in entries]
    files = sorted((folder / "patterns").glob("*.yml"))
    return Grammar(
        things={kind: tuple(some) for kind, some in things.items()},
        patterns=tuple(_pattern(entry, styles, file) for file in files for entry in _load(file)),
        units=_load(folder / "units.yml"),
        styles=styles,
        words=_load(folder / "words.yml"),
        placeholders=_load(folder / "placeholders.yml"),
        config=_load(folder / "config.yml"),
        sectors=tuple(sectors),
    )


def _load(path: Path) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  safe loader, the fast one


def _forms(entries: list[Any]) -> tuple[Form, ...]:
    """Forms as mappings, or as pairs of text and tier."""
    maps = [entry if isinstance(entry, dict) else {"t": entry[0], "tier": entry[1]} for entry in entries]
    return tuple(
        Form(text=m["t"], unit=m.get("u", ""), tier=m.get("tier", "measurable"), weight=float(m.get("w", 1)))
        for m in maps
    )


def _thing(entry: str, kind: str, sector: str, file: Path) -> Thing:
    cells = entry.split(" ")
    if kind not in SLOTS or len(cells) != len(SLOTS[kind]):
        raise ZhibiaoError("DT01", path=file.name, detail=f"{kind}: {entry}")
    return Thing(sector=sector, slots=dict(zip(SLOTS[kind], cells, strict=True)))


def _pattern(entry: dict[str, Any], styles: Mapping[str, tuple[Form, ...]], file: Path) -> Pattern:
    known = {"id", "over", "code", "names", "target"}
    target = entry["target"]
    if isinstance(target, str) and target not in styles:
        raise ZhibiaoError("DT01", path=file.name, detail=f"{entry['id']}: target {target}")
    return Pattern(
        id=entry["id"],
        over=entry["over"],
        code=entry["code"],
        names={register: tuple(names) for register, names in entry["names"].items()},
        forms=styles[target] if isinstance(target, str) else _forms(target),
        more={key: value for key, value in entry.items() if key not in known},
    )
