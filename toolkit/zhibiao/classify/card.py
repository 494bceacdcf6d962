"""The model card, written by code from the figures: nobody has to keep it true by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhibiao.classify.evaluate import Evaluation
    from zhibiao.classify.measure import Figures

RESULT, CARD, TEMPLATE = "evaluation.json", "README.md", "model_card.md.j2"
HISTORY = "history.tsv"
HISTORY_COLUMNS = ("corpus", "own", "taxonomy", "joined", "joined_accept", "content", "macro_f1", "surest")
FEW = 10


def write_card(model: Path, evaluation: Evaluation, config: dict[str, Any]) -> None:
    """Write `evaluation.json` (every figure) and the model card `README.md` into the folder `model`."""
    text = json.dumps(asdict(evaluation), ensure_ascii=False, indent=1)
    earlier = remember(model, evaluation.corpus)
    (model / RESULT).write_text(text + "\n", encoding="utf-8", newline="\n")
    (model / CARD).write_text(card(evaluation, config, earlier), encoding="utf-8", newline="\n")


def remember(model: Path, corpus: str) -> list[tuple[str, ...]]:
    """The figures of earlier corpora, oldest first; those of the last evaluation are added to `history.tsv`.

    An evaluation of the same corpus replaces the last one and is no history.
    """
    path, last = model / HISTORY, model / RESULT
    lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.exists() else []
    if last.exists():
        before = json.loads(last.read_text(encoding="utf-8"))
        if before["corpus"] != corpus:
            lines.append("\t".join(_summary(before)))
            text = "\n".join(("\t".join(HISTORY_COLUMNS), *lines))
            path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return [tuple(line.split("\t")) for line in lines]


def _summary(evaluation: dict[str, Any]) -> tuple[str, ...]:
    """One evaluation as a line of `history.tsv`."""
    views = {view["name"]: view for view in evaluation["views"]}
    joined, content = views["joined"], views["content"]
    rows = evaluation["rows"]
    shares = (joined["accuracy"], joined["accept"], content["accuracy"], joined["macro_f1"], joined["surest"])
    counts = (rows.get("own", 0), rows.get("taxonomy", 0))
    return (evaluation["corpus"][:8], *map(str, counts), *(f"{share:.3f}" for share in shares))


def card(evaluation: Evaluation, config: dict[str, Any], earlier: Sequence[tuple[str, ...]] = ()) -> str:
    """The model card as Markdown; `earlier` are lines of `history.tsv`."""
    from jinja2 import Environment, StrictUndefined

    # Markdown, not HTML: nothing is escaped, and everything printed comes from our own corpora.
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
    source = files("zhibiao.classify").joinpath(TEMPLATE).read_text(encoding="utf-8")
    return environment.from_string(source).render(
        e=evaluation,
        config=config,
        class_rows=[astuple(one) for one in evaluation.classes],
        rare=", ".join(one.category for one in evaluation.classes if one.rows < FEW),
        table=table,
        history=(HISTORY_COLUMNS, [*earlier, _summary(asdict(evaluation))]),
        figures_table=figures_table,
    )


def figures_table(several: Iterable[Figures]) -> str:
    """Figures as a Markdown table, one way of labelling a line."""
    header = ("way", "rows", "accuracy (95% by document)", "with defensible", "macro-F1", "surest 70%", "ECE")
    lines = [
        (
            one.name,
            one.rows,
            f"{one.accuracy:.3f} ({one.low:.3f}-{one.high:.3f})",
            f"{one.accept:.3f}",
            f"{one.macro_f1:.3f}",
            f"{one.surest:.3f} / {one.surest_accept:.3f}",
            f"{one.calibration:.3f}",
        )
        for one in several
    ]
    return table(header, lines)


def table(header: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """A Markdown table.

    >>> print(table(("a", "b"), [(1, "x|y")]))
    | a | b |
    | --- | --- |
    | 1 | x\\|y |
    """
    rows = [
        [str(cell).replace("|", "\\|") for cell in line] for line in (header, ["---"] * len(header), *lines)
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
