"""Reading: bytes to text, and a page as laid out to a text that can be read from end to end.

text = heal(decode(data, "page.txt").text)
text.healed                      # sentences whole, a block a line
text.locate(start, end)          # a stretch of it, in the page as written
"""

from extractor.reading.blocks import heal
from extractor.reading.decode import decode, text_sha256
from extractor.reading.tables import Cell, Table
from extractor.reading.text import Block, Forward, Located, Text

__all__ = ["Block", "Cell", "Forward", "Located", "Table", "Text", "decode", "heal", "text_sha256"]
