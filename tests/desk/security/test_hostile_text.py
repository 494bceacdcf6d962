"""Text that attacks, in every place where somebody can put text: it is shown as text, and never anything else."""

from __future__ import annotations

import lxml.etree
import lxml.html
import pytest

from zhibiao.desk.decided.outputs import OUTPUTS

HOSTILE_QUERY = {
    "at": '"><script>alert(1)</script>',
    "rule": '"><script>alert(1)</script>',
    "category": '" onfocus=alert(1) x="',
    "severity": '"><script>alert(1)</script>',
    "open": '"><script>alert(1)</script>',
    "body": '"><script>alert(1)</script>',
    "page": "1",
}
OWN = ("/static/document.js?", "/static/upload.js?")


def is_harmless(html: str) -> None:
    """Nothing in a page runs but its own scripts; no style, picture or frame of a text's."""
    page = lxml.html.fromstring(html)
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("style", "iframe", "object", "embed", "base", "frame", "template"), (
            element.tag
        )
        if element.tag == "script":
            assert element.get("src", "").startswith(OWN) and not (element.text or "").strip()
        if element.tag in ("img", "source", "link", "image", "use"):
            address = element.get("src") or element.get("href") or ""
            assert address.startswith(("/static/", "/batches/", "data:,")), address
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), (element.tag, name)
            assert name.lower() not in ("style", "srcdoc", "formaction"), (element.tag, name)
            assert "javascript:" not in value.lower() or name in (
                "value",
                "title",
                "aria-label",
                "data-rows",
                "data-label",
            ), name
            if name in ("href", "src", "action"):
                sources = (
                    ("http://", "https://") if element.tag == "a" else ()
                )  # where a suggestion was found
                assert value.startswith(("/", "#", "?", "data:,", *sources)) and not value.startswith("//"), (
                    value
                )


@pytest.fixture(scope="module")
def said(team, hostile: str):
    """The desk after somebody put hostile text into everything that can be written."""
    client = team.by("assigned")
    at = f"/documents/{team.key}/decide/1."
    answers = [
        client.send_form(f"{at}1", do="ignore", code=code, reason=hostile, seen="0")
        for code in _codes(team, "1.1")[:1]
    ]
    edit = {f"edit-{field}": hostile for field in ("name", "target")} | {"was-name": "x", "was-target": "x"}
    answers += [
        client.send_form(f"{at}2", do="edit", suggestion="0", seen="0", **edit),
        client.send_form(f"/documents/{team.key}/say", do="comment", text=hostile),
        team.by("head").send_form("/accounts", name=hostile[:40], password="correct horse", role="reviewer"),  # noqa: S106 - made up
        team.by("owner").send_form(
            "/upload", files={"file": ("<b>\"'.html", b"<script>alert(1)</script>")}, name=hostile
        ),
    ]
    assert [one.status_code for one in answers] == [303] * len(answers), [one.text for one in answers]
    return team


def _codes(team, at: str) -> list[str]:
    page = lxml.html.fromstring(team.by("assigned").get(f"/documents/{team.key}", params={"at": at}).text)
    return [one.get("value") for one in page.xpath("//input[@name='code']")]


@pytest.fixture(scope="module")
def hostile() -> str:
    """Hostile text, for what is set up once."""
    return "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/documents/{key}",
        "/documents/{key}/trail",
        "/batches/{batch}",
        "/batches/{batch}/rows",
        "/accounts",
        "/trail",
    ],
)
@pytest.mark.parametrize(
    "query",
    [{}, HOSTILE_QUERY, {"at": "1.1"}, {"at": "1.2"}, {"at": "1.0"}],
    ids=["", "hostile", "1", "2", "0"],
)
def test_pages(said, path: str, query: dict[str, str], lang: str) -> None:
    """On no page anything but its own scripts is run."""
    client = said.by("head")
    client.cookies.set("zhibiao_lang", lang)
    response = client.get(path.format(key=said.key, batch=said.batch), params=query)
    assert response.status_code in (200, 400)
    is_harmless(response.text)


@pytest.mark.parametrize("at", ["1.1", "1.2", "1.3", "1.0", "9.9", '"><script>'])
def test_pieces(said, at: str) -> None:
    """Nor is it in the pieces that the script of the page puts in."""
    answer = (
        said.by("head")
        .get(f"/documents/{said.key}/place", params={"at": at, **HOSTILE_QUERY, "page": at})
        .json()
    )
    for piece in ("panel", "head"):
        is_harmless(f"<div>{answer[piece]}</div>")


def test_shown(said) -> None:
    """The text itself is there, to be read."""
    page = lxml.html.fromstring(said.by("head").get(f"/documents/{said.key}").text).text_content()
    assert "<script>alert(1)</script>" in page
    assert "{{7*7}}" in page and "49培训" not in page


def test_unread_and_errors(said) -> None:
    """Pages of what cannot be read, and of errors, are as harmless."""
    client = said.by("owner")
    made = client.send_form("/upload", files={"file": ("<script>alert(1)</script>.html", b"<script>")})
    said.app.state.desk.keeper.wake()
    is_harmless(client.get(made.headers["location"]).text)
    for path in (
        "/<script>alert(1)</script>",
        "/documents/<img src=x onerror=alert(1)>",
        "/language/<script>",
    ):
        response = client.get(path)
        if response.text:
            is_harmless(response.text)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.html", "application/octet-stream"),
        ("a.svg", "application/octet-stream"),
        ("a.js", "application/octet-stream"),
        ("a\r\nX-Bad: 1\r\n\r\n<script>.htm", "application/octet-stream"),
        ('"; filename=evil.exe; x=".csv', "application/octet-stream"),
        ("表;%0d%0aX-Bad:1.pdf", "application/pdf"),
    ],
)
def test_what_came_is_never_shown(said, name: str, kind: str) -> None:
    """A file that is a page inside is given back as an attachment of a harmless type; its name is no header."""
    client = said.by("owner")
    # the raw form, as an attacker writes it: libraries would escape the name
    boundary = b"x0x"
    parts = [
        b'--x0x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + client.csrf.encode(),
        b"\r\n--x0x\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''"
        + _quoted(name).encode()
        + b"\r\nContent-Type: text/html\r\n\r\n<html><script>alert(1)</script></html>\r\n--x0x--\r\n",
    ]
    made = client.post(
        "/upload",
        content=b"".join(parts),
        headers={"content-type": f"multipart/form-data; boundary={boundary.decode()}", "x-csrf": client.csrf},
    )
    if made.status_code == 400:
        return  # a name that is none: no file
    (key,) = made.json()["keys"]
    response = client.get(f"/documents/{key}/original")
    assert response.content == b"<html><script>alert(1)</script></html>"
    assert response.headers["content-type"] == kind
    assert response.headers["content-disposition"].startswith("attachment; ")
    assert response.headers["content-disposition"].isascii()
    assert "x-bad" not in response.headers


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name, safe="")


@pytest.mark.parametrize("kind", OUTPUTS)
def test_outputs(said, kind: str) -> None:
    """Every file of the answer is an attachment, or refused with a code."""
    response = said.by("head").get(f"/documents/{said.key}/out/{kind}")
    assert response.status_code == 200, response.text
    assert response.headers["content-disposition"].startswith("attachment; ")
    assert "html" not in response.headers["content-type"]


@pytest.mark.parametrize(
    "kind", ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e", "x", "__class__", "a%00b"]
)
def test_no_such_output(said, kind: str) -> None:
    """Any other kind is none."""
    for path in (
        f"/documents/{said.key}/out/{kind}",
        f"/batches/{said.batch}/out/{kind}",
        f"/batches/{said.batch}/plots/{kind}.svg",
    ):
        assert said.by("head").get(path).status_code == 404


def test_plots(said) -> None:
    """A plot opened by itself runs nothing: its own policy, in a sandbox."""
    client = said.by("head")
    page = lxml.html.fromstring(client.get(f"/batches/{said.batch}").text)
    plots = page.xpath("//img/@src")
    assert plots
    for plot in plots:
        response = client.get(plot)
        assert response.headers["content-security-policy"].endswith("; sandbox")
        assert response.headers["content-type"].startswith("image/svg+xml")
        for element in lxml.etree.fromstring(response.content).iter():
            assert "script" not in str(element.tag).lower() and "foreignObject" not in str(element.tag)
            assert not [name for name in element.attrib if name.lower().startswith("on")]
            assert all(
                value.startswith("#") for name, value in element.attrib.items() if name.endswith("href")
            )


def test_templates() -> None:
    """No template holds a style, script or handler of its own, or shows anything unescaped."""
    import re
    from importlib.resources import files

    for template in files("zhibiao.desk").joinpath("templates").iterdir():
        text = template.read_text(encoding="utf-8")
        assert not re.search(
            r"<style|\sstyle=|<script(?! src=\"/static/)|\son\w+=|javascript:|\|\s*safe|Markup|autoescape",
            text,
        ), template.name
