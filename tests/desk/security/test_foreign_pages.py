"""Nothing is changed by a page that is not the desk's own, and nothing is drawn from the desk by one."""

from __future__ import annotations

import re

import pytest

from zhibiao.desk.app import ROUTES

POSTS = [path for method, path, _ in ROUTES if method == "POST"]
GETS = [path for method, path, _ in ROUTES if method == "GET"]
FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:9999"},
    {"origin": "http://[bad"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
]


def filled(path: str, team) -> str:
    """The address of a route, with what the desk holds."""
    values = {"at": "1.1", "number": "2", "kind": "xlsx", "name": "mix", "lang": "en"}
    values["key"] = team.batch if path.startswith("/batches") else team.key
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], path)


def test_all_routes_known() -> None:
    """Every way to change something is a POST of ROUTES, so that the tests below meet it."""
    assert {method for method, *_ in ROUTES} == {"GET", "POST"}
    assert len(POSTS) >= 10


def state(team) -> list[tuple[object, ...]]:
    """Everything in the database that a form could change."""
    from sqlalchemy import select

    from zhibiao.desk.store.tables import metadata

    with team.database.read() as connection:
        return [
            tuple(row)
            for table in metadata.sorted_tables
            if table.name not in ("readings", "contents", "sessions")
            for row in connection.execute(select(table))
        ]


@pytest.mark.parametrize("path", [path for path in POSTS if path != "/sign-in"])
@pytest.mark.parametrize("token", [None, "", "x", "\0", "错", "same length as the token of a s"])
def test_without_the_token(team, path: str, token: str | None) -> None:
    """A form without the token of the session is refused, also from a head, and changes nothing."""
    client, before = team.by("head"), state(team)
    fields = {} if token is None else {"csrf": token}
    assert client.post(filled(path, team), data=fields).status_code == 403
    if token and token.isascii() and token.isprintable():
        assert client.post(filled(path, team), headers={"x-csrf": token}).status_code == 403
    assert state(team) == before


@pytest.mark.parametrize("path", [path for path in POSTS if path != "/sign-in"])
def test_token_of_another_session(team, path: str) -> None:
    """The token of somebody else, or of another session of one's own, is none."""
    client, before = team.by("head"), state(team)
    for other in (team.by("head"), team.by("owner")):
        assert client.post(filled(path, team), data={"csrf": other.csrf}).status_code == 403
    assert state(team) == before


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_foreign_forms(team, path: str, headers: dict[str, str], password: str) -> None:
    """What a browser says comes from elsewhere is refused, even with the token; so is signing in."""
    client, before = team.by("head"), state(team)
    fields = {"csrf": client.csrf, "name": "head", "password": password}
    response = client.post(filled(path, team), data=fields, headers=headers)
    assert response.status_code == 403
    assert "WB09" in response.text and "set-cookie" not in response.headers
    assert state(team) == before


@pytest.mark.parametrize("path", GETS)
@pytest.mark.parametrize(
    "kind", [("no-cors", "image"), ("no-cors", "script"), ("navigate", "iframe"), ("cors", "empty")]
)
def test_foreign_pieces(team, path: str, kind: tuple[str, str]) -> None:
    """A foreign page gets nothing for a picture, script or frame of its own: no session begins by that."""
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": kind[0], "sec-fetch-dest": kind[1]}
    response = team.by("head").get(filled(path, team), headers=headers)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers


def test_link_from_elsewhere(team) -> None:
    """A link to the desk, in a mail or on another page, works."""
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert team.by("head").get(f"/documents/{team.key}", headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "GARBAGE"])
@pytest.mark.parametrize("path", ["/", "/documents/{key}", "/upload", "/accounts"])
def test_other_methods(team, method: str, path: str) -> None:
    """No other way of asking does anything."""
    before = state(team)
    assert team.by("head").request(method, filled(path, team)).status_code == 405
    assert state(team) == before


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "[bad", "", "127.0.0.1@evil.example:1"],
)
def test_foreign_names(fresh, host: str) -> None:
    """A desk without accounts does not answer to a name that merely leads to it (DNS rebinding)."""
    client = fresh()
    response = client.get("/", headers={"host": host})
    assert response.status_code == 400
    assert "WB03" in response.text and "set-cookie" not in response.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:1", "[::1]:8765", "LOCALHOST"])
def test_own_names(fresh, host: str) -> None:
    """It answers to the names of its own machine."""
    assert fresh().get("/", headers={"host": host}).status_code == 200
