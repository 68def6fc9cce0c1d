"""What writers type reaches the readers' pages as characters, never as HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from toy import Toy, seal_all

from samsvar.publishing import pages, site

SCRIPT = "<script>alert(1)</script>"
PROSE = f"""\
  You greet *someone*.
  {SCRIPT}

  <div onclick="x()">{SCRIPT}</div>

  - press `<Enter>` twice, see [the other guide](leave.md)
  - R&amp;D <!-- not a comment --> <b>no</b>
"""


@pytest.fixture
def published(toy: Toy, tmp_path: Path) -> Path:
    """The site of the toy, with HTML in the title, prose, chapter and note of a guide."""
    toy.add_site()
    for code, title, prose, chapter, note in (
        ("nb", "Egenskap: Hilse", "  Du hilser på noen.\n", "Hilse på én", "Hils **gjerne**"),
        ("en", "Feature: Greet", "  You greet someone.\n", "Greet one", "Do greet **again**"),
    ):
        name = f"features/{code}/greet.feature"
        toy.replace(name, f"{title}\n", f"{title} <i>you</i>\n")
        toy.replace(name, prose, PROSE)
        toy.replace(name, f"{chapter}\n", f"{chapter} {SCRIPT}\n")
        toy.replace(name, note, f"{note} {SCRIPT}")
    project, report, archive = seal_all(toy)
    assert pages.publish(project, report, archive, tmp_path / "pages") == ()
    site.build(project.config, tmp_path / "pages", tmp_path / "out", "https://guides.example/")
    return tmp_path / "out"


def test_html_in_a_guide_is_shown_as_it_was_typed(published: Path) -> None:
    for path in published.rglob("*.html"):
        document = html.document_fromstring(path.read_bytes())
        assert not document.xpath("//script[contains(., 'alert(1)')] | //i | //@onclick | //b")
    page = html.document_fromstring((published / "en/guides/greet/index.html").read_bytes())
    (article,) = page.xpath("//article")
    text = " ".join(article.text_content().split())
    assert text.startswith("Greet <i>you</i> You greet someone. <script>alert(1)</script> <div ")
    assert f'<div onclick="x()">{SCRIPT}</div>' in text
    assert "press <Enter> twice" in text
    assert "R&D <!-- not a comment --> <b>no</b>" in text
    assert f"Greet one {SCRIPT}" in text
    assert f"Do greet again {SCRIPT}" in text


def test_what_markdown_makes_of_a_guide_is_made_of_it_still(published: Path) -> None:
    page = html.document_fromstring((published / "en/guides/greet/index.html").read_bytes())
    assert page.xpath("//article//em/text()") == ["someone"]
    assert page.xpath("//article//strong[contains(., 'again')]")
    assert page.xpath("//article//li/code/text()") == ["<Enter>"]
    assert page.xpath("//article//li/a[.='the other guide']/@href") == ["../leave/"]
    assert set(page.xpath("//article//a/img/@width")) == {"1280"}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a < b > c", "a &lt; b > c"),
        ("> quoted", "> quoted"),
        ("`<a>` <b>", "`<a>` &lt;b>"),
        ("``<`>`` <b>", "``<`>`` &lt;b>"),
        ("a ` b\n`<script>` c", "a ` b\n`&lt;script>` c"),
        ("`a\n<script>`", "`a\n&lt;script>`"),
        (r"\`<a>\`", r"\`&lt;a>\`"),
        ("```\n<a>\n```", "```\n&lt;a>\n```"),
    ],
)
def test_only_code_within_a_line_keeps_its_angle_brackets(written: str, kept: str) -> None:
    assert pages._as_characters(written) == kept
