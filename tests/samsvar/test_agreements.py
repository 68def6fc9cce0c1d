"""The record of agreements: readable, independent of names and places, and merged with ease."""

from __future__ import annotations

import os
import resource
import subprocess
from pathlib import Path

import pytest
from agreed import (
    CHANGES,
    EN,
    NB,
    RECORD,
    halves,
    record_of,
    settle,
    told,
)
from toy import REPO, Toy
from toy_files import GREET_EN, GREET_NB, LEAVE_EN, LEAVE_NB

from samsvar.agreements import NONE, Agreement, Record, parse
from samsvar.checking import Project
from samsvar.guides import parse as parse_guide
from samsvar.matching import Twins, compare
from samsvar.pairing import Pairing
from samsvar.plans import Checked
from samsvar.provenance import renew, verdicts
from samsvar.verdicts import CannotGoOn


def test_the_record_is_readable_in_the_order_of_the_guides(toy: Toy, recorded: Project) -> None:
    assert (
        (toy.root / RECORD).read_text(encoding="utf-8")
        == f"""\
# Which texts of the guides agree with one another: their hashes, then how they begin. The hashes
# alone count. `samsvar accept` writes this file; in a merge, keep the lines of both sides.

{halves("Hilse", "Greet")}  title: Hilse

{halves("Du hilser på noen. Det tar kort tid.", "You greet someone. It takes a moment.")}\
  paragraph: Du hilser på noen. Det tar kort tid.

{halves("Forutsetninger", "Prerequisites")}  prerequisites: Forutsetninger

{halves("Hilse på én", "Greet one")}  chapter: Hilse på én

{halves("Slik hilser du på én.", "This is how you greet one person.")}\
  paragraph: Slik hilser du på én.

{halves("Hils **gjerne** igjen.", "Do greet **again**.")}  note: Hils **gjerne** igjen.

{halves("Hilse på flere", "Greet several")}  chapter: Hilse på flere

{halves("Gå", "Leave")}  title: Gå

{halves("Gå hjem", "Go home")}  chapter: Gå hjem
"""
    )
    assert told(recorded) == ""


def test_texts_that_stand_at_two_places_have_one_line(toy: Toy, recorded: Project) -> None:
    for language, chapter in (("nb", "Hilse på én"), ("en", "Greet one")):
        old = {"nb": "Gå hjem", "en": "Go home"}[language]
        toy.replace(f"features/{language}/leave.feature", old, chapter)
    assert told(recorded) == ""
    assert settle(recorded)
    assert len(record_of(toy)) == 8


def test_a_record_that_says_it_all_is_not_written_again(recorded: Project) -> None:
    assert not settle(recorded)


def test_a_project_without_a_record_does_without(toy: Toy) -> None:
    project = toy.project()
    toy.replace(NB, "Du hilser", "Du vinker")
    assert told(project) == ""


def test_the_guides_of_this_project_are_recorded(real: Project) -> None:
    assert (REPO / RECORD).is_file()
    rules = {verdict.rule for verdict in real.check().verdicts}
    assert not rules & {"translation/stale", "translation/unrecorded", "text/record"}


def test_a_record_can_be_read_as_it_was_written() -> None:
    agreement = Agreement(
        (("nb", "0123456789"), ("en", NONE)), "note: Hils.", "only “he: she” here"
    )
    line = "nb:0123456789 en:none  note: Hils.  because: only “he: she” here"
    assert str(agreement) == line
    assert parse(f"# A remark\n\n{line} \r\n", RECORD).agreements == (agreement,)


def test_a_reason_is_kept_when_one_of_two_equal_agreements_has_none() -> None:
    bare = "nb:0000000000 en:1111111111  title: Hilse"
    for text in (f"{bare}\n{bare}  because: so", f"{bare}  because: so\n{bare}"):
        found = parse(text, RECORD).find(("en", "1111111111"), ("nb", "0000000000"))
        assert found is not None
        assert found.because == "so"


# What changes nothing: names, places, order, history


def test_a_guide_that_moves_keeps_its_agreements(toy: Toy, recorded: Project) -> None:
    for language in ("nb", "en"):
        folder = toy.root / "features" / language
        (folder / "greet.feature").rename(folder / "welcome.feature")
    assert told(recorded) == ""


def test_chapters_in_another_order_keep_their_agreements(toy: Toy, recorded: Project) -> None:
    for path, source in ((NB, GREET_NB), (EN, GREET_EN)):
        before, one, several = source.partition("  @short")[0], *source.split("  @")[1:]
        toy.write(path, f"{before}  @{several}\n  @{one.rstrip()}\n")
    assert told(recorded) == ""
    assert settle(recorded)
    assert "flere" in record_of(toy)[3]


def test_a_chapter_that_moves_to_another_guide_keeps_its_agreements(
    toy: Toy, recorded: Project
) -> None:
    for language, source in (("nb", LEAVE_NB), ("en", LEAVE_EN)):
        chapter = source[source.index("\n  Scenario") :]
        path = toy.root / "features" / language / "greet.feature"
        toy.write(f"features/{language}/greet.feature", path.read_text("utf-8") + chapter)
    assert told(recorded) == ""


def test_the_languages_can_change_places(toy: Toy, recorded: Project) -> None:
    toy.replace("samsvar.toml", '["nb", "en"]', '["en", "nb"]')
    assert told(toy.project()) == ""


def test_every_language_is_recorded_beside_the_leading_one() -> None:
    def twins(nn: str, en: str) -> list[Twins]:
        sources = {"nb": GREET_NB, "nn": nn, "en": en}
        nb, *others = (
            Checked(parse_guide(source, "greet", language, f"{language}.feature"), {})
            for language, source in sources.items()
        )
        return [(nb, other, Pairing([(0, 0), (1, 1)])) for other in others]

    def review(found: list[Twins]) -> list[tuple[str, str]]:
        return [(v.rule, str(v.place)) for v in verdicts(compare(found, record))]

    nn = GREET_NB.replace("noen", "nokon")
    before = twins(nn, GREET_EN)
    guides = [before[0][0].guide, *(other.guide for _, other, _ in before)]
    record = renew(Record(), compare(before, Record()), guides, lambda _: True)
    assert len(record.agreements) == 14
    assert {agreement.halves[1][0] for agreement in record.agreements} == {"nn", "en"}
    assert review(before) == []
    assert review(twins(nn.replace("Hilse på én", "Helse på ein"), GREET_EN)) == [
        ("translation/stale", "nb.feature:12:3")
    ]
    assert review(twins(nn, GREET_EN.replace("Greet one", "Greet just one"))) == [
        ("translation/stale", "nb.feature:12:3")
    ]


# Merging


def git(folder: Path, *arguments: str) -> None:
    """Runs git without the machine's own settings."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ("-c", "user.name=toy", "-c", "user.email=toy@example.com")
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def commit(toy: Toy) -> None:
    git(toy.root, "add", "features")
    git(toy.root, "commit", "-q", "-m", "Change")


def change_both(toy: Toy, kind: str, project: Project) -> None:
    toy.replace(NB, *CHANGES[kind][0])
    toy.replace(EN, *CHANGES[kind][1])
    settle(project)
    commit(toy)


def test_branches_that_change_neighbours_merge_without_a_conflict(
    toy: Toy, recorded: Project
) -> None:
    git(toy.root, "init", "-q", "-b", "main")
    commit(toy)
    git(toy.root, "checkout", "-q", "-b", "other")
    change_both(toy, "prerequisites", recorded)
    git(toy.root, "checkout", "-q", "main")
    change_both(toy, "introduction", recorded)
    git(toy.root, "merge", "-q", "--no-edit", "other")
    assert told(recorded) == ""
    assert not settle(recorded)


def test_branches_that_add_at_one_place_merge_by_the_lines_of_both(
    toy: Toy, recorded: Project
) -> None:
    toy.write("features/.gitattributes", (REPO / "features" / ".gitattributes").read_text("utf-8"))
    git(toy.root, "init", "-q", "-b", "main")
    commit(toy)
    for branch, name in (("one", "hello"), ("two", "howdy")):
        git(toy.root, "checkout", "-q", "-b", branch, "main")
        toy.write(f"features/nb/{name}.feature", LEAVE_NB.replace("Gå", f"{name} nb", 1))
        toy.write(f"features/en/{name}.feature", LEAVE_EN.replace("Leave", f"{name} en", 1))
        settle(recorded)
        commit(toy)
    git(toy.root, "merge", "-q", "--no-edit", "one")
    assert told(recorded) == ""


def test_a_shallow_clone_and_a_squashed_history_keep_the_agreements(
    toy: Toy, recorded: Project, tmp_path: Path
) -> None:
    git(toy.root, "init", "-q", "-b", "main")
    git(toy.root, "add", ".")
    git(toy.root, "commit", "-q", "-m", "Begin")
    toy.replace(NB, *CHANGES["note"][0])
    commit(toy)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{toy.root}", "clone")
    clone = recorded.check(tmp_path / "clone" / "features")
    assert [verdict.message for verdict in clone.verdicts] == [
        "This note is to be reviewed: its twin in nb has changed."
    ]


CONFLICT = """\
<<<<<<< HEAD
nb:0000000000 en:1111111111  title: Hilse
=======
nb:2222222222 en:3333333333  title: Hilse
>>>>>>> other
"""


def test_what_a_merge_has_left_open_is_told_at_its_line(toy: Toy, recorded: Project) -> None:
    text = (toy.root / RECORD).read_text(encoding="utf-8")
    toy.write(RECORD, text + CONFLICT)
    assert told(recorded) == (
        f"{RECORD}:{text.count(chr(10)) + 1}:1: text/record: A merge has left its marks in the "
        "record.\n"
        "  found:    <<<<<<< HEAD\n"
        "  write:    samsvar accept (it keeps the agreements of both sides)"
    )
    settle(recorded)
    assert (toy.root / RECORD).read_text(encoding="utf-8") == text


def test_a_line_that_cannot_be_read_is_told_and_keeps_the_record_from_being_written(
    toy: Toy, recorded: Project
) -> None:
    toy.replace(RECORD, "  title: Hilse", " title: Hilse")
    expected = (
        f"{RECORD}:4:1: text/record: This line of the record cannot be read.\n"
        f"  found:    {halves('Hilse', 'Greet')} title: Hilse\n"
        "  expected: nb:0000000000 en:0000000000  kind: how the text begins\n"
        "  write:    remove the line, then see what samsvar check says"
    )
    assert told(recorded).split("\n\n")[0] == expected
    with pytest.raises(CannotGoOn) as refusal:
        settle(recorded)
    assert str(refusal.value) == expected


def test_a_record_that_cannot_be_read_is_told(toy: Toy, recorded: Project) -> None:
    (toy.root / RECORD).write_bytes(b"# one\n\xff")
    assert told(recorded).startswith(
        f"{RECORD}:2:1: text/record: This record cannot be read: it is not in UTF-8."
    )


@pytest.mark.parametrize("source", ["Egenskap: Hilse\n\n  Hei", "# language: no\nDette\n"])
def test_a_guide_that_cannot_be_read_keeps_the_record_from_being_written(
    toy: Toy, recorded: Project, source: str
) -> None:
    toy.write(NB, source)
    with pytest.raises(CannotGoOn):
        settle(recorded)
    assert len(record_of(toy)) == 9


def test_prose_that_may_be_a_step_keeps_the_record_from_being_written(
    toy: Toy, recorded: Project
) -> None:
    toy.replace(EN, "    When I open the portal\n    And", "    Wen I open the portal\n    And")
    with pytest.raises(CannotGoOn) as refusal:
        settle(recorded)
    assert {verdict.rule for verdict in refusal.value.verdicts} == {"text/wrong-keyword"}


def test_a_step_that_means_nothing_does_not_keep_texts_from_being_recorded(
    toy: Toy, recorded: Project
) -> None:
    toy.replace(EN, "I open the portal", "I open it")
    toy.replace(NB, *CHANGES["note"][0])
    toy.replace(EN, *CHANGES["note"][1])
    assert settle(recorded)
    assert [verdict.rule for verdict in recorded.check().verdicts] == ["text/undefined"]


def test_a_record_for_which_there_is_no_space_stays_as_it_was(toy: Toy, recorded: Project) -> None:
    before = (toy.root / RECORD).read_bytes()
    toy.replace(NB, *CHANGES["note"][0])
    toy.replace(EN, *CHANGES["note"][1])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))
    try:
        with pytest.raises(CannotGoOn) as refusal:
            settle(recorded)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert str(refusal.value).startswith(
        f"{RECORD}:1:1: site/folder: Nothing can be written here: file too large."
    )
    assert (toy.root / RECORD).read_bytes() == before
    assert [path.name for path in (toy.root / "features").iterdir() if path.is_file()] == [
        "agreed.txt"
    ]
