"""`samsvar.toml`: where a project keeps its guides, words, labels and pages."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from samsvar.languages import KNOWN, Language, locale_code
from samsvar.verdicts import CannotGoOn, Edit, Place, Verdict, nearest, reason_of

FILE_NAME = "samsvar.toml"
#: The environment variable that names another edition to hold the guides against.
EDITION = "SAMSVAR_EDITION"
#: Settings that are lists, and settings that are folders.
LISTS = ("languages", "editions", "sealed", "rules", "untold_rules", "rule_tests")
FOLDERS = ("features", "steps", "labels", "docs", "build")


@dataclass(frozen=True)
class Config:
    """A project's settings; every path is absolute.

    `languages` lists BCP 47 codes, the first being the one that the others are compared with.
    `editions` lists label folders from the oldest to the newest, each an overlay on those before.
    Guides are held against `edition`; they are written for `written`, which is another one when a
    move to a newer portal is tried (`SAMSVAR_EDITION`).
    `sealed` lists what else a seal is bound to, besides guides, steps and labels.
    `terms` is the list of the domain's words, None in a project without one.
    `rules` names the modules and packages whose functions are the rules, `untold_rules` those of
    them that no guide tells of, and `rule_tests` the folders with their unit tests: what `samsvar
    mutate` changes, and runs.
    """

    root: Path
    languages: tuple[str, ...] = ("nb", "en")
    edition: str = "2025-12"
    written: str = "2025-12"
    editions: tuple[str, ...] = ("2025-12",)
    features: Path = field(default=Path())
    steps: Path = field(default=Path())
    labels: Path = field(default=Path())
    docs: Path = field(default=Path())
    build: Path = field(default=Path())
    sealed: tuple[Path, ...] = ()
    terms: Path | None = None
    rules: tuple[str, ...] = ()
    untold_rules: tuple[str, ...] = ()
    rule_tests: tuple[Path, ...] = ()

    def language(self, code: str) -> Language:
        """The language with this code."""
        return KNOWN[code]

    def relative(self, path: Path) -> str:
        """The path as a person in the project's folder would write it."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )

    def pages(self, language: str) -> dict[str, Path]:
        """The hand-written pages of a language: their files, by name (`contributing/terms.md`)."""
        folder = self.docs / language
        files = (path for path in sorted(folder.rglob("*.md")) if path.is_file())
        return {path.relative_to(folder).as_posix(): path for path in files}


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds `samsvar.toml`."""
    return next((p for p in (start, *start.parents) if (p / FILE_NAME).is_file()), None)


def load(root: Path) -> Config:
    """Reads `samsvar.toml` in `root`; raises `CannotGoOn` naming the entry that is wrong."""
    path = root / FILE_NAME
    try:
        source = path.read_text(encoding="utf-8")
        data = tomllib.loads(source)
    except (OSError, ValueError) as error:
        reason, line = reason_of(error)
        message = f"This file cannot be read: {reason}."
        raise CannotGoOn([Verdict("text/config", Place(str(path), line), message)]) from None
    for key, value in data.items():
        _check_setting(key, value, _line_of(source, key, path))
    place = _line_of(source, "languages", path)
    languages = tuple(locale_code(code, place) for code in data.get("languages", ["nb", "en"]))
    if len(set(languages)) < len(languages):
        message = "Each language is named once."
        raise CannotGoOn([Verdict("text/config", place, message, found=", ".join(languages))])
    editions = tuple(data.get("editions", ["2025-12"]))
    written = data.get("edition", editions[0])
    edition = os.environ.get(EDITION) or written
    for name, place in ((written, _line_of(source, "edition", path)), (edition, Place(EDITION))):
        if name not in editions:
            message, expected = "There is no edition with this name.", "one of "
            expected += ", ".join(editions)
            near = nearest(name, editions)
            raise CannotGoOn([Verdict("text/config", place, message, name, expected, near)])
    _check_sealed(root, data.get("sealed", ()), _line_of(source, "sealed", path))
    folders = {name: (root / data.get(name, name)).resolve() for name in FOLDERS}
    return Config(
        root=root.resolve(),
        languages=languages,
        edition=edition,
        written=written,
        editions=editions,
        sealed=tuple((root / name).resolve() for name in data.get("sealed", ())),
        terms=(root / data["terms"]).resolve() if "terms" in data else None,
        rules=tuple(data.get("rules", ())),
        untold_rules=tuple(data.get("untold_rules", ())),
        rule_tests=tuple((root / name).resolve() for name in data.get("rule_tests", ())),
        **folders,
    )


def missing(config: Config, *names: str) -> tuple[Verdict, ...]:
    """A verdict for each of some settings (`features`, `terms` …) whose path leads nowhere."""
    found = []
    for name in names:
        path: Path | None = getattr(config, name)
        kind = "folder" if name in FOLDERS else "file"
        if path and not (path.is_dir() if name in FOLDERS else path.is_file()):
            source = (config.root / FILE_NAME).read_text(encoding="utf-8")
            place = _line_of(source, name, Path(FILE_NAME))
            message = f"There is no {kind} where the setting {name} says."
            found.append(Verdict("text/config", place, message, found=config.relative(path)))
    return tuple(found)


def edition_verdict(config: Config) -> Verdict:
    """That `samsvar.toml` names another edition than the one in force, with the edit to name it."""
    source = (config.root / FILE_NAME).read_text(encoding="utf-8")
    place = _line_of(source, "edition", Path(FILE_NAME))
    line = source.split("\n")[place.line - 1]
    if line.partition("=")[0].strip() != "edition":
        edit = Edit(Place(FILE_NAME), "", f'edition = "{config.edition}"\n')
    else:
        edit = Edit(place, line, line.replace(f'"{config.written}"', f'"{config.edition}"'))
    message = f"The guides are written for edition {config.written}."
    return Verdict("text/config", edit.place, message, suggestion=config.edition, edits=(edit,))


def _check_setting(key: str, value: object, place: Place) -> None:
    """Raises `CannotGoOn` for a setting that does not exist, or whose value is of another type."""
    known = {*LISTS, *FOLDERS, "edition", "terms"}
    if key not in known:
        message, found = "There is no setting with this name.", key
        expected = "one of " + ", ".join(sorted(known))
    elif key in LISTS:
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return
        message, found = "This setting is a list.", repr(value)
        expected = f'{key} = ["…", "…"], with at least one text'
    else:
        if isinstance(value, str):
            return
        message, found = "This setting is a text.", repr(value)
        expected = f'{key} = "…"'
    suggestion = nearest(key, known) if key not in known else None
    raise CannotGoOn([Verdict("text/config", place, message, found, expected, suggestion)])


def _check_sealed(root: Path, names: Iterable[str], place: Place) -> None:
    """Raises `CannotGoOn` for the first that is no file or folder: no seal can be bound to it."""
    for name in names:
        path = root / name
        if not path.exists():
            near = _nearest_path(path)
            shown = os.path.relpath(near, root) if near else None
            message = "There is no file or folder where this setting says."
            expected = "a file or folder of this project"
            raise CannotGoOn([Verdict("text/config", place, message, name, expected, shown)])


def _nearest_path(path: Path) -> Path | None:
    """What there is instead of a path: its first part that is not there, replaced by the nearest
    beside it, with the parts below that if they are there."""
    folder = next(above for above in path.parents if above.is_dir())
    part, *below = path.relative_to(folder).parts
    near = nearest(part, sorted(beside.name for beside in folder.iterdir()))
    if near is None:
        return None
    whole = folder.joinpath(near, *below)
    return whole if whole.exists() else folder / near


def _line_of(source: str, key: str, path: Path) -> Place:
    for number, line in enumerate(source.splitlines(), start=1):
        if line.partition("=")[0].strip() == key:
            return Place(str(path), number)
    return Place(str(path))
