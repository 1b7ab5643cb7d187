"""A YAML file as plain strings, lists and mappings, with the line and column of each.

Everything is a string: YAML's own guesses make `12:30` into 750 and `no` into false. A list may be written as a
string of words with blanks between them, which keeps word lists short.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import Fault

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The content of a file; `marks` gives the 1-based line and column of each value by its way from the top."""

    path: Path
    content: Any
    marks: dict[Key, tuple[int, int]]

    def fault(self, key: Key, message: str) -> Fault:
        """A fault at the value under `key`, or at the nearest value around it."""
        while key and key not in self.marks:
            key = key[:-1]
        return Fault(self.path, *self.marks.get(key, (1, 1)), message)


def read_yaml(path: Path, faults: list[Fault]) -> YamlFile | None:
    """Read a file, adding what is wrong with it to `faults`; None if it cannot be read at all."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        faults.append(Fault(path, *place, f"not YAML: {error.problem or error.context}"))
        return None
    except (OSError, ValueError, yaml.YAMLError) as error:
        faults.append(Fault(path, 1, 1, f"cannot be read: {' '.join(str(error).split())}"))
        return None
    marks: dict[Key, tuple[int, int]] = {}
    content = [] if node is None else _plain(node, (), marks, path, faults)
    return YamlFile(path, content, marks)


def _plain(node: Any, key: Key, marks: dict[Key, tuple[int, int]], path: Path, faults: list[Fault]) -> Any:
    marks[key] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return [_plain(child, (*key, index), marks, path, faults) for index, child in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for name_node, child in node.value:
        name = str(name_node.value)
        place = (name_node.start_mark.line + 1, name_node.start_mark.column + 1)
        if name in mapping:
            faults.append(Fault(path, *place, f"key '{name}' is given twice"))
        mapping[name] = _plain(child, (*key, name), marks, path, faults)
        marks[(*key, name, "key")] = place
    return mapping
