"""English tokens in which every quotation mark stands alone.

The rules are spaCy's own for English; only the ways to split at marks are added.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# Single apostrophes stay as spaCy treats them: split at the edges of a word, kept inside it.
# Alternatives need a group: spaCy anchors each pattern at one end of a word.
MARKS = r"(?:''|``|[\"“”„‟«»‹›〝〞＂❝❞])"
_UNITS = frozenset({"m.", "g."})  # no abbreviations where they end a sentence: "£200m."
_EDGE_SINGLES = r"[‘’‚‛]"


@registry.tokenizers("quotecheck.tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Returns the factory that a pipeline's configuration names."""

    def tokenizer(nlp: Language) -> Tokenizer:
        rules = nlp.Defaults
        prefix = compile_prefix_regex([MARKS, _EDGE_SINGLES, *(rules.prefixes or ())])
        suffix = compile_suffix_regex([MARKS, _EDGE_SINGLES, *(rules.suffixes or ())])
        infix = compile_infix_regex([MARKS, r"(?:…|—|--+)", *(rules.infixes or ())])
        return Tokenizer(
            nlp.vocab,
            rules={
                text: case
                for text, case in (rules.tokenizer_exceptions or {}).items()
                if text not in _UNITS and not any(mark in text for mark in '"“”«»')
            },
            prefix_search=prefix.search,
            suffix_search=suffix.search,
            infix_finditer=infix.finditer,
            url_match=rules.url_match,
        )

    return tokenizer


def blank_english() -> Language:
    """An empty English pipeline with this tokenizer."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "quotecheck.tokenizer.v1"}}}
    return English.from_config(config)
