"""Templates to pages: everything escaped, the pieces of the reports at hand, nothing loaded from elsewhere."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from zhibiao.desk.wording import clock, say
from zhibiao.report.flat import plain_wording
from zhibiao.report.interface import canonical_name, category_name
from zhibiao.report.pages import comparable_text, suggestion_facts
from zhibiao.report.wording import clause_target, in_language
from zhibiao.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    return Environment(
        # The desk's own templates first; then those of the reports, for the pieces that both show.
        loader=ChoiceLoader(
            [PackageLoader("zhibiao.desk", "templates"), PackageLoader("zhibiao.report", "templates")]
        ),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, lang: str, context: dict[str, Any]) -> str:
    """The page or piece of a page that `template` makes of `context`, with texts in `lang`.

    What is no text, as half of a pair of surrogates in a file, becomes a question mark.
    """
    made = (
        _environment()
        .get_template(template)
        .render(
            lang=lang,
            t=partial(say, lang),
            message=partial(in_language, lang=lang),
            category=partial(category_name, lang=lang),
            canonical=partial(canonical_name, lang=lang),
            read_as=partial(clause_target, lang=lang),
            suggestion_facts=partial(suggestion_facts, lang=lang),
            comparable_text=comparable_text,
            wording=plain_wording,
            clock=clock,
            program_version=__version__,
            **context,
        )
    )
    return made.encode("utf-8", "replace").decode("utf-8")
