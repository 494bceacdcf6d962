"""Records in words: a parsed target, a suggested target, a message in the reader's language."""

from __future__ import annotations

from zhibiao.records import Compared, Finding, Note, Suggestion, Target
from zhibiao.report.interface import say
from zhibiao.suggest.places import OPEN

_SHORT = 16  # a target of more characters is the whole clause, which stands above it already


def number(value: float) -> str:
    """A number without needless zeros.

    >>> number(95.0), number(0.5), number(1234567.0)
    ('95', '0.5', '1234567')
    """
    return f"{value:.15g}"


def _interval(target: Target) -> str:
    lower, upper = target.lower, target.upper
    if lower is not None and upper is not None:
        if lower == upper:
            return f"= {number(lower)}"
        left = "≤" if target.lower_inclusive else "<"
        right = "≤" if target.upper_inclusive else "<"
        return f"{number(lower)} {left} x {right} {number(upper)}"
    if lower is not None:
        return f"{'≥' if target.lower_inclusive else '>'} {number(lower)}"
    if upper is not None:
        return f"{'≤' if target.upper_inclusive else '<'} {number(upper)}"
    return ""


def target_text(target: Target, lang: str) -> str:
    """How the program read a target, in one line; "" where it read no number and no date.

    >>> target_text(Target(lower=500.0, unit="人次", basis="上年"), "zh")
    '≥ 500 人次，与上年相比'
    """
    amount = " ".join(part for part in (_interval(target), target.unit) if part) if _interval(target) else ""
    about = f"{say(lang, 'approximately')} {amount}" if target.approximate and amount else amount
    due = say(lang, "due", date=target.deadline.removeprefix("--")) if target.deadline else ""
    against = say(lang, "against", basis=target.basis) if target.basis else ""
    return ("，" if lang == "zh" else ", ").join(part for part in (about, against, due) if part)


def clause_target(target: Target, lang: str) -> str:
    """A target found in prose, short: as read, otherwise the words without a criterion.

    >>> clause_target(Target(tier="vague", raw="服务水平明显提升", words=((4, 8),)), "zh")
    '明显提升'
    """
    words = "、".join(target.raw[start:end] for start, end in target.words)
    return target_text(target, lang) or words or (target.raw if len(target.raw) <= _SHORT else "")


def suggested_target(suggestion: Suggestion, lang: str) -> str:
    """Comparator, value and unit of a suggestion, with an open place where nobody may invent the number.

    >>> suggested_target(Suggestion(name="培训人次", comparator="≥", value="", unit="人次", formula="",
    ...                             data_source="", value_from="", why=""), "zh")
    '≥ 〈由单位依据上年实际数填写〉 人次'
    """
    place = suggestion.value or OPEN
    comparator = "" if suggestion.comparator == "range" else suggestion.comparator
    return " ".join(part for part in (comparator, place, suggestion.unit) if part)


def in_language(record: Finding | Note | Compared, lang: str) -> str:
    """Message of a finding, text of a note or label of a place in `lang`; the other language where it is empty.

    >>> in_language(Compared(label="年度目标", text="…"), "en")
    '年度目标'
    """
    if isinstance(record, Compared):
        zh, en = record.label, record.label_en
    elif isinstance(record, Finding):
        zh, en = record.message, record.message_en
    else:
        zh, en = record.zh, record.en
    return (en or zh) if lang == "en" else (zh or en)
