"""zhibiao (指标): reads budget performance goal tables and says which targets nobody can check.

The verbs here are the verbs of the command line. Some share their names with the folders that do the
work (`zhibiao.read` is a function, `zhibiao.read.from_text` a module): the functions are bound after the
folders were imported, so both ways of importing work. The target parser is loaded when first used.
"""

import sys
from typing import TYPE_CHECKING, Any

import zhibiao.read  # noqa: F401 - first: a later import would put the folder in the function's place
from zhibiao.classify import classify
from zhibiao.review import read, review
from zhibiao.suggest import suggest
from zhibiao.tag import tag
from zhibiao.version import __version__

if TYPE_CHECKING:
    from zhibiao.classify.why import why
    from zhibiao.form import fill_form
    from zhibiao.learn.queue import queue
    from zhibiao.target import find_targets, parse_target

__all__ = [
    "__version__",
    "classify",
    "fill_form",
    "find_targets",
    "parse_target",
    "queue",
    "read",
    "review",
    "suggest",
    "tag",
    "why",
]


if "pandas" in sys.modules:  # df.zhibiao; without pandas it waits for the first frame, see zhibiao.frames
    from zhibiao.frames.accessor import register as _register

    _register()


def __getattr__(name: str) -> Any:
    """The verbs that are loaded late."""
    if name in ("find_targets", "parse_target"):
        from zhibiao import target

        return getattr(target, name)
    if name == "fill_form":
        from zhibiao.form import fill_form

        return fill_form
    if name == "why":
        from zhibiao.classify.why import why

        return why
    if name == "queue":
        from zhibiao.learn.queue import queue

        return queue
    raise AttributeError(f"module 'zhibiao' has no attribute {name!r}")
