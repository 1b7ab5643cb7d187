"""Loading spaCy pipelines for Chinese: ours, an installed package, or a folder."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from extractor.errors import ModelError
from extractor.language.segmenter import FastSegmenter, LateTokenizer, is_plain

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGED = Path(__file__).parent / "model"

# What finding names does without; a transformer or tok2vec that the NER listens to stays.
_NOT_NEEDED = (
    "tagger",
    "morphologizer",
    "parser",
    "senter",
    "sentencizer",
    "lemmatizer",
    "attribute_ruler",
    "textcat",
    "entity_linker",
)


@cache
def load_pipeline(name: str | None = None) -> Language:
    """The pipeline of that name, loaded once: None for the packaged one, else an installed package or a folder.

    Raises ModelError, one line, for a pipeline that is missing, broken, not for Chinese, or finds no names.
    """
    if name is None and not (PACKAGED / "meta.json").is_file():
        raise ModelError("the packaged model is missing: install extractor again, or name a pipeline with --model")
    nlp: Language = _load(name)
    shown = name or "the packaged model"
    if nlp.lang != "zh":
        raise ModelError(f"{shown}: a pipeline for '{nlp.lang}', not for Chinese. Try --model with a zh pipeline")
    if "ner" not in nlp.pipe_names:
        raise ModelError(f"{shown}: has no 'ner' component, so it finds no names. Try a pipeline with one")
    if name is not None:
        _speed_up(nlp.tokenizer)
    return nlp


def import_spacy() -> Any:
    """spaCy without its command line (weasel, requests ...), a third of the time that importing it takes.

    Whoever asks for `spacy.cli` or `spacy.info` afterwards gets the real ones.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]

    def info(*args: Any, **options: Any) -> Any:
        return import_module("spacy.cli.info").info(*args, **options)

    for name in ("spacy.cli", "spacy.cli.info"):
        sys.modules[name] = ModuleType(name)
        sys.modules[name].__dict__.update(info=info, __path__=[])
    try:
        return import_module("spacy")
    finally:
        for name in ("spacy.cli", "spacy.cli.info"):
            del sys.modules[name]


def _load(name: str | None) -> Any:
    import_spacy()
    import_module("extractor.language.component")  # tells spaCy of the factory that the packaged config names
    shown = name or "the packaged model"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return _packaged(PACKAGED) if name is None else _other(name)
    except OSError as error:
        if name is None or find_spec_or_none(name) or Path(name).exists():
            raise ModelError(f"{shown}: cannot be read as a spaCy pipeline ({_one_line(error)})") from error
        raise ModelError(
            f"{name}: no such spaCy pipeline. Try: python -m spacy download {name}, or give its folder"
        ) from error
    except ImportError as error:
        raise ModelError(f"{shown}: needs a package that is not installed ({_one_line(error)})") from error
    except Exception as error:  # a broken folder fails in as many ways as there are files in it
        raise ModelError(f"{shown}: cannot be read as a spaCy pipeline ({_one_line(error)})") from error


def _other(name: str) -> Any:
    import spacy

    with _quickly(_is_plain_folder(name)):
        return spacy.load(name, exclude=list(_NOT_NEEDED))


def _packaged(folder: Path) -> Any:
    """Ours, its segmenter left for the first text that is to be cut into words: names are found without words."""
    from spacy.util import load_config, load_meta, load_model_from_config

    nlp: Any = load_model_from_config(load_config(folder / "config.cfg"), meta=load_meta(folder / "meta.json"))
    tokenizer = nlp.tokenizer

    def fill() -> Any:
        with _quickly(_is_plain_folder(str(folder))):
            tokenizer.from_disk(folder / "tokenizer")
        return _speed_up(tokenizer)

    nlp.from_disk(folder, exclude=["tokenizer"])
    nlp.tokenizer = LateTokenizer(fill)
    return nlp


@contextmanager
def _quickly(plain: bool) -> Iterator[None]:
    """Load without garbage collection, and without pkuseg's general dictionary where the pipeline does not use it."""
    import gc

    import spacy_pkuseg

    postprocesser, collecting = spacy_pkuseg.Postprocesser, gc.isenabled()
    gc.disable()
    if plain:
        # pkuseg reads its dictionary of 390,000 words, and spaCy replaces it by the empty one of the pipeline
        spacy_pkuseg.Postprocesser = lambda *names: postprocesser(None, None)
    try:
        yield
    finally:
        spacy_pkuseg.Postprocesser = postprocesser
        if collecting:
            gc.enable()


def _is_plain_folder(name: str) -> bool:
    """Whether `name` is a folder whose pkuseg has no dictionary of its own (its file holds four empty values)."""
    path = Path(name) / "tokenizer" / "pkuseg_processors"
    return path.is_file() and path.stat().st_size < 8


def find_spec_or_none(name: str) -> Any:
    """The import spec of an installed package; None for what is no package name at all (`a/b`)."""
    return find_spec(name) if name.isidentifier() else None


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__


def _speed_up(tokenizer: Any) -> Any:
    """Put a faster twin in place of pkuseg where it gives the same."""
    segmenter = getattr(tokenizer, "pkuseg_seg", None)
    if segmenter is not None and is_plain(segmenter):
        tokenizer.pkuseg_seg = FastSegmenter(segmenter)
    return tokenizer


def model_version(name: str | None = None) -> str:
    """Name and version without loading anything: `zh_news 0.1.0`; the name alone where no version is to be had."""
    folder = PACKAGED if name is None else Path(name)
    meta = folder / "meta.json"
    if meta.is_file():
        found = json.loads(meta.read_text(encoding="utf-8"))
        return f"{found.get('lang', 'zh')}_{found.get('name', folder.name)} {found.get('version', '')}".strip()
    if name is None:
        return "none"
    try:
        return f"{name} {version(name)}"
    except (PackageNotFoundError, ValueError):
        return name
