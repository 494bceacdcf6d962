"""Ends a run of the round trip with its matrix: a line a layout, a mark a format."""

from __future__ import annotations

import pytest

MARKS = {"passed": "+", "xfailed": "x", "failed": "F"}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print which layouts were read exactly from which format (+), which cannot be (x), which should (F)."""
    rows: dict[str, dict[str, str]] = {}
    for outcome, mark in MARKS.items():
        for report in terminalreporter.stats.get(outcome, []):
            if "test_a_layout_is_read_alike" in report.nodeid:
                layout, _, format_ = report.nodeid.rpartition("[")[2].rstrip("]").rpartition("-")
                rows.setdefault(layout, {})[format_] = mark
    formats = list(dict.fromkeys(format_ for marks in rows.values() for format_ in marks))
    if not rows:
        return
    terminalreporter.section("round trip: + read exactly, x not in this format, F failed")
    terminalreporter.write_line(f"{'':24}" + "".join(f"{format_:>7}" for format_ in formats))
    for layout, marks in rows.items():
        terminalreporter.write_line(f"{layout:24}" + "".join(f"{marks.get(f, ''):>7}" for f in formats))
