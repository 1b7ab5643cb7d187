"""Rules and lexicons: data with examples, read and checked here, given meaning by the modules that use them."""

from extractor.rulebook.book import Rule, Rulebook
from extractor.rulebook.load import load_folders, load_rulebook
from extractor.rulebook.places import data_dir
from extractor.rulebook.schemas import Dimension, Example, Hedge, Lexicon, Period, Unit

__all__ = [
    "Dimension",
    "Example",
    "Hedge",
    "Lexicon",
    "Period",
    "Rule",
    "Rulebook",
    "Unit",
    "data_dir",
    "load_folders",
    "load_rulebook",
]
