"""The rows to be corrected and what costs nothing, in words: the second part of a review opinion."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.form.records import Corrected, Form, RowToRevise
from zhibiao.records import ANSWERS, Allowed, AnswerKind
from zhibiao.report.flat import full_wording
from zhibiao.report.form_texts import RowView, SetAsideView
from zhibiao.report.interface import category_name, say
from zhibiao.report.ledger_view import places_text
from zhibiao.report.remarks import severity_words
from zhibiao.report.wording import in_language


def row_view(one: RowToRevise, tables: Sequence[str], lang: str) -> RowView:
    """A row, or a whole table, with what is wrong, how it shall read and what was decided; `tables` are all names."""
    table, row = one.place
    return RowView(
        table=say(lang, "form_table", n=table) if len(tables) > 1 else "",
        row=str(row) if row else say(lang, "whole_table"),
        name=one.name,
        target=(one.target or say(lang, "empty")) if row else "",
        problems=tuple(
            (
                finding.severity,
                severity_words(finding.severity, lang),
                f"{finding.code} {in_language(finding, lang)}",
            )
            for finding in one.findings
        ),
        wording=_wording(one, lang) if row else "",
        boxes=_boxes(one, lang),
        fill=one.findings[0].severity if one.findings else "",
    )


def _wording(one: RowToRevise, lang: str) -> str:
    """What was taken or written; the first suggestion where nobody decided about it."""
    if one.answer and one.answer.kind == "taken":
        return one.answer.wording
    if one.answer and one.answer.kind == "reworded":
        return f"{say(lang, 'answer_reworded')}{say(lang, 'colon')}{one.answer.wording}"
    return full_wording(one.suggestion) if one.suggestion else say(lang, "form_no_wording")


def _boxes(one: RowToRevise, lang: str) -> tuple[str, ...]:
    """What can be decided about it, the box of what was decided ticked."""
    chosen = one.answer.kind if one.answer else ""
    kinds = [kind for kind in ANSWERS if kind == chosen or _is_open_to(one, kind)]
    return tuple(f"{'☑' if kind == chosen else '□'} {say(lang, f'answer_{kind}')}" for kind in kinds)


def _is_open_to(one: RowToRevise, kind: AnswerKind) -> bool:
    """Whether it can be decided so: a whole table can only be returned, a suggestion taken where there is one."""
    return kind == "returned" or bool(one.place[1] and (kind == "reworded" or one.suggestion))


def set_aside_views(form: Form, lang: str) -> tuple[SetAsideView, ...]:
    """The findings that cost nothing, those of the body and those of the reviewer apart."""
    found = []
    for by in ("body", "reviewer"):
        lines = tuple(_aside(table, one, form, lang) for table, one in form.allowed if one.by == by)
        if lines:
            found.append(SetAsideView(title=say(lang, f"form_allowed_by_{by}"), lines=lines))
    return tuple(found)


def _aside(table: int, one: Allowed, form: Form, lang: str) -> str:
    place = places_text([(table, one.finding.row)], len(form.tables), lang)
    reason = f"{say(lang, 'reason_allowed')}{say(lang, 'colon')}{one.reason}"
    return f"{place} {one.finding.code} {in_language(one.finding, lang)} — {reason}"


def _corrected(one: Corrected, form: Form, lang: str) -> str:
    return say(
        lang,
        "form_corrected",
        place=places_text([one.place], len(form.tables), lang),
        name=one.name,
        before=category_name(one.before, lang),
        after=category_name(one.after, lang),
    )


def remark_texts(form: Form, lang: str) -> tuple[str, ...]:
    """What is said below the rows: nothing to correct, notes, corrected categories, findings of no question."""
    codes = "、".join(dict.fromkeys(finding.code for finding in form.unplaced))
    return tuple(
        text
        for text in (
            "" if form.revise else say(lang, "form_nothing_to_revise"),
            say(lang, "form_notes", n=form.notes) if form.notes else "",
            *(_corrected(one, form, lang) for one in form.corrected),
            say(lang, "form_unplaced", codes=codes) if codes else "",
        )
        if text
    )
