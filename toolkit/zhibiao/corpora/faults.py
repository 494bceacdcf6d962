"""What can be wrong with the corpora: coded messages in two languages."""

from __future__ import annotations

from dataclasses import dataclass

# code -> (Chinese, English); {detail} is what was found.
MESSAGES: dict[str, tuple[str, str]] = {
    "CR01": ("文件不是 UTF-8、LF 换行：{detail}", "not UTF-8 with LF line ends: {detail}"),
    "CR02": ("表头或列数不对：{detail}", "wrong header or number of cells: {detail}"),
    "CR03": ("名称为空或单元格首尾有空白：{detail}", "no name, or blanks around a cell: {detail}"),
    "CR04": ("未知或重复的类别：{detail}", "unknown category, or one given twice: {detail}"),
    "CR05": (
        "标准指标不存在或不属于该类别：{detail}",
        "canonical indicator unknown or of another category: {detail}",
    ),
    "CR06": ("未知的可考核程度：{detail}", "unknown tier: {detail}"),
    "CR07": ("未知的语体：{detail}", "unknown register: {detail}"),
    "CR08": ("行业为空或与文件不符：{detail}", "sector empty or not that of the file: {detail}"),
    "CR09": (
        "名称重复（不计数字、全半角和空格）：{detail}",
        "name given twice (digits, width and blanks aside): {detail}",
    ),
    "CR10": (
        "生成的行没有排序或没有标明来源：{detail}",
        "generated rows unsorted or without their origin: {detail}",
    ),
    "CR11": (
        "生成的文件不是最新，请运行 make corpora：{detail}",
        "generated file is stale, run make corpora: {detail}",
    ),
    "CR12": ("文件的分组不完整：{detail}", "documents and folds do not match: {detail}"),
    "CR13": (
        "疑似电话号码、证件号或人名：{detail}",
        "looks like a telephone number, an id or a person: {detail}",
    ),
    "CR14": (
        "指标值的可考核程度不合约定：{detail}",
        "tier is against the convention for this target: {detail}",
    ),
    "CR15": ("指标值的解析有误：{detail}", "expected parse is not valid: {detail}"),
    "CR16": (
        "不同分组的文件之间有未记录的近似行：{detail}",
        "near-duplicate across folds not written down: {detail}",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong: code of `MESSAGES`, file, 1-based line (0: the whole file) and what was found.

    >>> print(Fault(code="CR06", path="a.tsv", line=3, detail="good"))
    a.tsv:3: CR06 未知的可考核程度：good / unknown tier: good
    """

    code: str
    path: str
    line: int
    detail: str

    def __str__(self) -> str:
        """Place, code and message in both languages."""
        zh, en = MESSAGES[self.code]
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.code} {zh.format(detail=self.detail)} / {en.format(detail=self.detail)}"
