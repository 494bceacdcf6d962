"""What an indicator is: its category by content, joined with the label it was filed under.

`classify` is all that other layers need. Importing this package is light; numpy comes with the first call.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.records import Label

__all__ = ["classify", "meanings", "model_name"]


def classify(
    names: Sequence[str],
    targets: Sequence[str] | None = None,
    units: Sequence[str] | None = None,
    printed: Sequence[tuple[str, str]] | None = None,
) -> list[Label]:
    """Label indicators by their content, and by the document's own labels where those are given.

    `targets` (as printed, `≥500`), `units` and `printed` (level1, level2) are as long as `names`, or None.
    `confidence` and `candidates` are calibrated probabilities after both views were heard; `reason` says
    which view decided; `canonical` always lies within `category`. Raises ValueError for lists of different
    length, ZhibiaoError MD01 or MD02 where the model is absent or damaged.

    >>> [label.category for label in classify(["培训人数", "群众满意度"], ["≥500人", "≥90%"])]
    ['O1', 'S1']
    """
    from zhibiao.classify.label import label_rows
    from zhibiao.classify.store import load

    return label_rows(load(), names, targets=targets, units=units, printed=printed)


def meanings(names: Sequence[str], labels: Sequence[Label]) -> list[dict[str, float]]:
    """Canonical codes that each name may stand for -> probability, likeliest first; see `meaning.find_meanings`.

    `labels` are those of the names, by `classify`. Raises ZhibiaoError MD01 or MD02 as `classify` does.

    >>> [list(found) for found in meanings(["培训人次"], classify(["培训人次"]))]
    [['O1.08']]
    """
    from zhibiao.classify.meaning import find_meanings
    from zhibiao.classify.store import load

    return find_meanings(load(), names, labels)


def model_name() -> str:
    """Name of the default model, with the beginning of the hash of the rows it learnt from.

    Raises ZhibiaoError MD01 or MD02 where there is no readable model.
    """
    from zhibiao.classify.store import find_model, name_of, read_config

    folder = find_model()
    return name_of(folder, read_config(folder))
