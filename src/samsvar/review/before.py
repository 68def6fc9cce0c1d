"""What can be known of the state before a change: its settings, and what the check says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from samsvar import config as settings
from samsvar import labels
from samsvar.checking import Project
from samsvar.config import FILE_NAME, Config
from samsvar.plans import Compiler
from samsvar.verdicts import CannotGoOn, Place, Verdict
from samsvar.vocabulary import Vocabulary


@dataclass(frozen=True)
class Before:
    """The state before: its settings and its verdicts.

    `unchecked` says why it could not be checked, if so; then there are no verdicts to compare with.
    """

    config: Config
    verdicts: tuple[Verdict, ...] = ()
    unchecked: Verdict | None = None

    @classmethod
    def of(cls, project: Project, root: Path) -> Before:
        """The state that lies in `root`, held against the steps and rules of the project today.

        Where its settings cannot be read, it is looked for in the folders that today's name.
        """
        try:
            config = settings.load(root)
        except CannotGoOn as refusal:
            return cls(_as_today(project.config, root), (), _first(refusal, root))
        try:
            return cls(config, _check(project.vocabulary, config))
        except CannotGoOn as refusal:
            return cls(config, (), _first(refusal, root))


def _as_today(today: Config, root: Path) -> Config:
    features, docs = (root / today.relative(path) for path in (today.features, today.docs))
    return replace(today, root=root, terms=None, features=features, docs=docs)


def _first(refusal: CannotGoOn, root: Path) -> Verdict:
    """Why it cannot go on, with the file as a person in the project's folder would write it."""
    verdict = refusal.verdicts[0]
    path = verdict.place.path.removeprefix(f"{root}/")
    return replace(verdict, place=replace(verdict.place, path=path))


def _check(today: Vocabulary, config: Config) -> tuple[Verdict, ...]:
    """The verdicts on the texts and labels as they were."""
    for code in config.languages:
        if code not in today.languages:
            message = f"Today's steps are not written in {code}, so these guides cannot be read."
            raise CannotGoOn([Verdict("text/language", Place(FILE_NAME), message, found=code)])
    found = labels.load(
        config.labels, config.editions, config.edition, config.languages, config.root
    )
    compiler = Compiler(Vocabulary(today.definitions, config.languages), found)
    _look_up(compiler, config)
    return Project(config, compiler).check().verdicts


def _look_up(compiler: Compiler, config: Config) -> None:
    """Finds all values of the steps' arguments, which the compiler then keeps; raises `CannotGoOn`
    where the steps, which are those of today, ask for labels that there were not."""
    for parameter in compiler.vocabulary.parameters:
        for code in config.languages:
            try:
                compiler.values(parameter, code)
            except KeyError as error:
                place = Place(config.relative(config.labels))
                message = f"Today's steps do not fit these labels: they ask for “{error.args[0]}”."
                raise CannotGoOn([Verdict("label/catalogue", place, message)]) from None
