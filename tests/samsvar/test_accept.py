"""`samsvar accept`: recording which texts agree, and accepting a change of one language only."""

from __future__ import annotations

from functools import partial

import pytest
from toy import Command, Toy

RECORD = "features/agreed.txt"
NB, EN = "features/nb/greet.feature", "features/en/greet.feature"


@pytest.fixture
def samsvar(samsvar: Command) -> Command:
    """The command on a wide terminal."""
    return partial(samsvar, columns=300)


@pytest.fixture
def accept(samsvar: Command) -> Command:
    """The command in a toy whose texts are all recorded."""
    assert samsvar("accept") == (0, f"9 texts recorded in {RECORD}.\n", "")
    return lambda *arguments: samsvar("accept", *arguments)


def reasons(toy: Toy) -> list[str]:
    lines = (toy.root / RECORD).read_text(encoding="utf-8").splitlines()
    return [line.partition("  ")[2] for line in lines if "because: " in line]


def change_one_side_of_three(toy: Toy) -> None:
    """A title, a chapter's paragraph and a note, of one language each."""
    toy.replace(NB, "Egenskap: Hilse", "Egenskap: Ønske")
    toy.replace(EN, "This is how", "Here is how")
    toy.replace(NB, "**gjerne** ", "")


def test_when_all_is_recorded_there_is_nothing_to_accept(accept: Command) -> None:
    assert accept() == (0, "There is nothing to accept.\n", "")
    assert accept("greet") == (0, "There is nothing to accept.\n", "")
    assert accept("greet:1", "--because", "so") == (0, "There is nothing to accept.\n", "")


def test_what_changed_in_both_languages_is_recorded_and_the_rest_is_left(
    toy: Toy, accept: Command
) -> None:
    change_one_side_of_three(toy)
    toy.replace(NB, "Hilse på flere", "Hilse på mange")
    toy.replace(EN, "Greet several", "Greet many")
    assert accept() == (
        0,
        f"1 text recorded in {RECORD}.\n3 texts to be reviewed: samsvar check says which.\n",
        "",
    )
    assert reasons(toy) == []


def test_a_guide_is_accepted_with_a_reason(toy: Toy, accept: Command, samsvar: Command) -> None:
    change_one_side_of_three(toy)
    assert accept("greet", "--because", " the English\tsays  it already ") == (
        0,
        "3 texts accepted as written.\n",
        "",
    )
    assert reasons(toy) == [
        "title: Ønske  because: the English says it already",
        "paragraph: Slik hilser du på én.  because: the English says it already",
        "note: Hils igjen.  because: the English says it already",
    ]
    assert samsvar("check", "--strict")[0] == 0


@pytest.mark.parametrize("chapter", ["1", "Hilse på én", "Greet one"])
def test_a_chapter_is_accepted_by_its_number_or_its_name(
    toy: Toy, accept: Command, chapter: str
) -> None:
    change_one_side_of_three(toy)
    assert accept(f"greet:{chapter}", "--because", "so") == (
        0,
        "2 texts accepted as written.\n1 text to be reviewed: samsvar check says which.\n",
        "",
    )


def test_prerequisites_are_chapter_0(toy: Toy, accept: Command) -> None:
    change_one_side_of_three(toy)
    toy.replace(EN, "Background: Prerequisites", "Background: Needed")
    assert accept("greet:0", "--because", "so")[1].startswith("1 text accepted as written.\n")
    assert reasons(toy) == ["prerequisites: Forutsetninger  because: so"]


@pytest.mark.parametrize("chapter", ["0", "2", "Greet several"])
def test_a_chapter_without_changes_tells_where_they_are(
    toy: Toy, accept: Command, chapter: str
) -> None:
    change_one_side_of_three(toy)
    assert accept(f"greet:{chapter}", "--because", "so") == (
        0,
        "There is nothing to accept.\n"
        "3 texts to be reviewed: samsvar check says which.\n"
        "  features/en/greet.feature:3:1: before the first chapter\n"
        "  features/nb/greet.feature:13:5: in chapter 1\n"
        "  features/en/greet.feature:21:7: in chapter 1\n"
        "A title or introduction of a guide belongs to no chapter. Leave the chapter out: samsvar "
        "accept greet --because …\n",
        "",
    )


@pytest.mark.parametrize("arguments", [("leave", "--because", "so"), ("leave",), ("leave:1",)])
def test_a_guide_without_a_twin_has_nothing_to_agree_with(
    toy: Toy, accept: Command, arguments: tuple[str, ...]
) -> None:
    (toy.root / "features/nb/leave.feature").unlink()
    code, out, err = accept(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith(
        "Error: Invalid value for GUIDE: leave has no twin in nb, so there is nothing that its "
        "texts could agree with. Write it first.\n"
    )


def test_new_texts_of_a_guide_are_recorded_beside_it(toy: Toy, accept: Command) -> None:
    toy.replace(NB, "Hilse på flere", "Hilse på mange")
    toy.replace(EN, "Greet several", "Greet many")
    toy.replace(EN, "This is how", "Here is how")
    assert accept("greet", "--because", "so") == (
        0,
        f"1 text accepted as written.\n1 text recorded in {RECORD}.\n",
        "",
    )
    assert reasons(toy) == ["paragraph: Slik hilser du på én.  because: so"]


def test_nothing_of_another_guide_is_recorded(toy: Toy, accept: Command) -> None:
    toy.replace(NB, "Hilse på flere", "Hilse på mange")
    toy.replace(EN, "Greet several", "Greet many")
    assert accept("leave", "--because", "so") == (0, "There is nothing to accept.\n", "")


def test_a_reason_is_needed(toy: Toy, accept: Command) -> None:
    change_one_side_of_three(toy)
    before = (toy.root / RECORD).read_bytes()
    code, out, err = accept("greet")
    assert (code, out) == (2, "")
    assert (
        "Invalid value for --because: a reason is needed: 3 texts changed in one language only. "
        "Change the other, too, or say why it can stay as it is."
    ) in err
    assert (toy.root / RECORD).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("greet", "--because", "  "), "Invalid value for --because: say why, in a few words."),
        (
            ("--because", "so"),
            "Invalid value for --because: a reason is for one guide: name it, too.",
        ),
        (("gret",), "Invalid value for GUIDE: there is no gret. The nearest is greet."),
        (("other",), "Invalid value for GUIDE: there is no other. There are: greet, leave."),
        (
            ("greet:Greet ones",),
            "Invalid value for CHAPTER: greet has no chapter “Greet ones”. The nearest is “Greet "
            "one”.",
        ),
        (
            ("greet:7",),
            "Invalid value for CHAPTER: greet has no chapter “7”. There are:\n"
            "  0 Forutsetninger / Prerequisites\n"
            "  1 Hilse på én / Greet one\n"
            "  2 Hilse på flere / Greet several\n",
        ),
    ],
)
def test_what_was_not_understood_is_told(
    accept: Command, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = accept(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_the_marks_of_a_merge_are_put_in_order(toy: Toy, accept: Command) -> None:
    path = toy.root / RECORD
    before = path.read_text(encoding="utf-8")
    first = next(line for line in before.splitlines() if line.endswith("title: Hilse"))
    path.write_text(
        before.replace(first, f"<<<<<<< HEAD\n{first}\n=======\n{first}\n>>>>>>> other"), "utf-8"
    )
    assert accept() == (0, f"There is nothing to accept, but {RECORD} was put in order.\n", "")
    assert path.read_text(encoding="utf-8") == before


def test_a_guide_that_cannot_be_read_is_told_first(toy: Toy, accept: Command) -> None:
    before = (toy.root / RECORD).read_bytes()
    toy.replace(NB, "Egenskap: ", "Egenskab ")
    code, out, err = accept()
    assert (code, out) == (2, "")
    assert f"{NB}:3:1: error: text/syntax: " in err
    assert (toy.root / RECORD).read_bytes() == before


def test_a_record_that_cannot_be_written_is_told(toy: Toy, samsvar: Command) -> None:
    (toy.root / RECORD).mkdir()
    code, out, err = samsvar("accept")
    assert (code, out) == (2, "")
    assert f"{RECORD}:1:1: error: text/record: This record cannot be read: is a directory." in err
