"""`make load`: the script works, measures what it says and refuses what is not bounded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "load.py"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from /proc")
def test_three_users_get_through() -> None:
    """Three users and a head for five seconds: every kind of request is made, none is answered with an error."""
    options = ("--users", "3", "--heads", "1", "--seconds", "5", "--pause", "0.3")
    done = _run(*options)
    rows = {line[:10].strip(): line[10:].split() for line in done.stdout.splitlines()[1:]}
    assert {"sign in", "upload", "queue", "page", "decision", "home"} <= set(rows), done.stdout + done.stderr
    assert all(found[1] == "0" for kind, found in rows.items() if len(found) == 5), done.stdout
    assert int(rows["decision"][0]) >= 3


@pytest.mark.parametrize("option", [("--host", "192.0.2.1"), ("--users", "61"), ("--seconds", "61")])
def test_it_is_bounded(option: tuple[str, str]) -> None:
    """Other machines, more people and more time are refused."""
    assert _run(*option).returncode == 2
