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
    "ac12_actual_differs_from_report",
    "ac13_actual_in_another_unit",
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
    "fc01_staff_against_control_rate",
    "fc02_execution_against_report",
    "fc03_aims_contradict",
    "hs01_looser_than_history",
    "hs02_jump_against_history",
    "hs03_same_as_every_year",
    "hs04_cannot_fail_by_history",
    "hs05_looser_than_mean",
    "hs06_goal_copied_from_year_to_year",
    "hs07_basis_expired",
    "mn01_parts_do_not_make_total",
    "mn02_income_expenditure_differ",
    "mn03_projects_exceed_project_expenditure",
    "mn04_yuan_for_ten_thousand",
    "mn05_cost_target_above_budget",
    "mn06_cost_target_equals_budget",
    "mn07_execution_rate_recomputed",
    "mn08_budget_adjusted_to_spending",
    "mn09_percentage_in_amount_column",
    "mn10_budget_not_filled_in",
    "mn11_interim_rate_against_plan",
    "mn12_share_does_not_follow",
    "nm01_goal_number_without_indicator",
    "nm02_number_differs",
    "nm03_comparator_lost",
    "nm04_indicator_without_goal",
    "nm05_halves_do_not_add_up",
    "nm06_half_year_equals_year_in_plan",
    "nm07_stage_periods_overlap",
    "nm08_derived_number_does_not_follow",
    "nm09_explanation_names_another_number",
    "nm10_key_work_without_indicator",
    "nm11_goal_without_number",
    "nm12_goal_text_empty",
    "nm13_part_above_whole",
    "pd01_half_year_equals_year",
    "pd02_counted_over_part_of_the_year",
    "pd03_result_after_the_year",
    "pd04_long_term_goal_ends_with_year",
    "sc01_tables_copied",
    "sc02_boilerplate_targets",
    "sc03_same_result_claimed_twice",
    "sc04_outlier_against_set",
    "sc05_goal_prose_copied",
    "st01_only_management_rows",
    "st02_too_few_or_many_rows",
    "st03_same_indicator_twice",
    "st04_restated_as_completion_rate",
    "st05_category_differs_between_tables",
    "st06_names_differ_for_one_thing",
    "st07_department_table_repeats_one_project",
    "st08_satisfaction_of_another_group",
    "st09_goal_money_without_economic_row",
    "st10_subject_absent",
    "st11_no_satisfaction_where_public",
    "st12_label_without_kinds",
    "st13_target_differs_between_tables",
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
    "xp04_explanation_copies_goal",
    "xp05_sample_too_small",
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
