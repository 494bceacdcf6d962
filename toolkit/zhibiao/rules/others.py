"""What the rules about words in the target say of a row, so that a later rule does not say it again."""

from __future__ import annotations

from zhibiao.records import ReviewedRow, Severity
from zhibiao.rules import (
    tg03_value_in_name,
    un02_unit_misfit,
    vg01_degree_word,
    vg02_bare_quality_word,
    vg03_activity_as_target,
    vg05_threshold_without_number,
)
from zhibiao.rules.base import Context

_CHECKS = {
    module.CODE: (module.check_row, module.SEVERITY)
    for module in (
        tg03_value_in_name,
        un02_unit_misfit,
        vg01_degree_word,
        vg02_bare_quality_word,
        vg03_activity_as_target,
        vg05_threshold_without_number,
    )
}
EMPTY_TARGET = ("VG01", "VG02", "VG03", "VG05")
"""Rules that already object to the words of a target without a number."""


def said(row: ReviewedRow, context: Context, codes: tuple[str, ...] = EMPTY_TARGET) -> dict[str, Severity]:
    """The severity with which each of these rules objects to the row; rules that do not are left out."""
    found: dict[str, Severity] = {}
    for code in codes:
        check, usual = _CHECKS[code]
        for hit in check(row, context):
            found[code] = hit.severity or usual
    return found
