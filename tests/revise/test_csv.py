"""csv: the fields that change are written anew, everything else stays letter by letter."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import pytest

from zhibiao.report.interface import say
from zhibiao.report.to_csv import unguard
from zhibiao.review import review as review_file
from zhibiao.revise import choose_first, revise

from .make import ROWS, advice, apply, cells, notes, pick, reviewed, rows, split

LINES = (
    "青桐市2025年项目支出绩效目标表,,,,,",
    "一级指标,二级指标,三级指标,指标值,度量单位,备注",
    '产出指标,数量指标,举办培训班,≥5,场,"按签到表, 逐次统计"',
    ',,"企业和群众培训",≥300,人,"“一""二"',
    ",,新建站点,≥2,个",
    '效益指标,社会效益指标,城市知名度,有效提升,,"第一行\n第二行"',
    '满意度指标,服务对象满意度指标,学员满意度,≥90,"%", 空格 ',
)
BOMS = {"utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
"""What stands at the head of a file; under another name of the encoding, nothing does."""


def write(folder: Path, text: str, encoding: str = "utf-8", name: str = "目标表.csv") -> Path:
    """A file with this text, with the byte order mark that belongs to the encoding."""
    path = folder / name
    mark = BOMS.get(encoding, b"")
    path.write_bytes(mark + text.encode(encoding.removesuffix("-sig")))
    return path


def table(end: str = "\n", delimiter: str = ",") -> str:
    """The lines as a file; other delimiters in place of the commas that are none of a text."""
    text = end.join(LINES)
    quoted = text.replace("签到表, 逐次", "签到表\0 逐次").replace(",", delimiter)
    return quoted.replace("\0", ",") + end


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf_16_le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_all_but_the_changed_fields_stays(tmp_path: Path, encoding: str, end: str, delimiter: str) -> None:
    """Encoding, mark, line ends (those inside quotes too), delimiter, quotes, blanks, short lines."""
    path = write(tmp_path, table(end, delimiter), encoding)
    given = {"举办培训班": advice("培训班期数", value="10"), "学员满意度": advice("学员知晓率", unit="%")}
    done = apply(path, given)
    expected = (
        table(end, delimiter)
        .replace(f"举办培训班{delimiter}≥5{delimiter}场", f"培训班期数{delimiter}≥10{delimiter}期")
        .replace(f"学员满意度{delimiter}≥90", f"学员知晓率{delimiter}≥8")
    )
    assert done.document.read_bytes() == write(tmp_path, expected, encoding, "b.csv").read_bytes()
    assert notes(done) == {}
    assert ("培训班期数", "≥10", "期") in rows(done.document, "name", "target", "unit")


@pytest.mark.parametrize("ends", ["", "\n", "\n\n\n", "\n,,,,,\n"])
def test_rows_are_inserted(tmp_path: Path, ends: str) -> None:
    """Below their row, after the last line too, with the line ends of the file; labels as below a merged cell."""
    text = "\n".join(LINES).replace("\n第二行", "第二行").replace("\n", "\r\n") + ends
    path = write(tmp_path, text)
    done = apply(path, {"举办培训班": split("甲", "乙", "丙"), "学员满意度": split("丁", "戊", unit="%")})
    lines = text.split("\r\n")
    last, rest = lines[6][: len(LINES[6])], lines[6][len(LINES[6]) :]
    lines[2:3] = ['产出指标,数量指标,甲,≥8,期,"按签到表, 逐次统计"', ",,乙,≥8,期,", ",,丙,≥8,期,"]
    expected = "\r\n".join([*lines[:-1], last.replace("学员满意度,≥90", "丁,≥8")])
    expected += (rest[:1] or "\r\n") + ",,戊,≥8,%," + (rest if rest else "")
    assert done.document.read_bytes().decode() == expected
    assert notes(done) == {}
    assert [row[:2] for row in rows(done.document, "level2", "name")] == [
        *(("数量指标", name) for name in ("甲", "乙", "丙", "企业和群众培训", "新建站点")),
        ("社会效益指标", "城市知名度"),
        *(("服务对象满意度指标", name) for name in "丁戊"),
    ]


def test_the_sample_with_every_first_suggestion(samples: Path, tmp_path: Path) -> None:
    """What was accepted is read by this program and by the csv module; lines without changes are the same bytes."""
    source = samples / "dept_goal.csv"
    review = review_file(source)
    done = revise(review, choose_first(review), tmp_path)
    written = {one.place: one for one in done.changes if one.written and one.place}
    assert len(written) > 20
    old, new = (path.read_bytes().splitlines() for path in (source, done.document))
    lines = {place.line for place in written}
    assert [at for at, (a, b) in enumerate(zip(old, new, strict=True), start=1) if a != b] == sorted(lines)
    content = list(csv.reader(io.StringIO(done.document.read_text(encoding="gb18030"))))
    before, after = cells(source), cells(done.document)
    for place, one in written.items():
        assert one.new in [line[place.column] for line in content if place.column < len(line)]
        assert after.pop(("", place.line, place.column)) == one.new.replace(" ", "")
        before.pop(("", place.line, place.column), None)
    assert before == after


def test_nothing_chosen_nothing_changed(tmp_path: Path) -> None:
    """Not even odd line ends."""
    text = table("\n").replace("\n", "\r\n", 3) + '"未完,\n\r\n'
    path = write(tmp_path, text, "gb18030")
    review = reviewed(path)
    for choices in ([], [pick(review, "举办培训班", 0)]):
        assert revise(review, choices, tmp_path / "out").document.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "text", ["=1+1", "=HYPERLINK(1)", "+cmd", "-1+1", "@a", "=A1", "=甲", "\t=1", "=-1", "=1-5", "=5(1)"]
)
def test_no_text_becomes_a_formula(tmp_path: Path, text: str) -> None:
    """An apostrophe stands in front, as in the other csv files of the program."""
    done = apply(write(tmp_path, table()), {}, {"举办培训班": {"target": text}})
    (line,) = [
        line
        for line in csv.reader(io.StringIO(done.document.read_text(encoding="utf-8")))
        if "举办培训班" in line
    ]
    assert line[3] == f"'{text}"
    assert unguard(line[3]) == text


@pytest.mark.parametrize(
    "text", ["=100%", "=", "=0", "-5%", "+3.5", "=12场", "=5元/人", "= 1,200万元", "≥=1"]
)
def test_a_number_with_its_sign_is_no_formula(tmp_path: Path, text: str) -> None:
    """The accepted wording stands as it is: nothing could be computed from it."""
    done = apply(write(tmp_path, table()), {}, {"举办培训班": {"target": text}})
    (line,) = [
        line
        for line in csv.reader(io.StringIO(done.document.read_text(encoding="utf-8")))
        if "举办培训班" in line
    ]
    assert line[3] == text


@pytest.mark.parametrize("text", ['说"三公"', "甲,乙", "一\n二", '"', "末尾空格 ", ";\t"])
def test_quotes_where_a_text_needs_them(tmp_path: Path, text: str) -> None:
    """Quotes, delimiters and line breaks come back as they were given."""
    done = apply(write(tmp_path, table()), {}, {"举办培训班": {"name": text}})
    assert [line[2] for line in csv.reader(io.StringIO(done.document.read_text(encoding="utf-8")))][2] == text


def test_a_plain_field_that_begins_with_a_quote_stays(tmp_path: Path) -> None:
    """`"三公"经费变动率` is no quoted field, and is not made one."""
    text = "\n".join(LINES[1:3]) + '\n,,"三公"经费变动率,≤0,%,"备注"\n' + LINES[-1] + "\n"
    done = apply(write(tmp_path, text), {}, {'"三公"经费变动率': {"target": "≤-5"}})
    assert done.document.read_text(encoding="utf-8") == text.replace("≤0", "≤-5")


def test_the_hint_of_a_spreadsheet_and_empty_lines_stay(tmp_path: Path) -> None:
    """`sep=;` in the first line counts as a line and is kept."""
    text = "sep=;\r\n\r\n" + table("\r\n", ";")
    path = write(tmp_path, text, "utf-8-sig")
    done = apply(path, {"新建站点": split("新建站点", "改建站点", unit="个")})
    expected = text.replace("新建站点;≥2;个", "新建站点;≥8;个\r\n;;改建站点;≥8;个")
    assert done.document.read_bytes() == codecs.BOM_UTF8 + expected.encode()


def test_the_same_choices_give_the_same_bytes(tmp_path: Path) -> None:
    """Document, list and what was accepted do not depend on the time or the folder."""
    review = reviewed(write(tmp_path, table()), [advice()])
    one, two = (revise(review, choose_first(review), tmp_path / name) for name in "ab")
    for name in ("document", "listing", "accepted"):
        assert getattr(one, name).read_bytes() == getattr(two, name).read_bytes()


def test_a_table_that_has_changed_meanwhile(tmp_path: Path) -> None:
    """What no longer has a line is left and said so, with the rows to be inserted."""
    path = write(tmp_path, table())
    review = reviewed(path, [split("甲", "乙")])
    path.write_text("一,二\n", encoding="utf-8")
    done = revise(review, [pick(review, "学员满意度")], tmp_path / "out")
    assert {one.note for one in done.changes} == {say("zh", "no_place")}
    assert done.document.read_text(encoding="utf-8") == "一,二\n"


@pytest.mark.parametrize(
    ("name", "kind", "delimiter"),
    [("a.csv", ".csv", ","), ("a.CSV", ".csv", ","), ("a.tsv", ".tsv", "\t"), ("a.tab", ".tab", "\t")],
)
def test_the_list_of_changes_is_of_the_same_kind(
    tmp_path: Path, name: str, kind: str, delimiter: str
) -> None:
    """The document keeps its suffix; the list can be opened as what its name says."""
    path = write(tmp_path, table(delimiter=delimiter), name=name)
    done = apply(path, {"举办培训班": advice()})
    assert done.document.name == f"a_修订{Path(name).suffix}"
    assert done.listing.name == f"a_修改清单{kind}"
    lines = list(csv.reader(io.StringIO(done.listing.read_text(encoding="utf-8-sig")), delimiter=delimiter))
    assert [line[2:5] for line in lines if len(line) > 2][1:] == [
        ["三级指标", "举办培训班", "培训班期数"],
        ["指标值", "≥5", "≥8"],
        ["单位", "场", "期"],
    ]


def test_a_text_table_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    """It stays what it is; the list of changes is a workbook that opens."""
    path = write(tmp_path, table("\r\n", "\t"), "gb18030", "a.xls")
    done = apply(path, {"举办培训班": advice()})
    assert (done.document.name, done.listing.name) == ("a_修订.xls", "a_修改清单.xlsx")
    assert done.listing.read_bytes().startswith(b"PK")
    assert "培训班期数\t≥8\t期" in done.document.read_text(encoding="gb18030")


def test_a_row_of_the_layouts_as_csv(tmp_path: Path) -> None:
    """A sign in a column of its own is written there, without a guard that would hide it."""
    text = "\n".join(",".join(cell.partition("[")[0] for cell in row) for row in (ROWS[0], ROWS[1], ROWS[4]))
    done = apply(
        write(tmp_path, text), {"学员满意度": advice("学员满意度", comparator="=", value="100", unit="%")}
    )
    assert ",学员满意度,=,100,%," in done.document.read_text(encoding="utf-8").splitlines()[-1]
