"""A change of one side that is accepted, and what stays in the record."""

from __future__ import annotations

import pytest
from agreed import CHANGES, EN, NB, halves, record_of, settle, told
from toy import Toy
from toy_files import LEAVE_EN

from samsvar.checking import Project
from samsvar.ledger import Ledger


def test_accepting_settles_and_says_why(toy: Toy, recorded: Project) -> None:
    toy.replace(EN, "takes a moment", "takes but a moment")
    assert settle(recorded, "only a word more")
    assert told(recorded) == ""
    assert record_of(toy)[1] == (
        halves("Du hilser på noen. Det tar kort tid.", "You greet someone. It takes but a moment.")
        + "  paragraph: Du hilser på noen. Det tar kort tid.  because: only a word more"
    )
    assert not settle(recorded)  # the reason stays


@pytest.mark.parametrize(
    ("path", "old", "new", "review"),
    [
        (EN, "but a moment", "only a moment", NB),
        (EN, "but a moment", "a moment", NB),  # back to what it was: it is another text again
        (NB, "kort tid", "lite tid", EN),
    ],
)
def test_acceptance_lapses_at_the_next_change_of_either_side(
    toy: Toy, recorded: Project, path: str, old: str, new: str, review: str
) -> None:
    toy.replace(EN, "takes a moment", "takes but a moment")
    settle(recorded, "only a word more")
    toy.replace(path, old, new)
    assert [(v.rule, v.place.path) for v in recorded.check().verdicts] == [
        ("translation/stale", review)
    ]


def test_what_no_guide_says_any_more_leaves_the_record(toy: Toy, recorded: Project) -> None:
    for language in ("nb", "en"):
        (toy.root / "features" / language / "leave.feature").unlink()
    assert settle(recorded)
    assert len(record_of(toy)) == 7


def test_nothing_is_forgotten_while_new_texts_are_not_recorded(toy: Toy, recorded: Project) -> None:
    before = record_of(toy)
    for kind in ("title", "note"):
        toy.replace(NB, *CHANGES[kind][0])
        toy.replace(EN, *CHANGES[kind][1])
    assert not Ledger.open(recorded).write(lambda _: False)
    assert Ledger.open(recorded).write(lambda match: match.units[0].kind == "title")
    assert set(before) - set(record_of(toy)) == set()
    toy.replace(NB, *reversed(CHANGES["note"][0]))
    assert [v.rule for v in recorded.check().verdicts] == ["translation/stale"]
    toy.replace(NB, *CHANGES["note"][0])
    assert settle(recorded)
    assert len(record_of(toy)) == 9


def test_texts_of_a_guide_whose_twin_is_missing_stay_in_the_record(
    toy: Toy, recorded: Project
) -> None:
    (toy.root / "features" / "en" / "leave.feature").unlink()
    assert not settle(recorded)
    toy.write("features/en/leave.feature", LEAVE_EN)
    assert told(recorded) == ""
