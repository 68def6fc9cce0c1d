"""What things cost, and how the cost grows: `make bench`.

Every number is measured in this run, on this machine. Targets are those of the issue that asked for
them; the table says where one is missed. Nothing here is a test: noise must not stop a change.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.script import handwritten
from samsvar import config as settings
from samsvar.checking import Project, Report
from samsvar.drivers.browser import Browsers
from samsvar.drivers.inprocess import EventLoop, InProcess
from samsvar.drivers.protocol import Picture
from samsvar.evidence.seals import Archive
from samsvar.labels import Words
from samsvar.plans import Checked
from samsvar.publishing.pages import publish
from samsvar.publishing.site import build
from samsvar.running import ChapterRun
from samsvar.serving import Server
from samsvar.verdicts import Place
from samsvar.vocabulary import Definition, Vocabulary
from steps.world import Reference

ROOT = Path(__file__).resolve().parent.parent
#: How many guides there are, and how many copies of them make a thousand guides.
GUIDES = len(list((ROOT / "features" / "nb").glob("*.feature")))
THOUSAND = 1000 // GUIDES
GROWTH = (1, 10, 100)
ROUNDS = 5
VERDICTS = {True: "ok", False: "MISSED", None: ""}


@dataclass(frozen=True)
class Row:
    """A line of the table: what was measured, how much, and what was hoped for."""

    what: str
    measured: str
    target: str = ""
    ok: bool | None = None


def main() -> None:
    """Measures everything, printing each line as it is known."""
    console = Console(highlight=False)
    table = Table("What", "Measured", "Target", "")
    for row in rows():
        console.print(f"{row.what}: {row.measured}")
        table.add_row(row.what, row.measured, row.target, VERDICTS[row.ok])
    console.print(table)


def rows() -> Iterator[Row]:
    """All measurements, the quick ones first."""
    project = Project.load(settings.load(ROOT))
    report = project.check()
    yield dispatch()
    yield from checking()
    yield from watching()
    yield from in_process(project, report)
    yield world()
    yield from browser(project, report)
    yield from site(project, report)


def dispatch() -> Row:
    """500 steps against 1,000 phrases, and against 100: look-up must not grow."""

    def cost(phrases: int) -> float:
        definitions = [
            Definition(
                part="when",
                function=lambda: None,
                identity=f"step_{number}",
                place=Place("bench"),
                phrases={"nb": f"jeg gjør ting nummer {number} med {{a}} og {{b}}"},
                sentences={},
                parameters={},
            )
            for number in range(phrases)
        ]
        vocabulary = Vocabulary(definitions, ("nb",))
        texts = [f'jeg gjør ting nummer {i % phrases} med "x" og "y"' for i in range(500)]
        return median(lambda: [vocabulary.match("when", text, "nb") for text in texts])

    few, many = cost(100), cost(1000)
    shown = f"{many * 1000:.1f} ms (100 phrases: {few * 1000:.1f} ms)"
    return Row("vocabulary: 500 steps, 1,000 phrases", shown, "≤ 300 ms", many <= 0.3)


def checking() -> Iterator[Row]:
    """`samsvar check` as a whole process, on the guides and on many copies of them."""
    once = median(lambda: run(ROOT))
    yield Row("samsvar check, whole process", f"{once:.2f} s", "≤ 1 s", once <= 1)
    for copies in (*GROWTH, THOUSAND):
        with project_of(copies) as folder:
            took = timed(partial(run, folder))
        guides = GUIDES * copies
        target = ("≤ 15 s", took <= 15) if copies == THOUSAND else ("", None)
        yield Row(f"samsvar check, {guides:,} twin guides", f"{took:.2f} s", *target)


def watching() -> Iterator[Row]:
    """From the save of a step changed in one language to the verdict that `samsvar watch` tells."""
    for copies, rounds in ((1, ROUNDS), (THOUSAND, 1)):
        with project_of(copies) as folder:
            took = statistics.median(saves(folder, rounds))
        what = f"samsvar watch, save to verdict, {GUIDES * copies:,} twin guides"
        yield Row(what, f"{took:.2f} s", "≤ 1 s", took <= 1)


def saves(folder: Path, rounds: int) -> Iterator[float]:
    """Changes a step of a guide and undoes it; yields how long each change took to be told."""
    guide = next((folder / "features" / "en").glob("set-up-client-relationship-*.feature"))
    right = guide.read_bytes()
    wrong = right.replace(b'"managing director" of', b'"client administrator" of', 1)
    program = [str(Path(sys.executable).parent / "samsvar"), "watch"]
    with subprocess.Popen(program, cwd=folder, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        lines = process.stdout.readline
        wait_for(b"Watching", lines)
        for number in range(rounds):
            if number:
                wait_for(b"All in all", lines)
                guide.write_bytes(right)
                wait_for(b"All in all", lines)
            started = time.perf_counter()
            guide.write_bytes(wrong)
            wait_for(b"translation/argument", lines)
            yield time.perf_counter() - started
        process.terminate()


def wait_for(text: bytes, lines: Callable[[], bytes]) -> None:
    """Reads lines until one has this text; the end of all lines is the benchmark's failure."""
    while text not in (line := lines()):
        if not line:
            raise RuntimeError(f"samsvar watch ended without {text.decode()}")


def in_process(project: Project, report: Report) -> Iterator[Row]:
    """All chapters in both languages, without pytest around them and with."""
    loop = EventLoop()
    for times in GROWTH:
        durations: list[float] = []
        took = timed(partial(run_all, project, report, loop, times, durations))
        middle = statistics.median(durations) * 1000
        shown = f"median {middle:.2f} ms a step; {len(durations):,} steps in {took:.2f} s"
        yield Row(f"in process, {times} × all guides", shown, "≤ 5 ms", middle <= 5)
    loop.close()
    took = median(lambda: run(ROOT, "test"), rounds=3)
    yield Row("samsvar test, whole process", f"{took:.2f} s")


def run_all(
    project: Project, report: Report, loop: EventLoop, times: int, durations: list[float]
) -> None:
    """Runs every chapter `times` times, each in a fresh world."""
    for _ in range(times):
        for checked, number in chapters(report):
            reference = Reference()
            run = ChapterRun(checked, number, "inprocess", project.config.edition)
            portal = InProcess(reference.app, checked.guide.language, loop)
            carry_out(project, run, reference, portal)
            portal.close()
            reference.store.close()
            durations += run.durations


def world() -> Row:
    """A fresh world with its portal."""
    took = median(lambda: [Reference() for _ in range(20)]) / 20
    return Row("a fresh world for a chapter", f"{took * 1000:.2f} ms")


def browser(project: Project, report: Report) -> Iterator[Row]:
    """One chapter by samsvar and by a script written by hand: same clicks, same pictures."""
    checked = report.guides["set-up-client-relationship"]["nb"]
    ours: list[float] = []
    theirs: list[float] = []
    with Server() as server, Browsers() as browsers:
        for _ in range(ROUNDS + 1):
            pictures: list[bytes] = []
            ours.append(timed(partial(by_samsvar, project, checked, server, browsers, pictures)))
            server.app = Reference().app
            shots: list[bytes] = []
            theirs.append(timed(partial(keep_all, shots, browsers, server.origin)))
            same = pictures == shots
    ratio = statistics.median(ours[1:]) / statistics.median(theirs[1:])
    shown = (
        f"{ratio:.2f} × ({statistics.median(ours[1:]):.2f} s against "
        f"{statistics.median(theirs[1:]):.2f} s; {len(shots)} pictures, "
        f"{'identical' if same else 'DIFFERENT'})"
    )
    yield Row("browser, against a hand-written script", shown, "≤ 1.25 ×", ratio <= 1.25 and same)


def keep_all(shots: list[bytes], browsers: Browsers, origin: str) -> None:
    """The script's pictures."""
    shots.extend(handwritten(browsers, origin))


def by_samsvar(
    project: Project, checked: Checked, server: Server, browsers: Browsers, pictures: list[bytes]
) -> None:
    """The first chapter of guide 1, as the plugin runs it."""
    reference = Reference()
    server.app = reference.app
    run = ChapterRun(checked, 1, "browser", project.config.edition)

    def keep(picture: Picture) -> None:
        pictures.append(picture.png)
        run.photograph(picture)

    portal = browsers.open(server.origin, "nb", keep)
    carry_out(project, run, reference, portal)
    portal.close()


def site(project: Project, report: Report) -> Iterator[Row]:
    """Markdown and MkDocs, from evidence that is there (make site)."""
    archive = Archive(project.config.build / "evidence")
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as name:
        folder = Path(name)
        if publish(project, report, archive, folder / "first"):
            yield Row("mkdocs build, both languages", "no evidence: run make site first")
            return
        took = timed(lambda: publish(project, report, archive, folder / "pages"))
        yield Row("guides and evidence to Markdown", f"{took * 1000:.0f} ms")
        url = "http://127.0.0.1:8000/"
        took = timed(lambda: build(project.config, folder / "pages", folder / "site", url))
        yield Row("mkdocs build, both languages", f"{took:.2f} s")


def carry_out(project: Project, run: ChapterRun, reference: Reference, portal: object) -> None:
    """A chapter's calls, with what their functions ask for."""
    words = Words(project.compiler.labels, run.twins.guide.language)
    given = {"portal": portal, "reference": reference, "words": words}
    for call in run.calls:
        run.next(call.step.text, given.__getitem__)


def chapters(report: Report) -> Iterator[tuple[Checked, int]]:
    """Every chapter in every language."""
    for twins in report.guides.values():
        for checked in twins.values():
            for chapter in checked.guide.chapters:
                yield checked, chapter.number


class project_of:  # noqa: N801 - used like a function
    """A copy of the project in which each guide occurs `copies` times under other names."""

    def __init__(self, copies: int) -> None:
        self.copies = copies

    def __enter__(self) -> Path:
        self.folder = Path(tempfile.mkdtemp(prefix="samsvar-bench-"))
        for name in ("samsvar.toml", "fixtures", "steps", "src"):
            (self.folder / name).symlink_to(ROOT / name)
        for path in sorted((ROOT / "features").glob("*/*.feature")):
            target = self.folder / "features" / path.parent.name
            target.mkdir(parents=True, exist_ok=True)
            page = self.folder / "docs" / path.parent.name / "guides" / f"{path.stem}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.touch()  # where the copies' links to one another lead
            for number in range(self.copies):
                shutil.copyfile(path, target / f"{path.stem}-{number:03}.feature")
        return self.folder

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder)


def run(folder: Path, command: str = "check") -> None:
    """`samsvar check` in a folder; its failure is the benchmark's."""
    program = [str(Path(sys.executable).parent / "samsvar"), command]
    subprocess.run(program, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def timed(action: Callable[[], object]) -> float:
    """How long it takes once, in seconds."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def median(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of several rounds, in seconds."""
    return statistics.median(timed(action) for _ in range(rounds))


if __name__ == "__main__":
    main()
