"""Money blocks: amounts.yml says what stands in them, this reads them as a file is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhibiao.extract import extract
from zhibiao.read.from_html import from_html
from zhibiao.read.from_text import from_text
from zhibiao.records import Amount

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "amounts.yml").read_text(encoding="utf-8")
)


def read(case: dict[str, Any]) -> tuple[Amount, ...]:
    """The amounts of the tables of a case, none of which is a goal table."""
    if "html" in case:
        return extract(from_html(f"<html><body>{case['html']}</body></html>", "a.html")).amounts
    return extract(from_text(case["text"].replace(">", "\t"), "a.txt")).amounts


def as_printed(amount: Amount) -> list[str]:
    """An amount as the cases write it."""
    return [amount.group, amount.label, amount.column, amount.text, amount.unit]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"][:40])
def test_a_money_block_is_read_as_it_is_printed(case: dict[str, Any]) -> None:
    """Labels, headers, units; nothing that is no amount; a value wherever a number was printed."""
    found = read(case)
    if "values" in case:
        assert [amount.value for amount in found if amount.value is not None] == case["values"]
        return
    wanted = [[part.strip(" '") for part in line.split("|")] for line in case["amounts"]]
    assert [as_printed(amount) for amount in found] == wanted
    assert all((amount.value is None) == (amount.text == "") for amount in found)
    assert all(amount.sure == ("html" in case) for amount in found)
