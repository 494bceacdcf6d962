"""{where_zh}“{words}”是{what_zh}，{why_zh}。

{words_en} in {where_en} is {what_en}: {why_en}.

## 发现什么
- 目标值或单位里是表格公式的出错结果（#REF!、#DIV/0!、####）
- 目标值里留着填写提示（请填写、【填写指标值】、指标值），或数字空着（≥ 人、≥N次、年 月 日）
- 单位栏里留着提示或占位（单位、XX、**）
- 名称整个是占位：……、★★★、×××、指标1、（请填写）、数量指标4；表格带出的“0”
- 名称只是栏目名（社会成本指标），而目标值填了数

## 为什么
绩效目标应指向明确、具体细化，不符合要求的退回修改（财预〔2015〕88号，已核对原文）。占位没有内容，既不能执行，
也不能评价；留在表里说明没有逐行核对。

## 例
前：社会成本指标 | 100%
后：按实际写明衡量什么，如“施工扰民投诉办结率”；没有这一类的，删去整行

## 局限
目标值只有占位的（≥**%、XX个、……、____、无）由 VG04 报，名称里夹着提示的（≥**万元）由 TG03 报，这里不重复。
模板的空行（名称是……、目标值也没有）按低级报，一张表四行以上的合成一条；填表说明不报。粘贴或扫描时丢了数字的，
与没有填写的分不开。

## English
A broken formula (#REF!, ####), a prompt (请填写, 指标值) or an empty place (≥ 人, ≥N次) in the target; a prompt or a
placeholder for a unit; a name that is nothing but a placeholder (……, 指标1, ★★★, 0) or the label of the form itself (社会成本指标)
beside a number. Source: 财预〔2015〕88号, read in a public text. A target that is only a placeholder belongs to VG04 and
a hint inside a name to TG03. Empty lines of the template are low, and one finding from four on.
"""

import re
from collections.abc import Iterator
from functools import cache

from zhibiao.records import ReviewedRow, Severity
from zhibiao.rules.base import Context, Hit
from zhibiao.rules.judge import holds, words
from zhibiao.target.fold import fold
from zhibiao.target.unit import is_unit
from zhibiao.text import squeeze

CODE = "TG06"
NAME = "placeholder-left"
TITLE = "占位符或出错结果没有改"
SEVERITY = "medium"
SOURCE = "财预〔2015〕88号（V）：绩效目标应指向明确、具体细化，不符合要求的退回修改"

Fault = tuple[str, tuple[int, int], Severity, tuple[str, str], tuple[str, str]]
FORMULA = ("公式的出错结果", "the error of a spreadsheet formula")
PROMPT = ("填写提示或占位", "a prompt or a placeholder of the template")
BLANK = ("没有填数的空格", "a place where no number was written")
LABEL = ("栏目名", "the label of the form")
VALUE_GONE = ("应换成真实的数", "write the real value")
UNIT_GONE = ("应写明计量单位，没有单位的留空", "write the unit, or leave it empty")
NAMELESS = ("没有说明衡量什么", "nothing says what is measured")
LEFTOVER = ("模板的空行应删去", "an empty line of the template: delete it")
WHERE = {"target": ("目标值", "the target"), "unit": ("单位", "the unit"), "name": ("名称", "the name")}
FEW = 4
_ERROR = re.compile(r"#(?:REF|VALUE|NAME|NUM|NULL)[!?]?|#DIV/0!?|#N/A|#{3,}", re.IGNORECASE)
_BLANKS = re.compile(
    r"(?<![a-z0-9])n(?=[%个次场项家人户件期篇名])|[(]{1}[)](?=[%个次场项家人户件万元])|^[≥≤=]?年月(?:日|$)"
)
_MARKS = re.compile(r"^[≥≤=]*(?:[*×_○□◯]{2,}|x{2,}|[*×○□])[%‰\u4e00-\u9fff]{0,3}$")
_SYMBOLS = re.compile(r"[…·.★☆*×_○□◯/\\-]+|x{2,}|0(?:\.0+)?%?|null|nan|none")
_NUMBERING = re.compile(r"^[(]?[0-9一二三四五六七八九十]{1,2}[)]?[.、]|^其中:|^指标[0-9一二三]+[:.、]")
_NOTE = re.compile(r"说明|备注|注:|不填")
_HINT = re.compile(r"[(][^()]*(?:[*×]|x{2}|填写|填报|必填|选填)[^()]*[)]")


def check_table(context: Context) -> Iterator[Hit]:
    """A hit for each placeholder; one for the empty lines of a template where there are many."""
    found = [(row, fault) for row in context.rows if (fault := _fault(row))]
    empty = [row for row, fault in found if fault[4] == LEFTOVER]
    if len(empty) >= FEW:
        numbers = "、".join(str(row.indicator.row) for row in empty[:12])
        first = empty[0].indicator.name[:20]
        shown = f"{first}等（第{numbers}行）", f'"{first}" and others (rows {numbers.replace("、", ", ")})'
        yield _hit(empty[0], ("", (0, 0), "low", PROMPT, LEFTOVER), shown, 0)
    for row, fault in found:
        if len(empty) < FEW or fault[4] != LEFTOVER:
            field, span = fault[:2]
            words = getattr(row.indicator, field)[slice(*span)][:30]
            yield _hit(row, fault, (words, f'"{words}"'), row.indicator.row)


def _hit(row: ReviewedRow, fault: Fault, shown: tuple[str, str], number: int) -> Hit:
    """The hit for a fault at a row, or for the table (number 0)."""
    field, span, severity, what, why = fault
    where = WHERE[field or "name"]
    values = {"words": shown[0], "words_en": shown[1], "where_zh": where[0], "where_en": where[1]}
    values |= {"what_zh": what[0], "what_en": what[1], "why_zh": why[0], "why_en": why[1]}
    return Hit(row=number, field=field or "name", span=span, values=values, severity=severity)


def _fault(row: ReviewedRow) -> Fault | None:
    """The placeholder of a row: in its name, else in its target, else in its unit."""
    return _in_name(row) or _in_target(row) or _in_unit(row)


def _in_target(row: ReviewedRow) -> Fault | None:
    """A placeholder in the target; what VG04 calls missing is its own, except in a row it does not look at."""
    target, raw = row.target, row.indicator.target
    if target.tier == "missing":
        alone = row.label.category == "X" and _MARKS.search(fold(raw).text)
        return ("target", (0, len(raw)), "medium", PROMPT, VALUE_GONE) if alone else None
    if match := _ERROR.search(raw):
        return "target", match.span(), "medium", FORMULA, VALUE_GONE
    folded = fold(raw)
    span = _prompt(raw, "prompts_alone")
    if span and (row.label.category != "X" or span != (0, len(raw))):  # 三级指标 | 指标值 is the header again
        return "target", span, "medium", PROMPT, VALUE_GONE
    match = _BLANKS.search(folded.text)
    if match and target.tier != "measurable":
        return "target", folded.span(*match.span()), "medium", BLANK, VALUE_GONE
    if target.tier == "vague" and folded.text[:1] in tuple("≥≤><=") and is_unit(folded.text.lstrip("≥≤><=")):
        return "target", (0, len(raw)), "medium", BLANK, VALUE_GONE
    return None


def _prompt(raw: str, alone: str) -> tuple[int, int] | None:
    """The place of a prompt: a word that is one anywhere, or one that is so as the whole text."""
    if raw and squeeze(raw).strip("()（）【】[]<>《》:：") in words(alone):
        return 0, len(raw)
    return next(
        ((at, at + len(word)) for word in words("target_prompts") if (at := raw.find(word)) >= 0), None
    )


def _in_unit(row: ReviewedRow) -> Fault | None:
    """A placeholder in the unit column of a row that has a target."""
    unit = row.indicator.unit
    if not unit or row.target.tier == "missing":
        return None
    if match := _ERROR.search(unit):
        return "unit", match.span(), "medium", FORMULA, UNIT_GONE
    if (span := _prompt(unit, "units_alone")) or _MARKS.search(fold(unit).text):
        return "unit", span or (0, len(unit)), "low", PROMPT, UNIT_GONE
    return None


@cache
def _label_name() -> re.Pattern[str]:
    labels = "|".join(words("label_words"))
    return re.compile(
        rf"(?:[一二三四]级)?(?:{labels})?指标(?:内容|名称)?(?P<number>[0-9n一二三四五六七八九十]*):?(?P<rest>[….]*)"
    )


def _in_name(row: ReviewedRow) -> Fault | None:
    """A name that is nothing but a placeholder, or the label of the form beside a number."""
    name = row.indicator.name
    plain = fold(name).text
    if match := _ERROR.search(name):
        return "name", match.span(), "medium", FORMULA, NAMELESS
    if not plain or _NOTE.search(plain):
        return None
    bare = _NUMBERING.sub("", _HINT.sub("", plain)) or plain
    label = _label_name().fullmatch(bare)
    numbered = bool(label and (label["number"] or label["rest"]))
    if numbered or _SYMBOLS.fullmatch(bare) or _HINT.fullmatch(plain) or _is_prompt(plain):
        return _left_name(row)
    if label and row.target.tier == "measurable" and row.label.category != "X":
        return "name", (0, len(name)), "medium", LABEL, NAMELESS
    return None


def _is_prompt(plain: str) -> bool:
    """Whether a name tells the filler what to write, or begins like the open end of a list."""
    return plain.startswith("…") or holds(plain, "name_prompts")


def _left_name(row: ReviewedRow) -> Fault:
    """A placeholder for a name: of a target that counts, or of a line that should not be there."""
    whole = (0, len(row.indicator.name))
    if row.target.tier in ("missing", "vague") or row.target.upper == 0:
        return "name", whole, "low", PROMPT, LEFTOVER
    return "name", whole, "medium", PROMPT, NAMELESS
