"""Offending words in a text: cut it where findings begin and end, so that overlaps nest nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhibiao.records import SEVERITIES, Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of text and what is wrong with it: rule codes, gravest severity, messages.

    `severity` is "" and `codes` is empty for plain text.
    """

    text: str
    codes: tuple[str, ...] = ()
    severity: Severity | str = ""
    title: str = ""


def has_span(finding: Finding, text: str) -> bool:
    """Whether the finding's span lies in `text`; a span outside marks nothing rather than wrong words."""
    start, end = finding.span
    return 0 <= start < end <= len(text)


def gravest(findings: Sequence[Finding]) -> Severity | str:
    """The highest severity among `findings`, "" for none."""
    found = {finding.severity for finding in findings}
    return next((severity for severity in SEVERITIES if severity in found), "")


def quoted(finding: Finding, text: str) -> str:
    """The offending words of `finding` in `text`, "" where it points at none."""
    return text[slice(*finding.span)] if has_span(finding, text) else ""


def segments(
    text: str, findings: Sequence[Finding], field: str, message: Callable[[Finding], str] | None = None
) -> tuple[Segment, ...]:
    """`text` of the column `field`, cut into plain and offending pieces that join to `text` again.

    `message` gives the text of a finding (default: Chinese).

    >>> vague = Finding(code="VG01", name="vague", severity="high", message="空泛", message_en="vague",
    ...                 field="target", span=(0, 2))
    >>> [(piece.text, piece.severity) for piece in segments("有效提升", [vague], "target")]
    [('有效', 'high'), ('提升', '')]
    """
    here = [f for f in findings if f.field == field and has_span(f, text)]
    cuts = sorted({0, len(text), *(place for f in here for place in f.span)})
    pieces = []
    for start, end in pairwise(cuts):
        covering = [f for f in here if f.span[0] <= start and end <= f.span[1]]
        pieces.append(
            Segment(
                text=text[start:end],
                codes=tuple(dict.fromkeys(f.code for f in covering)),
                severity=gravest(covering),
                title="\n".join(f"{f.code} {message(f) if message else f.message}" for f in covering),
            )
        )
    return tuple(pieces)
