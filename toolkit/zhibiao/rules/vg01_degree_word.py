"""目标值“{words}”只说程度，没有说到什么程度算完成，无法核对。

The target "{words}" is only a word of degree: nothing says how much is enough, so nobody can check it.

## 发现什么
目标值由“有效提升”“显著改善”“进一步加强”“较高”一类程度词构成，没有数值、期限、比较基准或分级标准。

## 为什么
指标应当尽量量化，不能量化的要分级分档表述（财预〔2015〕88号，已核对原文）。程度词没有起点和终点，
自评时只能照抄“有效提升”，任何结果都算完成。

## 例
前：提升城市知名度 | 有效提升
后：省级以上媒体报道篇数 | ≥__篇（由填报单位按上年实际填写）

## 局限
目标值同时有数值时不报（如“较上年提升5%”）。印有优/良/中/差分级标准的不报。只写“好”“较好”的由 VG02 报，
只写比较基准的（较上年增长）由 VG05 报。

## English
Fires where the whole target is a degree or effort word (有效提升, 显著改善, 较高) and neither a number, a date,
a base of comparison nor a graded scale is printed. Goals must be quantified where possible and graded otherwise
(财预〔2015〕88号, read in the public text). Limit: a target that also holds a number is not reported.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge_target import base_of, is_bare_grade
from zhibiao.target import Match, vague_words

CODE = "VG01"
NAME = "degree-word"
TITLE = "目标值只有程度词"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化，尽量定量表述，不能定量的分级分档"


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the target is vague by a word of degree or effort."""
    matches = _words(row.target)
    if matches:
        span = (matches[0].start, matches[-1].end)
        yield Hit(span=span, values={"words": row.indicator.target[:30]})


def _words(target: Target) -> list[Match]:
    """The words of degree and effort of a vague target that names no past and is no bare grade."""
    if target.tier != "vague" or base_of(target) or is_bare_grade(target.raw):
        return []
    return [match for match in vague_words(target.raw) if match.kind in ("degree", "effort")]


SUSPECTS = (Suspect(target=_words),)
