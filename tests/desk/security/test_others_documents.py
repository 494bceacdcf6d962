"""What is somebody else's is not there: neither its page, nor its files, nor a word about it."""

from __future__ import annotations

import re
import time

import pytest

from zhibiao.desk.app import ROUTES
from zhibiao.desk.store import filed, filing
from zhibiao.desk.store.tables import documents

KEYED = [(method, path) for method, path, _ in ROUTES if "{key}" in path]
HEADS_ONLY = [("GET", "/accounts"), ("POST", "/accounts"), ("POST", "/accounts/1"), ("GET", "/trail")]
FIELDS = {"do": "comment", "text": "x", "seen": "0", "reviewer": "1", "role": "head", "name": "x"}


def ask(client, method: str, path: str, key: str):
    """Ask for a route; the answer without what differs by itself."""
    address = path.format(key=key, at="1.1", kind="xlsx", name="mix")
    response = (
        client.get(address, params={"after": "0"}) if method == "GET" else client.send_form(address, **FIELDS)
    )
    return response.status_code, response.text.replace(client.csrf, "").replace(key, "")


@pytest.mark.parametrize(("method", "path"), KEYED)
@pytest.mark.parametrize("who", ["other", "other reviewer"])
def test_as_if_it_did_not_exist(team, method: str, path: str, who: str) -> None:
    """The answer about a document or batch of somebody else is the same as about one that does not exist."""
    client = team.by(who)
    key = team.batch if path.startswith("/batches") else team.key
    there, not_there = ask(client, method, path, key), ask(client, method, path, "x" * len(key))
    assert there == not_there
    assert there[0] == 404


@pytest.mark.parametrize(("method", "path"), KEYED)
def test_assigned_sees_the_one_document(team, method: str, path: str) -> None:
    """A reviewer does not see the other documents of the batch of the one that is assigned to them."""
    if path.startswith("/documents"):
        assert ask(team.by("assigned"), method, path, team.second)[0] == 404
    elif method == "GET" and not path.endswith((".svg", "{kind}")):
        assert team.second not in ask(team.by("assigned"), method, path, team.batch)[1]


@pytest.mark.parametrize(("method", "path"), HEADS_ONLY)
@pytest.mark.parametrize("who", ["owner", "assigned"])
def test_heads_only(team, method: str, path: str, who: str) -> None:
    """Accounts and the whole trail are there for heads alone."""
    assert ask(team.by(who), method, path, "")[0] == 404


@pytest.mark.parametrize(("method", "path"), [*KEYED, *HEADS_ONLY])
def test_nobody(team, method: str, path: str) -> None:
    """Who is not signed in gets to the page to sign in, whatever they ask for; the answer tells nothing."""
    client = team.nobody()
    for key in (team.key, "x" * len(team.key)):
        status, text = ask(client, method, path, key)
        assert (status, text[:30]) == (303, "") or status == 401


def test_batch_of_somebody_else(team) -> None:
    """Nobody adds documents to a batch that is not their own, not even one they see a part of."""
    for who in ("other", "assigned"):
        for key in (team.batch, "x" * 22):
            response = team.by(who).send_form("/upload", files={"file": ("a.csv", b"a,b")}, batch=key)
            assert response.status_code == 404


def test_time_tells_nothing(team) -> None:
    """It takes about as long to find nothing as to find what may not be seen."""
    client = team.by("other")

    def seconds(key: str) -> float:
        times = []
        for _ in range(15):
            start = time.perf_counter()
            client.get(f"/documents/{key}")
            times.append(time.perf_counter() - start)
        return sorted(times)[7]

    seconds(team.key)
    assert 0.3 < seconds(team.key) / seconds("x" * 22) < 3


def test_no_names_of_others(team, samples) -> None:
    """What documents have in common names the others: who does not see all of them is not told, in no page or file."""
    table = (samples / "dept_goal.csv").read_text(encoding="gb18030")
    batch, secret = team.file("秘密文件.csv", table.encode())
    with team.database.write() as connection:
        found, _ = filed.find_batch(connection, batch, team.people["head"])
        number, key = filing.add_document(
            connection,
            found.id,
            team.people["owner"].id,
            "b.csv",
            table.replace("试点市投资促进局", "远山县教育局").encode(),
        )
        filing.assign(connection, number, [team.people["assigned"].id])
    team.until_read(secret, key)
    for who, told in (("owner", True), ("head", True), ("assigned", False)):
        client = team.by(who)
        pages = [
            client.get(f"/documents/{key}").text,
            client.get(f"/documents/{key}", params={"at": "1.0"}).text,
            client.get(f"/batches/{batch}").text,
            client.get(f"/documents/{key}/trail").text,
        ]
        assert any("试点市投资促进局" in page for page in pages) == told, who
        assert any("秘密文件" in page for page in pages) == told, who
        data = client.get(f"/documents/{key}/out/findings").content
        assert ("试点市投资促进局" in _text_of(data)) == told, who


def _text_of(workbook: bytes) -> str:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return "".join(
            parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if name.endswith(".xml")
        )


@pytest.mark.parametrize("stage", ["returned", "closed"])
def test_not_theirs_to_decide_now(team, stage: str) -> None:
    """Nobody decides about a closed document; while it is handed back only who handed it in does."""
    _, key = team.file("a.csv", "三级指标,指标值\n培训人数,较高\n".encode(), assigned="assigned")
    with team.database.write() as connection:
        connection.execute(documents.update().where(documents.c.key == key).values(stage=stage))
    for who in ("head", "assigned", "owner"):
        response = team.by(who).send_form(f"/documents/{key}/decide/1.1", do="confirm", seen="0")
        assert response.status_code == (303 if (who, stage) == ("owner", "returned") else 403), who
    if stage == "closed":
        for who, status in (("assigned", 403), ("owner", 403), ("head", 303)):
            assert team.by(who).send_form(f"/documents/{key}/say", do="open").status_code == status, who


def test_closed_in_between(team, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that is closed while a decision is on its way takes it no more."""
    _, key = team.file("a.csv", "三级指标,指标值\n培训人数,较高\n".encode(), assigned="assigned")
    from zhibiao.desk.pages import deciding

    check = deciding.check

    def close_first(*arguments: object) -> None:
        with team.database.write() as connection:
            connection.execute(documents.update().where(documents.c.key == key).values(stage="closed"))
        check(*arguments)  # type: ignore[arg-type]  # passed on as they are

    monkeypatch.setattr(deciding, "check", close_first)
    response = team.by("assigned").send_form(f"/documents/{key}/decide/1.1", do="confirm", seen="0")
    assert response.status_code == 403 and "WB12" in response.text


def test_submitter_may_not(team) -> None:
    """Who handed a document in neither decides about it, nor hands it back, closes or assigns it."""
    client = team.by("owner")
    assert client.send_form(f"/documents/{team.key}/decide/1.1", do="confirm", seen="0").status_code == 403
    for verb in ("hand_back", "close", "hand_in", "open", "nonsense", ""):
        assert client.send_form(f"/documents/{team.key}/say", do=verb, text="x").status_code == 403
    assert client.send_form(f"/documents/{team.key}/assign", reviewer="4").status_code == 404
    assert (
        client.send_form(f"/documents/{team.key}/version", files={"file": ("a.csv", b"")}).status_code == 403
    )


def test_no_document_for_submitters(team) -> None:
    """A head cannot by mistake give a document to a submitter."""
    _, key = team.file("a.csv", "三级指标,指标值\n培训人数,较高\n".encode())
    other = team.people["other"]
    team.by("head").send_form(f"/documents/{key}/assign", reviewer=str(other.id))
    assert team.by("other").get(f"/documents/{key}").status_code == 404
    assert re.search("404|WB01", team.by("other").get(f"/documents/{key}").text)


def test_new_version(team) -> None:
    """A new version goes to the same reviewers and closes the one before; a zip is none, and nobody hands in two."""
    _, key = team.file("a.csv", "三级指标,指标值\n培训人数,较高\n".encode(), assigned="assigned")
    team.by("assigned").send_form(f"/documents/{key}/say", do="hand_back", text="请改")
    owner, table = team.by("owner"), "三级指标,指标值\n培训人数,≥500人\n".encode()
    path = f"/documents/{key}/version"
    assert owner.send_form(path, files={"file": ("a.ZIP", b"PK")}).status_code == 400
    made = owner.send_form(path, files={"file": ("b.csv", table)}).headers["location"]
    assert owner.send_form(path, files={"file": ("c.csv", table)}).status_code == 403
    for who, status in (("assigned", 200), ("owner", 200), ("other", 404), ("other reviewer", 404)):
        assert team.by(who).get(made).status_code == status
