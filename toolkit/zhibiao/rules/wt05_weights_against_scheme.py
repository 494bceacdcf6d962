"""各部分的分值是{sums}，{frame}是{scheme}：{labels}不符。

The parts carry {sums_en}, {frame_en} gives {scheme_en}: {labels_en} disagree.

## 发现什么
各行都有分值、合计也对，但按一级指标相加的分值与所用框架规定的不同。没有识别出框架的表，按产出50、效益30、满意度10
（设成本指标的为成本20、产出40、效益20、满意度10）比对；没有满意度指标的，效益可以多 10 分。

## 为什么
一级指标的权重由评价办法统一规定（产出50、效益30、满意度10、预算执行率10：财预〔2020〕10号，印于地方表格，已核对；
设成本指标的一套凭记忆，未核）。自行调整会使各项目的得分不能相比。

## 例
前：产出 45、效益 30、满意度 15
后：产出 50、效益 30、满意度 10；确需调整的写明理由

## 局限
地方和部门可以另定；框架出处是凭记忆的，或没有识别出框架的，只作提示。表中有决策、过程等管理类部分的，没有框架就不比。

## English
Sums the weights of each level-1 part and holds them against the points of the frame (data/profiles), or of the general scheme
50/30/10 (with cost 20/40/20/10) where no frame is known. Only where every row has a weight and the total is right. A note
where the scheme is known from memory only or no frame was found: bodies may set their own.
"""

from collections.abc import Iterator
from typing import NamedTuple

from zhibiao.records import Severity
from zhibiao.rules.base import Context, Held, Hit, Outcome
from zhibiao.rules.compared import cell
from zhibiao.rules.points import TOLERANCE, number_text, points_of, schemes, sums_by_label
from zhibiao.rules.wt01_weights_do_not_add_up import right_totals
from zhibiao.taxonomy import find_label
from zhibiao.taxonomy.labels import bare

CODE = "WT05"
NAME = "weights-against-scheme"
TITLE = "分值与规定的结构不符"
SEVERITY = "medium"
SOURCE = "财预〔2020〕10号（V，印于地方表格）：产出50、效益30、满意度10、预算资金执行率10；各框架的分值见 data/profiles"

Bounds = dict[str, tuple[float, float]]
NAMES = {"O": "产出", "C": "成本", "E": "效益", "S": "满意度"}
GENERAL: tuple[dict[str, float], ...] = (
    {"O": 50, "E": 30, "S": 10},
    {"C": 20, "O": 40, "E": 20, "S": 10},
    {"O": 50, "E": 40},
    {"C": 20, "O": 40, "E": 30},
)
ROOM = 0.5


class _Scheme(NamedTuple):
    points: Bounds
    zh: str
    en: str
    severity: Severity


def check_table(context: Context) -> Iterator[Outcome]:
    """A hit where the points of the parts are not those of the frame, though their total is right."""
    points = points_of(context.rows, "weight")
    if not points or any(not row.indicator.weight for row in context.rows):
        return
    total = sum(points.values())
    if all(abs(total - right) > TOLERANCE for right in right_totals(context)):
        return
    found = _by_scheme(context)
    if found is None:
        return
    sums, scheme = found
    least, most = (sum(bounds[side] for bounds in scheme.points.values()) for side in (0, 1))
    if not least - ROOM <= total <= most + ROOM:
        return  # the frame counts something that stands outside these rows, or the other way round
    wrong = [
        label
        for label, value in sums.items()
        if not scheme.points[label][0] - ROOM <= value <= scheme.points[label][1] + ROOM
    ]
    compared = tuple(cell(row.indicator, "weight") for row in context.rows)
    if not wrong:
        yield Held(compared=compared)
        return
    listed, given = _list({label: (value, value) for label, value in sums.items()}), _list(scheme.points)
    values = {
        "sums": listed,
        "sums_en": listed,
        "frame": scheme.zh,
        "frame_en": scheme.en,
        "scheme": given,
        "scheme_en": given,
        "labels": "、".join(wrong),
        "labels_en": ", ".join(wrong),
    }
    yield Hit(field="weight", values=values, severity=scheme.severity, compared=compared)


def _by_scheme(context: Context) -> tuple[dict[str, float], _Scheme] | None:
    """The sums by the labels of the scheme that applies, and the scheme; None where none does."""
    profile = context.profile
    stated = next(schemes(profile), None) if profile else None
    sums = sums_by_label(context.rows)
    if profile and stated:
        stems = {_stem(label): label for label in stated[0]}
        stems |= {
            _stem(variant): stems[_stem(place.level1)]
            for place in profile.places
            for variant in place.variants
            if not place.level2 and _stem(place.level1) in stems
        }
        if not all(_stem(label) in stems for label in sums):
            return None
        mine = {stems[_stem(label)]: value for label, value in sums.items()}
        if len(mine) != len(sums) or len(mine) < 2:
            return None
        sure = all(weights.mark == "V" for weights in stated[1])
        scheme = _without_satisfaction(stated[0], mine)
        return mine, _Scheme(scheme, f"“{profile.zh}”", profile.en, "medium" if sure else "low")
    return _general(sums)


def _without_satisfaction(points: Bounds, sums: dict[str, float]) -> Bounds:
    """The scheme for a table whose form leaves satisfaction out: effect takes its points."""
    left_out = [label for label in points if label not in sums]
    effect = next((label for label in points if "效益" in label), "")
    if effect and left_out and all("满意度" in label for label in left_out):
        extra = sum(points[label][1] for label in left_out)
        kept = {label: bounds for label, bounds in points.items() if label in sums}
        return kept | {effect: (points[effect][0], points[effect][1] + extra)}
    return points


def _general(sums: dict[str, float]) -> tuple[dict[str, float], _Scheme] | None:
    mine: dict[str, float] = {}
    for label, value in sums.items():
        known = find_label(label, level=1)
        letter = known.category[:1] if known else ""
        if letter not in NAMES:
            return None
        mine[letter] = mine.get(letter, 0.0) + value
    scheme = next((scheme for scheme in GENERAL if set(scheme) == set(mine)), None)
    if scheme is None:
        return None
    bounds = {NAMES[letter]: (float(value), float(value)) for letter, value in scheme.items()}
    general = _Scheme(bounds, "通行的分值", "the general scheme", "low")
    return {NAMES[letter]: value for letter, value in mine.items()}, general


def _stem(label: str) -> str:
    return bare(label).removesuffix("指标")


def _list(points: Bounds) -> str:
    parts = (
        f"{label.removesuffix('指标')} {number_text(least)}"
        + (f"—{number_text(most)}" if most != least else "")
        for label, (least, most) in points.items()
    )
    return "、".join(parts)
