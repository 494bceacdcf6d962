"""Rows that must be corrected, and the money that the tables print."""

from __future__ import annotations

from zhibiao.form.criteria import form_data
from zhibiao.form.records import Corrected, RowToRevise
from zhibiao.records import Amount, Answer, Review, by_severity


def rows_to_revise(review: Review) -> tuple[tuple[RowToRevise, ...], int]:
    """Tables and rows that must be corrected or that the reviewer changes, in order; how many others have notes only."""
    found, notes = [], 0
    for number, reviewed in enumerate(review.tables, start=1):
        if reviewed.findings:
            found.append(
                RowToRevise(
                    place=(number, 0),
                    name="",
                    target="",
                    findings=by_severity(reviewed.findings),
                    answer=_about_wording(reviewed.answer),
                )
            )
        for row in reviewed.rows:
            answer = _about_wording(row.answer)
            if answer is None and all(finding.severity == "low" for finding in row.findings):
                notes += bool(row.findings)
                continue
            found.append(
                RowToRevise(
                    place=(number, row.indicator.row),
                    name=row.indicator.name,
                    target=row.indicator.target,
                    findings=by_severity(row.findings),
                    suggestion=row.suggestions[0] if row.suggestions else None,
                    answer=answer,
                )
            )
    return tuple(found), notes


def _about_wording(answer: Answer | None) -> Answer | None:
    """The answer where it is more than a corrected category."""
    return answer if answer and answer.kind else None


def corrected_rows(review: Review) -> tuple[Corrected, ...]:
    """The rows whose category the reviewer corrected."""
    return tuple(
        Corrected(
            place=(number, row.indicator.row),
            name=row.indicator.name,
            before=row.answer.category_before,
            after=row.label.category,
        )
        for number, reviewed in enumerate(review.tables, start=1)
        for row in reviewed.rows
        if row.answer and row.answer.category_before
    )


def find_amounts(review: Review) -> tuple[tuple[tuple[int, Amount], ...], int]:
    """Sums of money that the document prints, each once; how many more there are than are kept.

    Each with the number of its table. Totals come first; those outside the goal tables (0) stand for them only where
    no goal table prints any.
    """
    settings = form_data()["money"]
    found = [(number, one) for number, table in enumerate(review.tables, 1) for one in table.table.amounts]
    found = (
        found if any(_is_money(one) for _, one in found) else [(0, one) for one in review.document.amounts]
    )
    seen: dict[tuple[int, str, str, str], tuple[int, Amount]] = {}
    for number, one in found:
        if _is_money(one):
            seen.setdefault(
                (number, f"{one.group}{one.label}{one.column}", one.text, one.unit), (number, one)
            )

    def rank(entry: tuple[int, Amount]) -> bool:
        return not any(word in entry[1].label for word in settings["first"])

    kept = sorted(seen.values(), key=rank)
    return tuple(kept[: settings["most"]]), max(0, len(kept) - settings["most"])


def _is_money(one: Amount) -> bool:
    """Whether it is a sum with a label that speaks of money."""
    settings = form_data()["money"]
    label = f"{one.group}{one.label}{one.column}"
    return (
        one.value is not None
        and one.unit in settings["units"]
        and any(word in label for word in settings["words"])
    )
