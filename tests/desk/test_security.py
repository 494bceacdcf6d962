"""A running desk against clients that are no browsers: slow, endless, lying. What pages do is tested in security/."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from .running import Running, running_desk


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A desk without accounts."""
    with running_desk(tmp_path_factory.mktemp("desk") / "desk.sqlite") as desk:
        yield desk


def connected(running: Running) -> socket.socket:
    """A connection that nothing was said on yet."""
    parts = urlsplit(running.address)
    return socket.create_connection((parts.hostname, parts.port), timeout=20)


def said(running: Running, *pieces: bytes) -> bytes:
    """What the desk answers to these bytes; it may close the connection while more are on their way."""
    got = b""
    with connected(running) as door:
        try:
            for piece in pieces:
                door.sendall(piece)
            door.shutdown(socket.SHUT_WR)
            while more := door.recv(65_536):
                got += more
        except OSError:  # closed or reset by the desk
            return got
    return got


def browser(running: Running) -> httpx.Client:
    """Somebody new with a browser."""
    return httpx.Client(base_url=running.address, timeout=60, trust_env=False)


def works(running: Running) -> bool:
    """Whether somebody new gets the first page."""
    with browser(running) as client:
        return client.get("/").status_code == 200


def head(running: Running, line: str, *headers: str) -> bytes:
    """The head of a request."""
    host = urlsplit(running.address).netloc
    return "\r\n".join([f"{line} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", ""]).encode(
        "latin-1"
    )


def test_slow_clients(running: Running) -> None:
    """Sixty clients that send a byte and wait keep nobody else from working."""
    slow = [connected(running) for _ in range(60)]
    try:
        for number, door in enumerate(slow):
            form = head(
                running,
                "POST /upload",
                "Content-Length: 1000000",
                "Content-Type: multipart/form-data; boundary=x",
            )
            door.sendall(form + b"--x\r\n" if number % 2 else b"GET / HT")
        start = time.monotonic()
        for _ in range(5):
            assert works(running)
        assert time.monotonic() - start < 5
    finally:
        for door in slow:
            door.close()


def test_body_without_end(running: Running) -> None:
    """A body that comes in pieces without saying how long it is, is cut off at the limit."""
    with browser(running) as client:
        token = client.get("/").text.split('data-csrf="')[1].split('"')[0]
        session = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    start = head(
        running,
        "POST /documents/x/say",
        "Transfer-Encoding: chunked",
        "Content-Type: application/x-www-form-urlencoded",
        f"Cookie: {session}",
        f"X-CSRF: {token}",
    )
    piece = b"10000\r\n" + b"a" * 65_536 + b"\r\n"
    answer = said(running, start, *[piece] * 100)
    assert re.match(rb"HTTP/1.1 (413|400) ", answer) or not answer
    assert works(running)


@pytest.mark.parametrize(
    ("line", "headers"),
    [
        ("GET /" + "a" * 100_000, []),
        ("GET /?" + "a=b&" * 50_000, []),
        ("GET /", ["X: " + "a" * 100_000]),
        ("GET /", ["Cookie: " + "a=b; " * 10_000]),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\nX:", []),
        ("POST /upload", ["Content-Length: 5", "Content-Length: 6"]),
        ("POST /upload", ["Content-Length: 5", "Transfer-Encoding: chunked"]),
        ("POST /upload", ["Content-Length: -5"]),
        ("POST /upload", ["Transfer-Encoding: gzip"]),
        ("GET http://evil.example/", []),
        ("GET /\x01", []),
        ("CONNECT evil.example:80", []),
        ("GET /%ff%fe/%c0%ae%c0%ae", []),
        ("GET /documents/%ED%A0%80", ["Cookie: \xff\xfe=\xff"]),
        ("POST /sign-in", ["Content-Type: \xff", "Content-Length: 1"]),
        (
            "GET /",
            [
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: x",
                "Sec-WebSocket-Version: 13",
            ],
        ),
    ],
)
def test_lies(running: Running, line: str, headers: list[str]) -> None:
    """Requests that are none are refused, and none of them gets at the inside of the desk."""
    answer = said(running, head(running, line, *headers), b"x")
    assert not re.match(rb"HTTP/1.1 5", answer), answer[:300]
    assert b"Traceback" not in answer
    assert works(running)


def test_no_header_by_a_name(running: Running) -> None:
    """What stands in an address or a form becomes no header of the answer."""
    for line in (
        "GET /language/en?next=/%0d%0aX-Bad:%201",
        "GET /sign-in?next=%0d%0aX-Bad:%201",
        "GET /%0d%0aX-Bad:%201",
    ):
        answer = said(running, head(running, line))
        assert b"\r\nx-bad" not in answer.split(b"\r\n\r\n")[0].lower()


def test_says_little_of_itself(running: Running) -> None:
    """An answer does not say which server with which version it comes from."""
    with browser(running) as client:
        names = {name.lower() for name in client.get("/").headers}
    assert not names & {"server", "x-powered-by"}
