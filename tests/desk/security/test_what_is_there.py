"""Besides its pages the desk gives out the files that they need, and nothing else; what fails is told."""

from __future__ import annotations

import pytest


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
