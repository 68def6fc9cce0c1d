"""Twins side by side: `samsvar explain`."""

from __future__ import annotations

import io
import re
import sys
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console
from toy import Command, Toy

from samsvar import cli
from samsvar.cli import commands

NB, EN = "features/nb/leave.feature", "features/en/leave.feature"
GREET_NB, GREET_EN = "features/nb/greet.feature", "features/en/greet.feature"


@pytest.fixture
def explain(samsvar: Command) -> Command:
    """Runs `samsvar explain`."""
    return partial(samsvar, "explain")


def test_twins_that_agree_are_shown_line_by_line_with_what_they_mean(explain: Command) -> None:
    assert explain("leave") == (
        0,
        f"""\
Before the chapters
  nb {NB}:2: Gå
  en {EN}:1: Leave

Chapter 1: the plans are equal (2 steps)
  nb {NB}:4: Gå hjem
  en {EN}:3: Go home
  *  when greeting.open_portal()
  nb {NB}:5: Når jeg åpner portalen
  en {EN}:4: When I open the portal
  *  then greeting.gone(person=king)
  nb {NB}:6: Så er "kongen" borte
  en {EN}:5: Then "the king" is gone

""",
        "",
    )


def test_tags_introductions_tables_and_notes_are_shown(explain: Command) -> None:
    code, out, _ = explain("greet")
    assert code == 0
    lines = out.splitlines()
    assert lines[:9] == [
        "Before the chapters",
        f"  nb {GREET_NB}:2: @greeting",
        f"  en {GREET_EN}:2: @greeting",
        f"  nb {GREET_NB}:3: Hilse",
        f"  en {GREET_EN}:3: Greet",
        f"  nb {GREET_NB}:5: Du hilser på noen.",
        f"  nb {GREET_NB}:6: Det tar kort tid.",
        f"  en {GREET_EN}:5: You greet someone.",
        f"  en {GREET_EN}:6: It takes a moment.",
    ]
    assert lines[10] == "Prerequisites: the plans are equal (1 step)"
    note = lines.index("  *  then greeting.see(message=message.sent) + note")
    assert lines[note + 1 : note + 5] == [
        f'  nb {GREET_NB}:19: Så ser jeg meldingen "Hilsenen er sendt."',
        f'  nb {GREET_NB}:20:   """',
        f"  nb {GREET_NB}:21:   Hils **gjerne** igjen.",
        f'  nb {GREET_NB}:22:   """',
    ]
    table = lines.index("  *  then greeting.all_present()")
    assert lines[table + 1 : table + 4] == [
        "  *      | king | først |",
        "  *      | queen | sist |",
        f"  nb {GREET_NB}:28: Så er disse til stede:",
    ]


def test_what_differs_is_marked_and_told(toy: Toy, explain: Command) -> None:
    toy.replace(EN, '"the king"', '"the queen"')
    code, out, _ = explain("leave:1")
    assert code == 0
    assert (
        out
        == f"""\
Chapter 1: the plans differ in 1 of 2 steps
  nb {NB}:4: Gå hjem
  en {EN}:3: Go home
  *  when greeting.open_portal()
  nb {NB}:5: Når jeg åpner portalen
  en {EN}:4: When I open the portal
! nb then greeting.gone(person=king)
! en then greeting.gone(person=queen)
! nb {NB}:6: Så er "kongen" borte
! en {EN}:5: Then "the queen" is gone
> {EN}:5:5: translation/argument: The twins name a different person in this step.

! differs
"""
    )


def test_only_plans_can_be_shown(toy: Toy, explain: Command) -> None:
    toy.replace(EN, '"the king"', '"the queen"')
    assert (
        explain("leave", "--plan")[1]
        == """\
Chapter 1: the plans differ in 1 of 2 steps
  *  when greeting.open_portal()
! nb then greeting.gone(person=king)
! en then greeting.gone(person=queen)

! differs
"""
    )


def test_a_step_that_means_nothing_stands_beside_its_twin(toy: Toy, explain: Command) -> None:
    toy.replace(EN, "I open the portal", "I enter the portal")
    lines = explain("leave:Go home")[1].splitlines()
    assert lines[0] == "Chapter 1: the plans differ in 1 of 2 steps"
    assert lines[3:] == [
        "? nb when greeting.open_portal()",
        f"? nb {NB}:5: Når jeg åpner portalen",
        f"? en {EN}:4: When I enter the portal",
        f"> {EN}:4:5: text/undefined: The vocabulary has no such step.",
        "  *  then greeting.gone(person=king)",
        f'  nb {NB}:6: Så er "kongen" borte',
        f'  en {EN}:5: Then "the king" is gone',
        "",
        "? means nothing yet",
    ]


def test_what_one_twin_lacks_is_marked_with_whose_it_is(toy: Toy, explain: Command) -> None:
    toy.replace(EN, '    Then "the king" is gone\n', '    When I click "Send"\n')
    toy.replace(NB, "  Scenario:", "  Farvel.\n\n  Scenario:")
    lines = explain("leave")[1].splitlines()
    assert f"- nb {NB}:4: Farvel." in lines
    start = lines.index("- nb then greeting.gone(person=king)")
    assert [line for line in lines[start:] if not line.startswith(">")] == [
        "- nb then greeting.gone(person=king)",
        f'- nb {NB}:8: Så er "kongen" borte',
        "+ en when greeting.click(button=button.send)",
        f'+ en {EN}:5: When I click "Send"',
        "",
        "- only in nb, + only in en",
    ]


def test_steps_and_chapters_that_moved_are_marked(toy: Toy, explain: Command) -> None:
    toy.write(
        EN,
        'Feature: Leave\n\n  Scenario: Second\n    When I click "Send"\n\n'
        '  Scenario: Go home\n    When I open the portal\n    Then "the king" is gone\n'
        '    When I write the name "Ola"\n    When I click "Greet"\n',
    )
    toy.write(
        NB,
        "# language: no\nEgenskap: Gå\n\n  Scenario: Gå hjem\n    Når jeg åpner portalen\n"
        '    Når jeg trykker på "Hils"\n    Så er "kongen" borte\n'
        '    Når jeg skriver navnet "Ola"\n\n  Scenario: Andre\n    Når jeg trykker på "Send"\n',
    )
    lines = explain("leave")[1].splitlines()
    assert f"~ nb {NB}:10: Andre" in lines or f"~ nb {NB}:4: Gå hjem" in lines
    assert f'~ nb {NB}:6: Når jeg trykker på "Hils"' in lines
    assert f'~ en {EN}:10: When I click "Greet"' in lines
    assert lines[-1] == "~ stands at another point"


def test_different_tags_differ(toy: Toy, explain: Command) -> None:
    toy.replace(GREET_EN, "@short", "@brief")
    lines = explain("greet:1")[1].splitlines()
    assert f"! nb {GREET_NB}:11: @short" in lines
    assert f"! en {GREET_EN}:11: @brief" in lines


def test_a_guide_without_a_twin_is_shown_alone(toy: Toy, explain: Command) -> None:
    (toy.root / EN).unlink()
    assert explain("leave") == (
        0,
        f"""\
Before the chapters
  nb {NB}:2: Gå

Chapter 1
  nb {NB}:4: Gå hjem
  nb when greeting.open_portal()
  nb {NB}:5: Når jeg åpner portalen
  nb then greeting.gone(person=king)
  nb {NB}:6: Så er "kongen" borte

{NB}:1:1: translation/missing-guide: This guide has no twin in en.
  expected: {EN}

""",
        "",
    )


def test_a_guide_that_cannot_be_read_at_all_is_its_verdicts(toy: Toy, explain: Command) -> None:
    for path in (NB, EN):
        (toy.root / path).write_bytes(b"\xff")
    code, out, _ = explain("leave")
    assert code == 0
    assert [line.partition(": This")[0] for line in out.splitlines() if "text/" in line] == [
        f"{EN}:1:1: text/encoding: A feature file is written in UTF-8; this byte is not.",
        f"{NB}:1:1: text/encoding: A feature file is written in UTF-8; this byte is not.",
    ]


def test_the_first_of_the_projects_languages_leads(toy: Toy, explain: Command) -> None:
    toy.replace("samsvar.toml", '["nb", "en"]', '["en", "nb"]')
    assert explain("leave", "--plan")[0] == 0
    lines = explain("leave:1")[1].splitlines()
    assert lines[1].startswith("  en ")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("leav", "Invalid value for GUIDE: there is no leav. The nearest is leave."),
        ("leave:2", "Invalid value for CHAPTER: there is no 2. There are: Gå hjem, Go home, 1."),
        ("leave:Go hom", "Invalid value for CHAPTER: there is no Go hom. The nearest is Go home."),
    ],
)
def test_what_there_is_not_is_refused(explain: Command, asked: str, said: str) -> None:
    code, out, err = explain(asked)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())


def _terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> io.StringIO:
    said = io.StringIO()
    terminal = Console(
        file=said, force_terminal=True, no_color=True, highlight=False, width=width, soft_wrap=True
    )
    monkeypatch.setattr(commands.explain, "console", terminal)
    return said


def _plain(said: io.StringIO) -> list[str]:
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in said.getvalue().splitlines()]


def test_on_a_wide_terminal_twins_stand_side_by_side(
    toy: Toy, explain: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.replace(EN, '"the king"', '"the queen"')
    said = _terminal(monkeypatch, 140)
    assert explain("leave:1")[0] == 0
    lines = [" ".join(line.split()) for line in _plain(said)]
    assert "nb features/nb/leave.feature en features/en/leave.feature" in lines
    assert [line for line in lines if line.startswith("!")][:2] == [
        "! then greeting.gone(person=king) then greeting.gone(person=queen)",
        '! 6 Så er "kongen" borte 5 Then "the queen" is gone',
    ]


def test_on_a_narrow_terminal_they_stand_below_one_another(
    explain: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _terminal(monkeypatch, 99)
    assert explain("leave:1")[0] == 0
    assert f"  nb {NB}:5: Når jeg åpner portalen" in _plain(said)


def test_every_line_of_the_real_guides_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(__file__).resolve().parents[2]
    monkeypatch.chdir(root)
    for name in sorted(path.stem for path in root.glob("features/nb/*.feature")):
        monkeypatch.setattr(sys, "argv", ["samsvar", "explain", name])
        with pytest.raises(SystemExit):
            cli.main()
        shown = capsys.readouterr().out
        for code in ("nb", "en"):
            path = root / "features" / code / f"{name}.feature"
            for number, line in enumerate(path.read_text().splitlines(), start=1):
                text = line.strip().partition(": ")[2] if "Scenario:" in line else line.strip()
                heads = ("#", "@", "Egenskap", "Feature", "Bakgrunn", "Background")
                if text and not text.startswith(heads):
                    assert f":{number}: " in shown
                    assert text in shown
