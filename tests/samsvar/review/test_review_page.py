"""The page of a review: its pictures, and that it can be read by everybody."""

from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image
from playwright.sync_api import Browser
from reviewing import Review, commit, page_of, texts, with_class
from toy import SEND, Toy, seal_all

from samsvar.drivers.protocol import Picture
from samsvar.evidence.seals import MESSAGES, Archive
from samsvar.pictures.accepted import Gallery


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


def test_a_page_that_cannot_be_written_is_told(toy: Toy, review: Review) -> None:
    toy.write("build", "a file")
    code, said = review()

    assert code == 2
    assert "site/folder" in said


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
