"""`zhibiao revise` as a person uses it: ways to choose, the walk in the terminal, messages, exit codes."""

from __future__ import annotations

import builtins
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from zhibiao.cli.app import app
from zhibiao.revise import read_choices

from .make import build, rows

TABLE = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标[2x1]", "数量指标[2x1]", "举办培训班场次", "≥5场"],
    ["培训人数", "≥300人"],
    ["效益指标[2x1]", "社会效益指标[2x1]", "城市知名度", "有效提升"],
    ["营商环境", "持续改善"],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "90%"],
]
ASKED = ["城市知名度", "营商环境", "学员满意度"]


def run(*arguments: str | Path, keys: str = "") -> Result:
    """The command in this process; `keys` are the answers, line by line."""
    return CliRunner().invoke(app, ["revise", *map(str, arguments)], input=keys)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A table with three rows that get suggestions."""
    return build(tmp_path, "docx", TABLE)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder for the results."""
    return tmp_path / "out"


def made(out: Path) -> dict[str, tuple[int, dict[str, str]]]:
    """The choices that the walk has saved, by the names of their rows."""
    return {one.name: (one.suggestion, dict(one.edit)) for one in read_choices(out / "目标表_选择.json")}


def names(out: Path) -> list[str]:
    """The names of the rows of the revised document."""
    return [name for (name,) in rows(out / "目标表_修订.docx", "name")]


@pytest.mark.parametrize(
    "ways",
    [
        [],
        ["--auto", "--interactive"],
        ["--auto", "--accept", "a.json"],
        ["--draft", "a.json", "-i"],
        ["--accept", "a.json", "--draft", "b.json"],
    ],
)
def test_one_way_to_choose(path: Path, out: Path, ways: list[str]) -> None:
    """None or two: CF09, exit code 2, nothing written."""
    done = run(path, "-o", out, *ways)
    assert done.exit_code == 2
    assert "CF09" in done.stderr
    assert not out.exists()


def test_auto_takes_the_first_of_each(path: Path, out: Path) -> None:
    """What was written and what is open is said; the original stays."""
    before = path.read_bytes()
    done = run(path, "-o", out, "--auto")
    assert done.exit_code == 0, done.output
    assert sorted(file.name for file in out.iterdir()) == [
        "目标表_修改清单.docx",
        "目标表_修订.docx",
        "目标表_采纳.tsv",
    ]
    assert "改了 3 行" in done.stdout
    assert "有 2 处数值留空待填" in done.stdout
    assert rows(out / "目标表_修订.docx", "target")[4] == ("≥90%",)
    assert not {"城市知名度", "营商环境"} & set(names(out))
    assert path.read_bytes() == before
    assert run(path, "-o", out, "--auto", "--lang", "en").stdout.startswith("3 rows changed: ")


def test_a_draft_is_edited_and_accepted(path: Path, out: Path) -> None:
    """The file names every row with its first suggestion; what is changed in it is what is done."""
    draft = out / "a.json"
    done = run(path, "-o", out, "--draft", draft)
    assert done.exit_code == 0, done.output
    assert [file.name for file in out.iterdir()] == ["a.json"]
    facts = json.loads(draft.read_text(encoding="utf-8"))
    assert [(one["name"], one["suggestion"]) for one in facts["choices"]] == [(name, 1) for name in ASKED]
    facts["choices"][0]["edit"] = {"name": "媒体报道篇数", "target": "≥12篇", "unit": "篇"}
    facts["choices"][1]["suggestion"] = 0
    draft.write_text(json.dumps(facts), encoding="utf-8")
    done = run(path, "-o", out, "--accept", draft)
    assert done.exit_code == 0, done.output
    assert rows(out / "目标表_修订.docx", "name", "target")[2:] == [
        ("媒体报道篇数", "≥12篇"),
        ("营商环境", "持续改善"),
        ("学员满意度", "≥90%"),
    ]
    assert "改了 2 行" in done.stdout
    assert "未写入 第 3 行 城市知名度：篇（原文件中没有这一格" in done.stdout


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "RD01"),
        ("{", "CF07"),
        ('{"choices": [{"table": 1, "row": 1}]}', "CF07"),
        ('{"choices": [{"table": 1, "row": 3, "name": "别的", "suggestion": 1}]}', "CF08"),
        ('{"choices": [{"table": 1, "row": 3, "name": "城市知名度", "suggestion": 9}]}', "CF08"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_choices_that_cannot_be_used(
    path: Path, out: Path, tmp_path: Path, content: str | None, code: str, lang: str
) -> None:
    """A coded error, exit code 2, nothing written."""
    file = tmp_path / "a.json"
    if content:
        file.write_text(content, encoding="utf-8")
    done = run(path, "-o", out, "--accept", file, "--lang", lang)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"[{code}]" in done.stderr
    assert not out.exists()


def test_a_document_that_cannot_be_read_and_a_folder_that_cannot_be_written(
    path: Path, tmp_path: Path
) -> None:
    """RD01 and WR01, exit code 2."""
    done = run(tmp_path / "no.docx", "--auto")
    assert done.exit_code == 2
    assert "RD01" in done.stderr
    for ways in (["--auto", "-o", path], ["--draft", path / "a.json"], ["-i", "-o", path]):
        done = run(path, *ways, keys="1\n")
        assert done.exit_code == 2
        assert "WR01" in done.stderr


def test_the_walk(path: Path, out: Path) -> None:
    """Accept, undo, skip, accept and edit; then the document is written."""
    done = run(path, "-i", "-o", out, keys="1\nu\nu\ns\ne2\n媒体报道\n≥12篇\n2\nx\n9\n\n1\n")
    assert done.exit_code == 0, done.output
    assert "没有可以撤销的" in done.stdout
    shown = [line for line in done.stdout.splitlines() if line.startswith("[")]
    assert [line[1:4] for line in shown] == [f"{number}/3" for number in (1, 2, 1, 1, 2, 3, 3, 3, 3, 3)]
    assert made(out) == {
        "城市知名度": (0, {}),
        "营商环境": (2, {"name": "媒体报道", "target": "≥12篇"}),
        "学员满意度": (1, {}),
    }


def test_what_is_shown_and_what_comes_of_it(path: Path, out: Path) -> None:
    """Row, findings, suggestions with value and reason; an edit and a row left stand so in the document."""
    keys = "s\ne\n媒体报道篇数\n≥12篇\n1\n"
    done = run(path, "-i", "-o", out, keys=keys)
    assert done.exit_code == 0, done.output
    for text in (
        "[1/3] 效益指标 / 社会效益指标",
        "城市知名度  有效提升",
        "- VG",
        "  1. ",
        "理由:",
        "数值:",
        "数字=采纳",
    ):
        assert text in done.stdout
    assert made(out) == {
        "城市知名度": (0, {}),
        "营商环境": (1, {"name": "媒体报道篇数", "target": "≥12篇"}),
        "学员满意度": (1, {}),
    }
    assert rows(out / "目标表_修订.docx", "name", "target")[2:] == [
        ("城市知名度", "有效提升"),
        ("媒体报道篇数", "≥12篇"),
        ("学员满意度", "≥90%"),
    ]


def test_an_empty_answer_to_an_edit_keeps_what_is_shown(path: Path, out: Path) -> None:
    """The same as accepting it."""
    run(path, "-i", "-o", out, keys="e1\n\n\nq\n")
    assert made(out) == {"城市知名度": (1, {})}


@pytest.mark.parametrize("keys", ["0", "99", "exit", "e99", "ex", "２", "-1", "e-1", "", "q u i t"])
def test_what_is_no_key_shows_the_keys(path: Path, out: Path, keys: str) -> None:
    """And nothing is chosen."""
    done = run(path, "-i", "-o", out, keys=f"{keys}\nq\n")
    assert done.exit_code == 0, done.output
    assert done.stdout.count("数字=采纳") == 2
    assert not (out / "目标表_选择.json").exists()


@pytest.mark.parametrize("end", ["q\n", "quit\n", "", "e\n", "e\n新名称\n"])
def test_a_walk_that_is_left_goes_on_later(path: Path, out: Path, end: str) -> None:
    """By q, or by the end of the input, also in the middle of an edit: what was chosen is kept, nothing is written."""
    done = run(path, "-i", "-o", out, keys=f"1\n{end}")
    assert done.exit_code == 0, done.output
    assert "选择已保存" in done.stdout
    assert [file.name for file in out.iterdir()] == ["目标表_选择.json"]
    assert list(made(out)) == ["城市知名度"]
    done = run(path, "-i", "-o", out, keys="s\n1\n")
    assert "已有 1 条选择，继续" in done.stdout
    assert [name in names(out) for name in ASKED] == [False, True, True]


def test_an_interruption_loses_nothing(path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the command; the choices until then are there at the next run."""

    def answers() -> Iterator[str]:
        yield from ("1", "s")

    left = answers()

    def ask(prompt: str = "") -> str:
        for answer in left:
            return answer
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(builtins, "input", ask)
        assert run(path, "-i", "-o", out).exit_code != 0
    assert made(out) == {"城市知名度": (1, {}), "营商环境": (0, {})}
    assert run(path, "-i", "-o", out, keys="1\n").exit_code == 0
    assert "营商环境" in names(out)


def test_rows_that_have_changed_are_asked_again(path: Path, out: Path, tmp_path: Path) -> None:
    """A choice never goes to another row."""
    run(path, "-i", "-o", out, keys="1\n1\nq\n")
    build(
        tmp_path,
        "docx",
        [*TABLE[:3], ["效益指标[2x1]", "社会效益指标[2x1]", "城市影响力", "有效提升"], *TABLE[4:]],
    )
    done = run(path, "-i", "-o", out, keys="s\n1\n")
    assert done.exit_code == 0, done.output
    assert [line for line in done.stdout.splitlines() if line.startswith("  城市影响力")]
    assert "城市影响力" in names(out)
    assert "营商环境" not in names(out)


def test_a_faulty_file_of_the_walk_is_said(path: Path, out: Path) -> None:
    """CF07; the file stays for its owner to look at."""
    out.mkdir()
    file = out / "目标表_选择.json"
    file.write_text("{", encoding="utf-8")
    done = run(path, "-i", "-o", out, keys="1\n")
    assert done.exit_code == 2
    assert "CF07" in done.stderr
    assert file.read_text(encoding="utf-8") == "{"


def test_a_value_from_another_document(path: Path, out: Path, tmp_path: Path) -> None:
    """What a plan of the same body states can stand in the suggestion; without it the place is open."""
    goal = ["年度目标", "目标1：邀请客商来市考察236人，省级以上媒体报道36篇。", "", ""]
    plan = build(tmp_path, "csv", [goal, *([cell.partition("[")[0] for cell in row] for row in TABLE[:3])])
    done = run(path, "-i", "-o", out, "--evidence", plan, keys="q\n")
    assert done.exit_code == 0, done.output
    assert "236人" in done.stdout
    assert "236人" not in run(path, "-i", "-o", tmp_path / "other", keys="q\n").stdout


def test_english(path: Path, out: Path) -> None:
    """Keys and messages of the walk in English."""
    done = run(path, "-i", "-o", out, "--lang", "en", keys="u\nq\n")
    assert "number=accept" in done.stdout
    assert "nothing to undo" in done.stdout
    assert "run again to go on" in done.stdout
