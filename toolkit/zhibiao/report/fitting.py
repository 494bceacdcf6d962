"""Texts fitted to a number of terminal columns, where a Chinese character takes two."""

from __future__ import annotations

import re

# Control characters and direction marks: escape sequences, backspaces, text that runs backwards.
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
# What a line may not be broken inside of: a word, or a character with the closing marks behind it.
_PIECES = re.compile(r"\s*(?:[!-~]+|\S)[，。、；：！？”’）》〉」』】％]*")


def without_steering(text: str) -> str:
    """`text` without anything that moves the cursor, colours, deletes or turns the direction.

    >>> without_steering("a\\x1b[31mb\\u202ec")
    'a [31mb c'
    """
    return _STEERING.sub(" ", text).strip()


def shorten(text: str, width: int) -> str:
    """`text` without control characters, cut with … to `width` columns; a Chinese character takes two.

    >>> shorten("公共文化服务水平", 8), shorten("≥95%", 8)
    ('公共文…', '≥95%')
    """
    from rich.cells import cell_len, set_cell_size

    plain = without_steering(text)
    if cell_len(plain) <= width:
        return plain
    return set_cell_size(plain, max(width - 1, 0)).rstrip() + "…"


def wrap(text: str, width: int, hanging: int = 0) -> str:
    """`text` broken into lines of at most `width` columns, later lines indented by `hanging`.

    Chinese may break between any two characters, but not before a closing mark; other words stay whole.

    >>> wrap("目标值为 95% 以上，须有口径。", 12, hanging=2)
    '目标值为 95%\\n  以上，须有\\n  口径。'
    """
    from rich.cells import cell_len

    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if line.strip() and cell_len((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = " " * hanging + piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])
