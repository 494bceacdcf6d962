"""Weights and scores as printed: the points of each row, of the money block, of the total row, and what a frame asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhibiao.records import Amount, ReviewedRow, Table
from zhibiao.rules.base import Context
from zhibiao.taxonomy.frame import Profile, Weights
from zhibiao.taxonomy.labels import bare
from zhibiao.text import normalise

_POINTS = re.compile(r"\(?(\d{1,4}(?:\.\d+)?)(?:分|%)?\)?")
EXECUTION_NAMES = re.compile(r"(?:预算|资金|支出|经费)(?:资金)?(?:总)?(?:执行率|执行进度|支出率)$")
TOLERANCE = 0.05
_TOTAL = re.compile(r"总分|合计|总计|总得分")


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """The weight and the score that one row prints for itself alone."""

    weight: float
    score: float

    @property
    def full(self) -> bool:
        """Whether the score is the whole weight."""
        return self.weight > 0 and abs(self.score - self.weight) < 0.005


def read_points(text: str) -> float | None:
    """The number of points that a cell prints and nothing else.

    >>> read_points("8.00"), read_points("20%"), read_points("30分"), read_points("—"), read_points("优")
    (8.0, 20.0, 30.0, None, None)
    """
    found = _POINTS.fullmatch(normalise(text))
    return float(found[1]) if found else None


def points_of(rows: Iterable[ReviewedRow], field: str) -> dict[int, float]:
    """The points in one column (weight, score) by row number; a cell merged over rows stands at its first row."""
    result: dict[int, float] = {}
    taken: set[tuple[int, int]] = set()
    for row in rows:
        place = place_of(row, field)
        value = read_points(getattr(row.indicator, field))
        if value is not None and place not in taken:
            result[row.indicator.row] = value
        if place:
            taken.add(place)
    return result


def place_of(row: ReviewedRow, field: str) -> tuple[int, int] | None:
    """Where the cell of a field stands in the source, None where that is not known."""
    return next(((line, column) for name, line, column in row.indicator.places if name == field), None)


def without_points(rows: Iterable[ReviewedRow]) -> list[ReviewedRow]:
    """Rows without a weight; parts of the row above (其中：…) need none."""
    return [
        row
        for row in rows
        if not row.indicator.weight and not normalise(row.indicator.name).lstrip("(").startswith("其中")
    ]


def own_points(row: ReviewedRow, context: Context) -> Points | None:
    """Weight and score of a row; None where one is missing or a merged cell may hold the points of several rows."""
    weight, score = read_points(row.indicator.weight), read_points(row.indicator.score)
    if weight is None or score is None:
        return None
    places = {field: place_of(row, field) for field in ("weight", "score")}
    following = None
    for other in context.rows:
        if other.indicator.row == row.indicator.row + 1:
            following = other.indicator
        elif other is row:
            continue
        if other is not row and any(
            place and place_of(other, name) == place for name, place in places.items()
        ):
            return None
    if following and bool(following.weight) != bool(following.score):
        return None
    return Points(weight=weight, score=score)


def rows_text(rows: Sequence[ReviewedRow], most: int = 8) -> str:
    """The numbers of some rows, for a message: `3、5、6`."""
    numbers = [str(row.indicator.row) for row in rows[:most]]
    return "、".join(numbers) + ("等" if len(rows) > most else "")


def number_text(value: float) -> str:
    """A number of points without needless zeros.

    >>> number_text(94.0), number_text(4.65)
    ('94', '4.65')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def execution_points(table: Table, column: str) -> list[Amount]:
    """The points (分值) or the score (得分) that the money block prints for the rate of execution."""
    words = ("分值", "权重") if column == "weight" else ("得分", "评分")
    return [
        amount
        for amount in table.amounts
        if amount.unit == "分"
        and amount.value is not None
        and any(word in amount.column for word in words)
        and not _TOTAL.search(normalise(amount.label))
    ]


def printed_totals(table: Table) -> dict[str, Amount]:
    """The printed totals of weights and of scores; two numbers in one line are weight and score in this order."""
    lines: dict[int, list[Amount]] = defaultdict(list)
    for amount in table.amounts:
        if amount.unit in ("分", "") and amount.value is not None and _is_total(amount):
            lines[amount.line].append(amount)
    for amounts in lines.values():
        if len(amounts) == 2:
            return {"weight": amounts[0], "score": amounts[1]}
        if len(amounts) == 1:
            return {"either": amounts[0]}
    return {}


def _is_total(amount: Amount) -> bool:
    label = normalise(amount.label)
    return label in ("总分", "总得分", "总分值", "自评总分", "得分合计", "分值合计") or (
        amount.unit == "分" and label in ("合计", "总计")
    )


def has_execution_row(context: Context) -> bool:
    """Whether the rate of execution stands among the rows, so that it has no points outside them."""
    return any(EXECUTION_NAMES.search(normalise(row.indicator.name)) for row in context.rows)


def sums_by_label(rows: Iterable[ReviewedRow]) -> dict[str, float]:
    """The weights summed by bare level-1 label, in printed order."""
    rows = list(rows)
    points = points_of(rows, "weight")
    sums: dict[str, float] = defaultdict(float)
    for row in rows:
        sums[bare(row.indicator.level1)] += points.get(row.indicator.row, 0.0)
    return dict(sums)


def schemes(profile: Profile) -> Iterator[tuple[dict[str, tuple[float, float]], list[Weights]]]:
    """The points that a frame gives by bare level-1 label, the rate of execution left out; {} where it gives none."""
    stated = [weights for weights in profile.weights if weights.points and not weights.change]
    merged: dict[str, tuple[float, float]] = {}
    for weights in stated:
        for label, bounds in weights.points.items():
            if "执行率" not in label:
                merged[bare(label)] = bounds
    if merged:
        yield merged, stated


def frame_totals(profile: Profile | None) -> set[float]:
    """The sum of points that a frame gives to all its level-1 labels, where it fixes them."""
    if profile is None:
        return set()
    labels = {bare(place.level1) for place in profile.places}
    return {
        sum(least for least, _ in points.values())
        for points, _ in schemes(profile)
        if labels <= set(points) and all(least == most for least, most in points.values())
    }
