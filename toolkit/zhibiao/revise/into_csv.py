"""Changes into the user's own csv: the records that change are written anew, the others stay letter by letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from zhibiao.read.decode import MARKS, decode
from zhibiao.read.from_csv import split_records
from zhibiao.report.interface import say
from zhibiao.report.to_csv import guard
from zhibiao.revise.changes import Change, Planned, in_order
from zhibiao.revise.writers import Written, unwritten

_NUMBER = re.compile(r"[=＝]?\s*[0-9][0-9.,]*[%％]?")


@dataclass(slots=True)
class _Record:
    """One record: its text in the file (without the line end), its fields, and whether they have changed."""

    text: str
    fields: list[str]
    changed: bool = False

    def set(self, column: int, text: str) -> None:
        self.fields += [""] * (column + 1 - len(self.fields))
        self.fields[column] = text if _NUMBER.fullmatch(text) else guard(text)
        self.changed = True


def write_csv(data: bytes, planned: Sequence[Planned], *, path: str, lang: str) -> Written:
    """The table `data` with the planned changes, in its encoding, with its delimiter and its line ends.

    Raises ZhibiaoError RD03 or RD04 where it is no text.
    """
    text, encoding = decode(data, path)
    mark = next((mark for mark, name in MARKS if data.startswith(mark) and name == encoding), b"")
    end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter, found = split_records(text)
    lines = text.split("\n")
    starts = [line for line, _ in found]
    head = lines[: starts[0] - 1] if starts else lines
    records: dict[int, list[_Record]] = {}
    for at, (line, fields) in enumerate(found):
        until = starts[at + 1] - 1 if at + 1 < len(starts) else len(lines)
        raw = "\n".join(lines[line - 1 : until])
        records[line] = [_Record(text=raw, fields=list(fields))]
    done: list[Change] = []
    for one in planned:
        done += [_write(change, records, lang) for change in one.cells]
    for one in planned:
        done += _insert(one, records, lang)
    body = [_line(record, delimiter) for several in records.values() for record in several]
    content = "\n".join([*head, *body]).replace("\n", end)
    suffix = PurePath(path).suffix or ".csv"
    return mark + content.encode(encoding), suffix, in_order(done)


def _line(record: _Record, delimiter: str) -> str:
    """The record as it stands, or written anew with quotes where a field needs them."""
    if not record.changed:
        return record.text
    tail = "\n" if record.text.endswith("\n") else ""
    special = (delimiter, '"', "\n")
    quoted = (
        '"' + field.replace('"', '""') + '"' if any(sign in field for sign in special) else field
        for field in record.fields
    )
    return delimiter.join(quoted) + tail


def _write(change: Change, records: dict[int, list[_Record]], lang: str) -> Change:
    if not change.written or change.place is None:
        return change
    several = records.get(change.place.line)
    if several is None:
        return replace(change, written=False, note=say(lang, "no_place"))
    record, column = several[0], change.place.column
    if not change.within:
        record.set(column, change.new)
        return change
    text = record.fields[column] if column < len(record.fields) else ""
    if change.old and text.count(change.old) == 1:
        record.set(column, text.replace(change.old, change.new))
        return change
    return replace(change, written=False, note=say(lang, "not_found"))


def _insert(one: Planned, records: dict[int, list[_Record]], lang: str) -> list[Change]:
    """Records below that of the row: the new cells, nothing else; as below a merged label."""
    done: list[Change] = []
    for changes in one.inserted:
        line = next((change.place.line for change in changes if change.place), 0)
        if line not in records:
            done += unwritten(changes, say(lang, "no_place"))
            continue
        made = _Record(text="", fields=[""] * len(records[line][0].fields))
        for change in changes:
            if change.place:
                made.set(change.place.column, change.new)
        records[line].append(made)
        done += changes
    return done
