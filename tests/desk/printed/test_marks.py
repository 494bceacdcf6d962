"""Words in a cell that prints more, less or other than the field read from it."""

import pytest

from zhibiao.desk.printed.marks import mark_cell, shift
from zhibiao.desk.printed.uses import Use
from zhibiao.records import Finding


def _finding(span: tuple[int, int], severity: str = "high") -> Finding:
    return Finding(
        code="VG01",
        name="vague",
        severity=severity,
        message="空泛",
        message_en="vague",
        field="target",
        span=span,
    )


def _use(text: str, span: tuple[int, int], *, part: bool = False) -> Use:
    return Use(at="1.1", field="target", text=text, findings=(_finding(span),), part=part)


def _marked(cell: str, *uses: Use) -> list[str]:
    return [piece.text for piece in mark_cell(cell, uses, lambda one: one.message).pieces if piece.codes]


@pytest.mark.parametrize(
    ("cell", "text", "moved"),
    [
        ("有效提升", "有效提升", 0),
        ("500", "≥500", -1),
        ("≥", "≥500", 0),
        ("指标值：有效提升", "有效提升", 4),
        ("50%", "半年:50%", -3),
        ("是是", "是", None),
        ("无", "有效提升", None),
        ("", "有效提升", None),
        ("有效提升", "", None),
    ],
)
def test_shift(cell, text, moved):
    """A field is found in its cell whether the cell prints more or less of it, and nowhere where that is not sure."""
    assert shift(cell, text) == moved


def test_words_in_a_cell_with_more_text():
    """Words are marked where the field stands in the cell, not at the same place from the cell's start."""
    assert _marked("指标值：有效提升", _use("有效提升", (0, 2))) == ["有效"]


def test_comparator_in_its_own_column():
    """Of a target printed in two cells each cell marks its own piece."""
    assert _marked("≥", _use("≥500", (0, 4), part=True)) == ["≥"]
    assert _marked("500", _use("≥500", (0, 4))) == ["500"]


def test_words_in_the_other_cell():
    """Words that the comparator's cell does not print mark nothing in it, neither the cell as a whole."""
    marks = mark_cell("≥", [_use("≥500", (1, 4), part=True)], lambda one: one.message)
    assert (marks.severity, [piece.codes for piece in marks.pieces]) == ("", [()])


@pytest.mark.parametrize(
    ("cell", "text", "span"),
    [("是是", "x是x", (1, 2)), ("", "有效", (0, 2)), ("有效", "有效", (0, 0)), ("有效", "有效", (1, 9))],
)
def test_words_that_cannot_be_found(cell, text, span):
    """A finding without words, or with words that the cell does not print, marks the whole cell and no word."""
    marks = mark_cell(cell, [_use(text, span)], lambda one: one.message)
    assert marks.severity == "high"
    assert marks.title == "VG01 空泛"
    assert not any(piece.codes for piece in marks.pieces)


def test_several_rows_in_one_cell():
    """A cell of several rows carries the marks of all of them, each once."""
    first, second = _use("有效提升", (0, 2)), _use("有效提升", (0, 2))
    pieces = mark_cell("有效提升", [first, second], lambda one: one.message).pieces
    assert [(piece.text, piece.codes, piece.title) for piece in pieces] == [
        ("有效", ("VG01",), "VG01 空泛"),
        ("提升", (), ""),
    ]
