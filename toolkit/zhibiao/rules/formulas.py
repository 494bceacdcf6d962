"""Sums and products that an explanation writes out, worked out again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose

_NUMBER = r"\d+(?:\.\d+)?%?"
# The words behind a number, a unit with a stroke among them (元/人); a stroke before a digit divides.
_WORDS = r"(?:[\u4e00-\u9fff（）()]|/[\u4e00-\u9fff]){0,8}"
_SIGN = r"[×xX*＊÷/+＋]"
_EQUATION = re.compile(
    rf"(?P<left>{_NUMBER}{_WORDS}(?:\s*{_SIGN}\s*{_NUMBER}{_WORDS})+)\s*[=＝]\s*(?P<right>{_NUMBER}[万亿]?)(?!\d|{_WORDS}\s*{_SIGN})"
)
_TERM = re.compile(rf"(?P<sign>{_SIGN})?\s*(?P<number>{_NUMBER})(?P<scale>[万亿])?")
_BEFORE = re.compile(r"[×xX*＊÷/+＋\-－—()（）.\d%][\u4e00-\u9fff]*$")
_SCALES = {"万": 1e4, "亿": 1e8}
NEAR = 0.01
"""Results are rounded when printed."""


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation as printed: its place in the text, both sides, and what the left side comes to."""

    span: tuple[int, int]
    left: str
    right: str
    result: float
    holds: bool


def equations(text: str) -> Iterator[Equation]:
    """The equations of numbers in a text, worked out; those with words for operands are left out.

    >>> [(e.left, e.right, e.holds) for e in equations("120家×30个=3600个；培训5期×40人=300人")]
    [('120家×30个', '3600', True), ('5期×40人', '300', False)]
    >>> list(equations("拜访企业家数/目标数50家*100%=100%"))
    []
    """
    for match in _EQUATION.finditer(text):
        if _BEFORE.search(text[: match.start()]):
            continue
        left, right = match["left"], match["right"]
        values = [_value(left, scaled) for scaled in (False, True)]
        wanted = [_value(right, scaled) for scaled in (False, True)]
        holds = any(isclose(a, b, rel_tol=NEAR) for a in values for b in wanted)
        yield Equation(span=match.span(), left=left, right=right, result=values[0], holds=holds)


def _value(side: str, scaled: bool) -> float:
    """What one side comes to; `scaled` counts 万 and 亿, which some write on one side only."""
    total, product = 0.0, 0.0
    for place, term in enumerate(_TERM.finditer(re.sub(r"/(?=[\u4e00-\u9fff])", "", side))):
        number = float(term["number"].rstrip("%")) / (100 if term["number"].endswith("%") else 1)
        number *= _SCALES.get(term["scale"] or "", 1.0) if scaled else 1.0
        if place == 0 or term["sign"] in ("+", "＋"):
            total, product = total + product, number
        elif term["sign"] in ("÷", "/"):
            product = product / number if number else 0.0
        else:
            product *= number
    return total + product
