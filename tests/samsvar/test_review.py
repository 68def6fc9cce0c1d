"""`samsvar review BASE`: one page of what a change means for readers."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from playwright.sync_api import Browser
from toy import SEND, Toy, seal_all

from samsvar import cli
from samsvar.drivers.protocol import Picture
from samsvar.evidence.seals import MESSAGES, Archive
from samsvar.pictures.accepted import Gallery

Review = Callable[..., tuple[int, str]]


@pytest.fixture
def toy(tmp_path: Path, toy: Toy) -> Toy:
    """The toy in a Git repository, committed."""
    git(toy.root, "init", "--quiet", "--initial-branch=main")
    commit(toy)
    return toy


def git(folder: Path, *arguments: str) -> None:
    named = ["-c", "user.name=toy", "-c", "user.email=toy@example.invalid"]
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


def commit(toy: Toy) -> None:
    git(toy.root, "add", "--all")
    git(toy.root, "commit", "--quiet", "--message", "As it was")


@pytest.fixture
def review(toy: Toy, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Review:
    """Runs the command: exit code, and what it printed."""

    def call(base: str = "HEAD", root: Path = toy.root) -> tuple[int, str]:
        monkeypatch.chdir(root)
        monkeypatch.setattr(sys, "argv", ["samsvar", "review", "--", base])
        monkeypatch.setenv("COLUMNS", "120")
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr()
        toy.forget()
        return int(end.value.code or 0), said.out + said.err

    return call


def page_of(toy: Toy) -> html.HtmlElement:
    return html.document_fromstring(source_of(toy))


def source_of(toy: Toy) -> str:
    return (toy.root / "build" / "review" / "index.html").read_text(encoding="utf-8")


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


def with_class(name: str) -> str:
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def test_a_project_that_has_not_changed_says_so_in_both_languages(toy: Toy, review: Review) -> None:
    said = "0 guides, 0 pages and 0 pictures changed; 0 new verdicts.\n"
    assert review() == (0, f"{said}Written to build/review/index.html.\n")

    page = page_of(toy)
    assert texts(page, with_class("empty")) == [
        "Ingenting som leserne ser, er endret. / Nothing that readers see has changed."
    ]
    assert [span.get("lang") for span in page.xpath("//h1/span[@lang]")] == ["nb", "en"]
    assert texts(page, "//article") == []


def test_changed_words_are_marked_where_they_stand_beside_the_twin(
    toy: Toy, review: Review
) -> None:
    toy.replace("features/nb/greet.feature", "Det tar kort tid.", "Det tar lang tid.")

    assert review()[1].startswith("1 guide, 0 pages and 0 pictures changed; 0 new verdicts.")

    page = page_of(toy)
    assert texts(page, "//h3") == ["Hilse / Greet"]
    assert texts(page, "//h4") == ["Innledning / Introduction"]
    assert texts(page, "//*[@lang='nb']//del") == ["kort"]
    assert texts(page, "//*[@lang='nb']//ins") == ["lang"]
    assert "You greet someone. It takes a moment." in texts(page, "//*[@lang='en']/p")
    assert texts(page, "//*[@lang='en']//ins") == []


def test_a_step_that_is_added_and_one_that_is_removed_are_marked_whole(
    toy: Toy, review: Review
) -> None:
    toy.replace("features/en/greet.feature", '    When I write the name "Ola"\n', "")
    toy.replace(
        "features/en/leave.feature", "    When", '    Given "the queen" is present\n    When'
    )

    review()

    page = page_of(toy)
    assert texts(page, with_class("whole") + "/del") == ['When I write the name "Ola"']
    assert texts(page, with_class("whole") + "/ins") == ['Given "the queen" is present']
    assert texts(page, "//h4") == ["Kapittel 1 / Chapter 1", "Kapittel 1 / Chapter 1"]


def test_a_changed_step_stands_beside_the_one_that_it_is_most_like(
    toy: Toy, review: Review
) -> None:
    toy.replace("features/en/greet.feature", '    When I write the name "Ola"\n', "")
    toy.replace("features/en/greet.feature", '"Send"', '"Sent"')

    review()

    page = page_of(toy)
    assert texts(page, "//*[@lang='en']//del") == ['When I write the name "Ola"', "Send"]
    assert texts(page, "//*[@lang='en']//ins") == ["Sent"]


def chapters_of(toy: Toy, language: str) -> tuple[str, str, str]:
    """The guide in three parts: what stands before its chapters, then each of them."""
    source = (toy.root / "features" / language / "greet.feature").read_text(encoding="utf-8")
    head, rest = source.split("  @short\n")
    first, second = rest.split("  @long\n")
    return head, f"  @short\n{first}", f"  @long\n{second}"


def test_a_chapter_that_moves_is_told_with_its_place_before(toy: Toy, review: Review) -> None:
    for language in ("nb", "en"):
        head, first, second = chapters_of(toy, language)
        toy.write(f"features/{language}/greet.feature", f"{head}{second}\n{first}")

    review()

    assert texts(page_of(toy), "//h4") == ["Kapittel 1 / Chapter 1 Var kapittel 2 / Was chapter 2"]
    assert texts(page_of(toy), "//ins | //del") == []


def test_a_chapter_that_is_no_more_is_shown_as_removed(toy: Toy, review: Review) -> None:
    for language in ("nb", "en"):
        head, _, second = chapters_of(toy, language)
        toy.write(f"features/{language}/greet.feature", f"{head}{second}")

    review()

    page = page_of(toy)
    assert texts(page, "//h4") == ["Kapittel 1 / Chapter 1"]
    assert texts(page, "//*[@lang='en']//del")[:2] == ["@short", "Greet one"]


def test_other_line_breaks_in_a_paragraph_are_no_change(toy: Toy, review: Review) -> None:
    toy.replace("features/en/greet.feature", "someone.\n  It takes", "someone. It\n  takes")

    review()

    assert texts(page_of(toy), "//article") == []


def columns(page: html.HtmlElement, language: str) -> list[str]:
    """The first line of each chapter that is shown, in one language."""
    return texts(page, f"//*[@class='text'][@lang='{language}']/p[contains(@class,'heading')]")


def test_a_chapter_that_only_one_twin_loses_is_shown_beside_the_one_that_it_had(
    toy: Toy, review: Review
) -> None:
    head, _, second = chapters_of(toy, "nb")
    toy.write("features/nb/greet.feature", f"{head}{second}")

    review()

    page = page_of(toy)
    assert texts(page, "//h4") == ["Kapittel 1 / Chapter 1"]
    assert columns(page, "nb") == ["Hilse på én"]
    assert columns(page, "en") == ["Greet one"]
    assert texts(page, "//*[@lang='en']/p/del") == []


def test_a_chapter_that_moves_in_one_twin_stands_beside_its_twin(toy: Toy, review: Review) -> None:
    head, first, second = chapters_of(toy, "en")
    toy.write("features/en/greet.feature", f"{head}{second}\n{first}")

    review()

    page = page_of(toy)
    assert texts(page, "//h4") == ["Kapittel 2 / Chapter 1 Was chapter 2"]
    assert columns(page, "nb") == ["Hilse på flere"]
    assert columns(page, "en") == ["Greet several"]


def test_a_chapter_that_only_one_twin_gains_stands_alone(toy: Toy, review: Review) -> None:
    toy.replace(
        "features/en/greet.feature",
        "  @short\n",
        '  Scenario: Greet nobody\n    Then "the king" is gone\n\n  @short\n',
    )

    review()

    page = page_of(toy)
    assert texts(page, "//h4") == ["Chapter 1"]
    assert columns(page, "nb") == []
    assert columns(page, "en") == ["Greet nobody"]


def test_new_and_removed_guides_and_pages_are_shown(toy: Toy, review: Review) -> None:
    for language in ("nb", "en"):
        (toy.root / "features" / language / "leave.feature").unlink()
        toy.write(f"docs/{language}/index.md", "# Leker <b>\n\nEn lek.\n")
    said = review()[1]

    assert said.startswith("1 guide, 1 page and 0 pictures changed")
    page = page_of(toy)
    assert texts(page, "//h3") == ["Gå / Leave", "index.md"]
    assert texts(page, "//section[@id='pages']//*[@lang='nb']//ins") == ["Leker <b>", "En lek."]


def test_a_folder_with_the_name_of_a_page_is_no_page(toy: Toy, review: Review) -> None:
    toy.write("docs/nb/folder.md/readme.txt", "Not a page.\n")
    assert review()[1].startswith("0 guides, 0 pages and 0 pictures changed")


def test_links_to_nowhere_are_no_pages(toy: Toy, review: Review, tmp_path: Path) -> None:
    folder = toy.write("docs/nb/index.md", "# Leker\n").parent
    for name in ("before", "now"):
        (folder / f"{name}-inside.md").symlink_to("nowhere.md")
        (folder / f"{name}-outside.md").symlink_to(tmp_path / "nowhere.md")
        if name == "before":
            commit(toy)

    assert review()[1].startswith("0 guides, 0 pages and 0 pictures changed")


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


def test_pictures_are_shown_before_and_after(toy: Toy, review: Review) -> None:
    show_pictures(toy)

    assert review()[1].startswith("2 guides, 0 pages and 2 pictures changed")

    page = page_of(toy)
    assert texts(page, "//figcaption") == [
        "Norsk (bokmål): Før / Before",
        "Norsk (bokmål): Nå / Now",
        "English: Fjernet skjermbilde / Removed screenshot",
    ]
    assert all(src.startswith("data:image/png;base64,") for src in page.xpath("//img/@src"))
    assert page.xpath("//img/@alt") == [
        "Skjermbilder, Kapittel 1: Før",
        "Skjermbilder, Kapittel 1: Nå",
        "Screenshots, Chapter 1: Removed screenshot",
    ]
    assert texts(page, with_class("said") + "//code") == ['button "Send"', 'button "Send now"']


def show_pictures(toy: Toy) -> None:
    """Accepted pictures of three chapters, of which the run took one as it was, another changed."""
    project, _, _ = seal_all(toy)
    gallery = Gallery(project.config)
    for key, tree in (
        (("greet", 1, "nb"), '- button "Send"'),
        (("greet", 1, "en"), "- tree"),
        (("leave", 1, "en"), "- tree"),
    ):
        gallery.write(key, [(picture("white"), tree)])
    gallery.write(("leave", 1, "en"), [(picture("white"), "- tree"), (picture("white"), "- gone")])
    toy.write(".gitignore", "build/\n")
    commit(toy)
    archive = Archive(project.config.build / "evidence")
    for key, colour, tree in (
        (("greet", 1, "nb"), "navy", '- button "Send now"'),
        (("greet", 1, "en"), "white", "- tree"),
        (("leave", 1, "en"), "white", "- tree"),
    ):
        name, number, language = key
        seal = archive.read(language, name, number)
        assert seal
        shown = {"01.png": Picture(picture(colour), SEND, tree)}
        shutil.rmtree(archive.path(seal, MESSAGES).parent)
        archive.add(seal, MESSAGES.encode(), shown)


def picture(colour: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(made, "PNG")
    return made.getvalue()


def test_a_folder_can_be_the_base(toy: Toy, review: Review, tmp_path: Path) -> None:
    shutil.copytree(toy.root, tmp_path / "before")
    toy.replace("features/nb/greet.feature", "kort", "lang")

    assert review(str(tmp_path / "before"))[1].startswith("1 guide,")


def test_a_project_in_a_folder_of_its_repository_can_be_reviewed(
    tmp_path: Path, toy: Toy, review: Review
) -> None:
    shutil.rmtree(toy.root / ".git")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "As it was")
    toy.replace("features/nb/greet.feature", "kort", "lang")

    assert review()[1].startswith("1 guide,")


def test_a_revision_is_read_from_the_folders_that_its_own_settings_name(
    toy: Toy, review: Review
) -> None:
    now = (toy.root / "samsvar.toml").read_text(encoding="utf-8")
    (toy.root / "old").mkdir()
    for name in ("features", "labels"):
        (toy.root / name).rename(toy.root / "old" / name)
    toy.write("samsvar.toml", f'{now}features = "old/features"\nlabels = "old/labels"\n')
    commit(toy)
    for name in ("features", "labels"):
        (toy.root / "old" / name).rename(toy.root / name)
    toy.write("samsvar.toml", now)

    assert review()[1].startswith("0 guides, 0 pages and 0 pictures changed; 0 new verdicts.")


def test_a_revision_whose_settings_cannot_be_read_is_read_from_the_folders_of_today(
    toy: Toy, review: Review
) -> None:
    now = (toy.root / "samsvar.toml").read_text(encoding="utf-8")
    toy.write("samsvar.toml", "[")
    commit(toy)
    toy.write("samsvar.toml", now)

    said = review()[1]

    assert said.startswith("0 guides, 0 pages and 0 pictures changed; new verdicts are not known.")
    assert "could not be checked: samsvar.toml:1:1: This file cannot be read: " in said


def test_a_revision_with_a_folder_outside_of_the_project_is_refused(
    toy: Toy, review: Review
) -> None:
    now = (toy.root / "samsvar.toml").read_text(encoding="utf-8")
    toy.write("samsvar.toml", f'{now}docs = "../pages"\n')
    commit(toy)
    toy.write("samsvar.toml", now)
    code, said = review()

    assert code == 2
    assert refusal(said) == (
        "pages lies outside of the project, so it cannot be read from a revision; a folder can be "
        "compared with."
    )


def test_a_revision_that_git_cannot_fetch_is_refused_in_its_words(
    toy: Toy, review: Review, tmp_path: Path
) -> None:
    commit_again(toy)
    git(toy.root, "config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", toy.root.as_uri(), str(partial))
    (toy.root / ".git").rename(toy.root / "gone")
    code, said = review("HEAD~1", partial)

    assert code == 2
    assert refusal(said).startswith("Git cannot read this revision: fatal: ")
    assert "promisor remote" in refusal(said)


def refusal(said: str) -> str:
    """The sentence in typer's box."""
    return " ".join(re.sub(r"[│╭╮╰╯─]+", " ", said).split("BASE:")[1].split())


def test_a_page_that_cannot_be_written_is_told(toy: Toy, review: Review) -> None:
    toy.write("build", "a file")
    code, said = review()

    assert code == 2
    assert "site/folder" in said


def test_what_git_does_not_know_is_refused(toy: Toy, review: Review) -> None:
    code, said = review("nowhere")

    assert code == 2
    assert refusal(said) == "nowhere is neither a folder nor a revision that Git knows."
    assert not (toy.root / "build").exists()


def test_an_option_is_no_revision(toy: Toy, review: Review) -> None:
    code, said = review("--all")

    assert code == 2
    assert "neither a folder nor a revision" in refusal(said)


def test_a_project_outside_of_git_can_only_be_compared_with_a_folder(
    toy: Toy, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(toy.root / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(toy.root.parent))
    code, said = review()

    assert code == 2
    assert refusal(said) == "HEAD is no folder, and the project is not in a Git repository."


def test_a_clone_without_history_says_how_to_get_it(
    toy: Toy, review: Review, tmp_path: Path
) -> None:
    commit_again(toy)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", toy.root.as_uri(), str(shallow))
    code, said = review("HEAD~1", shallow)

    assert code == 2
    assert refusal(said) == (
        "Git does not know HEAD~1 here, where it has only the latest revisions: run git fetch "
        "--unshallow, then this command again."
    )


def commit_again(toy: Toy) -> None:
    toy.replace("features/nb/greet.feature", "kort", "lang")
    commit(toy)


def test_a_folder_without_a_project_is_refused(toy: Toy, review: Review, tmp_path: Path) -> None:
    code, said = review(str(tmp_path))

    assert code == 2
    assert refusal(said).startswith("there is no samsvar.toml in the folder")


def test_a_revision_from_before_the_project_is_refused(toy: Toy, review: Review) -> None:
    git(toy.root, "checkout", "--quiet", "--orphan", "empty")
    git(toy.root, "rm", "--quiet", "-r", "--cached", ".")
    git(toy.root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    code, said = review("empty")

    assert code == 2
    assert "there is no samsvar.toml in the revision" in refusal(said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible_and_loads_nothing(
    toy: Toy, review: Review, browser: Browser, scheme: str, width: int
) -> None:
    from axe import violations

    show_pictures(toy)
    toy.write("docs/nb/index.md", "# Leker\n\nEn lek.\n")
    toy.replace("features/nb/greet.feature", "Det tar kort tid.", "Det tar lang tid.")
    toy.replace("features/en/greet.feature", '"Send"', '"Sent"')
    review()
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((toy.root / "build/review/index.html").as_uri())

    assert violations(page, opt_in=True) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [url for url in asked[1:] if not url.startswith("data:")] == []
    context.close()
