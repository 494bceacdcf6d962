"""Files of the answer: each kind for each format, nothing of this machine in them, the accepted wording in the cell."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhibiao.cli.app import app
from zhibiao.desk.decided.corrections import corrections
from zhibiao.desk.decided.decisions import Decision, decision_to_json
from zhibiao.desk.decided.outputs import OUTPUTS, bundle, make_output
from zhibiao.desk.work.tasks import output, read
from zhibiao.errors import ZhibiaoError
from zhibiao.learn.added import read_added
from zhibiao.read import read_bytes
from zhibiao.read.decode import decode
from zhibiao.records import Review
from zhibiao.settings import Settings

from .choosing import SAMPLES, places, read_sample, take_first

USUAL = Settings()
SUFFIXES = {
    "dept_goal.docx": (".docx", ".docx", ".docx"),
    "project_selfeval.xlsx": (".xlsx", ".xlsx", ".xlsx"),
    "dept_goal.csv": (".csv", ".csv", ".docx"),
    "project_goal.html": (".xlsx", ".xlsx", ".docx"),
    "longterm_goal.txt": (".xlsx", ".xlsx", ".docx"),
}
"""Of the revised document, the list of changes and the annotated document."""


def make(
    kind: str, path: Path, decisions: list[Decision], review: Review | None = None, lang: str = "zh"
) -> tuple[str, bytes]:
    """That output for a sample."""
    found = review or read_sample(path)
    return make_output(kind, found, decisions, path.read_bytes(), path.name, lang, USUAL)


def texts(name: str, data: bytes) -> list[str]:
    """Every cell of a document."""
    page = read_bytes(data, name)
    return [cell.text for grid in page.grids for row in grid.rows for cell in row]


def unpacked(data: bytes) -> bytes:
    """The content with that of all its parts."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_for_every_format(samples: Path, name: str, lang: str):
    """All are made, under names that say what they are, the same each time, and name no folder of this machine."""
    review = read_sample(samples / name)
    decisions = take_first(review)
    made = {kind: make(kind, samples / name, decisions, review, lang) for kind in OUTPUTS}
    assert made == {kind: make(kind, samples / name, decisions, review, lang) for kind in OUTPUTS}
    found = tuple(Path(made[kind][0]).suffix for kind in ("revised", "changes", "annotated"))
    assert found == SUFFIXES[name]
    assert len({file for file, _ in made.values()}) == len(OUTPUTS)
    for file, data in made.values():
        assert file.startswith(Path(name).stem)
        assert not any(folder in unpacked(data) for folder in (b"/tmp", str(samples).encode()))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_accepted_wording_stands_in_the_revised_document(samples: Path, name: str):
    """The cell of the row says what was taken."""
    review = read_sample(samples / name)
    number, row = next((number, row) for number, row in places(review) if row.suggestions)
    edit = (("name", "经过审核的指标名称"),)
    decision = Decision(table=number, row=row.indicator.row, suggestion=1, edit=edit)
    file, data = make("revised", samples / name, [decision], review)
    assert "经过审核的指标名称" in texts(file, data)
    assert "经过审核的指标名称" in "".join(texts(*make("changes", samples / name, [decision], review)))


def test_names_of_folders_and_unsafe_letters_stay_outside(samples: Path):
    """A document of a zip is named by its last part, made safe; the form shows its name as it was handed in."""
    name = "../甲单位/预算#1.csv"
    review = read_sample(samples / "dept_goal.csv", name)
    original = (samples / "dept_goal.csv").read_bytes()
    file, data = make_output("form", review, [], original, name, "zh", USUAL)
    assert file == "预算_1_审核意见.docx"
    assert "预算#1.csv".encode() in unpacked(data)
    assert "甲单位".encode() not in unpacked(data)


@pytest.mark.parametrize("name", ["project_selfeval.xlsx", "dept_goal.csv", "longterm_goal.txt"])
def test_a_formula_stays_text(samples: Path, name: str):
    """What a person types is never computed by a spreadsheet."""
    review = read_sample(samples / name)
    number, row = next((number, row) for number, row in places(review) if row.suggestions)
    evil = '=HYPERLINK("http://x","y")'
    decision = Decision(table=number, row=row.indicator.row, suggestion=0, edit=(("name", evil),))
    for kind in ("revised", "changes"):
        file, data = make(kind, samples / name, [decision], review)
        if file.endswith(".csv"):
            text, _ = decode(data, file)
            cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
            assert f"'{evil}" in cells
            assert evil not in cells
        else:
            assert evil in texts(file, data)
            assert b"<f>" not in unpacked(data) or b"HYPERLINK" not in unpacked(data).split(b"<f>")[1]


@pytest.mark.parametrize("name", ["dept_goal.docx", "project_selfeval.xlsx", "dept_goal.csv"])
def test_the_decisions_are_what_revise_takes(samples: Path, tmp_path: Path, name: str):
    """`zhibiao revise --accept` with the file writes the same document."""
    review = read_sample(samples / name)
    decisions = [*take_first(review)[:4]]
    free = next(row for _, row in places(review) if all(row.indicator.row != one.row for one in decisions))
    edit = (("name", "改写的名称"),)
    decisions.append(Decision(table=1, row=free.indicator.row, suggestion=0, edit=edit))
    accepted = tmp_path / "accepted.json"
    accepted.write_bytes(make("decisions", samples / name, decisions, review)[1])
    assert json.loads(accepted.read_text("utf-8"))["source"] == name
    out = tmp_path / "out"
    done = CliRunner().invoke(app, ["revise", str(samples / name), "--accept", str(accepted), "-o", str(out)])
    assert done.exit_code == 0, done.output
    file, data = make("revised", samples / name, decisions, review)
    assert (out / file).read_bytes() == data


def test_what_was_ignored_is_in_no_list(samples: Path):
    """The annotated document and the list show the rest; the reason stands in the list."""
    path = samples / "project_selfeval.xlsx"
    review = read_sample(path)
    _, row = next((number, row) for number, row in places(review) if row.findings)
    finding = row.findings[0]
    decision = Decision(table=1, row=row.indicator.row, ignored=((finding.code, "本单位的特别理由"),))
    for kind in ("annotated", "findings"):
        before, after = (unpacked(make(kind, path, one, review)[1]) for one in ([], [decision]))
        assert before != after
        assert before.count(finding.code.encode()) > after.count(finding.code.encode()) or (
            "本单位的特别理由".encode() in after
        )


def test_corrections_are_rows_to_learn_from(samples: Path, tmp_path: Path):
    """`zhibiao train --add` reads each corrected row as it was handed in, a target like =100% included."""
    review = read_sample(samples / "dept_goal.csv")
    rows = [row.indicator for number, row in places(review)][:6]
    decisions = [Decision(table=1, row=row.row, category="O2") for row in rows]
    odd = Decision(table=1, row=rows[0].row, suggestion=1, category="M9")
    file = tmp_path / "corrections.tsv"
    file.write_text(corrections([(review, [odd, *decisions[1:]])]), encoding="utf-8")
    found = [
        (one.name, one.target, one.unit, one.level1, one.level2, one.category) for one in read_added(file)
    ]
    expected = ["M9", *["O2"] * 5]
    assert found == [
        (row.name, row.target, row.unit, row.level1, row.level2, code)
        for row, code in zip(rows, expected, strict=True)
    ]
    assert {one.document for one in read_added(file)} == {"dept_goal.csv"}


def test_corrections_guard_their_targets(samples: Path, tmp_path: Path):
    """A target that a spreadsheet would compute is written as text, and read as it was."""
    review = read_sample(samples / "dept_goal.csv")
    number, row = next((n, row) for n, row in places(review) if row.indicator.target.startswith("="))
    text = corrections([(review, [Decision(table=number, row=row.indicator.row, category="O2")])])
    assert f"\t'{row.indicator.target}\t" in text
    (tmp_path / "a.tsv").write_text(text, encoding="utf-8")
    assert read_added(tmp_path / "a.tsv")[0].target == row.indicator.target


def test_the_worker_makes_the_same(samples: Path):
    """The task of the worker takes decisions as the database keeps them."""
    path = samples / "dept_goal.docx"
    _, (reading,) = read({"name": path.name}, [path.read_bytes()])
    decisions = take_first(read_sample(path))
    texts_of = [decision_to_json(one) for one in decisions]
    facts = {"kind": "revised", "name": path.name, "lang": "zh", "decisions": texts_of, "settings": {}}
    made, (data,) = output(facts, [reading, path.read_bytes()])
    assert (made["name"], data) == make("revised", path, decisions)


def test_another_kind_is_refused(samples: Path):
    """Kinds are those listed, and nothing else."""
    with pytest.raises(ZhibiaoError) as raised:
        make("../../etc/passwd", samples / "dept_goal.csv", [])
    assert raised.value.code == "CF03"


def test_a_document_that_cannot_be_annotated_gets_a_new_one(samples: Path):
    """A PDF that is damaged by now becomes a Word document that says why."""
    review = read_sample(samples / "dept_goal.csv")
    pdf = replace(review, document=replace(review.document, format="pdf"))
    file, data = make_output("annotated", pdf, [], b"%PDF-1.4 nothing", "a.pdf", "zh", USUAL)
    assert file == "a_审核.docx"
    assert b"RD07" in unpacked(data)


def test_a_zip_keeps_all_files_apart():
    """Files of the same name get a number; the same files make the same zip."""
    items = [("甲.form.docx", b"1"), ("甲.form.docx", b"2"), ("乙_更正.tsv", b"3")]
    data = bundle(items)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {"甲.form.docx": b"1", "甲.form-2.docx": b"2", "乙_更正.tsv": b"3"}
    assert bundle(items) == data
