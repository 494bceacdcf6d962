"""Every rule against its cases: tests/rules/<CODE>.yml, one file per rule, run here.

A case is a row (`name`, `target`, `unit`, `level1`, `level2`, `actual`, `history`, `explanation`, `weight`,
`comparator`, ...) or, for a rule about tables, `rows` with a list of them and table fields (`profile`, `year`,
`doc_kind`, `empty_labels`, `clauses`, `amounts`); for a rule about documents `tables` with a list of those (each with a
`name`) and `prose` ([section, text]); for a rule about sets `documents` with a list of those. `category` and
`canonical` are the label the classifier is taken to have given; without them the printed label counts. `marks` is the
text the finding must mark; `real` says in which public table the case stands.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhibiao.classify.decide import printed_category
from zhibiao.extract.amounts import read_number
from zhibiao.extract.tasks import make_clauses
from zhibiao.records import Amount, Clause, Document, Finding, Indicator, Label, Prose, ReviewedRow, Table
from zhibiao.rules import MODULES, RETIRED, all_rules
from zhibiao.rules.base import SECTIONS
from zhibiao.rules.lint import lint, lint_set
from zhibiao.target import parse_target

HERE = Path(__file__).parent
INDICATOR_FIELDS = {field.name for field in fields(Indicator)}
TABLE_FIELDS = {field.name for field in fields(Table)} - {"indicators", "name"}
Case = dict[str, Any]


def cases_of(code: str) -> dict[str, list[Case]]:
    """The flagged and passed cases of one rule."""
    data: dict[str, list[Case]] = yaml.safe_load((HERE / f"{code}.yml").read_text(encoding="utf-8"))
    return data


def make_row(case: Case, number: int) -> ReviewedRow:
    """The reviewed row that a case describes."""
    values = {key: str(value) for key, value in case.items() if key in INDICATOR_FIELDS}
    indicator = Indicator(**{**values, "row": number}, comparator_printed=str(case.get("comparator", "")))
    printed_code = printed_category(indicator.level1, indicator.level2)
    category = case.get("category", printed_code or "O1")
    label = Label(
        category=category,
        confidence=case.get("confidence", 0.99),
        candidates=((category, case.get("confidence", 0.99)),),
        category_printed=printed_code,
        canonical=case.get("canonical", ""),
        canonical_confidence=1.0,
    )
    target = parse_target(
        indicator.target, unit=indicator.unit, comparator=indicator.comparator_printed, name=indicator.name
    )
    return ReviewedRow(indicator=indicator, target=target, label=label)


def make_table(case: Case, name: str) -> tuple[Table, tuple[ReviewedRow, ...]]:
    """The table that a case describes, with its rows."""
    alone = [case] if "name" in case else []
    rows = tuple(make_row(row, number) for number, row in enumerate(case.get("rows", alone), start=1))
    rows = tuple(replace(row, indicator=replace(row.indicator, table=name)) for row in rows)
    values: dict[str, Any] = {key: value for key, value in case.items() if key in TABLE_FIELDS}
    for field in ("columns", "clauses", "amounts"):
        values.pop(field, None)
    if "empty_labels" in values:
        values["empty_labels"] = tuple(tuple(pair) for pair in values["empty_labels"])
    table = Table(
        name=name,
        indicators=tuple(row.indicator for row in rows),
        columns=tuple(case.get("columns", ())),
        clauses=make_all_clauses(case),
        amounts=make_amounts(case),
        **values,
    )
    return table, rows


def make_all_clauses(case: Case) -> tuple[Clause, ...]:
    """Clauses given as [section, role, text]; their targets are parsed as in a file."""
    return tuple(
        clause
        for line, (section, role, text) in enumerate(case.get("clauses", ()), start=1)
        for clause in make_clauses(text, section, role, line)
    )


def make_amounts(case: Case) -> tuple[Amount, ...]:
    """Amounts given as records (`{label: 基本支出, column: 预算数, text: "402.91", unit: 万元}`)."""
    return tuple(
        Amount(**{"value": read_number(str(amount.get("text", ""))), **amount})
        for amount in case.get("amounts", ())
    )


def make_document(case: Case, source: str) -> tuple[Document, list[tuple[ReviewedRow, ...]]]:
    """The document that a case describes: its `tables`, or one table with the case's own rows."""
    made = [
        make_table(one, one.get("name", f"t{n}"))
        for n, one in enumerate(
            [{"rows": [], **one} for one in case["tables"]] if "tables" in case else [case], start=1
        )
    ]
    outside = case if "tables" in case else {}
    document = Document(
        source=source,
        format="text",
        tables=tuple(table for table, _ in made),
        clauses=make_all_clauses(outside),
        amounts=make_amounts(outside),
        prose=tuple(
            Prose(text=text, section=section, line=line)
            for line, (section, text) in enumerate(case.get("prose", ()), start=1)
        ),
    )
    return document, [rows for _, rows in made]


def run(code: str, case: Case) -> list[tuple[Finding, str]]:
    """Findings of one rule on one case, each with the text it marks."""
    (rule,) = (rule for rule in all_rules() if rule.code == code)
    cases = case.get("documents", [case])
    made = [make_document(one, one.get("source", f"case{n}")) for n, one in enumerate(cases, start=1)]
    tables = [table for document, rows in made for table in lint(document, rows, (rule,))[0]]
    if rule.scope == "set":
        reviewed = [(document, lint(document, rows, ())[0]) for document, rows in made]
        tables = [table for linted, _ in lint_set(reviewed, (rule,)) for table in linted]
    found = []
    for table in tables:
        by_row = {row.indicator.row: row.indicator for row in table.rows}
        for finding in table.all_findings():
            text = getattr(by_row[finding.row], finding.field, "") if finding.row else ""
            found.append((finding, text[slice(*finding.span)]))
    return found


CODES = [rule.code for rule in all_rules()]
FLAGGED = [(code, case) for code in CODES for case in cases_of(code)["flagged"]]
PASSED = [(code, case) for code in CODES for case in cases_of(code)["passed"]]


def name_of(value: object) -> str:
    """A short test id."""
    return str(value.get("name") or value.get("about"))[:20] if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(("code", "case"), FLAGGED, ids=name_of)
def test_a_flagged_case_is_found_and_marks_the_offending_words(code: str, case: Case) -> None:
    """The rule objects, its message has no blank left open, and it marks the words the case names."""
    found = run(code, case)
    assert found, f"{code} found nothing"
    assert "{" not in found[0][0].message + found[0][0].message_en
    assert not re.search(r"第[ 、\d]+行", found[0][0].message_en)
    for row in (case, *case.get("rows", ())):
        if "marks" in row:
            assert row["marks"] in [text for _, text in found]
    if "severity" in case:
        assert found[0][0].severity == case["severity"]


@pytest.mark.parametrize(("code", "case"), PASSED, ids=name_of)
def test_a_passed_case_is_left_alone(code: str, case: Case) -> None:
    """The rule says nothing about a case that is in order."""
    assert [finding.message for finding, _ in run(code, case)] == []


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_enough_cases_two_of_them_real(code: str) -> None:
    """At least five flagged and five passed cases; at least two of all stand in a public table."""
    cases = cases_of(code)
    assert len(cases["flagged"]) >= 5
    assert len(cases["passed"]) >= 5
    assert sum("real" in case for case in (*cases["flagged"], *cases["passed"])) >= 2


def test_titles_are_short_and_tell_rules_apart() -> None:
    """Every title is Chinese and fits into a list, no two are the same, and the English one has no Chinese."""
    titles = [rule.titled("zh") for rule in all_rules()]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if not re.fullmatch("[\u4e00-\u9fff]{5,16}", title)] == []
    assert not [rule.code for rule in all_rules() if re.search("[\u4e00-\u9fff]", rule.titled("en"))]


def test_codes_are_unique_named_like_their_files_and_never_reused() -> None:
    """The code begins the file's name, no two rules share one, and no retired code is given away."""
    assert len(set(CODES)) == len(CODES)
    assert [name.split("_")[0].upper() for name in MODULES] == CODES
    assert not set(CODES) & set(RETIRED)
    files = {
        path.stem
        for path in (Path(__file__).parents[2] / "toolkit/zhibiao/rules").glob("[a-z][a-z][0-9]*.py")
    }
    assert files == set(MODULES)


def test_every_rule_documents_itself() -> None:
    """Headlines in two languages, all sections, a source: make_rule refuses less, this shows it does."""
    for rule in all_rules():
        assert rule.headline and rule.headline_en and rule.source
        assert set(SECTIONS) <= set(rule.sections)
