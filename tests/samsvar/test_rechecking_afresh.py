"""`samsvar watch` when code or labels are saved: the chapters that this reaches are run, too."""

from __future__ import annotations

import io
import subprocess

from rich.console import Console
from toy import Toy
from watch import EN, NB, SAMSVAR, Watching

from samsvar.rechecking.session import Session

AFRESH = "Starting afresh with what has changed."
ALL = "Running all 6 chapters: no footprints tell which this reaches."
WELL = [
    "  ok      greet: 4 chapters",
    "  ok      leave: 2 chapters",
    "All in all, 2 guides in nb and en agree.",
]
ASSERTION = "assert person not in reference.present"


def steps_of(toy: Toy) -> str:
    return f"{toy.package}/greeting.py"


def leave_footprints(toy: Toy) -> None:
    subprocess.run([SAMSVAR, "test", "--impacted"], cwd=toy.root, check=True, capture_output=True)


def test_a_step_that_is_broken_is_told_with_its_chapters_until_it_is_mended(
    watching: Watching, toy: Toy
) -> None:
    toy.replace(steps_of(toy), ASSERTION, "assert person in reference.present")
    assert watching.until("All in all") == [
        steps_of(toy),
        AFRESH,
        ALL,
        "  ok      greet: 4 chapters",
        "  failed  nb  Gå hjem",
        "  failed  en  Go home",
        "leave: 2 errors",
        "───────────────",
        "",
        f"{EN}:5:5: error: behaviour/state: What the step says does not hold in the system.",
        "  chapter:  Go home",
        "  found:    king is still here",
        '  expected: "the king" is gone',
        "  why:      The guide promises something that does not come true.",
        "",
        f"{NB}:6:5: error: behaviour/state: What the step says does not hold in the system.",
        "  chapter:  Gå hjem",
        "  found:    king is still here",
        '  expected: er "kongen" borte',
        "",
        "All in all, 2 guides: 2 chapters failed.",
    ]
    watching.until("Watching")
    toy.replace(steps_of(toy), "assert person in reference.present", ASSERTION)
    assert watching.until("All in all") == [steps_of(toy), AFRESH, ALL, *WELL]


def test_code_that_fails_is_told_once_with_all_its_chapters(watching: Watching, toy: Toy) -> None:
    toy.replace(f"{toy.package}/portal.py", "self.greeted +=", "self.greeting +=")
    assert watching.until("All in all")[3:] == [
        f"  broken  nb  Hilse på én: {toy.package}/portal.py:31: AttributeError: "
        "'Reference' object has no attribute 'greeting'",
        "  broken  en  Greet one: the same error",
        "  ok      greet: 2 chapters",
        "  ok      leave: 2 chapters",
        "All in all, 2 guides: 2 chapters failed.",
    ]


def test_only_chapters_that_a_change_reaches_are_run_where_footprints_tell(toy: Toy) -> None:
    leave_footprints(toy)
    watching = Watching(toy)
    assert watching.until("Watching")[0] == WELL[-1]
    toy.replace(steps_of(toy), ASSERTION, "assert person in reference.present")
    told = watching.until("All in all")
    assert told[1:5] == [
        AFRESH,
        "Running 2 of 6 chapters: since these last held, they or what they use have changed.",
        "  failed  nb  Gå hjem",
        "  failed  en  Go home",
    ]
    assert told[-1] == "All in all, 2 guides: 2 chapters failed."
    watching.until("Watching")
    toy.replace(steps_of(toy), "assert person in reference.present", ASSERTION)
    assert watching.until("All in all")[1:] == [
        AFRESH,
        "Nothing that a chapter uses has changed since it last held.",
        WELL[-1],
    ]
    assert watching.end() == 130


def test_a_label_that_the_screen_does_not_have_any_more_is_told(toy: Toy) -> None:
    leave_footprints(toy)
    watching = Watching(toy)
    watching.until("Watching")
    toy.replace("labels/1/en.yml", "name: Name", "name: Nickname")
    told = watching.until("All in all")
    assert told[:5] == [
        "labels/1/en.yml",
        AFRESH,
        "Running 2 of 6 chapters: since these last held, they or what they use have changed.",
        "  failed  en  Greet one",
        "  ok      greet: 1 chapter",
    ]
    assert any("behaviour/screen" in line for line in told)
    assert told[-1] == "All in all, 2 guides: 1 chapter failed."
    assert watching.end() == 130


def test_a_save_ends_the_run_that_the_one_before_it_began(watching: Watching, toy: Toy) -> None:
    slow = 'import time; time.sleep(1); portal.open("/")'
    toy.replace(steps_of(toy), 'portal.open("/")', slow)
    assert watching.until("Running") == [steps_of(toy), AFRESH, ALL]
    toy.replace(steps_of(toy), slow, 'portal.open("/")')
    told = watching.until("All in all")
    assert told[0].startswith("Watching")
    assert told[1:] == [steps_of(toy), AFRESH, ALL, *WELL]


def test_a_guide_that_is_saved_during_the_run_comes_first(toy: Toy) -> None:
    said = io.StringIO()
    asked = iter([False, True])
    session = Session(toy.project(), Console(file=said, width=200), lambda: next(asked, False))
    session.begin(afresh=True)
    assert said.getvalue().splitlines() == [ALL]
    toy.replace(EN, "Go home", "Go to the house")
    session.saved([toy.root / EN])
    assert said.getvalue().splitlines()[1:] == [
        "leave: nb and en agree.",
        "  ok      nb  Gå hjem",
        "  ok      en  Go to the house",
        "Running 4 chapters more.",
        *(line for line in WELL if "leave" not in line),
    ]


def test_code_that_keeps_guides_from_being_checked_is_waited_for(
    watching: Watching, toy: Toy
) -> None:
    steps = steps_of(toy)
    toy.replace(steps, "PEOPLE[language])]", "PEOPLE[labels])]")
    told = watching.until("Watching")
    assert told[1] == AFRESH
    assert told[2].startswith(f"The guides cannot be checked: {steps}:16: TypeError: ")
    toy.write(EN, (toy.root / EN).read_text() + " ")
    assert watching.until("Watching")[2:-1] == told[2:-1]
    toy.replace(steps, "PEOPLE[labels])]", "PEOPLE[language])]")
    assert watching.until("Watching")[1:-1] == [AFRESH, ALL, *WELL]


def test_it_is_said_that_no_chapter_can_be_run(watching: Watching, toy: Toy) -> None:
    source = (toy.root / steps_of(toy)).read_text()
    other = source.replace("jeg åpner portalen", "jeg går inn").replace("I open the", "I enter the")
    toy.write(steps_of(toy), other)
    assert watching.until("All in all")[-2:] == [
        "There is no chapter that can be run.",
        "All in all, 2 guides: 6 errors.",
    ]
