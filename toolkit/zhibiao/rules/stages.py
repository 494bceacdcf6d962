"""Stage plans: what each part of the year shall reach, against the number of the year."""

from __future__ import annotations

from dataclasses import dataclass

from zhibiao.coverage import Months, Stated, core, number_of
from zhibiao.records import Clause, Compared, ReviewedRow
from zhibiao.rules.base import Context
from zhibiao.rules.compared import cell, of_clause
from zhibiao.rules.covering import covered
from zhibiao.target.unit import read_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """One thing that a stage plan counts: its parts in order of time, the number of the year, the row about it."""

    thing: str
    parts: tuple[Stated, ...]
    year: float
    unit: str
    scale: float = 1.0
    at_least: bool = False
    row: ReviewedRow | None = None
    goal: Clause | None = None

    @property
    def numbers(self) -> tuple[float, ...]:
        """What the parts shall reach, in the base unit."""
        return tuple(number_of(part.target) or 0.0 for part in self.parts)

    @property
    def is_cumulative(self) -> bool:
        """Whether the plan says that it counts from January on."""
        return any("累计" in part.clause.text + part.clause.section for part in self.parts)

    def compared(self, table: str) -> tuple[Compared, ...]:
        """The places of the parts and of the year."""
        year = [cell(self.row.indicator)] if self.row else []
        goal = [of_clause(self.goal, table)] if self.goal and not self.row else []
        return (*(of_clause(part.clause, table) for part in self.parts), *year, *goal)

    def shown(self, number: float) -> str:
        """A number in the unit in which the plan prints it.

        >>> Stages(thing="", parts=(), year=1.2e8, unit="亿元", scale=1e8).shown(1.2e8)
        '1.2亿元'
        """
        return f"{number / self.scale:g}{self.unit}"


def stages_of(context: Context) -> list[Stages]:
    """The things that the stage plan of a table counts and whose number for the year is known; no rates."""
    found = covered(context)
    groups: dict[str, list[int]] = {}
    for place, one in enumerate(found.stated):
        if (
            one.scope == "part"
            and one.clause.role in ("plan", "task")
            and one.target.dimension not in ("ratio", "time")
        ):
            groups.setdefault(core(one.thing), []).append(place)
    made = (_made(context, places) for places in groups.values())
    return [stages for stages in made if stages]


def _made(context: Context, places: list[int]) -> Stages | None:
    """The stages of one thing; None where its number for the year is not known."""
    found = covered(context)
    parts = sorted((found.stated[place] for place in places), key=lambda one: one.months or (0, 0))
    matches = [
        match for place in places for match in found.of_stated(place) if match.verdict != "without_number"
    ]
    best = max(matches, key=lambda match: match.likeness, default=None)
    row = found.rows[best.row] if best else None
    goals = [one for one in found.stated if one.scope == "year" and core(one.thing) == core(parts[0].thing)]
    source = row.target if row else goals[0].target if goals else None
    year = number_of(source) if source else None
    if source is None or year is None or len({part.target.unit_base for part in parts}) > 1:
        return None
    unit = parts[0].target.unit
    return Stages(
        thing=parts[0].thing,
        parts=tuple(parts),
        year=year,
        unit=unit,
        scale=read_unit(unit).scale,
        at_least=source.comparator in ("≥", ">"),
        row=row,
        goal=goals[0].clause if goals else None,
    )


def months_zh(months: Months | None) -> str:
    """A part of the year in words.

    >>> months_zh((1, 6)), months_zh((7, 12)), months_zh((3, 5))
    ('上半年', '下半年', '3月至5月')
    """
    names = {(1, 6): "上半年", (7, 12): "下半年", (6, 12): "下半年", None: ""}
    return names.get(months) or f"{months[0]}月至{months[1]}月" if months else ""
