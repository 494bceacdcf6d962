"""Texts of the desk: complete in both languages, each used, none twice."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from zhibiao.desk.decided.outputs import OUTPUTS
from zhibiao.desk.store.people import ROLES
from zhibiao.taxonomy import load_yaml

OWN = load_yaml("lexicon/desk.yml")
SHARED = load_yaml("lexicon/interface.yml")
_KEY = re.compile(r"""\bt\(\s*["']([a-z_0-9]+)["']\s*(?:~\s*[\w.]+\s*(?:~\s*["'](\w+)["'])?)?""")


def _sources() -> str:
    desk = Path(str(files("zhibiao.desk")))
    return "\n".join(
        file.read_text(encoding="utf-8")
        for file in sorted(desk.rglob("*"))
        if file.suffix in (".py", ".j2", ".js")
    )


def test_texts_stand_in_one_file_in_both_languages():
    """No key is in both files, and none lacks a language or the places of the other."""
    assert not OWN.keys() & SHARED.keys()
    for key, text in OWN.items():
        assert set(text) == {"zh", "en"}, key
        places = [set(re.findall(r"\{(\w+)\}", text[lang])) for lang in ("zh", "en")]
        assert places[0] == places[1], key


def test_every_key_of_a_template_has_a_text():
    """What templates ask for by a whole name is there."""
    for folder in ("templates",):
        for file in (files("zhibiao.desk") / folder).iterdir():
            source = file.read_text(encoding="utf-8")
            for key in re.findall(r"""\bt\(["']([a-z_0-9]+)["'][,)]""", source):
                assert key in OWN or key in SHARED, (file.name, key)


@pytest.mark.parametrize(
    ("beginning", "endings"),
    [
        ("out_", [*OUTPUTS, *(f"{kind}_hint" for kind in OUTPUTS)]),
        ("role_", ROLES),
        ("stage_", ["review", "returned", "closed"]),
        ("state_", ["queued", "running", "read", "failed"]),
        ("batch_act_", ["accept", "edit", "ignore", "confirm", "category", "open"]),
        ("batch_side_", ["higher", "lower", "none"]),
        ("act_", ["hand_back", "hand_in", "close", "open"]),
    ],
)
def test_keys_that_are_put_together_have_texts(beginning, endings):
    """Texts of closed lists are complete."""
    assert not [ending for ending in endings if beginning + ending not in OWN]


def test_every_verb_of_the_record_has_a_word():
    """Whatever is written into the audit trail can be shown there."""
    source = _sources()
    verbs = set(re.findall(r'record\.log\(connection, [\w.]+, "(\w+)"', source))
    verbs |= set(re.findall(r'verb == "(\w+)"', source)) | {"undo"}
    verbs |= {"comment", "hand_back", "hand_in", "close", "open", "uncompared", "account"}
    assert not [verb for verb in verbs if f"verb_{verb}" not in OWN]


def test_no_text_is_left_over():
    """Every text of the desk is asked for somewhere, whole or by its beginning."""
    source = _sources()
    whole = re.findall(r"""f?["']([a-z_]+_)(?:["'] ~|\{)""", source)
    beginnings = (*(one for one in whole if one != "batch_"), "batch_yes", "batch_no", "key_")
    unused = [key for key in OWN if key not in source and not key.startswith(beginnings)]
    assert not unused
