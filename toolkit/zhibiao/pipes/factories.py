"""What spaCy finds through the entry points of this package: three factories and the extension `zhibiao`.

spaCy imports this module whenever anybody makes a pipeline, so it must never fail and has to be cheap: it needs
spaCy and the standard library. Model and numpy come with the first pipe that asks for them.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from zhibiao.pipes.category import NAMES_KEY, Category
from zhibiao.pipes.components import Targets, Vague
from zhibiao.pipes.facts import LABEL, TARGETS, doc_facts, span_facts
from zhibiao.pipes.find import KEY


@Language.factory(
    "zhibiao_targets",
    default_config={"spans_key": KEY},
    assigns=["doc.spans", "doc._.zhibiao", "span._.zhibiao"],
)
def make_targets(nlp: Language, name: str, spans_key: str) -> Targets:
    """The pipe that finds quantities, units and deadlines, and parses the targets.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> doc = nlp.add_pipe("zhibiao_targets")(nlp.make_doc("培训≥90人次"))
    >>> doc.spans["zhibiao"][0]._.zhibiao.target.lower
    90.0
    """
    return Targets(name, spans_key=spans_key)


@Language.factory("zhibiao_vague", default_config={"spans_key": KEY}, assigns=["doc.spans"])
def make_vague(nlp: Language, name: str, spans_key: str) -> Vague:
    """The pipe that finds the words without a criterion.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> doc = nlp.add_pipe("zhibiao_vague")(nlp.make_doc("群众满意度明显提升"))
    >>> [span.text for span in doc.spans["zhibiao"]]
    ['明显提升']
    """
    return Vague(name, spans_key=spans_key)


@Language.factory(
    "zhibiao_category",
    default_config={"model": None, "names_key": NAMES_KEY},
    assigns=["doc.cats", "doc.spans", "doc._.zhibiao", "span._.zhibiao"],
    default_score_weights={"cats_micro_f": None, "cats_macro_f": None},
)
def make_category(nlp: Language, name: str, model: str | None, names_key: str) -> Category:
    """The pipe that classifies indicators.

    Each line of a text that is not blank is one indicator: its name, or name, target and unit parted by tabs.
    `doc.cats` are the probabilities of the categories; with several lines their means over the lines. Each name
    is a span in `doc.spans[names_key]` with its category as label and its canonical indicator as `kb_id_`.
    `model` is the folder of a model of `zhibiao train` (default: the one of this package). Raises ZhibiaoError
    MD01 or MD02 where there is no readable model.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> doc = nlp.add_pipe("zhibiao_category")(nlp.make_doc("培训人数"))
    >>> doc._.zhibiao.label.category, max(doc.cats, key=doc.cats.get)
    ('O1', 'O1')
    """
    return Category(name, model=model, names_key=names_key)


def register() -> None:
    """The extension `zhibiao` of documents and spans, with the values it reads; a second time changes nothing.

    >>> register()
    >>> Doc.has_extension("zhibiao"), Span.has_extension("zhibiao")
    (True, True)
    """
    if not Doc.has_extension("zhibiao"):
        Doc.set_extension("zhibiao", getter=doc_facts)
    if not Span.has_extension("zhibiao"):
        Span.set_extension("zhibiao", getter=span_facts)
    for name in (TARGETS, LABEL):
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)


register()
