"""spaCy: targets, vague words and categories of indicators in a pipeline.

    import spacy
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhibiao_targets")
    nlp.add_pipe("zhibiao_vague")
    nlp.add_pipe("zhibiao_category")
    doc = nlp("2024年12月底前培训≥90人次，群众满意度明显提升")

Spans stand in `doc.spans["zhibiao"]` with the labels QUANTITY, UNIT, DEADLINE and VAGUE, found in the characters of
the text by the lexicons of the rules (data/lexicon); categories in `doc.cats`; records in `doc._.zhibiao` and
`span._.zhibiao`. Installed, the pipes are found without importing this package. See docs/spacy.md.
"""

from zhibiao.pipes.category import NAMES_KEY
from zhibiao.pipes.factories import register
from zhibiao.pipes.facts import Facts, Found
from zhibiao.pipes.find import KEY
from zhibiao.pipes.picture import COLOURS, displacy_options, render, targets, vague, view, write
from zhibiao.pipes.words import WORDS

__all__ = [
    "COLOURS",
    "KEY",
    "NAMES_KEY",
    "WORDS",
    "Facts",
    "Found",
    "displacy_options",
    "register",
    "render",
    "targets",
    "vague",
    "view",
    "write",
]
