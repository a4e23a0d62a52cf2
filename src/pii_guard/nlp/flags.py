"""What a spaCy pipeline needs before it reads: the word lists as lexeme flags, and a tokenizer for tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import spacy
from spacy.util import compile_infix_regex

from pii_guard.nlp.lists import is_given_name, is_place, is_surname, is_word, is_world_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

NAME: Final = "pii_guard.name_flags.v1"
"""What a pipeline's configuration calls ``name_flags``."""
FLAGS: Final = {
    "FLAG59": is_world_name,
    "FLAG60": is_given_name,
    "FLAG61": is_surname,
    "FLAG62": is_place,
    "FLAG63": is_word,
}
"""spaCy's spare attributes, counted from the end so that a user's own flags do not meet them."""


_INFIX = r"""["«»“”„;:=|<>()\[\]{},_/\\*~]"""
"""Tickets, tables and code have no space where prose has one: ``"navn":"Kari"``, ``Ola;Per``."""


def name_flags() -> Callable[[Language], Language]:
    """For ``[nlp] after_creation`` of a configuration: flags and tokenizer are in place before any text is read."""
    return prepare


def prepare(nlp: Language) -> Language:
    """Give the pipeline's vocabulary the flags and its tokenizer the further places to cut."""
    for name, tells in FLAGS.items():
        nlp.vocab.add_flag(tells, flag_id=spacy.attrs.IDS[name])
    infixes = [*(nlp.Defaults.infixes or ()), _INFIX]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


spacy.registry.callbacks.register(NAME, func=name_flags)
