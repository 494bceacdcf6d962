"""The counts in the data cards, written between two marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhibiao.corpora.check_real import real_rows
from zhibiao.corpora.near import copies
from zhibiao.corpora.tables import COLUMNS, read_table, written_files
from zhibiao.errors import ZhibiaoError

START, END = "<!-- counts: make corpora -->", "<!-- end of counts -->"

Rows = Sequence[dict[str, str]]
Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Tables that code made: generated rows, near-duplicate pairs, targets that the parser reads otherwise."""

    generated: Lines
    pairs: Lines
    odd: Lines


def with_counts(card: str, name: str, corpora: Path, made: Made) -> str:
    """The card with the counts of the corpus `name` (indicators, targets, real) between its marks.

    Raises ZhibiaoError DT01 for a card without marks.
    """
    before, start, rest = card.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ZhibiaoError("DT01", path=f"{name}/README.md", detail=START)
    counts = COUNTS[name](corpora, made)
    return f"{before}{START}\n\n{counts}\n\n{END}{after}"


def _indicators(corpora: Path, tables: Made) -> str:
    made = [dict(zip(COLUMNS, row, strict=True)) for row in tables.generated]
    hand = [row for file in written_files(corpora) for row in read_table(file)]
    real = [row.name for row in real_rows(corpora)]
    near = [copies([row["name"] for row in rows], real) for rows in (hand, made)]
    lines = [
        f"手写 / written {len(hand)} 行，生成 / generated {len(made)} 行，合计 / total {len(hand) + len(made)} 行；",
        f"行业 / sectors {len({row['sector'] for row in [*hand, *made]})}；",
        f"有标准指标代码 / with a canonical code {sum(bool(row['canonical']) for row in [*hand, *made])} 行；",
        f"难例（note 以 boundary 开头） / boundary cases {sum(row['note'].startswith('boundary') for row in hand)} 行。",
        "",
        f"与 real/ 的行名近似（余弦 ≥ 0.9）/ names that come near a real row's: 手写 / written {near[0]}，"
        f"生成 / generated {near[1]}。",
    ]
    for column in ("category", "tier", "register", "sector"):
        lines += ["", *_two(column, hand, made)]
    return "\n".join(lines)


def _two(column: str, hand: Rows, made: Rows) -> list[str]:
    """A table of one column: value, written rows, generated rows."""
    left, right = (Counter(row[column] for row in rows) for rows in (hand, made))
    order = sorted(left.keys() | right.keys(), key=lambda value: (-left[value] - right[value], value))
    lines = [f"| {column} | 手写 / written | 生成 / generated |", "|---|---|---|"]
    return lines + [f"| {value} | {left[value]} | {right[value]} |" for value in order]


def _targets(corpora: Path, tables: Made) -> str:
    rows = read_table(corpora / "targets" / "targets.tsv")
    found = sum(row["origin"] != "constructed" for row in rows)
    odd = {tuple(row[:4]) for row in tables.odd}
    lines = [
        f"{len(rows)} 个指标值：原样取自公开文件 / as found {found}，自拟 / constructed {len(rows) - found}；",
        f"解析器与此处不一致 / the parser differs in {len(odd)}。",
    ]
    for column in ("kind", "tier", "dimension"):
        lines += ["", *_one(column, rows)]
    return "\n".join(lines)


def _real(corpora: Path, tables: Made) -> str:
    rows, seeds = (read_table(corpora / "real" / name) for name in ("rows.tsv", "seeds.tsv"))
    folds = {row["document"]: row["fold"] for row in read_table(corpora / "real" / "splits.tsv")}
    joined = [{"category": row["gold"], "fold": folds[row["doc_id"]]} for row in rows]
    joined += [{"category": row["category"], "fold": folds[row["doc"]]} for row in seeds]
    split = sum(row["agreement"] == "split" for row in rows)
    lines = [
        f"rows.tsv {len(rows)} 行，{len({row['doc_id'] for row in rows})} 份文件 / documents，"
        f"其中两位审阅人不一致 / reviewers split {split} 行；",
        f"seeds.tsv {len(seeds)} 行，{len({row['doc'] for row in seeds})} 份文件 / documents；",
        f"跨分组的近似行 / near-duplicates across folds {len(tables.pairs)} 对 / pairs。",
        "",
        *_one("category", joined),
        "",
        *_one("fold", joined),
        "",
        *_one("tier", rows),
    ]
    return "\n".join(lines)


def _one(column: str, rows: Rows) -> list[str]:
    counts = Counter(row[column] or "—" for row in rows)
    order = sorted(counts, key=lambda value: (-counts[value], value))
    return [f"| {column} | 行 / rows |", "|---|---|", *(f"| {_cell(v)} | {counts[v]} |" for v in order)]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


COUNTS: dict[str, Callable[[Path, Made], str]] = {
    "indicators": _indicators,
    "targets": _targets,
    "real": _real,
}
