"""Whatever is chosen in whatever layout: what is said to be written stands in the document, all else as before."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhibiao.read.grid import tidy_cell
from zhibiao.records import Document, Review
from zhibiao.report.to_csv import guard
from zhibiao.review import read
from zhibiao.revise import Choice, choose_first, revise
from zhibiao.revise.choices import EDITABLE
from zhibiao.revise.texts import CELLS, OF_THE_OLD

from .make import (
    BUILDERS,
    LAYOUTS,
    PLAIN,
    ROWS,
    advice,
    build,
    cells,
    correction,
    rows,
    split,
    with_advice,
    write,
)

SOFFICE = shutil.which("soffice")
FORMATS = ("docx", "xlsx", "csv")
ADVICE = [
    advice("甲指标数量"),
    advice("乙指标率", value="", unit="%", comparator="="),
    advice("丙成效", kind="scale", value="", scale=(("优", "都满足"), ("差", "都不满足"))),
    correction(target="≤7%", comparator_printed="≤", interim="半年:≤3%"),
    correction(name="丁", unit="次", level2="质量指标"),
]
TEXTS = st.text("甲乙丙≥=-+@％5.,;；\t\n \"'<&\u3000", max_size=12)
EDITS = st.dictionaries(st.sampled_from(EDITABLE), TEXTS, max_size=3)
PICKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, len(ADVICE)), EDITS), max_size=12)


@cache
def document(folder: Path, name: str, format_: str) -> Document:
    """A layout in one format, read once."""
    path = folder / f"{name}.{format_}"
    path.write_bytes(BUILDERS[format_](LAYOUTS[name]))
    return read(path)


def choices_of(review: Review, picks: list[tuple[int, int, dict[str, str]]]) -> list[Choice]:
    """A choice for as many rows, each once; without line breaks in a csv, where they would move the lines below."""
    gone = "\n" if review.document.format == "csv" else ""
    known = [
        (number, row.indicator) for number, table in enumerate(review.tables, start=1) for row in table.rows
    ]
    return [
        Choice(
            table=table,
            row=row.row,
            name=row.name,
            suggestion=suggestion,
            edit=tuple((field, text.replace(gone, "")) for field, text in edit.items()),
        )
        for at, (suggestion, edit) in {at % len(known): rest for at, *rest in picks}.items()
        for table, row in known[at : at + 1]
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the layouts are kept."""
    return tmp_path_factory.mktemp("layouts")


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(name=st.sampled_from(sorted(LAYOUTS)), format_=st.sampled_from(FORMATS), picks=PICKS)
def test_every_written_change_is_found_again(
    folder: Path, name: str, format_: str, picks: list[tuple[int, int, dict[str, str]]]
) -> None:
    """At its place, and every other cell is as it was; what is not written says why."""
    review = with_advice(document(folder, name, format_), ADVICE)
    path, changes = write(review, choices_of(review, picks), folder)
    before, after = cells(Path(review.document.source)), cells(path)
    written = {}
    for one in changes:
        assert bool(one.note) is not one.written, one
        if one.written:
            assert one.place
            assert one.field in CELLS or (one.field in OF_THE_OLD and not one.new)
            place = (one.place.sheet, one.place.line, one.place.column)
            assert place not in written, one
            written[place] = one
            assert tidy_cell(one.old) == before.pop(place, "")
            shown = {tidy_cell(one.new)} | ({tidy_cell(guard(one.new))} if format_ == "csv" else set())
            assert after.pop(place, "") in shown, one
    assert {place: text for place, text in before.items() if text} == {
        place: text for place, text in after.items() if text
    }


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_row_can_be_split(folder: Path, name: str, format_: str) -> None:
    """In every layout: each row that says so has its parts below it, the labels of the rows are those before."""
    review = with_advice(document(folder, name, format_), [split("甲", "乙", "丙")])
    for number, table in enumerate(review.tables, start=1):
        choices = [one for one in choose_first(review) if one.table == number]
        path, changes = write(review, choices, folder)
        inserted = {one.row for one in changes if one.added and one.written}
        renamed = {one.row for one in changes if one.field == "name" and not one.added and one.written}
        expected = []
        for row in (row.indicator for row in table.rows):
            names = ["甲" if row.row in renamed else row.name] + ["乙", "丙"] * (row.row in inserted)
            expected += [(row.level1, row.level2, name) for name in names]
        assert rows(path, "level1", "level2", "name", table=number) == expected


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_libreoffice_opens_what_is_written(tmp_path: Path) -> None:
    """Documents with new texts and new rows, and the lists of changes, become pages with these texts."""
    from pypdf import PdfReader

    made = []
    for number, table in enumerate((ROWS, PLAIN)):
        for format_ in FORMATS:
            path = build(tmp_path, format_, table).rename(tmp_path / f"{number}{format_}.{format_}")
            review = with_advice(read(path), [split("修订甲场次", "修订乙场次")])
            done = revise(review, choose_first(review)[1:3], tmp_path)
            made += [done.document, done.listing]
    out = tmp_path / "pdf"
    for kind in (".docx", ".xlsx", ".csv"):
        files = [path for path in made if path.suffix == kind]
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
        command += ["--infilter=CSV:44,34,76"] * (kind == ".csv")  # comma, quote, UTF-8
        command += map(str, files)
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        for file in files:
            pages = PdfReader(out / f"{file.stem}.pdf").pages
            text = "".join(page.extract_text() for page in pages).replace("\n", "")
            assert text.count("修订甲场次") >= 2, file.name
            assert text.count("修订乙场次") >= 2, file.name
