"""The way of a text through the house: healed, read by rules and model, settled, resolved, made into a Document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from extractor.facts.measures import Slot, measure
from extractor.facts.page import Page
from extractor.facts.stated import state_facts
from extractor.facts.tables import measure_tables
from extractor.mentions.date_resolution import resolve_dates
from extractor.mentions.dates import propose_dates
from extractor.mentions.figures import propose_figures
from extractor.mentions.names import propose_names, resolve_names
from extractor.mentions.nothing import Unread as UnreadNumeral
from extractor.mentions.nothing import propose_nothing, unread_numerals
from extractor.mentions.proposal import Proposal
from extractor.mentions.reference import find_reference
from extractor.mentions.settle import NAMES, Settlement, settle, settle_arenas
from extractor.mentions.table_figures import CellFigure, read_cells
from extractor.mentions.written import as_written
from extractor.model import Date, Document, Fact, Figure, Mention, Name, Place, Unread
from extractor.reading import Table, Text, heal
from extractor.reading.script import simplified
from extractor.rulebook import Rulebook, load_rulebook

if TYPE_CHECKING:
    from extractor.language import Entity
    from extractor.reading.inputs import Input


_CELL_END = re.compile("[\t\n]")


_SETTLED = Settlement((), ())


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the rules and the model made of a text, in offsets of the healed text.

    `numbers` and `names` say which proposals won in their arena and what each other one lost to;
    `figures`, `dates`, `nothing` and `people` (every name) are what stands in the end, in order.
    `words` are those of the healed text, one letter a character (see language/words.py), "" where no model gave any.
    `traditional`: the page is in traditional characters, and `text` is what it reads as in simplified ones.
    """

    text: Text
    numbers: Settlement
    names: Settlement
    figures: tuple[Proposal, ...]
    dates: tuple[Proposal, ...]
    nothing: tuple[Proposal, ...]
    people: tuple[Proposal, ...]
    words: str = ""
    traditional: bool = False
    cells: tuple[CellFigure, ...] = ()


def extract(
    text: str,
    *,
    reference_date: date | None = None,
    rulebook: Rulebook | None = None,
    model: str | None = None,
    names: bool = True,
    unread: bool = False,
    doc: str = "-",
    encoding: str = "utf-8",
    kind: Literal["text", "html", "docx", "pdf"] = "text",
    tables: Sequence[Table] = (),
) -> Document:
    """Read a page and give what stands on it.

    `text` is the page as decoded, its line breaks as they are: every offset counts in it. 去年 and 12日 count from
    `reference_date`; without one, from a full date in the dateline or the header of the page, and if it has none
    they stay open (`edtf` None). `model` names an installed spaCy pipeline for Chinese, or a folder with one; None
    takes ours.
    `names=False` leaves the pipeline out: figures and dates alone. `unread=True` lists each numeral that gave no record
    with the rule that decided so. `doc`, `encoding` and `kind` only stand in the Document.
    `tables` says which stretches of the text are cells, and which heads they have.
    Raises ModelError if the pipeline cannot be loaded and RulebookError if our rules have faults.

    >>> extract("会议5月12日召开，约300人参加。", names=False).mentions[1].quantity.bound
    'about'
    """
    rulebook = rulebook or load_rulebook()
    analysis = analyse(text, rulebook, model=model, names=names, tables=tables)
    found = None if reference_date else find_reference(analysis.text, analysis.dates)
    reference = reference_date or (found[0] if found else None)
    page = _page(analysis, rulebook, reference)
    left = tuple(_unread(analysis, page, rulebook)) if unread else ()
    analysis = replace(analysis, numbers=_SETTLED, names=_SETTLED)  # what lost is let go
    mentions = sorted(_mentions(page, analysis.cells), key=_order)
    facts = state_facts(page) if names else []
    read, traditional = analysis.text, analysis.traditional
    del analysis, page  # proposals go before sentences come: the peak of a long page is here
    rulebook.keep_patterns()
    document = Document(
        doc=doc,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        encoding=encoding,
        kind=kind,
        script="hant" if traditional else None,
        reference_date=reference,
        reference_from="option" if reference_date else found[1] if found else None,
        title=read.title,
        tool=_tool(),
        model=_model_version(model) if names else None,
        rules=rulebook.version,
        names=names,
        mentions=tuple(mentions),
        facts=tuple(facts),
        unread=left,
        contexts=_contexts(read, [*mentions, *facts, *left]),
    )
    return as_written(document, read) if traditional else document


def extract_input(
    page: Input,
    *,
    reference_date: date | None,
    rulebook: Rulebook,
    model: str | None,
    names: bool,
    unread: bool = False,
) -> Document:
    """`extract` of a page as it was read from a file, with its tables."""
    return extract(
        page.text,
        reference_date=reference_date,
        rulebook=rulebook,
        model=model,
        names=names,
        unread=unread,
        doc=page.doc,
        encoding=page.encoding,
        kind=page.kind,
        tables=page.tables,
    )


def analyse(
    text: str, rulebook: Rulebook, *, model: str | None = None, names: bool = True, tables: Sequence[Table] = ()
) -> Analysis:
    """Run every rule, and the model unless `names` is False, and settle what overlaps."""
    read_as = simplified(text)
    page = heal(read_as or text, [(table.start, table.end) for table in tables])
    entities, words = _read_names(page, model) if names else (None, "")
    cells = read_cells(page, tables, rulebook)
    read = [
        *propose_figures(page.healed, rulebook),
        *propose_dates(page.healed, rulebook),
        *propose_nothing(page.healed, rulebook),
    ]
    if tables:  # none goes on from one cell in the next
        read = [proposal for proposal in read if not _CELL_END.search(page.healed, proposal.start, proposal.end)]
    numbers = settle([*(cell.proposal for cell in cells), *read])
    named = settle(propose_names(page, rulebook, entities, words) if names else ())
    # What a rule took for no name (`nameless`: 美 in 美元) has kept other proposals away and is done.
    standing, people = settle_arenas(numbers.winners, [name for name in named.winners if name.type in NAMES])
    stands = {id(proposal) for proposal in standing}
    return Analysis(
        text=page,
        numbers=numbers,
        names=named,
        figures=_of_type(standing, "figure"),
        dates=_of_type(standing, "date"),
        nothing=_of_type(standing, "nothing"),
        people=tuple(people),
        words=words,
        traditional=read_as is not None,
        cells=tuple(cell for cell in cells if id(cell.proposal) in stands),
    )


def to_spacy(document: Document, *, key: str = "extract") -> Any:
    """A spaCy Doc of `document.text` whose `doc.spans[key]` holds the mentions, labelled with their type.

    A span takes whole tokens: where a mention ends inside one, it is as long as the token.
    """
    from extractor.language import make_doc

    spans = [(mention.at.start, mention.at.end, mention.type) for mention in document.mentions]
    return make_doc(document.text, spans, key=key)


def _of_type(proposals: Iterable[Proposal], type_: str) -> tuple[Proposal, ...]:
    return tuple(proposal for proposal in proposals if proposal.type == type_)


def _read_names(page: Text, model: str | None) -> tuple[Sequence[Sequence[Entity]], str]:
    """The entities of each block, and the words of the healed text; what lies between blocks has a blank."""
    from extractor.language import read_texts

    found = list(read_texts((page.healed[block.start : block.end] for block in page.blocks), model=model))
    if not any(words for _, words in found):
        return [entities for entities, _ in found], ""
    parts, at = [], 0
    for block, (_, words) in zip(page.blocks, found, strict=True):
        parts += [" " * (block.start - at), words.ljust(block.end - block.start)]
        at = block.end
    return [entities for entities, _ in found], "".join(parts).ljust(len(page.healed))


def _unread(analysis: Analysis, page: Page, rulebook: Rulebook) -> Iterable[Unread]:
    """The numerals outside every figure and every date that exists (2月30日 does not)."""
    healed = analysis.text.healed
    dates = [date for date, value in zip(page.dates, page.resolved, strict=True) if value is not None]
    nothing = [proposal for proposal in analysis.numbers.winners if proposal.type == "nothing"]
    # 五一 in 五一广场 belongs to the name.
    nothing += [Proposal(name.start, name.end, "nothing", name.rule) for name in page.names]
    for numeral in unread_numerals(healed, [*analysis.figures, *dates], nothing, rulebook):
        yield Unread(text=numeral.text, at=_place(analysis.text, numeral), rule=numeral.rule)


def _page(analysis: Analysis, rulebook: Rulebook, reference: date | None) -> Page:
    """The settled mentions with their dates and names resolved: what facts are read from."""
    return Page(
        text=analysis.text,
        figures=analysis.figures,
        dates=analysis.dates,
        resolved=tuple(resolve_dates(analysis.dates, analysis.text, reference)),
        names=analysis.people,
        full=resolve_names(analysis.text, analysis.people, rulebook),
        rulebook=rulebook,
        words=analysis.words,
    )


def _mentions(page: Page, cells: Sequence[CellFigure]) -> Iterable[Mention]:
    text = page.text
    known: dict[str, str] = {}  # a name is one string, however often it stands on the page
    for name in page.names:
        words = text.healed[name.start : name.end]
        words = known.setdefault(words, words)
        yield Name(
            type=name.type,  # type: ignore[arg-type]
            text=words,
            at=_place(text, name),
            rule=name.rule,
            name=page.full.get((name.start, name.end), words),
        )
    slots = measure(page) | measure_tables(page, cells)
    for figure in page.figures:
        said = slots.pop((figure.start, figure.end), {})  # on a page of 10 MB nobody should hold them twice
        yield Figure(
            text=text.healed[figure.start : figure.end],
            at=_place(text, figure),
            rule=figure.rule,
            quantity=figure.value,
            slots={name: slot.value for name, slot in said.items()},
            slots_at={name: at for name, slot in said.items() if (at := _slot_at(text, slot))},
        )
    for proposal, value in zip(page.dates, page.resolved, strict=True):
        if value is not None:
            yield Date(
                text=text.healed[proposal.start : proposal.end],
                at=_place(text, proposal),
                rule=proposal.rule,
                edtf=value.edtf,
                clock=value.clock,
                earliest=value.earliest,
                latest=value.latest,
                relative=value.relative,
            )


def _place(text: Text, proposal: Proposal | UnreadNumeral) -> Place:
    at = text.locate(proposal.start, proposal.end)
    return Place(start=at.start, end=at.end, line=at.line, sentence=at.sentence, segments=at.segments or ())


def _slot_at(text: Text, slot: Slot) -> tuple[int, int] | None:
    if slot.start is None or slot.end is None:
        return None
    return text.way.back(slot.start), text.way.back(slot.end - 1) + 1


def _order(mention: Mention) -> tuple[int, int, str]:
    return mention.at.start, -mention.at.end, mention.type


def _contexts(text: Text, mentions: Iterable[Mention | Fact | Unread]) -> dict[tuple[int, int], str]:
    """The healed text of the sentences that mentions stand in; a long quote stands in several."""
    starts, ends = {}, {}
    for start, end in text.sentences:
        sentence = text.locate(start, end)
        starts[sentence.start], ends[sentence.end] = start, end
    wanted = {mention.at.sentence for mention in mentions}
    return {
        (start, end): text.healed[starts[start] : ends[end]] for start, end in wanted if start in starts and end in ends
    }


def _tool() -> str:
    from extractor import __version__

    return f"extract {__version__}"


def _model_version(model: str | None) -> str:
    from extractor.language import model_version

    return model_version(model)
