"""The texts of a row's cells: which cells it has of its own, what a suggestion writes into them, what they held."""

from __future__ import annotations

import re
from collections.abc import Mapping

from zhibiao.records import Indicator, Suggestion, Table
from zhibiao.report.docx_patch import legal
from zhibiao.suggest.places import DATE_UNIT, OPEN, OPEN_GRADE

CELLS = ("name", "comparator_printed", "target", "unit", "interim", "explanation", "basis_text")
"""Fields with a cell of their own that a suggestion may fill, in the order in which they are listed."""
WORDING = ("name", "comparator_printed", "target", "unit")
"""Fields that say what is measured and how much, in the order in which they are read."""
QUALITATIVE = "定性"
"""What forms print in the place of a sign where a row is graded."""
OF_THE_OLD = ("history", "actual")
"""Fields that say what was reached: of another indicator nobody knows it, see `void_texts`."""
_FIRST = ("name", "target", *CELLS)
"""Which field has a cell that several columns of a row are merged in."""
_SIGN = re.compile(r"^[=≥≤＝>＞＜<≧≦]+\s*")
_HALF = "半年:"
"""What the reader puts before the text of a cell for half of the year."""


def known_fields(table: Table) -> frozenset[str]:
    """The fields that have a cell in some row: of a column that is empty everywhere nobody knows where it is."""
    return frozenset(field for row in table.indicators for field, *_ in row.places)


def own_cells(indicator: Indicator, known: frozenset[str]) -> set[str]:
    """The `known` fields with a cell of their own in this row: one that columns are merged in is that of one field."""
    here = {field: place for field, *place in indicator.places}
    own: set[str] = set()
    taken: list[list[int]] = []
    for field in _FIRST:
        place = here.get(field)
        if field in known and field not in own and place not in taken:
            own.add(field)
            taken += [place] if place else []
    return own


def cell_texts(indicator: Indicator, suggestion: Suggestion, known: frozenset[str]) -> dict[str, str]:
    """The new texts of a row's cells by field; sign and unit go into cells of their own where the row has them.

    Only cells that the row has: an explanation is written where there is one for it. `known` are the fields of its
    table, see `known_fields`.
    """
    own = own_cells(indicator, known)
    if suggestion.kind == "correction":
        return _corrected(indicator, suggestion, own)
    sign = "" if suggestion.comparator == "range" else suggestion.comparator
    unit = suggestion.unit
    value = suggestion.value or suggestion.open_place or (OPEN_GRADE if suggestion.scale else OPEN)
    criteria = "；".join(f"{grade}：{text}" for grade, text in suggestion.scale)
    if criteria and "explanation" not in own:
        value, unit = f"{value}（{criteria}）", ""
    texts = {"name": suggestion.name, "target": value}
    if "comparator_printed" in own:
        texts["comparator_printed"] = QUALITATIVE if criteria else sign
    elif not criteria and unit != DATE_UNIT:
        texts["target"] = f"{sign}{value}"
    if unit == DATE_UNIT:
        texts["target"], unit = f"{value}前", ""
    if "unit" in own:
        texts["unit"] = unit
    elif not criteria:
        texts["target"] += unit
    if indicator.interim and "interim" in own:
        open_target = texts["target"].replace(suggestion.value, OPEN) if suggestion.value else texts["target"]
        texts["interim"] = OPEN_GRADE if criteria else open_target
    if "explanation" in own:
        texts["explanation"] = criteria or _explanation(suggestion)
    if "basis_text" in own:
        texts["basis_text"] = suggestion.value_from
    return {field: legal(texts[field]) for field in CELLS if field in texts}


def void_texts(
    indicator: Indicator, name: str, suggestion: Suggestion | None
) -> list[tuple[str, str, int, int]]:
    """(field, old text, line, column) of the cells that no longer hold where a suggestion puts another indicator in.

    Past values (history) and what was reached (actual) are those of the indicator that stood there: they are cleared,
    for nobody knows those of the new one, and nothing is invented. They stay where the row keeps its `name`, where the
    suggestion only corrects it, and where somebody renames it in their own words.

    >>> from zhibiao.suggest import suggest
    >>> (one, *_) = suggest("城市知名度", target="有效提升")
    >>> row = Indicator(name="城市知名度", history="2023=较高", places=(("name", 1, 0), ("history", 1, 4)))
    >>> void_texts(row, one.name, one), void_texts(row, "城市知名度", one)
    ([('history', '较高', 1, 4)], [])
    """
    if suggestion is None or suggestion.kind == "correction" or name == indicator.name:
        return []
    places = [place for place in indicator.places if place[0] in OF_THE_OLD]
    past = [one.partition("=")[2] for one in indicator.history.split(";")]
    if len(past) != sum(field == "history" for field, *_ in places):  # a value that has such a mark in it
        past = [indicator.history] * len(places)
    olds = {"history": iter(past), "actual": iter([indicator.actual])}
    return [(field, next(olds[field], ""), line, column) for field, line, column in places]


def _explanation(suggestion: Suggestion) -> str:
    source = f"数据来源：{suggestion.data_source}" if suggestion.data_source else ""
    return "；".join(text for text in (suggestion.formula, source) if text)


def _corrected(indicator: Indicator, suggestion: Suggestion, own: set[str]) -> dict[str, str]:
    """The changed fields; the sign in its own cell and only there, sign and unit in the target where they have none."""
    texts = {field: legal(text) for field, text in suggestion.changes}
    if "interim" in texts:
        texts["interim"] = texts["interim"].removeprefix(_HALF)
    sign = _SIGN.match(texts.get("target", ""))
    if "comparator_printed" not in own:
        texts.pop("comparator_printed", None)
    elif sign:
        texts["target"] = texts["target"][sign.end() :]
        texts.setdefault("comparator_printed", sign[0].strip())
    if "unit" not in own and (unit := texts.pop("unit", "")):
        texts["target"] = texts.get("target", indicator.target) + unit
    return texts


def printed_texts(indicator: Indicator, known: frozenset[str]) -> dict[str, str]:
    """What the row's cells hold; name and target also where they have none of their own."""
    own = own_cells(indicator, known)
    return {
        field: old_text(indicator, field, own)
        for field in CELLS
        if field in own or field in ("name", "target")
    }


def wording_of(texts: Mapping[str, str]) -> str:
    """What texts of cells say together.

    >>> wording_of({"target": "90", "name": "满意度", "unit": "%", "comparator_printed": "≥"})
    '满意度 ≥ 90 %'
    """
    return " ".join(texts[field] for field in WORDING if texts.get(field))


def old_text(indicator: Indicator, field: str, own: set[str]) -> str:
    """What the cell of a field holds, as far as the row tells: a target without the sign of its own column."""
    text: str = getattr(indicator, field)
    if field == "target" and "comparator_printed" in own and indicator.comparator_printed:
        return _SIGN.sub("", text)
    return text.removeprefix(_HALF) if field == "interim" else text
