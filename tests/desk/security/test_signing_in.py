"""Signing in: no session is adopted, cookies stay where they are, passwords are not tried without end."""

from __future__ import annotations

from http.cookies import SimpleCookie
from urllib.parse import quote

import httpx
import pytest

from zhibiao.desk.asked import own_path
from zhibiao.desk.desk import Attempts


def sign_in(client, password: str, name: str = "head", next: str = "/", **options: object) -> httpx.Response:
    """Send the form to sign in."""
    fields = {"name": name, "password": password, "next": next}
    return client.post("/sign-in", data=fields, **options)


def cookie_of(response: httpx.Response):
    """The cookie that an answer sets."""
    ((_, morsel),) = SimpleCookie(response.headers["set-cookie"]).items()
    return morsel


def test_nothing_is_adopted(fresh, password: str) -> None:
    """A cookie that was set before signing in is not the one after it: who planted it has nothing."""
    client = fresh(accounts=True)
    name = client.app.state.desk.cookie
    client.cookies.set(name, "planted")
    token = cookie_of(sign_in(client, password)).value
    assert token not in ("", "planted")
    for old, status in (("planted", 303), (token, 200)):
        client.cookies.clear()
        client.cookies.set(name, old)
        assert client.get("/").status_code == status


def test_signed_in_anew(fresh, password: str) -> None:
    """Signing in again ends the session that the browser had; signing out ends it for everybody who has the cookie."""
    client = fresh(accounts=True)
    name, tokens = client.app.state.desk.cookie, []
    for _ in range(2):
        tokens.append(cookie_of(sign_in(client, password)).value)
        client.cookies.clear()
        client.cookies.set(name, tokens[-1])
    page = client.get("/").text
    csrf = page.split('data-csrf="')[1].split('"')[0]
    client.cookies.clear()
    client.cookies.set(name, tokens[0])
    assert client.get("/").status_code == 303
    client.cookies.clear()
    client.cookies.set(name, tokens[1])
    gone = cookie_of(client.post("/sign-out", data={"csrf": csrf}))
    assert (gone.value, gone["max-age"]) == ("", "0")
    client.cookies.clear()
    client.cookies.set(name, tokens[1])
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("secure", [False, True])
def test_flags(fresh, password: str, secure: bool) -> None:
    """No script reads the cookie, no other site sends it along; with --secure it goes over https only."""
    client = fresh(accounts=True, secure=secure)
    made = cookie_of(sign_in(client, password))
    assert (made["httponly"], made["samesite"], made["path"], made["domain"]) == (True, "Lax", "/", "")
    assert bool(made["secure"]) == secure
    assert len(made.value) >= 43


def test_same_answer(fresh) -> None:
    """The answer to a wrong password is the same whether somebody has the name or not."""
    client = fresh(accounts=True)
    known, unknown = (sign_in(client, "wrong password", name) for name in ("head", "nobody"))
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert known.status_code == 403
    assert "set-cookie" not in known.headers


@pytest.mark.parametrize("names", [("head",), ("head", " head", "head ", "\thead\n")])
def test_throttled(fresh, password: str, names: tuple[str, ...]) -> None:
    """After eight wrong passwords the right one is not asked for either; blanks around the name make no other name."""
    client = fresh(accounts=True)
    for number in range(Attempts.MOST):
        assert sign_in(client, "wrong password", names[number % len(names)]).status_code == 403
    for name in names:
        answer = sign_in(client, password, name)
        assert answer.status_code == 429 and "WB14" in answer.text
    assert sign_in(client, "wrong password", "somebody else").status_code == 403


def test_nobody_is_shut_out() -> None:
    """Eight wrong passwords from one machine keep nobody else out; many from everywhere do, for a while."""
    attempts = Attempts()
    for _ in range(Attempts.MOST):
        assert attempts.begin("head", "10.0.0.66")
    assert not attempts.begin("head", "10.0.0.66")
    assert attempts.begin("head", "10.0.0.1")
    attempts.succeeded("head", "10.0.0.1")
    assert not attempts.begin("head", "10.0.0.66")
    tried = sum(attempts.begin("head", f"10.0.1.{machine}") for machine in range(100))
    assert tried == Attempts.ALTOGETHER - Attempts.MOST
    assert attempts.begin("other", "10.0.0.66")


def test_attempts_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten minutes one may try again, and names without end take no memory without end."""
    now = [1000.0]
    monkeypatch.setattr("zhibiao.desk.desk.time.monotonic", lambda: now[0])
    attempts = Attempts()
    for _ in range(Attempts.MOST + 1):
        attempts.begin("head", "a")
    now[0] += Attempts.WINDOW + 1
    assert attempts.begin("head", "a")
    for number in range(3_000):
        attempts.begin(f"{number}", "a")
        now[0] += 1
    assert len(attempts._at) < 2_500


def test_right_one_in_between(fresh, password: str) -> None:
    """Who remembers the password after some wrong ones begins anew."""
    client = fresh(accounts=True)
    for _ in range(3):
        for _ in range(Attempts.MOST - 2):
            assert sign_in(client, "wrong password").status_code == 403
        assert sign_in(client, password).status_code == 303


def test_trail_of_wrong_ones(fresh, password: str) -> None:
    """Wrong passwords for a name stand in the trail; what was typed as a name and is none does not: it may be a password."""
    client = fresh(accounts=True)
    sign_in(client, "wrong password")
    sign_in(client, "wrong password", "my secret password")
    client.cookies.set(client.app.state.desk.cookie, cookie_of(sign_in(client, password)).value)
    trail = client.get("/trail").text
    assert "my secret password" not in trail
    assert trail.count("<tr>") >= 3


ELSEWHERE = [
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "//[",
    "",
    "http:evil.example",
    " //evil.example",
    "/\r\nx-bad: 1",
    "\0//evil.example",
]


@pytest.mark.parametrize("there", ELSEWHERE)
def test_stays_at_the_desk(fresh, password: str, there: str) -> None:
    """After signing in, and with the language, one gets to pages of the desk alone."""
    client = fresh(accounts=True)
    assert client.get("/sign-in", params={"next": there}).status_code == 200
    assert client.get("/language/en", params={"next": there}).headers["location"] == "/"
    assert sign_in(client, password, next=there).headers["location"] == "/"
    assert own_path(there) == "/"


def test_back_to_where_one_was(fresh, password: str) -> None:
    """Who has to sign in first gets to the page that was asked for."""
    client = fresh(accounts=True)
    asked = client.get("/documents/x?at=1.2&open=1")
    page = client.get(asked.headers["location"])
    assert 'value="/documents/x?at=1.2&amp;open=1"' in page.text
    assert sign_in(client, password, next="/documents/x?at=1.2").headers["location"] == "/documents/x?at=1.2"


@pytest.mark.parametrize("lang", ["../x", "<script>", "\0", "zh; domain=evil", "xx"])
def test_no_other_language(fresh, lang: str) -> None:
    """Nothing but a known language gets into a cookie."""
    assert "set-cookie" not in fresh().get(f"/language/{quote(lang, safe='')}").headers


def test_first_account(fresh, password: str) -> None:
    """With the first account the session of the one person ends: who had the desk open has to sign in."""
    client = fresh()
    page = client.get("/").text
    csrf = page.split('data-csrf="')[1].split('"')[0]
    fields = {"csrf": csrf, "name": "head", "password": password}
    assert client.post("/accounts", data={**fields, "role": "reviewer"}).status_code == 400
    assert client.post("/accounts", data={**fields, "role": "head"}).status_code == 303
    client.app.state.desk._team.clear()  # looked up every other second
    assert client.get("/").status_code == 303
    assert client.get("/", headers={"host": "desk.office.example"}).headers["location"].startswith("/sign-in")
