"""Renders the pictures of the README from a sample: `python -m tests.pictures.render`.

It needs Chromium (tests/browser.py) and a font with Chinese characters: apt-get install fonts-noto-cjk.
"""

from __future__ import annotations

import base64
import io
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from extractor import Document, extract
from extractor.writing.table import print_tables
from extractor.writing.writers import open_writer
from tests.browser import set_screen, started
from tests.conftest import SAMPLES

HERE = Path(__file__).parent
COMMAND = "extract seeds/samples/harbour.txt --only figure,role,quote"
#: The Chinese font sets lines and signs such as ≥ as wide as a character; a terminal sets them half as wide.
FRAME = """\
<!doctype html><meta charset="utf-8"><style>{stylesheet}
@font-face {{ font-family: half; src: local("DejaVu Sans Mono"); size-adjust: 83.06%;
  unicode-range: U+A0-FF, U+2010-206F, U+2200-22FF, U+2500-257F }}
body {{ margin: 0; background: #17181b; color: #d9d6cf }}
pre {{ margin: 0; padding: 20px 24px; font: 15px/1.45 half, "Noto Sans Mono CJK SC", monospace; width: max-content }}
</style><pre><code style="font-family: inherit">{code}</code></pre>
"""


def main() -> None:
    sample = SAMPLES / "harbour.txt"
    document = extract(sample.read_text(encoding="utf-8"), doc="seeds/samples/harbour.txt")
    with tempfile.TemporaryDirectory() as folder, started(Path(folder) / "profile") as browser:
        page = Path(folder) / "page.html"
        with open_writer("html", page) as writer:
            writer.write(document)
        picture_page(browser, page)
        picture_terminal(browser, document, Path(folder) / "terminal.html")


def picture_page(browser: Any, page: Path) -> None:
    set_screen(browser, 1240, 860)
    browser.get(page.as_uri())
    wanted = "[...document.querySelectorAll('mark.t-figure')].find((mark) => mark.textContent === '1.23亿吨')"
    browser.execute_script(f"{wanted}.querySelector('.tag').focus()")
    save(browser, "page.png", 1240, 860)


def picture_terminal(browser: Any, document: Document, page: Path) -> None:
    shown = Console(record=True, width=98, file=io.StringIO(), force_terminal=True)
    shown.print(Text.assemble(("$ ", "dim"), COMMAND, "\n"))
    print_tables([document], console=shown, only={"figure", "role", "quote"})
    page.write_text(shown.export_html(theme=MONOKAI, code_format=FRAME), encoding="utf-8")
    set_screen(browser, 1400, 900)
    browser.get(page.as_uri())
    size = browser.execute_script(
        "const box = document.querySelector('pre'); return [box.offsetWidth, box.offsetHeight]"
    )
    save(browser, "terminal.png", *size)


def save(browser: Any, name: str, width: int, height: int) -> None:
    """A PNG of up to 128 colours: a third of the bytes, and no difference that an eye sees."""
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    shot = browser.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
    picture = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")
    picture.quantize(128, dither=Image.Dither.NONE).save(HERE / name, optimize=True)


if __name__ == "__main__":
    main()
