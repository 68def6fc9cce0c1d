"""Changed texts in a review: what is marked, and what stands beside it."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from reviewing import Review, commit, page_of, texts, with_class
from toy import Toy


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
