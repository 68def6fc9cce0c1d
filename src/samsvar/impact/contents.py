"""What a project consists of, in units that can change apart, each with the hash of its content.

Guides, plans, labels and Python functions are units of their own; everything else that a chapter
can depend on is a unit by file, but samsvar itself and what is installed, which are one unit each.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from samsvar.checking import Project, Report
from samsvar.config import FILE_NAME, Config
from samsvar.guides import Chapter, Guide
from samsvar.impact.sources import Source, digest, read
from samsvar.labels import Labels
from samsvar.pictures.accepted import Gallery
from samsvar.plans import Checked

SAMSVAR = Path(__file__).resolve().parent.parent
#: Kinds of unit. `CODE` is a module outside its functions, `ORDER` the keys of a catalogue,
#: `PICTURE` a file of a chapter's accepted pictures.
SETTING, FILE, CODE, FUNCTION = "setting", "file", "code", "function"
LABEL, ORDER, TEXT, PLAN, PICTURE = "label", "order", "text", "plan", "picture"
#: What is not the project's but that all chapters are carried out with.
OWN, PYTHON, PACKAGES = "samsvar", "python", "packages"
#: The files in a project's folder that say which Python and which packages are installed.
LOCKS = (
    ".python-version",
    "pyproject.toml",
    "*.lock",
    "pylock.*toml",
    "requirements*.txt",
    "package*.json",
)
#: The units of a guide besides its chapters, which are named by their numbers.
INTRODUCTION, PREREQUISITES = "introduction", "0"


class Unit(NamedTuple):
    """One unit. `path` is its file (a label's: its language), `name` says what in it is meant."""

    kind: str
    path: str
    name: str = ""


Contents = Mapping[Unit, str]


def home_of(unit: Unit) -> str:
    """The file that a unit stands in; for labels, all catalogues of their language together; for
    what is not the project's, a word for its folder."""
    kind = LABEL if unit.kind == ORDER else unit.kind
    return f"{kind} {unit.path}" if kind in (LABEL, SETTING) else unit.path


def contents_of(project: Project, report: Report) -> dict[Unit, str]:
    """All units of a project as it is now, with the hashes of their contents."""
    config = project.config
    found = dict(_settings(config))
    for path in files_of(config):
        shown = config.relative(path)
        source = source_of(path)
        if source is None:
            found[Unit(FILE, shown)] = digest(path.read_bytes())
            continue
        found[Unit(CODE, shown)] = source.outside
        for name, said in source.functions().items():
            found[Unit(FUNCTION, shown, name)] = said
    found |= labels_of(project.compiler.labels)
    found |= _pictures(config)
    for twins in report.guides.values():
        for checked in twins.values():
            found |= _guide(checked)
    return found


def files_of(config: Config) -> tuple[Path, ...]:
    """The files of the steps and of what `sealed` names, except for label catalogues: those of
    this edition are units by label, and those of later ones are not read."""
    catalogues = set(catalogues_of(config, config.editions))
    found = {
        path.resolve()
        for top in (config.steps, *config.sealed)
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file() and path.suffix != ".pyc" and path not in catalogues
    }
    return tuple(sorted(found))


def state_of(config: Config) -> dict[str, str]:
    """The hash of every file that is read while chapters are carried out, but the guides."""
    files = (*files_of(config), *catalogues_of(config, config.editions), config.root / FILE_NAME)
    return {str(path): digest(path.read_bytes()) for path in files if path.is_file()}


def catalogues_of(config: Config, editions: Iterable[str]) -> tuple[Path, ...]:
    """The label files of some editions in the project's languages."""
    return tuple(
        config.labels / name / f"{code}.yml" for name in editions for code in config.languages
    )


def current_editions(config: Config) -> tuple[str, ...]:
    """The edition in force and those that it lies over."""
    return config.editions[: config.editions.index(config.edition) + 1]


def source_of(path: Path) -> Source | None:
    """A Python file, taken apart; None for other files, and for what Python cannot read."""
    if path.suffix != ".py":
        return None
    try:
        return _parsed(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError, OSError):
        return None


_parsed = cache(read)


def labels_of(labels: Labels) -> dict[Unit, str]:
    """Each label in each language, and which keys there are."""
    found: dict[Unit, str] = {}
    for language, texts in labels.texts.items():
        found[Unit(ORDER, language)] = digest("\n".join(texts))
        for key, text in texts.items():
            found[Unit(LABEL, language, key)] = digest(text)
    return found


def _settings(config: Config) -> Iterator[tuple[Unit, str]]:
    yield Unit(SETTING, "edition"), config.edition
    yield Unit(SETTING, OWN), samsvar_s_own()
    yield Unit(SETTING, PYTHON), platform.python_version()
    yield Unit(SETTING, PACKAGES), _packages()
    for pattern in (FILE_NAME, *LOCKS):
        for path in filter(Path.is_file, config.root.glob(pattern)):
            yield Unit(FILE, config.relative(path)), digest(path.read_bytes())


@cache
def samsvar_s_own() -> str:
    """The hash of samsvar's own code, which says more than a version."""
    files = sorted(p for p in SAMSVAR.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return digest("".join(f"{p.relative_to(SAMSVAR)}{digest(p.read_bytes())}" for p in files))


def _packages() -> str:
    """The hash of the names and versions of what is installed."""
    found = {path.name for folder in installed() for path in folder.glob("*.dist-info")}
    return digest("\n".join(sorted(found)))


def installed() -> list[Path]:
    """The folders that Python imports packages from."""
    return [Path(entry) for entry in sys.path if Path(entry).is_dir()]


def _pictures(config: Config) -> Iterator[tuple[Unit, str]]:
    """The accepted pictures with their trees, each named by its chapter."""
    gallery = Gallery(config)
    for key in gallery.chapters():
        for path in filter(Path.is_file, gallery.place(key).glob("*")):
            yield Unit(PICTURE, config.relative(path), name_of(*key)), digest(path.read_bytes())


def name_of(guide: str, number: int, language: str) -> str:
    """What the pictures of a chapter are named by."""
    return f"{guide} {number} {language}"


def _guide(checked: Checked) -> Iterator[tuple[Unit, str]]:
    guide = checked.guide
    path = guide.place.path
    introduction = [guide.title, guide.description, guide.tags]
    yield Unit(TEXT, path, INTRODUCTION), digest(json.dumps(introduction))
    for chapter in chapters_of(guide):
        yield Unit(TEXT, path, str(chapter.number)), _written(chapter)
        if compiled := checked.chapters.get(chapter.number):
            said = [compiled.plan.digest, *(repr(dict(c.texts)) for c in compiled.calls)]
            yield Unit(PLAN, path, str(chapter.number)), digest("\n".join(said))


def chapters_of(guide: Guide) -> tuple[Chapter, ...]:
    """The prerequisites, if there are any, and the chapters."""
    return (*((guide.background,) if guide.background else ()), *guide.chapters)


def _written(chapter: Chapter) -> str:
    steps = [
        (s.part, s.keyword, s.text, s.note, [[c.text for c in row] for row in s.table])
        for s in chapter.steps
    ]
    return digest(json.dumps([chapter.name, chapter.description, chapter.tags, steps]))
