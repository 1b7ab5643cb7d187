"""The help of the main command as a page of a manual: options in groups, examples, files, exit codes, environment.

And what a shell completes. Plain text: it starts without Rich and reads the same in a pipe.
"""

from __future__ import annotations

import os
from glob import escape, glob
from typing import Any

from typer.core import TyperCommand

COMMANDS = ("compare", "schema", "show", "explain", "rules")
TYPES = ("person", "organization", "place", "figure", "date", "role", "quote", "unread")

#: Groups of options, in the order of the page; `rich_help_panel` of an option names its group.
READING = "What is read"
DAYS = "What day it is"
FINDING = "How it is read"
WRITING = "What is written, and where"
MANY = "Many files"
_OTHER = "Help and completion"
_GROUPS = ("Arguments", READING, DAYS, FINDING, WRITING, MANY, _OTHER)

EPILOG = """\
\b
Examples:
  extract page.txt
      tables at a terminal
  extract page.docx -o page.html
      the page with all that was found marked, for a browser
  extract page.txt --date 2023-11-27 --only figure,date
      figures and dates; 昨天 is 2023-11-26
  cat page.txt | extract - > page.jsonl
      a record a line, for scripts
  extract *.txt --no-names | jq 'select(.type == "figure")'
      figures alone, fast
  extract archive/ --jobs 0 --date-from-name -o facts.db
      a folder into a database, for SQL and Datasette
  extract archive/ --jobs 4 -o archive.jsonl --resume
      goes on with what an interrupted run has left

\b
Other commands, each with its own --help:
  extract compare A B   hold the figures of page A against those of page B
  extract show FILE     write saved JSON Lines again, in any format, without reading the pages again
  extract explain TEXT  show which rules fire in a sentence and which win
  extract rules check   run the examples of the rules
  extract rules list    list the rules, and where they are
  extract schema        print the JSON Schema of the records

\b
Exit:
  0   done, even if nothing was found
  1   some input failed, each with a line on standard error; the rest was done
  2   wrong usage
  130 stopped with Ctrl-C; JSON Lines and databases keep what was finished

\b
Environment:
  NO_COLOR        no colours at a terminal
  COLUMNS         how wide tables are
  XDG_CACHE_HOME  where checked and compiled rules are kept, else ~/.cache
"""


class Manual(TyperCommand):
    """A command whose help shows its options under the names of their groups."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        groups: dict[str, list[tuple[str, str]]] = {group: [] for group in _GROUPS}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                group = "Arguments" if param.param_type_name == "argument" else _group(param)
                groups[group].append(record)
        for group, records in groups.items():
            if not records:
                continue
            with formatter.section(group):
                formatter.write_dl(records)


def _group(param: Any) -> str:
    return getattr(param, "rich_help_panel", None) or _OTHER


def is_of_command(words: list[str]) -> bool:
    """Whether a command line, or one that a shell is completing, names another command than the main one."""
    completed = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS")
    if "_EXTRACT_COMPLETE" in os.environ and completed:
        words = completed.split()
        # The word that is being written is no command yet: `extract show` may go on as a file.
        words = words if completed[-1].isspace() or len(words) > 2 else words[:1]
    return len(words) > 1 and words[1] in COMMANDS


def complete_files(incomplete: str) -> list[str]:
    """What may stand for FILE: the other commands, files and folders."""
    found = sorted(glob(escape(incomplete) + "*"))
    commands = [command for command in COMMANDS if command.startswith(incomplete)]
    return commands + [f"{path}/" if os.path.isdir(path) else path for path in found]


def complete_types(incomplete: str) -> list[str]:
    """The types that may follow in a list: figure,da -> figure,date."""
    before, comma, last = incomplete.rpartition(",")
    given = before.split(",")
    return [f"{before}{comma}{name}" for name in TYPES if name.startswith(last) and name not in given]
