"""The command line: options, exit codes and streams. Everything else stands in plain functions elsewhere.

`extract FILE...` is the main job and needs no subcommand; the others stand beside it. A file that has the name of a
command is given as `./schema`. Exit: 0 done, even if nothing was found; 1 some input failed, the rest was done;
2 wrong usage.
"""

from __future__ import annotations

import enum
import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from extractor.console import Output, complain, print_row, stop
from extractor.errors import DateError, ExtractorError, InputError, OutputError, RulebookError, TableError
from extractor.manual import (
    DAYS,
    EPILOG,
    FINDING,
    MANY,
    READING,
    TYPES,
    WRITING,
    Manual,
    complete_files,
    complete_types,
    is_of_command,
)

if TYPE_CHECKING:
    from datetime import date

    from extractor.corpus.dates import Dates
    from extractor.model import Document
    from extractor.reading.files import Limits
    from extractor.rulebook import Rulebook


class Format(enum.StrEnum):
    """How results are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"
    sqlite = "sqlite"
    ftm = "ftm"


class ComparisonFormat(enum.StrEnum):
    """How comparisons are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"


T = TypeVar("T")

_PLAIN: Any = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}

_COMPLETED = _PLAIN | {"add_completion": True}

page_app = typer.Typer(**_COMPLETED)
commands = typer.Typer(no_args_is_help=True, **_COMPLETED)
rules_app = typer.Typer(no_args_is_help=True, help="List the rules and run their examples.", **_PLAIN)
commands.add_typer(rules_app, name="rules")

FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, jsonl, csv, html, sqlite or ftm; without it by the ending of the -o file, else table at a "
        "terminal and jsonl elsewhere.",
        rich_help_panel=WRITING,
    ),
]
OnlyOption = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="TYPE,...",
        help=f"Write these types only: {', '.join(TYPES)}.",
        autocompletion=complete_types,
        rich_help_panel=WRITING,
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write into this file, whole or not at all.", rich_help_panel=WRITING
    ),
]
ContextOption = Annotated[
    bool,
    typer.Option("--context", help="Add the text of its sentence to each record.", rich_help_panel=WRITING),
]
RulesOption = Annotated[
    Path | None,
    typer.Option(
        "--rules", metavar="DIR", help="Lay the rules of a folder of yours over ours.", rich_help_panel=FINDING
    ),
]


def main() -> None:
    """Run the command that the arguments name; the main job if they name none."""
    # Rules, words and a model are many objects that stay: collecting garbage among them again and again costs a tenth.
    gc.set_threshold(50_000, 20, 100)
    # One core for each process: our matrices are small, and with --jobs the other cores have work of their own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    terminal = sys.stdout.isatty()
    sys.stdout = Output(sys.stdout.buffer, "utf-8", "backslashreplace", line_buffering=terminal)
    try:
        (commands if is_of_command(sys.argv) else page_app)(prog_name="extract")
    finally:
        sys.stdout.flush()


@page_app.command(cls=Manual, epilog=EPILOG)
def page(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Pages: text, web page, .docx, .pdf, .zip, or folders of them; - is standard input.",
            autocompletion=complete_files,
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help="The day the page is of; 昨天 and 12日 count from it.",
            rich_help_panel=DAYS,
        ),
    ] = None,
    format: FormatOption = None,
    output: OutOption = None,
    only: OnlyOption = None,
    context: ContextOption = False,
    no_names: Annotated[
        bool,
        typer.Option("--no-names", help="Figures and dates alone: no spaCy pipeline, fast.", rich_help_panel=FINDING),
    ] = False,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            metavar="NAME",
            help="That of the text, such as gb18030 or big5; else found out.",
            rich_help_panel=READING,
        ),
    ] = None,
    save_text: Annotated[
        str | None,
        typer.Option(
            "--save-text",
            metavar="FILE|DIR",
            help="Write the text that offsets count in, as UTF-8.",
            rich_help_panel=WRITING,
        ),
    ] = None,
    max_mb: Annotated[
        int | None,
        typer.Option(
            "--max-mb", metavar="N", min=1, help="Read files of up to N megabytes; else 64.", rich_help_panel=READING
        ),
    ] = None,
    unread: Annotated[
        bool,
        typer.Option(
            "--unread",
            help="List also each numeral that gave no record, and the rule that said so.",
            rich_help_panel=WRITING,
        ),
    ] = False,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            metavar="NAME_OR_PATH",
            help="Another installed spaCy pipeline for Chinese.",
            rich_help_panel=FINDING,
        ),
    ] = None,
    rules: RulesOption = None,
    glob: Annotated[
        list[str] | None,
        typer.Option(
            "--glob",
            metavar="PATTERN",
            help="Which files of a folder: '*.txt', '2023/*'. May be repeated.",
            rich_help_panel=READING,
        ),
    ] = None,
    dates: Annotated[
        Path | None,
        typer.Option(
            "--dates",
            metavar="FILE.tsv",
            help="The day of each file: lines of its path, a tab, YYYY-MM-DD.",
            rich_help_panel=DAYS,
        ),
    ] = None,
    date_from_name: Annotated[
        bool,
        typer.Option(
            "--date-from-name", help="Take the day from the file's name: 20231127, 2023-11-27.", rich_help_panel=DAYS
        ),
    ] = False,
    date_pattern: Annotated[
        str | None,
        typer.Option(
            "--date-pattern",
            metavar="PATTERN",
            help="Where paths hold the day, such as YYYY-MM/DD.",
            rich_help_panel=DAYS,
        ),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            metavar="N",
            help="Read with N processes; 0 is one for each core.",
            rich_help_panel=MANY,
        ),
    ] = 1,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Go on with an interrupted run that wrote JSON Lines or a database.", rich_help_panel=MANY
        ),
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Read Chinese news pages: people, organisations, places, figures and dates, with the place of each."""
    if version:
        from extractor import __version__

        typer.echo(f"extract {__version__}")
        return
    if not files:
        stop("no FILE given. Try: extract page.txt, or extract - for standard input, or extract --help")
    from extractor.corpus.pages import Reader
    from extractor.corpus.run import run

    _usage(lambda: _rulebook(rules))
    reader = Reader(
        dates=_usage(lambda: _dates(date, dates, date_from_name, date_pattern)),
        encoding=_usage(lambda: _codec(encoding)),
        limits=_limits(max_mb),
        rules=rules,
        model=model,
        names=not no_names,
        unread=unread,
        only=_usage(lambda: _types(only)),
        context=context,
    )
    code = _usage(
        lambda: run(
            files,
            reader,
            format=_format(format, output),
            out=output,
            save_text=save_text,
            patterns=glob or (),
            jobs=jobs or _cores(),
            resume=resume,
        )
    )
    raise typer.Exit(code)


@commands.command()
def schema(
    compare: Annotated[bool, typer.Option("--compare", help="That of what extract compare gives.")] = False,
    datasette: Annotated[
        Path | None,
        typer.Option("--datasette", metavar="FILE.db", help="Print instead what Datasette should know of a database."),
    ] = None,
) -> None:
    """Print the JSON Schema of the records. Example: extract schema > records.schema.json"""
    import json

    from extractor.writing.comparison_schema import comparison_schema
    from extractor.writing.datasette import datasette_metadata
    from extractor.writing.schema import json_schema

    if datasette is not None and compare:
        raise typer.BadParameter("--compare and --datasette exclude each other")
    of_records = comparison_schema() if compare else json_schema()
    printed = of_records if datasette is None else datasette_metadata(datasette.stem)
    typer.echo(json.dumps(printed, ensure_ascii=False, indent=2))


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
def compare(
    files: Annotated[
        list[str], typer.Argument(metavar="A [B...]", help="Pages, saved JSON Lines, folders; - is standard input.")
    ],
    date: Annotated[
        list[str] | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="The day of the pages: once for all, or once for each."),
    ] = None,
    format: Annotated[
        ComparisonFormat | None, typer.Option("--format", help="table at a terminal, jsonl elsewhere, unless given.")
    ] = None,
    output: OutOption = None,
    all: Annotated[bool, typer.Option("--all", help="List also figures that stand on one page only.")] = False,
    min_score: Annotated[
        float, typer.Option("--min-score", min=0, max=1, help="Leave out pairs that are less sure.")
    ] = 0.6,
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="USD=7.1", help="What a unit of foreign money is worth in yuan."),
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="Compare posts and spellings of names as well.")] = False,
    versions: Annotated[
        bool, typer.Option("--versions", help="Take B for a later version of A: what was changed, added, dropped.")
    ] = False,
    context: ContextOption = False,
    no_names: Annotated[bool, typer.Option("--no-names", help="Read raw pages without the spaCy pipeline.")] = False,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME_OR_PATH", help="Another spaCy pipeline for raw pages.")
    ] = None,
    rules: RulesOption = None,
) -> None:
    """Hold the figures of page A against those of each other page, or of A itself: what agrees, what cannot both hold.

    Exit: 0 nothing differs, 1 something does, 2 trouble. Example: extract compare draft.txt source.txt saved.jsonl
    """
    from fractions import Fraction
    from functools import partial

    from extractor.collating import Reader, run
    from extractor.comparing import compare as compare_pages
    from extractor.comparing import load_words, parse_rate
    from extractor.corpus.collect import PATTERNS, collect

    days = _usage(lambda: [day for text in date or () if (day := _reference(text))])
    rates = _usage(lambda: dict(map(parse_rate, rate or ())))
    words = _usage(lambda: load_words(rules))
    hold = partial(
        compare_pages,
        words=words,
        min_score=Fraction(str(min_score)),
        rates=rates,
        everything=all,
        names=names,
        versions=versions,
    )
    reader = Reader(days=days, rules=rules, model=model, names=not no_names)
    paths = list(collect(files, patterns=(*PATTERNS, "*.jsonl")))
    raise typer.Exit(_usage(lambda: run(paths, reader, hold, format=format, out=output, context=context)))


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


def _codec(encoding: str | None) -> str | None:
    from extractor.reading.decode import find_codec

    return encoding and find_codec(encoding)


def _limits(megabytes: int | None) -> Limits | None:
    from extractor.reading.files import Limits

    return None if megabytes is None else Limits.of(megabytes)


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


def _reference(given: str | None) -> date | None:
    from extractor.corpus.dates import read_day

    if given is None:
        return None
    try:
        return read_day(given)
    except ValueError:
        raise DateError(f"--date {given}: not a day. Write it as YYYY-MM-DD: --date 2023-11-27") from None


def _dates(day: str | None, table: Path | None, from_name: bool, pattern: str | None) -> Dates:
    """What was said of the days that files are of."""
    from extractor.corpus.dates import Dates, name_patterns, own_pattern, read_table

    own = (own_pattern(pattern),) if pattern is not None else ()
    return Dates(
        default=_reference(day),
        table=read_table(table) if table else {},
        patterns=own or (name_patterns() if from_name else ()),
        everywhere=bool(own),
    )


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
    except (RulebookError, TableError) as error:
        for fault in error.faults:
            complain(str(fault))
        sys.exit(code)
    except ExtractorError as error:
        stop(str(error), code)
