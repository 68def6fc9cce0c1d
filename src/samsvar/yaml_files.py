"""Reading YAML as a tree in which everything has a place, for files that people write."""

from __future__ import annotations

from pathlib import Path

import yaml

from samsvar.verdicts import CannotGoOn, Place, Verdict, reason_of

#: The tag of a scalar that YAML reads as text, and not as a number, a date or *false*.
TEXT = "tag:yaml.org,2002:str"
#: Levels that a file may have; the parsers themselves fail at some hundreds.
DEEPEST = 100
#: Why a file with more levels cannot be read.
TOO_DEEP = "it is nested too deeply"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The C parser where PyYAML has it: such files are read at every start."""


class UnreadableError(yaml.MarkedYAMLError):
    """What YAML allows, but no file here may have: `problem` says what, `at` is the event of it."""

    def __init__(self, problem: str, at: yaml.Event) -> None:
        super().__init__(problem=problem, problem_mark=at.start_mark)  # type: ignore[arg-type]


def checked(source: str) -> str:
    """The source, unless it has aliases or too many levels; then raises `UnreadableError`.

    A few lines with aliases can stand for more texts than a computer has room for, or for a tree
    without an end. Raises `yaml.YAMLError` for what is not YAML.
    """
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableError(f"write out what the alias *{event.anchor} stands for", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise UnreadableError(TOO_DEEP, event)
    return source


def compose(path: Path, shown: str) -> yaml.Node | None:
    """The tree of a file, None for an empty one; `shown` is the path as verdicts name it.

    Raises `CannotGoOn` for a file that cannot be read, is not YAML or has aliases.
    """
    return tree_of(source_of(path, shown), shown)


def source_of(path: Path, shown: str) -> str:
    """What stands in a file; raises `CannotGoOn` for one that cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason, line = reason_of(error)
        message = f"This file cannot be read: {reason}."
        raise CannotGoOn([Verdict("text/yaml", Place(shown, line), message)]) from None


def tree_of(source: str, shown: str) -> yaml.Node | None:
    """The tree of what stands in a file; raises `CannotGoOn` unless it is YAML without aliases."""
    try:
        tree: yaml.Node | None = yaml.compose(checked(source), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
        known = isinstance(error, UnreadableError)
        said = "This file cannot be read" if known else "This is not valid YAML"
        message = f"{said}: {error.problem}."
    except yaml.YAMLError as error:
        reason, line = reason_of(error)
        place, message = Place(shown, line), f"This file cannot be read: {reason}."
    else:
        return tree
    raise CannotGoOn([Verdict("text/yaml", place, message)])


def place_of(node: yaml.Node, shown: str) -> Place:
    """Where a node begins."""
    return Place(shown, node.start_mark.line + 1, node.start_mark.column + 1)
