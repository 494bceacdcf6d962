"""What extraction leaves out, repairs or cannot place: coded, with the place, never silent."""

from __future__ import annotations

from zhibiao.records import Note

NOTES: dict[str, tuple[str, str]] = {
    "EX01": (
        "不是绩效目标表，未读取：{title}",
        "not a performance goal table, left out: {title}",
    ),
    "EX02": (
        "这一行放不进表里，未读取：{text}",
        "a row that could not be placed was left out: {text}",
    ),
    "EX03": (
        "表头缺“{column}”，按右侧一列理解",
        "the header lacks {column}; the column to its right was taken for it",
    ),
    "EX04": (
        "“{name}”印在“{printed}”下，按{profile}归入“{repaired}”（原文的合并单元格已丢失）",
        "{name} is printed under {printed}; {profile} puts it under {repaired} (merged cells were lost)",
    ),
    "EX05": (
        "“{name}”没有印出一级指标，按二级指标“{level2}”补为“{level1}”",
        "{name} has no level-1 label; {level1} was taken from its level-2 label {level2}",
    ),
    "EX06": (
        "“{name}”一格里还有一个值“{value}”，与旁边的值相同，已忽略",
        "the cell of {name} also holds the value {value}, the same as beside it; ignored",
    ),
    "EX09": (
        "“{name}”这一行还有放不进列的值，未读取：{text}",
        "the row of {name} also holds values that fit no column; left out: {text}",
    ),
    # EX07, EX08, EX10 are notes of the readers: read/from_pdf.py, read/from_xlsx.py.
    "EX11": (
        "表没有表头，按内容认出各列（{roles}），请核对",
        "the table prints no header; columns were told by what they hold ({roles}): please check",
    ),
}


def note(code: str, *, line: int = 0, **values: object) -> Note:
    """The note `code` with its values filled in.

    >>> note("EX01", line=3, title="收入支出决算表").zh
    '不是绩效目标表，未读取：收入支出决算表'
    """
    zh, en = NOTES[code]
    place = f"第 {line} 行" if line else ""
    return Note(code=code, zh=zh.format(**values), en=en.format(**values), place=place)
