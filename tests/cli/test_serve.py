"""`zhibiao serve`: it says its address, keeps to this machine, and says why where it cannot start."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

pytest.importorskip("fastapi", reason="the desk needs zhibiao[web]")
pytest.importorskip("sqlalchemy", reason="the desk needs zhibiao[web]")

COMMAND = [sys.executable, "-c", "from zhibiao.cli.app import main; main()", "serve"]


def _refused(*arguments: object, answers: str = "") -> str:
    """What the command says when it does not start."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        input=answers,
        check=False,
    )
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return done.stderr


def test_no_other_machine_without_a_password(tmp_path):
    """An address that others reach is refused as long as the desk has no account."""
    said = _refused("--database", tmp_path / "desk.sqlite", "--host", "0.0.0.0", "--port", 0)
    assert "WB17" in said
    assert "--account" in said


def test_a_port_that_is_taken(tmp_path):
    """The message names the port and what to do."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        said = _refused("--database", tmp_path / "desk.sqlite", "--port", port, "--lang", "en")
    assert "WB18" in said
    assert str(port) in said


@pytest.mark.parametrize(
    "address",
    [
        "mysql://someone:secret@localhost/x",
        "postgresql+psycopg://someone:secret@127.0.0.1:1/x",
        "nonsense://",
    ],
)
def test_a_database_that_cannot_be_opened(address):
    """The message says which, without its password."""
    said = _refused("--database", address, "--port", 0)
    assert "WB04" in said
    assert "secret" not in said


def test_a_file_that_is_no_database(tmp_path):
    """A file that holds something else is left as it is."""
    file = tmp_path / "desk.sqlite"
    file.write_bytes(b"this is a letter, not a database" * 100)
    assert "WB04" in _refused("--database", file, "--port", 0)
    assert file.read_bytes().startswith(b"this is a letter")


def test_the_first_account_is_a_head(tmp_path):
    """Nobody could keep the accounts of a desk whose only account is a reviewer's."""
    said = _refused(
        "--database", tmp_path / "desk.sqlite", "--port", 0, "--account", "li", "--role", "reviewer"
    )
    assert "WB06" in said


def test_files_that_are_not_there(tmp_path):
    """A sample that does not exist is named before anything starts."""
    assert "RD01" in _refused(tmp_path / "none.docx", "--database", tmp_path / "desk.sqlite", "--port", 0)
