"""Lines of a text, the targets in them, and spans from their characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span

from zhibiao.pipes.facts import Found
from zhibiao.records import Target
from zhibiao.target import Part, ends_like_name, find_parts, find_targets, looks_like_target, parse_target

KEY = "zhibiao"
"""Where the spans of quantities, units, deadlines and vague words stand in `doc.spans`."""

TARGET_KINDS, VAGUE_KINDS = ("quantity", "unit", "deadline"), ("vague",)
_LINE = re.compile(r"[^\r\n]+")
_VALUE = 0.5  # from here on a line that holds no target as prose is read as a cell


class Line(NamedTuple):
    """A line of a text: its characters in the text, the name of an indicator, its target and unit; `row` with tabs."""

    start: int
    stop: int
    name: str
    target: str
    unit: str
    row: bool

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.start + len(self.name)


def lines(text: str) -> Iterator[Line]:
    """The lines that are not blank. Tabs part name, target and unit; without a tab the line is the name.

    >>> [line[:5] for line in lines("培训人数\\t≥90\\t人\\n满意度")]
    [(0, 10, '培训人数', '≥90', '人'), (11, 14, '满意度', '', '')]
    """
    for match in _LINE.finditer(text):
        if match[0].strip():
            name, target, unit, *_ = (*match[0].split("\t"), "", "")
            yield Line(*match.span(), name, target, unit, "\t" in match[0])


def find(text: str) -> list[Found]:
    """The targets of a text. A line with tabs is a row, other lines are prose or, where they hold no target, a cell.

    A line that ends as names do has the targets with a number or a date alone.

    >>> [(one.name, text[one.start : one.end]) for text in ("培训人数\\t≥90\\t人",) for one in find(text)]
    [('培训人数', '≥90')]
    >>> find("健全")[0].target.tier
    'vague'
    """
    return [one for line in lines(text) for one in (_in_row(line) if line.row else _in_prose(line))]


def _in_row(line: Line) -> Iterator[Found]:
    target = parse_target(line.target, unit=line.unit, name=line.name)
    if line.target.strip():
        begin = line.end + 1
        start, end = target.span if target.span[0] < target.span[1] else (0, len(line.target))
        yield Found(name=line.name, start=begin + start, end=begin + end, target=target)


def _in_prose(line: Line) -> Iterator[Found]:
    found = find_targets(line.name)
    if ends_like_name(line.name):  # 购置设备合格率 is a name and no act of buying
        found = tuple(one for one in found if _says_how_much(one[1]))
    if not found and looks_like_target(line.name) >= _VALUE:
        target = parse_target(line.name)
        found = (("", target),) if target.span[0] < target.span[1] else ()
    for name, target in found:
        yield Found(
            name=name, start=line.start + target.span[0], end=line.start + target.span[1], target=target
        )


def _says_how_much(target: Target) -> bool:
    return target.lower is not None or target.upper is not None or bool(target.deadline)


def set_spans(doc: Doc, kinds: tuple[str, ...], key: str = KEY) -> Doc:
    """The document with spans of these kinds beside those it has; a second run adds nothing.

    A token that a span cuts is taken whole.
    """
    labels = {kind.upper() for kind in kinds}
    kept = [span for span in doc.spans.get(key, ()) if span.label_ not in labels]
    new = [
        span
        for line in _LINE.finditer(doc.text)  # a unit may stand in the next cell, but never in the next line
        for part in find_parts(line[0])
        if part.kind in kinds and (span := _span(doc, line.start(), part))
    ]
    doc.spans[key] = sorted((*kept, *new), key=lambda span: (span.start, -span.end))
    return doc


def _span(doc: Doc, start: int, part: Part) -> Span | None:
    label = part.kind.upper()
    return doc.char_span(start + part.start, start + part.end, label, alignment_mode="expand")
