"""The ledger and the measurability index in words, for every report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from zhibiao.form.summary import number, percent
from zhibiao.ledger import ORDER, count_states
from zhibiao.measurability import Measurability, Part, Place
from zhibiao.records import Obligation, ObligationState, Review
from zhibiao.report.interface import say
from zhibiao.taxonomy import load_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One obligation: `what` is the problem that its check looks for, "" for what is no rule."""

    code: str
    what: str
    where: str
    counts: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The obligations in one state."""

    key: ObligationState
    name: str
    entries: tuple[Entry, ...]


def ledger_states(ledger: Sequence[Obligation], lang: str) -> tuple[State, ...]:
    """The ledger by state, the undecided first; all four states, also where one is empty."""
    return tuple(
        State(
            key=state,
            name=say(lang, f"ledger_{state}"),
            entries=tuple(_entry(one, lang) for one in ledger if one.state == state),
        )
        for state in ORDER
    )


def reason_of(one: Obligation, lang: str) -> str:
    """Why it is open, or why it did not apply; the other language where one is empty."""
    return (one.reason_en or one.reason) if lang == "en" else (one.reason or one.reason_en)


def _entry(one: Obligation, lang: str) -> Entry:
    what = rule_title(one.code, lang)
    counted = what and (one.held or one.failed or one.undecided)
    return Entry(
        code=one.code,
        what=what,
        where=one.table,
        counts=say(lang, "ledger_counts", held=one.held, failed=one.failed, undecided=one.undecided)
        if counted
        else "",
        reason=reason_of(one, lang),
    )


def rule_title(code: str, lang: str) -> str:
    """What the rule of that code finds, in a few words; "" for what is no rule.

    >>> rule_title("CP01", "zh"), rule_title("CP01", "en"), rule_title("RD07", "zh")
    ('目标值没有比较符', 'Comparator missing', '')
    """
    from zhibiao.rules import all_rules

    return next((rule.titled(lang) for rule in all_rules() if rule.code == code), "")


def index_text(found: Measurability) -> str:
    """The index, a dash where there is none."""
    return "—" if found.index is None else number(found.index)


def index_line(review: Review, found: Measurability, lang: str) -> str:
    """Index and ledger of a review in one line."""
    return say(lang, "index_line", index=index_text(found), **count_states(review.ledger))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part of the index: its name, its share as text, and what was counted."""

    key: str
    name: str
    text: str
    counted: str


def index_parts(found: Measurability, lang: str) -> tuple[PartView, ...]:
    """All parts of an index; those with nothing to count say so."""
    names = {part["key"]: part[lang] for part in load_yaml("measurability.yml")["parts"]}
    parts = [
        PartView(key=part.key, name=names[part.key], text=percent(part.value), counted=_counted(part, lang))
        for part in found.parts
    ]
    coverage = say(lang, "nothing_counted")
    if found.looked_at:
        coverage = say(lang, "index_part", good=found.decided, whole=found.looked_at)
    return (
        *parts,
        PartView(key="coverage", name=say(lang, "coverage"), text=percent(found.coverage), counted=coverage),
    )


def _counted(part: Part, lang: str) -> str:
    if part.value is None:
        return say(lang, "nothing_counted")
    return say(lang, "index_part", good=number(part.good), whole=number(part.whole))


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, neighbours joined.

    >>> ranges([7, 1, 2, 3, 5])
    '1–3、5、7'
    """
    texts = []
    for _, group in groupby(enumerate(sorted({*numbers})), key=lambda pair: pair[1] - pair[0]):
        run = [value for _, value in group]
        texts.append(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")
    return "、".join(texts)


def places_text(places: Iterable[Place], tables: int, lang: str) -> str:
    """Places in words; where there are several `tables` their numbers are said.

    >>> places_text([(1, 2), (1, 3), (2, 0)], 2, "zh")
    '表1第2–3行；表2整张表'
    """
    ordered = sorted({*places})
    texts = []
    for table, group in groupby(ordered, key=lambda place: place[0]):
        rows = [row for _, row in group]
        parts = [say(lang, "form_whole")] if 0 in rows else []
        if any(rows):
            said = ranges(row for row in rows if row)
            parts.append(say(lang, "form_row", rows=said if lang == "zh" else said.replace("、", ", ")))
        name = "" if tables < 2 else say(lang, "form_table", n=table)
        comma, gap = ("、", "") if lang == "zh" else (", ", " ")
        texts.append(f"{name}{gap if name else ''}{comma.join(parts)}")
    return ("；" if lang == "zh" else "; ").join(texts)


def table_name(number: int, tables: Sequence[str], lang: str) -> str:
    """Name of table `number` (from 1), or its number where it has none."""
    return tables[number - 1] or f"{say(lang, 'untitled_table')} {number}"
