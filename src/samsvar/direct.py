"""Running chapters in process, without pytest: for those who run many, or want an answer now.

The same plans, steps and driver as `samsvar test` uses; no selection, no evidence, no report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from samsvar.checking import Project
from samsvar.drivers.inprocess import App, EventLoop, InProcess
from samsvar.labels import Words
from samsvar.plans import Call, Checked
from samsvar.running import ChapterFailed, ChapterRun
from samsvar.verdicts import CannotGoOn, Place, Verdict


class Runner:
    """Runs chapters one after the other; use as a context manager.

    `wrap` changes the portal that the steps meet, as mutation does; `lend` changes what a step
    receives under a name (`portal`, `words` …), as one who watches does. `tells_state`: whether a
    verdict says what the state was.
    """

    def __init__(
        self,
        project: Project,
        wrap: Callable[[App], App] = lambda app: app,
        lend: Callable[[str, Any], Any] = lambda name, fixture: fixture,
        *,
        tells_state: bool = True,
    ) -> None:
        self.project = project
        self.wrap = wrap
        self.lend = lend
        self.tells_state = tells_state
        self.loop = EventLoop()

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_error: object) -> None:
        self.loop.close()

    def chapter(
        self,
        checked: Checked,
        number: int,
        *,
        keep_going: bool = False,
        before: Callable[[Call], None] = lambda call: None,
        after: Halfway | None = None,
    ) -> tuple[Verdict, ...]:
        """Runs a chapter, prerequisites first; returns what did not hold. `before` is called with
        each step that is about to be carried out; `after` says which need not be any more.

        With `keep_going`, what is so or should be seen (given, then) may fail and the chapter goes
        on; it ends at the first action that cannot be done. Errors in the code pass through.
        """
        run = self.run_of(checked, number, after)
        failed: list[Verdict] = []
        with ExitStack() as stack:
            fixtures = _Fixtures(self, run, stack, after)
            for call in run.calls[len(run.done) :]:
                before(call)
                try:
                    run.next(call.step.text, fixtures)
                except ChapterFailed as failure:
                    failed.append(failure.verdict)
                    if not keep_going or call.plan.part == "when":
                        break
        return tuple(failed)

    def run_of(self, checked: Checked, number: int, after: Halfway | None = None) -> ChapterRun:
        """A run of a chapter, before its first step or where another is."""
        edition = self.project.config.edition
        run = ChapterRun(checked, number, "inprocess", edition, tells_state=self.tells_state)
        run.skip(after.steps if after else 0)
        return run


@dataclass(frozen=True)
class Halfway:
    """A chapter on its way: how many of its steps have been carried out, and what they were lent.
    Any number of runs can go on from here, each with a copy of it, until it is closed."""

    steps: int
    lent: Mapping[str, Any]
    _open: ExitStack

    def close(self) -> None:
        """Closes the world, the portal and their event loop."""
        self._open.close()


def begin(
    project: Project, checked: Checked, number: int, steps: int, after: Halfway | None = None
) -> Halfway | None:
    """Carries out the first steps of a chapter, which hold; `after` has some of them already.

    None for a world that cannot be copied.
    """
    with ExitStack() as stack:
        runner = stack.enter_context(Runner(project))
        run = runner.run_of(checked, number, after)
        fixtures = _Fixtures(runner, run, stack, after)
        if not hasattr(fixtures("reference"), "copy"):
            return None
        for call in run.calls[len(run.done) : steps]:
            run.next(call.step.text, fixtures)
        return Halfway(steps, fixtures.made, stack.pop_all())


class _Fixtures:
    """What steps ask for by name, made when it is first asked for."""

    def __init__(
        self, runner: Runner, run: ChapterRun, stack: ExitStack, after: Halfway | None
    ) -> None:
        self._runner = runner
        self._language = run.twins.guide.language
        self._place = run.calls[0].step.place
        self._stack = stack
        self._before = after.lent if after else {}
        self.made: dict[str, Any] = {}

    def __call__(self, name: str) -> Any:
        if name not in self.made:
            self.made[name] = self._runner.lend(name, self._make(name))
        return self.made[name]

    def _make(self, name: str) -> Any:
        runner = self._runner
        before = self._before.get(name)
        if name == "reference":
            if before is not None:
                return before.copy()
            return self._stack.enter_context(runner.project.vocabulary.fresh_world())
        if name == "words":
            return Words(runner.project.compiler.labels, self._language)
        if name == "portal":
            app = runner.wrap(self("reference").app)
            portal = InProcess(app, self._language, runner.loop)
            if before is not None:
                portal.go_on(before)
            self._stack.callback(portal.close)
            return portal
        message = f"A step asks for {name}, which only pytest can give: use `samsvar test`."
        raise CannotGoOn([Verdict("text/config", Place(self._place.path), message)])
