"""Builds the documentation site: out/site, from the guides, the code and the notebooks that `make notebooks` ran.

    python docs/site/build.py [--notebooks out/notebooks] [-o out/site]

The pages keep the places of their files in the repository, so that the links of a Markdown file work in both. Nothing
of this stands in the repository: a page on a module or a category is made from the code at hand.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import api_pages
import check_links
import notebook_pages
import taxonomy_pages

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RENAMED = {"README.zh-CN.md": "index.md", "README.md": "en.md"}
GUIDES = {
    "formats": "能读什么",
    "desk": "审核台",
    "suggestions": "修改建议和修订",
    "form": "审核意见和可衡量性指数",
    "taxonomy": "分类、框架、对照",
    "classification": "怎样归类",
    "bulk": "批量归类",
    "pandas": "数据框",
    "plots": "图",
    "spacy": "spaCy 和 scikit-learn",
}
CARDS = {
    "models/default": "模型卡",
    "corpora/indicators": "训练用的指标",
    "corpora/real": "公开文件的指标",
    "corpora/targets": "目标值",
    "corpora/findings": "逐行标注的问题",
    "corpora/suggestions": "空泛行的答案",
    "corpora/documents": "整份文件",
    "corpora/samples": "样表",
}
PROJECT = {"GLOSSARY": "术语", "CONTRIBUTING": "代码地图", "CHANGELOG": "变更"}
_JOINED = re.compile(r"[\u3001-\u9fff\uff00-\uff65”]\n *[\u3001-\u9fff\uff00-\uff65“]")
Nav = list[dict[str, object]]


def write_pages(pages: Path, notebooks: Path) -> Nav:
    """All Markdown pages with their pictures below `pages`; gives the navigation."""
    nav: Nav = [{"首页": "index.md"}, {"English": "en.md"}]
    for name, new in RENAMED.items():
        _copy(ROOT / name, pages / new)
    shown = _notebooks(pages, notebooks)
    nav.append({"笔记本": [{"全部": "notebooks/index.md"}, *shown]})
    nav.append({"指南": [{title: _page(f"docs/{name}.md", pages)} for name, title in GUIDES.items()]})
    categories = _write(pages, "docs/taxonomy", taxonomy_pages.pages())
    modules = _write(pages, "docs/api", api_pages.pages())
    nav.append(
        {
            "参考": [
                {"规则": _page("docs/rules.md", pages)},
                {"命令行": _page("docs/cli.md", pages)},
                {"类别和标准指标": [{taxonomy_pages.title(name): name} for name in categories]},
                {"Python": [{api_pages.title(name): name} for name in modules]},
            ]
        }
    )
    nav.append({"数据与模型": [{title: _page(f"{name}/README.md", pages)} for name, title in CARDS.items()]})
    nav.append({"项目": [{title: _page(f"{name}.md", pages)} for name, title in PROJECT.items()]})
    for picture in (*ROOT.glob("docs/**/*.png"), *ROOT.glob("models/default/*.png")):
        _copy(picture, pages / picture.relative_to(ROOT))
    _copy(HERE / "site.css", pages / "site.css")
    return nav


def _page(name: str, pages: Path) -> str:
    _copy(ROOT / name, pages / name)
    return name


def _copy(source: Path, target: Path) -> None:
    """A file at its new place; in a Markdown file the links to renamed pages follow."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix != ".md":
        shutil.copyfile(source, target)
        return
    text = source.read_text(encoding="utf-8")
    for old, new in RENAMED.items():
        text = re.sub(rf"\]\({re.escape(old)}(#[^)]*)?\)", rf"]({new}\1)", text)
    if source.name == "rules.md":  # the five parts of each rule would fill the table of contents of the page
        text = re.sub(r"(?m)^### (.*)$", r"**\1**\n", text)
    target.write_text(spaced(text), encoding="utf-8")


def spaced(text: str) -> str:
    """Markdown as the site generator wants it.

    Lists and tables get an empty line before them and what belongs to an item four blanks, where GitHub does with
    less. Lines that break between Chinese characters are joined: a browser would show a blank there.
    """
    lines: list[str] = []
    fenced, item, loose = (
        False,
        0,
        False,
    )  # item: how far GitHub wants the text of the last list item indented
    for line in text.splitlines():
        block = re.match(r"(- |\d+\. |\|)", line)
        before = lines[-1] if lines else ""
        if not fenced and block and before.strip() and (loose or not re.match(r"(\s|- |\d+\. |\|)", before)):
            lines.append("")
        if line.strip() and not line.startswith(" "):
            item, loose = len(block[1]) if block and block[1] != "|" else 0, False
        elif item and line.strip():
            loose = loose or not before.strip()  # the item has paragraphs: the next one needs an empty line
            line = " " * (4 - item) + line  # noqa: PLW2901 - the same line, in other words
        if not fenced and lines and _JOINED.search(f"{lines[-1]}\n{line}"):
            lines[-1] += line.strip()
        else:
            lines.append(line)
        if line.lstrip().startswith("```"):
            fenced = not fenced
    return "\n".join(lines) + "\n"


def _write(pages: Path, folder: str, made: Iterator[tuple[str, str]]) -> list[str]:
    """Generated pages below `folder`; gives their names."""
    names = []
    for name, text in made:
        target = pages / folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        names.append(f"{folder}/{name}")
    return names


def _notebooks(pages: Path, notebooks: Path) -> list[str]:
    folder = pages / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    made = list(notebook_pages.pages(notebooks, folder))
    for name, text in made:
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "index.md").write_text(spaced(notebook_pages.index(made)), encoding="utf-8")
    return [f"notebooks/{name}" for name, _ in made]


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return '"' + str(value).replace('"', '\\"') + '"'


def main() -> int:
    """Write the pages, build the site, check its links; 1 where a step fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notebooks", type=Path, default=ROOT / "out" / "notebooks")
    parser.add_argument("-o", "--out", type=Path, default=ROOT / "out" / "site")
    options = parser.parse_args()
    out = options.out.resolve()
    source = out.with_name(f"{out.name}_source")
    for folder in (out, source):
        shutil.rmtree(folder, ignore_errors=True)
    nav = write_pages(source, options.notebooks)
    settings = (HERE / "site.toml").read_text(encoding="utf-8")
    # [project] is closed by the first table below it, so nav and folder have to come before.
    given = f"nav = {_toml(nav)}\ndocs_dir = {_toml(source.name)}\nsite_dir = {_toml(out.name)}\n"
    config = out.with_name(
        "zensical.toml"
    )  # the generator wants both folders below the place of its settings
    config.write_text(settings.replace("# nav\n", given), encoding="utf-8")
    built = subprocess.run([sys.executable, "-m", "zensical", "build", "--strict", "-f", config], check=False)
    if built.returncode:
        return 1
    problems = check_links.problems(out)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    print(f"{len(list(out.rglob('*.html')))} 页 / pages: {out.name}/index.html")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
