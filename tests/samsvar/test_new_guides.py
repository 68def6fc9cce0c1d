"""New guides: `samsvar new`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from toy import REPO, Command, Toy, seal_all

from samsvar import agreements, cli
from samsvar import config as settings
from samsvar.checking import Project
from samsvar.ledger import Ledger
from samsvar.new_guides import example_of, paths_of, valid_name, write_new
from samsvar.publishing.pages import publish
from samsvar.verdicts import CannotGoOn, Place, Verdict

TITLES = ["--title-nb", "Ta farvel", "--title-en", "Say goodbye"]

NB = """\
# language: no
Egenskap: Ta farvel

  Her står det hva leseren får gjort ved å følge denne veiledningen.

  Scenario: Første kapittel
    Her står det når leseren trenger dette kapittelet.

    Når jeg åpner portalen
    Så er "kongen" borte
"""
EN = """\
# language: en
Feature: Say goodbye

  This says what readers get done by following this guide.

  Scenario: First chapter
    This says when readers need this chapter.

    When I open the portal
    Then "the king" is gone
"""


@pytest.fixture
def samsvar(samsvar: Command) -> Command:
    """The command: exit code, output, and errors without the frame that they stand in."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code, output, errors = samsvar(*arguments)
        return code, output, " ".join(errors.split())

    return call


def test_both_twins_are_written_and_what_to_do_next_is_told(toy: Toy, samsvar: Command) -> None:
    assert samsvar("new", "say-goodbye", *TITLES) == (
        0,
        """\
Written: features/nb/say-goodbye.feature and features/en/say-goodbye.feature.
Their pages, guides/say-goodbye.md, are made when the site is published.
1. Edit both: write the introductions, replace the steps (with which leave:1 begins).
2. Learn at each save what does not agree: samsvar watch
3. Run it: samsvar test --guide say-goodbye
""",
        "",
    )
    assert (toy.root / "features/nb/say-goodbye.feature").read_text(encoding="utf-8") == NB
    assert (toy.root / "features/en/say-goodbye.feature").read_text(encoding="utf-8") == EN


def test_they_pass_the_check_and_hold(samsvar: Command) -> None:
    samsvar("new", "say-goodbye", *TITLES)
    assert samsvar("check", "--strict") == (
        0,
        "3 guides in nb and en agree (8 chapters, edition 1).\n",
        "",
    )
    code, out, _ = samsvar("test", "--guide", "say-goodbye")
    assert code == 0
    assert out.startswith("2 chapters passed (4 steps in ")


def test_their_texts_are_recorded_where_there_is_a_record(toy: Toy, samsvar: Command) -> None:
    project = toy.project()
    ledger = Ledger.open(project)
    ledger.write(ledger.new.__contains__)
    toy.forget()
    samsvar("new", "say-goodbye", *TITLES)
    assert "Ta farvel" in (toy.root / "features" / agreements.FILE_NAME).read_text()
    assert samsvar("check", "--strict")[0] == 0
    toy.replace("features/en/say-goodbye.feature", "Say goodbye", "Say farewell")
    assert "translation/stale" in samsvar("check")[1]


def test_a_guide_that_cannot_be_read_only_delays_the_record(toy: Toy, samsvar: Command) -> None:
    toy.write("features/agreed.txt", "")
    (toy.root / "features/nb/leave.feature").write_bytes(b"\xff")
    code, out, _ = samsvar("new", "say-goodbye", *TITLES)
    assert code == 3
    assert out.startswith("Written: ")
    assert "translation/unrecorded: 4 texts are new or changed in both nb and en" in out


def test_no_record_is_begun(toy: Toy, samsvar: Command) -> None:
    samsvar("new", "say-goodbye", *TITLES)
    assert not (toy.root / "features" / agreements.FILE_NAME).exists()


def test_their_pages_are_published(toy: Toy) -> None:
    toy.add_site()
    write_new(toy.project(), "say-goodbye", {"nb": "Ta farvel", "en": "Say goodbye"})
    project, report, archive = seal_all(toy)
    assert publish(project, report, archive, toy.root / "out") == ()
    page = (toy.root / "out" / "en" / "guides" / "say-goodbye.md").read_text()
    assert "# Say goodbye\n\nThis says what readers get done" in page
    assert (toy.root / "out" / "nb" / "guides" / "say-goodbye.md").is_file()


def test_prerequisites_come_first_when_the_chapter_that_is_repeated_has_some(
    toy: Toy,
) -> None:
    for code in ("nb", "en"):
        (toy.root / "features" / code / "leave.feature").unlink()
    project = toy.project()
    assert example_of(project, project.check()).source == "greet:2"
    write_new(project, "say-goodbye", {"nb": "Ta farvel", "en": "Say goodbye"})
    assert (
        paths_of(project, "say-goodbye")["en"]
        .read_text()
        .endswith("""\
    Given "the king" is present
    And "the queen" is present
    When I open the portal
    Then these are present:
      | Person | Remark |
      | the king | først |
      | the queen | sist |
""")
    )
    assert project.check().verdicts == ()


def test_what_differs_between_twins_is_no_example(toy: Toy) -> None:
    toy.replace("features/en/leave.feature", '"the king"', '"the queen"')
    project = toy.project()
    assert example_of(project, project.check()).source == "greet:2"
    toy.replace("features/en/greet.feature", 'Given "the king"', 'Given "the queen"')
    toy.replace("features/en/leave.feature", '"the queen"', '"the nobody"')
    assert example_of(project, project.check()).source is None


def test_a_project_without_guides_gets_steps_of_its_vocabulary(toy: Toy, samsvar: Command) -> None:
    shutil.rmtree(toy.root / "features")
    code, out, _ = samsvar("new", "say-goodbye", *TITLES)
    assert code == 0
    assert "replace the steps (examples, which may not hold)." in out
    assert (
        (toy.root / "features/en/say-goodbye.feature")
        .read_text()
        .endswith("""\
    When I open the portal
    Then I see the message "The greeting was sent."
""")
    )
    assert samsvar("check", "--strict")[0] == 0


def test_steps_that_are_made_up_have_values_and_tables(toy: Toy, samsvar: Command) -> None:
    shutil.rmtree(toy.root / "features")
    steps = toy.root / toy.package / "greeting.py"
    source = steps.read_text()
    for name in ("see", "gone"):
        start = source.index("@then(", source.index(f"def {name}(") - 250)
        end = source.index("@then(", source.index(f"def {name}("))
        source = source[:start] + source[end:]
    first = '@when(nb="jeg åpner portalen", en="I open the portal")\n'
    steps.write_text(source.replace(first, ""))
    assert samsvar("new", "say-goodbye", *TITLES)[0] == 0
    assert (
        (toy.root / "features/en/say-goodbye.feature")
        .read_text()
        .endswith("""\
    When I click "Greet"
    Then these are present:
      | Person | Remark |
      | the king | … |
""")
    )


def test_a_vocabulary_without_an_outcome_is_told(toy: Toy) -> None:
    shutil.rmtree(toy.root / "features")
    steps = toy.root / toy.package / "greeting.py"
    steps.write_text(steps.read_text().partition("@then(nb")[0])
    project = toy.project()
    with pytest.raises(CannotGoOn) as refusal:
        write_new(project, "say-goodbye", {"nb": "a", "en": "b"})
    assert refusal.value.verdicts == (
        Verdict(
            "text/config",
            Place(toy.package),
            "The vocabulary has no then step that a first chapter could be made of.",
        ),
    )
    assert not (toy.root / "features").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["Ta farvel", *TITLES],
            "Invalid value for GUIDE: “Ta farvel” is no name for a guide: it is made of a to z, "
            "digits and hyphens. The nearest is ta-farvel.",
        ),
        (["…", *TITLES], "it is made of a to z, digits and hyphens."),
        (
            ["leave", *TITLES],
            "Invalid value for GUIDE: features/nb/leave.feature exists already, and nothing is "
            "overwritten.",
        ),
        (
            ["farvel", "--title-nb", "Farvel"],
            "Invalid value for --title-en: a title in en is needed; the guides are in nb and en.",
        ),
        (
            ["farvel", "--title-nb", " ", "--title-en", "Goodbye"],
            "Invalid value for --title-nb: a title in nb is needed; the guides are in nb and en.",
        ),
        (
            ["farvel", *TITLES, "--title-nn", "Farvel"],
            "Invalid value for --title-nn: the guides are in nb and en, not in nn.",
        ),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_written(
    toy: Toy, samsvar: Command, arguments: list[str], said: str
) -> None:
    before = sorted(toy.root.rglob("*.feature"))
    code, out, err = samsvar("new", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert sorted(toy.root.rglob("*.feature")) == before


def test_a_twin_alone_is_not_overwritten(toy: Toy, samsvar: Command) -> None:
    (toy.root / "features/nb/leave.feature").unlink()
    code, _, err = samsvar("new", "leave", *TITLES)
    assert code == 2
    assert "features/en/leave.feature exists already" in err
    assert not (toy.root / "features/nb/leave.feature").exists()


def test_either_all_languages_are_written_or_none(toy: Toy) -> None:
    project = toy.project()
    shutil.rmtree(toy.root / "features" / "en")
    toy.write("features/en", "a file where a folder should be")
    with pytest.raises(CannotGoOn):
        write_new(project, "say-goodbye", {"nb": "Ta farvel", "en": "Say goodbye"})
    assert not (toy.root / "features/nb/say-goodbye.feature").exists()


def test_a_guide_that_came_meanwhile_is_not_overwritten(toy: Toy) -> None:
    project = toy.project()
    toy.write("features/en/say-goodbye.feature", EN)
    with pytest.raises(CannotGoOn):
        write_new(project, "say-goodbye", {"nb": "Ta farvel", "en": "Other"})
    assert (toy.root / "features/en/say-goodbye.feature").read_text() == EN
    assert not (toy.root / "features/nb/say-goodbye.feature").exists()


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("ny veiledning", "ny-veiledning"),
        ("Ærlig Øl på Å", "aerlig-oel-paa-aa"),
        ("Café_déjà.vu", "cafe-deja-vu"),
        ("--a--b--", "a-b"),
        ("../a", "a"),
        ("日本", None),
        ("", None),
    ],
)
def test_the_nearest_name(name: str, nearest: str | None) -> None:
    assert valid_name(name) == nearest


def test_a_guide_of_the_real_project_passes_its_check_and_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("features", "docs", "fixtures"):
        shutil.copytree(REPO / name, tmp_path / name)
    for name in ("samsvar.toml", "src", "steps"):
        (tmp_path / name).symlink_to(REPO / name)
    project = Project.load(settings.load(tmp_path))
    before = project.check().verdicts
    monkeypatch.chdir(tmp_path)
    for arguments in (
        ["new", "a-new-guide", "--title-nb", "Ny veiledning", "--title-en", "A new guide"],
        ["test", "--guide", "a-new-guide"],
    ):
        monkeypatch.setattr(sys, "argv", ["samsvar", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        assert end.value.code in (0, None), capsys.readouterr().out
    assert project.check().verdicts == before
