"""The verdicts in a review: which are new, which are no more, and which nobody knows of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from reviewing import Review, commit, page_of, texts, with_class
from toy import Toy


def test_verdicts_are_told_the_new_ones_first(toy: Toy, review: Review) -> None:
    toy.replace("features/nb/leave.feature", "borte", "bortreist")
    commit(toy)
    toy.replace("features/nb/greet.feature", '"Send"', '"Sende"')

    assert review()[1].startswith("1 guide, 0 pages and 0 pictures changed; 1 new verdict.")

    page = page_of(toy)
    told = texts(page, with_class("verdict"))
    assert len(told) == 2
    assert told[0].startswith("Nytt / New error label/unknown features/nb/greet.feature:18:")
    assert told[1].startswith("error text/undefined features/nb/leave.feature:6:")


def test_verdicts_that_are_no_more_are_counted(toy: Toy, review: Review) -> None:
    toy.replace("features/nb/greet.feature", '"Send"', '"Sende"')
    commit(toy)
    toy.replace("features/nb/greet.feature", '"Sende"', '"Send"')

    review()

    assert texts(page_of(toy), with_class("well")) == [
        "Kontrollen finner ingenting galt. / The check finds nothing wrong.",
        "Funn som er borte: 1 / Verdicts that are no more: 1",
    ]


NOT_KNOWN = (
    "Tilstanden før kunne ikke kontrolleres, så ingen vet hvilke funn som er nye. / The state "
    "before could not be checked, so nobody knows which verdicts are new. "
)


@pytest.fixture
def before(toy: Toy, tmp_path: Path) -> Path:
    """A copy of the toy, with a mistake that both states have."""
    toy.replace("features/nb/leave.feature", "borte", "bortreist")
    return shutil.copytree(toy.root, tmp_path / "before", ignore=shutil.ignore_patterns(".git"))


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        (
            "samsvar.toml",
            "[",
            "This file cannot be read: invalid initial character for a key part (at end of "
            "document).",
        ),
        (
            "samsvar.toml",
            'languages = ["nb", "nn"]\nedition = "1"\neditions = ["1"]\n',
            "Today's steps are not written in nn, so these guides cannot be read.",
        ),
        (
            "labels/1/en.yml",
            "- Send\n",
            "A catalogue maps kinds to labels.",
        ),
    ],
)
def test_no_verdict_is_new_where_the_state_before_could_not_be_checked(
    toy: Toy, review: Review, before: Path, file: str, text: str, reason: str
) -> None:
    (before / file).write_text(text, encoding="utf-8")

    assert review(str(before)) == (
        0,
        "0 guides, 0 pages and 0 pictures changed; new verdicts are not known.\n"
        f"{before} could not be checked: {file}:1:1: {reason}\n"
        "Written to build/review/index.html.\n",
    )

    page = page_of(toy)
    assert texts(page, with_class("unchecked")) == [f"{NOT_KNOWN}{file}:1:1 {reason}"]
    assert len(texts(page, with_class("verdict"))) == 1
    assert texts(page, with_class("new")) == []


def test_steps_that_ask_for_labels_that_there_were_not_are_told(
    toy: Toy, review: Review, before: Path
) -> None:
    for language in ("nb", "en"):
        toy.replace(f"labels/1/{language}.yml", "button:\n", "button:\n  wave: Wave\n")
    toy.replace(
        f"{toy.package}/greeting.py",
        "PEOPLE[language])",
        '{labels.text("button.wave", language): "waver", **PEOPLE[language]})',
    )

    assert (
        f"{before} could not be checked: labels:1:1: Today's steps do not fit these labels: they "
        "ask for “button.wave”.\n"
    ) in review(str(before))[1]


def test_a_state_with_fewer_languages_is_checked_in_those(
    toy: Toy, review: Review, before: Path
) -> None:
    settings = before / "samsvar.toml"
    settings.write_text(settings.read_text().replace(', "en"', ""), encoding="utf-8")
    shutil.rmtree(before / "features" / "en")
    (before / "labels/1/en.yml").unlink()
    toy.replace("features/en/greet.feature", '"Send"', '"Sent"')
    toy.replace(
        f"{toy.package}/greeting.py",
        "PEOPLE[language])",
        '{labels.texts[language]["button.greet"]: "greeter", **PEOPLE[language]})',
    )

    assert review(str(before))[1].startswith(
        "2 guides, 0 pages and 0 pictures changed; 1 new verdict.\n"
    )
