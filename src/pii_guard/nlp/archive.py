"""A trained pipeline as one small file, and back."""

from __future__ import annotations

import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import srsly
from spacy.util import load_model_from_config
from thinc.api import Config, NumpyOps

from pii_guard.nlp import flags

if TYPE_CHECKING:
    from spacy.language import Language

_FOLDER = Path(__file__).resolve().parent / "data"
_PIPE = "ner"
_NOT_KEPT = ("vocab",)
"""Words, flags and tokenizer are made anew from lists and code."""


def pack(nlp: Language) -> bytes:
    """The pipeline's configuration and weights; these rounded to half precision, which halves the file."""
    pipe: Any = nlp.get_pipe(_PIPE)
    for node in pipe.model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype(np.float16).astype(np.float32))
    config = nlp.config.copy()
    config["initialize"] = {}
    parts = {"config": config.to_str(interpolate=True), _PIPE: pipe.to_bytes(exclude=_NOT_KEPT)}
    return zlib.compress(srsly.msgpack_dumps(parts), 9)


def unpack(data: bytes) -> Language:
    """The pipeline of a file that ``pack`` made."""
    parts = srsly.msgpack_loads(zlib.decompress(data))
    nlp = load_model_from_config(Config().from_str(parts["config"]), auto_fill=True, validate=False)
    pipe: Any = nlp.get_pipe(_PIPE)
    pipe.from_bytes(parts[_PIPE], exclude=_NOT_KEPT)
    return nlp


def use_numpy(nlp: Language) -> None:
    """Let the pipeline multiply matrices by NumPy, which is about three times as fast here as spaCy's default."""
    pipe: Any = nlp.get_pipe(_PIPE)
    ops = NumpyOps(use_blis=False)
    for node in pipe.model.walk():
        node.ops = ops


@lru_cache(maxsize=2)
def load(name: str) -> Language:
    """One of the package's own pipelines, ``person`` or ``places``, read once. Nothing is downloaded."""
    assert flags.FLAGS, "the callbacks that the configuration names are registered by the import"
    nlp = unpack((_FOLDER / f"{name}.model").read_bytes())
    use_numpy(nlp)
    return nlp
