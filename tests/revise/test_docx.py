"""Word: the new texts in the cells of the user's own document, new rows below, and nothing else changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from zhibiao.errors import ZhibiaoError
from zhibiao.read.from_docx import find_cells
from zhibiao.report.interface import say
from zhibiao.review import review as review_file
from zhibiao.revise import Choice, Revised, choose_first, revise

from .make import (
    PLAIN,
    ROWS,
    W,
    advice,
    apply,
    build,
    canonical,
    cells,
    changed,
    notes,
    pack,
    parts,
    pick,
    reviewed,
    rows,
    split,
)

SHARED, NO_PLACE, MERGED, FORMULA = (
    say("zh", key) for key in ("shared_cell", "no_place", "not_found", "formula_cell")
)
MAIN = "word/document.xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMES = (
    f'xmlns:w="{W[1:-1]}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
DOWN, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def p(text: str, look: str = "") -> str:
    """A paragraph with one run."""
    return f"<w:p><w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}<w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    """A cell; a text with a tag is taken as it is."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if '<' in content else p(content)}</w:tc>"


def tr(*content: str) -> str:
    """A row of cells; what begins with <w:tc is one already."""
    return f"<w:tr>{''.join(one if one.startswith('<w:tc') else tc(one) for one in content)}</w:tr>"


HEAD = tr("一级指标", "二级指标", "三级指标", "指标值", "分值")
TAIL = (
    tr("产出指标", "质量指标", "合格率", "≥95%", "10"),
    tr("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "10"),
)


def form(folder: Path, *content: str, kind: str = WORD, strict: bool = False) -> Path:
    """A document with a goal table of these rows and two more."""
    body = f"<w:tbl>{HEAD}{''.join(content)}{''.join(TAIL)}</w:tbl><w:p/>"
    main = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    return pack(
        folder / ("目标表.docm" if kind == MACRO else "目标表.docx"),
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels"'
            f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{MAIN}" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Target="{MAIN}" Type="{office}"/></Relationships>',
            MAIN: main.replace(W[1:-1], STRICT) if strict else main,
        },
    )


def one_row(folder: Path, target: str, **more: Any) -> Path:
    """A form whose first row has this target."""
    return form(folder, tr("产出指标", "数量指标", "培训期数", target, "10"), **more)


def tree(path: Path) -> Any:
    """The main part."""
    return etree.fromstring(parts(path)[MAIN].replace(STRICT.encode(), W[1:-1].encode()))


def retarget(path: Path, text: str = "≥8期") -> tuple[Revised, Any]:
    """The document with another target in its first row, and the cell it stands in."""
    done = apply(path, {}, {"培训期数": {"target": text}})
    return done, find_cells(tree(done.document), "a")[2, 3]


def inside(cell: Any) -> str:
    """What a cell holds, in short: tags without their name space, texts, the look of runs."""
    root = etree.fromstring(etree.tostring(cell))
    for node in root.iter():
        node.tag = etree.QName(node).localname
        for key in list(node.attrib):
            node.attrib[etree.QName(key).localname] = node.attrib.pop(key)
        node.attrib.pop("space", None)
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode")
    return text.removeprefix("<tc>").removesuffix("</tc>").replace("<tcPr/>", "")


def unchanged(before: Path, done: Revised) -> None:
    """The main part is the only one that changed, and only inside the cells that the changes name."""
    assert changed(before, done.document) == {MAIN}
    places = [(one.place.line, one.place.column) for one in done.changes if one.written and one.place]
    old, new = (
        canonical(root, [find_cells(root, "a")[place] for place in places])
        for root in (tree(before), tree(done.document))
    )
    assert old == new


def test_the_sample_with_every_first_suggestion(samples: Path, tmp_path: Path) -> None:
    """What was accepted stands in the cells, for this program and for python-docx; all else is as it was."""
    source = samples / "dept_goal.docx"
    review = review_file(source)
    done = revise(review, choose_first(review), tmp_path)
    unchanged(source, done)
    before, after = cells(source), cells(done.document)
    printed = [cell.text for table in docx.Document(str(done.document)).tables for cell in table._cells]
    for one in done.changes:
        if one.written and one.place:
            assert after.pop(("", one.place.line, one.place.column)) == one.new.replace(" ", "")
            assert before.pop(("", one.place.line, one.place.column)) == one.old
            assert one.new in printed
    assert len(before) < len(cells(source))
    assert before == after
    assert {one.note for one in done.changes if not one.written} == {say("zh", "move_by_hand")}


def test_nothing_chosen_nothing_changed(samples: Path, tmp_path: Path) -> None:
    """Every part is the same bytes."""
    source = samples / "dept_goal.docx"
    review = reviewed(source, [advice()])
    kept = [Choice(table=1, row=1, name=review.tables[0].rows[0].indicator.name, suggestion=0)]
    for choices in ([], kept):
        assert changed(source, revise(review, choices, tmp_path).document) == set()


def test_the_same_choices_give_the_same_bytes(tmp_path: Path) -> None:
    """Document, list and what was accepted do not depend on the time or the folder."""
    path = build(tmp_path, "docx")
    review = reviewed(path, {"企业和群众培训": [split("企业培训", "群众培训")]})
    one, two = (revise(review, [pick(review, "企业和群众培训")], tmp_path / name) for name in "ab")
    for name in ("document", "listing", "accepted"):
        assert getattr(one, name).read_bytes() == getattr(two, name).read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (p("≥5场", "<w:b/>"), "<p><r><rPr><b/></rPr><t>≥8期</t></r></p>"),
        (
            '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>≥5</w:t></w:r>'
            "<w:r><w:rPr><w:i/></w:rPr><w:t>场</w:t></w:r></w:p>",
            '<p><pPr><jc val="center"/></pPr><r><rPr><b/></rPr><t>≥8期</t></r></p>',
        ),
        # the sign in the Symbol font: letters in it would be Greek
        (
            '<w:p><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
            "<w:r><w:rPr><w:b/></w:rPr><w:t>5场</w:t></w:r></w:p>",
            "<p><r><rPr><b/></rPr><t>≥8期</t></r></p>",
        ),
        ("<w:p><w:pPr><w:rPr><w:ins/><w:b/></w:rPr></w:pPr></w:p>",
         "<p><pPr><rPr><ins/><b/></rPr></pPr><r><rPr><b/></rPr><t>≥8期</t></r></p>"),
        (p("≥5") + "<w:p/>" + p("场"), "<p><r><t>≥8期</t></r></p><p/>"),
        ("<w:p/>" + p("≥5场"), "<p/><p><r><t>≥8期</t></r></p>"),
        # tracked changes: what was inserted is printed, what was deleted stays deleted
        ("<w:p><w:del><w:r><w:delText>≥3场</w:delText></w:r></w:del><w:ins><w:r><w:t>≥5场</w:t></w:r></w:ins></w:p>",
         "<p><del><r><delText>≥3场</delText></r></del><ins><r><t>≥8期</t></r></ins></p>"),
        # marks, notes and pictures
        ('<w:p><w:bookmarkStart w:id="1"/><w:commentRangeStart w:id="0"/><w:r><w:t>≥5场</w:t></w:r><w:proofErr/>'
         '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:bookmarkEnd w:id="1"/></w:p>',
         '<p><bookmarkStart id="1"/><commentRangeStart id="0"/><r><t>≥8期</t></r><commentRangeEnd id="0"/>'
         '<r><commentReference id="0"/></r><bookmarkEnd id="1"/></p>'),
        ('<w:p><w:r><w:t>≥5场</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + "<w:p><w:r><w:t>共</w:t><w:drawing/></w:r></w:p>",
         '<p><r><t>≥8期</t><footnoteReference id="2"/></r></p><p><r><drawing/></r></p>'),
        # content controls keep their frame, but nothing fetches their text anew
        ("<w:p><w:sdt><w:sdtPr><w:tag/><w:showingPlcHdr/><w:dataBinding/></w:sdtPr><w:sdtContent><w:r><w:t>≥5场</w:t></w:r>"
         "</w:sdtContent></w:sdt></w:p>",
         "<p><sdt><sdtPr><tag/></sdtPr><sdtContent><r><t>≥8期</t></r></sdtContent></sdt></p>"),
        # fields become text
        ('<w:p><w:fldSimple w:instr="REF a"><w:r><w:t>≥5场</w:t></w:r></w:fldSimple></w:p>', "<p><r><t>≥8期</t></r></p>"),
        ('<w:p><w:r><w:t>共</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5场</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
         "<p><r><t>≥8期</t></r></p>"),
        ("<w:p><m:oMathPara><m:oMath><m:r><m:t>≥5</m:t></m:r></m:oMath></m:oMathPara></w:p>", "<p><r><t>≥8期</t></r></p>"),
    ],
)  # fmt: skip
def test_the_text_of_a_cell_is_replaced_and_its_look_stays(tmp_path: Path, old: str, new: str) -> None:
    """In the first run with a text; what is no text stays where it is."""
    path = one_row(tmp_path, old)
    done, cell = retarget(path)
    assert inside(cell) == new
    assert ("培训期数", "≥8期") in rows(done.document, "name", "target")
    unchanged(path, done)


def test_a_cell_ends_with_a_paragraph_still(tmp_path: Path) -> None:
    """Word takes no cell that ends with a table."""
    path = one_row(tmp_path, p("≥5") + f"<w:tbl>{tr('内')}</w:tbl>" + p("场"))
    _, cell = retarget(path)
    assert [etree.QName(node).localname for node in cell] == ["tcPr", "p", "tbl", "p"]
    assert inside(cell).endswith("</tbl><p/>")


def test_line_breaks_and_odd_letters(tmp_path: Path) -> None:
    """A line break becomes one of Word's; what begins like a formula or a tag is a text."""
    done, cell = retarget(one_row(tmp_path, "≥5场"), '=HYPERLINK("x")<w:p/>&\n第二行\x0b')
    (text,) = (one.text for one in docx.Document(str(done.document)).tables[0].rows[1].cells[3].paragraphs)
    assert text == '=HYPERLINK("x")<w:p/>&\n第二行'
    assert [etree.QName(node).localname for node in cell.iter(f"{W}t", f"{W}br")] == ["t", "br", "t"]


@pytest.mark.parametrize(
    ("target", "note"),
    [
        ('<w:p><w:fldSimple w:instr=" =SUM(ABOVE) "><w:r><w:t>5</w:t></w:r></w:fldSimple></w:p>', FORMULA),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>=A1</w:instrText>'
         '<w:fldChar w:fldCharType="separate"/><w:t>5</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>', FORMULA),
        (f"<w:p><w:r><w:pict><w:txbxContent>{p('≥5场')}</w:txbxContent></w:pict></w:r></w:p>", MERGED),
    ],
)  # fmt: skip
def test_what_cannot_be_replaced_is_left(tmp_path: Path, target: str, note: str) -> None:
    """A formula and a text box stay, and the list says so."""
    path = one_row(tmp_path, target)
    done, _ = retarget(path)
    assert notes(done) == {("培训期数", "target"): note}
    assert changed(path, done.document) == set()


def test_an_empty_cell_of_several_rows_is_left(tmp_path: Path) -> None:
    """Nobody knows for which of them the target would be; the names are written."""
    path = form(
        tmp_path,
        tr("产出指标", "数量指标", "培训期数", tc("", DOWN), "10"),
        tr("产出指标", "数量指标", "讲座场数", tc("", MORE), "10"),
    )
    done = apply(
        path, {}, {"培训期数": {"target": "1", "name": "甲"}, "讲座场数": {"target": "2", "name": "乙"}}
    )
    assert notes(done) == {("培训期数", "target"): SHARED, ("讲座场数", "target"): NO_PLACE}
    assert [name for (name,) in rows(done.document, "name")][:2] == ["甲", "乙"]


def table_of(path: Path) -> list[list[str]]:
    """The texts of the first table as python-docx has them: a merged cell at each of its places."""
    return [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[0].rows]


def test_a_row_is_split(tmp_path: Path) -> None:
    """New rows below, labels merged down over them, the rows after them as they were."""
    path = build(tmp_path, "docx")
    done = apply(
        path, {"企业和群众培训": split("企业培训", "群众培训", "其他培训"), "培训效果": split("甲", "乙")}
    )
    assert notes(done) == {}
    facts = ("≥", "8", "期", "本年办完的期数之和；数据来源：签到表")
    assert table_of(done.document)[2:] == [
        ["产出指标", "数量指标", "企业培训", *facts],
        ["产出指标", "数量指标", "群众培训", *facts],
        ["产出指标", "数量指标", "其他培训", *facts],
        ["产出指标", "质量指标", "甲", *facts],
        ["产出指标", "质量指标", "乙", *facts],
        ["满意度指标", "服务对象满意度指标", "学员满意度", "≥", "90", "%", "按问卷统计"],
    ]
    assert [row[:3] for row in rows(done.document, "level1", "level2", "name")] == [
        ("产出指标", "数量指标", "举办培训班"),
        *(("产出指标", "数量指标", name) for name in ("企业培训", "群众培训", "其他培训")),
        *(("产出指标", "质量指标", name) for name in "甲乙"),
        ("满意度指标", "服务对象满意度指标", "学员满意度"),
    ]


def test_columns_merged_beside_a_split_row_go_on(tmp_path: Path) -> None:
    """Weights merged over the rows stay with those they were for, the new row comes under the same."""
    first, more = tc("20", DOWN), tc("", MORE)
    path = form(
        tmp_path,
        tr("产出指标", "数量指标", "培训期数", "≥5场", first),
        tr("产出指标", "数量指标", "讲座场数", "≥7场", more),
    )
    for name in ("培训期数", "讲座场数"):
        done = apply(path, {name: split("甲", "乙", unit="场")})
        assert notes(done) == {}
        assert [row[4] for row in table_of(done.document)] == ["分值", "20", "20", "20", "10", "10"]
        assert {row for row in rows(done.document, "name", "weight") if row[0] in "甲乙"} == {
            ("甲", "20"),
            ("乙", "20"),
        }


def test_a_weight_of_the_row_alone_is_not_repeated(tmp_path: Path) -> None:
    """The new row has only its labels and what the suggestion says; even where a merge of one row was left."""
    path = form(tmp_path, tr("产出指标", "数量指标", "培训期数", "≥5场", tc("20", DOWN)))
    done = apply(path, {"培训期数": split("甲", "乙")})
    assert [row[2:] for row in table_of(done.document)[1:3]] == [["甲", "≥8期", "20"], ["乙", "≥8期", ""]]


@pytest.mark.parametrize("line", [0, 1])
def test_a_row_with_a_merged_cell_is_not_split(tmp_path: Path, line: int) -> None:
    """Its name covers another row, or it stands under a target of several: the parts are left to the reader."""
    content: Sequence[Sequence[str]] = [
        ["产出指标", "数量指标", tc("培训期数", DOWN), "≥5场", "5"],
        ["产出指标", "数量指标", tc("", MORE), "", "5"],
    ]
    if line:
        content = [
            ["产出指标", "数量指标", "培训期数", tc("≥5场", DOWN), "5"],
            ["产出指标", "数量指标", "讲座场数", tc("", MORE), "5"],
        ]
    path = form(tmp_path, *(tr(*row) for row in content))
    done = apply(path, {"培训期数": split("甲", "乙")})
    left = [one for one in done.changes if one.added]
    assert {one.note for one in left} == {SHARED}
    assert len(table_of(done.document)) == 5


def test_a_copied_row_repeats_nothing_that_is_there_once(tmp_path: Path) -> None:
    """No second bookmark, comment, picture or number of a paragraph; inserted and spanning cells keep their place."""
    name = (
        '<w:p w14:paraId="1"><w:bookmarkStart w:id="1"/><w:commentRangeStart w:id="0"/><w:r><w:rPr><w:b/></w:rPr>'
        '<w:t>培训期数</w:t><w:drawing/></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        '<w:bookmarkEnd w:id="1"/></w:p>'
    )
    control = f"<w:sdt><w:sdtPr><w:id w:val='5'/><w:dataBinding/></w:sdtPr><w:sdtContent>{tc('≥5场')}</w:sdtContent></w:sdt>"
    row = f"<w:tr w14:paraId='2'>{tc('产出指标')}{tc('数量指标')}{tc(name)}{control}{tc('10')}</w:tr>"
    done = apply(form(tmp_path, row), {"培训期数": split("甲", "乙")})
    root = tree(done.document)
    for tag in ("bookmarkStart", "commentRangeStart", "commentReference", "drawing", "id"):
        assert len(list(root.iter(f"{W}{tag}"))) == 1, tag
    assert [node.get("{http://schemas.microsoft.com/office/word/2010/wordml}paraId") for node in root.iter(f"{W}tr")] == [
        None, "2", None, None, None,
    ]  # fmt: skip
    assert inside(find_cells(root, "a")[3, 2]) == "<p><r><rPr><b/></rPr><t>乙</t></r></p>"
    assert rows(done.document, "name", "target")[:2] == [("甲", "≥8期"), ("乙", "≥8期")]


def test_the_strict_dialect_stays_and_macros_keep_their_suffix(tmp_path: Path) -> None:
    """The list of changes has no macros, so it is a plain document."""
    done, _ = retarget(one_row(tmp_path, "≥5场", strict=True))
    assert STRICT.encode() in parts(done.document)[MAIN]
    assert W[1:-1].encode() not in parts(done.document)[MAIN]
    done, cell = retarget(one_row(tmp_path, "≥5场", kind=MACRO))
    assert (done.document.name, done.listing.name) == ("目标表_修订.docm", "目标表_修改清单.docx")
    assert "≥8期" in inside(cell)
    assert docx.Document(str(done.listing)).tables[0].rows[1].cells[4].text == "≥8期"


def test_a_document_that_has_gone_or_is_damaged(tmp_path: Path) -> None:
    """RD01 and RD07; nothing is written."""
    path = build(tmp_path, "docx", PLAIN)
    review = reviewed(path, [advice()])
    path.write_bytes(b"PK")
    with pytest.raises(ZhibiaoError, match="RD07"):
        revise(review, [pick(review, "举办培训班")], tmp_path / "out")
    path.unlink()
    with pytest.raises(ZhibiaoError, match="RD01"):
        revise(review, [pick(review, "举办培训班")], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_document_that_has_lost_its_table(tmp_path: Path) -> None:
    """A cell that is no longer there is left and said so."""
    path = build(tmp_path, "docx", ROWS)
    review = reviewed(path, {"举办培训班": [split("甲", "乙")]})
    docx.Document().save(str(path))
    done = revise(review, [pick(review, "举办培训班")], tmp_path / "out")
    assert set(notes(done).values()) == {NO_PLACE}
