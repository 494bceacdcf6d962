"""The rules: one module each, listed here in the order of their codes, imported when first used."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from zhibiao.errors import ZhibiaoError
from zhibiao.rules.base import Context, Hit, Rule, make_rule

MODULES: tuple[str, ...] = (
    "ac01_actual_equals_target",
    "ac02_full_score_throughout",
    "ac03_full_score_though_missed",
    "ac04_comparator_in_actual",
    "ac05_deviation_without_explanation",
    "ac06_score_does_not_follow",
    "ac07_actual_missing",
    "ac08_far_exceeded",
    "ac09_delay_admitted_but_full",
    "ac10_reported_before_period_end",
    "ac11_no_problem_named",
    "cp01_comparator_missing",
    "cp02_comparator_against_direction",
    "cp03_exact_point",
    "ct01_wrong_category",
    "ct02_required_category_missing",
    "ct03_label_without_indicator",
    "ct04_not_in_its_power",
    "ct05_activity_as_effect",
    "dt01_deadline_outside_year",
    "dt02_duration_cannot_fail",
    "dt03_date_serial",
    "dt04_deadline_without_date",
    "dt05_deadline_in_name",
    "dt06_period_as_deadline",
    "hs01_looser_than_history",
    "hs02_jump_against_history",
    "hs03_same_as_every_year",
    "pd01_half_year_equals_year",
    "tg01_rate_above_bound",
    "tg02_target_nonsense",
    "tg03_value_in_name",
    "tg04_two_things_in_one",
    "tg05_several_targets",
    "tg06_placeholder_left",
    "tg07_unit_conflict",
    "tg08_lax_rate",
    "tg09_doubtful_sign",
    "un01_unit_missing",
    "un02_unit_misfit",
    "vg01_degree_word",
    "vg02_bare_quality_word",
    "vg03_activity_as_target",
    "vg04_missing_target",
    "vg05_threshold_without_number",
    "vg06_hedge_word",
    "vg07_slogan_name",
    "vg08_wish_without_measure",
    "vg09_target_repeats_name",
    "vg10_grades_without_criteria",
    "wt01_weights_do_not_add_up",
    "wt02_weight_missing",
    "wt03_equal_weights",
    "wt04_management_outweighs_core",
    "wt05_weights_against_scheme",
    "wt06_score_above_weight",
    "wt07_total_printed_differs",
    "xp01_explanation_says_nothing",
    "xp02_explanation_of_another_row",
    "xp03_formula_does_not_fit",
)

RETIRED: dict[str, str] = {}
"""Codes of rules that no longer exist, with the reason: a code is never given away twice."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of `MODULES`."""
    return tuple(make_rule(import_module(f"zhibiao.rules.{name}")) for name in MODULES)


def choose_rules(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Rules whose code begins with one of `select` (all if empty) and with none of `ignore`.

    Raises ZhibiaoError CF01 for a code or prefix that no rule has.

    >>> [rule.code for rule in choose_rules(select=("VG01",))]
    ['VG01']
    """
    for code in (*select, *ignore):
        if not code or not any(rule.code.startswith(code.upper()) for rule in all_rules()):
            raise ZhibiaoError("CF01", code=code)
    wanted = tuple(code.upper() for code in select) or ("",)
    unwanted = tuple(code.upper() for code in ignore)
    return tuple(
        rule
        for rule in all_rules()
        if rule.code.startswith(wanted) and not (unwanted and rule.code.startswith(unwanted))
    )


__all__ = ["MODULES", "RETIRED", "Context", "Hit", "Rule", "all_rules", "choose_rules"]
