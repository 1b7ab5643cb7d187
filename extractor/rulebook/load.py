"""From files to a Rulebook: read, check everything, report all faults at once, remember the result.

Checking takes longer than a page does, so what was checked is kept in the user's cache folder under a digest of the
files; a file that changes is checked anew. A cache that cannot be written costs time and nothing else.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from extractor.errors import Fault, RulebookError
from extractor.rulebook import patterns, schemas
from extractor.rulebook.book import Rulebook
from extractor.rulebook.cache import PatternStore, cache_file, write_cache
from extractor.rulebook.places import data_dir
from extractor.rulebook.schemas import Alike, Entry, Example, Fragment, Lexicon, Pattern
from extractor.rulebook.yamlfile import Key, YamlFile, read_yaml

Sections = dict[str, tuple[Entry, ...]]
Origins = dict[str, dict[str, str]]
Merged = dict[str, dict[str, tuple[Entry, YamlFile, Key]]]
_CLASSES: dict[str, type[Entry]] = {**schemas.SECTIONS, "patterns": Pattern, "lexicons": Lexicon}
_CHECKERS: dict[str, Any] = {}


@functools.lru_cache(maxsize=8)
def load_rulebook(extra: Path | None = None) -> Rulebook:
    """Our rules and lexicons, with a user's folder laid over them.

    In `extra`, an entry with the id of one of ours replaces it, a lexicon adds its words to ours of the same id;
    lexicons stand in its subfolder `seeds`. Raises RulebookError with every fault that the files have.
    """
    return load_folders([data_dir("rules"), data_dir("seeds")], extra)


def load_folders(ours: Iterable[Path], extra: Path | None = None) -> Rulebook:
    """As `load_rulebook`, from any folders; a folder named `seeds` holds lexicons."""
    _check_folder(extra)
    layers = [[path for folder in ours for path in _files(folder)]]
    if extra is not None:
        layers.append([*_files(extra), *_files(extra / "seeds")])
    digest = _digest(layers)
    return Rulebook(*_checked(layers, digest), version=digest[:12], store=PatternStore(digest))


def load_section(section: str, extra: Path | None = None) -> tuple[Any, ...]:
    """The entries of one section of rules/ alone, with a user's laid over them: `load_section("comparing")`.

    Saved results are compared without the rest of the rulebook, which takes longer to read than they do.
    """
    _check_folder(extra)
    folders = [data_dir("rules"), *([extra] if extra else [])]
    layers = [[path for path in _files(folder) if section_of(path) == section] for folder in folders]
    return _checked(layers, _digest(layers))[0].get(section, ())


def _check_folder(extra: Path | None) -> None:
    if extra is not None and not extra.is_dir():
        raise RulebookError([Fault(extra, 1, 1, "no such folder of rules")])


def _checked(layers: list[list[Path]], digest: str) -> tuple[Sections, Origins]:
    found = _from_cache(digest)
    if found is None:
        found = _read(layers)
        _to_cache(digest, *found)
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def section_of(path: Path) -> str:
    """The section of a file by its place and name: units.money.yaml -> units, seeds/titles.yaml -> lexicons."""
    if path.parent.name == "seeds":
        return "lexicons"
    stem = path.name.split(".")[0]
    return stem if stem in schemas.SECTIONS else "patterns"


def _read(layers: list[list[Path]]) -> tuple[Sections, Origins]:
    faults: list[Fault] = []
    merged: Merged = {}
    for files in layers:
        seen: dict[tuple[str, str], str] = {}
        for path in files:
            _read_file(path, seen, merged, faults)
    _check_patterns(merged, faults)
    if faults:
        raise RulebookError(faults)
    sections = {section: tuple(entry for entry, _, _ in entries.values()) for section, entries in merged.items()}
    origins = {
        section: {id_: _origin(file, key) for id_, (_, file, key) in entries.items()}
        for section, entries in merged.items()
    }
    return sections, origins


def _origin(file: YamlFile, key: Key) -> str:
    """Where an entry stands, for messages and test names: `units.yaml:12`."""
    return f"{file.path.name}:{file.marks[key][0]}"


def _read_file(
    path: Path,
    seen: dict[tuple[str, str], str],
    merged: Merged,
    faults: list[Fault],
) -> None:
    file = read_yaml(path, faults)
    if file is None:
        return
    if not isinstance(file.content, list):
        faults.append(file.fault((), "a rule file is a list of entries, each beginning with '- id:'"))
        return
    section = section_of(path)
    for index, content in enumerate(file.content):
        entry = _entry(file, index, content, _CLASSES[section], faults)
        if entry is None:
            continue
        where = _origin(file, (index,))
        if (section, entry.id) in seen:
            faults.append(file.fault((index, "id"), f"id '{entry.id}' is given already in {seen[section, entry.id]}"))
        seen[section, entry.id] = where
        entries = merged.setdefault(section, {})
        older = entries.get(entry.id)
        entries[entry.id] = (_joined(older[0], entry) if older else entry, file, (index,))


def _joined(older: Entry, newer: Entry) -> Entry:
    """A user's lexicon adds to ours; any other entry takes its place."""
    if isinstance(older, Lexicon) and isinstance(newer, Lexicon):
        words = tuple(dict.fromkeys((*older.words, *newer.words)))
        return Lexicon(id=newer.id, words=words, must_match=newer.must_match, must_not_match=newer.must_not_match)
    return newer


def _entry(file: YamlFile, index: int, content: Any, kind: type[Entry], faults: list[Fault]) -> Entry | None:
    from pydantic import ValidationError

    if not isinstance(content, dict):
        faults.append(file.fault((index,), "an entry is a mapping that begins with 'id:'"))
        return None
    label = f"[{content.get('id', '?')}]"
    content = _split_words(content, kind)
    try:
        return cast(Entry, _checker(kind).validate_python(content))
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            faults.append(_fault(file, index, label, kind, problem))
        return None


def _checker(kind: type[Entry]) -> Any:
    """Pydantic's checker of a section, made once: making it takes longer than checking every entry."""
    from pydantic import TypeAdapter

    if kind.__name__ not in _CHECKERS:
        _CHECKERS[kind.__name__] = TypeAdapter(kind)
    return _CHECKERS[kind.__name__]


def _split_words(content: dict[str, Any], kind: type[Entry]) -> dict[str, Any]:
    """A list of strings may be written as one string with blanks between the words."""
    listed = {f.name for f in fields(kind) if f.type == "tuple[str, ...]"} - {"must_not_match"}
    if kind is Lexicon:
        listed.add("must_not_match")
    return {key: value.split() if key in listed and isinstance(value, str) else value for key, value in content.items()}


def _fault(file: YamlFile, index: int, label: str, kind: type[Entry], problem: Any) -> Fault:
    way: Key = (index, *problem["loc"])
    known = [f.name for f in fields(kind)]
    name = str(problem["loc"][-1]) if problem["loc"] else ""
    if problem["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        if len(problem["loc"]) > 1:
            known = [f.name for f in fields(Example)]
        close = get_close_matches(name, known, 1)
        hint = f", did you mean '{close[0]}'?" if close else f": it may have {', '.join(known)}"
        return file.fault((*way, "key"), f"{label} unknown key '{name}'{hint}")
    if problem["type"] in ("missing", "missing_argument"):
        return file.fault((index,), f"{label} key '{name}' is missing")
    message = problem["msg"].removeprefix("Value error, ")
    return file.fault(way, f"{label} {'.'.join(map(str, problem['loc']))}: {message}".replace(" : ", " "))


def _check_patterns(merged: Merged, faults: list[Fault]) -> None:
    """Every pattern names what is there and compiles; every lexicon holds and leaves out the words it says."""
    lexicons = {entry.id: entry for entry, _, _ in merged.get("lexicons", {}).values() if isinstance(entry, Lexicon)}
    lists = {patterns.list_name(name): frozenset(entry.words) for name, entry in lexicons.items()}
    pieces = merged.get("fragments", {})
    fragments = {entry.id: entry.pattern for entry, _, _ in pieces.values() if isinstance(entry, Fragment)}
    for entry, file, key in [*pieces.values(), *merged.get("patterns", {}).values()]:
        if isinstance(entry, Fragment | Pattern):
            try:
                patterns.compile_source(patterns.expand(entry.pattern, fragments, lexicons), lists)
            except patterns.PatternError as error:
                faults.append(file.fault((*key, "pattern"), f"[{entry.id}] {error}"))
    for entry, file, key in merged.get("lexicons", {}).values():
        if isinstance(entry, Lexicon):
            words = set(entry.words)
            for word in (word for word in entry.must_match if word not in words):
                faults.append(file.fault((*key, "must_match"), f"[{entry.id}] does not hold '{word}'"))
            for word in (word for word in entry.must_not_match if word in words):
                faults.append(file.fault((*key, "must_not_match"), f"[{entry.id}] holds '{word}'"))


def _digest(layers: list[list[Path]]) -> str:
    digest = hashlib.sha256(Path(schemas.__file__).read_bytes())
    digest.update(Path(__file__).read_bytes())
    for number, files in enumerate(layers):
        for path in files:
            digest.update(f"{number}/{section_of(path)}/{path.name}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _from_cache(digest: str) -> tuple[Sections, Origins] | None:
    try:
        content = json.loads(_cache_file(digest).read_text(encoding="utf-8"))
        sections = {
            section: tuple(_restore(_CLASSES[section], entry) for entry in entries)
            for section, entries in content["sections"].items()
        }
        return sections, content["origins"]
    except (OSError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _restore(kind: type[Entry], entry: dict[str, Any]) -> Entry:
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if isinstance(value, list):
            value = tuple(map(_example, value))
        values[key] = value
    return kind(**values)


def _example(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    return Alike(**item) if "other" in item else Example(**item)


def _to_cache(digest: str, sections: Sections, origins: Origins) -> None:
    plain = {name: [asdict(entry) for entry in entries] for name, entries in sections.items()}
    content = json.dumps({"sections": plain, "origins": origins}, ensure_ascii=False)
    write_cache(_cache_file(digest), content.encode())


def _cache_file(digest: str) -> Path:
    return cache_file(f"rulebook-{digest[:32]}.json")
