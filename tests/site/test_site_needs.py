"""From a need to the guide that answers it: two clicks from any page of the site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect
from pymdownx.slugs import slugify
from sample_site import URL

from samsvar.config import Config

FRONT = {"nb": "Forside", "en": "Front page"}
MENU = {"nb": "Hovedmeny", "en": "Main menu"}
#: What readers want to do, in their own words, and the address that answers.
NEEDS = {
    "nb": {
        "Jeg vil vite hva en systemtilgang er": "system-access/",
        "Jeg har fått en lenke fra leverandøren": "approve-system-access/",
        "Jeg har fått en lenke, men har ikke lov til å godkjenne": (
            "approve-system-access/#sende-forespørselen-videre"
        ),
        "Jeg skal ta i bruk et fagsystem, og har ikke fått noen lenke": "create-system-access/",
        "Jeg er klient, og en virksomhet skal arbeide for meg": "set-up-client-relationship/",
        "Jeg skal bruke fagsystemet for klientene mine": "delegate-clients/",
        "Jeg finner ikke klienten i listen": "delegate-clients/#klienten-mangler-i-listen",
        "Jeg skal la en person arbeide for en klient": "client-administration/",
        "Fagsystemet trenger andre fullmakter enn før": (
            "approve-system-access/#endring-av-en-systemtilgang"
        ),
        "Jeg skal slutte å bruke et fagsystem": "delete-system-access/",
    },
    "en": {
        "I want to know what a system access is": "system-access/",
        "I have been given a link by the vendor": "approve-system-access/",
        "I have been given a link, but am not allowed to approve": (
            "approve-system-access/#forward-the-request"
        ),
        "I want to start using a business system, and have not been given a link": (
            "create-system-access/"
        ),
        "I am a client, and an organization is to work for me": "set-up-client-relationship/",
        "I want to use the business system for my clients": "delegate-clients/",
        "I cannot find the client in the list": (
            "delegate-clients/#the-client-is-missing-from-the-list"
        ),
        "I want a person to work for a client": "client-administration/",
        "The business system needs other authorizations than before": (
            "approve-system-access/#a-change-to-a-system-access"
        ),
        "I want to stop using a business system": "delete-system-access/",
    },
}
LANGUAGES = tuple(NEEDS)


def needs(built: Path, language: str) -> dict[str, str]:
    """The cards of the front page: what they say, and where they lead below `guides/`."""
    page = html.document_fromstring((built / language / "index.html").read_bytes())
    links = page.xpath("//div[@class='sv-card']//h3/a")
    return {a.text_content(): unquote(a.get("href")).removeprefix("guides/") for a in links}


def guides(config: Config, language: str) -> set[str]:
    return {path.stem for path in (config.features / language).glob("*.feature")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_says_need_by_need_which_guide(built: Path, language: str) -> None:
    assert needs(built, language) == NEEDS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_need_leads_to_every_guide(config: Config, language: str) -> None:
    led = {address.partition("/")[0] for address in NEEDS[language].values()}
    assert led == guides(config, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_need_that_leads_into_a_guide_names_one_of_its_chapters(
    config: Config, language: str
) -> None:
    for address in NEEDS[language].values():
        name, chapter = address.split("/")
        path = config.features / language / f"{name}.feature"
        titles = re.findall(r"^ *Scenario: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        anchors = {"#" + slugify(case="lower")(title, "-") for title in titles}
        assert chapter in ("", *anchors), f"{address}: {', '.join(sorted(anchors))}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_of_every_page_has_every_guide(config: Config, built: Path, language: str) -> None:
    root = urlsplit(URL).path + language + "/"
    paths = list((built / language).rglob("index.html"))
    assert len(paths) > len(guides(config, language))
    for path in paths:
        own = root + path.parent.relative_to(built / language).as_posix() + "/"
        page = html.document_fromstring(path.read_bytes())
        hrefs = page.xpath("//nav[@class='sv-side']//a/@href")
        led = {urljoin(own, href).removeprefix(root) for href in hrefs}
        assert led >= {f"guides/{name}/" for name in guides(config, language)}, own


@pytest.mark.parametrize(
    ("language", "need", "address"),
    [(code, need, to) for code, ways in NEEDS.items() for need, to in ways.items()],
)
def test_a_reader_gets_from_a_need_to_the_guide_in_two_clicks(
    page: Page, origin: str, language: str, need: str, address: str
) -> None:
    page.goto(f"{origin}{language}/contributing/vocabulary/")
    menu = page.get_by_role("navigation", name=MENU[language])
    menu.get_by_role("link", name=FRONT[language]).click()
    page.get_by_role("link", name=need, exact=True).click()
    page.wait_for_url(lambda url: unquote(url) == f"{origin}{language}/guides/{address}")
    expect(page.locator(":target" if "#" in address else "h1")).to_be_in_viewport()
