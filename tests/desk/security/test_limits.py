"""Too much, too long, broken or odd: refused with a code, and the desk goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

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
