"""Runs every notebook from clean and writes what came out: out/notebooks/NAME.ipynb and NAME.html.

    python notebooks/run.py [-o out/notebooks] [NAME...]

The sources are percent scripts (jupytext) without outputs. Each runs in a fresh kernel, in this folder, as in Jupyter. The
pages are one file each and load nothing from anywhere.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

HERE = Path(__file__).parent
TIMEOUT = 120  # seconds: none takes half of it on two slow cores
CHINESE_LINES = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uff65”])\n(?=[\u3001-\u9fff\uff00-\uff65“])")
"""Line ends within Chinese prose: a browser would show a blank there."""
PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{colours}
{style}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def sources(names: list[str] | None = None) -> list[Path]:
    """The notebooks in order, or those whose file name begins with one of `names`."""
    found = sorted(HERE.glob("[0-9]*.py"))
    return [path for path in found if not names or path.name.startswith(tuple(names))]


def read(source: Path) -> NotebookNode:
    """The notebook of a percent script, with the kernel that every Jupyter has."""
    import jupytext

    notebook = jupytext.read(source)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"  # random ones would make every run differ
        if cell.cell_type == "markdown":
            cell["source"] = CHINESE_LINES.sub("", cell.source)
    return notebook


def execute(notebook: NotebookNode) -> NotebookNode:
    """The notebook with its outputs; raises CellExecutionError where a cell fails, CellTimeoutError after TIMEOUT."""
    from nbclient import NotebookClient

    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        resources={"metadata": {"path": str(HERE)}},
        extra_arguments=["--log-level=ERROR"],  # it would warn of a connection without encryption: to itself
    )
    done: NotebookNode = client.execute()
    for cell in done.cells:
        cell.metadata.pop("execution", None)  # when each cell ran
    return done


def to_html(notebook: NotebookNode, title: str) -> str:
    """The notebook as one page. The template of nbconvert without its frame, which loads scripts from other hosts."""
    from nbconvert import HTMLExporter
    from pygments.formatters import HtmlFormatter

    exporter = HTMLExporter(template_name="basic", exclude_anchor_links=True, embed_images=True)
    body, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"path": str(HERE)}})
    return PAGE.format(
        title=html.escape(title),
        colours=HtmlFormatter(style="friendly").get_style_defs(".highlight"),
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        body=body,
    )


def title_of(notebook: NotebookNode) -> str:
    """The first heading."""
    lines = (
        line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines()
    )
    return next((line.lstrip("# ") for line in lines if line.startswith("# ")), "")


def main() -> int:
    """Run them all; 1 where one failed, with its name and the reason."""
    import nbformat

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="01, 03, ...; all where none is given")
    parser.add_argument("-o", "--out", type=Path, default=Path("out/notebooks"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    if not options.names:  # pages of notebooks that have another name now would stay in the site
        for old in options.out.glob("[0-9][0-9]_*"):
            old.unlink()
    for source in sources(options.names):
        begin = time.monotonic()
        notebook = read(source)
        try:
            execute(notebook)
        except Exception as error:  # noqa: BLE001 - whatever stops one notebook, the others are told of as well
            failed = 1
            sys.stderr.write(f"{source.name}: {error}\n")
            continue
        nbformat.write(notebook, options.out / f"{source.stem}.ipynb")
        page = to_html(notebook, title_of(notebook))
        (options.out / f"{source.stem}.html").write_text(page, encoding="utf-8")
        print(f"{source.name}  {time.monotonic() - begin:.0f} s  {options.out / source.stem}.html")
    return failed


if __name__ == "__main__":
    sys.exit(main())
