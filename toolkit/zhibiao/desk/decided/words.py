"""A decision in words: for the place at hand, and for the audit trail."""

from __future__ import annotations

from zhibiao.desk.decided.decisions import Decision, decision_from_json
from zhibiao.desk.decided.stops import Stop
from zhibiao.desk.store.record import Place
from zhibiao.desk.store.trail import Event
from zhibiao.desk.wording import say
from zhibiao.report.interface import category_name, say_or
from zhibiao.report.pages import Pairs


def decision_words(decision: Decision, wording: str, lang: str) -> Pairs:
    """What was decided, as (what, the text); `wording` is that which was taken.

    >>> decision_words(Decision(table=1, row=2, ignored=(("VG01", "误报"),)), "", "zh")
    (('忽略 VG01', '误报'),)
    """
    found = []
    if decision.suggestion is not None:
        key = "taken_own" if decision.suggestion == 0 else "taken_edited" if decision.edit else "taken"
        found.append((say(lang, key, n=decision.suggestion), wording))
    if decision.confirmed:
        found.append((say(lang, "confirmed"), say(lang, "confirmed_means")))
    found += [(say(lang, "ignored_code", code=code), reason) for code, reason in decision.ignored]
    if decision.category:
        found.append((say(lang, "corrected_category"), category_name(decision.category, lang)))
    return tuple(found)


def source_words(source: str, lang: str) -> str:
    """What a finding rests on, with its marks spelt out: V, M and own say whether somebody read the source.

    >>> source_words("财预〔2015〕88号（V）：目标具体细化", "zh")
    '财预〔2015〕88号（已核对原文）：目标具体细化'
    >>> source_words("自订（own）：自评应有区分", "en")
    '自订 (a rule of this toolkit): 自评应有区分'
    """
    for mark in ("V", "M", "own"):
        said = say(lang, f"mark_{mark}")
        if lang == "en":
            source = source.replace(f"（{mark}）：", f" ({said}): ").replace(f"（{mark}）", f" ({said})")
        source = source.replace(f"（{mark}）", f"（{said}）").replace(f"（{mark}，", f"（{said}，")
    return source


def done_words(stop: Stop | None, place: Place, key: str, lang: str) -> str:
    """What was done at a place, and what the wording that was taken has against it, for the one who did it.

    >>> done_words(None, (1, 12), "said_undo", "zh")
    '已撤销对表 1 第 12 行的上一步'
    """
    text = say(lang, key, at=place_words(place, lang))
    if stop is None or not stop.left_over:
        return text
    codes = dict.fromkeys(finding.code for finding in stop.left_over)
    return f"{text}{say(lang, 'between')}{say(lang, 'said_left_over', n=len(stop.left_over), codes=' '.join(codes))}"


def place_words(place: Place, lang: str) -> str:
    """A row of a table, or a table as a whole, "" for neither.

    >>> place_words((1, 3), "zh"), place_words((2, 0), "en"), place_words((0, 0), "zh")
    ('表 1 第 3 行', 'table 2 as a whole', '')
    """
    table, row = place
    return say(lang, "place_at" if row else "table_at", table=table, row=row) if table else ""


def event_words(event: Event, lang: str) -> str:
    """What stands beside a line of the audit trail: the decision after it, the file, the people, "" for nothing.

    >>> event_words(Event(at=0, who="", verb="download", detail="revised"), "zh")
    '修订后的目标表'
    """
    if not event.place[0]:
        return say(lang, f"out_{event.detail}") if event.verb == "download" else event.detail
    if not event.detail:
        return say(lang, "nothing_decided")
    decision = decision_from_json(event.detail)
    edited = "，".join(f"{say_or(lang, field, field)}：{text}" for field, text in decision.edit)
    comma, colon = say(lang, "between"), say(lang, "colon")
    words = decision_words(decision, edited, lang)
    return comma.join(f"{what}{colon}{text}" if text else what for what, text in words)
