"""What a session of `samsvar watch` checks and runs at a save."""

from __future__ import annotations

import io

from rich.console import Console
from toy import Toy
from toy_files import LEAVE_NB
from watch import EN, NB

from samsvar.rechecking.session import Session


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
