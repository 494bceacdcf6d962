"""The notebooks: they run from clean, keep to the public API, hold no outputs, and their pages load nothing."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "notebooks").glob("[0-9]*.py"))
PLAIN = {"numpy", "pandas", "zhibiao", "json", "pathlib", "shutil", "tempfile"}
"""What a notebook may import: the toolkit, pandas, numpy, and what reads and writes files."""


@pytest.fixture(scope="module")
def run(script: Callable[[Path], ModuleType]) -> ModuleType:
    """The script that executes notebooks."""
    return script(ROOT / "notebooks" / "run.py")


@pytest.fixture(scope="module")
def documented(script: Callable[[Path], ModuleType]) -> set[str]:
    """The modules that the site documents."""
    return set(script(ROOT / "docs" / "site" / "api_pages.py").MODULES)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_it_runs_from_clean_and_its_page_loads_nothing(source: Path, run: ModuleType) -> None:
    """A notebook runs within the time limit, leaves no file behind, and its page names no other host to load from."""
    before = set(source.parent.iterdir())
    notebook = run.execute(run.read(source))
    assert set(source.parent.iterdir()) - before <= {source.parent / "__pycache__"}
    codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in codes)
    assert sum(bool(cell.outputs) for cell in codes) > 5
    page = run.to_html(notebook, run.title_of(notebook))
    assert not re.search(r"""<(script|link|iframe)\b|(src|@import|url\()\W*(https?:)?//""", page)
    assert str(ROOT) not in page, "a page shows a path of the machine it was made on"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_it_imports_the_documented_modules_and_pandas_alone(source: Path, documented: set[str]) -> None:
    """What a reader may import is in the documentation; nothing private is touched."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert {name.partition(".")[0] for name in names} <= PLAIN
    assert {name for name in names if name.startswith("zhibiao")} <= documented
    private = [
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr[0] == "_"
    ]
    assert private == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_it_explains_itself_and_ends_with_exercises(source: Path, run: ModuleType) -> None:
    """A title in both languages, more text than headings, an English line in each section, exercises last, no outputs."""
    notebook = run.read(source)
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert re.fullmatch(rf"{source.stem[:2]} .*[\u4e00-\u9fff].* / [A-Z].*", run.title_of(notebook))
    last = texts[-1][texts[-1].rindex("## ") :]
    assert last.startswith("## 练习 / Exercises")
    assert len(re.findall(r"^\d\. ", last, flags=re.MULTILINE)) >= 4
    sections = [part for text in texts for part in re.split(r"(?m)^## ", text)[1:]]
    assert all(re.search(r"(?m)^ ?\*[^*].*[a-z]|\d\. \*", part) for part in sections)
    assert all(not cell.get("outputs") for cell in notebook.cells)


def test_a_failing_notebook_is_told_by_its_name(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make notebooks` ends with 1 and names the notebook and the error."""
    (tmp_path / "09_bad.py").write_text("# %%\n1 / 0\n", encoding="utf-8")
    monkeypatch.setattr(run, "HERE", tmp_path)
    monkeypatch.setattr(sys, "argv", ["run.py", "-o", str(tmp_path / "out")])
    assert run.main() == 1
    told = capsys.readouterr().err
    assert "09_bad.py" in told
    assert "ZeroDivisionError" in told
    assert not list((tmp_path / "out").iterdir())
