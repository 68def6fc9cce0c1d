"""What a person can do on a screen, whatever way it is driven.

Elements are found by role and accessible name only, as assistive technology finds them; never by
CSS or position. An open modal dialog is all there is: what lies behind it cannot be reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

#: Roles that a person can press.
PRESSABLE = ("button", "link", "tab", "menuitem", "menuitemradio", "radio", "checkbox", "switch")
#: Roles that a person can write in.
WRITABLE = ("textbox", "searchbox", "combobox", "spinbutton")
#: Roles that a person can choose an option in.
CHOOSABLE = ("combobox", "listbox")
#: What a message calls several roles at once.
MANY = {PRESSABLE: "something to press,", WRITABLE: "a field"}


#: A part of a screen: the role and name of a landmark or list, such as ("navigation", "Sidebar").
Region = tuple[str, str]


@dataclass(frozen=True)
class Target:
    """The element that an action was done on, and the screen that it was on.

    `screen` is the heading of the dialog or page.
    """

    role: str
    name: str
    screen: str


@dataclass(frozen=True)
class Overflow:
    """A text that is not seen whole, and by how many CSS pixels it needs more room.

    `how` is `cut` (its box hides the rest), `spills` (it sticks out of its box) or `outside` (it
    goes beyond the edge of the window).
    """

    text: str
    how: str
    pixels: int


@dataclass(frozen=True)
class Picture:
    """What was seen when an action was done: a PNG, what was acted on, the screen's tree, and the
    texts that were not seen whole."""

    png: bytes
    target: Target
    tree: str
    overflows: tuple[Overflow, ...] = ()


class NotOnScreen(AssertionError):  # noqa: N818 - a finding about the screen
    """The screen does not show what a step needs or promises.

    `expected` says what was looked for, `near` the most similar thing that is there, `tree` the
    accessibility tree of the screen. `missing` is the name of the element that is not there, when
    it is one.
    """

    def __init__(
        self, expected: str, near: str | None, tree: str, address: str, missing: str = ""
    ) -> None:
        self.expected = expected
        self.near = near
        self.tree = tree
        self.address = address
        self.missing = missing
        hint = f" The nearest is {near}." if near else ""
        super().__init__(f"The screen does not show {expected}.{hint}\n{address}\n{tree}")


def described(name: str, roles: Sequence[str]) -> str:
    """An element in the words of a message: its roles, when they are few, and its name."""
    what = " or ".join(roles) if len(roles) <= 3 else MANY.get(tuple(roles), "something to press,")
    return f'{what} "{name}"'


def described_option(option: str, field: str) -> str:
    """An option of a list to choose from in the words of a message."""
    return f'option "{option}" to choose in "{field}"'


class Portal(Protocol):
    """A portal in the hands of one person."""

    @property
    def language(self) -> str:
        """The language (BCP 47) of the guide that is followed."""

    @property
    def address(self) -> str:
        """The path and query of the screen."""

    def open(self, path: str) -> None:
        """Goes to a path of the portal, as with a bookmark."""

    def click(
        self, name: str, roles: Sequence[str] = PRESSABLE, within: Region | None = None
    ) -> None:
        """Presses the element with this name; raises `NotOnScreen` when there is not just one.

        `within` says in which part of the screen, when others have an element of that name too.
        """

    def write(self, field: str, text: str) -> None:
        """Replaces what stands in a field; raises `NotOnScreen` when there is not just one."""

    def choose(self, field: str, option: str) -> None:
        """Chooses an option of a list to choose from, by its whole text.

        The list is a `<select>`, or in a browser the listbox of a combobox that opens at a click.

        Raises `NotOnScreen` when there is not just one such list, or no such option in it.
        """

    def search(self, field: str, text: str) -> None:
        """Writes in a search field and waits for what it finds."""

    def shows(self, name: str, roles: Sequence[str]) -> bool:
        """Whether an element with one of the roles and this name can be reached now."""

    def expect(self, name: str, roles: Sequence[str]) -> None:
        """Raises `NotOnScreen` unless the element can be reached."""

    def expect_gone(self, name: str, roles: Sequence[str]) -> None:
        """Raises `NotOnScreen` if the element can be reached."""

    def expect_text(self, text: str) -> None:
        """Raises `NotOnScreen` unless the words stand on the screen (white space aside)."""

    def expect_no_text(self, text: str) -> None:
        """Raises `NotOnScreen` if the words stand on the screen."""

    def rows(self) -> Sequence[str]:
        """The words of each item of the lists on the screen (or in the dialog), in order."""

    def tree(self) -> str:
        """The accessibility tree of the screen, one line per element."""
