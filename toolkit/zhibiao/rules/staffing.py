"""How many posts and how many people in them a document reports; the words stand in lexicon/money.yml, `staff`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zhibiao.records import Amount, Compared, Document
from zhibiao.rules.compared import of_amount
from zhibiao.rules.money import bare_label, words
from zhibiao.rules.passages import numbers_after, passages

SEVERAL = "文中有几个编制数或在职人数，或在职人数含编外人员，无法确定用哪一个"
WINDOW = 60
"""Posts and people are reported in one breath: so many characters between them at most."""

MOST = 1.3
"""More people than this for each post are not all in posts (a hospital with contract staff)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Posts and the people in them, the word the text uses for these, and where it says so."""

    posts: int
    holders: int
    word: str
    compared: tuple[Compared, ...]

    @property
    def rate(self) -> float:
        """People in percent of posts."""
        return self.holders / self.posts * 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    word: str
    value: int
    start: int


def find_staff(document: Document) -> Staff | str | None:
    """Posts and people of a document; a reason where they are ambiguous, None where it reports none."""
    return _in_amounts(document) or _in_prose(document)


@cache
def _pattern(role: str) -> re.Pattern[str]:
    """A word of the role, words that may stand between, a number of people (行政编制 37 名, 实有人数39人)."""
    return numbers_after(words("staff"), role, r"(\d{1,5})(?:人|名|个(?!月))")


def _numbers(role: str, text: str) -> list[_Number]:
    return [
        _Number(word=found[1], value=int(found[2]), start=found.start())
        for found in _pattern(role).finditer(text)
        if int(found[2])
    ]


def _in_prose(document: Document) -> Staff | str | None:
    """The one passage that reports posts and people; sums of kinds of posts (行政, 事业) count as one number."""
    found: list[Staff] = []
    unclear = False
    for line, text in passages(document):
        for sentence in re.split(r"[。!！?？]", text):
            posts, holders = _numbers("posts", sentence), _numbers("holders", sentence)
            if not posts or not holders or abs(posts[0].start - holders[0].start) > WINDOW:
                continue
            post, holder = _one(posts, sentence), _one(_best(holders), sentence)
            if post is None or holder is None or holder > MOST * post or _mixed(sentence, holders[0]):
                unclear = True
                continue
            start = max(0, posts[0].start - 6)
            quoted = sentence[start : holders[-1].start + 12]
            place = Compared(label="人员情况", text=quoted, field="prose", line=line)
            word = _best(holders)[0].word
            found.append(Staff(posts=post, holders=holder, word=word, compared=(place,)))
    if len({(one.posts, one.holders) for one in found}) == 1:
        return found[0]
    return SEVERAL if found or unclear else None


def _best(holders: list[_Number]) -> list[_Number]:
    """People in established posts (在职, 在编) before all people (实有)."""
    exact = [one for one in holders if one.word != "实有"]
    return exact or holders


def _one(numbers: list[_Number], sentence: str) -> int | None:
    """The one number meant: the only one, the first where the others are its parts, the sum of kinds (行政, 事业)."""
    values = [one.value for one in numbers]
    kinds = [
        kind for one in numbers for kind in words("staff")["kinds"] if sentence[: one.start].endswith(kind)
    ]
    if len(values) > 1 and len(set(kinds)) == len(values):
        return sum(values)
    if len(set(values)) == 1 or values[0] == sum(values[1:]):
        return values[0]
    return None


def _mixed(sentence: str, holder: _Number) -> bool:
    """Whether the people include some without a post (实有50人（含编外12人）)."""
    after = sentence[holder.start : holder.start + 30]
    inside = re.search(r"含|包括|其中", after)
    return bool(inside) and any(word in after for word in words("staff")["not_holders"])


def _in_amounts(document: Document) -> Staff | None:
    """Numbers beside labels (编制人数 | 37 | 实有人数 | 39), one of each in the document."""
    amounts = [*document.amounts, *(one for table in document.tables for one in table.amounts)]
    counted = [one for one in amounts if one.value and not one.unit and one.value == int(one.value)]
    posts = [one for one in counted if _is(one, "posts")]
    holders = [one for one in counted if _is(one, "holders")]
    if len({one.value for one in posts}) != 1 or len({one.value for one in holders}) != 1:
        return None
    post, holder = posts[0], holders[0]
    compared = of_amount(post), of_amount(holder)
    word = next(word for word in words("staff")["holders"] if word in holder.label)
    return Staff(posts=int(post.value or 0), holders=int(holder.value or 0), word=word, compared=compared)


def _is(amount: Amount, role: str) -> bool:
    """Whether a label counts people of a role and nobody else."""
    lists = words("staff")
    label = bare_label(amount.label)
    others = (*lists["not_holders"], *lists["posts_not"], *(lists["posts"] if role == "holders" else ()))
    if role == "posts" and "编制" in label and not label.endswith(("编制", "编制数", "编制人数", "编制总数")):
        return False
    return any(word in label for word in lists[role]) and not any(word in label for word in others)
