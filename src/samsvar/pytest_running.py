"""A chapter as pytest runs it: its steps, its fixtures, its evidence and its report.

One catch-all step hands each text to the vocabulary. Steps ask for `portal`, `words` and
`reference` by name: the last is what the project's function marked with `fresh_world` yields. What
else they ask for is a pytest fixture of the steps.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, then, when
from pytest_bdd.parsers import StepParser

from samsvar.drivers.browser import Browser, Browsers
from samsvar.drivers.inprocess import EventLoop, InProcess
from samsvar.evidence.files import cannot_write
from samsvar.evidence.seals import Archive
from samsvar.labels import Words
from samsvar.pytest_plugin import CHAPTER, PROJECT
from samsvar.running import ChapterFailed, ChapterRun
from samsvar.serving import Server
from samsvar.verdicts import CannotGoOn, as_data

DURATIONS = pytest.StashKey[list[float]]()


class _AnyStep(StepParser):
    """Takes every text: the vocabulary knows what it means, and the check has said so before."""

    def is_matching(self, name: str) -> bool:
        return True

    def parse_arguments(self, name: str) -> dict[str, Any]:
        return {"text": name}


@given(_AnyStep("given"))
@when(_AnyStep("when"))
@then(_AnyStep("then"))
def _any_step(text: str, samsvar_run: ChapterRun, request: pytest.FixtureRequest) -> None:
    __tracebackhide__ = True
    samsvar_run.next(text, request.getfixturevalue)


@pytest.fixture
def samsvar_driver(request: pytest.FixtureRequest) -> str:
    """The way in which this chapter is run."""
    return str(request.param)


@pytest.fixture
def samsvar_run(request: pytest.FixtureRequest, samsvar_driver: str) -> Iterator[ChapterRun]:
    """The record of this chapter's run; in the browser it leaves evidence, sealed if it passed."""
    checked, number = getattr(request.function, CHAPTER)
    project = request.config.stash[PROJECT]
    run = ChapterRun(checked, number, samsvar_driver, project.config.edition, project.surroundings)
    place = checked.guide.chapters[number - 1].place
    request.node.user_properties += [("file", place.path), ("line", str(place.line))]
    request.node.stash[DURATIONS] = run.durations
    yield run
    folder = request.config.option.evidence
    if folder and samsvar_driver == "browser" and run.done:
        uri = project.config.relative(request.node.path)
        refused = ""
        try:
            Archive(Path(folder)).add(run.seal(), run.messages(uri), run.pictures)
        except OSError as error:
            refused = str(cannot_write(Path(folder), error))
        if refused:  # out of reach of the exception, or pytest shows both
            pytest.fail(refused, pytrace=False)


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A fresh world for one chapter."""
    with request.config.stash[PROJECT].vocabulary.fresh_world() as fresh:
        yield fresh


@pytest.fixture
def portal(
    request: pytest.FixtureRequest, samsvar_driver: str, samsvar_run: ChapterRun, reference: Any
) -> Iterator[InProcess | Browser]:
    """The portal in the hands of the guide's reader, driven as this chapter is."""
    language = samsvar_run.twins.guide.language
    opened: InProcess | Browser
    if samsvar_driver == "inprocess":
        opened = InProcess(reference.app, language, request.getfixturevalue("samsvar_loop"))
    else:
        server: Server = request.getfixturevalue("samsvar_server")
        server.app = reference.app
        browsers: Browsers = request.getfixturevalue("samsvar_browsers")
        camera = samsvar_run.photograph if request.config.option.evidence else None
        opened = browsers.open(server.origin, language, camera)
    yield opened
    opened.close()


@pytest.fixture
def words(request: pytest.FixtureRequest, samsvar_run: ChapterRun) -> Words:
    """The portal's labels in the language of the guide."""
    labels = request.config.stash[PROJECT].compiler.labels
    return Words(labels, samsvar_run.twins.guide.language)


@pytest.fixture(scope="session")
def samsvar_loop() -> Iterator[EventLoop]:
    """One event loop for the in-process driver."""
    loop = EventLoop()
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def samsvar_server() -> Iterator[Server]:
    """One server on loopback for the browser."""
    with Server() as server:
        yield server


@pytest.fixture(scope="session")
def samsvar_browsers() -> Iterator[Browsers]:
    """One Chromium for all chapters of this process."""
    refused = ""
    try:
        with Browsers() as browsers:
            yield browsers
    except CannotGoOn as refusal:
        refused = str(refusal)
    if refused:  # out of reach of the exception, or pytest shows both
        pytest.fail(refused, pytrace=False)


def pytest_keyboard_interrupt() -> None:
    """Ctrl+C reaches Chromium's driver, too: nobody needs to hear that its calls ended with it."""
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A chapter that failed shows its verdict, not a stack trace. The last report of a chapter has
    the seconds of its steps (`samsvar_steps`), which pytest-xdist brings to the first process."""
    report = yield
    if call.when == "teardown":
        vars(report)["samsvar_steps"] = item.stash.get(DURATIONS, [])
    if call.excinfo is not None and isinstance(call.excinfo.value, ChapterFailed):
        report.longrepr = str(call.excinfo.value.verdict)
        vars(report)["samsvar_verdict"] = as_data(call.excinfo.value.verdict)
    return report
