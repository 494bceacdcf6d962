"""The documentation site: complete, without a broken link, and nothing that a page loads comes from another host."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "docs" / "site"


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory, script: Callable[[Path], ModuleType]) -> Path:
    """The notebooks as they are, not run: what they say is the matter of tests/notebooks."""
    import nbformat

    folder = tmp_path_factory.mktemp("notebooks")
    run = script(ROOT / "notebooks" / "run.py")
    for source in run.sources():
        nbformat.write(run.read(source), folder / f"{source.stem}.ipynb")
    return folder


@pytest.fixture(scope="module")
def site(notebooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; building it checks it."""
    out = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, str(SITE / "build.py"), "--notebooks", str(notebooks), "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_it_holds_guides_references_and_notebooks(
    site: Path, notebooks: Path, script: Callable[[Path], ModuleType]
) -> None:
    """Every guide, every category, every public module and every notebook has its page."""
    from zhibiao.taxonomy.entries import categories

    wanted = {f"docs/{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    wanted |= {f"docs/taxonomy/{one.code}.html" for one in categories()}
    wanted |= {f"docs/api/{name}.html" for name in script(SITE / "api_pages.py").MODULES}
    wanted |= {f"notebooks/{path.stem}.html" for path in notebooks.glob("*.ipynb")}
    wanted |= {
        "index.html",
        "en.html",
        "models/default/index.html",
        "corpora/real/index.html",
        "GLOSSARY.html",
    }
    assert {name for name in wanted if not (site / name).is_file()} == set()


def test_every_page_is_reached_from_the_first(site: Path) -> None:
    """A page that the navigation leaves out is found by nobody."""
    front = (site / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="(?:\./)?([^"#:]+\.html)', front))
    pages = {str(path.relative_to(site)) for path in site.rglob("*.html")} - {"404.html"}
    assert pages - linked == set()


def test_the_site_shows_the_pictures_of_the_readme(site: Path) -> None:
    """The front page shows docs/report.png, byte for byte."""
    assert 'src="docs/report.png"' in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "docs/report.png").read_bytes() == (ROOT / "docs/report.png").read_bytes()


def test_signatures_and_examples_stand_on_the_reference_pages(site: Path) -> None:
    """The page of the verbs shows how a verb is called and its example, without the marks for the test runner."""
    page = re.sub(r"<[^>]+>", "", (site / "docs/api/zhibiao.html").read_text(encoding="utf-8"))
    assert "parse_target(text: str, *, unit: str =" in page
    assert "doctest:" not in page


def test_the_check_finds_what_is_wrong(tmp_path: Path, script: Callable[[Path], ModuleType]) -> None:
    """A missing page, a missing place in a page, and things loaded from elsewhere are told; good links are not."""
    (tmp_path / "a.html").write_text(
        '<h1 id="here">A</h1><a href="b.html">no</a><a href="#gone">no</a><a href="#here">yes</a><a href="sub/">yes</a>'
        '<a href="https://other.example/">yes</a><script src="https://other.example/x.js"></script>'
        '<p style="background: url(//other.example/p.png)"><img src="data:image/png;base64,AA=="></p>',
        encoding="utf-8",
    )
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "index.html").write_text('<a href="../a.html#here">yes</a>', encoding="utf-8")
    (tmp_path / "s.css").write_text("@import 'https://other.example/f.css';", encoding="utf-8")
    found = script(SITE / "check_links.py").problems(tmp_path)
    assert found == [
        "a.html: loads https://other.example/x.js",
        "a.html: broken link b.html",
        "a.html: broken link #gone (no such place in the page)",
        "a.html: loads //other.example/p.png",
        "s.css: loads https://other.example/f.css",
    ]


def test_outputs_of_notebooks_become_part_of_the_page(
    tmp_path: Path, script: Callable[[Path], ModuleType]
) -> None:
    """Texts are escaped, tables keep their cells, pictures become files; no empty line ends the HTML of an output."""
    import nbformat
    from nbformat import v4

    outputs = [
        v4.new_output("stream", name="stdout", text="a < b\n\nc\n"),
        v4.new_output(
            "execute_result",
            data={"text/html": "<style>x</style>\n<table>\n\n<tr><td>指标</td></tr></table>"},
        ),
        v4.new_output(
            "display_data", data={"image/png": base64.b64encode(b"png").decode(), "text/plain": "Figure"}
        ),
    ]
    cells = [v4.new_markdown_cell("# 题 / T\n\n正文。"), v4.new_code_cell("1 + 1", outputs=outputs)]
    nbformat.write(v4.new_notebook(cells=cells), tmp_path / "01_a.ipynb")
    pages = script(SITE / "notebook_pages.py")
    ((name, text),) = pages.pages(tmp_path, tmp_path)
    assert name == "01_a.md"
    shown = text[text.index('<div class="output">') : text.index("</div>")]
    assert "a &lt; b" in shown
    assert "<td>指标</td>" in shown
    assert "<style>" not in shown
    assert "\n\n" not in shown
    (picture,) = re.findall(r'<img src="(.*?)"', shown)
    assert (tmp_path / picture).read_bytes() == b"png"
    assert "## [题 / T](01_a.md)\n\n正文。" in pages.index([(name, text)])


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("正文\n- 一\n- 二", "正文\n\n- 一\n- 二"),
        ("- 一\n\n  段\n- 二", "- 一\n\n    段\n\n- 二"),
        ("1. 一\n   接着", "1. 一接着"),
        ("中文\n中文", "中文中文"),
        ("```\n中文\n中文\n- 一\n```", "```\n中文\n中文\n- 一\n```"),
        ("a\n| x |\n|---|\n| 一 |", "a\n\n| x |\n|---|\n| 一 |"),
    ],
)
def test_markdown_is_made_fit_for_the_site(
    given: str, wanted: str, monkeypatch: pytest.MonkeyPatch, script: Callable[[Path], ModuleType]
) -> None:
    """Lists and tables stand apart, nested text is indented by four, Chinese lines are joined, code stays as it is."""
    monkeypatch.syspath_prepend(str(SITE))
    assert script(SITE / "build.py").spaced(given) == wanted + "\n"
