"""What a project consists of, in units that can change apart, each with the hash of its content.

Guides, plans, labels and Python functions are units of their own; everything else that a chapter
can depend on is a unit by file.
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
from samsvar.plans import Checked

SAMSVAR = Path(__file__).resolve().parent.parent
#: Kinds of unit. `CODE` is a module outside its functions, `ORDER` the keys of a catalogue.
SETTING, FILE, CODE, FUNCTION = "setting", "file", "code", "function"
LABEL, ORDER, TEXT, PLAN = "label", "order", "text", "plan"
#: The units of a guide besides its chapters, which are named by their numbers.
INTRODUCTION, PREREQUISITES = "introduction", "0"


class Unit(NamedTuple):
    """One unit. `path` is its file (a label's: its language), `name` says what in it is meant."""

    kind: str
    path: str
    name: str = ""


Contents = Mapping[Unit, str]


def home_of(unit: Unit) -> str:
    """The file that a unit stands in; for labels, all catalogues of their language together."""
    return home_of_labels(unit.path) if unit.kind in (LABEL, ORDER) else unit.path


def home_of_labels(language: str) -> str:
    """What `home_of` says of the labels of a language."""
    return f"labels {language}"


def homes_of(config: Config, paths: Iterable[Path], known: Iterable[Unit]) -> frozenset[str]:
    """The homes of the units (see `home_of`) that some files or folders contain."""
    homes = {home_of(unit): config.root / unit.path for unit in known if unit.kind != SETTING}
    found: set[str] = set()
    for path in paths:
        whole = path.resolve()
        found.update(home for home, file in homes.items() if file.is_relative_to(whole))
        for catalogue in catalogues_of(config, current_editions(config)):
            if catalogue.is_relative_to(whole):
                found.add(home_of_labels(catalogue.stem))
    return frozenset(found)


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
    yield Unit(SETTING, "samsvar"), samsvar_s_own()
    yield Unit(SETTING, "python"), platform.python_version()
    yield Unit(SETTING, "packages"), _packages()
    yield Unit(FILE, FILE_NAME), digest((config.root / FILE_NAME).read_bytes())


@cache
def samsvar_s_own() -> str:
    """The hash of samsvar's own code, which says more than a version."""
    files = sorted(path for path in SAMSVAR.rglob("*") if path.suffix in (".py", ".yml"))
    return digest("".join(f"{p.relative_to(SAMSVAR)}{digest(p.read_bytes())}" for p in files))


def _packages() -> str:
    """The hash of the names and versions of what is installed."""
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    return digest("\n".join(sorted({p.name for f in folders for p in f.glob("*.dist-info")})))


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
