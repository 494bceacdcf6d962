"""The package as a whole: its verbs, its layers of imports, its documents."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import zhibiao
from zhibiao.errors import CATALOGUE, ZhibiaoError

ROOT = Path(__file__).resolve().parents[1]
VERBS = ("classify", "find_targets", "parse_target", "read", "review", "suggest")


def modules() -> list[str]:
    """Every module of the package."""
    return [found.name for found in pkgutil.walk_packages(zhibiao.__path__, "zhibiao.")]


def test_verbs_stay_functions_after_every_module_is_imported() -> None:
    """zhibiao.read is the function although zhibiao/read is a folder, whatever was imported before."""
    for name in modules():
        importlib.import_module(name)
    for verb in VERBS:
        assert callable(getattr(zhibiao, verb)), verb


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


def test_no_personal_names_or_telephone_numbers_are_kept() -> None:
    """No committed text holds something like a telephone number or one of the staff named in the sources."""
    phone = re.compile(r"(?<![\d.])(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)")
    folders = ("toolkit", "corpora", "docs", "notebooks", "models")
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".yml", ".tsv", ".csv", ".txt", ".html", ".md", ".json", ".jsonl"}:
                found = phone.search(path.read_text(encoding="utf-8"))
                assert found is None, f"{path}: {found}"


@pytest.mark.parametrize(
    "name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "GLOSSARY.md", "LICENSE"]
)
def test_the_documents_stand_at_the_top(name: str) -> None:
    """A stranger finds what every project has."""
    assert (ROOT / name).stat().st_size > 200
