"""Templates to pages: everything escaped, style and script inside, nothing else allowed to run or load."""

from __future__ import annotations

import base64
import hashlib
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from zhibiao.report.flat import plain_wording
from zhibiao.report.interface import category_name, say
from zhibiao.report.pages import comparable_text, suggestion_facts
from zhibiao.report.wording import clause_target, in_language
from zhibiao.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment


def _template_file(name: str) -> str:
    return files("zhibiao.report").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(css: str, js: str) -> str:
    """A content security policy that admits exactly this style and this script."""
    style, script = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (css, js))
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("zhibiao.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css, js = _template_file("style.css"), _template_file("page.js")
    # The only two texts that are not escaped: both are files of this package.
    environment.globals.update(
        css=Markup(css),  # noqa: S704
        js=Markup(js),  # noqa: S704
        policy=_policy(css, js),
    )
    return environment


def helpers(lang: str) -> dict[str, Any]:
    """What every template may call, in `lang`: names of codes, messages, suggestions in words."""
    return {
        "lang": lang,
        "message": partial(in_language, lang=lang),
        "category": partial(category_name, lang=lang),
        "read_as": partial(clause_target, lang=lang),
        "suggestion_facts": partial(suggestion_facts, lang=lang),
        "comparable_text": comparable_text,
        "wording": plain_wording,
        "program_version": __version__,
    }


def render(template: str, lang: str, context: dict[str, Any]) -> str:
    """The page that `template` makes of `context`, with interface texts in `lang`."""
    shown = {"t": partial(say, lang), "shown_text": say(lang, "shown")}
    return _environment().get_template(template).render(**helpers(lang), **shown, **context)
