"""Precision and recall of the rules: the arithmetic, and the published figures."""

from __future__ import annotations

from pathlib import Path

from zhibiao.assess.figures import figure_lines
from zhibiao.assess.rules import FIGURES, LABELLED, RuleFigures, rule_figures
from zhibiao.rules import all_rules

HEADER = "doc\tyear\tlevel1\tlevel2\tname\ttarget\tunit\tcodes\targuable\n"
ROWS = (
    "d\t\t效益指标\t社会效益指标\t提升六盘水知名度\t有效提升\t\tVG02\t\n"
    "d\t\t产出指标\t质量指标\t服务质量\t良好\t\t\tVG02\n"
    "d\t\t产出指标\t数量指标\t培训人数\t≥90人\t\tCP03\t\n"
    "d\t\t产出指标\t质量指标\t制度健全性\t健全\t\t\t\n"
)


def test_right_arguable_wrong_and_missed_are_counted(tmp_path: Path) -> None:
    """A neighbour on vague wording counts as right, one reader's objection neither way, nobody's as wrong."""
    (tmp_path / LABELLED).parent.mkdir()
    (tmp_path / LABELLED).write_text(HEADER + ROWS, encoding="utf-8")
    figures = {one.code: one for one in rule_figures(tmp_path)}
    assert (figures["VG01"].right, figures["VG01"].precision) == (1, 1.0)
    assert (figures["VG02"].arguable, figures["VG02"].wrong, figures["VG02"].precision) == (1, 1, 0.0)
    assert (figures["CP03"].missed, figures["CP03"].recall) == (1, 0.0)
    assert figures["all"].missed == 1


def test_the_published_figures_are_those_of_this_program(root: Path) -> None:
    """models/default/rules.tsv is what the rules do today (else: `zhibiao evaluate --rules`)."""
    published = (root / "models/default" / FIGURES).read_text(encoding="utf-8").splitlines()
    assert published == figure_lines(RuleFigures, rule_figures(root / "corpora"))


def test_all_rules_together_are_accepted_more_often_than_not(root: Path) -> None:
    """At least 85% of the findings are shared by the reviewers, at least 70% of theirs are found; every code is known."""
    together = rule_figures(root / "corpora")[-1]
    assert together.precision is not None and together.precision >= 0.85
    assert together.recall is not None and together.recall >= 0.70
    lines = (root / "corpora" / LABELLED).read_text(encoding="utf-8").splitlines()[1:]
    named = {code for line in lines for cell in line.split("\t")[7:9] for code in cell.split()}
    assert named <= {rule.code for rule in all_rules()}
