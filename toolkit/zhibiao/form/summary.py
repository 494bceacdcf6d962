"""The summary of a review opinion: sentences of data/form.yml filled with what was counted, nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zhibiao.form.criteria import form_data
from zhibiao.form.records import Cap, Form, Words
from zhibiao.ledger import count_states
from zhibiao.records import ANSWERS

_MOST = 3


def summarise_form(form: Form) -> Words:
    """The summary in both languages."""
    return Words(zh=_paragraph(form, "zh"), en=_paragraph(form, "en"))


def number(value: float) -> str:
    """Points without needless zeros, one decimal at most.

    >>> number(8.0), number(7.55)
    ('8', '7.5')
    """
    return f"{value:.1f}".removesuffix(".0")


def percent(value: float | None) -> str:
    """A share in percent, a dash where there is none.

    >>> percent(0.3939), percent(None)
    ('39.4%', '—')
    """
    return "—" if value is None else f"{number(100 * value)}%"


def _paragraph(form: Form, lang: str) -> str:
    sentences = (
        _subject(form, lang),
        _score(form, lang),
        _grade(form, lang),
        *_measured(form, lang),
        _findings(form, lang),
        _most(form, lang),
        _answers(form, lang),
        _revised(form, lang),
        _say(lang, "ledger", **count_states(form.ledger)) if form.ledger else "",
        _say(lang, "limits"),
    )
    return (" " if lang == "en" else "").join(sentence for sentence in sentences if sentence)


def _say(lang: str, key: str, **values: object) -> str:
    text: str = form_data()["sentences"][key][lang]
    return text.format(**values) if values else text


def _subject(form: Form, lang: str) -> str:
    year = "、".join(form.years)
    zh = lang == "zh"
    return _say(
        lang,
        "subject",
        document=f"《{form.document}》" if zh else form.document,
        org=form.org if zh or not form.org else f"{form.org}, ",
        year=year and (f" {year} 年度" if zh else f"{year}, "),
        tables=len(form.tables),
        rows=form.rows,
    )


def _score(form: Form, lang: str) -> str:
    whole = sum(one.points for one in form.criteria)
    if form.score is None or form.percent is None:
        return _say(lang, "no_score", open=number(whole))
    return _say(
        lang,
        "score",
        decided=number(form.decided),
        score=number(form.score),
        percent=number(form.percent),
        open=number(whole - form.decided),
    )


def _grade(form: Form, lang: str) -> str:
    if form.grade is None or form.by_score is None:
        return _say(lang, "no_grade")
    said = {"grade": form.grade.name.said(lang), "advice": form.grade.advice.said(lang)}
    if form.grade == form.by_score:
        return _say(lang, "grade", **said)
    reasons = ("；" if lang == "zh" else "; ").join(cap.reason.said(lang) for cap in _binding(form))
    return _say(lang, "capped", by_score=form.by_score.name.said(lang), reasons=reasons, **said)


def _binding(form: Form) -> Sequence[Cap]:
    """The caps that made the grade what it is."""
    return [cap for cap in form.caps if cap.grade == form.grade]


def _measured(form: Form, lang: str) -> list[str]:
    rows, outcomes = form.measurability.part("rows"), form.measurability.part("outcomes")
    if rows.value is None or form.measurability.index is None:
        return []
    counts = {"good": int(outcomes.good), "whole": int(outcomes.whole)}
    return [
        _say(
            lang,
            "measurable",
            good=int(rows.good),
            share=percent(rows.value),
            index=number(form.measurability.index),
        ),
        _say(lang, "outcomes", **counts) if counts["whole"] else _say(lang, "no_outcomes"),
    ]


def _findings(form: Form, lang: str) -> str:
    counts = dict(form.findings)
    if not any(counts.values()):
        return _say(lang, "no_findings")
    return _say(lang, "findings", all=sum(counts.values()), **counts)


def _answers(form: Form, lang: str) -> str:
    """What the reviewer did so far, "" for nothing."""
    kinds = Counter(one.answer.kind for one in form.revise if one.answer)
    ignored = sum(one.by == "reviewer" for _, one in form.allowed)
    if not (kinds or ignored or form.corrected):
        return ""
    return _say(
        lang,
        "answers",
        **{kind: kinds[kind] for kind in ANSWERS},
        ignored=ignored,
        corrected=len(form.corrected),
        open=sum(one.answer is None for one in form.revise),
    )


def _revised(form: Form, lang: str) -> str:
    """How the index moves with the wordings that were taken, "" where there is none."""
    after = form.revised.measurability.index if form.revised else None
    if after is None or form.measurability.index is None:
        return ""
    return _say(lang, "revised", before=number(form.measurability.index), after=number(after))


def _most(form: Form, lang: str) -> str:
    """The questions that lost most, with their points."""
    lost = [
        (one.points - one.score, one.text.said(lang))
        for criterion in form.criteria
        for one in criterion.questions
        if one.score is not None and one.score < one.points
    ]
    worst = sorted(lost, key=lambda one: -one[0])[:_MOST]
    if not worst:
        return ""
    before, after, between = ("（-", "）", "；") if lang == "zh" else (" (-", ")", "; ")
    texts = (f"{text}{before}{number(points)}{after}" for points, text in worst)
    return _say(lang, "most", questions=between.join(texts))
