"""Comments at cells: a new one, or our text below the one that stands there.

Where Excel keeps a conversation (a threaded comment), it shows that and not our text below it; other programs
show both, and the list has everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zhibiao.report.workbook.xml import Element, child, clean, get_or_make, local, set_text, tag

Runs = Sequence[tuple[str, bool]]  # (text, bold)


@dataclass(slots=True)
class Comments:
    """The comments of one sheet by address; `author` is the name that ours carry."""

    root: Element
    author: str
    by_address: dict[str, Element] = field(default_factory=dict)

    def add(self, reference: str, runs: Runs) -> bool:
        """Write `runs` at a cell; True where that made a new comment, which needs a box."""
        old = self.by_address.get(reference)
        if old is not None:
            _append(get_or_make(old, "text", ()), runs)
            return False
        entries = get_or_make(self.root, "commentList", ("authors",))
        comment = child(entries, "comment", ref=reference, authorId=self._author())
        text = child(comment, "text")
        for piece, bold in runs:
            _run(text, piece, bold=bold)
        self.by_address[reference] = comment
        return True

    def _author(self) -> int:
        authors = get_or_make(self.root, "authors", ())
        names = [node.text or "" for node in authors]
        if self.author not in names:
            child(authors, "author").text = self.author
            names.append(self.author)
        return names.index(self.author)


def read_comments(root: Element, author: str) -> Comments:
    """The comments of this part."""
    known = {node.get("ref", ""): node for node in root.iterfind("{*}commentList/{*}comment")}
    return Comments(root=root, author=author, by_address=known)


def new_comments(like: Element) -> Element:
    """A part without comments, in the dialect of the sheet `like`."""
    from lxml import etree

    space = etree.QName(like).namespace
    root = etree.Element(tag(like, "comments"), nsmap={None: space})
    child(root, "authors")
    child(root, "commentList")
    return root


def _append(text: Element, runs: Runs) -> None:
    """Our text below what is there, unless it was written at an earlier review."""
    said = "".join(node.text or "" for node in text.iter("{*}t"))
    if clean("".join(piece for piece, _ in runs)) in said:
        return
    for plain in text.findall("{*}t"):  # a text is either bare or in runs
        run = child(text, "r")
        text.insert(0, run)
        run.append(plain)
    after = [node for node in text if local(node) not in ("r", "t")]
    for piece, bold in [("\n\n", False)] * bool(said) + list(runs):
        _run(text, piece, bold=bold)
    for node in after:  # phonetic notes stay last
        text.append(node)


def _run(text: Element, piece: str, *, bold: bool) -> None:
    run = child(text, "r")
    look = child(run, "rPr")
    if bold:
        child(look, "b")
    child(look, "sz", val=9)
    child(look, "color", indexed=81)  # the system's colour of hints
    child(look, "rFont", val="宋体")
    child(look, "family", val=3)
    child(look, "charset", val=134)
    set_text(child(run, "t"), piece)
