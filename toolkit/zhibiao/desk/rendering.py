"""Templates to pages: everything escaped, the pieces of the reports at hand, nothing loaded from elsewhere."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from zhibiao.desk.wording import clock, say
from zhibiao.report.rendering import helpers

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
    own = {"t": partial(say, lang), "clock": clock}
    made = _environment().get_template(template).render(**helpers(lang), **own, **context)
    return made.encode("utf-8", "replace").decode("utf-8")
