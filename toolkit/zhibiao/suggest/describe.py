"""A candidate in full: value and its origin, formula taken apart, who collects what, comparable rows, the wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhibiao.records import Comparable, Comparator, Suggestion, SuggestionKind, Target
from zhibiao.suggest.comparable import comparable_rows
from zhibiao.suggest.entry_answers import Candidate
from zhibiao.suggest.evidence import Evidence, Stated
from zhibiao.suggest.formula import population_of, split_ratio
from zhibiao.suggest.naming import specific_name
from zhibiao.suggest.places import DATE_UNIT
from zhibiao.suggest.values import value_of


def describe(
    candidate: Candidate, name: str, target: Target, context: Evidence, stated: Sequence[Stated]
) -> Suggestion:
    """The suggestion that a candidate makes to the row of that name."""
    alternative, entry = candidate.alternative, candidate.entry
    value = value_of(candidate, name, target, context, stated)
    numerator, denominator = split_ratio(alternative.formula)
    canonical = candidate.canonical
    rows: tuple[Comparable, ...] = ()
    spread = ""
    if canonical and not candidate.scale:
        rows, spread = comparable_rows(
            canonical, alternative.unit, (alternative.name, name), org=context.org, year=context.year
        )
    kind: SuggestionKind = "scale" if candidate.scale else "own" if candidate.keeps_name else "alternative"
    return worded(
        Suggestion(
            name=_name(candidate, name),
            comparator=_comparator(candidate, value.number),
            value=value.number,
            unit=alternative.unit,
            open_place=value.place,
            formula=alternative.formula,
            data_source=alternative.data_source,
            value_from=value.origin,
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
        )
    )


def _name(candidate: Candidate, row: str) -> str:
    """The name of the alternative, with the row's object where it would say nothing by itself."""
    plain, entry = candidate.alternative.name, candidate.entry
    return specific_name(entry.code, plain, row) if entry else plain


def _comparator(candidate: Candidate, value: str) -> Comparator:
    """The comparator of the alternative; an open place cannot be hit exactly, so it gets a direction."""
    printed, entry = candidate.alternative.comparator, candidate.entry
    if candidate.alternative.unit == DATE_UNIT:
        return "≤"
    if printed == "=" and not value and entry and entry.direction in ("higher", "lower"):
        return "≥" if entry.direction == "higher" else "≤"
    return printed  # type: ignore[return-value]  # checked by the taxonomy's validator


def worded(suggestion: Suggestion) -> Suggestion:
    """The suggestion with its wording: name and target as they would stand in the table."""
    place = suggestion.value or suggestion.open_place
    if suggestion.scale:
        text = f"{suggestion.name} 评定不低于{place}"
    elif suggestion.unit == DATE_UNIT:
        text = f"{suggestion.name} {place}前"
    else:
        text = f"{suggestion.name} {suggestion.comparator}{place}{suggestion.unit}"
    return replace(suggestion, wording=text)
