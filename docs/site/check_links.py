"""Checks a built site: no broken internal link, and nothing that a page loads comes from another host.

python docs/site/check_links.py out/site
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

LOADED = {
    "img": "src",
    "script": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "object": "data",
}
LAZY = ("mermaid", "glightbox", "pyodide")
"""Classes for which the theme's script would fetch a library from elsewhere: no page may have them."""
_CSS = re.compile(r"""(?:url\(|@import\s+)\s*["']?((?:https?:)?//[^"')\s]+)""")


def problems(site: Path) -> list[str]:
    """What is wrong with the pages and style sheets below `site`, one line each."""
    found = [
        f"{page.relative_to(site)}: {what}"
        for page in sorted(site.rglob("*.html"))
        for what in _of_page(page, site)
    ]
    for sheet in sorted(site.rglob("*.css")):
        hosts = _CSS.findall(sheet.read_text(encoding="utf-8"))
        found += [f"{sheet.relative_to(site)}: loads {host}" for host in hosts]
    return found


def _of_page(page: Path, site: Path) -> Iterator[str]:
    tree = _tree(page)
    for element in tree.iter(*LOADED):
        address = element.get(LOADED[element.tag], "")
        if _is_outside(address) and element.get("rel") != "canonical":
            yield f"loads {address}"
        elif address and not address.startswith("data:"):
            yield from _missing(address, page, site)
    for element in tree.iter("a"):
        address = element.get("href", "")
        if address and not _is_outside(address) and not urlsplit(address).scheme:
            yield from _missing(address, page, site)
    for text in tree.xpath("//style/text() | //@style"):
        yield from (f"loads {host}" for host in _CSS.findall(text))
    for name in LAZY:
        if tree.find_class(name):
            yield f"class {name} makes the browser load a script from elsewhere"


def _missing(address: str, page: Path, site: Path) -> Iterator[str]:
    parts = urlsplit(address)
    path = unquote(parts.path)
    target = page if not path else site / path.lstrip("/") if path.startswith("/") else page.parent / path
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file():
        yield f"broken link {address}"
    elif (
        parts.fragment
        and target.suffix == ".html"
        and unquote(parts.fragment) not in _places(target.resolve())
    ):
        yield f"broken link {address} (no such place in the page)"


def _is_outside(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https") or address.startswith("//")


def _tree(page: Path) -> html.HtmlElement:
    return html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@cache
def _places(page: Path) -> frozenset[str]:
    """Every id and name of a page, that is every place a link can lead to."""
    return frozenset(_tree(page).xpath("//@id | //a/@name"))


if __name__ == "__main__":
    wrong = problems(Path(sys.argv[1]))
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    sys.exit(bool(wrong))
