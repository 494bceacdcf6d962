"""Small, exact text helpers used by every layer."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u3000\xa0\u200b\ufeff]+")
_CJK = r"\u3400-\u9fff\uff00-\uffef\u3000-\u303f“”‘’《》（）"
_SPACE_BETWEEN_CJK = re.compile(rf"(?<=[{_CJK}]) (?=[{_CJK}])")
_NORMAL = re.compile("[\u4e00-\u9fff0-9a-z%≥≤=、。“”‘’《》.*/+-]*")  # nothing that normalise would change
_COMPARATOR_SPACE = re.compile(r"([≥≤><=＝≧≦＞＜±]) (?=[\d\-])")


def tidy(text: str) -> str:
    """Collapse white space of any kind to single blanks and trim the ends.

    >>> tidy("  数量\\u3000指标\\n ")
    '数量 指标'
    """
    return _SPACES.sub(" ", text).strip()


def squeeze(text: str) -> str:
    """Remove all white space: for labels whose characters were spread or broken over lines.

    >>> squeeze("产 出 指 标")
    '产出指标'
    """
    return _SPACES.sub("", text)


def join_broken(text: str) -> str:
    """Tidy a cell and close the blanks that line breaks leave between Chinese characters.

    >>> join_broken("运行\\n成本"), join_broken("≥ 100%")
    ('运行成本', '≥100%')
    """
    return _COMPARATOR_SPACE.sub(r"\1", _SPACE_BETWEEN_CJK.sub("", tidy(text)))


def normalise(text: str) -> str:
    """Full-width to half-width, all white space removed, lower case: for comparing, never for showing.

    >>> normalise("＝ 100％ PPT")
    '=100%ppt'
    """
    return text if _NORMAL.fullmatch(text) else squeeze(unicodedata.normalize("NFKC", text)).lower()
