"""Numbers of a batch that lead to their rows: in one document where all of them stand there, else in a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A text that leads to the rows behind it; `label` is what it says to who hears the page, "" where `text` will do.

    `href` is "" where nothing is behind it.
    """

    text: str
    href: str = ""
    label: str = ""


def document_link(key: str, **asked: str) -> str:
    """The address of a document, or of what is asked for in it.

    >>> document_link("a b", rule="VG01"), document_link("a", at="1.3")
    ('/documents/a%20b?rule=VG01', '/documents/a?at=1.3')
    """
    return f"/documents/{quote(key, safe='')}" + _query(asked)


def rows_link(batch: str, **asked: str) -> str:
    """The address of the rows of a batch that are asked for.

    >>> rows_link("b", rule="VG01", severity="")
    '/batches/b/rows?rule=VG01'
    """
    return f"/batches/{quote(batch, safe='')}/rows" + _query(asked)


def plot_link(batch: str, name: str, lang: str) -> str:
    """The address of a plot of a batch.

    >>> plot_link("b", "bodies", "en")
    '/batches/b/plots/bodies.svg?lang=en'
    """
    return f"/batches/{quote(batch, safe='')}/plots/{quote(name, safe='')}.svg" + _query({"lang": lang})


def counted_link(batch: str, keys: Iterable[str], count: int, label: str = "", /, **asked: str) -> Linked:
    """A number with its link: into the document where all its rows stand in one (`keys`), else to the rows of the batch.

    A zero leads nowhere. A document can be asked for rule, severity and category alone: anything else is a list of rows.

    >>> counted_link("b", ["d"], 3, rule="VG01").href, counted_link("b", ["d", "e"], 3, rule="VG01").href
    ('/documents/d?rule=VG01', '/batches/b/rows?rule=VG01')
    """
    text = str(count)
    if not count:
        return Linked(text=text, label=label)
    found = sorted(set(keys))
    if len(found) == 1 and asked.keys() <= {"rule", "severity", "category"}:
        return Linked(text=text, href=document_link(found[0], **asked), label=label)
    return Linked(text=text, href=rows_link(batch, **asked), label=label)


def _query(asked: dict[str, str]) -> str:
    given = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(given)}" if given else ""
