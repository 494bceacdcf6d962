"""The model card, written by code from the figures: nobody has to keep it true by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, fields
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.assess.errors import CAUSES, Error

if TYPE_CHECKING:
    from zhibiao.assess.compare import Comparison
    from zhibiao.assess.evaluate import Evaluation
    from zhibiao.assess.measure import Figures

RESULT, CARD, TEMPLATE = "evaluation.json", "README.md", "model_card.md.j2"
COMPARISON, ERRORS = "comparison.json", "errors.tsv"
HISTORY = "history.tsv"
HISTORY_COLUMNS = ("corpus", "own", "taxonomy", "joined", "joined_accept", "content", "macro_f1", "surest")
FEW = 10


def write_card(
    model: Path, evaluation: Evaluation, config: dict[str, Any], compared: Comparison | None
) -> None:
    """Write every figure (`evaluation.json`), the errors, the pictures and the card into the folder `model`.

    Without a new comparison the last one (`comparison.json`) stays.
    """
    from zhibiao.assess.plots import write_plots

    earlier = remember(model, evaluation.corpus)
    facts = asdict(evaluation)
    errors = facts.pop("errors")
    _write(model / RESULT, _json(facts))
    _write(model / ERRORS, "".join("\t".join(map(str, line)) + "\n" for line in _error_lines(errors)))
    if compared:
        _write(model / COMPARISON, _json(asdict(compared)))
    comparison = (
        json.loads((model / COMPARISON).read_text(encoding="utf-8"))
        if (model / COMPARISON).exists()
        else None
    )
    write_plots(model, evaluation, config["decision"]["min_confidence"])
    _write(model / CARD, card(evaluation, config, earlier, comparison))


def _error_lines(errors: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(field.name for field in fields(Error)), *(tuple(error.values()) for error in errors)]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


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


def card(
    evaluation: Evaluation,
    config: dict[str, Any],
    earlier: Sequence[tuple[str, ...]] = (),
    comparison: dict[str, Any] | None = None,
) -> str:
    """The model card as Markdown; `earlier` are lines of `history.tsv`, `comparison` is comparison.json."""
    from jinja2 import Environment, StrictUndefined

    # Markdown, not HTML: nothing is escaped, and everything printed comes from our own corpora.
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
    source = files("zhibiao.assess").joinpath(TEMPLATE).read_text(encoding="utf-8")
    return environment.from_string(source).render(
        e=evaluation,
        config=config,
        class_rows=[astuple(one) for one in evaluation.classes],
        rare=", ".join(one.category for one in evaluation.classes if one.rows < FEW),
        table=table,
        history=(HISTORY_COLUMNS, [*earlier, _summary(asdict(evaluation))]),
        figures_table=figures_table,
        ways=way_lines(comparison) if comparison else [],
        comparison=comparison,
        causes=cause_lines(evaluation),
    )


def way_lines(comparison: dict[str, Any]) -> list[tuple[str, ...]]:
    """The lines of the table of alternatives."""
    lines = []
    for way in comparison["ways"]:
        one = way["figures"]
        shares = [one[key] for key in ("accuracy", "accept", "macro_f1", "top3", "calibration")]
        shares += [way["own"][key] for key in ("accuracy", "accept", "macro_f1")]
        size, seconds = way["megabytes"], way["load_seconds"]
        lines.append(
            (
                one["name"],
                *(f"{share:.3f}" for share in shares),
                f"{way['rows_per_second']:,.0f}",
                "" if size is None else f"{size:.1f}",
                "" if seconds is None else f"{seconds:.3f}",
            )
        )
    return lines


def cause_lines(evaluation: Evaluation) -> list[tuple[str, int, str, str]]:
    """(cause, rows, what it means, an example) of the errors."""
    lines = []
    for cause, meaning in CAUSES.items():
        several = [error for error in evaluation.errors if error.cause == cause]
        if several:
            one = several[0]
            example = f"{one.name} {one.target}: {one.reviewed}, given {one.given}"
            lines.append((cause, len(several), meaning, example))
    return lines


def figures_table(several: Iterable[Figures]) -> str:
    """Figures as a Markdown table, one way of labelling a line."""
    header = (
        "way",
        "rows",
        "accuracy (95% by document)",
        "with defensible",
        "macro-F1",
        "top 3",
        "surest 70%",
        "ECE",
    )
    lines = [
        (
            one.name,
            one.rows,
            f"{one.accuracy:.3f} ({one.low:.3f}-{one.high:.3f})",
            f"{one.accept:.3f}",
            f"{one.macro_f1:.3f}",
            f"{one.top3:.3f}",
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
