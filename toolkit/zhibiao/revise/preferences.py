"""What was accepted, as rows of the corpora: the next model answers the same wording so at once.

The file has the columns of corpora/suggestions/answers.tsv. Laid into corpora/preferences/, it goes into the next
model that `zhibiao train` makes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhibiao.records import Review, ReviewedRow, Suggestion
from zhibiao.revise.choices import Choice
from zhibiao.suggest.answers import GRADE

COLUMNS = ("sector", "label", "name", "target", "accept")


def preferences_text(review: Review, choices: Sequence[Choice]) -> str:
    """The accepted suggestions that name an indicator, the parts of a split row in order.

    Corrections say nothing about what a wording means and are left out.
    """
    lines = ["\t".join(COLUMNS), *_lines(review, choices)]
    return "".join(f"{line}\n" for line in lines)


def _lines(review: Review, choices: Sequence[Choice]) -> Iterator[str]:
    rows = {
        (number, row.indicator.row): row
        for number, table in enumerate(review.tables, start=1)
        for row in table.rows
    }
    for choice in choices:
        row = rows.get((choice.table, choice.row))
        chosen = _chosen(row, choice)
        if row is None or chosen is None or chosen.kind == "correction":
            continue
        codes = list(dict.fromkeys(code for one in (chosen.parts or (chosen,)) if (code := _code(one))))
        if codes:
            facts = ("", row.indicator.level2, row.indicator.name, row.indicator.target, " ".join(codes))
            yield "\t".join(" ".join(fact.split()) for fact in facts)


def _chosen(row: ReviewedRow | None, choice: Choice) -> Suggestion | None:
    if row is None or not 1 <= choice.suggestion <= len(row.suggestions):
        return None
    return row.suggestions[choice.suggestion - 1]


def _code(suggestion: Suggestion) -> str:
    return GRADE if suggestion.kind == "scale" else suggestion.canonical
