"""The published pages of the first two guides, held against the source documents (`seeds/`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from newcomer import Newcomer

LANGUAGES = ("nb", "en")
RELATIONSHIP = "set-up-client-relationship"
DELEGATION = "delegate-clients"

#: What the eight steps of the seeds do, in order, in words of the published page.
STEPS = {
    "nb": (
        "Logg på Altinn som daglig leder i Klientkunde AS, og velg virksomheten når",
        "Gå til Brukere i menyen, hvis du ikke allerede er der.",
        "Trykk på Ny bruker.",
        "Skriv inn organisasjonsnummeret til virksomheten som skal få fullmakt.",
        "Trykk på Legg til virksomhet.",
        "Trykk på Gi fullmakt. Søk etter tilgangspakken",
        "Trykk på Gi fullmakt ved tilgangspakken Skattegrunnlag.",
        "Klientforholdet mellom Klientkunde AS og DISKRET NÆR TIGER AS er nå etablert.",
    ),
    "en": (
        "Log in to Altinn as managing director of Klientkunde AS, and choose the",
        "Go to Users in the menu, if you are not already there.",
        "Click New user.",
        "Enter the organization number of the organization that is to be authorized.",
        "Click Add organization.",
        "Click Grant authorization. Search for the access package",
        "Click Grant authorization next to the access package Skattegrunnlag.",
        "The client relationship between Klientkunde AS and DISKRET NÆR TIGER AS is now",
    ),
}
#: The steps that have a picture in the seeds.
PICTURED = (2, 3, 4, 5, 6, 7)
OUTCOME_OF_5 = {
    "nb": "men DISKRET NÆR TIGER AS har ikke fått noen fullmakt ennå.",
    "en": "but DISKRET NÆR TIGER AS has not been granted any authorization yet.",
}
BUTTONS = {
    "nb": ("Brukere", "Ny bruker", "Legg til virksomhet", "Gi fullmakt"),
    "en": ("Users", "New user", "Add organization", "Grant authorization"),
}
CHAPTERS = {
    "nb": (
        "Forutsetninger",
        "Klient fra Enhetsregisteret",
        "Klient som har gitt fullmakten selv",
        "Flere tilgangspakker på samme systemtilgang",
        "Legge til alle klienter",
        "Fjerne en klient",
        "Klienten mangler i listen",
        "Forretningsfører: bare borettslag og eierseksjonssameier",
        "Forretningsfører: norskregistrerte utenlandske foretak",
        "Din egen virksomhet som klient",
        "La en ansatt administrere klientene",
        "Hvis du ikke finner systemtilgangen",
    ),
    "en": (
        "Prerequisites",
        "A client from the Brønnøysund Registers",
        "A client that granted the authorization itself",
        "Several access packages on one system access",
        "Add all clients",
        "Remove a client",
        "The client is missing from the list",
        "Business managers: housing cooperatives and condominiums only",
        "Business managers: Norwegian-registered foreign companies",
        "Your own organization as a client",
        "Let an employee manage the clients",
        "If you cannot find the system access",
    ),
}


def page(newcomer: Newcomer, language: str, name: str) -> HtmlElement:
    path = newcomer.site / language / "guides" / name / "index.html"
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def process(newcomer: Newcomer, language: str) -> list[HtmlElement]:
    """The items of the first numbered list, which is the process of the seeds."""
    return list(page(newcomer, language, RELATIONSHIP).xpath("(//article//ol)[1]/li"))


def test_make_site_says_what_it_did_and_how_to_open_it(newcomer: Newcomer) -> None:
    features = (newcomer.folder / "features").glob("*/*.feature")
    chapters = sum(path.read_text(encoding="utf-8").count("\n  Scenario: ") for path in features)
    assert f"{chapters} chapters passed" in newcomer.output
    assert "Published in build/site/" in newcomer.output
    assert newcomer.output.rstrip().endswith(
        "To read it: make preview, then http://127.0.0.1:8000/"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_process_has_the_eight_steps_of_the_seeds_in_order(
    newcomer: Newcomer, language: str
) -> None:
    items = [words(item) for item in process(newcomer, language)]
    assert len(items) == 8
    assert [item[: len(start)] for item, start in zip(items, STEPS[language], strict=True)] == list(
        STEPS[language]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_picture_wherever_the_seeds_have_one(newcomer: Newcomer, language: str) -> None:
    items = process(newcomer, language)
    folder = newcomer.site / language / "guides" / RELATIONSHIP
    for number in PICTURED:
        pictures = items[number - 1].xpath(".//img")
        assert pictures, f"step {number} has no picture"
        for picture in pictures:
            assert Path(folder, picture.get("src")).resolve().stat().st_size > 10_000
            assert len(picture.get("alt")) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outcome_of_step_5_says_that_nothing_is_granted_yet(
    newcomer: Newcomer, language: str
) -> None:
    assert OUTCOME_OF_5[language] in words(process(newcomer, language)[4])


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_bold_as_on_the_screen(newcomer: Newcomer, language: str) -> None:
    bold = {words(b) for item in process(newcomer, language) for b in item.iter("strong")}
    assert set(BUTTONS[language]) <= bold


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guides_link_to_each_other_in_the_same_language(
    newcomer: Newcomer, language: str
) -> None:
    for name, other in ((RELATIONSHIP, DELEGATION), (DELEGATION, RELATIONSHIP)):
        links = page(newcomer, language, name).xpath("//article//a/@href")
        targets = {
            (newcomer.site / language / "guides" / name / link.partition("#")[0]).resolve()
            for link in links
            if not link.startswith("http")
        }
        assert (newcomer.site / language / "guides" / other).resolve() in targets


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_on_delegation_has_its_chapters(newcomer: Newcomer, language: str) -> None:
    headings = page(newcomer, language, DELEGATION).xpath("//article//h2")
    assert tuple(words(heading) for heading in headings) == CHAPTERS[language]


@pytest.mark.parametrize("name", [RELATIONSHIP, DELEGATION])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seal_links_to_evidence_that_is_there(
    newcomer: Newcomer, language: str, name: str
) -> None:
    (link,) = page(newcomer, language, name).xpath("//div[contains(@class, 'seal')]//a/@href")
    folder = (newcomer.site / language / "guides" / name / link).resolve()
    evidence = html.document_fromstring((folder / "index.html").read_text(encoding="utf-8"))
    files = [a for a in evidence.xpath("//article//a/@href") if a.endswith(".ndjson")]
    guide = page(newcomer, language, name)
    assert len(files) == len(guide.xpath("//article//h2")) - 1  # all but the prerequisites
    for file in files:
        assert (folder / file).resolve().read_text(encoding="utf-8").count("\n") > 10
