"""What was decided, as the review form says it: the kind of each answer and the wording that was taken."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import openpyxl
from lxml import etree

import zhibiao
from zhibiao.desk.decided.answered import answered
from zhibiao.desk.decided.current import without_open_places
from zhibiao.desk.decided.decisions import Decision
from zhibiao.desk.decided.outputs import make_output
from zhibiao.records import Obligation
from zhibiao.report.flat import full_wording
from zhibiao.settings import Settings


def test_every_kind_of_decision_has_its_answer(samples):
    """Taken, edited, own words, sent back, category only: each is told apart, with the wording as it will read."""
    review = zhibiao.review(samples / "dept_goal.docx")
    offered = [row for row in review.tables[0].rows if row.suggestions][:3]
    one, two, three = (row.indicator.row for row in offered)
    decisions = [
        Decision(table=1, row=one, suggestion=1),
        Decision(table=1, row=two, suggestion=1, edit=(("target", "77"),)),
        Decision(table=1, row=three, suggestion=0, edit=(("target", "≥78次"),), category="E1"),
        Decision(table=1, row=0, confirmed=True),
    ]
    (table,) = answered(review, decisions, review).tables
    answers = {row.indicator.row: row.answer for row in table.rows if row.answer}
    assert {row: answer.kind for row, answer in answers.items()} == {
        one: "taken",
        two: "reworded",
        three: "reworded",
    }
    assert table.answer is not None and table.answer.kind == "returned"
    assert answers[one].wording == full_wording(offered[0].suggestions[0])
    assert "77" in answers[two].wording
    assert answers[three].wording.startswith(f"{offered[2].indicator.name} ")
    assert "≥78次" in answers[three].wording
    assert answers[three].category_before == offered[2].label.category
    assert (answers[one].category_before, answers[two].category_before) == ("", "")


def test_the_form_of_the_desk_carries_the_decisions(samples):
    """The document to be signed has the ticked box, the taken wording and the reason of what the reviewer ignored."""
    path = samples / "dept_goal.docx"
    review = zhibiao.review(path)
    first, second = [row for row in review.tables[0].rows if row.suggestions and row.findings][:2]
    code = second.findings[0].code
    decisions = [
        Decision(table=1, row=first.indicator.row, suggestion=1),
        Decision(table=1, row=second.indicator.row, ignored=((code, "已与单位核实"),)),
    ]
    _, data = make_output("form", review, decisions, path.read_bytes(), path.name, "zh", Settings())
    document = docx.Document(io.BytesIO(data))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    (row,) = [row for row in rows if "☑ 采纳" in row[-1]]
    assert row[0].split()[-1] == str(first.indicator.row)
    assert row[-2] == full_wording(first.suggestions[0])
    texts = [paragraph.text for paragraph in document.paragraphs]
    at = texts.index("审核人忽略，未扣分：")
    assert code in texts[at + 1] and texts[at + 1].endswith("已与单位核实")
    assert not [text for text in texts if "单位自定的例外" in text]


def test_open_places_of_taken_wordings_are_no_new_failure(samples):
    """What the body has yet to fill in is left out of the ledger; what was empty before stays a failure."""
    review = zhibiao.review(samples / "dept_goal.docx")
    held = Obligation(code="VG04", name="missing-target", table="甲", held=3)
    failed = Obligation(code="VG04", name="missing-target", table="甲", held=2, failed=1)
    other = Obligation(code="VG01", name="degree-word", table="甲", failed=1)
    now = replace(review, ledger=(failed, other))
    assert without_open_places(now, replace(review, ledger=(held,))).ledger == (other,)
    assert without_open_places(now, replace(review, ledger=(failed,))).ledger == (failed, other)


def test_the_annotated_document_and_the_list_say_what_was_decided(samples):
    """The comment at a cell and the line of the list have the decision and the wording that was taken, not the first."""
    path = samples / "dept_goal.docx"
    review = zhibiao.review(path)
    row = next(row for row in review.tables[0].rows if len(row.suggestions) > 1 and row.findings)
    other = next(one for one in review.tables[0].rows if one.findings and one is not row)
    decisions = [
        Decision(table=1, row=row.indicator.row, suggestion=2),
        Decision(table=1, row=other.indicator.row, confirmed=True),
    ]
    _, data = make_output("annotated", review, decisions, path.read_bytes(), path.name, "zh", Settings())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        comments = "".join(etree.fromstring(package.read("word/comments.xml")).itertext())
    assert f"处理：采纳建议写法：{full_wording(row.suggestions[1])}" in comments.replace("\n", "")
    assert "处理：退回" in comments
    _, data = make_output("findings", review, decisions, path.read_bytes(), path.name, "zh", Settings())
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[-1]
    told = {line[-1] for line in sheet.iter_rows(values_only=True)}
    assert f"处理：采纳\n{full_wording(row.suggestions[1])}" in told
