"""Reading YAML as a tree in which everything has a place, for files that people write."""

from __future__ import annotations

from pathlib import Path

import yaml

from samsvar.verdicts import CannotGoOn, Place, Verdict, reason_of

#: The tag of a scalar that YAML reads as text, and not as a number, a date or *false*.
TEXT = "tag:yaml.org,2002:str"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The C parser where PyYAML has it: such files are read at every start."""


def compose(path: Path, shown: str) -> yaml.Node | None:
    """The tree of a file, None for an empty one; `shown` is the path as verdicts name it.

    Raises `CannotGoOn` for a file that cannot be read or is not YAML.
    """
    try:
        tree: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
        message = f"This is not valid YAML: {error.problem}."
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason, line = reason_of(error)
        place, message = Place(shown, line), f"This file cannot be read: {reason}."
    else:
        return tree
    raise CannotGoOn([Verdict("text/yaml", place, message)])


def place_of(node: yaml.Node, shown: str) -> Place:
    """Where a node begins."""
    return Place(shown, node.start_mark.line + 1, node.start_mark.column + 1)
