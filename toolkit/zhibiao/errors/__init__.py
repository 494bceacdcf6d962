"""Every message a user can meet: coded errors with advice in two languages, by what they are about."""

from __future__ import annotations

import re
from functools import partial

from zhibiao.errors.advice import Advice
from zhibiao.errors.bulk import BULK
from zhibiao.errors.choices import CHOICES
from zhibiao.errors.desk import DESK
from zhibiao.errors.files import FILES
from zhibiao.errors.rows import ROWS

_OF_TWO = ("detail", "suffix")
"""Values that may be said in both languages."""
_HAN = re.compile("[\u4e00-\u9fff]")

CATALOGUE: dict[str, Advice] = FILES | CHOICES | ROWS | BULK | DESK


class ZhibiaoError(Exception):
    """A failure the user can act on: a code of `CATALOGUE` and the values of its message.

    >>> error = ZhibiaoError("RD01", path="a.txt")
    >>> error.code, error.render("en")
    ('RD01', '[RD01] file not found: a.txt Check the path and the file name.')
    """

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.render("zh"))

    def __reduce__(self) -> tuple[partial[ZhibiaoError], tuple[()]]:
        """How it crosses from one process to another: by its code and the words of its values."""
        return partial(
            ZhibiaoError, self.code, **{name: str(value) for name, value in self.values.items()}
        ), ()

    def render(self, lang: str = "zh") -> str:
        """The message with its advice in `lang` (zh or en)."""
        advice = CATALOGUE[self.code]
        message, do = (advice.en, advice.do_en) if lang == "en" else (advice.zh, advice.do_zh)
        values = {key: _said(value, lang) if key in _OF_TWO else value for key, value in self.values.items()}
        return f"[{self.code}] {message.format(**values)} {do.format(**values)}"


def _said(value: object, lang: str) -> object:
    """The half in `lang` of a text that is said twice, `中文 / English`; any other value as it is.

    >>> _said("内容不是 .xls / content is not .xls", "en"), _said("a / b", "en"), _said(3, "zh")
    ('content is not .xls', 'a / b', 3)
    """
    zh, _, en = str(value).partition(" / ")
    if not _HAN.search(zh) or not en or _HAN.search(en):
        return value
    return en if lang == "en" else zh


__all__ = ["CATALOGUE", "Advice", "ZhibiaoError"]
