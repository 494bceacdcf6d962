"""What a frame asks of the mix of indicators: categories that must be there, and points by dimension."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhibiao.taxonomy.frame import Profile

DIMENSIONS = ("C", "O", "E", "S", "M", "X")
"""In the order they are drawn; X is what is no indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a frame asks for: required categories, points (least, most) by dimension, points it gives elsewhere.

    `elsewhere` are points of parts that are no indicators of the table (预算执行率), as printed.
    """

    required: tuple[str, ...] = ()
    points: tuple[tuple[str, float, float], ...] = ()
    elsewhere: tuple[tuple[str, float, float], ...] = ()


def asked_by(profile: Profile) -> Asked:
    """What a frame requires, and the points it gives, by dimension.

    The points of a level-1 label are those of the dimension it is filed under; schemes that only change another
    one are left out. Where two schemes give a dimension points, or several labels do, they are put together.

    >>> from zhibiao.taxonomy.profiles import find_profile
    >>> asked_by(find_profile("mof_2021_101")).points
    (('C', 20.0, 20.0), ('O', 40.0, 40.0), ('E', 20.0, 20.0), ('S', 10.0, 10.0))
    """
    from zhibiao.taxonomy.labels import bare as bare_label

    dimension = {bare_label(place.level1): place.dimension for place in profile.places}
    points: dict[str, tuple[float, float]] = {}
    elsewhere = []
    for scheme in profile.weights:
        for label, (least, most) in ({} if scheme.change else scheme.points).items():
            letter = dimension.get(bare_label(label), "")
            if not letter:
                elsewhere.append((label, least, most))
                continue
            before = points.get(letter, (0.0, 0.0))
            points[letter] = (before[0] + least, before[1] + most)
    return Asked(
        required=tuple(one.category for one in profile.required),
        points=tuple((letter, *points[letter]) for letter in DIMENSIONS if letter in points),
        elsewhere=tuple(elsewhere),
    )
