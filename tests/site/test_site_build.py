"""From pages to a site: what MkDocs is told, and what becomes of its complaints."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from sample_site import URL, write_pages

from samsvar.config import Config
from samsvar.publishing import site
from samsvar.verdicts import CannotGoOn


def menu(page: Path) -> list[str]:
    document = html.document_fromstring(page.read_text(encoding="utf-8"))
    return [str(href) for href in document.xpath("//nav[@class='sv-side']//a/@href")]


@pytest.fixture
def copied(pages: Path, tmp_path: Path) -> Path:
    return shutil.copytree(pages, tmp_path / "pages")


def test_every_language_has_its_own_index_of_stems(config: Config, built: Path) -> None:
    for code in config.languages:
        index = json.loads((built / code / "search" / "search_index.json").read_text())
        assert index["config"]["lang"] == [config.language(code).search]
        assert "stemmer" in index["config"]["pipeline"]
        assert not any(
            f"/{other}/" in doc["location"] for other in config.languages for doc in index["docs"]
        )


def test_steps_after_a_list_are_numbered(built: Path) -> None:
    page = (built / "nb/guides/delegate-clients/index.html").read_text(encoding="utf-8")
    items = html.document_fromstring(page).xpath("//article/ol/li/p[1]")
    assert [item.text_content() for item in items] == [
        "Gå til Brukere i menyen.",
        "Trykk på Ny bruker.",
    ]


def test_a_guide_that_the_menu_does_not_name_is_listed_after_the_others(
    config: Config, copied: Path, tmp_path: Path
) -> None:
    for code in config.languages:
        (copied / code / "guides" / "approve.md").write_text("# Approve\n")
    assert site.build(config, copied, tmp_path / "out", URL) == ()
    guides = [href for href in menu(tmp_path / "out/en/about/index.html") if "/guides/" in href]
    assert guides[0] == "../guides/system-access/"
    assert guides[-2:] == ["../guides/delete-system-access/", "../guides/approve/"]


def test_a_broken_link_is_a_verdict_at_its_page(
    config: Config, copied: Path, tmp_path: Path
) -> None:
    page = copied / "en" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[gone](gone.md)\n", encoding="utf-8")
    (verdict,) = site.build(config, copied, tmp_path / "out", URL)
    assert (verdict.rule, str(verdict.place), verdict.language) == (
        "site/build",
        "docs/en/about.md:1:1",
        "en",
    )
    assert verdict.found is not None
    assert "contains a link 'gone.md'" in verdict.found
    assert not (tmp_path / "out" / "index.html").exists()


def test_a_page_that_is_in_no_menu_is_a_verdict_at_its_source(
    config: Config, copied: Path, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    for folder in (copied, docs):
        for name in ("forgotten.md", "contributing/lost.md"):
            page = folder / "en" / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text("# Forgotten\n")
    own = replace(config, docs=docs)
    verdicts = site.build(own, copied, tmp_path / "out", URL)
    assert [(v.place.path, v.message, v.suggestion, v.language) for v in verdicts] == [
        (
            own.relative(docs / "en" / name),
            "No menu leads to this page.",
            f"- {name}, below nav in mkdocs.en.yml",
            "en",
        )
        for name in ("forgotten.md", "contributing/lost.md")
    ]


def test_a_language_without_configuration_is_named(
    config: Config, pages: Path, tmp_path: Path
) -> None:
    with pytest.raises(CannotGoOn) as refusal:
        site.build(
            replace(config, languages=(*config.languages, "nn")), pages, tmp_path / "out", URL
        )
    (verdict,) = refusal.value.verdicts
    assert verdict.place.path == "mkdocs.nn.yml"
    assert verdict.message == "The site has no configuration for Norsk (nynorsk)."


def test_a_configuration_that_cannot_be_read_is_a_verdict(
    elsewhere: Config, pages: Path, tmp_path: Path
) -> None:
    (elsewhere.root / "mkdocs.en.yml").write_text("nav: [\n")
    with pytest.raises(CannotGoOn) as refusal:
        site.build(elsewhere, pages, tmp_path / "out", URL)
    (verdict,) = refusal.value.verdicts
    assert (verdict.rule, verdict.place.path) == ("site/build", "mkdocs.en.yml")


def test_a_font_that_is_not_installed_is_a_verdict(
    elsewhere: Config, pages: Path, tmp_path: Path
) -> None:
    (elsewhere.root / "node_modules").unlink()
    with pytest.raises(CannotGoOn) as refusal:
        site.build(elsewhere, pages, tmp_path / "out", URL)
    (verdict,) = refusal.value.verdicts
    assert (verdict.message, verdict.suggestion) == (
        "The site's font is not installed.",
        "make setup",
    )


def test_a_third_language_needs_a_configuration_and_pages_only(
    elsewhere: Config, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    for source, code in (("nb", "nb"), ("en", "en"), ("nb", "nn")):
        shutil.copytree(elsewhere.docs / source, docs / code)
    (elsewhere.root / "mkdocs.nn.yml").write_text("INHERIT: mkdocs.yml\ntheme: {language: nn}\n")
    three = replace(elsewhere, languages=("nb", "nn", "en"), docs=docs)
    out = tmp_path / "out"
    below = f"{URL}below/"
    assert site.build(three, write_pages(three, tmp_path / "pages"), out, below) == ()
    assert site.inspect(three, out, below) == ()
    document = html.document_fromstring((out / "nn/about/index.html").read_bytes())
    assert document.get("lang") == "nn"
    assert [a.text for a in document.xpath("//nav[@class='sv-languages']//a")] == [
        "Norsk (bokmål)",
        "Norsk (nynorsk)",
        "English",
    ]
