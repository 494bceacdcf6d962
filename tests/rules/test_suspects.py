"""Quick tests of rules about rows: they leave out no row that the rule objects to."""

from __future__ import annotations

import random

import pytest

from zhibiao.judge import FIELDS, judge
from zhibiao.learn.corpus import read_corpora
from zhibiao.records import Document, Indicator, Table
from zhibiao.review import label_rows
from zhibiao.rules import choose_rules
from zhibiao.rules.base import Context, Hit

ROWS = 2500


@pytest.fixture(scope="module")
def contexts(root):
    """Real and own rows, and as many whose targets, units and labels were dealt out anew, each a table of its own."""
    draw = random.Random(9)  # noqa: S311 - a choice of rows, no secret
    rows = [row for row in read_corpora(root / "corpora") if row.target]
    rows = [row for row in rows if row.origin != "own"] + draw.sample(rows, ROWS)
    dealt = [(draw.choice(rows), draw.choice(rows), draw.choice(rows)) for _ in rows]
    tables = []
    for name, target, label in [*((row, row, row) for row in rows), *dealt]:
        indicator = Indicator(
            name=name.name, target=target.target, unit=target.unit, level2=label.level2, row=1
        )
        tables.append(Table(name="", indicators=(indicator,), year=draw.choice(["", "2022", "2024"])))
    whole = label_rows(Table(name="", indicators=tuple(table.indicators[0] for table in tables)))
    nothing = Document(source="", format="", tables=())
    return [
        Context(document=nothing, table=table, rows=(row,)) for table, row in zip(tables, whole, strict=True)
    ]


def test_no_row_that_a_rule_objects_to_is_left_out(contexts):
    """What each rule says of every row, asked one by one, is what tagging finds with its quick tests."""
    rules = [rule for rule in choose_rules() if rule.scope == "row"]
    expected = []
    for context in contexts:
        (row,) = context.rows
        asked = [
            rule
            for rule in rules
            if not rule.needs or any(getattr(row.indicator, field) for field in rule.needs)
        ]
        codes = [rule.code for rule in asked for hit in rule.check(row, context) if isinstance(hit, Hit)]
        expected.append(";".join(dict.fromkeys(codes)))
    fields = [field for field in FIELDS if field != "year"]
    keys = [
        (*(getattr(context.table.indicators[0], field) for field in fields), context.table.year)
        for context in contexts
    ]
    found = judge(keys, [*fields, "year"], suggestions=False)["findings"].tolist()
    assert found == expected
    assert len({code for codes in found for code in codes.split(";")}) > 25


def test_quick_tests_are_worth_it(contexts):
    """Of the rules that may look at any row, each is asked about few of them on average, and none has no quick test."""
    from zhibiao.rules.suspects import applies, asked_fields, batch_of, find_suspects

    rules = [rule for rule in choose_rules() if rule.scope == "row" and not rule.needs]
    assert [rule.code for rule in rules if not rule.suspects] == []
    batch = batch_of([context.rows[0] for context in contexts], asked_fields(rules))
    shares = [len(find_suspects(rule, batch, applies(rule, batch))) / len(batch) for rule in rules]
    assert sum(shares) / len(shares) < 0.15
