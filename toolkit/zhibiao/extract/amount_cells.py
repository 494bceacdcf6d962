"""What one cell says about numbers: a value, several, a label with its value, or a number that counts nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zhibiao.records import Cell
from zhibiao.text import normalise, squeeze, tidy

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.\d+)?")
_VALUE = re.compile(rf"({_NUMBER.pattern})(万元|亿元|元|%|分|人|名)?")
_ONE_WITH_UNIT = re.compile(rf"{_NUMBER.pattern} ?(?:万元|亿元|元|%|分|人|名)")
# A label, a colon, a number, and perhaps more of them in the same cell: 基本支出：402.91 项目支出：150
_LABELLED = re.compile(
    rf"\s*([^\d:：,，;；。]{{2,24}})[:：]\s*({_NUMBER.pattern}\s*(?:万元|亿元|元|%|分)?)\s*[,，;；。]?"
)
_PRINTED_UNIT = re.compile(r"万元|亿元|元|%")
_UNIT_HINT = re.compile(r"[（(](?:单位[:：])?(万元|亿元|元|%)[)）]|单位[:：](万元|亿元|元)")
_NO_AMOUNT = re.compile(
    r"电话|手机|传真|邮编|邮箱|编码|代码|序号|行次|栏次|编号|身份证|账号|页码|文号|时间|日期|期限|^(?:财年|年度|年份)$"
)
_PERCENT = re.compile(r"率$|占比|比例|比重")
_POINTS = re.compile(r"分值|得分|权重|评分|总分")
_COUNT = re.compile(r"人数|编制|人员数|实有|在职|个数|次数|数量|[（(][人个次辆名家项户][)）]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHES = re.compile(r"^[-—－/\\]+$")
HIGHEST_ORDINAL = 50
SHORTEST_SENTENCE = 6
LONGEST_LOOSE = 24


def read_number(text: str) -> float | None:
    """The number that a cell holds and nothing else besides a unit, None for anything else.

    >>> read_number("1,834.93"), read_number("71.72%"), read_number("5册"), read_number("2024年")
    (1834.93, 71.72, None, None)
    """
    found = _VALUE.fullmatch(normalise(text))
    return float(found[1].replace(",", "")) if found else None


def numbers_in(text: str, *, lossy: bool = False) -> list[str]:
    """The numbers of a cell that holds only numbers; where columns were lost, decimals among short words too.

    >>> numbers_in("1717.88 369"), numbers_in("1070.95 科学"), numbers_in("1070.95 科学", lossy=True)
    (['1717.88', '369'], [], ['1070.95'])
    """
    whole = tidy(text)
    parts = [whole] if _ONE_WITH_UNIT.fullmatch(whole) else whole.split()
    numbers = [part for part in parts if read_number(part) is not None]
    if len(numbers) == len(parts):
        return numbers
    if lossy and len(whole) <= LONGEST_LOOSE:
        return [part for part in numbers if "." in part]
    return []


def labelled_numbers(text: str) -> list[tuple[str, str]]:
    """Labels and numbers of a cell that holds nothing but pairs of them.

    >>> labelled_numbers("年度资金总额：423万元"), labelled_numbers("联系电话：1234567"), labelled_numbers("时间：5月")
    ([('年度资金总额', '423万元')], [], [])
    """
    pairs = [(found[1].strip(), found[2].strip()) for found in _LABELLED.finditer(text)]
    whole = "".join(found[0] for found in _LABELLED.finditer(text))
    return [] if len(whole) != len(text) or any(is_no_amount(label) for label, _ in pairs) else pairs


def is_no_amount(label: str) -> bool:
    """Whether a number beside this label or under this header is a code, a date, a telephone."""
    return bool(_NO_AMOUNT.search(squeeze(label)))


def is_dash(text: str) -> bool:
    """Whether the cell prints that there is nothing (—, /)."""
    return bool(_DASHES.match(squeeze(text)))


def counts_nothing(cells: Sequence[Cell], at: int) -> bool:
    """Whether the bare whole number of a row is an ordinal, a code or a year: it begins the row or a sentence."""
    text = squeeze(cells[at].text)
    if not text.isdigit():
        return False
    after = [cell.text for cell in cells[at + 1 :]]
    if at == 0 and cells[0].column == 0 and after:
        return True
    if _YEAR.fullmatch(text) and not any(re.search(r"[金额资支预算]", cell.text) for cell in cells[:at]):
        return True
    sentence = bool(after) and len(squeeze(after[0])) >= SHORTEST_SENTENCE and not numbers_in(after[0])
    return int(text) <= HIGHEST_ORDINAL and sentence and not any(numbers_in(later) for later in after[1:])


def counts_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row only numbers its columns (栏次 | 1 | 2 | 3)."""
    numbers = [text for cell in cells for text in numbers_in(cell.text)]
    if len(numbers) < 3 or not all(text.isdigit() for text in numbers):
        return False
    values = [int(text) for text in numbers]
    steps = {later - earlier for earlier, later in pairwise(values)}
    return steps <= {1, 2} and values[0] <= 2


def hinted_unit(text: str) -> str:
    """The unit that a label, header or caption puts in brackets or after 单位, "" for none.

    >>> hinted_unit("项目资金 (万元)"), hinted_unit("金额单位：元"), hinted_unit("资金总额")
    ('万元', '元', '')
    """
    found = _UNIT_HINT.search(squeeze(text))
    return (found[1] or found[2]) if found else ""


def unit_of(text: str, label: str, column: str, block: str) -> str:
    """The unit of a printed number: its own, else that of its header, its label, its block."""
    printed = _PRINTED_UNIT.search(text)
    if printed:
        return printed[0]
    if _PERCENT.search(squeeze(column or label)):
        return "%"
    if _POINTS.search(column or label):
        return "分"
    hinted = hinted_unit(column) or hinted_unit(label)
    return hinted or ("" if _COUNT.search(squeeze(column) + squeeze(label)) else block)
