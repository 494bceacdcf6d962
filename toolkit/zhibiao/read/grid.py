"""What the readers share: tidy cell text and the bounds that keep a hostile table small."""

from __future__ import annotations

import re

from zhibiao.errors import ZhibiaoError
from zhibiao.text import join_broken, tidy

CAPTION_LINES = 6  # title, year, "编制单位：", "单位：万元" and a line or two before them
MAX_SPAN = 1000  # as in HTML; the widest real goal table has about 30 columns
MAX_AREA = 1_000_000  # places of one table, covered ones included

# A line that opens a new point; without a full stop before it the blank is all that parts the two.
_NEW_POINT = re.compile(r"(?:目标|任务)\s*\d|[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十]+[)）]")
_JOINT = "\ue000"  # private use: stands for a line end that join_broken must not close


def tidy_cell(text: str) -> str:
    """The text of a cell on one line: broken words joined, points of a list kept apart by a blank.

    >>> tidy_cell("运行\\n成本"), tidy_cell("目标1：招商 \\r\\n\\n 目标2：宣传")
    ('运行成本', '目标1：招商 目标2：宣传')
    """
    lines = [line for line in map(tidy, text.replace(_JOINT, " ").splitlines()) if line]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        joined += (_JOINT if _NEW_POINT.match(line) else "\n") + line
    return _JOINT.join(map(join_broken, joined.split(_JOINT))).replace(_JOINT, " ")


def check_area(area: int, path: str) -> None:
    """Raise RD07 where a table covers more than MAX_AREA places: nobody printed such a table."""
    if area > MAX_AREA:
        raise ZhibiaoError("RD07", path=path, detail=f"表格超过 {MAX_AREA} 格 / over {MAX_AREA} cells")
