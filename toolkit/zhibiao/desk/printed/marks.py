"""Offending words in a printed cell, whose text may be more, less or other than the field that was read from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zhibiao.desk.printed.uses import Use
from zhibiao.records import Finding, Severity
from zhibiao.report.marks import Segment, gravest, has_span, segments

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is wrong in a cell: its text in `pieces`; `severity` and `title` are of what concerns the whole cell."""

    pieces: tuple[Segment, ...]
    severity: Severity | str = ""
    title: str = ""


def shift(cell: str, text: str) -> int | None:
    """How far the field `text` is to be moved to stand in `cell`; None where that is not sure.

    Negative where the cell prints only the end or another piece of the field (500 of ≥500).

    >>> shift("指标值：健全", "健全"), shift("500", "≥500"), shift("≥", "≥500"), shift("无", "健全"), shift("是是", "是")
    (4, -1, 0, None, None)
    """
    if not cell or not text:
        return None
    if text.startswith(cell):
        return 0
    if text.endswith(cell):
        return len(cell) - len(text)
    if cell.count(text) == 1:
        return cell.index(text)
    return -text.index(cell) if text.count(cell) == 1 else None


def _span_in(finding: Finding, use: Use, moved: int | None, length: int) -> Span | None:
    """The finding's words in the cell: (0, 0) where they stand in another cell, None where nobody can say."""
    if not has_span(finding, use.text):
        return (0, 0) if use.part else None
    if moved is None:
        return (0, 0) if use.part else None
    start, end = (min(max(place + moved, 0), length) for place in finding.span)
    return (start, end) if start < end else (0, 0)


def mark_cell(cell: str, uses: Sequence[Use], message: Callable[[Finding], str]) -> Marks:
    """The text of a cell with the offending words of all its uses marked; `message` words a finding.

    A finding whose words cannot be found marks the whole cell: never the wrong words, never nothing.

    >>> vague = Finding(code="VG01", name="v", severity="high", message="空泛", message_en="", field="target", span=(1, 3))
    >>> uses = [Use(at="1.1", field="target", text="≥健全", findings=(vague,))]
    >>> [(piece.text, piece.severity) for piece in mark_cell("健全机制", uses, str).pieces]
    [('健全机制', '')]
    >>> [(piece.text, piece.severity) for piece in mark_cell("健全", uses, str).pieces]
    [('健全', 'high')]
    """
    words: list[Finding] = []
    whole: list[Finding] = []
    for use in uses:
        moved = shift(cell, use.text)
        for finding in use.findings:
            span = _span_in(finding, use, moved, len(cell))
            if span is None:
                whole.append(finding)
            elif span != (0, 0):
                words.append(replace(finding, field="", span=span))
    titles = dict.fromkeys(f"{finding.code} {message(finding)}" for finding in whole)
    pieces = segments(cell, list(dict.fromkeys(words)), "", message) if cell else ()
    return Marks(pieces=pieces, severity=gravest(whole), title="\n".join(titles))
