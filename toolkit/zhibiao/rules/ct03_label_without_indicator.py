"""表中印有“{labels}”，但下面没有填写任何指标。

{labels} are printed in the form, but no indicator stands under them.

## 发现什么
二级指标的名称已经印在表里，同一行的三级指标却是空的。

## 为什么
印出来的空行说明填报单位看到了这一类而没有填，审核时应退回补填，或说明不适用的理由
（不符合要求的绩效目标退回修改：财预〔2015〕88号，已核对原文）。

## 例
前：效益指标 | 经济效益 | （空）
后：效益指标 | 经济效益 | 招引项目实际投资额 | ≥__亿元

## 局限
从文本粘贴的表，空行可能是转换时丢了内容，请对照原件。

## English
The form prints the level-2 label and the row beside it is empty. Goals that do not conform go back for revision
(财预〔2015〕88号, read in the public text). In pasted text the content may have been lost in conversion.
"""

from collections.abc import Iterator

from zhibiao.rules.base import Context, Held, Hit, Open, Outcome
from zhibiao.rules.compared import cell

CODE = "CT03"
NAME = "label-without-indicator"
TITLE = "有类别标签没有指标"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：不符合要求的绩效目标退回修改"


def check_table(context: Context) -> Iterator[Outcome]:
    """One hit for the table, naming all labels that stand empty; open where labels were lost with the columns."""
    labelled = [row for row in context.rows if row.indicator.level1 or row.indicator.level2]
    used = {row.indicator.level2 for row in context.rows}
    empty = [
        level2 or level1 for level1, level2 in context.table.empty_labels if level2 not in used or not level2
    ]
    if empty:
        yield Hit(field="", values={"labels": "、".join(dict.fromkeys(empty))})
    elif context.rows and context.table.lossy and not labelled:
        yield Open(
            reason="粘贴的文本丢了列，没有读出一级、二级指标，无法判断有没有空着的",
            reason_en="the columns were lost in pasting and no label was read",
        )
    elif labelled:
        yield Held(compared=(cell(labelled[0].indicator, "level2"),))
