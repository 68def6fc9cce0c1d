"""Which chapters of the toy `samsvar impact` names, and for what reasons."""

from __future__ import annotations

import json
from collections.abc import Callable

from toy import Toy

#: The fixture `samsvar` of these tests: exit code, and output with errors.
Command = Callable[..., tuple[int, str]]

#: All chapters, as they are printed.
EVERYTHING = """\
greet, chapters 1, 2 (nb, en)
leave, chapter 1 (nb, en)
"""
UNTOUCHED = "  not impacted: nothing that it uses has changed since it last held\n"
#: The same, as `impacted` names them.
ALL = {
    f"{chapter} {code}" for chapter in ("greet 1", "greet 2", "leave 1") for code in ("nb", "en")
}


def impacted(samsvar: Command, *paths: str) -> dict[str, list[str]]:
    """The chapters that impact names, with its reasons."""
    code, said = samsvar("impact", "--format", "json", *paths)
    assert code == 0, said
    return {
        f"{c['guide']} {c['number']} {c['language']}": c["reasons"]
        for c in json.loads(said)["chapters"]
        if c["impacted"]
    }


def steps_of(toy: Toy) -> str:
    """The file with the toy's steps."""
    return f"{toy.package}/greeting.py"
