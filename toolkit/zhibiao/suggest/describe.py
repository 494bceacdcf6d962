"""A candidate in full: value and its origin, formula taken apart, who collects what, comparable rows, the wording."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.records import Comparable, Comparator, Suggestion, SuggestionKind, Target
from zhibiao.suggest.candidates import Candidate
from zhibiao.suggest.comparable import comparable_rows
from zhibiao.suggest.evidence import Evidence, Stated
from zhibiao.suggest.formula import population_of, split_ratio
from zhibiao.suggest.places import OPEN, OPEN_GRADE
from zhibiao.suggest.values import value_of


def describe(
    candidate: Candidate, name: str, target: Target, context: Evidence, stated: Sequence[Stated]
) -> Suggestion:
    """The suggestion that a candidate makes to the row of that name."""
    alternative, entry = candidate.alternative, candidate.entry
    value, value_from = value_of(candidate, name, target, context, stated)
    comparator = _comparator(candidate, value)
    numerator, denominator = split_ratio(alternative.formula)
    canonical = candidate.canonical
    rows: tuple[Comparable, ...] = ()
    spread = ""
    if canonical and not candidate.scale:
        names, asked = (alternative.name, name), (context.org, context.year)
        rows, spread = comparable_rows(canonical, alternative.unit, names, but=asked)
    kind: SuggestionKind = "scale" if candidate.scale else "own" if candidate.keeps_name else "alternative"
    return Suggestion(
        name=alternative.name,
        comparator=comparator,
        value=value,
        unit=alternative.unit,
        formula=alternative.formula,
        data_source=alternative.data_source,
        value_from=value_from,
        why=candidate.why,
        kind=kind,
        category=canonical.partition(".")[0],
        canonical=canonical,
        numerator=numerator,
        denominator=denominator,
        population=population_of(denominator, context.org, context.year),
        collector=entry.collector if entry else "",
        frequency=entry.frequency if entry else "",
        evidence="、".join(entry.evidence) if entry else alternative.data_source,
        comparable=rows,
        spread=spread,
        scale=candidate.scale,
        wording=_wording(candidate, comparator, value),
    )


def _comparator(candidate: Candidate, value: str) -> Comparator:
    """The comparator of the alternative; an open place cannot be hit exactly, so it gets a direction."""
    printed, entry = candidate.alternative.comparator, candidate.entry
    if printed == "=" and not value and entry and entry.direction in ("higher", "lower"):
        return "≥" if entry.direction == "higher" else "≤"
    return printed  # type: ignore[return-value]  # checked by the taxonomy's validator


def _wording(candidate: Candidate, comparator: str, value: str) -> str:
    alternative = candidate.alternative
    if candidate.scale:
        criteria = "；".join(f"{grade}：{text}" for grade, text in candidate.scale)
        return f"{alternative.name} 评定不低于{value or OPEN_GRADE}（{criteria}）"
    return f"{alternative.name} {comparator}{value or OPEN}{alternative.unit}"
