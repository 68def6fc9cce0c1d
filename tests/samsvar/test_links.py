"""Hand-written pages and links between pages, before anything is built."""

from __future__ import annotations

import pytest
from toy import Command, Toy


def told(toy: Toy) -> str:
    return "\n".join(map(str, toy.project().check().verdicts))


def test_pages_with_their_twins_and_live_links_agree(toy: Toy) -> None:
    toy.add_site()
    for code in ("nb", "en"):
        toy.write(
            f"docs/{code}/more/about.md",
            "[a](../index.md) [b](../guides/greet.md#top) [c](../contributing/vocabulary.md) "
            "[d](https://x.no/y.md) [e](#here)\n",
        )
    assert told(toy) == ""


@pytest.mark.parametrize(("has", "lacks"), [("nb", "en"), ("en", "nb")])
def test_a_page_without_a_twin_is_told_where_it_stands(toy: Toy, has: str, lacks: str) -> None:
    toy.add_site()
    toy.write(f"docs/{has}/more/about.md", "# About\n")
    assert told(toy) == (
        f"docs/{has}/more/about.md:1:1: translation/missing-page: This page has no twin in {lacks}."
        f"\n  expected: docs/{lacks}/more/about.md"
    )


def test_a_link_of_a_page_that_leads_nowhere_is_told_with_the_nearest(toy: Toy) -> None:
    toy.add_site()
    for code in ("nb", "en"):
        toy.write(f"docs/{code}/more/about.md", "# A\n\nSee [this](../guides/gret.md#x).\n")
    assert told(toy).splitlines()[:3] == [
        "docs/en/more/about.md:3:12: text/link: This link leads to no page.",
        "  found:    ../guides/gret.md",
        "  write:    ../guides/greet.md",
    ]
    assert len(toy.project().check().verdicts) == 2


def test_a_link_of_a_guide_that_leads_nowhere_is_told(toy: Toy) -> None:
    toy.add_site()
    toy.replace("features/en/greet.feature", "again**", "again** or [go](leav.md)")
    assert told(toy) == (
        "features/en/greet.feature:21:34: text/link: This link leads to no page.\n"
        "  found:    leav.md\n"
        "  write:    leave.md"
    )


def test_a_link_of_a_guide_stands_under_its_guide(toy: Toy, samsvar: Command) -> None:
    toy.add_site()
    for code in ("nb", "en"):
        toy.write(f"docs/{code}/more/about.md", "[a](gone.md)\n")
    toy.replace("features/en/greet.feature", "again**", "again** or [go](leav.md)")
    said = samsvar("check")[1]
    assert said.index("greet: 1 error\n") < said.index("features/en/greet.feature:21:34: ")
    assert said.index("features/en/greet.feature:21:34: ") < said.index("outside the guides: 2 err")


def test_a_link_to_a_guide_that_cannot_be_read_is_no_second_verdict(toy: Toy) -> None:
    toy.add_site()
    toy.replace("features/en/greet.feature", "again**", "again** or [go](leave.md)")
    toy.replace("features/en/leave.feature", "Feature", "Featur")
    assert {v.rule for v in toy.project().check().verdicts} == {"text/syntax"}


def test_what_only_seems_to_be_a_page_is_none(toy: Toy) -> None:
    toy.add_site()
    toy.write("docs/nb/folder.md/readme.txt", "A folder with the name of a page.\n")
    (toy.root / "docs/nb/lost.md").symlink_to("nowhere.md")
    assert toy.project().check().verdicts == ()


def test_a_link_to_a_page_that_has_gone_gets_no_edit(toy: Toy) -> None:
    for code in ("nb", "en"):
        toy.replace(
            f"features/{code}/leave.feature", "Scenario:", "[X](another-guide.md)\n\n  Scenario:"
        )
    found = [v for v in toy.project().check().verdicts if v.rule == "text/link"]
    assert [(v.suggestion, v.edits) for v in found] == [
        ("remove the link, or write the page", ())
    ] * 2
