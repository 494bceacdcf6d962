"""The taxonomy as one table (csv) and as one document (json): what data teams keep beside their rows."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from zhibiao.taxonomy.crosswalk import home_code
from zhibiao.taxonomy.entries import Entry, all_entries, categories, entry_from, find_category
from zhibiao.taxonomy.files import load_yaml
from zhibiao.taxonomy.frame import Profile
from zhibiao.taxonomy.profiles import profiles
from zhibiao.taxonomy.retired import retired_codes

TITLE, TITLE_EN = "预算绩效指标标准分类", "Canonical taxonomy of budget performance indicators"
LICENCE = "Apache-2.0"

_LISTS = ("aliases", "units", "evidence", "sectors", "vague_forms", "instead")
_RECORDS = ("formulas", "alternatives", "scale")
SEPARATOR = ";"
"""Between the values of a list in one cell; no value contains it (`problems` checks)."""


def indicator_rows() -> list[dict[str, str | bool]]:
    """The canonical indicators as flat rows: lists joined by `;`, formulas, alternatives and scale as JSON.

    >>> row = indicator_rows()[0]
    >>> row["code"], row["category"], row["dimension"]
    ('C1.01', 'C1', 'C')
    """
    return [_row(entry) for entry in all_entries()]


def _row(entry: Entry) -> dict[str, str | bool]:
    category = find_category(entry.category)
    plain = asdict(entry)
    plain |= {key: SEPARATOR.join(plain[key]) for key in _LISTS}
    plain |= {key: json.dumps(plain[key], ensure_ascii=False) if plain[key] else "" for key in _RECORDS}
    above = {"dimension": category.dimension, "category": category.code, "category_zh": category.zh}
    return {"code": entry.code, **above, **{key: value for key, value in plain.items() if key != "code"}}


def entry_from_row(row: dict[str, str]) -> Entry:
    """The indicator of a row of the exported table, as a csv reader gives it (all values text).

    Raises ZhibiaoError DT01 for a missing column.

    >>> rows = [{key: str(value) for key, value in row.items()} for row in indicator_rows()[:1]]
    >>> entry_from_row(rows[0]) == all_entries()[0]
    True
    """
    plain: dict[str, Any] = {key: row[key] for key in Entry.__slots__ if key in row}
    for key in _LISTS:
        plain[key] = [value for value in plain.get(key, "").split(SEPARATOR) if value]
    for key in _RECORDS:
        plain[key] = json.loads(plain[key]) if plain.get(key) else {} if key == "scale" else []
    plain["adds_up"] = row.get("adds_up", "").lower() == "true"
    return entry_from(plain, "taxonomy.csv")


def as_document(version: str = "") -> dict[str, Any]:
    """The whole taxonomy as plain lists and dictionaries: dimensions, categories, indicators, retired codes, frames.

    >>> sorted(as_document())[:3]
    ['categories', 'dimensions', 'frames']
    """
    return {
        "title": TITLE,
        "title_en": TITLE_EN,
        "version": version,
        "licence": LICENCE,
        "dimensions": load_yaml("taxonomy_dimensions.yml"),
        "categories": [asdict(category) for category in categories()],
        "indicators": [asdict(entry) for entry in all_entries()],
        "retired": [asdict(code) for code in retired_codes()],
        "frames": [_frame(profile) for profile in profiles()],
    }


def as_json(version: str = "") -> str:
    """`as_document` as JSON text."""
    return json.dumps(as_document(version), ensure_ascii=False, indent=2) + "\n"


def _frame(profile: Profile) -> dict[str, Any]:
    keys = ("code", "zh", "en", "region", "source", "mark", "doc_kinds", "prescribed", "umbrella", "absent")
    plain: dict[str, Any] = {key: getattr(profile, key) for key in keys}
    plain["columns"] = asdict(profile.columns)
    plain["weights"] = [asdict(one) for one in profile.weights]
    plain["required"] = [asdict(one) for one in profile.required]
    plain["labels"] = [{**asdict(place), "home": home_code(profile.code, place)} for place in profile.places]
    plain["same_name"] = [
        {"level2": level2, "name": name, "code": code} for (level2, name), code in profile.same_name.items()
    ]
    return plain
