"""Changes into the user's own csv: the fields that change are written anew, the others stay letter by letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from zhibiao.read.decode import MARKS, decode
from zhibiao.read.from_csv import split_records
from zhibiao.report.interface import say
from zhibiao.report.to_csv import guard
from zhibiao.revise.changes import Change, Planned, in_order
from zhibiao.revise.writers import Written, check, unwritten

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FIELD = r'(?P<field>"(?:[^"]++|"")*+"|[^{delimiter}\r\n]*)(?P<end>{delimiter}|\Z)'
_NUMBER = re.compile(r"[=＝+＋\-－]|[=＝+＋\-－]?\s*[0-9][0-9.,]*\s*[%％‰]?[一-鿿]*(?:/[一-鿿]+)?")
"""A sign, or a number with sign and unit: no spreadsheet computes anything from it, so it needs no guard."""


@dataclass(slots=True)
class _Record:
    """One record: its fields as they stand in the file, with their quotes, and its line end."""

    fields: list[str]
    end: str

    def set(self, column: int, text: str, delimiter: str) -> None:
        """Give a field another text."""
        self.fields += [""] * (column + 1 - len(self.fields))
        plain = text if _NUMBER.fullmatch(text) else guard(text)
        special = any(sign in plain for sign in (delimiter, '"', "\n", "\r"))
        self.fields[column] = '"' + plain.replace('"', '""') + '"' if special else plain


Records = dict[int, list[_Record]]
"""Each record by its line, with those inserted below it."""


def write_csv(data: bytes, planned: Sequence[Planned], *, path: str, lang: str) -> Written:
    """The table `data` with the planned changes, in its encoding, with its delimiter and its line ends.

    Raises ZhibiaoError RD03 or RD04 where it is no text.
    """
    text, encoding = decode(data, path)
    mark = next((mark for mark, name in MARKS if data.startswith(mark) and name == encoding), b"")
    lines = _LINE.findall(text)
    delimiter, found = split_records(text.replace("\r\n", "\n").replace("\r", "\n"))
    starts = [line for line, _ in found]
    records: Records = {
        line: [_record("".join(lines[line - 1 : until]), delimiter)]
        for line, until in zip(starts, [*(line - 1 for line in starts[1:]), len(lines)], strict=True)
    }
    ready = [check(one, lambda change: _hindrance(change, records), lang) for one in planned]
    done = [change for one in ready for change in one.cells]
    for change in done:
        if change.written and change.place:
            records[change.place.line][0].set(change.place.column, change.new, delimiter)
    for one in ready:
        done += _insert(one, records, delimiter, lang)
    head = lines[: starts[0] - 1] if starts else lines
    body = (delimiter.join(one.fields) + one.end for several in records.values() for one in several)
    content = "".join([*head, *body])
    return mark + content.encode(encoding), PurePath(path).suffix or ".csv", in_order(done)


def _record(text: str, delimiter: str) -> _Record:
    """A record taken apart so that its fields and its end make `text` again."""
    body = text.rstrip("\r\n")
    field = re.compile(_FIELD.format(delimiter=re.escape(delimiter)))
    fields: list[str] = []
    at = 0
    while found := field.match(body, at):
        fields.append(found["field"])
        at = found.end()
        if not found["end"]:
            break
    return _Record(fields=fields, end=text[at:])


def _hindrance(change: Change, records: Records) -> str:
    return "" if change.place and change.place.line in records else "no_place"


def _insert(one: Planned, records: Records, delimiter: str, lang: str) -> list[Change]:
    """Records below that of the row: the new cells, nothing else; as below a merged label."""
    flat = one.added()
    lines = {change.place.line for change in flat if change.place}
    if not flat or not flat[0].written:
        return flat
    if len(lines) != 1 or not lines <= records.keys():
        return unwritten(flat, say(lang, "no_place"))
    several = records[lines.pop()]
    for changes in one.inserted:
        last = several[-1]
        several.append(_Record(fields=[""] * len(several[0].fields), end=last.end))
        last.end = last.end or _usual_end(records)
        for change in changes:
            if change.place:
                several[-1].set(change.place.column, change.new, delimiter)
    return flat


def _usual_end(records: Records) -> str:
    """How the lines of the file end: what the last one needs when another follows."""
    return next((one.end for several in records.values() for one in several if one.end), "\n")
