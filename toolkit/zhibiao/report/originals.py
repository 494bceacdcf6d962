"""The documents that a report is written into: read a second time, and the names of what comes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Review
from zhibiao.report.files import safe_stem, unique_names, write_bytes

ENDING = "_审核"

Original = Callable[[str], bytes]
"""What gives the content of a document by its source: `read_original`, or what somebody holds already."""


def names_of(reviews: Sequence[Review], out: Path) -> list[str]:
    """`<stem>_审核` for each review, apart from each other and from the documents that stand in `out`."""
    sources = [Path(review.document.source) for review in reviews]
    taken = [source.stem for source in sources if source.parent.resolve() == out.resolve()]
    return unique_names((f"{safe_stem(str(source))}{ENDING}" for source in sources), taken)


def write_each(
    reviews: Sequence[Review], out: Path, make: Callable[[Review], tuple[bytes, str]]
) -> list[Path]:
    """Write what `make` gives (content, suffix) for each review into `out`; no reviewed file is written over."""
    paths = []
    for review, name in zip(reviews, names_of(reviews, out), strict=True):
        data, suffix = make(review)
        paths.append(write_bytes(out / f"{name}{suffix}", data))
    return paths


def read_original(path: str) -> bytes:
    """The document again. Raises ZhibiaoError RD01 where it is gone, RD07 where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise ZhibiaoError("RD01", path=path) from error
    except OSError as error:
        raise ZhibiaoError("RD07", path=path, detail=error.strerror or error) from error
