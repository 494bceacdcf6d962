"""The tasks of the worker: read as `review` does, compare as it does, unpack; nothing of the machine in the answers."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

import zhibiao
from zhibiao.desk.work import tasks
from zhibiao.desk.work.stored import _adapter, load
from zhibiao.desk.work.tasks import Answer, compare, read, unpack
from zhibiao.desk.work.wire import Facts
from zhibiao.errors import ZhibiaoError
from zhibiao.records import Allowance
from zhibiao.review import compare_reviews, review_alone
from zhibiao.settings import Settings

SAMPLES = (
    "dept_goal.docx",
    "dept_goal.csv",
    "longterm_goal.txt",
    "project_goal.html",
    "project_selfeval.xlsx",
)
BODIES = ("试点市投资促进局", "远山县教育局", "近水县水务局")


def code_of(
    task: Callable[[Facts, list[bytes]], Answer], facts: Facts, blobs: list[bytes]
) -> tuple[str, str]:
    """The code that a task raises, and the name of the file in it."""
    with pytest.raises(ZhibiaoError) as raised:
        task(facts, blobs)
    return raised.value.code, str(raised.value.values["path"])


def zipped(entries: dict[str, bytes]) -> bytes:
    """A zip of these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", SAMPLES)
def test_reading_is_what_review_does(samples: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same review, its source the uploaded name; the facts count what is in it."""
    facts, (data,) = read({"name": name}, [(samples / name).read_bytes()])
    monkeypatch.chdir(samples)
    reading, review = load(data), zhibiao.review(name)
    assert reading.review == review
    assert (reading.page.path, review.document.source) == (name, name)
    assert facts["rows"] == sum(len(table.rows) for table in review.tables)
    assert sum(facts["findings"].values()) == len(review.all_findings())
    assert (facts["tables"], len(facts["orgs"]), len(facts["years"])) == (len(review.tables), 1, 1)
    assert 0 < facts["index"] < 100
    assert 0 < facts["places"] <= facts["rows"] + facts["tables"]


def test_settings_are_kept_to(samples: Path) -> None:
    """Rules left out, exceptions with their reason."""
    allow = (Allowance(rule="VG", name="*", reason="口径"),)
    settings = asdict(Settings(ignore=("CP01",), allow=allow))
    _, (data,) = read({"name": "a.docx", "settings": settings}, [(samples / "dept_goal.docx").read_bytes()])
    review = load(data).review
    codes = {finding.code for table in review.tables for row in table.rows for finding in row.findings}
    assert not [code for code in codes if code.startswith(("VG", "CP01"))]
    assert {one.reason for table in review.tables for one in table.allowed} == {"口径"}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["rtf", "odt"])
def test_nothing_of_this_machine_is_stored(samples: Path, tmp_path: Path, suffix: str) -> None:
    """A format that LibreOffice converts in a folder of its own: the page and the review name the upload only."""
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(tmp_path), str(samples / "dept_goal.docx")]
    subprocess.run(command, check=True, capture_output=True)
    _, (data,) = read({"name": f"处室/表.{suffix}"}, [(tmp_path / f"dept_goal.{suffix}").read_bytes()])
    reading = load(data)
    text = _adapter().dump_json((reading.page, reading.review)).decode()
    assert reading.review.document.source == f"处室/表.{suffix}"
    for place in (tempfile.gettempdir(), str(Path.cwd()), str(Path.home()), os.sep + "profile"):
        assert place not in text


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"", "RD02"),
        ("表.docx", b"PK\x03\x04 no zip", "RD07"),
        ("处室/表.xlsx", b"text", "RD07"),
        ("a.exe", b"MZ\x00", "RD06"),
        ("a.txt", "没有目标表的一段话。".encode(), "RD05"),
        ("../../etc/passwd", b"root:x:0:0", "RD06"),
    ],
)
def test_refusals_name_the_file_as_it_was_uploaded(name: str, content: bytes, code: str) -> None:
    """Whatever the reason, `path` is that name."""
    assert code_of(read, {"name": name}, [content]) == (code, name)


def test_a_file_over_the_limit_is_refused() -> None:
    """RD08, before anything looks into it."""
    assert code_of(read, {"name": "a.txt"}, [bytes(51 * 10**6)]) == ("RD08", "a.txt")


@pytest.fixture(scope="module")
def copied() -> list[bytes]:
    """Readings of one table handed in by three bodies, and of another one."""
    text = (Path(__file__).parents[3] / "corpora/samples/dept_goal.csv").read_text(encoding="gb18030")
    contents = [text.replace(BODIES[0], body) for body in BODIES] + ["三级指标,指标值\n培训人数,≥500人\n"]
    return [read({"name": f"{at}.csv"}, [text.encode()])[1][0] for at, text in enumerate(contents)]


def test_comparing_finds_what_a_comparison_of_all_finds(copied: list[bytes]) -> None:
    """The same as `compare_reviews`; only documents that changed come back, with new facts."""
    facts, blobs = compare({}, copied)
    alone = [review_alone(load(blob).review.document) for blob in copied]
    assert [load(blob).review for blob in blobs] == compare_reviews(alone)[:3]
    assert facts["changed"] == [0, 1, 2]
    assert [one["orgs"] for one in facts["facts"]] == [[body] for body in BODIES]
    assert any(finding.code == "SC01" for blob in blobs for finding in load(blob).review.all_findings())


def test_comparing_again_changes_nothing_and_comparing_fewer_takes_back(copied: list[bytes]) -> None:
    """What was compared can be compared once more; a document alone is as it was read."""
    _, blobs = compare({}, copied)
    assert compare({}, [*blobs, copied[3]]) == ({"changed": [], "facts": []}, [])
    facts, back = compare({}, [blobs[1]])
    assert (facts["changed"], back) == ([0], [copied[1]])
    assert compare({}, [copied[3]])[0]["changed"] == []


def test_a_zip_becomes_its_files() -> None:
    """Names with their folders, contents as they are; what no reader takes is only named."""
    content = zipped({"处室/表.csv": b"1", "b.docx": b"22", ".hidden.csv": b"", "c.png": b""})
    facts, blobs = unpack({"name": "a.zip"}, [content])
    assert facts == {"names": ["b.docx", "处室/表.csv"], "left_out": ["c.png"]}
    assert blobs == [b"22", b"1"]


def test_a_zip_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Damaged, nothing in it, too many files, too much in them: each a code with the uploaded name."""
    assert code_of(unpack, {"name": "处室/a.zip"}, [b"PK no zip"]) == ("RD07", "处室/a.zip")
    assert code_of(unpack, {"name": "a.zip"}, [zipped({"a.png": b""})]) == ("RD09", "a.zip")
    many = zipped({f"{n}.csv": b"1" for n in range(501)})
    assert code_of(unpack, {"name": "a.zip"}, [many]) == ("RD07", "a.zip")
    bomb = zipped({"a.csv": bytes(51 * 10**6)})
    assert code_of(unpack, {"name": "a.zip"}, [bomb]) == ("RD08", "a.zip")
    monkeypatch.setattr(tasks, "MOST_MB", 1)
    assert code_of(unpack, {"name": "a.zip"}, [zipped({"a.csv": bytes(2 * 10**6)})]) == ("RD08", "a.zip")
