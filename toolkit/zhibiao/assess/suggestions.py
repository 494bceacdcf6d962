"""How often a suggestion is one that a reviewer accepts: on vague rows answered by hand before the engine was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhibiao.assess.figures import figure_lines, write_lines
from zhibiao.corpora.tables import read_table
from zhibiao.records import Label, Suggestion
from zhibiao.suggest.answers import GRADE

LABELLED = "suggestions/rows.tsv"
"""Vague rows with the canonical indicators that each of two readers accepts in their place, best first."""
HELD = "held"
"""The part that is looked at as a total only: its failures are counted, not listed."""
KINDS = ("category", "near", "scale", "none")
_FIRST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFigures:
    """Of one part of the labelled rows: shares whose first three suggestions, whose first one, are accepted.

    A suggestion is accepted where one of the two readers lists its indicator (`both`: where both do, among the
    first three); `each` is the share of all suggestions that are. `unit` and `direction` are the shares of those
    suggestions that are a reader's best, with the reader's unit and direction. `invented` counts numbers without
    a cited source; `readers` is how often the best answer of the first reader is accepted by the second. The rest
    counts the rows without an accepted answer by kind, see `kind_of`.
    """

    part: str
    rows: int
    three: float
    first: float
    both: float
    each: float
    unit: float
    direction: float
    invented: int
    readers: float
    category: int
    near: int
    scale: int
    none: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A labelled row with the engine's answers; `accepted` says of each whether a reader lists it."""

    row: dict[str, str]
    label: Label
    suggestions: Sequence[Suggestion]
    accepted: tuple[bool, ...]


def answer_figures(corpora: Path) -> tuple[AnswerFigures, ...]:
    """The figures of every part (column `part`) of the labelled rows, and of all together."""
    return _figures_of(answer_rows(read_table(corpora / LABELLED)))


def _figures_of(answered: Sequence[Answered]) -> tuple[AnswerFigures, ...]:
    parts = list(dict.fromkeys(one.row["part"] for one in answered))
    groups = [(part, [one for one in answered if one.row["part"] == part]) for part in parts]
    return tuple(_figures(part, group) for part, group in (*groups, ("all", answered)))


def answer_rows(rows: Sequence[dict[str, str]]) -> list[Answered]:
    """The rows with what the engine suggests for each of them alone, without any document."""
    from zhibiao.classify import classify
    from zhibiao.suggest import Evidence, find_suggestions
    from zhibiao.suggest.readings import find_readings
    from zhibiao.target import parse_target

    names, targets, units = ([row[field] for row in rows] for field in ("name", "target", "unit"))
    labels = classify(names, targets, units, printed=[("", row["label"]) for row in rows])
    parsed = [parse_target(row["target"], unit=row["unit"], name=row["name"]) for row in rows]
    read = find_readings(names, parsed, labels)
    found = []
    for row, target, label, meant in zip(rows, parsed, labels, read, strict=True):
        suggestions = find_suggestions(
            row["name"], target, label, meant, unit=row["unit"], context=Evidence()
        )
        wanted = _wanted(row)
        accepted = tuple(bool(codes_of(one) & wanted) for one in suggestions[:_FIRST])
        found.append(Answered(row=row, label=label, suggestions=suggestions, accepted=accepted))
    return found


def code_of(suggestion: Suggestion) -> str:
    """What a reader would list for this suggestion: its indicator, or a scale."""
    return GRADE if suggestion.kind == "scale" else suggestion.canonical


def codes_of(suggestion: Suggestion) -> set[str]:
    """As `code_of`; of a row that was taken apart those of its parts, each of which stands in the row's place."""
    return {code_of(one) for one in suggestion.parts or (suggestion,)} - {""}


def _figures(part: str, answered: Sequence[Answered]) -> AnswerFigures:
    best = [
        (one.row[unit], one.row[direction], suggestion)
        for one in answered
        for accept, unit, direction in (
            ("accept", "accept_unit", "direction"),
            ("second", "second_unit", "second_direction"),
        )
        for suggestion in one.suggestions[:_FIRST]
        if one.row[accept].split()[0] == code_of(suggestion)
    ]
    return AnswerFigures(
        part=part,
        rows=len(answered),
        three=_share(any(one.accepted) for one in answered),
        first=_share(one.accepted[:1] == (True,) for one in answered),
        both=_share(any(codes_of(s) & _both(one.row) for s in one.suggestions[:_FIRST]) for one in answered),
        each=_share(accepted for one in answered for accepted in one.accepted),
        unit=_share(_same_unit(unit, suggestion.unit) for unit, _, suggestion in best),
        direction=_share(_direction(suggestion) in ("", direction) for _, direction, suggestion in best),
        invented=sum(len(unsourced(suggestion)) for one in answered for suggestion in one.suggestions),
        readers=_share(one.row["accept"].split()[0] in one.row["second"].split() for one in answered),
        **{kind: sum(kind_of(one) == kind for one in answered if not any(one.accepted)) for kind in KINDS},
    )


def _share(truths: Iterable[bool]) -> float:
    listed = list(truths)
    return sum(listed) / len(listed) if listed else 0.0


def _wanted(row: dict[str, str]) -> set[str]:
    return set(row["accept"].split()) | set(row["second"].split())


def _both(row: dict[str, str]) -> set[str]:
    return set(row["accept"].split()) & set(row["second"].split())


def _same_unit(one: str, other: str) -> bool:
    return one == other or {one, other} <= {"件", "起", "次", "项", "个"} or {one, other} <= {"人", "人次"}


def _direction(suggestion: Suggestion) -> str:
    return {"≥": "higher", ">": "higher", "≤": "lower", "<": "lower"}.get(suggestion.comparator, "")


def unsourced(suggestion: Suggestion) -> list[str]:
    """The numbers of a suggestion's value that its stated origin does not contain.

    A mean is sourced by the years it is the mean of; it is recomputed where the origin lists them.
    """
    return [number for number in _numbers(suggestion.value) if not _sourced(number, suggestion.value_from)]


def _sourced(number: str, origin: str) -> bool:
    numbers = _numbers(origin)
    if number in numbers:
        return True
    past = [float(found) for found in re.findall(r"\d{4}年(\d+(?:\.\d+)?)", origin)]
    return bool(past) and abs(float(number) - sum(past) / len(past)) < 1


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


FIGURES, FAILURES = "suggestions.tsv", "suggestion_failures.tsv"
"""Where the figures, and the rows without an accepted answer, stand in the folder of a model."""


def measure_suggestions(corpora: Path, model: Path) -> tuple[AnswerFigures, ...]:
    """The figures of every part, written to the folder `model` with the rows that they count as failures."""
    answered = answer_rows(read_table(corpora / LABELLED))
    figures = _figures_of(answered)
    write_lines(model / FIGURES, figure_lines(AnswerFigures, figures, 3))
    write_lines(model / FAILURES, failure_lines(answered))
    return figures


def failure_lines(answered: Iterable[Answered]) -> Iterator[str]:
    """Each row without an accepted answer but those held out, with what was wanted, what was given, and the kind."""
    yield "\t".join(("kind", "part", "name", "target", "accept", "second", "category", "given"))
    failed = [one for one in answered if not any(one.accepted) and one.row["part"] != HELD]
    for one in sorted(failed, key=lambda one: (one.row["part"], kind_of(one))):
        given = " ".join(f"{code_of(s)}:{s.name}" for s in one.suggestions)
        row = one.row
        facts = (row["part"], row["name"], row["target"], row["accept"], row["second"], one.label.category)
        yield "\t".join((kind_of(one), *facts, given))


def kind_of(one: Answered) -> str:
    """Why a row has no accepted answer, as far as codes tell.

    `none`: nothing of the taxonomy was found; `scale`: a graded scale was wanted or given against the readers;
    `category`: the answers lie in categories that no reader names; `near`: right category, other indicator.
    """
    wanted = _wanted(one.row)
    given = {code_of(suggestion) for suggestion in one.suggestions}
    if not any(given):
        return "none"
    if wanted == {GRADE} or given == {GRADE}:
        return "scale"
    areas = {code.partition(".")[0] for code in wanted}
    return "near" if areas & {code.partition(".")[0] for code in given} else "category"
