"""“{name}”的目标值“{target}”要到“{when}”才实现，不在{year}，当年无法考核；请改为当年能实现的数，或注明分年目标。

{name} ({target}) is reached only {when}, not in {year}: it cannot be assessed in the year; state what the year reaches.

## 发现什么
年度表的指标，说明里写的结果要等投产、达产以后，或项目完工几年以后才有，或写明的年份在预算年度之后。

## 为什么
年度绩效指标在年末考核，届时还没有的结果只能按推算数填报，等于不考核。绩效目标应合理可行（财预〔2015〕88号，已核对原文）。

## 例
前：提供就业岗位 | ≥3600个 | 预计当年引进企业建成全部投产后，可提供3600个以上就业岗位
后：当年投产企业提供就业岗位 | ≥__个；投产后的预计数写入中长期目标

## 局限
长期表不报。只写“项目建成后”的不报：当年建成的项目当年就能见效。

## English
A row of an annual table whose explanation says that the result comes only after production starts (投产后, 达产后), some years
after completion, or in a later year. Long-term tables are left alone; 建成后 alone is not enough.
"""

import re
from collections.abc import Iterator

from zhibiao.coverage import number_of
from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Hit, Suspect
from zhibiao.rules.compared import cell

CODE = "PD03"
NAME = "result-after-the-year"
TITLE = "结果年后才能实现"
SEVERITY = "high"
SOURCE = "财预〔2015〕88号（V）：绩效目标应合理可行"

# 建成全部投产后, 达产后, 项目完工后三年, 竣工三年后: production, or years after the work is finished.
_AFTER = re.compile(
    r"(?:项目|企业|工程)?(?:建成|全部|陆续|正式|完全)*(?:投产|达产|达效)(?:达产|达效)?(?:以?后|时)?(?=[，,。；;、可能年将预]|$)"
    r"|(?:完工|竣工|建成|验收|实施|投产)后(?:第)?[一二三四五两2-9](?:年|个年度)|(?:完工|竣工|建成|投产)[一二三四五两2-9]年(?:以?后|内)"
)
_LATER = re.compile(
    r"(?:到|至|于|预计|计划|力争)(20\d\d)年(?:底|末)?[^，,。；;\d]{0,8}(?:投产|达产|建成|完工|实现|达到|形成)"
)
_PAST = re.compile(r"(?:已经?|当年|本年|年内)(?:实现)?$")
_LONG = re.compile(r"长期|中期|实施期")
_IN_NAME = re.compile(r"投产|达产")


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where the explanation puts the result of the row after the year of the table."""
    table, indicator = context.table, row.indicator
    text = indicator.explanation or indicator.basis_text
    if number_of(row.target) is None or _LONG.search(table.period) or _IN_NAME.search(indicator.name):
        return
    found = next((match for match in _AFTER.finditer(text) if not _PAST.search(text[: match.start()])), None)
    if found is None and table.year[:4].isdigit():
        found = next((match for match in _LATER.finditer(text) if match[1] > table.year[:4]), None)
    if found is None:
        return
    values = {
        "name": indicator.name[:24],
        "target": indicator.target[:20],
        "when": found[0],
        "year": f"{table.year[:4]}年" if table.year else "预算年度",
    }
    field = "explanation" if indicator.explanation else "basis_text"
    compared = (cell(indicator), cell(indicator, field))
    yield Hit(field=field, span=found.span(), values=values, compared=compared)


SUSPECTS = (Suspect(fields=("explanation", "basis_text")),)
