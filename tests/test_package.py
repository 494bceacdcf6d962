"""The package as a whole: its verbs, its layers of imports, its documents."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import zhibiao
from zhibiao.errors import CATALOGUE, ZhibiaoError
from zhibiao.read.decode import decode

ROOT = Path(__file__).resolve().parents[1]
VERBS = (
    "classify",
    "fill_form",
    "find_targets",
    "parse_target",
    "queue",
    "read",
    "review",
    "suggest",
    "tag",
    "why",
)


def modules() -> list[str]:
    """Every module of the package."""
    return [found.name for found in pkgutil.walk_packages(zhibiao.__path__, "zhibiao.")]


def test_verbs_stay_functions_after_every_module_is_imported() -> None:
    """zhibiao.read is the function although zhibiao/read is a folder, in a process that imports all of it."""
    code = (
        "import importlib, sys, zhibiao\n"
        "for name in sys.argv[1].split(','): importlib.import_module(name)\n"
        "print([verb for verb in sys.argv[2].split(',') if type(getattr(zhibiao, verb)).__name__ != 'function'])"
    )
    command = [sys.executable, "-c", code, ",".join(modules()), ",".join(VERBS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_review_needs_neither_pandas_nor_scikit_learn_nor_spacy(tmp_path: Path) -> None:
    """The heavy libraries stay out of the main job."""
    table = tmp_path / "t.txt"
    table.write_text("三级指标\t指标值\n培训场次\t≥2场\n", encoding="utf-8")
    code = (
        "import sys, zhibiao; zhibiao.review(sys.argv[1]); "
        "print([m for m in ('pandas', 'sklearn', 'spacy', 'scipy', 'jieba') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(table)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_every_error_has_advice_in_two_languages() -> None:
    """No message without what to do; blanks are the same in both languages."""
    for code, advice in CATALOGUE.items():
        assert re.fullmatch(r"[A-Z]{2}\d\d", code)
        assert advice.zh and advice.en and advice.do_zh and advice.do_en
        blanks = [
            set(re.findall(r"{(\w+)}", zh)) for zh in (advice.zh + advice.do_zh, advice.en + advice.do_en)
        ]
        assert blanks[0] == blanks[1], code


def test_an_error_says_its_code() -> None:
    """The text of an error begins with its code."""
    assert str(ZhibiaoError("RD02", path="a.txt")).startswith("[RD02] ")


def test_generated_pages_are_fresh() -> None:
    """docs/rules.md and docs/cli.md are what the code says now."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def texts() -> list[tuple[Path, str]]:
    """Every text that the repository keeps for its users, decoded."""
    folders = ("toolkit", "corpora", "docs", "notebooks", "models", "tests")
    kinds = {".py", ".yml", ".tsv", ".csv", ".txt", ".html", ".md", ".json", ".jsonl"}
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
    return [(path, decode(path.read_bytes(), str(path))[0]) for path in paths if path.stat().st_size]


def test_no_telephone_number_is_kept() -> None:
    """No text of the repository holds something like a telephone number."""
    phone = re.compile(r"(?<![\d.])(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)")
    found = [(str(path), match[0]) for path, text in texts() if (match := phone.search(text))]
    assert found == []


def test_no_name_of_staff_is_kept(shared: Path) -> None:
    """Nobody whom the source documents name as a contact appears in the repository."""
    label = re.compile(r"(?:填报人|经办人|项目负责人)[\s：:]*([\u4e00-\u9fff]{2,4})(?=\s)")
    sources = [path.read_text(encoding="utf-8") for path in (shared / "seeds").glob("*.txt")]
    names = {match[1] for source in sources for match in label.finditer(source)}
    assert len(names) >= 3
    assert [(str(path), name) for path, text in texts() for name in names if name in text] == []


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "GLOSSARY.md", "LICENSE"]
)
def test_the_documents_stand_at_the_top(name: str) -> None:
    """A stranger finds what every project has."""
    assert (ROOT / name).stat().st_size > 200
