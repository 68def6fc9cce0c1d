"""What a changed text impacts: labels, chapters, what a guide's chapters share."""

from __future__ import annotations

import pytest
from impacts import ALL, Command, impacted, steps_of
from toy import Toy


def test_a_label_that_is_looked_up_impacts_in_its_language_only(
    toy: Toy, recorded: Command
) -> None:
    toy.replace("labels/1/nb.yml", "name: Navn", "name: Fornavn")

    assert impacted(recorded) == {
        "greet 1 nb": ["meets the label field.name, whose text has changed in nb"]
    }


def test_a_label_that_only_stands_on_a_screen_impacts_who_sees_it(
    toy: Toy, recorded: Command
) -> None:
    toy.replace("labels/1/en.yml", "greet: Greet someone", "greet: Greet somebody")

    assert impacted(recorded) == {
        "greet 1 en": ["meets the label heading.greet, whose text has changed in en"]
    }


def test_a_quoted_label_is_named_as_such(toy: Toy, recorded: Command) -> None:
    toy.replace("labels/1/nb.yml", "send: Send", "send: Send nå")
    toy.replace("features/nb/greet.feature", 'på "Send"', 'på "Send nå"')

    assert impacted(recorded)["greet 1 nb"] == [
        "its own text has changed",
        "quotes button.send, whose text has changed in nb",
    ]


def test_a_label_that_nobody_met_impacts_everybody(toy: Toy, recorded: Command) -> None:
    for code in ("nb", "en"):
        toy.write(
            f"labels/1/{code}.yml", (toy.root / f"labels/1/{code}.yml").read_text() + "a: {b: C}\n"
        )
    assert {tuple(reasons) for reasons in impacted(recorded).values()} == {
        (
            "a.b has changed in en: no run has shown who meets it",
            "a.b has changed in nb: no run has shown who meets it",
            "the labels in en have other keys than before",
            "the labels in nb have other keys than before",
        )
    }


def test_a_chapter_s_text_impacts_it_and_its_twin(toy: Toy, recorded: Command) -> None:
    toy.replace("features/nb/greet.feature", "Slik hilser du på én.", "Slik hilser du.")

    assert impacted(recorded) == {
        "greet 1 nb": ["its own text has changed"],
        "greet 1 en": ["its twin has changed: features/nb/greet.feature"],
    }


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("It takes a moment.", "It takes time.", "introduction of its guide has"),
        ("Prereq", "The prereq", "prerequisites of its guide have"),
    ],
)
def test_what_all_chapters_share_impacts_the_whole_guide(
    toy: Toy, recorded: Command, old: str, new: str, part: str
) -> None:
    toy.replace("features/en/greet.feature", old, new)

    own, twin = (
        [f"the {part} changed"],
        ["its twin has changed: features/en/greet.feature"],
    )
    assert impacted(recorded) == {
        "greet 1 nb": twin,
        "greet 2 nb": twin,
        "greet 1 en": own,
        "greet 2 en": own,
    }


def test_a_phrase_that_no_longer_means_the_same_is_found_by_the_check(
    toy: Toy, recorded: Command
) -> None:
    toy.replace(steps_of(toy), 'en="{person} is gone"', 'en="{person} is away"')

    found = impacted(recorded)
    assert found["leave 1 en"] == ["samsvar check finds something wrong in it"]
    assert found["leave 1 nb"] == ["calls greeting.gone, which has changed"]
    assert len(found) == 2


def test_other_values_are_other_plans(toy: Toy, recorded: Command) -> None:
    toy.replace(steps_of(toy), '"kongen": "king"', '"kongen": "monarch"')
    toy.replace(steps_of(toy), '"the king": "king"', '"the king": "monarch"')

    found = impacted(recorded)
    assert found.keys() == ALL
    assert found["leave 1 nb"] == [
        "its steps mean something else than before",
        f"{steps_of(toy)} has changed outside its functions: it reaches every chapter",
    ]


def test_a_label_that_must_not_be_seen_impacts_who_looks_for_it(toy: Toy, samsvar: Command) -> None:
    for code, text in (("nb", "Ha det, {name}"), ("en", "Goodbye, {name}")):
        path = toy.root / "labels" / "1" / f"{code}.yml"
        toy.write(f"labels/1/{code}.yml", f'{path.read_text()}text:\n  bye: "{text}"\n')
    steps = steps_of(toy)
    toy.replace(steps, "def gone(portal: Portal,", "def gone(portal: Portal, words: Words,")
    toy.replace(
        steps,
        '    """Not there."""\n',
        '    portal.expect_no_text(words("text.bye", name=person))\n',
    )
    samsvar("test", "--impacted")
    toy.replace("labels/1/en.yml", "Goodbye", "So long")

    assert impacted(samsvar) == {
        "leave 1 en": ["meets the label text.bye, whose text has changed in en"]
    }


def test_the_chapters_of_a_guide_that_cannot_be_read_are_impacted_with_their_twins(
    toy: Toy, recorded: Command
) -> None:
    toy.replace("features/nb/leave.feature", "  Scenario: Gå hjem", "  Scenarie: Gå hjem")

    assert impacted(recorded) == {
        "leave 1 nb": ["samsvar check finds something wrong in it"],
        "leave 1 en": ["its twin has changed: features/nb/leave.feature"],
    }


def test_a_guide_that_is_gone_impacts_its_twin(toy: Toy, recorded: Command) -> None:
    (toy.root / "features/nb/leave.feature").unlink()

    assert impacted(recorded) == {
        "leave 1 en": ["its twin has changed: features/nb/leave.feature"],
    }
