"""The samples that are text: an HTML page with spans, a csv without, a Word table pasted as text."""

from __future__ import annotations

import csv
import html
import io
from typing import Any

from sample_files import load_facts, runs

_STYLE = """
body { font-family: 宋体, SimSun, serif; font-size: 14px; margin: 24px auto; width: 900px; }
h2 { font-family: 黑体, SimHei, sans-serif; font-weight: normal; text-align: center; }
p { text-align: center; }
p.unit { text-align: left; }
table { border-collapse: collapse; width: 100%; }
td, th { border: 1px solid #000; padding: 4px 6px; text-align: center; font-weight: normal; }
td.text { text-align: left; }
"""


def build_html() -> bytes:
    """The bytes of project_goal.html: UTF-8, rows and columns merged as in the printed form."""
    facts = load_facts("project_goal_html.yml")
    rows = [*_html_head(facts), *_html_indicators(facts["rows"])]
    body = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    title = html.escape(facts["title"])
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h2>{title}</h2>\n<p>（{facts['year']}年度）</p>\n"
        f'<p class="unit">编制单位：{facts["org"]}</p>\n<table>\n{body}\n</table>\n</body>\n</html>\n'
    ).encode()


def _td(text: str, rows: int = 1, columns: int = 1, *, left: bool = False) -> str:
    spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
    kind = ' class="text"' if left else ""
    return f"<td{spans}{kind}>{html.escape(text).replace(chr(10), '<br>')}</td>"


def _html_head(facts: dict[str, Any]) -> list[list[str]]:
    """The rows above the indicators, in a grid of seven columns."""
    plan = facts["plan"]
    year = facts["year"]
    return [
        [_td("项目基本情况", 3), _td("项目名称", 1, 2), _td(facts["project"], 1, 4)],
        [_td("项目属性", 1, 2), _td("延续项目"), _td("项目类别"), _td("其他", 1, 2)],
        [_td("项目计划实施时间", 1, 2), _td(f"{year}至{year}", 1, 4)],
        [
            _td("项目资金情况"),
            _td("预算资金（元）", 1, 2),
            _td(facts["budget"]),
            _td("资金性质"),
            _td("一般公共预算安排", 1, 2),
        ],
        [
            _td("绩效目标情况", 2 + len(plan)),
            _td("年度目标", 1, 2),
            _td(facts["goal"], 1, 4, left=True),
        ],
        [_td("本年度\n实施计划", len(plan)), _td(plan[0][0]), _td(plan[0][1], 1, 4, left=True)],
        *([_td(months), _td(text, 1, 4, left=True)] for months, text in plan[1:]),
        [_td("保障绩效目标实现的措施", 1, 2), _td(f"组织机构：{facts['means']}", 1, 4, left=True)],
    ]


def _html_indicators(rows: list[dict[str, str]]) -> list[list[str]]:
    titles = ("一级指标", "二级指标", "三级指标", "指标值")
    out = [[_td("指标", 1 + len(rows)), *map(_td, titles), _td("指标解释及计算公式", 1, 2)]]
    first = {start: (end - start + 1, label) for start, end, label in runs(rows, "level1")}
    second = {start: (end - start + 1, label) for start, end, label in runs(rows, "level1", "level2")}
    for at, row in enumerate(rows):
        cells = [_td(label, size) for size, label in (group[at] for group in (first, second) if at in group)]
        cells += [_td(row["name"]), _td(row["target"]), _td(row["explanation"], 1, 2, left=True)]
        out.append(cells)
    return out


def build_csv() -> bytes:
    """The bytes of dept_goal.csv: GB18030 and CRLF as spreadsheets save it here, empty under merged cells."""
    facts = load_facts("dept_goal_csv.yml")
    lines = [
        [facts["title"]],
        [f"{facts['year']}年度"],
        ["单位名称", "", facts["org"]],
        ["年度目标", "", facts["goal"]],
        ["一级指标", "二级指标", "", "三级指标", "半年\n指标值", "全年\n指标值"],
    ]
    before = ("", "")
    for row in facts["rows"]:
        labels = (row["level1"], row["level2"])
        shown = labels[0] if labels[0] != before[0] else "", labels[1] if labels != before else ""
        lines.append([shown[0], shown[1], "", row["name"], row["half"], row["target"]])
        before = labels
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([line + [""] * (6 - len(line)) for line in lines])
    return out.getvalue().encode("gb18030")


def build_txt() -> bytes:
    """The bytes of longterm_goal.txt: one cell a line, a tab before it, a blank line after each row."""
    facts = load_facts("longterm_goal_txt.yml")
    rows = [
        ["部门（单位）\n名称", facts["org"]],
        ["年度工作任务", facts["task"]],
        ["长期目标：\n（截止2026年12月）", "\n".join(facts["goals"])],
        ["长期绩\n效指标", "一级\n指标", "二级指标", "三级指标", "指标值", "指标值确定依据", "指标分类"],
    ]
    before = ("", "")
    for row in facts["rows"]:
        labels = (row["level1"], row["level2"])
        one = "" if labels[0] == before[0] else labels[0]
        one = f"{one[:2]}\n{one[2:]}" if len(one) == 4 else one
        two = "" if labels == before else labels[1]
        rows.append(["", one, two, row["name"], row["target"], row["basis"], row["kind"]])
        before = labels
    text = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)
    return f"{facts['title']}\n（{facts['year']}年度）\n单位：万元\n{text}".encode()
