"""Pictures of a run against the accepted ones: told until accepted, and never an error."""

from __future__ import annotations

from screenshots import Mark, photographed, png, screen, told
from toy import Toy

from samsvar.drivers.protocol import Picture
from samsvar.evidence.seals import Archive
from samsvar.pictures.review import Review, review
from samsvar.rules import Severity

KEY = ("greet", 1, "nb")
ONE, TWO, THREE = (f'- heading "{word}" [level=1]\n- button "OK"' for word in ("1", "2", "3"))
GALLERY = "features/pictures/nb/greet/01"
BAR: Mark = ((0, 0, 1279, 79), "navy")


def run(toy: Toy, *pictures: Picture) -> Review:
    """What a run left of the first chapter in Norwegian."""
    toy.forget()
    return photographed(toy, {KEY: list(pictures)})


def accepted(toy: Toy, *pictures: Picture) -> None:
    run(toy, *pictures).accept()


def kept(toy: Toy) -> dict[str, bytes]:
    folder = toy.root / "features" / "pictures"
    return {
        path.relative_to(toy.root).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.*"))
    }


def test_pictures_that_nobody_accepted_are_told_once_for_the_project(toy: Toy) -> None:
    assert told(run(toy, screen(ONE), screen(TWO))) == [
        "features/pictures:1:1: picture/new: No picture of this project was accepted yet.\n"
        "  found:    2 pictures\n"
        "  write:    samsvar pictures --accept"
    ]


def test_a_run_without_pictures_has_nothing_to_accept(toy: Toy) -> None:
    assert told(run(toy)) == []


def test_accepting_keeps_each_picture_in_small_beside_its_tree(toy: Toy) -> None:
    assert run(toy, screen(ONE), screen(TWO)).accept() == 1
    files = kept(toy)
    assert list(files) == [
        f"{GALLERY}/{name}" for name in ("01.png", "01.tree.yml", "02.png", "02.tree.yml")
    ]
    assert files[f"{GALLERY}/01.tree.yml"].decode() == ONE
    assert len(files[f"{GALLERY}/01.png"]) < 1000


def test_another_address_behind_a_link_is_no_other_screen(toy: Toy) -> None:
    link = '- link "OK":\n  - /url: /{}\n- text: Then'
    accepted(toy, screen(link.format(1)))
    assert told(run(toy, screen(link.format(2)))) == []
    assert kept(toy)[f"{GALLERY}/01.tree.yml"] == b'- link "OK":\n- text: Then'


def test_what_was_accepted_is_told_no_more(toy: Toy) -> None:
    accepted(toy, screen(ONE), screen(TWO))
    assert told(run(toy, screen(ONE), screen(TWO))) == []


def test_a_screen_that_says_something_else_is_told_with_both_sides(toy: Toy) -> None:
    accepted(toy, screen(ONE), screen(TWO))
    found = run(toy, screen(ONE), screen(THREE))
    assert told(found) == [
        "features/nb/greet.feature:17:5: picture/meaning: The screen says something else than in "
        "the accepted picture.\n"
        '  found:    heading "3" [level=1]\n'
        '  expected: heading "2" [level=1]\n'
        "  write:    samsvar pictures --accept greet"
    ]
    (verdict,) = found.verdicts
    assert verdict.severity is Severity.NOTE
    assert (verdict.language, verdict.guide, verdict.chapter) == ("nb", "greet", "Hilse på én")


def test_a_change_that_many_pictures_share_is_told_once(toy: Toy) -> None:
    accepted(toy, screen(ONE), screen(ONE), screen(ONE))
    (verdict,) = run(toy, screen(TWO), screen(TWO), screen(TWO)).verdicts
    assert verdict.place.line == 16
    assert verdict.message.endswith("So it is in 2 more pictures.")
    assert verdict.suggestion == "samsvar pictures --accept greet"


def test_a_change_that_guides_share_is_told_once_and_accepted_together(toy: Toy) -> None:
    other = ("leave", 1, "nb")
    photographed(toy, {KEY: [screen(ONE)], other: [screen(ONE)]}).accept()
    toy.forget()
    (verdict,) = photographed(toy, {KEY: [screen(TWO)], other: [screen(TWO)]}).verdicts
    assert verdict.place.path == "features/nb/greet.feature"
    assert verdict.message.endswith("So it is in 1 more picture.")
    assert verdict.suggestion == "samsvar pictures --accept"


def test_a_screen_that_looks_different_is_told_with_how_much_and_where(toy: Toy) -> None:
    accepted(toy, screen(ONE), screen(TWO))
    assert told(run(toy, screen(ONE), screen(TWO, png(BAR)))) == [
        "features/nb/greet.feature:17:5: picture/pixels: What the screen says is the same, but it "
        "looks different from what was accepted.\n"
        "  found:    02.png: 10.0% of it, between (0, 0) and (1280, 80)\n"
        "  write:    samsvar pictures --accept greet"
    ]


def test_one_more_picture_is_new_and_the_ones_after_it_are_as_they_were(toy: Toy) -> None:
    accepted(toy, screen(ONE), screen(TWO))
    assert told(run(toy, screen(THREE), screen(ONE), screen(TWO))) == [
        "features/nb/greet.feature:16:5: picture/new: The run took pictures that nobody has "
        "accepted.\n"
        "  found:    01.png\n"
        "  write:    samsvar pictures --accept greet"
    ]


def test_each_chapter_with_new_pictures_is_told(toy: Toy) -> None:
    accepted(toy, screen(ONE))
    new = {("greet", 2, "nb"): [screen(ONE)], ("leave", 1, "nb"): [screen(ONE)]}
    toy.forget()
    found = photographed(toy, {KEY: [screen(ONE)], **new})
    assert [(v.rule, v.chapter, v.found, v.message) for v in found.verdicts] == [
        ("picture/new", chapter, "01.png", "The run took pictures that nobody has accepted.")
        for chapter in ("Hilse på flere", "Gå hjem")
    ]


def test_a_picture_that_is_no_longer_taken_is_told(toy: Toy) -> None:
    accepted(toy, screen(ONE), screen(TWO))
    assert told(run(toy, screen(TWO))) == [
        "features/nb/greet.feature:12:3: picture/gone: The run did not take these accepted "
        "pictures any longer.\n"
        "  found:    01.png\n"
        "  write:    samsvar pictures --accept greet"
    ]


def test_pictures_of_a_chapter_that_is_no_more_are_told_and_removed(toy: Toy) -> None:
    accepted(toy, screen(ONE))
    left = toy.root / "features" / "pictures" / "en" / "sing" / "03"
    left.mkdir(parents=True)
    (left / "01.png").write_bytes(b"")
    found = run(toy, screen(ONE))
    assert told(found) == [
        "features/pictures/en/sing/03:1:1: picture/gone: These accepted pictures belong to no "
        "chapter.\n"
        "  write:    samsvar pictures --accept"
    ]
    assert found.accept(["greet"]) == 0
    assert found.accept() == 1
    assert not left.exists()


def test_an_accepted_picture_that_cannot_be_read_is_as_none(toy: Toy) -> None:
    accepted(toy, screen(ONE))
    toy.write(f"{GALLERY}/01.png", "<<<<<<< ours")
    (verdict,) = run(toy, screen(ONE)).verdicts
    assert (verdict.rule, verdict.found) == ("picture/new", "01.png")
    (toy.root / GALLERY / "01.tree.yml").write_bytes(b"\xff")
    assert [v.rule for v in run(toy, screen(ONE)).verdicts] == ["picture/meaning"]
    (toy.root / GALLERY / "01.tree.yml").unlink()
    (verdict,) = run(toy, screen(ONE)).verdicts
    assert (verdict.rule, verdict.found) == ("picture/new", "01.png")


def test_accepting_replaces_what_has_changed_and_leaves_the_rest_to_the_byte(toy: Toy) -> None:
    accepted(toy, screen(ONE), screen(TWO))
    before = kept(toy)
    nearly = png(((0, 0, 3, 3), "black"))
    assert run(toy, screen(ONE, nearly), screen(TWO)).accept() == 0
    assert kept(toy) == before
    assert run(toy, screen(THREE)).accept(["leave"]) == 0
    assert kept(toy) == before
    assert run(toy, screen(THREE)).accept(["greet"]) == 1
    assert list(kept(toy)) == [f"{GALLERY}/01.png", f"{GALLERY}/01.tree.yml"]
    assert told(run(toy, screen(THREE))) == []


def test_a_chapter_that_takes_no_pictures_any_longer_keeps_none(toy: Toy) -> None:
    accepted(toy, screen(ONE))
    run(toy).accept()
    assert kept(toy) == {}


def test_a_chapter_without_valid_evidence_is_left_out_with_its_pictures(toy: Toy) -> None:
    accepted(toy, screen(ONE))
    run(toy, screen(ONE))
    toy.replace("features/nb/greet.feature", "Slik hilser du på én.", "Slik gjør du.")
    toy.forget()
    project = toy.project()
    found = review(project, project.check(), Archive(project.config.build / "evidence"))
    assert found.lacking == (KEY,)
    assert told(found) == []
