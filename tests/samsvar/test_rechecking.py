"""The command `samsvar watch`, as a process of its own, on real files."""

from __future__ import annotations

import io
import os
import pty
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest
from rich.console import Console
from toy import LEAVE_EN, LEAVE_NB, Toy

from samsvar.rechecking import Session

SAMSVAR = Path(sys.executable).parent / "samsvar"
NB, EN = "features/nb/leave.feature", "features/en/leave.feature"
#: Seconds after which a line that did not come is missing.
PATIENCE = 60


class Watching:
    """`samsvar watch` in a toy's folder, and what it prints, line by line."""

    def __init__(self, toy: Toy, *arguments: str) -> None:
        self.toy = toy
        self.process = subprocess.Popen(
            [SAMSVAR, "watch", *arguments],
            cwd=toy.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "COLUMNS": "200"},
        )
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, beginning: str) -> list[str]:
        """All lines up to the next that begins so, without the time of day."""
        found: list[str] = []
        while not found or not found[-1].startswith(beginning):
            try:
                line = self.lines.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError("\n".join(["no such line among:", *found])) from None
            is_save = line[2:3] == line[5:6] == ":"
            found.append(line[9:] if is_save else line)
        return found

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def watching(toy: Toy) -> Iterator[Watching]:
    made = Watching(toy)
    made.until("Watching")
    yield made
    made.process.kill()
    made.process.wait()


def test_first_it_tells_how_everything_stands(toy: Toy) -> None:
    made = Watching(toy)
    shown = f"samsvar.toml, features, docs, {toy.package}, labels"
    assert made.until("Watching") == [
        "All in all, 2 guides in nb and en agree.",
        f"Watching {shown} (Ctrl+C ends).",
    ]
    assert made.end() == 130
    assert made.until("Inter") == ["Interrupted. Nothing is watched any more."]


def test_a_project_in_one_folder_is_checked_like_any_other(toy: Toy) -> None:
    toy.replace("samsvar.toml", "\n", '\ndocs = "."\n')
    made = Watching(toy)
    assert made.until("Watching") == [
        "All in all, 2 guides in nb and en agree.",
        "Watching . (Ctrl+C ends).",
    ]
    assert made.end() == 130


def test_verdicts_on_the_saved_guide_come_before_its_chapters_and_the_summary(
    watching: Watching, toy: Toy
) -> None:
    toy.replace(EN, '"the king"', '"the queen"')
    assert watching.until("All in all") == [
        EN,
        "leave: 1 error",
        "──────────────",
        "",
        f"{EN}:5:5: error: translation/argument: The twins name a different person in this step.",
        "  chapter:  Go home",
        "  found:    the queen",
        "  expected: the king (nb: kongen)",
        "  why:      Readers of the two languages would do or see different things.",
        '  here:     Then "the queen" is gone',
        f"  twin:     {NB}:6:5",
        '            Så er "kongen" borte',
        f"  --- a/{EN}",
        f"  +++ b/{EN}",
        "  @@ -3,3 +3,3 @@",
        "     Scenario: Go home",
        "       When I open the portal",
        '  -    Then "the queen" is gone',
        '  +    Then "the king" is gone',
        "",
        "  ok      nb  Gå hjem",
        "  ok      en  Go home",
        "All in all, 2 guides: 1 error.",
    ]


def test_what_agrees_again_is_said_to(watching: Watching, toy: Toy) -> None:
    toy.replace(EN, '"the king"', '"the queen"')
    watching.until("All in all")
    toy.replace(NB, '"kongen"', '"dronningen"')
    assert watching.until("All in all") == [
        NB,
        "leave: nb and en agree.",
        "  ok      nb  Gå hjem",
        "  ok      en  Go home",
        "All in all, 2 guides in nb and en agree.",
    ]


def test_a_save_ends_what_the_one_before_it_began(toy: Toy) -> None:
    said = io.StringIO()
    saves: list[str] = []
    session = Session(toy.project(), Console(file=said, width=200), lambda: bool(saves))
    session.begin()
    saves.append("another")
    toy.replace(NB, "Gå hjem", "Gå til huset")
    session.saved([toy.root / NB])
    assert said.getvalue().splitlines()[1:] == ["leave: nb and en agree."]
    saves.clear()
    toy.replace("features/nb/greet.feature", "Slik hilser", "Sånn hilser")
    session.saved([toy.root / "features/nb/greet.feature"])
    assert said.getvalue().splitlines()[2:] == [
        "greet: nb and en agree.",
        "leave: nb and en agree.",
        "  ok      nb  Hilse på én",
        "  ok      en  Greet one",
        "  ok      nb  Gå til huset",
        "  ok      en  Go home",
        "All in all, 2 guides in nb and en agree.",
    ]
    session.saved([toy.root / NB])
    assert said.getvalue().splitlines()[9:] == [
        "leave: nb and en agree.",
        "All in all, 2 guides in nb and en agree.",
    ]


def test_a_chapter_that_failed_beside_its_twin_is_run_again(toy: Toy) -> None:
    toy.replace(f"{toy.package}/portal.py", '"Send", "The greeting was sent."', '"Send", "Done."')
    said = io.StringIO()
    session = Session(toy.project(), Console(file=said, width=200), lambda: False)
    session.begin()
    for old, new in (("Slik hilser", "Sånn hilser"), ("Det tar kort tid", "Det går fort")):
        toy.replace("features/nb/greet.feature", old, new)
        session.saved([toy.root / "features/nb/greet.feature"])
        lines = said.getvalue().splitlines()
        assert lines.count("  failed  en  Greet one") == (1 if old == "Slik hilser" else 2)
        assert lines[-1] == "All in all, 2 guides: 1 chapter failed."


def test_only_chapters_that_have_changed_are_run(watching: Watching, toy: Toy) -> None:
    toy.replace("features/nb/greet.feature", "Slik hilser", "Sånn hilser")
    assert watching.until("All in all") == [
        "features/nb/greet.feature",
        "greet: nb and en agree.",
        "  ok      nb  Hilse på én",
        "  ok      en  Greet one",
        "All in all, 2 guides in nb and en agree.",
    ]


def test_a_chapter_that_fails_is_told_until_it_holds(watching: Watching, toy: Toy) -> None:
    toy.replace(NB, "    Når", '    Gitt at "kongen" er til stede\n    Når')
    assert watching.until("All in all")[-1] == "All in all, 2 guides: 1 error, 1 chapter failed."
    toy.replace(EN, "    When", '    Given "the king" is present\n    When')
    assert watching.until("All in all") == [
        EN,
        "leave: nb and en agree.",
        "  failed  nb  Gå hjem",
        "  failed  en  Go home",
        "leave: 2 errors",
        "───────────────",
        "",
        f"{EN}:6:5: error: behaviour/state: What the step says does not hold in the system.",
        "  chapter:  Go home",
        "  found:    king is still here",
        '  expected: "the king" is gone',
        "  why:      The guide promises something that does not come true.",
        "",
        f"{NB}:7:5: error: behaviour/state: What the step says does not hold in the system.",
        "  chapter:  Gå hjem",
        "  found:    king is still here",
        '  expected: er "kongen" borte',
        "",
        "All in all, 2 guides: 2 chapters failed.",
    ]
    toy.write("docs/nb/index.md", "# En\n")
    assert watching.until("All in all")[-1] == "All in all, 2 guides: 1 warning, 2 chapters failed."
    toy.write(NB, LEAVE_NB)
    watching.until("All in all")
    toy.write(EN, LEAVE_EN)
    assert watching.until("All in all")[-1] == "All in all, 2 guides: 1 warning."


def test_a_guide_that_is_half_written_is_no_stack_trace(watching: Watching, toy: Toy) -> None:
    (toy.root / EN).write_bytes(b"Feature: \xe6")
    told = watching.until("All in all")
    assert any("text/encoding" in line for line in told)
    assert told[-1] == "All in all, 2 guides: 1 error."
    toy.write(EN, LEAVE_EN[:30])
    told = watching.until("All in all")
    assert f"{EN}:3:3: error: text/empty: A chapter needs at least one step." in told
    toy.write(EN, LEAVE_EN)
    assert watching.until("All in all")[1] == "leave: nb and en agree."


def test_a_guide_can_be_removed_and_made(watching: Watching, toy: Toy) -> None:
    (toy.root / EN).unlink()
    told = watching.until("All in all")
    assert f"{NB}:1:1: warning: translation/missing-guide: This guide has no twin in en." in told
    (toy.root / NB).unlink()
    assert watching.until("All in all") == [
        NB,
        "leave is gone.",
        "All in all, 1 guide in nb and en agree.",
    ]
    toy.write("features/nb/go.feature", LEAVE_NB)
    watching.until("All in all")
    toy.write("features/en/go.feature", LEAVE_EN)
    assert watching.until("All in all") == [
        "features/en/go.feature",
        "go: nb and en agree.",
        "  ok      nb  Gå hjem",
        "  ok      en  Go home",
        "All in all, 2 guides in nb and en agree.",
    ]


def test_a_guide_saved_by_renaming_is_seen(watching: Watching, toy: Toy) -> None:
    new = toy.write("features/en/.leave.feature.new", LEAVE_EN.replace("Leave", "Go away"))
    new.rename(toy.root / EN)
    assert watching.until("All in all")[:2] == [EN, "leave: nb and en agree."]


def test_a_page_without_a_twin_is_told(watching: Watching, toy: Toy) -> None:
    toy.write("docs/nb/index.md", "# En\n")
    told = watching.until("All in all")
    assert told[0] == "docs/nb/index.md"
    assert any("translation/missing-page" in line for line in told)
    assert told[-1] == "All in all, 2 guides: 1 warning."


def test_changed_steps_take_effect(watching: Watching, toy: Toy) -> None:
    steps = f"{toy.package}/greeting.py"
    toy.replace(steps, "jeg åpner portalen", "jeg går inn i portalen")
    told = watching.until("Watching")
    assert told[:2] == [steps, "Starting afresh with what has changed."]
    assert any("text/undefined" in line for line in told)
    assert told[-2] == "All in all, 2 guides: 3 errors."
    toy.replace(NB, "åpner portalen", "går inn i portalen")
    assert watching.until("All in all")[-1] == "All in all, 2 guides: 2 errors."


def test_steps_that_cannot_be_read_are_waited_for(watching: Watching, toy: Toy) -> None:
    steps = f"{toy.package}/greeting.py"
    source = (toy.root / steps).read_text()
    toy.write(steps, "def (")
    told = watching.until("Watching")
    assert told[2] == f"The project cannot be loaded: {steps}:1: SyntaxError: invalid syntax"
    toy.write(steps, "import nothing_of_the_kind\n")
    told = watching.until("Watching")
    assert told[2] == (
        f"The project cannot be loaded: {steps}:1: "
        "ModuleNotFoundError: No module named 'nothing_of_the_kind'"
    )
    toy.write(steps, source)
    assert watching.until("Watching")[2] == "All in all, 2 guides in nb and en agree."


def test_settings_and_labels_that_cannot_be_read_are_waited_for(
    watching: Watching, toy: Toy
) -> None:
    settings = (toy.root / "samsvar.toml").read_text()
    toy.write("samsvar.toml", "languages = [")
    told = watching.until("Watching")
    assert any("text/config: This file cannot be read" in line for line in told)
    assert told[-1] == "Watching samsvar.toml (Ctrl+C ends)."
    toy.write("samsvar.toml", settings)
    watching.until("Watching")
    toy.replace("labels/1/nb.yml", "send: Send", "sent: Send")
    told = watching.until("Watching")
    assert any("label/" in line or "translation/" in line for line in told)
    toy.replace("labels/1/nb.yml", "sent: Send", "send: Send")
    assert watching.until("Watching")[-2] == "All in all, 2 guides in nb and en agree."


def test_an_error_in_a_step_is_one_line(watching: Watching, toy: Toy) -> None:
    toy.replace(NB, "Når jeg åpner portalen", "Når koden har en feil")
    told = watching.until("All in all")
    line = next(line for line in told if line.startswith("  broken"))
    assert line.startswith(f"  broken  nb  Gå hjem: {toy.package}/greeting.py:")
    assert line.endswith(": KeyError: 'no such key'")
    assert "Traceback" not in "\n".join(told)
    assert told[-1] == "All in all, 2 guides: 2 errors, 1 chapter failed."


def test_a_page_that_cannot_be_read_is_told_without_an_end_to_the_watch(
    watching: Watching, toy: Toy
) -> None:
    toy.write("docs/nb/index.md", "# En\n")
    watching.until("All in all")
    (toy.root / "docs/nb/gone.md").symlink_to("nowhere.md")
    toy.write(EN, LEAVE_EN + " ")
    assert watching.until("All in all")[1] == "leave: nb and en agree."


def test_the_features_folder_can_be_exchanged(watching: Watching, toy: Toy) -> None:
    features = toy.root / "features"
    shutil.copytree(features, toy.root / "other")
    features.rename(toy.root / "old")
    (toy.root / "other").rename(features)
    watching.until("All in all")
    time.sleep(0.2)
    toy.replace(EN, '"the king"', '"the queen"')
    assert any("translation/argument" in line for line in watching.until("All in all, 2 guides: "))


def test_it_is_idle_when_nothing_changes(watching: Watching) -> None:
    def ticks() -> int:
        fields = Path(f"/proc/{watching.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    time.sleep(0.3)
    before = ticks()
    time.sleep(1)
    assert ticks() - before <= 2


def test_an_edition_that_there_is_not_is_refused(toy: Toy) -> None:
    made = Watching(toy, "--edition", "2")
    assert made.process.wait(PATIENCE) == 2
    assert "there is no 2. There are: 1." in made.until("Error")[-1]


def test_outside_a_project_the_remedy_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [SAMSVAR, "watch"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "No samsvar.toml here or in a folder above." in done.stderr


def test_the_screen_is_emptied_at_each_save_when_asked_for(toy: Toy) -> None:
    screen, terminal = pty.openpty()
    with subprocess.Popen(
        [SAMSVAR, "watch", "--clear"],
        cwd=toy.root,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "200"},
    ) as process:
        said = b""
        while b"ends)." not in said:
            said += os.read(screen, 1000)
        assert b"\x1b[2J" not in said
        toy.replace(EN, '"the king"', '"the queen"')
        while said.count(b"All in all") < 2:
            said += os.read(screen, 1000)
        process.kill()
    os.close(screen)
    os.close(terminal)
    assert b"\x1b[2J" in said


def test_some_guides_can_be_checked_without_the_others(toy: Toy) -> None:
    toy.replace(EN, '"the king"', '"the queen"')
    toy.replace("features/nb/greet.feature", "jeg åpner", "jeg lukker")
    toy.write("docs/nb/index.md", "[Nowhere](nowhere.md)\n")
    project = toy.project()
    whole, some = project.check(), project.check(names=["leave"])
    assert some.guides == {"leave": whole.guides["leave"]}
    assert [verdict.rule for verdict in some.verdicts] == ["translation/argument"]
    assert set(some.verdicts) < set(whole.verdicts)
    (toy.root / EN).write_bytes(b"\xff")
    toy.write(NB, LEAVE_NB.replace("Gå hjem", "Gå hjem\n    Se [her](here.md)."))
    told = project.check(names=["leave"]).verdicts
    assert [verdict.rule for verdict in told] == ["text/encoding", "text/link"]
