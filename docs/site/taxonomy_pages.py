"""The taxonomy as pages: an overview, a page a category with its canonical indicators, and the local frames."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.taxonomy.entries import Category, Entry, categories, entries
from zhibiao.taxonomy.profiles import Profile, profiles

NOTE = "由分类的数据文件生成。*Generated from the data files of the taxonomy.*"
DIRECTION = {"higher": "越高越好", "lower": "越低越好", "target": "到某一值为好", "none": ""}


def pages() -> Iterator[tuple[str, str]]:
    """(file name, Markdown) of every page."""
    yield "index.md", _overview()
    for category in categories():
        yield f"{category.code}.md", _category(category)
    yield "profiles.md", _frames()


def title(name: str) -> str:
    """What a page is called in the navigation, by its file name: short, in Chinese."""
    code = name.rpartition("/")[2].removesuffix(".md")
    named = {one.code: f"{one.code} {one.zh}" for one in categories()}
    return {"index": "全部类别", "profiles": "各地框架", **named}[code]


def _overview() -> str:
    lines = [
        "# 类别 / Categories",
        "",
        NOTE,
        "",
        "| 代码 | 类别 | category | 标准指标 | 是什么 |",
        "|---|---|---|---|---|",
    ]
    for one in categories():
        definition = _cell(one.definition)
        lines.append(
            f"| [{one.code}]({one.code}.md) | {one.zh} | {one.en} | {len(entries(one.code))} | {definition} |"
        )
    lines += [
        "",
        "各地框架的标签怎样对应这些类别，见[框架](profiles.md)。怎样使用，见[分类、框架、对照](../taxonomy.md)。",
    ]
    return "\n".join(lines) + "\n"


def _category(one: Category) -> str:
    lines = [f"# {one.code} {one.zh} / {one.en}", "", one.definition, ""]
    if one.boundaries:
        lines += ["## 与相邻类别的界线", "", "| 与 | 怎样分 |", "|---|---|"]
        lines += [f"| {_link(boundary.against)} | {_cell(boundary.rule)} |" for boundary in one.boundaries]
        lines.append("")
    if one.positive:
        lines += ["例：" + "、".join(one.positive), ""]
    members = entries(one.code)
    if members:
        lines += ["## 标准指标", "", "| 代码 | 名称 | 单位 | 方向 |", "|---|---|---|---|"]
        lines += [
            f"| [{entry.code}](#{_anchor(entry)}) | {entry.zh} | {'、'.join(entry.units)} | {DIRECTION.get(entry.direction, '')} |"
            for entry in members
        ]
        lines.append("")
    for entry in members:
        lines += _entry(entry)
    return "\n".join(lines) + "\n"


def _entry(entry: Entry) -> list[str]:
    lines = [
        f"### {entry.code} {entry.zh} {{ #{_anchor(entry)} }}",
        "",
        f"*{entry.en}*",
        "",
        entry.definition,
        "",
    ]
    facts = [
        ("也写作", "、".join(entry.aliases)),
        ("单位", "、".join(entry.units)),
        ("数据来源", entry.data_source),
    ]
    lines += [f"- {name}：{value}" for name, value in facts if value]
    lines += [f"- 公式：{formula.text}（{formula.source}，{formula.mark}）" for formula in entry.formulas]
    return [*lines, ""]


def _frames() -> str:
    lines = ["# 各地框架的标签 / Labels of the local frames", "", NOTE, ""]
    lines += ["标记：V 在公开文本中读到，S 转述，M 凭记忆、未核，own 自拟。", ""]
    for frame in profiles():
        lines += _frame(frame)
    return "\n".join(lines) + "\n"


def _frame(frame: Profile) -> list[str]:
    lines = [f"## {frame.zh} {{ #{frame.code} }}", "", f"`{frame.code}` · {frame.source}", ""]
    lines += ["| 一级 | 二级 | 类别 | 标记 |", "|---|---|---|---|"]
    for place in frame.places:
        codes = "、".join(_link(code) for code in place.codes)
        lines.append(f"| {_cell(place.level1)} | {_cell(place.level2)} | {codes} | {place.mark} |")
    return [*lines, ""]


def _anchor(entry: Entry) -> str:
    return entry.code.lower().replace(".", "-")


def _link(code: str) -> str:
    return f"[{code}]({code}.md)" if code in {one.code for one in categories()} else code


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
