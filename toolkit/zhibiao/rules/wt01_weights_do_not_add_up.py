"""各行{what}合计 {total}，应为 100（预算执行率另占 10 分时为 90）。

The weights add up to {total}; they should make 100, or 90 where budget execution takes 10 by itself.

## 发现什么
逐行相加分值（权重），合计既不是 100 也不是 90。

## 为什么
已见到的评分表为产出50、效益30、满意度10、预算执行率10（财预〔2020〕10号，见于地方表格，已核对）。
合计不对，总分就没有意义；多半是漏了一行或改了一行没有改其他行。

## 例
前：32 行分值合计 94
后：补上遗漏的一行 6 分，合计 100

## 局限
不足一半的行有分值时不报。从 PDF 粘贴的表可能丢了行，请对照原件。

## English
Adds the weights of all rows. 100 is right, and 90 where budget execution keeps 10 points outside the rows
(weights seen printed on local tables under 财预〔2020〕10号). Not reported where fewer than half the rows have a weight.
"""

import re
from collections.abc import Iterator

from zhibiao.rules.base import Context, Hit

CODE = "WT01"
NAME = "weights-do-not-add-up"
SEVERITY = "medium"
SOURCE = "财预〔2020〕10号（V，印于地方表格）：产出50、效益30、满意度10、预算资金执行率10"

_NUMBER = re.compile(r"^\d+(?:\.\d+)?")
RIGHT = (100.0, 90.0)
TOLERANCE = 0.05


def check_table(context: Context) -> Iterator[Hit]:
    """A hit where the weights are printed and make neither 100 nor 90."""
    texts = [row.indicator.weight for row in context.rows]
    numbers = [float(found[0]) for text in texts if (found := _NUMBER.match(text))]
    if len(numbers) < 2 or len(numbers) < 0.5 * len(texts):
        return
    total = sum(numbers)
    if total <= 1 + TOLERANCE:  # shares of one
        total *= 100
    if all(abs(total - right) > TOLERANCE for right in RIGHT):
        yield Hit(field="weight", values={"what": "分值", "total": f"{total:.2f}".rstrip("0").rstrip(".")})
