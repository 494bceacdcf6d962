"""Notebooks that were run, as Markdown pages of the site."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat

INTRO = """# 笔记本 / Notebooks

每本都从头运行过（`make notebooks`），下面看到的输出就是那次运行的结果。源文件在 `notebooks/`，用 Jupyter（jupytext）或 VS Code 打开；
不会写进输出。只用公开的接口和 pandas，不需要懂程序内部。每本最后有练习。

*Each was run from clean; what you see is what came out. Sources: `notebooks/*.py`, percent scripts for Jupyter and VS Code.*

"""


def pages(run: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """(file name, Markdown) of every executed notebook in `run`, in order; pictures are written to `folder`."""
    for path in sorted(run.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        parts = [_cell(cell, f"{path.stem}_{number}", folder) for number, cell in enumerate(notebook.cells)]
        yield f"{path.stem}.md", "\n\n".join(part for part in parts if part) + "\n"


def index(made: Sequence[tuple[str, str]]) -> str:
    """The page that lists them: the title and the first paragraph of each."""
    lines = []
    for name, text in made:
        title, _, rest = text.partition("\n\n")
        lines.append(f"## [{title.lstrip('# ')}]({name})\n\n{rest.partition(chr(10) * 2)[0]}\n")
    return INTRO + "\n".join(lines)


def _cell(cell: Any, name: str, folder: Path) -> str:
    if cell.cell_type == "markdown":
        return str(cell.source)
    shown = [f"```python\n{cell.source}\n```"] if cell.source.strip() else []
    outputs = [
        _output(output, f"{name}_{number}", folder) for number, output in enumerate(cell.get("outputs", []))
    ]
    if any(outputs):
        shown.append('<div class="output">\n' + "\n".join(outputs) + "\n</div>")
    return "\n\n".join(shown)


def _output(output: Any, name: str, folder: Path) -> str:
    """One output as HTML without empty lines, which would end the block of HTML within the Markdown."""
    if output.output_type == "stream":
        return _plain(output.text)
    data = output.get("data", {})
    if "image/png" in data:
        (folder / f"{name}.png").write_bytes(base64.b64decode(data["image/png"]))
        return f'<img src="{name}.png" alt="{html.escape(name)}">'
    if "text/html" in data:
        shown = re.sub(r"<style.*?</style>", "", data["text/html"], flags=re.DOTALL)
        return "\n".join(line for line in shown.splitlines() if line.strip())
    return _plain(data.get("text/plain", ""))


def _plain(text: str) -> str:
    lines = html.escape(text.rstrip("\n"), quote=False).splitlines()
    return "<pre>" + "\n".join(line or "&#8203;" for line in lines) + "</pre>" if lines else ""
