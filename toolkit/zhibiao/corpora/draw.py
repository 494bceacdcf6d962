"""Drawing one row: an object meets a pattern; every choice comes from one seeded stream."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from zhibiao.corpora.grammar import Form, Grammar, Pattern, Thing

Some = TypeVar("Some")

# How often each register is taken where a pattern has it.
REGISTERS = {
    "plain": 3.0, "task": 2.0, "slogan": 2.0, "question-yes": 1.2, "question-no": 1.2,
    "value-in-name": 1.4, "two-in-one": 1.2, "short": 1.0, "long": 1.0,
}  # fmt: skip
_COUNTED = ("数", "量", "时长", "次数", "时间", "距离", "范围", "面积")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A row before it is numbered among the others."""

    name: str
    target: str
    unit: str
    tier: str
    register: str


class Stream:
    """Choices from a seeded stream. Only `random()` is used: its numbers are promised to stay the same."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311  a corpus, not a secret

    def chance(self) -> float:
        """A number from 0 to below 1."""
        return self._random.random()

    def pick(self, things: Sequence[Some], weights: Sequence[float] | None = None) -> Some:
        """One of `things`."""
        if weights is None:
            return things[int(self.chance() * len(things))]
        left = self.chance() * sum(weights)
        for thing, weight in zip(things, weights, strict=True):
            left -= weight
            if left < 0:
                return thing
        return things[-1]

    def shuffled(self, things: Sequence[Some]) -> list[Some]:
        """`things` in a drawn order."""
        return [thing for _, _, thing in sorted((self.chance(), n, thing) for n, thing in _numbered(things))]

    def number(self, bounds: Sequence[int]) -> int:
        """A number between the bounds, at a step; low ones are likelier."""
        low, high, step = bounds
        steps = (high - low) // step + 1
        return low + step * int(steps * self.chance() ** 1.6)


def _numbered(things: Sequence[Some]) -> list[tuple[int, Some]]:
    return list(enumerate(things))


def fits(pattern: Pattern, thing: Thing, grammar: Grammar) -> bool:
    """Whether the pattern may be said of the object: its sector, unit, words and wording."""
    x, unit = thing.slots["x"], thing.slots.get("u", "")
    word = grammar.units[unit]["word"] if unit in grammar.units else ""
    checked = thing.slots.get("w", "") + x
    return not (
        (pattern.get("only_sector") and thing.sector not in pattern.get("only_sector"))
        or (pattern.get("units") and unit not in pattern.get("units"))
        or (pattern.get("words") and word not in pattern.get("words"))
        or (pattern.get("direction") and thing.slots.get("d") != pattern.get("direction"))
        or (pattern.get("match") and not re.search(pattern.get("match"), x))
        or (pattern.get("avoid") and re.search(pattern.get("avoid"), checked))
    )


def draw(pattern: Pattern, thing: Thing, grammar: Grammar, stream: Stream) -> Drawn | None:
    """A row of the pattern about the object, or None where the names drawn do not go together."""
    registers = list(pattern.names)
    register = stream.pick(registers, [REGISTERS[r] for r in registers])
    name = stream.pick(pattern.names[register])
    form = _form(pattern, register, grammar, stream)
    slots = _slots(pattern, thing, grammar, stream, bounded=register != "value-in-name")
    if "{y}" in name:
        second = _second(thing, pattern.over, grammar, stream)
        if not second:
            return None
        slots["y"] = second
    if "{w}" in name and (slots["w"] in slots["x"] or slots["x"] in slots["w"]):
        return None
    filled = _fill(name, slots)
    if _repeats(filled):
        return None
    return Drawn(
        name=filled,
        target=_fill(form.text, slots),
        unit=_fill(form.unit, slots),
        tier=form.tier,
        register=register.partition("-")[0] if register.startswith("question") else register,
    )


def _form(pattern: Pattern, register: str, grammar: Grammar, stream: Stream) -> Form:
    forms: Sequence[Form] = pattern.forms
    if register.startswith("question"):
        forms = grammar.styles[register.removeprefix("question-")]
    elif register == "value-in-name":
        forms = [form for form in forms if "{n}" in form.text and form.tier == "measurable"]
    return stream.pick(forms, [form.weight for form in forms])


def _slots(
    pattern: Pattern, thing: Thing, grammar: Grammar, stream: Stream, *, bounded: bool
) -> dict[str, str]:
    """Everything a name or target may hold."""
    slots = {"w": "", "v": "", "u": "", **thing.slots}
    slots["v"] = pattern.get("v", slots["v"])
    own = grammar.units.get(slots["u"])
    word = own["word"] if own else "数量"
    slots["q"] = word
    slots["q+"] = "" if slots["x"].endswith(_COUNTED) else word
    slots["p"], bounds = _price(pattern, slots, grammar)
    if not (bounds and "{p}" in "".join(form.text + form.unit for form in pattern.forms)):
        bounds = pattern.get("number") or (own["count"] if own and not _is_rate(pattern) else [85, 99, 1])
    slots["n"] = f"{stream.number(bounds):g}"
    slots["u"] = pattern.get("unit", slots["u"])
    slots["m"] = slots["u"]
    slots["date"] = _date(grammar, stream)
    slots["freq"] = stream.pick(grammar.words["freq"])
    ways = grammar.words["vague_of"].get(slots["v"], grammar.words["vague"])
    slots["vague"] = stream.pick(ways).replace("{v}", slots["v"])
    return slots


def _is_rate(pattern: Pattern) -> bool:
    return any("{n}%" in form.text for form in pattern.forms)


def _price(pattern: Pattern, slots: dict[str, str], grammar: Grammar) -> tuple[str, list[int]]:
    """The unit of money of one object, and its range; empty where the object has none."""
    given: list[Any] = pattern.get("price") or pattern.get("cost_of", {}).get(slots["u"]) or []
    if not given and slots.get("p"):
        given = [slots["p"], *grammar.words["standard_of"][slots["p"]]]
    unit = pattern.get("cost", slots["u"])
    if not given and unit in grammar.units:
        given = grammar.units[unit]["cost"]
    return (str(given[0]).replace("{u}", slots["u"]), given[1:]) if given else ("", [])


def _date(grammar: Grammar, stream: Stream) -> str:
    entries = grammar.words["date"]
    text = stream.pick([e["t"] for e in entries], [float(e["w"]) for e in entries])
    month = stream.number([3, 12, 1])
    facts = {
        "year": str(2019 + int(stream.chance() * 7)),
        "month": str(15 - month),  # late months are likelier
        "day": stream.pick(["10", "15", "20", "25", "30"]),
    }
    return _fill(text, facts)


def _second(thing: Thing, kind: str, grammar: Grammar, stream: Stream) -> str:
    """Another object of the sector that is counted alike; "" where there is none."""
    others = [
        other.slots["x"]
        for other in grammar.things[kind]
        if other.sector == thing.sector
        and other.slots["x"] != thing.slots["x"]
        and other.slots.get("u") == thing.slots.get("u")
    ]
    return stream.pick(others) if others else ""


def _fill(text: str, slots: dict[str, str]) -> str:
    return re.sub(r"{([a-z+]+)}", lambda match: slots[match[1]], text)


def _repeats(name: str) -> bool:
    """Whether three characters come twice: 退休职工社区退休职工."""
    grams = [name[at : at + 3] for at in range(len(name) - 2)]
    return len(grams) != len(set(grams))
