"""What `zhibiao tag` shows: how far it is, and at the end what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zhibiao.cli.common import Lang
from zhibiao.text import tidy

if TYPE_CHECKING:
    from zhibiao.bulk import Progress, Summary

_NAMES = 5


@contextmanager
def shown(lang: Lang) -> Iterator[Callable[[Progress], None]]:
    """Shows how far a run is, with rows a second and the time left, while standard error is a terminal."""
    from rich import progress as rich
    from rich.console import Console

    console = Console(stderr=True)
    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.TaskProgressColumn(),
        rich.TimeRemainingColumn(),
    )
    with rich.Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("读表" if lang is Lang.zh else "reading", total=None)

        def tell(progress: Progress) -> None:
            elapsed = bar.tasks[task].elapsed or 1
            rate = f"{progress.rows / elapsed:,.0f}"
            text = (
                f"{progress.rows:,} 行，每秒 {rate}"
                if lang is Lang.zh
                else f"{progress.rows:,} rows, {rate}/s"
            )
            bar.update(task, description=text, completed=progress.read, total=progress.size)

        yield tell


def summary_text(summary: Summary, lang: Lang) -> str:
    """The result of a run in some lines, the most important first."""
    lines = _in_chinese(summary) if lang is Lang.zh else _in_english(summary)
    return "\n".join(line for line in lines if line)


def _in_chinese(one: Summary) -> list[str]:
    kept = f"，其中 {one.resumed_rows:,} 行是上次写好的" if one.resumed_rows else ""
    short = f"（可能各少计 {one.names_short} 行以内）" if one.names_short else ""
    return [
        f"{one.rows:,} 行 → {one.out}（其中 {one.needs_review:,} 行建议人工复核，{one.unplaced:,} 行不是指标）{kept}",
        f"读不成行的 {one.rejected:,} 行 → {one.rejects}" if one.rejects else "",
        f"判了 {one.judged:,} 个不同的行，用时 {one.seconds:.1f} 秒，每秒 {one.rows_per_second:,.0f} 行",
        f"分类：{_listed(one.categories)}" if one.categories else "",
        f"可衡量性：{_listed(one.tiers)}" if one.tiers else "",
        f"没有标准指标的 {one.without_canonical:,} 行，最多的是{short}：{_listed(one.names, _NAMES)}"
        if one.names
        else "",
    ]


def _in_english(one: Summary) -> list[str]:
    kept = f"; {one.resumed_rows:,} of them were there before" if one.resumed_rows else ""
    short = f" (each may be short by {one.names_short})" if one.names_short else ""
    return [
        f"{one.rows:,} rows -> {one.out} ({one.needs_review:,} for a person to look at, {one.unplaced:,} no indicators){kept}",
        f"{one.rejected:,} lines are no rows -> {one.rejects}" if one.rejects else "",
        f"{one.judged:,} different rows judged, {one.seconds:.1f} s, {one.rows_per_second:,.0f} rows a second",
        f"categories: {_listed(one.categories)}" if one.categories else "",
        f"tiers: {_listed(one.tiers)}" if one.tiers else "",
        f"{one.without_canonical:,} rows without a canonical indicator, most often{short}: {_listed(one.names, _NAMES)}"
        if one.names
        else "",
    ]


def _listed(counts: Mapping[str, int], most: int | None = None) -> str:
    return "  ".join(f"{tidy(name)} {count:,}" for name, count in list(counts.items())[:most])
