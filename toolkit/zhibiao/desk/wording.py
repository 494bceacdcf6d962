"""Texts of the desk in two languages: its own, and those that it shares with the reports."""

from __future__ import annotations

import time

from zhibiao.report import interface
from zhibiao.taxonomy import load_yaml

_TEXTS = "lexicon/desk.yml"


def say(lang: str, key: str, **values: object) -> str:
    """The text `key` of the desk, or that of the reports where the desk has none, its places filled with `values`.

    Raises KeyError for an unknown key or language.

    >>> say("zh", "desk_title"), say("en", "findings_count", n=3)
    ('审核台', 'Findings: 3')
    """
    own = load_yaml(_TEXTS).get(key)
    if own is None:
        return interface.say(lang, key, **values)
    text: str = own[lang]
    return text.format(**values) if values else text


def clock(at: float) -> str:
    """A time of the record, as the clock of this machine shows it.

    >>> len(clock(0))
    16
    """
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
