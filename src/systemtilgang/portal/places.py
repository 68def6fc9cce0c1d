"""Where on the portal one is: a path and the state in its query, and how to change the state."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlencode

BASE = "/accessmanagement/ui"
Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Place:
    """A path below the base and its query, in order; names may repeat."""

    path: str
    query: Query = ()

    @property
    def href(self) -> str:
        """The address, relative to the host."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    def get(self, name: str) -> str:
        """The first value of a query parameter; empty when it is not there."""
        return next((value for key, value in self.query if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a query parameter."""
        return tuple(value for key, value in self.query if key == name)

    def bare(self) -> Place:
        """The same path without any state."""
        return Place(self.path)

    def having(self, **state: str) -> Place:
        """The same place with these parameters set, each replacing what it was."""
        kept = tuple(pair for pair in self.query if pair[0] not in state)
        return Place(self.path, kept + tuple(state.items()))

    def without(self, *names: str) -> Place:
        """The same place with these parameters left out."""
        return Place(self.path, tuple(pair for pair in self.query if pair[0] not in names))

    def toggling(self, name: str, value: str) -> Place:
        """The same place with one value of a repeated parameter switched on or off."""
        pair = (name, value)
        if pair in self.query:
            return Place(self.path, tuple(other for other in self.query if other != pair))
        return Place(self.path, (*self.query, pair))

    def at(self, tail: str) -> Place:
        """A place below this path with the same state: where a form posts to."""
        return Place(f"{self.path}/{tail}", self.query)


def within(address: str) -> Place | None:
    """The place that an address from a form names; `None` when it is not one of the portal's."""
    return Place(address) if address.startswith(f"{BASE}/") else None


def below(path: str) -> Place | None:
    """The place that a path below the base names in an address (`/requests`); `None` for anything
    that could lead out of the portal: another host, a scheme, a way up, however it is written.
    """
    parts = unquote(path.partition("?")[0]).split("/")
    leads_out = path[:1] != "/" or path[:2] == "//" or ".." in parts or not path.isprintable()
    return None if leads_out or "\\" in path else Place(BASE + path)


def place(path: str = "", **state: str) -> Place:
    """A place of the portal, given its path below the base (`/users`)."""
    return Place(f"{BASE}{path or '/'}", tuple(state.items()))
