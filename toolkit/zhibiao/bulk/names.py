"""Names of columns as exports have them: marks, blanks, nothing at all, the same one twice."""

from __future__ import annotations

from collections.abc import Iterable

_UNNAMED = "未命名"


def tidy_names(names: Iterable[str]) -> list[str]:
    """Names without marks and blanks around them, each different from the others, none empty.

    An empty one is called by its place (未命名3), a second one of a name gets its number behind it (备注_2).

    >>> tidy_names(["\\ufeff 三级指标", "备注", "", "备注　"])
    ['三级指标', '备注', '未命名3', '备注_2']
    """
    plain = [name.strip().strip("\ufeff").strip() for name in names]
    taken, tidied = set(plain), list[str]()
    for place, name in enumerate(plain, start=1):
        called = name or f"{_UNNAMED}{place}"
        number = 1
        while called in tidied or (number > 1 and called in taken):
            number += 1
            called = f"{name or f'{_UNNAMED}{place}'}_{number}"
        tidied.append(called)
    return tidied
