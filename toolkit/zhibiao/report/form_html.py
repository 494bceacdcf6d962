"""The review opinion as a web page, one file that asks nobody for anything."""

from __future__ import annotations

from zhibiao.report.form_texts import FormView
from zhibiao.report.rendering import render


def form_page(view: FormView, title: str, lang: str) -> str:
    """The page of a review opinion on the document `title`."""
    return render("form.html.j2", lang, {"view": view, "document": title})
