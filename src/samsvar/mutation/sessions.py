"""One run of all mutants: observe the guides as they are, change, judge, and remember."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar

from samsvar.checking import Project, Report
from samsvar.mutation.guide_mutants import Edited, guide_mutants
from samsvar.mutation.judging import Judge
from samsvar.mutation.ledger import Ledger, basis, digest, ground, tests
from samsvar.mutation.mutants import RULES, TEST, Kind, Mutant, Result
from samsvar.mutation.noticers import Noticers
from samsvar.mutation.observing import View, Watch, forget, lines_of_loading, observe
from samsvar.mutation.outcomes import outcomes
from samsvar.mutation.rule_mutants import Rule, modules_of, put_in_place, rule_mutants
from samsvar.mutation.screen_mutants import Shown, screen_mutants
from samsvar.mutation.second_look import SecondLook
from samsvar.mutation.unit_tests import UnitTests, meets, run_unit_tests
from samsvar.plans import Checked
from samsvar.rules import Severity
from samsvar.verdicts import CannotGoOn

#: How long one mutant may take, in seconds, before it counts as one that does not end.
LIMIT = 20.0
#: How many mutants that change nothing in memory share a process: of guides, which are judged in
#: milliseconds, and of screens, where one can take a second.
GUIDE_BATCH, SCREEN_BATCH = 80, 20

#: What a chapter's outcomes see.
SIGHTS = (Kind.LABEL, Kind.CONFIRMATION, Kind.ELEMENT)
#: The phases after the first, in which survivors are looked at again.
UNIT_TESTS, SECOND_LOOK = "unit tests", "second look"

T = TypeVar("T", Edited, Rule, Shown)
#: Told what is being judged, how many there are, and with each result that one more is done.
Progress = Callable[[str, int, int], None]


@dataclass
class Mutation:
    """The mutants of a project and what has become of them.

    `kinds` and `names` (of guides) say which are wanted; empty means all.
    """

    project: Project
    ledger: Ledger
    kinds: Collection[Kind] = ()
    names: Collection[str] = ()
    workers: int = 1
    progress: Progress = lambda what, total, done: None
    results: dict[str, Result] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._noticers = Noticers()
        report = self.project.check()
        wrong = [v for v in report.verdicts if v.severity is Severity.ERROR]
        if wrong:
            raise CannotGoOn(wrong)
        self.report: Report = report
        self.ground = ground(self.project)
        self._tests = tests(self.project)
        self.basis = basis(self.project)
        self.judge = Judge(self.project, report)
        # before a chapter runs: what chapters load is then kept for all that is judged
        self._loading = lines_of_loading(self.project, self.files)

    @cached_property
    def files(self) -> frozenset[str]:
        """The source files of the rules."""
        modules = modules_of(self.project.config.rules)
        return frozenset(str(module.__file__) for module in modules)

    @cached_property
    def views(self) -> tuple[View, ...]:
        """Every chapter in every language, as it runs; the lines of rules in the leading one."""
        with Watch(self.files).watching() as watch:
            found = list(self._views(self.leading, watch.during))
        lines = {view.chapter: watch.lines(view.chapter) for view in found}
        found = [replace(view, lines=lines[view.chapter]) for view in found]
        for language in self.project.config.languages[1:]:
            found += self._views(language)
        return tuple(found)

    def _views(
        self, language: str, during: Callable[[str], None] = lambda chapter: None
    ) -> Iterator[View]:
        found = ((n, twins) for n, twins in self.report.guides.items() if language in twins)
        for name, twins in found:
            for chapter in twins[language].guide.chapters:
                during(f"{name}:{chapter.number}")
                yield observe(self.project, twins[language], chapter.number)

    @property
    def leading(self) -> str:
        """The first of the project's languages."""
        return self.project.config.languages[0]

    @cached_property
    def _walked(self) -> dict[str, int]:
        """How many lines of rules each chapter walks through."""
        return {v.chapter: len(v.lines) for v in self.views if v.language == self.leading}

    @cached_property
    def guides(self) -> tuple[Edited, ...]:
        """The mutants of guides."""
        leading = [view for view in self.views if view.language == self.leading]
        made = guide_mutants(self.project, self.report, leading)
        return self._wanted(made)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The mutants of rules, each with the chapters that walk through it."""
        leading = [view for view in self.views if view.language == self.leading]
        found = []
        config = self.project.config
        for rule in rule_mutants(config.rules, config.root, config.untold_rules):
            at_load = meets(rule, self.files, self._loading)
            met = tuple(v.chapter for v in leading if at_load or meets(rule, self.files, v.lines))
            found.append(replace(rule, mutant=replace(rule.mutant, chapters=met)))
        return self._wanted(found)

    @cached_property
    def screens(self) -> tuple[Shown, ...]:
        """The mutants of screens; also where only guides are asked for, whose weaker outcomes are
        known by what they no longer see."""
        needed = SIGHTS if Kind.ALL in self.kinds else ()
        return self._wanted(screen_mutants(self.views, self.leading), needed)

    @property
    def mutants(self) -> tuple[Mutant, ...]:
        """All that are wanted."""
        made: list[Edited | Rule | Shown] = [*self.guides, *self.rules, *self.screens]
        found = (each.mutant for each in made)
        return tuple(m for m in found if not self.kinds or m.kind in self.kinds)

    def _wanted(self, made: Iterable[T], needed: Collection[Kind] = ()) -> tuple[T, ...]:
        seen: dict[str, int] = {}
        found = []
        for each in made:
            mutant = each.mutant
            number = seen[mutant.identity] = seen.get(mutant.identity, 0) + 1
            if number > 1:
                mutant = replace(mutant, what=f"{mutant.what} ({number})")
            guides = {chapter.partition(":")[0] for chapter in mutant.chapters}
            about = not self.names or mutant.kind in RULES or guides & set(self.names)
            if about and (not self.kinds or mutant.kind in (*self.kinds, *needed)):
                found.append(replace(each, mutant=mutant))
        return tuple(found)

    def run(self) -> None:
        """Judges all mutants that are not known yet.

        Raises `DiedError` at the end of a phase in which processes died; the rest of it is kept.
        """
        self._run("Guides", self.guides, self.judge.guide, GUIDE_BATCH)
        # what many chapters meet takes longest: no process is left alone with it at the end
        screens = sorted(self.screens, key=lambda each: -len(each.mutant.chapters))
        self._run("Screens", screens, self._screen, SCREEN_BATCH)
        named = [rule for rule in self.rules if rule.mutant.kind is Kind.RULE]
        self._run("Rules", named, self._rule, 1)
        self._unit_tests()
        rest = [rule for rule in self.rules if rule.mutant.kind is not Kind.RULE]
        self._run("Rest", [rule for rule in rest if not self._is_noticed(rule)], self._rule, 1)
        self._second_look()

    def _run(
        self, what: str, mutants: Sequence[T], work: Callable[[T], Result], batch: int
    ) -> None:
        left = [each for each in mutants if not self._recall(each.mutant)]
        batches = [left[start : start + batch] for start in range(0, len(left), batch)]
        self.progress(what, len(mutants), len(mutants) - len(left))
        for each, result in outcomes(
            batches,
            work,
            lambda each: each.mutant.identity,
            workers=self.workers,
            limit=LIMIT,
            by=TEST,
        ):
            if result.by == TEST and not (result.is_crash or result.is_endless):
                self._noticers.add(each.mutant.subject, self._chapter_at(result.where))
            self._keep(result)
            self.progress(what, len(mutants), 1)

    def _screen(self, shown: Shown) -> Result:
        chapters = self._chapters(shown.mutant, shown.language)
        run = partial(self.judge.chapters, chapters, shown.wrap, shown.first)
        return self._timed(shown.mutant, run)

    def _rule(self, rule: Rule) -> Result:
        self._put_in_place(rule)
        chapters = self._chapters(rule.mutant, self.leading)
        return self._timed(rule.mutant, lambda: self.judge.chapters(chapters))

    def _put_in_place(self, rule: Rule) -> None:
        """Changes a rule, and has the world made anew if it is made with that rule."""
        put_in_place(rule)
        if meets(rule, self.files, self._loading):
            forget(self.project)

    def _timed(self, mutant: Mutant, run: Callable[[], Result | None]) -> Result:
        started = time.perf_counter()
        found = run() or Result("")
        seconds = round(time.perf_counter() - started, 4)
        return replace(found, identity=mutant.identity, seconds=seconds)

    def _chapters(self, mutant: Mutant, language: str) -> list[tuple[Checked, int]]:
        """The chapters that could notice a mutant; first those that have noticed others like it,
        then those that are about little else."""
        walked = {chapter: self._walked[chapter] for chapter in mutant.chapters}
        likely = self._noticers.in_order(mutant.subject, walked)
        names = [chapter.rpartition(":") for chapter in likely]
        return [(self.report.guides[name][language], int(number)) for name, _, number in names]

    def _unit_tests(self) -> None:
        """Runs the unit tests under the rules that no guide noticed, and under all that is theirs:
        what no guide tells of, and parts of rules. Guides are asked about the rest of that."""
        theirs = [rule for rule in self.rules if not self._is_noticed(rule)]
        left = [rule for rule in theirs if not self._recall(rule.mutant, UNIT_TESTS)]
        what = "Unit tests"
        self.progress(what, len(theirs), len(theirs) - len(left))

        def done(result: Result) -> None:
            self._keep(result, UNIT_TESTS)
            self.progress(what, len(theirs), 1)

        config = self.project.config
        made_anew = partial(forget, self.project)
        tests = UnitTests(left, self.files, self.workers, self._put_in_place, made_anew, done)
        run_unit_tests(config.root, config.rule_tests, tests)

    def _is_noticed(self, rule: Rule) -> bool:
        known = self.results.get(rule.mutant.identity)
        return known is not None and known.noticed

    def _second_look(self) -> None:
        """Whether the guides that promise less, and are survivors, see less, too."""
        look = SecondLook(
            self.project, self.report, self.judge, self.screens, self.results, self.leading
        )
        tasks = [
            [(edited, shown) for shown in look.seen_at(edited)]
            for edited in self.guides
            if edited.weaker and edited.mutant.kind is Kind.ALL
            if not self.results[edited.mutant.identity].noticed
            if not self._recall(edited.mutant, SECOND_LOOK)
        ]
        batches = [[task] for task in tasks if task]
        self.progress("Second look", len(batches), 0)
        for _, result in outcomes(
            batches,
            look.judged,
            lambda task: task[0][0].mutant.identity,
            workers=self.workers,
            limit=4 * LIMIT,
            by=None,  # who looks for too long has found nothing
        ):
            self._keep(result, SECOND_LOOK)
            self.progress("Second look", len(batches), 1)

    def _key(self, identity: str, phase: str) -> str:
        return digest(self.ground, self._tests if phase == UNIT_TESTS else phase, identity)

    def _recall(self, mutant: Mutant, phase: str = "") -> Result | None:
        known = self.ledger.find(self._key(mutant.identity, phase))
        if known:
            self.results[mutant.identity] = known
        return known

    def _keep(self, result: Result, phase: str = "") -> None:
        self.results[result.identity] = result
        self.ledger.add(self._key(result.identity, phase), result)

    def _chapter_at(self, where: str) -> str:
        """The chapter (`guide:number`) that a line of a guide (`path:line`) stands in."""
        path, _, line = where.rpartition(":")
        for name, twins in self.report.guides.items():
            guide = twins[self.leading].guide
            before = [c for c in guide.chapters if c.place.line <= int(line)]
            if guide.place.path == path and before:
                return f"{name}:{before[-1].number}"
        return ""
