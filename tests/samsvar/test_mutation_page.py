"""The page on what the guides would notice, in every language; and when there is nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from toy import Toy, seal_all

from samsvar.languages import texts
from samsvar.mutation.ledger import basis, own_code
from samsvar.mutation.mutants import Kind
from samsvar.mutation.noticed import FILE_NAME, Noticed, as_file, load
from samsvar.mutation.report import Findings, Score, Survivor, share
from samsvar.publishing import pages
from samsvar.publishing.mutation_page import PAGE, mutation_page


def findings(ground: str = "x") -> Findings:
    why = {"nb": "Det er like sant.", "en": "It is as true."}
    return Findings(
        ground=ground,
        edition="1",
        scores=[
            Score(Kind.ONE, 200, {"check": 200}),
            Score(Kind.ALL, 100, {"check": 20, "mutate": 1, "test": 70}, equivalent=3),
            Score(Kind.RULE, 40, {"test": 30, "unit test": 9}, 0, 8, 30, crashed=2, endless=1),
            Score(Kind.LABEL, 3, {"test": 2}),
            Score(Kind.SILENT, 2, {}),
        ],
        survivors=[
            Survivor("greet:1 [all] dropped: 1. a <b>", Kind.ALL, "", (), why),
            Survivor("greet:1 [all] dropped: 2. c", Kind.ALL, "", (), None),
        ],
        unspoken=["button “Hjelp”", "link “Om <oss>”"],
        rules=[("toy.rules", 40, 30, 39)],
    )


def test_the_page_in_english_has_scores_reasons_and_what_no_guide_is_about() -> None:
    assert mutation_page(Noticed(findings()), "en", "nb") == (
        '---\ntitle: "What the guides would notice"\nsearch:\n  exclude: true\n---\n\n'
        "# What the guides would notice\n\n"
        + texts("en")["noticed_intro"].format(edition="1")
        + "\n\n"
        "| What is changed | Changes | Noticed by the guides | With unit tests | Target |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| Guide, in one language | 200 | 100 % | 100 % | 100 % |\n"
        "| Guide, in all languages | 100 | 91 % | 91 % | 95 % |\n"
        "| Rule | 40 | 75 % | 97.5 % | 90 % / 98 % |\n"
        "| Label | 3 | 66.7 % | 66.7 % | 90 % |\n"
        "| Element that no guide uses | 2 | 0 % | 0 % | – |\n\n"
        "## What is counted\n\n" + texts("en")["noticed_counted_guides"] + "\n\n"
        "3 more changes are not counted: two neighbouring steps that both say what is so, or what "
        "you see, changed places. They then say the same.\n\n"
        + texts("en")["noticed_counted_rules"].format(unreached=8, reached=32, share="93.8 %")
        + "\n\n"
        + texts("en")["noticed_counted_screens"]
        + "\n\n"
        + texts("en")["noticed_counted_crashed"].format(count=2)
        + "\n\n"
        + texts("en")["noticed_counted_endless"].format(count=1)
        + "\n\n"
        "## The rules\n\n"
        "| Module | Changes | Noticed by the guides | With unit tests |\n"
        "| --- | ---: | ---: | ---: |\n"
        '| <code lang="en">toy.rules</code> | 40 | 75 % | 97.5 % |\n\n'
        "## What is not noticed\n\n"
        "Nothing notices 2 of the changes. This is how we explain them:\n\n"
        "**It is as true.** (1)\n\n"
        '- <code lang="en">greet:1 [all] dropped: 1. a &lt;b&gt;</code>\n\n'
        "**Without an explanation** (1)\n\n"
        '- <code lang="en">greet:1 [all] dropped: 2. c</code>\n\n'
        "## What no guide is about\n\n"
        "2 elements of the screens could disappear without any guide noticing:\n\n"
        '<span lang="nb">Hjelp</span>, <span lang="nb">Om &lt;oss&gt;</span>\n'
    )


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_page_has_the_same_parts_in_every_language(language: str) -> None:
    english = mutation_page(Noticed(findings()), "en", "nb")
    page = mutation_page(Noticed(findings()), language, "nb")
    assert page.count("\n## ") == english.count("\n## ") == 4
    assert page.count("\n| ") == english.count("\n| ")
    assert "{" not in page


def test_shares_are_written_as_the_language_writes_them() -> None:
    assert "| 97,5 % |" in mutation_page(Noticed(findings()), "nb", "nb")


def test_the_reasons_are_in_the_language_of_the_page() -> None:
    assert "**Det er like sant.** (1)" in mutation_page(Noticed(findings()), "nb", "nb")


def test_without_numbers_the_page_says_how_to_get_them() -> None:
    assert mutation_page(None, "nb", "nb") == (
        '---\ntitle: "Hva veiledningene ville merke"\nsearch:\n  exclude: true\n---\n\n'
        "# Hva veiledningene ville merke\n\n"
        "Tallene er ikke regnet ut ennå. Kjør `samsvar mutate`, og bygg nettstedet på nytt.\n"
    )


REASONS = """\
[[because]]
nb = "Det er like sant."
en = "It is as true."
survivors = ["greet:1 [all] dropped: 1. a <b>"]
"""


def kept(toy: Toy) -> Findings:
    """Keeps numbers in a toy, as a run of all does."""
    found = findings(basis(toy.project()))
    toy.write("features/survivors.toml", REASONS)
    toy.write(f"features/{FILE_NAME}", as_file(found))
    return found


def test_numbers_are_kept_with_the_guides_and_reasons_beside_them(toy: Toy) -> None:
    found = kept(toy)
    assert load(toy.project()) == Noticed(found, is_old=False)


@pytest.mark.parametrize("change", ["guide", "label", "test", "record"])
def test_numbers_are_old_when_what_they_depend_on_changes(toy: Toy, change: str) -> None:
    settings = (toy.root / "samsvar.toml").read_text()
    toy.write("samsvar.toml", f'{settings}rule_tests = ["tests"]\n')
    toy.write("tests/test_it.py", "")
    found = kept(toy)
    if change == "guide":
        toy.replace("features/nb/leave.feature", "Gå hjem", "Dra hjem")
    elif change == "label":
        toy.replace("labels/1/nb.yml", "Hilsenen er sendt.", "Hilsenen ble sendt.")
    elif change == "test":
        toy.write("tests/test_it.py", "x = 1\n")
    else:
        toy.write("features/agreed.txt", "")
    assert load(toy.project()) == Noticed(found, is_old=True)


def test_numbers_do_not_depend_on_themselves_or_on_reasons_pages_and_commands(toy: Toy) -> None:
    found = kept(toy)
    toy.write("features/survivors.toml", f"# All of them.\n{REASONS}")
    toy.write("docs/nb/index.md", "# Ny side\n")
    toy.write(f"features/{FILE_NAME}", f"{as_file(found)}\n")
    assert load(toy.project()) == Noticed(found, is_old=False)
    names = [path.relative_to(path.parents[1]).as_posix() for path in own_code()]
    assert {"mutation/sessions.py", "samsvar/checking.py", "drivers/inprocess.py"} <= set(names)
    assert not [name for name in names if name.startswith(("cli/", "publishing/"))]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_says_that_its_numbers_are_old_and_shows_them(language: str) -> None:
    page = mutation_page(Noticed(findings(), is_old=True), language, "nb")
    old = f"> **{texts(language)['noticed_old']}**\n\n"
    assert page.replace(old, "") == mutation_page(Noticed(findings()), language, "nb")
    assert old in page


def test_the_numbers_of_a_guide_s_folder_are_no_guide(toy: Toy) -> None:
    project = toy.project()
    before = project.check().verdicts, project.surroundings, basis(project)
    kept(toy)
    project = toy.project()
    assert (project.check().verdicts, project.surroundings, basis(project)) == before


@pytest.mark.parametrize("text", ["{", "[]", '{"scores": 1}', '{"scores": [{"kind": "no"}]}'])
def test_numbers_that_cannot_be_read_are_none(toy: Toy, text: str) -> None:
    toy.write(f"features/{FILE_NAME}", text)
    assert load(toy.project()) is None


def test_the_page_is_published_where_there_are_rules(toy: Toy, tmp_path: Path) -> None:
    toy.add_site()
    project, report, archive = seal_all(toy)
    assert pages.publish(project, report, archive, tmp_path / "without") == ()
    assert not (tmp_path / "without" / "nb" / PAGE).exists()
    settings = (toy.root / "samsvar.toml").read_text()
    toy.write("samsvar.toml", f'{settings}rules = ["{toy.package}.portal"]\n')
    assert pages.publish(toy.project(), report, archive, tmp_path / "with") == ()
    page = (tmp_path / "with" / "en" / PAGE).read_text()
    assert page == mutation_page(None, "en", "nb")


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(0, 0, 100.0), (1, 3, 33.3), (9999, 10000, 99.9), (0, 5, 0.0)]
)
def test_a_share_is_never_rounded_up_to_all(part: int, whole: int, percent: float) -> None:
    assert share(part, whole) == percent


@pytest.mark.parametrize(("noticed", "holds"), [(1900, True), (1899, False)])
def test_a_target_is_not_reached_by_rounding(noticed: int, holds: bool) -> None:
    assert Score(Kind.ALL, 2000, {"test": noticed}).holds is holds
