"""时效目标“{words}”{lack_zh}，无法核对是否按时。

The timeliness target "{words}" {lack_en}, so nobody can check it.

## 发现什么
时效指标（或问时间、期限、频次的指标），目标值没有日期、期限和频率：
- 写“尽快”“近期”“适时”“定期”“分批”“择机”一类词：中
- 写“按合同约定”“规定时间内”“在计划时间内”一类，日期在别处，没有印出来：低

## 为什么
绩效目标应具体细化（财预〔2015〕88号，已核对原文），绩效指标应有清晰、可衡量的指标值（财预〔2013〕53号“绩效指标
明确性”，已核对原文）。“定期”一年一次也算，“尽快”没有哪一天算晚。

## 例
前：保密自查开展频率 | 定期
后：保密自查开展频率 | ≥__次/年（按年度计划填写）

## 局限
“及时”“长期”“按时”“按计划”“年内”由 VG02、VG03、DT06 等报，这里不重复。名称或解释里印有日期的不报。
“法定期限内”有法律可查，不报。合同、方案已随表报送的，低级提示可忽略。

## English
A timeliness row whose target is a word such as 尽快, 近期, 适时, 定期, 分批 (medium), or points to a date fixed elsewhere
and not printed (按合同约定, 规定时间内; low). Sources: 财预〔2015〕88号 and 财预〔2013〕53号, both read in public texts. What
VG01, VG02 and VG03 report (及时, 长期, 按时) is not repeated; a date in the name or the explanation settles it.
"""

import re
from collections.abc import Iterator

from zhibiao.records import ReviewedRow, Severity, Target
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.judge import bare_name, find_word, words
from zhibiao.rules.judge_target import has_measure, is_worded
from zhibiao.rules.others import said

CODE = "DT04"
NAME = "deadline-without-date"
TITLE = "时效目标没有日期"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应具体细化；财预〔2013〕53号（V）：绩效指标明确性"

LACKS: tuple[tuple[str, Severity, tuple[str, str]], ...] = (
    ("dates_elsewhere", "low", ("没有印出是哪一天", "points to a date that is not printed")),
    ("open_times", "medium", ("没有日期、期限或频率", "names no date, length of time or rate")),
)
_TERM = re.compile(r"(?:法定|规定|固定)(?:的)?期|不?定期限")
"""They hold 定期 and are none; a legal term can be looked up."""


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a timeliness row says when only by a word."""
    indicator = row.indicator
    if not _is_open(row.target) or not _is_timely(row):
        return
    if "是否" in indicator.name:
        return
    if any(has_measure(text) for text in (indicator.name, indicator.explanation, indicator.basis_text)):
        return
    if said(row, context):
        return
    for group, severity, (lack_zh, lack_en) in LACKS:
        span = find_word(indicator.target, group)
        if span is None or (group == "open_times" and _TERM.search(indicator.target)):
            continue
        values = {"words": indicator.target[:30], "lack_zh": lack_zh, "lack_en": lack_en}
        yield Hit(span=span, values=values, severity=severity)
        return


def _is_timely(row: ReviewedRow) -> bool:
    """Whether the row is about when: by its category, its label or the end of its name."""
    if "O3" in (row.label.category, row.label.category_printed):
        return True
    return row.label.category != "X" and bare_name(row.indicator.name).endswith(words("time_names"))


def _is_open(target: Target) -> bool:
    """Whether a target says when by a word, and by no date."""
    return (
        is_worded(target) and not target.deadline and any(find_word(target.raw, group) for group, *_ in LACKS)
    )


SUSPECTS = (Suspect(target=_is_open),)
