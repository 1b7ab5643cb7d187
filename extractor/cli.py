"""The command line: options, exit codes and streams. Everything else stands in plain functions elsewhere.

`extract FILE...` is the main job and needs no subcommand; the others stand beside it. A file that has the name of a
command is given as `./schema`. Exit: 0 done, even if nothing was found; 1 some input failed, the rest was done;
2 wrong usage.
"""

from __future__ import annotations

import enum
import gc
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from extractor.console import Output, complain, print_row, stop
from extractor.errors import DateError, ExtractorError, InputError, ModelError, OutputError, RulebookError

if TYPE_CHECKING:
    from datetime import date

    from extractor.model import Document
    from extractor.reading.inputs import Input
    from extractor.rulebook import Rulebook


class Format(enum.StrEnum):
    """How results are printed."""

    table = "table"
    jsonl = "jsonl"
    html = "html"


T = TypeVar("T")

TYPES = ("person", "organization", "place", "figure", "date", "role", "quote", "unread")

EPILOG = """\
\b
Examples:
  extract page.txt
  extract page.txt --date 2023-11-27 --only figure,date
  cat page.txt | extract - > page.jsonl
  extract *.txt --no-names | jq 'select(.type == "figure")'

\b
Other commands, each with its own --help:
  extract show FILE     print saved JSON Lines again, as tables
  extract schema        print the JSON Schema of the records
  extract explain TEXT  show which rules fire in a sentence and which win
  extract rules check   run the examples of the rules
  extract rules list    list the rules, and where they are

Exit: 0 done, even if nothing was found; 1 some input failed and the rest was done; 2 wrong usage.
"""

_PLAIN: Any = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}
COMMANDS = ("schema", "show", "explain", "rules")

page_app = typer.Typer(**_PLAIN)
commands = typer.Typer(no_args_is_help=True, **_PLAIN)
rules_app = typer.Typer(no_args_is_help=True, help="List the rules and run their examples.", **_PLAIN)
commands.add_typer(rules_app, name="rules")

FormatOption = Annotated[
    Format | None, typer.Option("--format", help="table at a terminal, jsonl elsewhere, unless given.")
]
OnlyOption = Annotated[
    str | None, typer.Option("--only", metavar="TYPE,...", help=f"Print these types only: {', '.join(TYPES)}.")
]
OutOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write into this file, whole or not at all."),
]
ContextOption = Annotated[bool, typer.Option("--context", help="Add the text of its sentence to each record.")]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", metavar="DIR", help="Lay the rules of a folder of yours over ours.")
]


def main() -> None:
    """Run the command that the arguments name; the main job if they name none."""
    # Rules, words and a model are many objects that stay: collecting garbage among them again and again costs a tenth.
    gc.set_threshold(50_000, 20, 100)
    terminal = sys.stdout.isatty()
    sys.stdout = Output(sys.stdout.buffer, "utf-8", "backslashreplace", line_buffering=terminal)
    named = len(sys.argv) > 1 and sys.argv[1] in COMMANDS
    try:
        (commands if named else page_app)(prog_name="extract")
    finally:
        sys.stdout.flush()


@page_app.command(epilog=EPILOG)
def page(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Pages to read; - is standard input.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="The day the page is of; 昨天 and 12日 count from it."),
    ] = None,
    format: FormatOption = None,
    output: OutOption = None,
    only: OnlyOption = None,
    context: ContextOption = False,
    no_names: Annotated[
        bool, typer.Option("--no-names", help="Figures and dates alone: no spaCy pipeline, fast.")
    ] = False,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="That of the text, such as gb18030 or big5; else found out."),
    ] = None,
    save_text: Annotated[
        str | None,
        typer.Option("--save-text", metavar="FILE|DIR", help="Write the text that offsets count in, as UTF-8."),
    ] = None,
    max_mb: Annotated[
        int | None, typer.Option("--max-mb", metavar="N", min=1, help="Read files of up to N megabytes; else 64.")
    ] = None,
    unread: Annotated[
        bool, typer.Option("--unread", help="List also each numeral that gave no record, and the rule that said so.")
    ] = False,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME_OR_PATH", help="Another installed spaCy pipeline for Chinese."),
    ] = None,
    rules: RulesOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Read Chinese news pages: people, organisations, places, figures and dates, with the place of each."""
    if version:
        from extractor import __version__

        typer.echo(f"extract {__version__}")
        return
    if not files:
        stop("no FILE given. Try: extract page.txt, or extract - for standard input, or extract --help")
    reference = _usage(lambda: _reference(date))
    types = _usage(lambda: _types(only))
    read_file = _usage(lambda: _reader(encoding, max_mb))
    rulebook = _usage(lambda: _rulebook(rules))
    from extractor.pipeline import extract as extract_page

    read = partial(
        extract_page, reference_date=reference, rulebook=rulebook, model=model, names=not no_names, unread=unread
    )
    documents = _documents(files, read_file, read)
    if save_text is not None:
        from extractor.writing.texts import save_texts

        documents = save_texts(documents, save_text)
    raise typer.Exit(_write(documents, _format(format, output), output, types, context))


@commands.command()
def schema() -> None:
    """Print the JSON Schema of the records. Example: extract schema > records.schema.json"""
    import json

    from extractor.writing.schema import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@commands.command()
def show(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Saved JSON Lines; - is standard input.")],
    format: FormatOption = None,
    output: OutOption = None,
    only: OnlyOption = None,
    context: ContextOption = False,
) -> None:
    """Print saved results again, without rules or spaCy. Example: extract show page.jsonl --only figure"""
    from extractor.writing.writers import NEED_TEXT

    chosen = _format(format, output)
    documents = _saved(files)
    if chosen in NEED_TEXT:
        documents = _with_texts(documents)
    raise typer.Exit(_write(documents, chosen, output, _usage(lambda: _types(only)), context))


@commands.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence; - reads standard input.")],
    date: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day it is of.")] = None,
    no_names: Annotated[bool, typer.Option("--no-names", help="Figures and dates alone.")] = False,
    rules: RulesOption = None,
) -> None:
    """Show which rules fire in a sentence, what each gives, and which win. Example: extract explain 产量超过260万辆"""
    from extractor.explaining import explain as explain_text

    reference = _usage(lambda: _reference(date))
    rulebook = _usage(lambda: _rulebook(rules))
    text = _usage(lambda: _read("-")) if text == "-" else text
    for firing in _usage(lambda: explain_text(text, rulebook, reference_date=reference, names=not no_names)):
        columns = (f"{firing.start}-{firing.end}", firing.text, firing.type, firing.rule, firing.value)
        print_row(*columns, f"{firing.outcome} {firing.reason}".strip())


@rules_app.command("check")
def rules_check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder of yours, laid over ours; ours alone without it.")
    ] = None,
) -> None:
    """Run the examples of every rule. Example: extract rules check my-rules"""
    from extractor.checking import check_examples

    rulebook = _usage(lambda: _rulebook(folder), code=1)
    result = check_examples(rulebook)
    for failure in result.failures:
        complain(str(failure))
    complain(f"{result.examples} examples of {result.rules} rules: {len(result.failures)} failed")
    raise typer.Exit(1 if result.failures else 0)


@rules_app.command("list")
def rules_list(rules: RulesOption = None) -> None:
    """List every rule with its file, and where the rules are. Example: extract rules list | grep units"""
    from extractor.rulebook import data_dir

    rulebook = _usage(lambda: _rulebook(rules))
    for name in ("rules", "seeds"):
        print_row(f"# {data_dir(name)}")
    for section, name, origin in rulebook.origins():
        print_row(section, name, origin)


def _reader(encoding: str | None, max_mb: int | None) -> Callable[[str], Iterator[Input | InputError]]:
    """What gives the pages of a file; EncodingError if there is no such encoding."""
    from extractor.reading.decode import find_codec
    from extractor.reading.inputs import Limits, read_input

    limits = None if max_mb is None else Limits.of(max_mb)
    return partial(read_input, encoding=encoding and find_codec(encoding), limits=limits)


def _documents(
    files: list[str], read_file: Callable[[str], Iterator[Input | InputError]], read: Callable[..., Document]
) -> Iterator[Document | ExtractorError]:
    """One Document, or what was wrong, for each page of each input in turn."""
    for path in files:
        for page in read_file(path):
            yield page if isinstance(page, InputError) else _document(page, read)


def _document(page: Input, read: Callable[..., Document]) -> Document | ExtractorError:
    for note in page.notes:
        complain(note)
    try:
        return read(page.text, doc=page.doc, encoding=page.encoding)
    except ModelError as error:
        stop(str(error))
    except ExtractorError as error:
        return error
    except Exception as error:  # a fault of ours costs one page, never the run
        return ExtractorError(f"{page.doc}: a fault of extract: {type(error).__name__}: {error}. Please report it")


def _saved(files: list[str]) -> Iterator[Document | ExtractorError]:
    """The documents of saved results, and what was wrong with them."""
    from extractor.writing.saved import load_documents

    for path in files:
        try:
            yield from load_documents(_read(path).splitlines(), path=path)
        except ExtractorError as error:
            yield error


def _with_texts(documents: Iterator[Document | ExtractorError]) -> Iterator[Document | ExtractorError]:
    """Each with the text of its page as far as that is at hand; a line for each whose text is not."""
    from extractor.writing.saved import with_text

    for document in documents:
        if not isinstance(document, ExtractorError):
            document = with_text(document)
            if not document.text:
                complain(f"{document.doc}: the page as it was read is not at hand: written without its text")
        yield document


def _read(path: str) -> str:
    """The text of a file, or of standard input for `-`; InputError in one line if it has none."""
    from extractor.reading import decode
    from extractor.reading.files import read_bytes, shown_path

    text = decode(read_bytes(path), shown_path(path)).text
    if not text.strip():
        raise InputError(f"{shown_path(path)}: empty, nothing to read")
    return text


def _format(format: Format | None, out: Path | None) -> str:
    from extractor.writing.writers import format_of

    return format or format_of(out, sys.stdout.isatty())


def _write(
    documents: Iterator[Document | ExtractorError],
    format: str,
    out: Path | None,
    types: frozenset[str] | None,
    context: bool,
) -> int:
    """Write each document as it comes and report each error; the exit code."""
    from extractor.writing.writers import open_writer

    failed = False
    try:
        with open_writer(format, out, only=types, context=context) as writer:
            for document in documents:
                if isinstance(document, ExtractorError):
                    failed = True
                    complain(str(document))
                else:
                    writer.write(document)
    except OutputError as error:
        stop(str(error))
    return 1 if failed else 0


def _reference(date: str | None) -> date | None:
    from datetime import date as calendar_date

    if date is None:
        return None
    try:
        if len(date) != len("2023-11-27"):
            raise ValueError
        return calendar_date.fromisoformat(date)
    except ValueError:
        raise DateError(f"--date {date}: not a day. Write it as YYYY-MM-DD: --date 2023-11-27") from None


def _types(only: str | None) -> frozenset[str] | None:
    if only is None:
        return None
    given = [name.strip() for name in only.split(",") if name.strip()]
    unknown = [name for name in given if name not in TYPES]
    if unknown or not given:
        raise ExtractorError(f"--only {only}: no type '{', '.join(unknown)}'. The types are {', '.join(TYPES)}")
    return frozenset(given)


def _rulebook(folder: Path | None) -> Rulebook:
    from extractor.rulebook import load_rulebook

    return load_rulebook(folder)


def _usage(call: Callable[[], T], code: int = 2) -> T:
    """The result of `call`; what the user got wrong ends the run, a line for each fault."""
    try:
        return call()
    except RulebookError as error:
        for fault in error.faults:
            complain(str(fault))
        sys.exit(code)
    except ExtractorError as error:
        stop(str(error), code)
