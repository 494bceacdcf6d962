"""The corrected row: what a finding says is wrong with sign, unit, bound, date, name or label, mended and nothing else.

Each fix is a function from a row and its finding to the fields that change, with the reason; one that cannot tell
what was meant gives nothing. A number is never made up: it stands in the row already, or its history states it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from zhibiao.records import Finding, Indicator, ReviewedRow, Suggestion, Table
from zhibiao.suggest.evidence import number_text
from zhibiao.suggest.fix import Fix
from zhibiao.suggest.fix_numbers import (
    bounded_rate,
    exact_sign,
    missing_sign,
    missing_unit,
    past_value,
    turned_sign,
)
from zhibiao.suggest.fix_words import date_serial, open_date, other_label, other_year, value_in_name
from zhibiao.suggest.places import OPEN
from zhibiao.target.bounds import bound_of

Fixer = Callable[[ReviewedRow, Finding, Table], Fix | None]


def correct(row: ReviewedRow, findings: Iterable[Finding], table: Table) -> Suggestion | None:
    """The row with every finding mended that can be mended without a new thought, None where none can."""
    found, changes, mended = [], dict[str, str](), row
    for finding in findings:
        fixer = FIXERS.get(finding.code)
        fix = fixer(mended, finding, table) if fixer else None
        if fix:
            found.append(fix)
            changes |= fix.changes
            mended = _mended(mended, fix.changes)
    return _suggestion(mended, changes, found, row.indicator) if found else None


def _mended(row: ReviewedRow, changes: dict[str, str]) -> ReviewedRow:
    """The row with these fields, and its target read anew: the next fix builds on it."""
    from zhibiao.target import parse_target

    indicator = replace(row.indicator, **changes)  # type: ignore[arg-type]  # fields of Indicator
    target = parse_target(
        indicator.target, unit=indicator.unit, comparator=indicator.comparator_printed, name=indicator.name
    )
    return replace(row, indicator=indicator, target=target)


def _suggestion(row: ReviewedRow, changes: dict[str, str], found: list[Fix], before: Indicator) -> Suggestion:
    origins = list(dict.fromkeys(fix.value_from for fix in found if fix.value_from))
    indicator, target, label = row.indicator, row.target, row.label
    bound = bound_of(target)
    return Suggestion(
        name=indicator.name,
        comparator=target.comparator,
        value="" if OPEN in indicator.target or bound is None else number_text(bound),
        unit=target.unit or indicator.unit,
        formula=indicator.explanation,
        data_source=indicator.basis_text,
        value_from="；".join(origins) or f"沿用原目标值“{before.target}”的数",
        why="；".join(fix.why for fix in found),
        kind="correction",
        category=label.category,
        canonical=label.canonical,
        changes=tuple(changes.items()),
        wording=_wording(row, changes),
    )


def _wording(row: ReviewedRow, changes: dict[str, str]) -> str:
    indicator = row.indicator
    sign = indicator.comparator_printed
    target = (
        indicator.target if not sign or indicator.target.startswith(sign) else f"{sign}{indicator.target}"
    )
    # A date needs no 月 or 天 behind it.
    whole = row.target.kind == "date" or indicator.target.endswith(indicator.unit)
    unit = "" if whole else indicator.unit
    moved = f"（改列{changes['level2']}）" if "level2" in changes else ""
    return f"{indicator.name} {target}{unit}{moved}"


FIXERS: dict[str, Fixer] = {
    "CP01": missing_sign,
    "CP02": turned_sign,
    "CP03": exact_sign,
    "TG01": bounded_rate,
    "UN01": missing_unit,
    "DT01": other_year,
    "DT03": date_serial,
    "DT04": open_date,
    "DT05": value_in_name,
    "TG03": value_in_name,
    "HS01": past_value,
    "CT01": other_label,
    "CT05": other_label,
}
"""What mends a finding, by its rule."""
