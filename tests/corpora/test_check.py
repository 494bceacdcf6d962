"""The validator: silent on the repository's corpora, and every check can fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhibiao.corpora import MESSAGES, check_corpora

NUMBERS = {"<mobile>": "138" + 8 * "0", "<landline>": "0551-" + 7 * "1"}  # none may stand in a file
CASES = yaml.safe_load((Path(__file__).parent / "broken.yml").read_text(encoding="utf-8"))


def test_the_corpora_have_no_fault(corpora: Path) -> None:
    """Columns, codes, tiers, names, folds, privacy, order and freshness are all right."""
    assert [str(fault) for fault in check_corpora(corpora)] == []


def test_make_corpora_check_says_so(corpora: Path) -> None:
    """The script that `make corpora` runs ends with 0 and says nothing."""
    command = [sys.executable, str(corpora / "make_corpora.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']} {case['what']}")
def test_each_check_can_fail(case: dict[str, Any], copy: Path) -> None:
    """A copy that was broken in one place is refused with the code for it, in the file that was broken."""
    break_copy(copy / case["file"], case)
    faults = check_corpora(copy, fresh=case["code"] == "CR11")
    assert case["code"] in {fault.code for fault in faults}
    if case["code"] != "CR11":
        assert case["file"] in {fault.path for fault in faults if fault.code == case["code"]}
    assert all(str(fault) for fault in faults)


def break_copy(path: Path, case: dict[str, Any]) -> None:
    """Do to a file what the case says."""
    text = path.read_text(encoding="utf-8")
    if "old" in case:
        assert case["old"] in text
        text = text.replace(case["old"], case["new"], 1)
    text += case.get("append", "")
    for row in (case.get("row"), case.get("again")):
        text += row.replace("|", "\t") + "\n" if row else ""
    for mark, number in NUMBERS.items():
        text = text.replace(mark, number)
    path.write_bytes(text.encode(case.get("encode", "utf-8")))


def test_every_code_has_a_case() -> None:
    """No message without a copy that provokes it."""
    assert {case["code"] for case in CASES} == set(MESSAGES)
