"""Rules, sources and decisions in words."""

from __future__ import annotations

import re

from zhibiao.desk.decided.words import rule_title, source_words
from zhibiao.rules import all_rules

HAN = re.compile("[\u4e00-\u9fff]")


def test_every_rule_has_a_title_in_either_language() -> None:
    """In Chinese it says something besides its blanks, and in English nothing is Chinese."""
    for rule in all_rules():
        assert len(HAN.findall(rule_title(rule.code, "zh"))) >= 6, rule.code
        title = rule_title(rule.code, "en")
        assert title
        assert not HAN.search(title), rule.code


def test_titles_have_no_blanks_side_by_side() -> None:
    """Dots that follow each other would say nothing."""
    assert not [rule.code for rule in all_rules() if re.search("…[“”（）\\s]*…", rule_title(rule.code, "zh"))]


def test_marks_of_sources_are_spelt_out() -> None:
    """No source of a rule keeps a letter that a reader would have to look up."""
    for rule in all_rules():
        for lang in ("zh", "en"):
            assert not re.search("（(?:V|M|own)[），]", source_words(rule.source, lang)), rule.code
    assert "印于地方表格" in source_words("财预〔2020〕10号（V，印于地方表格）：自评表", "zh")
