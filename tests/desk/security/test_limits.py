"""Too much, too long, broken or odd: refused with a code, and the desk goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhibiao.desk.app import ROUTES

MEGABYTE = b"x" * 10**6


def test_long_file(team) -> None:
    """A file over the limit is refused with its name, and no batch is left behind without one."""
    client = team.by("other")
    response = client.send_form("/upload", files={"file": ("大.csv", MEGABYTE + b"x")})
    assert response.status_code == 413 and "RD08" in response.text and "大.csv" in response.text
    assert "/batches/" not in client.get("/").text


def test_many_files(team) -> None:
    """More files than an upload may have are refused, all of them."""
    client = team.by("other")
    response = client.send_form("/upload", files=[("file", (f"{one}.csv", b"a")) for one in range(6)])
    assert response.status_code == 400 and "WB08" in response.text
    assert "/batches/" not in client.get("/").text


@pytest.mark.parametrize("path", ["/upload", "/sign-in", "/documents/{key}/say", "/accounts"])
@pytest.mark.parametrize("said", [True, False])
def test_long_bodies(team, path: str, said: bool) -> None:
    """A body over the limit is refused, whether it says how long it is or comes in pieces without end."""

    def pieces() -> Iterator[bytes]:
        yield f"csrf={client.csrf}&text=".encode()
        for _ in range(6):
            yield MEGABYTE

    client = team.by("head")
    response = client.post(
        path.format(key=team.key),
        content=b"".join(pieces()) if said else pieces(),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert response.status_code in (400, 413)
    assert re.search("WB02|WB08", response.text)


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "9" * 5000, "٣", "999999999999"])
def test_odd_lengths(team, length: str) -> None:
    """A length that is none, or beyond the limit, is refused before anything is read."""
    client = team.by("head")
    headers = [("content-length", length.encode())]
    response = client.post("/upload", content=iter([b""]), headers=headers)
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (
            "multipart/form-data; boundary=x",
            b"--x\r\n" + b"Content-Disposition: form-data; name=a\r\n\r\n\r\n--x\r\n" * 300 + b"--x--",
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + MEGABYTE + b"\r\n--x--\r\n",
        ),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"X: y\r\n" * 50_000 + b"\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense\r\n\r\n\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"no boundary at all"),
        ("multipart/form-data", b"--x"),
        ("multipart/form-data; boundary=", b"--x"),
        ("multipart/form-data; boundary=" + "x" * 5000, b"--x"),
        (
            "multipart/mixed; boundary=x",
            b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y--\r\n--x--",
        ),
        (
            "multipart/form-data; boundary=x; charset=unicode_escape",
            b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n\\ud800\r\n--x--\r\n',
        ),
        (
            "multipart/form-data; boundary=x; charset=undefined",
            b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nx\r\n--x--\r\n',
        ),
        (
            "multipart/form-data; boundary=x; charset=nonsense",
            b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nx\r\n--x--\r\n',
        ),
        ("application/x-www-form-urlencoded", b"a=b&" * 100_000),
        ("application/x-www-form-urlencoded", b"%"),
        ("application/x-www-form-urlencoded", b"\xff\xfe=%ff%fe%00"),
        ("application/json", b'{"csrf": "x"}'),
        ("text/xml", b"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>"),
        ("", b"x"),
    ],
)
@pytest.mark.parametrize("path", ["/upload", "/sign-in", "/documents/{key}/say"])
def test_broken_forms(team, path: str, kind: str, body: bytes) -> None:
    """A form that is none is refused with a code."""
    client = team.by("head")
    for headers in ({"content-type": kind}, {"content-type": kind, "x-csrf": client.csrf}):
        assert 400 <= client.post(path.format(key=team.key), content=body, headers=headers).status_code < 500


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


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/",
        "/static/desk.css/../../app.py",
        "/static/" + "x" * 5_000,
    ],
)
def test_static_files_only(team, path: str) -> None:
    """Nothing but the files of the desk's pages is given out."""
    response = team.nobody().get(path)
    assert response.status_code == 404
    assert "import" not in response.text


@pytest.mark.parametrize("path", ["report.css", "font.ttf", "desk.css", "document.js", "upload.js"])
def test_static_files(team, path: str) -> None:
    """Those have their types, and are there before signing in."""
    response = team.nobody().get(f"/static/{path}")
    assert response.status_code == 200
    assert "text/html" not in response.headers["content-type"]
    many = ",".join(f"{one}-{one + 1}" for one in range(2_000))
    assert team.nobody().get(f"/static/{path}", headers={"range": f"bytes={many}"}).status_code in (
        200,
        206,
        400,
        416,
    )


@pytest.mark.parametrize(
    "path", ["/docs", "/redoc", "/openapi.json", "/.git/config", "/desk.sqlite", "/admin", "/%00"]
)
def test_nothing_else(team, path: str) -> None:
    """There is nothing besides the pages in ROUTES."""
    assert team.by("head").get(path).status_code == 404


def test_failure_is_told(fresh, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """What fails in a way that nobody foresaw is logged; the answer has a code, all headers, and nothing of the inside."""
    from zhibiao.desk.pages import sign

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    client = fresh(accounts=True)
    client.event_hooks = {}
    monkeypatch.setattr(sign, "page", fail)
    response = client.get("/sign-in")
    assert response.status_code == 500 and "WB23" in response.text and "inside" not in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert "inside" in caplog.text
