"""Guides as pytest tests: each chapter, in each language, with each driver.

pytest-bdd parses, collects and runs the features through its public functions (`ARCHITECTURE.md`,
decision 1). This module says which chapters are tests; `pytest_running` carries them out. Whoever
asks for `.feature` files gets them: `pytest features/nb/NAME.feature`,
`pytest features/en/NAME.feature:12`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePath
from types import ModuleType

import pytest
from pytest_bdd import scenario

from samsvar import config as settings
from samsvar.checking import Project, Report
from samsvar.guides import Chapter, Guide
from samsvar.plans import Checked
from samsvar.rules import Kind, Severity
from samsvar.step_modules import import_steps
from samsvar.tags import expression_of
from samsvar.verdicts import CannotGoOn, render

#: What pytest loads with this module.
pytest_plugins = ["samsvar.pytest_running"]

DRIVERS = ("inprocess", "browser")
#: Where a test function keeps which chapter it is: its guide, as checked, and its number.
CHAPTER = "samsvar_chapter"

PROJECT = pytest.StashKey[Project]()
REPORT = pytest.StashKey[Report]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The ways to choose guides, and where their evidence goes."""
    group = parser.getgroup("samsvar", "guides")
    add = group.addoption
    add("--driver", action="append", choices=DRIVERS, help="only this way of running (repeatable)")
    add("--guide", action="append", metavar="NAME", help="only this guide (repeatable)")
    add("--language", action="append", metavar="CODE", help="only this language (repeatable)")
    add("--tags", metavar="EXPRESSION", help='only chapters with these tags: --tags="@a or @b"')
    add("--evidence", metavar="FOLDER", help="where browser runs leave messages, pictures, seals")


def pytest_configure(config: pytest.Config) -> None:
    """Understands `file.feature:line`, and registers the project's fixtures."""
    lines: dict[str, list[int]] = getattr(config.option, "samsvar_lines", {})
    for index, argument in enumerate(config.args):
        match = re.fullmatch(r"(.+\.feature):(\d+)", argument)
        if match:
            config.args[index] = match[1]
            path = (config.invocation_params.dir / match[1]).resolve()
            lines.setdefault(str(path), []).append(int(match[2]))
    config.option.samsvar_lines = lines
    try:
        config.option.samsvar_tags = expression_of(config.option.tags or "")
    except ValueError as error:
        raise pytest.UsageError(f"--tags: {error}") from None
    root = settings.find_root(config.rootpath)
    if root is None:
        return
    try:
        project = Project.load(settings.load(root))
    except CannotGoOn as refusal:
        raise pytest.UsageError(str(refusal)) from None
    config.stash[PROJECT] = project
    for module in import_steps(project.config):
        if not config.pluginmanager.is_registered(module):
            config.pluginmanager.register(module)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects a feature file that belongs to the project."""
    project = parent.config.stash.get(PROJECT, None)
    if project is None or file_path.suffix != ".feature":
        return None
    if file_path.parent.parent != project.config.features:
        return None
    guides = parent.config.option.guide
    if guides and file_path.stem not in guides:
        return None  # what is wrong with another guide is not asked about
    if file_path.parent.name not in project.config.languages:
        return None
    return GuideFile.from_parent(parent, path=file_path)


class GuideFile(pytest.Module):
    """A feature file as a module with one test function per chapter."""

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        """The chapters; a `CollectError` with the verdicts when the guide or its twin is wrong.

        A guide that was asked for by name can be tried before its twin is written.
        """
        name, language = self.path.stem, self.path.parent.name
        report = _report(self.config)
        alone = _is_named(self.config, self.path)
        wrong = [
            v
            for v in report.verdicts
            if v.severity is Severity.ERROR
            and name in (v.guide, PurePath(v.place.path).stem)
            and not (alone and (v.kind is Kind.TRANSLATION or v.language not in (None, language)))
        ]
        if wrong:
            raise self.CollectError(render(wrong))
        self.obj = _module(self.path, report.guides[name][language])
        return list(super().collect())


def _is_named(config: pytest.Config, path: Path) -> bool:
    """Whether somebody asked for just this guide in just this language."""
    guides, languages = config.option.guide or (), config.option.language or ()
    files = (config.invocation_params.dir / arg.partition("::")[0] for arg in config.args)
    return (path.stem in guides and len(languages) == 1) or path in {f.resolve() for f in files}


def _report(config: pytest.Config) -> Report:
    if REPORT not in config.stash:
        config.stash[REPORT] = config.stash[PROJECT].check()
    return config.stash[REPORT]


def _module(path: Path, checked: Checked) -> ModuleType:
    module = ModuleType(checked.guide.name.replace("-", "_"))
    module.__file__ = str(path)
    for chapter in checked.guide.chapters:
        setattr(
            module, f"test_{chapter.number:02}_{_slug(chapter.name)}", _test(path, checked, chapter)
        )
    return module


def _test(path: Path, checked: Checked, chapter: Chapter) -> Callable[..., None]:
    def nothing_more() -> None:
        pass

    test = scenario(path.name, chapter.name, features_base_dir=str(path.parent))(nothing_more)
    setattr(test, CHAPTER, (checked, chapter.number))
    marked: Callable[..., None] = pytest.mark.usefixtures("samsvar_driver")(test)
    return marked


def _slug(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower()).strip("_")


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> bool:
    """Tags are for `--tags`; as pytest marks they would be unknown marks."""
    return True


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each chapter once per driver."""
    if hasattr(metafunc.function, CHAPTER):
        drivers = metafunc.config.option.driver or DRIVERS
        metafunc.parametrize("samsvar_driver", drivers, ids=drivers, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the chapters that were not asked for; the other tests, too, once some were."""
    asked = any((config.option.guide, config.option.language, config.option.tags))
    chosen = [item for item in items if _is_chosen(item, config, asked)]
    if len(chosen) < len(items):
        left_out = set(items) - set(chosen)
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = chosen


def _is_chosen(item: pytest.Item, config: pytest.Config, asked: bool) -> bool:
    mark = getattr(getattr(item, "function", None), CHAPTER, None)
    if mark is None:
        return not asked
    checked, number = mark
    guide, option = checked.guide, config.option
    chapter = guide.chapters[number - 1]
    lines = option.samsvar_lines.get(str(item.path.resolve()))
    return (
        (not option.guide or guide.name in option.guide)
        and (not option.language or guide.language in option.language)
        and option.samsvar_tags.evaluate([*guide.tags, *chapter.tags])
        and (not lines or any(_covers(guide, chapter, line) for line in lines))
    )


def _covers(guide: Guide, chapter: Chapter, line: int) -> bool:
    """Whether a line of the file belongs to the chapter: from its tags to the next one's keyword,
    or to the end of the file."""
    rest = guide.chapters[chapter.number :]
    following = rest[0].place.line if rest else len(guide.source.splitlines()) + 1
    return chapter.place.line - len(chapter.tags) <= line < following
