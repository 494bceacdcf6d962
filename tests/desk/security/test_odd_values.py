"""Odd values in every form and every address: kept as text, not found or refused with a code; nothing fails."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhibiao.desk.app import ROUTES

ODD = [
    "",
    "\0",
    "a\0b",
    "\ud800",
    "9" * 30,
    "9" * 12,
    "-1",
    "0",
    "1.0",
    "١",
    "None",
    "{}",
    "'; DROP TABLE decisions; --",
    "x" * 20_000,
    "\u202e",
    "%00",
    "../..",
]


def _urlencoded(fields: dict[str, str]) -> bytes:
    return "&".join(
        f"{quote(name)}={quote(value.encode('utf-8', 'surrogatepass'), safe='')}"
        for name, value in fields.items()
    ).encode()


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize(
    "path", [path for method, path, _ in ROUTES if method == "POST" and path != "/sign-out"]
)
def test_odd_values(team, path: str, value: str) -> None:
    """Odd values in every field of every form are refused or kept as text; nothing fails."""
    client = team.by("head")
    names = (
        "name",
        "password",
        "role",
        "text",
        "reason",
        "code",
        "seen",
        "suggestion",
        "category",
        "reviewer",
        "batch",
    )
    names += (
        "edit-name",
        "was-name",
        "edit-target",
        "filter-rule",
        "filter-severity",
        "filter-open",
        "next",
        "active",
    )
    for verb in ("accept", "edit", "ignore", "category", "clear", "comment", value):
        fields = {**dict.fromkeys(names, value), "csrf": client.csrf, "do": verb}
        response = client.post(
            path.format(key=team.second, at="1.1", number="9"),
            content=_urlencoded(fields),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        assert response.status_code < 500


@pytest.mark.parametrize("value", ODD)
def test_odd_addresses(team, value: str) -> None:
    """Odd parts of every address are not found or refused; nothing fails."""
    client = team.by("head")
    part = quote(value.encode("utf-8", "surrogatepass"), safe="")[:5_000] or "%20"
    for method, path, _ in ROUTES:
        address = re.sub(r"\{\w+\}", part, path)
        if method == "POST" and path != "/sign-out":
            assert client.send_form(address, do="comment").status_code < 500
    for path in (
        "/documents/{key}",
        "/documents/{key}/place",
        "/documents/{key}/news",
        "/batches/{batch}/rows",
        "/batches/{batch}",
        "/",
    ):
        query = "&".join(
            f"{name}={part}"
            for name in (
                "at",
                "after",
                "rule",
                "severity",
                "category",
                "open",
                "page",
                "body",
                "checkable",
                "tier",
            )
        )
        assert client.get(f"{path.format(key=team.key, batch=team.batch)}?{query}").status_code < 500
    for number in (value, "9" * 30):
        for path in (
            f"/documents/{team.key}/decide/{quote(number.encode('utf-8', 'replace'))[:100]}.1",
            "/accounts/" + "9" * 30,
        ):
            assert client.send_form(path, do="confirm", seen="0").status_code in (400, 404)


@given(
    fields=st.dictionaries(
        st.sampled_from(
            [
                "do",
                "seen",
                "suggestion",
                "code",
                "reason",
                "category",
                "edit-name",
                "was-name",
                "edit-unit",
                "filter-rule",
                "filter-severity",
                "text",
            ]
        ),
        st.one_of(
            st.sampled_from(["accept", "edit", "ignore", "category", "clear", "confirm", "0", "1", "O1"]),
            st.text(max_size=30),
        ),
    ),
    at=st.one_of(
        st.sampled_from(["1.1", "1.0", "1.5"]),
        st.text(st.characters(categories=("L", "N"), include_characters="."), min_size=1, max_size=8),
    ),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_decision(team, fields: dict[str, str], at: str) -> None:
    """Whatever a form of a decision holds: kept, or refused with a code."""
    client = team.by("head")
    assert client.send_form(f"/documents/{team.second}/decide/{quote(at)}", **fields).status_code < 500
    assert client.get(f"/documents/{team.second}", params={"at": at}).status_code < 500
