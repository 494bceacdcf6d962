"""A candidate in full: value and its origin, formula taken apart, who collects what, comparable rows, the wording."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.records import Suggestion
from zhibiao.suggest.candidates import Candidate
from zhibiao.suggest.comparable import comparable_rows
from zhibiao.suggest.evidence import Evidence, Stated
from zhibiao.suggest.formula import population_of, split_ratio
from zhibiao.suggest.places import OPEN, OPEN_GRADE
from zhibiao.suggest.values import value_of


def describe(candidate: Candidate, name: str, context: Evidence, stated: Sequence[Stated]) -> Suggestion:
    """The suggestion that a candidate makes to the row of that name."""
    alternative, entry = candidate.alternative, candidate.entry
    value, value_from = value_of(candidate, name, context, stated)
    numerator, denominator = split_ratio(alternative.formula)
    canonical = candidate.canonical
    rows, spread = ((), "")
    if canonical and not candidate.scale:
        rows, spread = comparable_rows(canonical, alternative.unit, (alternative.name, name))
    kind = "scale" if candidate.scale else "own" if candidate.keeps_name else "alternative"
    return Suggestion(
        name=alternative.name,
        comparator=alternative.comparator,  # type: ignore[arg-type]  # checked by the taxonomy's validator
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
        wording=_wording(candidate, value),
    )


def _wording(candidate: Candidate, value: str) -> str:
    alternative = candidate.alternative
    if candidate.scale:
        return f"{alternative.name} 评定为{value or OPEN_GRADE}（{'；'.join(f'{grade}：{text}' for grade, text in candidate.scale)}）"
    return f"{alternative.name} {alternative.comparator}{value or OPEN}{alternative.unit}"
