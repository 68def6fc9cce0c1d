"""How verdicts are written: for people, and for the programs that people read them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from samsvar.config import Config
from samsvar.formats import as_json, github, sarif, text
from samsvar.patches import Read, patch
from samsvar.verdicts import Verdict


class Format(StrEnum):
    """A way to write verdicts."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    DIFF = "diff"


#: Takes verdicts, what gives the files that they name, and the project's settings, if it has any.
Write = Callable[[Sequence[Verdict], Read, Config | None], str]

_WRITERS: Mapping[Format, Write] = {
    Format.TEXT: lambda verdicts, read, config: text.written(verdicts, read, config).plain,
    Format.JSON: as_json.written,
    Format.GITHUB: lambda verdicts, read, config: github.written(verdicts),
    Format.SARIF: lambda verdicts, read, config: sarif.written(verdicts, read),
    Format.DIFF: lambda verdicts, read, config: patch(verdicts, read),
}


def rendered(verdicts: Sequence[Verdict], form: Format, read: Read, config: Config | None) -> str:
    """The verdicts in a format, ending with a line feed unless there is nothing to say.

    `read` gives the files that verdicts name; there is no `config` where it could not be read.
    """
    return _WRITERS[form](verdicts, read, config)
