"""What a document states outside its indicators: amounts of money and other numbers beside labels, and prose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number printed beside a label outside the indicators (资金总额 | 全年预算数 | 423.00).

    `label` is the nearest text left of it, `group` the texts further left (支出构成), joined by blanks, `column` the
    header above it, "" where there is none. `text` is the cell as printed; `value` its number, None where the
    cell is empty or holds no number. `unit` is 元, 万元, 亿元 or %, "" if unknown; a percentage stays in percent.
    `caption` names the table it stands in, where that is no goal table. `sure` is False where the columns of the
    source were lost, so that label or column are a guess.
    """

    label: str
    group: str = ""
    column: str = ""
    text: str = ""
    value: float | None = None
    unit: str = ""
    line: int = 0
    caption: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A text outside the indicators: a paragraph, or a cell with a sentence, under the label `section`."""

    text: str
    section: str = ""
    line: int = 0
