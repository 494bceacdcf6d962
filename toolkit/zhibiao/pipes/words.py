"""A tokenizer of spaCy with the words of this field: rjieba where it is installed, else a private jieba."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, get_words_and_spaces, registry
from spacy.vocab import Vocab

WORDS = "zhibiao.words.v1"


class Words(DummyTokenizer):
    """Cuts a text into words as the classifier's explanations do; white space is kept."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document of a text."""
        from zhibiao.classify.words import cut

        words, spaces = get_words_and_spaces(cut([text])[0], text)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers(WORDS)  # type: ignore[untyped-decorator]  # spaCy's registry
def make_words() -> Callable[[Language], Words]:
    """The tokenizer for a pipeline's settings.

    Unlike spaCy's own jieba mode it knows the short names of the taxonomy and leaves jieba's global dictionary alone;
    with the extra `fast` (rjieba) it is several times as fast. There is nothing to save: the words come with the package.

    >>> import spacy
    >>> nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "zhibiao.words.v1"}}})
    >>> [token.text for token in nlp("培训合格率 ≥95%")][:2]
    ['培训', '合格率']
    """
    return _for_pipeline


def _for_pipeline(nlp: Language) -> Words:
    return Words(nlp.vocab)
