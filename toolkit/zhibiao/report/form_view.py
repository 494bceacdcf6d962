"""A review opinion in words, in one language: what form_docx and form_html lay out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhibiao.form.criteria import grades
from zhibiao.form.records import (
    Cap,
    Criterion,
    Deduction,
    Form,
    Question,
)
from zhibiao.form.summary import number
from zhibiao.ledger import count_states
from zhibiao.measurability import Measurability
from zhibiao.records import Amount
from zhibiao.report.fitting import shorten
from zhibiao.report.form_rows import remark_texts, row_view, set_aside_views
from zhibiao.report.form_texts import (
    CriterionView,
    FormView,
    IndexView,
    Pairs,
    QuestionView,
)
from zhibiao.report.interface import say
from zhibiao.report.ledger_view import (
    index_parts,
    index_text,
    places_text,
    reason_of,
    table_name,
)
from zhibiao.report.wording import in_language

_EXAMPLE = 110  # columns of an example in the evidence: the list of rows has it in full


def form_view(form: Form, lang: str) -> FormView:
    """The texts of `form` in `lang`."""
    points = sum(one.points for one in form.criteria)
    return FormView(
        facts=_facts(form, lang),
        summary=form.summary.said(lang),
        criteria=tuple(_criterion(one, form, lang) for one in form.criteria),
        total=_total(form, points, lang),
        total_score="—"
        if form.score is None
        else say(lang, "form_of", score=number(form.score), points=number(form.decided)),
        grade=form.grade.name.said(lang) if form.grade else say(lang, "form_no_grade"),
        reasons=tuple(_reason(cap, form, lang) for cap in form.caps if cap.grade == form.grade),
        grade_boxes="　".join(f"□ {grade.name.said(lang)}" for grade in grades()),
        source=form.source.said(lang),
        index=_index(form, lang),
        ledger=_ledger(form, lang),
        undecided=_undecided(form, lang),
        rows=tuple(row_view(one, form.tables, lang) for one in form.revise),
        remarks=remark_texts(form, lang),
        set_aside=set_aside_views(form, lang),
    )


def _facts(form: Form, lang: str) -> Pairs:
    missing = say(lang, "form_not_printed")
    names = (table_name(at, form.tables, lang) for at in range(1, len(form.tables) + 1))
    tables = "；".join(
        f"{say(lang, 'form_table', n=at)} {name}" if len(form.tables) > 1 else name
        for at, name in enumerate(names, start=1)
    )
    return (
        (say(lang, "org"), form.org or missing),
        (say(lang, "year"), "、".join(form.years) or missing),
        (say(lang, "document"), form.document),
        (
            say(lang, "form_tables"),
            f"{tables}（{say(lang, 'rows_count', n=form.rows)}）" if tables else missing,
        ),
        (say(lang, "form_money"), _money(form, lang) or missing),
    )


def _money(form: Form, lang: str) -> str:
    """The sums, each table named once; a star marks those whose column the source lost."""
    texts: list[str] = []
    last = -1
    for table, amount in form.amounts:
        name = say(lang, "form_table", n=table) if table else say(lang, "form_outside")
        shown = table != last and (len(form.tables) > 1 or not table)
        texts.append(f"{name + say(lang, 'colon') if shown else ''}{_amount(amount)}")
        last = table
    if form.more_amounts:
        texts.append(say(lang, "form_more_amounts", n=form.more_amounts))
    unsure = any(not amount.sure for _, amount in form.amounts)
    return "；".join(texts) + (f"（{say(lang, 'form_unsure')}）" if unsure else "")


def _amount(amount: Amount) -> str:
    group = amount.group.split()[-1] if amount.group else ""
    if group.strip("()（）") == amount.unit:
        group = ""
    label = "·".join(part for part in (amount.caption, group, amount.label, amount.column) if part)
    unit = "" if amount.text.endswith(amount.unit) else f" {amount.unit}"
    return f"{label} {amount.text}{unit}{'' if amount.sure else '*'}"


def _criterion(criterion: Criterion, form: Form, lang: str) -> CriterionView:
    score = say(lang, "form_open")
    if criterion.score is not None:
        score = say(lang, "form_of", score=number(criterion.score), points=number(criterion.decided))
    return CriterionView(
        name=criterion.name.said(lang),
        points=say(lang, "form_points", n=number(criterion.points)),
        score=score,
        grade=criterion.grade.name.said(lang) if criterion.grade else "",
        questions=tuple(_question(one, form, lang) for one in criterion.questions),
    )


def _question(question: Question, form: Form, lang: str) -> QuestionView:
    points = number(question.points)
    score = say(lang, "form_open")
    if question.score is not None:
        score = say(lang, "form_of", score=number(question.score), points=points)
    return QuestionView(
        text=question.text.said(lang),
        points=say(lang, "form_points", n=points),
        lines=tuple(_lines(question, form, lang)),
        score=score,
        own=f"　 / {points}",
        open=question.score is None,
    )


def _lines(question: Question, form: Form, lang: str) -> Iterable[tuple[str, str]]:
    if question.look is not None:
        yield "open", say(lang, "form_look", text=question.look.said(lang))
        return
    for one in question.deductions:
        yield "deduct", _deduction(one, form.tables, lang)
    if sum(one.points for one in question.deductions) > question.points:
        yield "deduct", say(lang, "form_all_gone")
    held = _codes_in(question, "held")
    if question.score is None:
        yield "open", say(lang, "form_no_subject" if held else "form_no_check")
    elif held:
        yield "held", say(lang, "form_held", n=len(held), codes=" ".join(held))
    yield from (("undecided", text) for text in _open_checks(question, lang))


def _open_checks(question: Question, lang: str) -> Iterable[str]:
    """The checks that were left undecided, each once with its first reason; all stand in the ledger."""
    reasons: dict[str, list[str]] = {}
    for one in question.ledger:
        if one.undecided:
            reasons.setdefault(one.code, []).append(reason_of(one, lang))
    for code, several in reasons.items():
        text = say(lang, "form_undecided", code=code, reason=shorten(several[0], _EXAMPLE))
        yield text + (say(lang, "form_undecided_more", n=len(several)) if len(several) > 1 else "")


def _codes_in(question: Question, state: str) -> list[str]:
    """Codes of the checks that are in that state in every table where they applied."""
    states: dict[str, set[str]] = {}
    for one in question.ledger:
        states.setdefault(one.code, set()).add(one.state)
    return [code for code, found in states.items() if found - {"not_applicable"} == {state}]


def _deduction(one: Deduction, tables: Sequence[str], lang: str) -> str:
    counts = ("、" if lang == "zh" else ", ").join(
        f"{say(lang, f'severity_{severity}')} {count}" for severity, count in one.counts
    )
    text = say(
        lang,
        "form_deduction" if one.points else "form_no_deduction",
        points=number(one.points),
        code=one.code,
        places=places_text(one.places, len(tables), lang),
        counts=counts,
    )
    example = say(lang, "form_example", text=shorten(in_language(one.example, lang), _EXAMPLE))
    parts = (text, say(lang, "form_capped") if one.capped else "", example)
    return (" " if lang == "en" else "").join(part for part in parts if part)


def _total(form: Form, points: float, lang: str) -> str:
    if form.score is None or form.percent is None:
        return say(lang, "form_no_check")
    return say(
        lang,
        "form_total_text",
        decided=number(form.decided),
        score=number(form.score),
        percent=number(form.percent),
        open=number(points - form.decided),
    )


def _reason(cap: Cap, form: Form, lang: str) -> str:
    return say(
        lang,
        "form_cap",
        grade=cap.grade.name.said(lang),
        reason=cap.reason.said(lang),
        places=places_text(cap.places, len(form.tables), lang),
    )


def _index(form: Form, lang: str) -> tuple[IndexView, ...]:
    """One line for each table, one for all where there are several, and one with the wordings taken.

    That of the only table is that of all: what is checked outside the tables counts as well.
    """
    several = len(form.by_table) > 1
    measured = form.by_table if several else (form.measurability,) * len(form.by_table)
    lines = [
        _index_line(
            f"{say(lang, 'form_table', n=at)} {table_name(at, form.tables, lang)}"
            if several
            else table_name(at, form.tables, lang),
            one,
            lang,
            open_rows=places_text(((1, row) for _, row in one.part("rows").other_rows), 1, lang),
        )
        for at, one in enumerate(measured, start=1)
    ]
    if len(lines) != 1:
        lines.append(_index_line(say(lang, "whole_file"), form.measurability, lang))
    if form.revised:
        lines.append(_index_line(say(lang, "form_after"), form.revised.measurability, lang))
    return tuple(lines)


def _index_line(name: str, found: Measurability, lang: str, open_rows: str = "") -> IndexView:
    return IndexView(name=name, index=index_text(found), parts=index_parts(found, lang), open_rows=open_rows)


def _ledger(form: Form, lang: str) -> str:
    """The counts of the ledger; those with the wordings taken behind them."""
    before = say(lang, "form_ledger_text", **count_states(form.ledger))
    if not form.revised:
        return before
    after = say(lang, "form_ledger_text", **count_states(form.revised.ledger))
    return f"{say(lang, 'form_before')}{before}{say(lang, 'form_revised_ledger')}{after}"


def _undecided(form: Form, lang: str) -> tuple[str, ...]:
    found = (
        f"{one.code} {one.table} {reason_of(one, lang)}".replace("  ", " ")
        for one in form.ledger
        if one.undecided
    )
    return tuple(dict.fromkeys(found))
