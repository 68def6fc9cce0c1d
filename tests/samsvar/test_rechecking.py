"""`samsvar watch` on a guide that is saved: what is told, and in which order."""

from __future__ import annotations

from toy import Toy
from toy_files import LEAVE_EN, LEAVE_NB
from watch import EN, NB, Watching


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


def test_an_error_in_a_step_is_one_line(watching: Watching, toy: Toy) -> None:
    toy.replace(NB, "Når jeg åpner portalen", "Når koden har en feil")
    told = watching.until("All in all")
    line = next(line for line in told if line.startswith("  broken"))
    assert line.startswith(f"  broken  nb  Gå hjem: {toy.package}/greeting.py:")
    assert line.endswith(": KeyError: 'no such key'")
    assert "Traceback" not in "\n".join(told)
    assert told[-1] == "All in all, 2 guides: 2 errors, 1 chapter failed."
