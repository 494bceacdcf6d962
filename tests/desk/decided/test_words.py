"""Sources and decisions in words."""

from __future__ import annotations

import re

from zhibiao.desk.decided.words import source_words
from zhibiao.rules import all_rules


def test_marks_of_sources_are_spelt_out() -> None:
    """No source of a rule keeps a letter that a reader would have to look up."""
    for rule in all_rules():
        for lang in ("zh", "en"):
            assert not re.search("（(?:V|M|own)[），]", source_words(rule.source, lang)), rule.code
    assert "印于地方表格" in source_words("财预〔2020〕10号（V，印于地方表格）：自评表", "zh")
