"""The numbers and works that goals, tasks and stage plans name, held against the indicators of the table."""

from zhibiao.coverage.match import Coverage, Match, Stated, Verdict, Work, coverage
from zhibiao.coverage.periods import Months, months_in, months_of
from zhibiao.coverage.things import (
    core,
    likeness,
    number_of,
    one_thing,
    same_number,
    surely_about,
    told_by,
    units_agree,
)

__all__ = [
    "Coverage",
    "Match",
    "Months",
    "Stated",
    "Verdict",
    "Work",
    "core",
    "coverage",
    "likeness",
    "months_in",
    "months_of",
    "number_of",
    "one_thing",
    "same_number",
    "surely_about",
    "told_by",
    "units_agree",
]
