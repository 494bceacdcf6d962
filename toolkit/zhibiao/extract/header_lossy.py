"""The columns of a header of several rows whose spans are lost: which cell of a lower row refines which above."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from zhibiao.extract.columns import LEVEL_ROLES, YEAR, Column, cell_role, names_values
from zhibiao.records import Cell
from zhibiao.text import normalise


def merge_lossy(rows: list[list[Cell]]) -> list[Column]:
    """Columns of a header whose spans are lost: cells of a lower row take the place of the one they refine."""
    leaves = [Column(role=cell_role(cell), title=cell.text, index=cell.column) for cell in rows[0]]
    for above, row in pairwise(rows):
        unknown = "target" if names_values(row, above) else ""
        children = [Column(role=cell_role(c) or unknown, title=c.text, index=c.column) for c in row]
        leaves = _complete(leaves, children) or _refine(leaves, children)
    if any(one.index >= two.index for one, two in pairwise(leaves)):
        start = leaves[0].index
        return [
            Column(role=leaf.role, title=leaf.title, index=index)
            for index, leaf in enumerate(leaves, start=start)
        ]
    return leaves


def _complete(leaves: list[Column], children: list[Column]) -> list[Column]:
    """Columns of a lower row that names them all, with what stands beside it above; [] for any other row."""
    kept = [leaf for leaf in leaves if leaf.role not in ("group", "target")]
    beside = all(not children[0].index <= leaf.index <= children[-1].index for leaf in kept)
    if not beside or not {"name", "target"} <= {child.role for child in children}:
        return []
    return sorted([*children, *kept], key=lambda column: column.index)


def _refine(leaves: list[Column], children: list[Column]) -> list[Column]:
    """The leaves with the children in place of those that they refine, the others at the end."""
    refined: dict[int, list[Column]] = {}
    for child in children:
        parent = _parent_of(child, leaves)
        year = child.role == "history" and YEAR.match(normalise(child.title))
        if year and parent >= 0 and leaves[parent].role == "target":
            child = replace(child, role="target")  # noqa: PLW2901  a year below 指标值 is one to come
        refined.setdefault(parent, []).append(child)
    found = [part for at, leaf in enumerate(leaves) for part in refined.get(at, [leaf])]
    return found + refined.get(-1, [])


def _parent_of(child: Column, leaves: list[Column]) -> int:
    """Index of the leaf that `child` refines, by meaning and then by place; -1 where there is none."""
    if child.role in LEVEL_ROLES:
        parents = [at for at, leaf in enumerate(leaves) if leaf.role == "group"]
    else:
        parents = [at for at, leaf in enumerate(leaves) if leaf.role == "target"]
        if child.role == "grade" and not parents:  # 评价标准, which alone would be an explanation
            parents = [at for at, leaf in enumerate(leaves) if leaf.role == "explanation"]
        if child.role == "history" and YEAR.match(normalise(child.title)):
            parents = [at for at, leaf in enumerate(leaves) if leaf.role == "history"] or parents
    left = [at for at in parents if leaves[at].index <= child.index]
    return left[-1] if left else (parents[0] if parents else -1)
