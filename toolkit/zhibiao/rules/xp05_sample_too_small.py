"""“{name}”只问{count}{unit}，每{unit}相当于{step}个百分点{meaning}；样本太少{served}。

"{name}" asks {count} only, so that each answer is worth {step} points{meaning_en}: the sample is too small{served_en}.

## 发现什么
满意度一类指标的说明写明抽取固定的少数对象（少于30），一个回答就能让结果变动三个多百分点以上；调查对象只限于已经落地、
已经签约的，一并指出。

## 为什么
指标值要清晰、可衡量（财预〔2013〕53号“绩效指标明确性”，已核对原文）。样本太少，结果主要由抽到谁决定，也无法与别的
年份、别的单位比较。30这个界限是自拟的。

## 例
前：企业满意度 | ≥80% | 对已落地企业随机抽取15家测评
后：企业满意度 | ≥80% | 对全部来访和已落地企业发放问卷，回收不少于50份；企业不足50家的全部调查

## 局限
每村、每校抽取若干户的（总数更多）、写明全部调查的、按比例抽取的不报。写“不少于20份”一类下限的按低级报。服务对象
总共只有十几家的，应写“全部调查”。

## English
A satisfaction whose explanation asks a fixed number of less than 30 people or bodies: medium, or low where the number is
a minimum. Also says where only those are asked who were won already. So many in each village, shares, and surveys of all
are left alone. Source: 财预〔2013〕53号, read in a public text; the limit 30 is our own.
"""

import math
import re
from collections.abc import Iterator
from functools import cache

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import is_satisfaction, words
from zhibiao.rules.judge_target import percent_bounds

CODE = "XP05"
NAME = "sample-too-small"
TITLE = "调查样本太少"
SEVERITY = "medium"
SOURCE = "财预〔2013〕53号（V）：绩效指标明确性，应有清晰、可衡量的指标值；30的界限自拟"
NEEDS = ("explanation", "basis_text")

ENOUGH = 30
"""From so many answers on, one is worth 3.3 points and less."""
EVERYBODY = ("全部", "全覆盖", "全员", "所有", "逐一", "总体为", "全体")


@cache
def _sample() -> re.Pattern[str]:
    """A verb of sampling, then within a few characters of one clause a number with a unit of people or bodies."""
    verbs, units = "|".join(words("sample_verbs")), "|".join(words("sample_units"))
    # 每村抽取5户 tells nothing of the whole sample, 抽取15个村 samples villages of which each is asked many times.
    return re.compile(
        rf"(?<![每各])(?P<verb>{verbs})(?P<between>[^，,。；;0-9%]{{0,10}})(?P<count>\d+)(?P<unit>{units})"
        r"(?P<after>[^，,。；;]{0,6})"
    )


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a survey asks fewer than ENOUGH."""
    indicator = row.indicator
    if not is_satisfaction(indicator.name):
        return
    for field in ("explanation", "basis_text"):
        text = getattr(indicator, field)
        match = _sample().search(text)
        if match and _is_whole_sample(match, text) and 2 <= int(match["count"]) < ENOUGH:
            yield _hit(row, field, match)
            return


def _is_whole_sample(match: re.Match[str], text: str) -> bool:
    """Whether the number is the size of the sample, and no sample of each village or of all."""
    near = text[max(0, match.start() - 8) : match.end()] + match["after"]
    if any(word in near for word in ("每", "各", *EVERYBODY)):
        return False
    grouped = match["unit"] == "个" and match["after"][:1] in (
        "村",
        "乡",
        "镇",
        "社",
        "学",
        "单",
        "县",
        "区",
        "街",
    )
    return not grouped and not match["after"].startswith(("/", "次以"))


def _hit(row: ReviewedRow, field: str, match: re.Match[str]) -> Hit:
    """What one answer is worth, and what the target then means."""
    indicator, count = row.indicator, int(match["count"])
    bounds = percent_bounds(row.target)
    lower = bounds[0] if bounds else None
    needed = math.ceil(count * lower / 100 - 1e-9) if lower else 0
    served = next((word for word in words("already_served") if word in getattr(indicator, field)), "")
    at_least = any(word in match["between"] for word in ("不少于", "至少", "不低于", "≥"))
    values = {
        "name": indicator.name[:24],
        "count": match["count"],
        "unit": match["unit"],
        "step": f"{100 / count:.1f}",
        "meaning": f"，{lower:g}%就是{needed}{match['unit']}" if lower else "",
        "meaning_en": f" and {lower:g}% means {needed}" if lower else "",
        "served": f"，且只问“{served}”的，没有问其他服务对象" if served else "",
        "served_en": " and asks only those already won" if served else "",
    }
    return Hit(
        field=field,
        span=match.span(),
        values=values,
        severity="low" if at_least else None,
        compared=(cell(indicator), cell(indicator, field)),
    )
