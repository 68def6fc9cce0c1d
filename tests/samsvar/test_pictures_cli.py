"""`samsvar pictures`, and pictures on the way to a published site."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial

import pytest
from rich.console import Console
from screenshots import photographed, screen
from toy import Command, Toy

from samsvar.drivers.protocol import Overflow, Picture
from samsvar.pictures.screens import Key
from samsvar.publishing.publication import publish_site
from samsvar.verdicts import Verdict

ONE, TWO = screen('- heading "1" [level=1]'), screen('- heading "2" [level=1]')
BAD = screen('- heading "1" [level=1]', overflows=[Overflow("Velkommen", "cut", 7)])
GOOD: Mapping[Key, list[Picture]] = {("greet", 1, "nb"): [ONE], ("greet", 1, "en"): [ONE]}


@pytest.fixture
def samsvar(samsvar: Command) -> Command:
    """Runs `samsvar pictures`."""
    return partial(samsvar, "pictures")


def run(toy: Toy, pictures: Mapping[Key, list[Picture]]) -> None:
    photographed(toy, pictures)
    toy.forget()


def test_without_evidence_there_is_nothing_to_look_at(samsvar: Command) -> None:
    code, out, error = samsvar()
    assert (code, out) == (2, "")
    assert "site/seal: No chapter has passed in the browser as it is written now" in error
    assert "  write:    samsvar site\n" in error


def test_a_change_is_told_without_failing_until_it_is_accepted(toy: Toy, samsvar: Command) -> None:
    run(toy, GOOD)
    assert samsvar("--accept") == (0, "Accepted the pictures of 2 chapters.\n", "")
    assert samsvar() == (0, "2 pictures as accepted.\n", "")
    run(toy, {**GOOD, ("greet", 1, "en"): [ONE, TWO]})
    code, out, _ = samsvar()
    assert code == 0
    assert "features/en/greet.feature:17:5: note: picture/new: The run took pictures that" in out
    assert "  write:    samsvar pictures --accept greet\n" in out
    assert out.endswith("\n1 note.\n")
    assert samsvar("--fail-on", "note")[0] == 4
    assert samsvar("greet", "--accept")[1] == "Accepted the pictures of 1 chapter.\n"
    assert samsvar("--fail-on", "note") == (0, "3 pictures as accepted.\n", "")


def test_a_folder_that_cannot_be_written_is_told(toy: Toy, samsvar: Command) -> None:
    run(toy, GOOD)
    toy.write("features/pictures", "")
    code, _, error = samsvar("--accept")
    assert code == 2
    assert "site/folder: Nothing can be written here: not a directory." in error


def test_one_guide_can_be_asked_for(toy: Toy, samsvar: Command) -> None:
    run(toy, {**GOOD, ("leave", 1, "nb"): [TWO]})
    assert samsvar("leave", "--accept")[1] == "Accepted the pictures of 1 chapter.\n"
    assert samsvar("leave") == (0, "1 picture as accepted.\n", "")
    assert "greet.feature:16:5: note: picture/new" in samsvar()[1]
    code, _, error = samsvar("leeve")
    assert code == 2
    assert "there is no leeve. The nearest is leave." in error


def test_a_text_cut_off_is_an_error(toy: Toy, samsvar: Command) -> None:
    run(toy, {**GOOD, ("greet", 1, "nb"): [BAD]})
    samsvar("--accept")
    code, out, _ = samsvar()
    assert code == 1
    assert "picture/cut-off: This text is cut off: its box is too small for it." in out
    assert out.endswith("\n1 error.\n")


def test_other_evidence_can_be_looked_at(toy: Toy, samsvar: Command) -> None:
    run(toy, GOOD)
    (toy.root / "build" / "evidence").rename(toy.root / "elsewhere")
    assert samsvar()[0] == 2
    assert samsvar("--evidence", "elsewhere", "--accept")[1] == (
        "Accepted the pictures of 2 chapters.\n"
    )


def test_chapters_without_evidence_are_mentioned(toy: Toy, samsvar: Command) -> None:
    run(toy, GOOD)
    toy.replace("features/nb/greet.feature", "Slik hilser du på én.", "Slik gjør du.")
    _, _, error = samsvar()
    assert error == "Left out: 1 chapter without pictures of what is written now.\n"


def publish(toy: Toy) -> tuple[tuple[Verdict, ...], bool]:
    """The verdicts of publishing existing evidence, and whether there is a site then."""
    console = Console(file=io.StringIO())
    address = "http://127.0.0.1:8000/"
    verdicts = publish_site(toy.project(), console, url=address, run=False, workers=1)
    toy.forget()
    return verdicts, (toy.root / "build" / "site").exists()


def test_an_error_in_a_picture_is_not_published(toy: Toy) -> None:
    toy.add_site()
    run(toy, {**GOOD, ("greet", 1, "nb"): [BAD]})
    verdicts, is_published = publish(toy)
    assert {v.rule for v in verdicts} == {"picture/cut-off", "picture/new"}
    assert not is_published


def test_a_changed_picture_is_published_and_told(toy: Toy) -> None:
    toy.add_site()
    run(toy, GOOD)
    verdicts, is_published = publish(toy)
    assert [v.rule for v in verdicts] == ["picture/new"]
    assert is_published
