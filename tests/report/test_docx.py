"""Word reports: comments at the right cells of the user's own file, and new documents for everything else."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import docx
import pytest
from lxml import etree

from zhibiao.records import Review
from zhibiao.report import write
from zhibiao.report.docx_patch import add_comments
from zhibiao.report.remarks import Place, Remark
from zhibiao.review import review as review_file

SOFFICE = shutil.which("soffice")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override'
    ' PartName="/word/document.xml" ContentType="application/vnd.{}.main+xml"/>{}</Types>'
)
WORD = "openxmlformats-officedocument.wordprocessingml.document"
MACRO = "ms-word.document.macroEnabled"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
MAIN_LINK = f'<Relationship Id="r1" Target="word/document.xml" Type="{OFFICE}/officeDocument"/>'
CHANGED = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"}


def pack(
    body: str, parts: Mapping[str, str] = MappingProxyType({}), *, kind: str = WORD, types: str = ""
) -> bytes:
    """A Word file of the XML inside w:body and further parts by their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(kind, types))
        archive.writestr("_rels/.rels", RELS.format(MAIN_LINK))
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def p(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    """A cell; a text with a tag is taken as it is."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if '<' in text else p(text)}</w:tc>"


def tbl(*rows: Sequence[str]) -> str:
    """A table of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def at(line: int, column: int, code: str = "XX01", **more: Any) -> Remark:
    """A finding at a place."""
    place = Place(sheet="", line=line, column=column)
    return Remark(**{"code": code, "message": "意见", "severity": "high", "place": place, **more})


def commented(data: bytes) -> dict[str, tuple[str, str]]:
    """What each comment stands around, and its text, by its number."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/comments.xml"))
    texts = {note.get(f"{W}id"): "".join(note.itertext(f"{W}t")) for note in notes}
    found: dict[str, str] = {}
    running: set[str] = set()
    for node in root.iter():
        if node.tag == f"{W}commentRangeStart":
            running.add(node.get(f"{W}id"))
            found[node.get(f"{W}id")] = ""
        elif node.tag == f"{W}commentRangeEnd":
            running.remove(node.get(f"{W}id"))
        elif node.tag == f"{W}t":
            for number in running:
                found[number] += node.text or ""
    assert not running
    references = [node.get(f"{W}id") for node in root.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(found)
    return {number: (text, texts[number]) for number, text in found.items()}


def around(data: bytes, *remarks: Remark) -> list[str]:
    """The texts that the comments of `remarks` stand around, in the order of the document."""
    made, _ = add_comments(data, remarks, path="a.docx", lang="zh")
    return [text for text, _ in commented(made).values()]


@pytest.fixture(scope="module")
def sample() -> Path:
    """A real form, filled in by hand."""
    return Path(__file__).parents[2] / "corpora" / "samples" / "dept_goal.docx"


@pytest.fixture(scope="module")
def reviewed(sample: Path) -> Review:
    """The review of the sample."""
    return review_file(sample)


def test_the_sample_gets_its_comments_and_nothing_else(
    reviewed: Review, sample: Path, tmp_path: Path
) -> None:
    """Every finding stands in a comment at a cell with the field's text; all other parts are the same bytes."""
    (path,) = write([reviewed], tmp_path, ["docx"])
    assert path.name == "dept_goal_审核.docx"
    found = list(commented(path.read_bytes()).values())
    rows = {row.indicator.row: row.indicator for table in reviewed.tables for row in table.rows}
    for finding in reviewed.all_findings():
        if finding.row and finding.field:
            printed = getattr(rows[finding.row], finding.field)
            assert any(
                finding.message in note and re.sub(r"\s", "", text) == re.sub(r"\s", "", printed)
                for text, note in found
            ), finding
    everything = "".join(note for _, note in found)
    assert all(finding.message in everything for finding in reviewed.all_findings())
    with zipfile.ZipFile(sample) as before, zipfile.ZipFile(path) as after:
        assert [n for n in after.namelist() if n in before.namelist()] == before.namelist()
        changed = {
            n for n in after.namelist() if n not in before.namelist() or before.read(n) != after.read(n)
        }
        old, new = (etree.fromstring(archive.read("word/document.xml")) for archive in (before, after))
    assert changed == CHANGED
    for mark in list(new.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")):
        node = mark.getparent() if mark.tag == f"{W}commentReference" else mark
        node.getparent().remove(node)
    assert etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n")


def test_it_opens_in_python_docx(reviewed: Review, sample: Path, tmp_path: Path) -> None:
    """Same tables, same rows, and the comments with their author."""
    (path,) = write([reviewed], tmp_path, ["docx"])
    before, after = docx.Document(str(sample)), docx.Document(str(path))
    assert [len(t.rows) for t in after.tables] == [len(t.rows) for t in before.tables]
    comments = list(after.comments)
    assert {comment.author for comment in comments} == {"绩效审核"}
    assert any("VG02" in comment.text and "建议写法：" in comment.text for comment in comments)


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_it_opens_in_libreoffice(reviewed: Review, sample: Path, tmp_path: Path) -> None:
    """LibreOffice saves it again with as many tables, rows and comments."""
    (path,) = write([reviewed], tmp_path, ["docx"])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    before, after = docx.Document(str(sample)), docx.Document(str(tmp_path / "out" / path.name))
    assert [len(t.rows) for t in after.tables] == [len(t.rows) for t in before.tables]
    assert len(list(after.comments)) == len(commented(path.read_bytes()))


def test_merged_cells_are_found_by_the_place_they_begin_at() -> None:
    """Down, across and after gridBefore: one comment at the cell that is printed."""
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = pack(
        tbl(
            [tc("产出", down), tc("宽", '<w:gridSpan w:val="2"/>'), tc("丙")],
            [tc("", more), tc("乙1"), tc("乙2"), tc("乙3")],
            ['<w:trPr><w:gridBefore w:val="2"/></w:trPr>', tc("后")],
        )
    )
    assert around(data, at(1, 0), at(1, 1), at(1, 3), at(2, 2), at(3, 2)) == ["产出", "宽", "丙", "乙2", "后"]


def test_tracked_changes_are_passed_over() -> None:
    """A deleted row counts as little as the reader counts it; inserted text is inside the comment."""
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + tc("删") + "</w:tr>"
    inserted = "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    data = pack(f"<w:tbl>{gone}<w:tr>{tc('甲')}{tc(inserted)}</w:tr></w:tbl>")
    assert around(data, at(1, 0), at(1, 1)) == ["甲", "新"]


def test_nested_tables_and_several_tables_keep_their_own_places() -> None:
    """Paragraphs count, a nested table comes after the one it stands in."""
    inner = tbl([tc("内1"), tc("内2")])
    data = pack(
        p("标题") + tbl([tc("外"), tc(p("前") + inner + "<w:p/>")], [tc("外2")]) + p("中") + tbl([tc("另")])
    )
    assert around(data, at(2, 0), at(4, 1), at(3, 0), at(6, 0)) == ["外", "内2", "外2", "另"]
    assert around(data, at(2, 1)) == ["前"]


def test_a_cell_in_a_text_box_is_marked_around_the_box() -> None:
    """Word takes no comments inside; both findings are in the one comment outside."""
    box = f"<w:p><w:r><w:pict><w:txbxContent>{tbl([tc('甲'), tc('乙')])}</w:txbxContent></w:pict></w:r></w:p>"
    made, _ = add_comments(pack(p("首") + box), [at(3, 0, "A1"), at(3, 1, "A2")], path="a.docx", lang="zh")
    ((text, note),) = commented(made).values()
    assert text == "甲乙"
    assert "A1" in note
    assert "A2" in note


def test_a_finding_without_a_place_is_said_at_the_top() -> None:
    """Nothing is lost: no place, or one that the document does not have."""
    data = pack(p("标题") + tbl([tc("甲")]))
    made, _ = add_comments(data, [at(99, 9, "A1"), at(0, 0, "A2", place=None)], path="a.docx", lang="zh")
    ((text, note),) = commented(made).values()
    assert text == "标题"
    assert "A1" in note
    assert "A2" in note


def test_an_empty_cell_and_one_of_several_paragraphs() -> None:
    """The comment runs from the first to the last paragraph with text; an empty cell has one all the same."""
    data = pack(tbl([tc("<w:p><w:pPr/></w:p>"), tc("<w:p/>" + p("一") + p("二") + "<w:p/>")]))
    assert around(data, at(1, 0), at(1, 1)) == ["", "一二"]
    made, _ = add_comments(data, [at(1, 0)], path="a.docx", lang="zh")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        first = etree.fromstring(archive.read("word/document.xml")).find(f".//{W}p")
    assert [node.tag.removeprefix(W) for node in first] == [
        "pPr",
        "commentRangeStart",
        "commentRangeEnd",
        "r",
    ]


def test_existing_comments_are_kept() -> None:
    """They keep number, author and text; new ones get numbers that nobody has."""
    notes = f'<w:comments {NAMES}><w:comment w:id="7" w:author="李">{p("原有")}</w:comment></w:comments>'
    types = (
        '<Override PartName="/word/comments.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>'
    )
    link = f'<Relationship Id="rId1" Target="comments.xml" Type="{OFFICE}/comments"/>'
    old = '<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id="7"/>'
    old += '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
    data = pack(
        tbl([tc(old), tc("乙")]),
        {"word/comments.xml": notes, "word/_rels/document.xml.rels": RELS.format(link)},
        types=types,
    )
    made, _ = add_comments(data, [at(1, 0), at(1, 1)], path="a.docx", lang="zh")
    found = commented(made)
    assert found["7"] == ("甲", "原有")
    assert [found[number][0] for number in ("8", "9")] == ["甲", "乙"]
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert before.namelist() == after.namelist()
        for part in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            assert before.read(part) == after.read(part)


def test_a_strict_document_stays_strict_and_macros_keep_their_suffix() -> None:
    """All parts written are in the dialect of the document; .docm stays .docm."""
    data = pack(tbl([tc("甲")]), kind=MACRO)
    _, suffix = add_comments(data, [at(1, 0)], path="a.docm", lang="zh")
    assert suffix == ".docm"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(W[1:-1].encode(), STRICT.encode()))
    made, _ = add_comments(stream.getvalue(), [at(1, 0)], path="a.docx", lang="zh")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for part in ("word/document.xml", "word/comments.xml"):
            assert STRICT.encode() in archive.read(part)
            assert W[1:-1].encode() not in archive.read(part)
        assert b"purl.oclc.org" in archive.read("word/_rels/document.xml.rels")


def test_a_comment_says_the_gravest_first_and_survives_odd_letters() -> None:
    """Severity, code, message, then one suggestion; a control character is dropped."""
    remarks = [
        at(1, 0, "LO01", severity="low", message="轻\x0b微", wordings=("改为10次", "二")),
        at(1, 0, "HI01", wordings=("改为10次", "二")),
    ]
    made, _ = add_comments(pack(tbl([tc("甲")])), remarks, path="a.docx", lang="zh")
    ((_, note),) = commented(made).values()
    assert note == "高（应当退回） HI01意见低（提请注意） LO01轻微建议写法：改为10次"


def test_without_findings_the_file_is_the_same(reviewed: Review, sample: Path, tmp_path: Path) -> None:
    """Nothing to say, nothing changed."""
    tables = tuple(
        replace(table, findings=(), rows=tuple(replace(row, findings=()) for row in table.rows))
        for table in reviewed.tables
    )
    (path,) = write([replace(reviewed, tables=tables)], tmp_path, ["docx"])
    assert path.read_bytes() == sample.read_bytes()


def test_another_format_gets_a_new_document(sample: Path, tmp_path: Path) -> None:
    """A heading and a table of findings for each goal table, on a page across, the header on every page."""
    review = review_file(sample.with_name("dept_goal.csv"))
    (path,) = write([review], tmp_path, ["docx"])
    document = docx.Document(str(path))
    section, (table,) = document.sections[0], document.tables
    assert section.page_width > section.page_height
    assert len(table.rows) == 1 + len(review.all_findings())
    assert [cell.text for cell in table.rows[0].cells][:3] == ["行", "三级指标", "指标值"]
    assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert review.tables[0].table.name in headings
    text = "\n".join(node.text or "" for node in document.element.iter(f"{W}t"))
    assert all(finding.message in text for finding in review.all_findings())
    assert document.styles["Normal"].element.rPr.rFonts.get(f"{W}eastAsia") == "宋体"


def test_a_document_that_is_gone_is_said_to_be(reviewed: Review, review: Review, tmp_path: Path) -> None:
    """A new document with the findings and the reason; hostile names stay inside `out`."""
    gone = replace(reviewed, document=replace(reviewed.document, source=str(tmp_path / "没有.docx")))
    paths = write([gone, review], tmp_path / "out", ["docx"])
    assert sorted(paths) == sorted((tmp_path / "out").iterdir())
    texts = [paragraph.text for paragraph in docx.Document(str(paths[0])).paragraphs]
    assert any("未能写回原文件" in text and "RD01" in text for text in texts)


def test_the_reviewed_file_is_never_written_over(reviewed: Review, sample: Path, tmp_path: Path) -> None:
    """Even where `out` is its own folder and it is called like a report; twice gives the same bytes."""
    source = tmp_path / "a_审核.docx"
    other = tmp_path / "a.docx"
    for file in (source, other):
        file.write_bytes(sample.read_bytes())
    reviews = [replace(reviewed, document=replace(reviewed.document, source=str(f))) for f in (other, source)]
    first = [path.read_bytes() for path in write(reviews, tmp_path, ["docx"])]
    assert source.read_bytes() == other.read_bytes() == sample.read_bytes()
    assert first == [path.read_bytes() for path in write(reviews, tmp_path, ["docx"])]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_languages(reviewed: Review, sample: Path, tmp_path: Path, lang: str) -> None:
    """Comments and new documents are in the language asked for."""
    csv = review_file(sample.with_name("dept_goal.csv"))
    for path, source in zip(
        write([reviewed, csv], tmp_path, ["docx"], lang=lang), [reviewed, csv], strict=True
    ):
        with zipfile.ZipFile(path) as archive:
            part = "word/comments.xml" if source is reviewed else "word/document.xml"
            text = "".join(etree.fromstring(archive.read(part)).itertext())
        finding = source.all_findings()[0]
        assert (finding.message_en if lang == "en" else finding.message) in text
