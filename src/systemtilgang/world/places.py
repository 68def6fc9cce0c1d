"""Reading YAML as values that know their place, so that every error can name a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import yaml

from systemtilgang.domain.surroundings import OSLO
from systemtilgang.world.errors import Place, WorldError, nearest

_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)
# The time of day that a date of a world stands for.
OFFICE_HOURS = time(9, 0, tzinfo=OSLO)

_TEXT = "tag:yaml.org,2002:str"
_BOOLEAN = "tag:yaml.org,2002:bool"


@dataclass(frozen=True)
class Value:
    """One YAML node. Its methods give what it should be, or raise `WorldError` at its place."""

    file: str
    node: yaml.Node

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return Place(self.file, self.node.start_mark.line + 1)

    def error(
        self, expected: str, choices: Iterable[str] = (), found: str | None = None
    ) -> WorldError:
        """The error that this value is not what was expected; the nearest choice goes with it."""
        shown = found or self._shown()
        return WorldError(self.place, shown, expected, nearest(self._raw(), choices))

    def mapping(self, required: Iterable[str], optional: Iterable[str] = ()) -> Mapping[str, Value]:
        """The members of a mapping that has all the required keys and no unknown ones."""
        needed = tuple(required)
        allowed = (*needed, *optional)
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"a mapping with the keys {', '.join(allowed)}")
        members: dict[str, Value] = {}
        for key_node, value_node in self.node.value:
            key = Value(self.file, key_node)
            name = key.choice(allowed, "one of the keys " + ", ".join(allowed))
            if name in members:
                raise key.error("every key once", found=f"the key {name} again")
            members[name] = Value(self.file, value_node)
        for name in needed:
            if name not in members:
                keys = ", ".join(members) or "no keys"
                raise WorldError(self.place, keys, f"also the key {name}")
        return members

    def items(self) -> tuple[Value, ...]:
        """The items of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("a list")
        return tuple(Value(self.file, item) for item in self.node.value)

    def text(self) -> str:
        """A text that is not empty."""
        if self.node.tag == _BOOLEAN:
            raise self.error(
                "a text",
                found=f"{self._raw()} without quotes, which YAML reads as true or false",
            ) from None
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != _TEXT:
            raise self.error("a text, in quotes if it looks like something else")
        if not self.node.value.strip():
            raise self.error("a text that is not empty")
        return str(self.node.value)

    def texts(self) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(item.text() for item in self.items())

    def flag(self) -> bool:
        """True or false."""
        if self.node.tag != _BOOLEAN or self._raw() not in {"true", "false"}:
            raise self.error("true or false")
        return self._raw() == "true"

    def day(self) -> date:
        """A date, written 2025-11-03."""
        try:
            return date.fromisoformat(self._raw())
        except ValueError:
            raise self.error("a date such as 2025-11-03") from None

    def choice(self, choices: Iterable[str], expected: str) -> str:
        """A text that is one of the choices."""
        allowed = tuple(choices)
        text = self.text()
        if text not in allowed:
            raise self.error(expected, allowed)
        return text

    def choices(self, choices: Iterable[str], expected: str) -> tuple[str, ...]:
        """The items of a list of choices, of which none is there twice."""
        allowed = tuple(choices)
        found: list[str] = []
        for item in self.items():
            text = item.choice(allowed, expected)
            if text in found:
                raise item.error("each of these once", found=f"{text} again")
            found.append(text)
        return tuple(found)

    def _raw(self) -> str:
        return str(self.node.value) if isinstance(self.node, yaml.ScalarNode) else ""

    def _shown(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return self._raw() or "nothing"
        return "a mapping" if isinstance(self.node, yaml.MappingNode) else "a list"


def read(path: Path) -> Value:
    """The root of a YAML file.

    Raises `WorldError` when the file cannot be read, is no YAML, or is empty.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), _Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise WorldError(
            None, f"no readable file {path}", f"a YAML file in UTF-8 ({error})"
        ) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(str(path), mark.line + 1) if mark else None
        raise WorldError(place, f"no YAML ({error.problem})", "valid YAML") from None
    if node is None:
        raise WorldError(Place(str(path), 1), "an empty file", "YAML")
    return Value(str(path), node)
