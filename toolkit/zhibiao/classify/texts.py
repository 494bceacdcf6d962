"""The text of an indicator that the classifier reads: name and target with a bar between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BAR = "|"
CHUNK = 8192  # rows at a time: what fits the caches of a processor


def indicator_texts(
    names: Sequence[str], targets: Sequence[str] | None, units: Sequence[str] | None
) -> list[str]:
    """One text an indicator: the unit of the unit column stands behind the target unless it ends with it.

    A target that is not there leaves the bar at the end.

    >>> indicator_texts(["培训人数", "满意度"], ["≥90", "≥90%"], ["人", "%"]), indicator_texts(["培训人数"], None, None)
    (['培训人数|≥90人', '满意度|≥90%'], ['培训人数|'])
    """
    if targets is None and units is None:
        return [name + BAR for name in names]
    blank = [""] * len(names)
    told = (names, blank if targets is None else targets, blank if units is None else units)
    return [
        f"{name}{BAR}{target}" if not unit or target.endswith(unit) else f"{name}{BAR}{target}{unit}"
        for name, target, unit in zip(*told, strict=True)
    ]


def chunks(count: int) -> Iterator[slice]:
    """The rows from 0 to `count` in slices of CHUNK.

    >>> list(chunks(1))
    [slice(0, 8192, None)]
    """
    return (slice(start, start + CHUNK) for start in range(0, count, CHUNK))
