"""All checks of the corpora, in one place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhibiao.corpora.build import stale_files
from zhibiao.corpora.check_files import check_bytes, check_private
from zhibiao.corpora.check_indicators import check_indicators
from zhibiao.corpora.check_real import check_real
from zhibiao.corpora.check_targets import check_targets
from zhibiao.corpora.faults import Fault


def check_corpora(corpora: Path, *, fresh: bool = True) -> list[Fault]:
    """Everything wrong with the tables below `corpora` (indicators, targets, real), by check and file.

    `fresh=False` leaves out whether the built files are up to date, which takes longest.
    Files that cannot be read as tables are reported first and alone: nothing else can be said of them.
    """
    broken = list(check_bytes(corpora))
    return broken or [*check_private(corpora), *_rows(corpora, fresh)]


def _rows(corpora: Path, fresh: bool) -> Iterator[Fault]:
    faults = [*check_indicators(corpora), *check_real(corpora), *check_targets(corpora)]
    yield from faults
    if fresh and not any(fault.code in ("CR02", "CR12") for fault in faults):  # counts need whole tables
        yield from (
            Fault(code="CR11", path=str(path.relative_to(corpora)), line=0, detail=path.name)
            for path in stale_files(corpora)
        )
