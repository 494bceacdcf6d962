"""“{name}”问的是{asked}，却填在“{label}”下，那里应填{named}的评价；请移到对应的标签下，或改问{named}。

{name} asks {asked} but stands under {label}, which is for what {named} think: move it, or ask {named}.

## 发现什么
满意度的二级指标写明了是哪一类对象（联系部门、企业、群众、职工），行里问的却是另一类对象的满意度或投诉。

## 为什么
满意度应由标签所说的那一类对象评价（财预〔2021〕101号，凭记忆，未核：满意度指标反映服务对象的认可程度）。对象填错，这一类就没有人评价。

## 例
前：联系部门满意度 | 企业投诉 | 0
后：联系部门满意度 | 联系部门对协作配合的满意度 | ≥__%；企业投诉移到服务对象满意度下

## 局限
“服务对象满意度”“社会公众满意度”一类没有限定对象的标签不报；企业与客商、群众与居民、学生与家长视为同一类。行里同时提到标签所说
对象的不报。

## English
The level-2 label of satisfaction names a group (联系部门, 企业, 群众) and the row asks another one. Labels for the served in
general are left alone, firms and investors, residents and villagers count as one group. Source: 财预〔2021〕101号, from memory.
"""

from collections.abc import Iterator

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit, Suspect, filed_as
from zhibiao.rules.compared import cell
from zhibiao.rules.structure import filed, holds, listed, plain_name

CODE = "ST08"
NAME = "satisfaction-of-another-group"
TITLE = "满意度问错了对象"
SEVERITY = "medium"
SOURCE = "财预〔2021〕101号（M）：满意度指标反映服务对象或受益人的认可程度"
NEEDS = ("level2",)


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the label names one group and the row another."""
    label = plain_name(row.indicator.level2)
    if filed(row) != "S1" or row.label.category != "S1" or holds(label, "no_certain_group"):
        return
    named, asked = _groups(label), _groups(plain_name(row.indicator.name))
    if not named or not asked or set(named) & set(asked):
        return
    values = {
        "name": row.indicator.name[:24],
        "label": row.indicator.level2[:16],
        "named": "、".join(named.values()),
        "asked": "、".join(asked.values()),
    }
    yield Hit(
        field="level2",
        span=(0, len(row.indicator.level2)),
        values=values,
        compared=(cell(row.indicator, "level2"), cell(row.indicator, "name")),
    )


def _groups(text: str) -> dict[int, str]:
    """The groups of people that a text names: place of the group in the list, and the word.

    >>> sorted(_groups("联系部门满意度").values()), sorted(_groups("企业投诉").values())
    (['部门'], ['企业'])
    """
    found = {}
    for number, item in enumerate(listed("one_group")):
        for word in item.split("/"):
            if word in text:
                found[number] = word
                break
    return found


def _names_group(name: str) -> bool:
    return bool(_groups(plain_name(name)))


SUSPECTS = (Suspect(filed=filed_as("S1"), name=_names_group),)
