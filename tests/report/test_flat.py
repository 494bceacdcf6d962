"""Flat rows, csv and json: the forms that other programs read."""

from __future__ import annotations

import csv
import io
import json
import types
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from zhibiao.errors import ZhibiaoError
from zhibiao.records import Document, Finding, Obligation, Review, ReviewedRow, ReviewedTable, Table
from zhibiao.report import to_csv, to_json
from zhibiao.report.flat import flat_rows, given_rows
from zhibiao.schema import COLUMNS, GIVEN


def test_flat_rows_have_the_columns_of_the_schema(review: Review) -> None:
    """Every row has exactly the columns of schema.COLUMNS, in order."""
    rows = flat_rows(review)
    assert len(rows) == 10
    assert {tuple(row) for row in rows} == {COLUMNS}


def test_flat_row_values(review: Review) -> None:
    """Place, target, label, findings and suggestion of a row stand in their columns."""
    row = flat_rows(review)[1]
    assert (row["table"], row["row"], row["year"], row["name"]) == (
        "整体绩效目标表",
        2,
        "2025",
        "公共文化服务水平",
    )
    assert (row["target_tier"], row["lower"], row["lower_inclusive"]) == ("vague", None, None)
    assert (row["category"], row["category_printed"]) == ("E2", "O1")
    assert row["candidates"] == "O2:0.11;E4:0.03"
    assert row["findings"] == "VG01;CP02;VG03;CT01;VG02"
    assert row["suggestion"] == "人均年参加公共文化活动次数 ≥ ____ 次（较上年提高）"


def test_flat_row_of_an_interval(review: Review) -> None:
    """A closed interval keeps both bounds and says that they are included; needs_review is a truth value."""
    row = flat_rows(review)[4]
    assert (row["lower"], row["upper"], row["lower_inclusive"], row["upper_inclusive"]) == (
        5.0,
        8.0,
        True,
        True,
    )
    assert row["unit_norm"] == "%"
    assert row["needs_review"] is False


def test_given_rows_of_a_document(review: Review) -> None:
    """A document that nobody reviewed has the given columns, with the same values as its review."""
    rows = given_rows(review.document)
    assert {tuple(row) for row in rows} == {tuple(GIVEN)}
    assert rows == [{column: row[column] for column in GIVEN} for row in flat_rows(review)]


def test_none_only_where_a_bound_is_missing(review: Review) -> None:
    """Only the bounds may be None: texts are empty, not missing."""
    empty = {column for row in flat_rows(review) for column, value in row.items() if value is None}
    assert empty == {"lower", "upper", "lower_inclusive", "upper_inclusive"}


def test_csv_is_safe_and_complete(review: Review, tmp_path: Path) -> None:
    """The csv has a byte order mark, one line per indicator, and no cell that a spreadsheet would run."""
    [path] = to_csv.write([review], tmp_path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 10
    assert rows[2]["target"].startswith("'=HYPERLINK(")
    assert rows[3]["target"] == "'=100%"
    assert rows[9]["name"] == "'-2+3 数据"
    assert rows[4]["lower"] == "5"
    assert rows[4]["needs_review"] == "false"
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@\t\r" and cell]


def test_csv_gives_every_text_back(review: Review) -> None:
    """Reading the csv and taking the apostrophes off gives the texts of the flat rows again."""
    rows = flat_rows(review)
    read = csv.DictReader(io.StringIO(to_csv.rows_text(rows)))
    for row, cells in zip(rows, read, strict=True):
        texts = {column: value for column, value in row.items() if isinstance(value, str)}
        assert {column: to_csv.unguard(cells[column]) for column in texts} == texts


def test_rows_text_of_given_rows(review: Review) -> None:
    """Rows without the added columns are written with their own columns; no rows give a header."""
    assert to_csv.rows_text(given_rows(review.document)).split("\n")[0] == ",".join(GIVEN)
    assert to_csv.rows_text([]) == ",".join(COLUMNS) + "\n"


def test_lines_text(review: Review) -> None:
    """Flat rows as JSON lines are the same rows again, and a bound that is not finite is null."""
    rows = flat_rows(review)
    assert [json.loads(line) for line in to_json.lines_text(rows).splitlines()] == rows
    assert to_json.lines_text([{"lower": float("inf")}]) == '{"lower": null}\n'


def _build(kind: Any, value: Any) -> Any:
    """A record again from what JSON kept of it: the reverse of dataclasses.asdict."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        assert set(value) == set(hints), kind
        return kind(**{name: _build(hints[name], value[name]) for name in hints})
    if origin is tuple:
        items = [arguments[0]] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(_build(item, part) for item, part in zip(items, value, strict=True))
    if origin is Literal:
        assert value in arguments
    if origin in (Union, types.UnionType):
        assert value is None or isinstance(value, arguments[0])
    if isinstance(kind, type):
        assert isinstance(value, kind)
    return value


def _table(data: dict[str, Any]) -> ReviewedTable:
    rows = _build(tuple[ReviewedRow, ...], data["rows"])
    findings = _build(tuple[Finding, ...], data["findings"])
    own = {field.name: data[field.name] for field in fields(Table) if field.name != "indicators"}
    table = replace(_build(Table, {**own, "indicators": []}), indicators=tuple(row.indicator for row in rows))
    return ReviewedTable(table=table, rows=rows, findings=findings)


def _review(data: dict[str, Any]) -> Review:
    tables = tuple(_table(table) for table in data["tables"])
    left_out = ("tables", "prose")
    own = {field.name: data[field.name] for field in fields(Document) if field.name not in left_out}
    document = _build(Document, {**own, "tables": [], "prose": []})
    document = replace(document, tables=tuple(table.table for table in tables))
    return Review(
        document=document,
        tables=tables,
        model=data["model"],
        version=data["version"],
        ignored=tuple(data["ignored"]),
        ledger=tuple(_obligation(entry) for entry in data["ledger"]),
    )


def _obligation(data: dict[str, Any]) -> Obligation:
    """A line of the ledger; its state follows from its counts."""
    one: Obligation = _build(Obligation, {name: value for name, value in data.items() if name != "state"})
    assert one.state == data["state"]
    return one


def _without_prose(review: Review) -> Review:
    return replace(review, document=replace(review.document, prose=()))


def test_json_round_trip(review: Review, small_review: Review, tmp_path: Path) -> None:
    """Nothing of a review is lost in JSON but the prose of the document: the records can be built again from it."""
    [path] = to_json.write([review, small_review], tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "公共文化服务水平" in text
    content = json.loads(text)
    assert content["schema_version"] == 1
    assert [_review(data) for data in content["reviews"]] == [
        _without_prose(review),
        _without_prose(small_review),
    ]


def test_json_of_nothing_has_every_key() -> None:
    """Without reviews and failures the keys are there, empty."""
    content = json.loads(to_json.dumps([]))
    assert set(content) == {"schema_version", "program", "version", "reviews", "failures"}
    assert content["reviews"] == content["failures"] == []


def test_json_knows_no_infinity(small_review: Review) -> None:
    """A bound that is not finite is written as null: no bound; the text is strict JSON."""
    table = small_review.tables[0]
    row = replace(table.rows[0], target=replace(table.rows[0].target, upper=float("inf")))
    review = replace(small_review, tables=(replace(table, rows=(row,)),))

    def refuse(word: str) -> None:
        pytest.fail(f"not JSON: {word}")

    content = json.loads(to_json.dumps([review]), parse_constant=refuse)
    assert content["reviews"][0]["tables"][0]["rows"][0]["target"]["upper"] is None


def test_json_failures() -> None:
    """A file that could not be read stands in JSON with its code, message and advice in both languages."""
    [failure] = json.loads(to_json.dumps([], [ZhibiaoError("RD01", path=Path("a.txt"))]))["failures"]
    assert set(failure) == {"code", "zh", "en", "do_zh", "do_en", "values"}
    assert (failure["code"], failure["zh"], failure["values"]) == (
        "RD01",
        "文件不存在：a.txt",
        {"path": "a.txt"},
    )


def test_odd_file_name(small_review: Review, tmp_path: Path) -> None:
    """A source whose name cannot be decoded is still written, as an escape that JSON can read."""
    review = replace(small_review, document=replace(small_review.document, source="a\udcff.docx"))
    [path] = to_json.write([review], tmp_path)
    assert json.loads(path.read_text(encoding="utf-8"))["reviews"][0]["source"] == "a\udcff.docx"
    assert to_csv.write([review], tmp_path)[0].exists()
