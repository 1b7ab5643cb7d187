"""Rules and lexicons: data with examples, read and checked here, given meaning by the modules that use them."""

from extractor.rulebook.book import Rule, Rulebook
from extractor.rulebook.load import load_folders, load_rulebook, load_section
from extractor.rulebook.places import data_dir
from extractor.rulebook.schemas import Alike, Dimension, Example, Hedge, Lexicon, Likeness, Period, Unit

__all__ = [
    "Alike",
    "Dimension",
    "Example",
    "Hedge",
    "Lexicon",
    "Likeness",
    "Period",
    "Rule",
    "Rulebook",
    "Unit",
    "data_dir",
    "load_folders",
    "load_rulebook",
    "load_section",
]
