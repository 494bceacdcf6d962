"""Shows a number the way its cell in a spreadsheet prints it: 0.95 under `0%` is `95%`.

The formats that goal tables use: decimals, thousands, percent, words around the number (`"≥"0"家"`), dates.
Anything else (fractions, exponents, conditions, times) is shown as the plain number or ISO date.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

# Formats without a text of their own in the file, with the meanings they have in Chinese Excel.
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    31: _YEAR_MONTH + 'd"日"',
    37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
}
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|([0#?.,]+)|(.)', re.DOTALL)
_COLOURS = re.compile(r"Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color\s*\d+|DBNum\d", re.IGNORECASE)
_DATE_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|(y+|m+|d+)|(.)', re.IGNORECASE | re.DOTALL)
_PLAIN = frozenset(" ()（）+-−/:：≥≤><=±~～%￥¥$")


def show_number(value: float, code: str = "") -> str:
    """`value` under the number format `code`; without one the shortest form (500.0 is `500`).

    >>> show_number(0.95, "0%"), show_number(500.0, '"≥"0"家"'), show_number(1834.93, "#,##0.0")
    ('95%', '≥500家', '1,834.9')
    """
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or number.adjusted() > 20:  # no cell shows such a number in full
        return str(value)
    sections = _split(code)
    if len(sections) == 1 or number > 0 or (number == 0 and len(sections) < 3):
        shown = _show(abs(number), sections[0])
        sign = "-" if number < 0 else ""
    else:
        shown, sign = _show(abs(number), sections[1 if number < 0 else 2]), ""
    return sign + shown if shown is not None else _shortest(number)


def _shortest(number: Decimal) -> str:
    """Up to 15 digits, as spreadsheets keep them, without trailing zeros or exponent."""
    return format(Decimal(format(number, ".15g")).normalize(), "f") if number else "0"


def _split(code: str) -> list[str]:
    """The sections of a format (positive; negative; zero; text), cut at `;` outside quotes."""
    sections = [""]
    for found in _TOKEN.finditer(code):
        if found[0] == ";":
            sections.append("")
        else:
            sections[-1] += found[0]
    return sections[:3]


def _show(number: Decimal, section: str) -> str | None:
    """The number under one section; None where the section does more than this module knows."""
    block, percent, parts = "", 0, []
    for quoted, escaped, bracket, digits, other in _TOKEN.findall(section):
        if digits and not block:
            block = digits
            parts.append("\0")
        elif digits or (bracket and not bracket.startswith("$") and not _COLOURS.fullmatch(bracket)):
            return None
        elif bracket.startswith("$"):
            parts.append(bracket[1:].split("-")[0])
        elif other and other not in _PLAIN and other.isascii():
            return None
        else:
            percent += other == "%"
            parts.append(quoted or escaped or other)
    if not block:
        return "".join(parts) or None
    return "".join(parts).replace("\0", _digits(number.scaleb(2 * percent), block))


def _digits(number: Decimal, block: str) -> str:
    kept = block.rstrip(",")  # each comma at the end divides by a thousand
    scaled = number.scaleb(-3 * (len(block) - len(kept)))
    whole, _, decimals = kept.partition(".")
    places = len(decimals)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = format(rounded, ",f" if "," in whole else "f")
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    if "0" not in whole and rounded < 1:
        text = text.removeprefix("0")
    missing = whole.count("0") - len(text.split(".")[0].replace(",", ""))
    return "0" * max(0, missing) + text.removesuffix(".")


def show_date(value: datetime.date, code: str = "") -> str:
    """A date under its format; the ISO date where the format also has times, weekdays or names of months.

    >>> day = datetime.date(2024, 12, 30)
    >>> show_date(day, 'yyyy"年"m"月"'), show_date(day, "d-mmm-yy")
    ('2024年12月', '2024-12-30')
    """
    plain = value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    shown = ""
    for quoted, escaped, part, other in _DATE_TOKEN.findall(_split(code)[0]):
        if len(part) > (4 if part[:1] in "yY" else 2) or (other.isascii() and other.isalpha()):
            return plain
        shown += _date_part(value, part) if part else quoted or escaped or other.strip("@")
    return shown or plain


def _date_part(value: datetime.date, part: str) -> str:
    number = {"y": value.year, "m": value.month, "d": value.day}[part[0].lower()]
    if part[0] in "yY":
        return str(number) if len(part) > 2 else f"{number % 100:02}"
    return f"{number:0{len(part)}}"
