"""Review opinions as files: everything escaped, the same bytes each time, a filled-in form kept, headers repeated."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree, html

import zhibiao
from zhibiao.form import fill_form
from zhibiao.records import Allowed, Amount, Answer, Compared, Finding, Obligation, Review, ReviewedTable
from zhibiao.report import write
from zhibiao.report.form_docx import form_document, is_untouched
from zhibiao.report.form_html import form_page
from zhibiao.report.form_view import form_view
from zhibiao.report.ledger_view import places_text, ranges

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = "</td><script>alert(1)</script>{{ 7*7 }}&amp;\x00\x0b\x1b[31m\u202e\ud83d\ufffe]]>=1+1"


def spoil(review: Review) -> Review:
    """The review with hostile text wherever a document can put text."""

    def finding(one: Finding) -> Finding:
        return replace(one, message=one.message + HOSTILE, message_en=one.message_en + HOSTILE)

    def table(reviewed: ReviewedTable) -> ReviewedTable:
        rows = tuple(
            replace(
                row,
                indicator=replace(row.indicator, name=row.indicator.name + HOSTILE, target=HOSTILE),
                findings=tuple(finding(one) for one in row.findings),
                suggestions=tuple(
                    replace(one, wording=HOSTILE, name=HOSTILE, scale=(("优", HOSTILE),))
                    for one in row.suggestions
                ),
            )
            for row in reviewed.rows
        )
        amount = Amount(label="资金总额" + HOSTILE, text="1" + HOSTILE, value=1.0, unit="万元")
        facts = replace(reviewed.table, name=HOSTILE, org=HOSTILE, year=HOSTILE, amounts=(amount,))
        return replace(
            reviewed, table=facts, rows=rows, findings=tuple(finding(one) for one in reviewed.findings)
        )

    undecided = Obligation(
        code="EX01", name="not-read", table=HOSTILE, undecided=1, reason=HOSTILE, reason_en=HOSTILE
    )
    return replace(
        review,
        document=replace(review.document, source=f"{HOSTILE}.docx"),
        tables=tuple(table(one) for one in review.tables),
        ledger=(*review.ledger, undecided),
    )


@pytest.fixture(scope="module")
def sample(samples: Path) -> Review:
    """A reviewed sample with money, findings of all severities and suggestions."""
    return zhibiao.review(samples / "dept_goal.docx")


def text_of(data: bytes) -> str:
    """All text of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(root.itertext())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_stays_text(sample: Review, lang: str) -> None:
    """Tags, template signs and control characters of a document do nothing in either file."""
    view = form_view(fill_form(spoil(sample)), lang)
    page = form_page(view, HOSTILE, lang)
    parsed = html.fromstring(page.encode("utf-8", "backslashreplace"))
    assert len(parsed.xpath("//script")) == 1  # our own
    assert "49" not in "".join(parsed.xpath("//main//td[@lang]//text()"))
    document = docx.Document(io.BytesIO(form_document(view, lang)))
    words = "".join(cell.text for table in document.tables for cell in table._cells)
    assert "<script>" in words
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\ud800-\udfff]", words)


def test_the_page_fetches_nothing(sample: Review) -> None:
    """Style and script stand inside, under a policy that lets nothing else in."""
    page = form_page(form_view(fill_form(sample), "zh"), "表", "zh")
    (policy,) = html.fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert not re.findall(r"(?:src|href)=\"(?!data:,)[^#\"]+", page)


def test_the_same_review_gives_the_same_bytes(sample: Review, tmp_path: Path) -> None:
    """No time, no chance."""
    first = write([sample], tmp_path / "a", ["form"])
    second = write([sample], tmp_path / "b", ["form"])
    assert [path.name for path in first] == ["dept_goal.form.docx", "dept_goal.form.html"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_filled_in_form_is_kept(sample: Review, tmp_path: Path) -> None:
    """An untouched form is replaced; one that somebody wrote into stays, and the new one gets a number."""
    (form, page) = write([sample], tmp_path, ["form"])
    assert is_untouched(form)
    changed = replace(sample, tables=sample.tables[:1], ledger=())
    assert write([changed], tmp_path, ["form"]) == [form, page]
    document = docx.Document(str(form))
    document.tables[1]._cells[9].paragraphs[0].add_run("6")
    document.save(str(form))
    mine = form.read_bytes()
    assert not is_untouched(form)
    names = [path.name for path in write([sample], tmp_path, ["form"])]
    assert names == ["dept_goal.form-2.docx", "dept_goal.form.html"]
    assert form.read_bytes() == mine


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04broken"])
def test_a_strange_file_of_that_name_is_kept(sample: Review, tmp_path: Path, content: bytes) -> None:
    """What is no form of ours is nobody's to write over."""
    (tmp_path / "dept_goal.form.docx").write_bytes(content)
    assert write([sample], tmp_path, ["form"])[0].name == "dept_goal.form-2.docx"
    assert (tmp_path / "dept_goal.form.docx").read_bytes() == content


def test_headers_repeat_and_rows_are_not_cut(sample: Review) -> None:
    """Long tables stay readable over several pages; the schema's order of the row properties is kept."""
    data = form_document(form_view(fill_form(sample), "zh"), "zh")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        fonts = package.read("word/fontTable.xml").decode()
    tables = root.findall(f".//{W}tbl")
    assert len(tables) == 5
    assert [table.find(f".//{W}tblHeader") is not None for table in tables] == [
        False,
        True,
        True,
        False,
        True,
    ]
    for row in tables[-1].findall(f"{W}tr")[1:]:
        assert row.find(f"{W}trPr/{W}cantSplit") is not None
    assert 'w:name="宋体"' in fonts and "Noto Serif CJK SC" in fonts
    assert [section.get(f"{W}w") for section in root.iter(f"{W}pgSz")] == ["11906", "16838"]


def test_the_form_says_what_it_must(sample: Review) -> None:
    """Body, year, money, criteria, open questions, ledger, signatures: all there; no score without its reason."""
    text = text_of(form_document(form_view(fill_form(sample), "zh"), "zh"))
    for words in (
        "示例市招商和投资促进中心",
        "2024",
        "509.41 万元",
        "完整性",
        "相关性",
        "适当性",
        "可行性",
        "待人工评定",
        "可衡量性指数",
        "检查台账",
        "审核人（签字）",
        "□ 优",
        "财预〔2015〕88号（凭记忆写出，签署前请对照原文）",
    ):
        assert words in text, words
    form = fill_form(sample)
    for row in form.revise:
        assert row.name in text


def test_english_form(sample: Review) -> None:
    """The frame is English, what the document prints stays as printed."""
    view = form_view(fill_form(sample), "en")
    texts = [question.text for criterion in view.criteria for question in criterion.questions]
    assert all(not re.search("[\u4e00-\u9fff]", text) for text in texts)
    assert view.summary.startswith("Reviewed: dept_goal.docx")


def test_nothing_to_revise(sample: Review) -> None:
    """A clean table gets a form without the list, and says so."""
    clean = tuple(
        replace(one, findings=(), rows=tuple(replace(row, findings=()) for row in one.rows))
        for one in sample.tables
    )
    text = text_of(form_document(form_view(fill_form(replace(sample, tables=clean)), "zh"), "zh"))
    assert "没有须修改的行" in text


def test_a_document_without_tables(sample: Review) -> None:
    """Nothing read: the form is there, all open."""
    empty = replace(sample, tables=(), ledger=())
    view = form_view(fill_form(empty), "zh")
    assert "没有检查得出结论" in view.total
    assert form_document(view, "zh") and form_page(view, "表", "zh")


def test_two_documents_of_one_name(sample: Review, tmp_path: Path) -> None:
    """Each gets its own form."""
    other = replace(sample, document=replace(sample.document, source="anderswo/dept_goal.docx"))
    names = [path.name for path in write([sample, other], tmp_path, ["form"])]
    assert names == [
        "dept_goal.form.docx",
        "dept_goal.form.html",
        "dept_goal.form-2.docx",
        "dept_goal.form-2.html",
    ]


def test_places_in_words() -> None:
    """Neighbouring rows are joined; tables are numbered where there are several."""
    assert ranges([3, 1, 2, 9]) == "1–3、9"
    assert places_text([(1, 1), (1, 2), (2, 0)], 2, "zh") == "表1第1–2行；表2整张表"
    assert places_text([(1, 4)], 1, "en") == "rows 4"


def page_of(review: Review, folder: Path, lang: str = "zh") -> Any:
    """The page of a document, parsed."""
    write([review], folder, ["html"], lang=lang)
    return html.fromstring((folder / "dept_goal.html").read_text(encoding="utf-8"))


def test_ledger_panel(sample: Review, tmp_path: Path) -> None:
    """Undecided first and open, with its reason; every obligation is listed once."""
    undecided = Obligation(code="EX01", name="", undecided=1, reason="<b>未读</b>", reason_en="not read")
    page = page_of(replace(sample, ledger=(*sample.ledger, undecided)), tmp_path)
    states = page.xpath("//section[@class='ledger']//details")
    assert [one.get("data-state") for one in states] == ["undecided", "failed", "held", "not_applicable"]
    assert states[0].get("open") is not None
    assert "<b>未读</b>" in states[0].text_content()
    assert len(page.xpath("//section[@class='ledger']//li")) == len(sample.ledger) + 1


def test_compared_places_and_index_on_the_page(sample: Review, tmp_path: Path) -> None:
    """A finding shows the places it held against each other, escaped; the index stands with its parts."""
    (table,) = sample.tables
    places = (Compared(label="年度目标", text="<i>330个</i>"), Compared(label="第24行", text="=90个"))
    rows = tuple(
        replace(row, findings=tuple(replace(one, compared=places) for one in row.findings))
        for row in table.rows
    )
    page = page_of(replace(sample, tables=(replace(table, rows=rows, findings=()),)), tmp_path)
    shown = page.xpath("//span[@class='compared']")
    assert "<i>330个</i>" in shown[0].text_content() and shown[0].text_content().strip().startswith("比对：")
    assert page.xpath("string(//dl[@class='index-line']//dd[@class='big'])")


def test_index_and_ledger_for_machines_and_in_the_terminal(
    sample: Review, capsys: pytest.CaptureFixture[str]
) -> None:
    """The JSON has the index of the document and of each table with its rows; the terminal has one line."""
    from zhibiao.report.to_json import review_dict
    from zhibiao.report.to_terminal import to_terminal

    found = review_dict(sample)
    of_document, of_table = found["measurability"], found["tables"][0]["measurability"]
    assert (
        of_table["index"] and abs(of_document["index"] - of_table["index"]) < 5
    )  # checks of the document count too
    parts = {part["key"]: part for part in found["measurability"]["parts"]}
    assert len(parts["rows"]["good_rows"]) + len(parts["rows"]["other_rows"]) == found["summary"]["rows"]
    to_terminal([sample])
    assert "可衡量性指数" in capsys.readouterr().out


def test_boxes_are_ticked_by_what_was_decided(samples: Path) -> None:
    """Each row has the boxes that can be chosen, the one that was decided ticked; the wording is the one that was taken."""
    review = zhibiao.review(samples / "dept_goal.docx")
    wanted = [one for one in fill_form(review).revise if one.suggestion]
    taken, other, back = (one.place for one in wanted[:3])
    answers = {
        taken: Answer(kind="taken", wording="采纳的写法"),
        other: Answer(kind="reworded", wording="自己的写法"),
        back: Answer(kind="returned"),
    }
    (table,) = review.tables
    marked = tuple(replace(row, answer=answers.get((1, row.indicator.row))) for row in table.rows)
    form = fill_form(replace(review, tables=(replace(table, rows=marked),)), review)
    view = form_view(form, "zh")
    rows = {one.place: row for one, row in zip(form.revise, view.rows, strict=True)}
    assert rows[taken].boxes == ("☑ 采纳", "□ 另拟", "□ 退回") and rows[taken].wording == "采纳的写法"
    assert rows[other].boxes == ("□ 采纳", "☑ 另拟", "□ 退回") and rows[other].wording == "另拟：自己的写法"
    assert rows[back].boxes == ("□ 采纳", "□ 另拟", "☑ 退回")
    assert {row.boxes for place, row in rows.items() if not place[1]} == {("□ 退回",)}
    assert {
        row.boxes
        for one, row in zip(form.revise, view.rows, strict=True)
        if one.place[1] and not one.suggestion
    } == {("□ 另拟", "□ 退回")}
    texts = [
        cell.text
        for table in docx.Document(io.BytesIO(form_document(view, "zh"))).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert "☑ 采纳\n□ 另拟\n□ 退回" in texts
    assert view.index[-1].name == "按采纳和另拟的写法修改后"


def test_reasons_of_the_body_and_of_the_reviewer_are_kept_apart(samples: Path) -> None:
    """Who set a finding aside is said with its reason, in the document and on the page."""
    review = zhibiao.review(samples / "dept_goal.docx")
    table = review.tables[0]
    first, second = [row.findings[0] for row in table.rows if row.findings][:2]
    allowed = (
        Allowed(finding=first, reason="本单位口径"),
        Allowed(finding=second, reason="已核实", by="reviewer"),
    )
    view = form_view(
        fill_form(replace(review, tables=(replace(table, allowed=allowed), *review.tables[1:]))), "zh"
    )
    body, reviewer = view.set_aside
    assert (
        body.title.startswith("按单位自定的例外")
        and "本单位口径" in body.lines[0]
        and first.code in body.lines[0]
    )
    assert reviewer.title.startswith("审核人忽略") and "已核实" in reviewer.lines[0]
    page = form_page(view, "a", "zh")
    assert body.lines[0] in html.fromstring(page).text_content()
