"""“{words}”{whose}，不是本单位或本项目单独能决定的（可商榷），可改为其中由本项目带来的部分。

"{words}" is {whose_en} that the body or project does not decide alone (arguable): take its own part.

## 发现什么
- 效益指标用地区生产总值增速、城镇化率、居民人均可支配收入、一般公共预算收入增幅一类整个地区的结果作指标
- 效益指标用别的单位经管的机场、港口、口岸等的影响力、知名度作指标（招商部门的“机场影响力”）

## 为什么
绩效目标应指向明确（财预〔2015〕88号，已核对原文），指标应与项目高度关联（财预〔2021〕101号，凭记忆，未核）。地区的增长
由许多因素决定，达到了不能说明钱花得好，没有达到也不能说明没有做好。

## 例
前：全市人均可支配收入增速 | ≥6%
后：受益农户户均增收额 | ≥__元（由项目台账和入户调查得出）

## 局限
可商榷：对这项结果负责的部门（政府、发改、统计、财政、税务）的部门整体目标表不报，项目表照报；其他主管部门若确以此
考核，请忽略。“项目区”“贡献率”“单位GDP能耗”等限定了范围的不报。单位名称没有读出时无从区分。

## English
An effect row whose whole name is a result of the region or the economy (GDP growth, urbanisation, disposable income,
budget revenue growth), or the standing of what another body runs (机场影响力): the part that is due to the project would be
attributable. Low and arguable. Sources:
财预〔2015〕88号, read in the public text; 财预〔2021〕101号 from memory, not confirmed. Departmental tables of governments
and of development, statistics, finance and tax offices are left alone; so are names limited to a project (项目区, 贡献率).
"""

import re
from collections.abc import Iterator
from functools import cache, partial

from zhibiao.records import ReviewedRow
from zhibiao.rules.base import Context, Filed, Hit, Suspect
from zhibiao.rules.compared import cell
from zhibiao.rules.judge import any_word, bare_name, holds, words

CODE = "CT04"
NAME = "not-in-its-power"
TITLE = "不由本单位单独决定"
SEVERITY = "low"
SOURCE = "财预〔2015〕88号（V）：绩效目标指向明确；财预〔2021〕101号（M）：指标与项目高度关联"

REGION = ("是整个地区的结果", "a result of the whole region")
ANOTHER = ("说的是别的单位经管的事", "the standing of what another body runs, a result")
_CLAUSE = re.compile(r"[^,，、;；。]+")
_NUMBER = r"[0-9.]+[%‰]?"


def check_row(row: ReviewedRow, context: Context) -> Iterator[Hit]:
    """A hit where a clause of an effect's name is nothing but a result of the region."""
    name = row.indicator.name
    if (row.label.category_printed or row.label.category)[:1] != "E" or _answers_for_it(context):
        return
    for clause in _CLAUSE.finditer(name):
        plain = bare_name(clause[0])
        if whose := REGION if _is_macro(plain) else ANOTHER if _is_of_another(plain, context) else None:
            span = clause.span()
            values = {"words": name[slice(*span)].strip()[:30], "whose": whose[0], "whose_en": whose[1]}
            yield Hit(field="name", span=span, values=values, compared=(cell(row.indicator, "name"),))
            return


def _answers_for_it(context: Context) -> bool:
    """Whether the table is the departmental one of a body that is in charge of the whole region's results."""
    table = context.table
    in_charge = holds(table.org, "macro_bodies")
    return in_charge and not table.doc_kind.startswith("project")


def _is_of_another(clause: str, context: Context) -> bool:
    """Whether a clause is the standing of something that the body does not run (the influence of an airport)."""
    match = _standing().fullmatch(clause)
    about = context.table.org + context.table.name.partition("·")[2]
    return bool(match) and not holds(about, "assets_bodies")


def _is_macro(clause: str) -> bool:
    """Whether a clause is a macro result with nothing but region, effort and growth around it.

    >>> _is_macro("全市人均可支配收入增速"), _is_macro("项目区居民收入增长"), _is_macro("万元gdp能耗")
    (True, False, False)
    """
    match = _pattern().fullmatch(clause)
    if match is None:
        return False
    return match["term"] not in words("macro_money") or bool(match["region"] or match["tail"])


@cache
def _standing() -> re.Pattern[str]:
    leads, regions, assets, standing, tails = (
        "|".join(map(re.escape, words(group)))
        for group in ("macro_leads", "regions", "others_assets", "assets_standing", "macro_tails")
    )
    return re.compile(rf"(?:{leads}|{regions})*(?:国际)?(?:{assets})的?(?:{standing})(?:{tails})*")


@cache
def _pattern() -> re.Pattern[str]:
    leads, regions, terms, tails = (
        "|".join(map(re.escape, words(group)))
        for group in ("macro_leads", "regions", "macro_results", "macro_tails")
    )
    lead = rf"(?:{leads}|{regions})*?"
    return re.compile(rf"{lead}(?P<region>(?:{regions})*)(?P<term>{terms})(?P<tail>(?:{tails}|{_NUMBER})*)")


def _is_effect(filed: Filed) -> bool:
    return (filed.printed or filed.category)[:1] == "E"


def _speaks_of_region(name: str) -> bool:
    """Whether a clause of the name is a macro result or the standing of something."""
    clauses = (bare_name(clause) for clause in _CLAUSE.findall(name))
    return any(_is_macro(clause) or _standing().fullmatch(clause) for clause in clauses)


SUSPECTS = (
    Suspect(
        filed=_is_effect, sign=partial(any_word, "macro_results", "assets_standing"), name=_speaks_of_region
    ),
)
