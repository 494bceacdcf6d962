"""All generated rows: the same rows for the same grammar, whoever runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhibiao.corpora.draw import Drawn, Stream, draw, fits
from zhibiao.corpora.grammar import Grammar, Pattern, Thing, load_grammar
from zhibiao.corpora.tables import fold_name, read_table, written_files

Row = tuple[str, ...]

_ROUNDS = 4  # how often each object may be asked for another name
_NO_SECTOR = "部门整体"


def generate_rows(corpora: Path) -> list[Row]:
    """The rows of indicators/generated.tsv (columns as `COLUMNS`), sorted by sector, category and name.

    The note says `generated:` and the pattern. A name that a hand-written row has is left out at the end,
    so that a new hand-written row removes at most one generated row and changes no other.
    Raises ZhibiaoError DT01 where the grammar is invalid.
    """
    grammar = load_grammar(corpora / "grammar")
    written = {fold_name(row["name"]) for file in written_files(corpora) for row in read_table(file)}
    seen: set[str] = set()
    rows: list[Row] = []
    for code, quota in grammar.config["rows"].items():
        stream = Stream(f"{grammar.config['seed']}:{code}")
        drawn = _placeholders(grammar, stream) if code == "X" else _category(grammar, code, quota, stream)
        taken = 0
        for row in drawn:
            key = fold_name(row[0])
            if taken < quota and key not in seen:
                seen.add(key)
                rows.append(row)
                taken += 1
    return sorted((r for r in rows if fold_name(r[0]) not in written), key=lambda r: (r[6], r[3], r))


def _category(grammar: Grammar, code: str, quota: int, stream: Stream) -> Iterator[Row]:
    """Rows of one category: the patterns take turns, each going round its objects in a drawn order."""
    patterns = [pattern for pattern in grammar.patterns if pattern.code == code]
    limit = round(max(grammar.config["pattern_share"], 1.6 / len(patterns)) * quota)
    queues = {}
    for pattern in patterns:
        fitting = [thing for thing in grammar.things[pattern.over] if fits(pattern, thing, grammar)]
        order = [(n, thing) for n, thing in enumerate(fitting)]
        queues[pattern.id] = [thing for _ in range(_ROUNDS) for _, thing in stream.shuffled(order)]
    given = dict.fromkeys(queues, 0)
    names: set[str] = set()
    while any(queues.values()):
        for pattern in patterns:
            row = _next(pattern, queues[pattern.id], names, grammar, stream)
            if row is None:
                continue
            given[pattern.id] += 1
            if given[pattern.id] >= limit:
                queues[pattern.id].clear()
            yield row


def _next(
    pattern: Pattern, queue: list[Thing], names: set[str], grammar: Grammar, stream: Stream
) -> Row | None:
    """The next row of the pattern with a name nobody has had; None where its objects are used up."""
    while queue:
        thing = queue.pop()
        drawn = draw(pattern, thing, grammar, stream)
        if drawn is None or len(drawn.name) > 60:
            continue
        key = fold_name(drawn.name)
        if key in names:
            continue
        names.add(key)
        return _row(_habit(drawn, grammar, stream), pattern, thing)
    return None


def _habit(drawn: Drawn, grammar: Grammar, stream: Stream) -> Drawn:
    """Now and then what form-fillers do to a plain name: a number before it, or 率 lost."""
    if drawn.register != "plain":
        return drawn
    chance = stream.chance()
    name, register = drawn.name, drawn.register
    if chance < grammar.config["prefix"]:
        name, register = stream.pick(grammar.words["prefixes"]) + name, "prefix"
    elif chance < grammar.config["prefix"] + grammar.config["cut"] and name.endswith(
        tuple(grammar.words["cut"])
    ):
        name, register = name.removesuffix("率"), "short"
    return Drawn(name=name, target=drawn.target, unit=drawn.unit, tier=drawn.tier, register=register)


def _row(drawn: Drawn, pattern: Pattern, thing: Thing) -> Row:
    canonical = pattern.get("canonical", "")
    for mark, code in pattern.get("canonical_for", {}).items():
        if f"/{mark}" in thing.slots.get("p", ""):
            canonical = code
            break
    return (
        drawn.name, drawn.target, drawn.unit, pattern.code, canonical, drawn.tier,
        thing.sector, drawn.register, f"generated:{pattern.id}", pattern.get("accept", ""),
    )  # fmt: skip


def _placeholders(grammar: Grammar, stream: Stream) -> Iterator[Row]:
    """Rows that are no indicator, dealt out to the sectors."""
    labels, shapes = grammar.placeholders["labels"], grammar.placeholders["shapes"]
    pairs = stream.shuffled([(n, label, shape) for n, label in enumerate(labels) for shape in shapes])
    forms = grammar.styles["blank"]
    for number, (_, label, shape) in enumerate(pairs):
        form = stream.pick(forms, [form.weight for form in forms])
        name = shape.replace("{l}", label).replace("{n}", str(stream.number([2, 40, 2])))
        sector = grammar.sectors[number % len(grammar.sectors)] if grammar.sectors else _NO_SECTOR
        yield name, form.text, "", "X", "", form.tier, sector, "plain", "generated:placeholder", ""
