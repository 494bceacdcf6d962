"""Why a label: the windows of characters that spoke for it and against the runner-up, and the nearest examples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from zhibiao.classify.classifier import Model, window_rows
from zhibiao.classify.decide import printed_category
from zhibiao.classify.features import Grams, fold, hash_texts
from zhibiao.classify.label import label_columns, make_label
from zhibiao.classify.store import EXAMPLES, checked_bytes, find_model, load, read_config
from zhibiao.classify.texts import BAR, indicator_texts
from zhibiao.records import Label

_SEED, _BITS = 1, 20  # of the hash that finds similar names
NEAREST = 5
REASONS = 8
EMPTY = "∅"  # the window of a target that is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one window of characters says: positive `nats` speak for the category, negative for the runner-up.

    `field` is name, target, both (the end of the name with the target) or printed (the document's own label).
    Numbers are shown as 0: that is how the classifier reads them; ∅ is a target that is not there.
    """

    text: str
    field: Literal["name", "target", "both", "printed"]
    nats: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A labelled row that the model learnt from; `cosine` says how similar its name is (1: the same)."""

    name: str
    target: str
    category: str
    canonical: str
    source: str
    cosine: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A label with its reasons, the strongest first, against the runner-up `against`, and the nearest examples."""

    label: Label
    against: str
    reasons: tuple[Reason, ...]
    nearest: tuple[Example, ...]


def why(
    name: str,
    *,
    target: str = "",
    unit: str = "",
    printed: tuple[str, str] = ("", ""),
    model: Path | None = None,
) -> Explanation:
    """Why an indicator is labelled as it is; `printed` are level1 and level2 of the document.

    Raises ZhibiaoError MD01 or MD02 where the model (default: the one that is shipped) is absent or damaged.

    >>> told = why("群众满意度", target="≥90%")
    >>> told.label.category, told.reasons[0].nats > 0, told.nearest[0].category
    ('S1', True, 'S1')
    """
    loaded = load(model)
    columns = label_columns(loaded, [name], targets=[target], units=[unit], printed=[printed])
    label, against = make_label(loaded, columns.rows()[0]), loaded.classes[columns.order[0, 1]]
    reasons = window_reasons(loaded, indicator_texts([name], [target], [unit])[0], label.category, against)
    said = printed_category(*printed)
    if said in (label.category, against):
        sign = 1.0 if said == label.category else -1.0
        text = printed[1] or printed[0]
        reasons.append(Reason(text=text, field="printed", nats=sign * loaded.decision.trust))
    reasons.sort(key=lambda reason: -abs(reason.nats))
    return Explanation(
        label=label,
        against=against,
        reasons=tuple(reasons[:REASONS]),
        nearest=nearest_examples(name, model or find_model()),
    )


def window_reasons(model: Model, text: str, category: str, against: str) -> list[Reason]:
    """What every window of `text` says for `category` against `against`, each different window once."""
    linear, folded = model.linear, fold([text])
    rows = window_rows(linear, folded)
    sums = linear.weights[rows]
    length = np.sqrt(sums[:, -1].sum() * float(linear.square_step))
    first, second = linear.classes.index(category), linear.classes.index(against)
    nats = (sums[:, first] - sums[:, second]) * float(linear.step) / length / model.temperature
    letters = "".join(map(chr, folded.codes[1 : folded.marks[1]].tolist()))
    bar = letters.find(BAR)
    found: dict[tuple[str, str], float] = {}
    for place, value in enumerate(nats.tolist()):
        start, end = max(place - 1, 0), place + 2
        shown = letters[start:end]
        side = "name" if end <= bar else "target" if start > bar else "both"
        if side == "both" and (end == bar + 1 or start == bar):
            side = "name" if end == bar + 1 else "target"
        key = (shown.strip(BAR) or EMPTY, side)
        found[key] = found.get(key, 0.0) + value
    return [
        Reason(text=shown, field=side, nats=round(value, 3))  # type: ignore[arg-type]  # one of the three above
        for (shown, side), value in found.items()
    ]


@cache
def read_examples(folder: Path) -> tuple[tuple[dict[str, str], ...], Grams]:
    """The examples of a model and the hashed n-grams of their names; raises ZhibiaoError MD01 or MD02."""
    text = checked_bytes(folder, EXAMPLES, read_config(folder)).decode("utf-8")
    header, *lines = (line.split("\t") for line in text.splitlines())
    rows = tuple(dict(zip(header, line, strict=True)) for line in lines)
    return rows, hash_texts([row["name"] for row in rows], seed=_SEED, bits=_BITS)


def nearest_examples(name: str, folder: Path, most: int = NEAREST) -> tuple[Example, ...]:
    """The labelled rows whose names share most n-grams with `name` (cosine of their sets), nearest first."""
    rows, grams = read_examples(folder)
    if not rows:
        return ()
    asked = np.unique(hash_texts([name], seed=_SEED, bits=_BITS).indices)
    shared = np.add.reduceat(np.isin(grams.indices, asked), grams.indptr[:-1])
    cosine = np.minimum(shared / np.sqrt(grams.counts() * len(asked)), 1.0)
    order = np.argsort(-cosine, kind="stable")[:most].tolist()
    return tuple(_example(rows[place], float(cosine[place])) for place in order if cosine[place] > 0)


def _example(row: dict[str, str], cosine: float) -> Example:
    return Example(
        name=row["name"],
        target=row["target"] + row["unit"],
        category=row["category"],
        canonical=row["canonical"],
        source=row["source"],
        cosine=round(cosine, 3),
    )
