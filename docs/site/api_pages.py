"""The Python reference as pages: one a public module, from signatures and docstrings."""

from __future__ import annotations

import dataclasses
import html
import inspect
import re
import textwrap
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

_SKIP = re.compile(r" *# doctest: .*")  # for the test, not for the reader
MODULES = {
    "zhibiao": "动词：读、审、归类、建议、打标签",
    "zhibiao.records": "各步之间传递的记录",
    "zhibiao.schema": "表格的列",
    "zhibiao.errors": "错误代码",
    "zhibiao.measurability": "可衡量性指数",
    "zhibiao.form": "审核意见",
    "zhibiao.revise": "采纳建议，写出修订后的文件",
    "zhibiao.report": "报告",
    "zhibiao.taxonomy.entries": "类别和标准指标",
    "zhibiao.taxonomy.profiles": "各地框架",
    "zhibiao.taxonomy.crosswalk": "框架之间的对照",
    "zhibiao.taxonomy.resolve": "名称到标准指标",
    "zhibiao.taxonomy.export": "导出为 csv、json",
    "zhibiao.taxonomy.to_skos": "导出为 SKOS",
    "zhibiao.target": "目标值的解析",
    "zhibiao.classify": "归类",
    "zhibiao.suggest": "建议和证据",
    "zhibiao.tag": "数据框的列",
    "zhibiao.rules": "规则",
    "zhibiao.rules.base": "规则由什么组成",
    "zhibiao.rules.lint": "运行规则",
    "zhibiao.learn": "scikit-learn 的估计器",
    "zhibiao.learn.train": "训练",
    "zhibiao.learn.added": "自己的标注行",
    "zhibiao.frames": "数据框：df.zhibiao",
    "zhibiao.plots": "图",
    "zhibiao.bulk": "批量归类",
    "zhibiao.spark": "Spark 集群",
    "zhibiao.frame_files": "表格文件与数据框",
    "zhibiao.pipes": "spaCy",
    "zhibiao.desk": "审核台",
}
"""The documented modules with what each is for, in the order of their pages."""


def pages() -> Iterator[tuple[str, str]]:
    """(file name, Markdown): the list of modules, then a page each."""
    yield "index.md", _overview()
    for name in MODULES:
        yield f"{name}.md", _module(import_module(name))


def title(name: str) -> str:
    """What a page is called in the navigation, by its file name."""
    module = name.rpartition("/")[2].removesuffix(".md")
    return "全部模块" if module == "index" else module.removeprefix("zhibiao.")


def _overview() -> str:
    lines = [
        "# Python",
        "",
        "由各模块的文档字符串生成。*Generated from the docstrings.*",
        "",
        "| 模块 | 做什么 | |",
        "|---|---|---|",
    ]
    for name, purpose in MODULES.items():
        first = (inspect.getdoc(import_module(name)) or "").partition("\n")[0].replace("|", "\\|")
        lines.append(f"| [`{name}`]({name}.md) | {purpose} | {first} |")
    return "\n".join(lines) + "\n"


def public_names(module: ModuleType) -> list[str]:
    """What a module offers: its `__all__`, else the public functions and classes that it defines itself."""
    listed = getattr(module, "__all__", None)
    if listed is not None:
        return [name for name in listed if not name.startswith("_")]
    members = inspect.getmembers(module, lambda one: inspect.isfunction(one) or inspect.isclass(one))
    own = [name for name, one in members if one.__module__ == module.__name__ and not name.startswith("_")]
    return sorted(own, key=lambda name: inspect.getsourcelines(getattr(module, name))[1])


def _module(module: ModuleType) -> str:
    lines = [f"# {module.__name__}", "", markdown(inspect.getdoc(module) or ""), ""]
    for name in public_names(module):
        lines += _member(name, getattr(module, name))
    return "\n".join(lines) + "\n"


def _member(name: str, member: Any) -> list[str]:
    if inspect.isclass(member):
        return _class(name, member)
    if inspect.isfunction(member):
        lines = [f"## {name}", "", *_code(signature(name, member)), ""]
        return [*lines, markdown(inspect.getdoc(member) or ""), ""]
    return [f"## {name}", "", *_code(_value(name, member)), ""]


def _class(name: str, member: type) -> list[str]:
    lines = [f"## {name}", ""]
    if dataclasses.is_dataclass(member):
        lines += ["| 字段 | 类型 | 默认 |", "|---|---|---|"]
        lines += [
            f"| `{field.name}` | {_code_cell(str(field.type))} | {_default(field)} |"
            for field in dataclasses.fields(member)
        ]
    elif "__init__" in vars(member):
        lines += _code(signature(name, member))
    lines += ["", markdown(inspect.getdoc(member) or ""), ""]
    for key, one in vars(member).items():
        function = one.fget if isinstance(one, property) else one
        if key.startswith("_") or not inspect.isfunction(function):
            continue
        shown = f"{name}.{key}" if isinstance(one, property) else signature(f"{name}.{key}", function)
        lines += [*_code(shown), "", markdown(inspect.getdoc(function) or ""), ""]
    return lines


class _Bare:
    """An annotation that shows without quotes."""

    def __init__(self, annotation: Any) -> None:
        self.text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)

    def __repr__(self) -> str:
        return self.text


def signature(name: str, function: Any) -> str:
    """How it is called, with types; an argument a line where the line is long."""
    try:
        known = inspect.signature(function)
    except (TypeError, ValueError):
        return f"{name}(...)"
    empty = inspect.Parameter.empty
    known = known.replace(
        parameters=[
            one if one.annotation is empty else one.replace(annotation=_Bare(one.annotation))
            for one in known.parameters.values()
        ],
        return_annotation=empty if known.return_annotation is empty else _Bare(known.return_annotation),
    )
    text = f"{name}{known}"
    if len(text) <= 100:
        return text
    shown = [str(one) for one in known.parameters.values()]
    kinds = [one.kind for one in known.parameters.values()]
    if inspect.Parameter.KEYWORD_ONLY in kinds and inspect.Parameter.VAR_POSITIONAL not in kinds:
        shown.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    _, _, gives = text.rpartition(") -> ")
    return f"{name}(\n" + "".join(f"    {one},\n" for one in shown) + f") -> {gives}"


def markdown(doc: str) -> str:
    """A docstring as Markdown: examples and indented lines become code, the rest is Markdown already."""
    blocks = []
    for block in re.split(r"\n\s*\n", doc):
        if block.lstrip().startswith(">>>"):
            blocks.append("```pycon\n" + _SKIP.sub("", textwrap.dedent(block)) + "\n```")
        elif block.startswith("    "):
            blocks.append("```text\n" + textwrap.dedent(block) + "\n```")
        else:
            blocks.append(re.sub(r"(?<=[:：])\n(?=- )", "\n\n", block))
    return "\n\n".join(blocks)


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING:
        return "" if field.default_factory is dataclasses.MISSING else "空"
    return _code_cell(repr(field.default))


def _value(name: str, member: Any) -> str:
    text = repr(member)
    return f"{name} = {text if len(text) < 200 else text[:200] + ' …'}"


def _code(text: str) -> list[str]:
    return ["```python", text, "```"]


def _code_cell(text: str) -> str:
    """Code in a cell of a table, where a bar ends the cell even between backticks."""
    return f"<code>{html.escape(text).replace('|', '&#124;')}</code>"
