"""How often each rule is right: its findings on rows of public tables against what reviewers object to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from zhibiao.assess.figures import figure_lines, write_lines
from zhibiao.corpora.tables import read_table
from zhibiao.records import Document, Indicator, Table

LABELLED = "findings/rows.tsv"
"""The rows with what reviewers object to: codes of rules both name, and codes that only one of them names."""


ALIKE = (
    ("CT01", "CT05"),  # filed under effects: a wrong category, or an activity called an effect
    ("DT05", "TG03"),  # the date in the name: a deadline, or a value
    ("TG06", "VG04"),  # asterisks for a number: a placeholder, or no target
    ("TG07", "TG09"),  # a sign or unit that scanning turned
    (
        "UN02",
        "VG08",
    ),  # a wish counted in something else: a unit that does not fit, or a wish without a measure
    ("DT04", "VG02"),  # 长期: no date, or a word without criterion
)
"""Pairs of rules that reviewers use for the same objection."""

LEARNT = ("CT01", "CT05")
"""Not measured here: the model that they follow has learnt these very rows. The model card counts their findings
with models that had not."""


NOT_ASKED = ("AC", "FC", "HS", "MN", "NM", "PD", "SC", "ST", "WT", "XP")
"""What the reviewers were not shown and not asked about: whole tables, texts, money, history, explanations. Rules on
these are measured on whole documents (`assess.documents`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFigures:
    """Of one rule: rows that it and the reviewers object to (`right`), that one reviewer of two does (`arguable`),
    that nobody does (`wrong`), and that both reviewers do but the rule does not (`missed`).

    Arguable rows count neither way. `precision` and `recall` are None where there is nothing to divide by.
    """

    code: str
    right: int
    arguable: int
    wrong: int
    missed: int
    precision: float | None
    recall: float | None


def rule_figures(corpora: Path) -> tuple[RuleFigures, ...]:
    """Figures of every rule on the labelled rows, and of all together under the code `all`.

    The rules on vague wording count as one (VG01 for VG02), and so do the pairs in ALIKE: two reviewers who object
    to the same words need not choose the same of two neighbouring codes.
    """
    tables, expected = _labelled(corpora)
    counts = {name: Counter[str]() for name in ("right", "arguable", "wrong", "missed")}
    for table, wanted in zip(tables, expected, strict=True):
        for row, (sure, unsure) in enumerate(wanted, start=1):
            given = table[row]
            for code in given:
                counts[_verdict(code, sure, unsure)][code] += 1
            counts["missed"].update(code for code in sure if not _said(code, given))
    codes = sorted(set().union(*counts.values()))
    lines = [_figures(code, {name: count[code] for name, count in counts.items()}) for code in codes]
    return (*lines, _figures("all", {name: count.total() for name, count in counts.items()}))


def _verdict(code: str, sure: Sequence[str], unsure: Sequence[str]) -> str:
    if _said(code, sure):
        return "right"
    return "arguable" if _said(code, unsure) else "wrong"


def _said(code: str, others: Iterable[str]) -> bool:
    """Whether one of `others` objects to the same thing as `code`."""
    return any(_kinds(code) & _kinds(other) for other in others)


def _kinds(code: str) -> set[str]:
    """What a rule speaks about: itself, vague wording as a whole, and its neighbour in ALIKE."""
    kinds = {"VG" if code.startswith("VG") else code}
    return kinds.union(*(pair for pair in ALIKE if code in pair))


def _figures(code: str, count: dict[str, int]) -> RuleFigures:
    given, wanted = count["right"] + count["wrong"], count["right"] + count["missed"]
    return RuleFigures(
        code=code,
        **count,
        precision=count["right"] / given if given else None,
        recall=count["right"] / wanted if wanted else None,
    )


Wanted = list[tuple[list[str], list[str]]]


def _labelled(corpora: Path) -> tuple[list[dict[int, list[str]]], list[Wanted]]:
    """For each document the codes found by row, and what the reviewers said of each row."""
    from zhibiao.review import review

    found: list[dict[int, list[str]]] = []
    expected: list[Wanted] = []
    for doc, group in groupby(read_table(corpora / LABELLED), key=lambda row: row["doc"]):
        rows = list(group)
        table = Table(name=doc, indicators=_indicators(rows), year=rows[0]["year"])
        reviewed = review(Document(source=doc, format="tsv", tables=(table,)), suggestions=False)
        codes: dict[int, list[str]] = {number: [] for number in range(1, len(rows) + 1)}
        wanted = [(_measured(row["codes"]), _measured(row["arguable"])) for row in rows]
        for finding in reviewed.all_findings():
            if finding.code in LEARNT or finding.code.startswith(NOT_ASKED):
                continue
            # A finding on the whole table stands for each of its rows that the reviewers object to.
            concerned = [finding.row] if finding.row else _rows_with(finding.code, wanted)
            for number in concerned:
                if finding.code not in codes[number]:
                    codes[number].append(finding.code)
        found.append(codes)
        expected.append(wanted)
    return found, expected


def _measured(codes: str) -> list[str]:
    return [code for code in codes.split() if code not in LEARNT]


def _rows_with(code: str, wanted: Wanted) -> list[int]:
    return [number for number, (sure, unsure) in enumerate(wanted, start=1) if code in (*sure, *unsure)]


def _indicators(rows: Sequence[dict[str, str]]) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            name=row["name"],
            target=row["target"],
            unit=row["unit"],
            level1=row["level1"],
            level2=row["level2"],
            row=number,
        )
        for number, row in enumerate(rows, start=1)
    )


FIGURES = "rules.tsv"
"""Where the figures stand in the folder of a model: CT01 and the like depend on it."""


def measure_rules(corpora: Path, model: Path) -> tuple[RuleFigures, ...]:
    """The figures of every rule, also written to `rules.tsv` in the folder `model`."""
    figures = rule_figures(corpora)
    write_lines(model / FIGURES, figure_lines(RuleFigures, figures))
    return figures
