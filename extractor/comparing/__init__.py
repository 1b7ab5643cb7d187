"""Pages held against each other: which figures measure the same thing, and whether what they say can all hold."""

from extractor.comparing.compare import compare, load_words, parse_rate
from extractor.comparing.words import Words

__all__ = ["Words", "compare", "load_words", "parse_rate"]
