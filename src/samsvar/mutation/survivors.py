"""Why survivors are no fault: a file that people write and review (`features/survivors.toml`).

Each entry has a reason, in every language, and the mutants that it holds for, by their identity. A
survivor without a reason and a reason without its survivor both make `samsvar mutate` fail, so that
the file tells what is so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from samsvar.verdicts import CannotGoOn, Place, Verdict, reason_of

FILE_NAME = "survivors.toml"

#: A reason, by language.
Reason = Mapping[str, str]


def load(path: Path, shown: str, languages: Sequence[str]) -> dict[str, Reason]:
    """The reasons by mutant; nothing when there is no file. Raises `CannotGoOn` for one that cannot
    be read, or that lacks a reason in one of the languages. `shown` is the path in verdicts."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            mutant: {language: str(entry[language]) for language in languages}
            for entry in data.get("because", [])
            for mutant in entry["survivors"]
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        reason, line = reason_of(error)
        verdict = Verdict("text/file", Place(shown, line), f"This file cannot be read: {reason}.")
    except (KeyError, TypeError, AttributeError):
        verdict = Verdict(
            "text/file",
            Place(shown),
            "Each [[because]] has a reason per language, and the survivors that it holds for.",
            expected=" and ".join([*(f'{code} = "…"' for code in languages), 'survivors = ["…"]']),
        )
    raise CannotGoOn([verdict])
