"""The 20 categories and the canonical indicators, as records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from zhibiao.errors import ZhibiaoError
from zhibiao.taxonomy.files import check_keys, load_yaml
from zhibiao.text import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """How to decide between a category and its neighbour `against`."""

    against: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One of the 20 categories, or X for what is no indicator; `dimension` is its letter."""

    code: str
    dimension: str
    zh: str
    en: str
    definition: str
    boundaries: tuple[Boundary, ...]
    positive: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One way to compute an indicator, where it comes from and how sure that is.

    `mark`: V read in a public text, S second hand, M from memory, own our plain definition.
    """

    text: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A measurable indicator that can stand in the place of a vague one.

    `canonical` is the indicator that it measures, "" where it is none of its own. `value` is "" but where the
    thing itself allows only one (a legal zero); `value_from` then says so.
    """

    name: str
    comparator: str
    unit: str
    formula: str
    data_source: str
    canonical: str = ""
    value: str = ""
    value_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A canonical indicator. `direction`: higher, lower, target or none; `bound`: 0-100 or none.

    `collector` and `frequency` say who collects the data how often, `collection` how in words. `instead` are
    countable indicators that may stand in the place of a vague row that means this one, best first.
    """

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    definition: str
    formulas: tuple[Formula, ...]
    units: tuple[str, ...]
    direction: str
    comparator: str
    bound: str
    adds_up: bool
    data_source: str
    collection: str
    collector: str
    frequency: str
    evidence: tuple[str, ...]
    sectors: tuple[str, ...]
    vague_forms: tuple[str, ...]
    instead: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    scale: dict[str, str]

    @property
    def category(self) -> str:
        """Code of the category the entry belongs to."""
        return self.code.split(".")[0]

    @property
    def countable(self) -> bool:
        """Whether a number can be its target; what is only graded (等次) has a scale instead."""
        return self.units[:1] not in (("等次",), ("等级",))

    @property
    def lower(self) -> bool:
        """Whether less of it is better, so that a target is an upper bound."""
        return self.direction == "lower" or self.comparator == "≤"


@cache
def categories() -> tuple[Category, ...]:
    """All categories in their order, X last.

    >>> [category.code for category in categories()][:4]
    ['C1', 'C2', 'C3', 'O1']
    """
    return tuple(_category(data, "categories.yml") for data in load_yaml("categories.yml"))


def _category(data: dict[str, Any], name: str) -> Category:
    needed = ("code", "dimension", "zh", "en", "definition")
    check_keys(name, data, needed, ("boundaries", "positive", "negative"))
    for boundary in data.get("boundaries", ()):
        check_keys(name, boundary, ("against", "rule"))
    return Category(
        **{key: data[key] for key in needed[:-1]},
        definition=data["definition"].strip(),
        boundaries=tuple(Boundary(**boundary) for boundary in data.get("boundaries", ())),
        positive=tuple(map(str, data.get("positive", ()))),
    )


def find_category(code: str) -> Category:
    """The category of that code; raises ZhibiaoError CF01 for an unknown one.

    >>> find_category("O1").zh
    '数量'
    """
    for category in categories():
        if category.code == code:
            return category
    raise ZhibiaoError("CF01", code=code)


@cache
def entries(category: str) -> tuple[Entry, ...]:
    """The canonical indicators of one category; raises ZhibiaoError CF01 for an unknown category."""
    if find_category(category).dimension == "X":
        return ()
    name = f"indicators/{category}.yml"
    return tuple(entry_from(data, name) for data in load_yaml(name))


def all_entries() -> tuple[Entry, ...]:
    """Every canonical indicator, category by category."""
    return tuple(entry for category in categories() for entry in entries(category.code))


def find_entry(code: str) -> Entry:
    """The canonical indicator of that code; raises ZhibiaoError CF01 for an unknown one."""
    for entry in entries(code.split(".", maxsplit=1)[0]):
        if entry.code == code:
            return entry
    raise ZhibiaoError("CF01", code=code)


@cache
def names_index() -> dict[str, str]:
    """Normalised names and aliases of all entries -> code."""
    index: dict[str, str] = {}
    for entry in all_entries():
        for name in (entry.zh, *entry.aliases):
            index.setdefault(normalise(name), entry.code)
    return index


def entry_from(data: dict[str, Any], name: str = "") -> Entry:
    """The indicator of a YAML entry or of an exported one; `name` is the file it stands in.

    Raises ZhibiaoError DT01 for a missing or unknown key.
    """
    optional = ("aliases", "vague_forms", "instead", "alternatives", "scale")
    check_keys(name, data, [key for key in Entry.__slots__ if key not in optional], optional)
    for formula in data["formulas"]:
        check_keys(name, {**formula, "code": data["code"]}, ("code", "text", "source", "mark"))
    for one in data.get("alternatives") or ():
        known = ("name", "comparator", "unit", "formula", "data_source")
        check_keys(
            name, {**one, "code": data["code"]}, ("code", *known), ("canonical", "value", "value_from")
        )
    plain = dict(data)
    plain["formulas"] = tuple(Formula(**formula) for formula in data.get("formulas", ()))
    plain["alternatives"] = tuple(Alternative(**one) for one in data.get("alternatives") or ())
    for key in ("aliases", "units", "evidence", "sectors", "vague_forms", "instead"):
        plain[key] = tuple(map(str, data.get(key) or ()))
    plain["scale"] = dict(data.get("scale") or {})
    return Entry(**plain)


def describe_entry(code: str, lang: str = "zh") -> str:
    """A category or canonical indicator in words; raises ZhibiaoError CF01 for an unknown code."""
    if "." in code:
        return _describe_indicator(find_entry(code), lang)
    category = find_category(code)
    lines = [f"{category.code} {category.zh} {category.en}", category.definition]
    lines += [f"与 {boundary.against} 的界线：{boundary.rule}" for boundary in category.boundaries]
    lines.append("例：" + "；".join(category.positive))
    return "\n".join(lines)


def _describe_indicator(entry: Entry, lang: str) -> str:
    zh = lang == "zh"
    rows = (
        ("又作", "also called", "、".join(entry.aliases)),
        ("定义", "definition", entry.definition),
        *(("公式", "formula", f"{one.text}（{one.source}，{one.mark}）") for one in entry.formulas),
        ("单位", "units", "、".join(entry.units)),
        ("方向", "direction", entry.direction),
        ("常用比较符", "comparator", entry.comparator),
        ("数据来源", "data source", entry.data_source),
        ("采集", "collection", f"{entry.collection}（{entry.collector}，{entry.frequency}）"),
        ("佐证", "evidence", "、".join(entry.evidence)),
        *(("可衡量的替代", "alternative", f"{one.name}（{one.formula}）") for one in entry.alternatives),
        *((f"分级 {grade}", f"grade {grade}", text) for grade, text in entry.scale.items()),
    )
    lines = [f"{entry.code} {entry.zh} {entry.en}"]
    lines += [f"{title if zh else en}: {text}" for title, en, text in rows if text]
    return "\n".join(lines)
