"""Search on the built site, as a reader uses it in Chromium."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from reading import SEARCH


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("nb", "Sette opp klientforhold", "Sette opp klientforhold"),
        ("nb", "klientforholdene", "Sette opp klientforhold"),
        ("nb", "borettslagene", "Klientdelegering"),
        ("en", "relationships", "Set up client relationship"),
        ("en", "delegated", "Client delegation"),
    ],
)
def test_search_finds_other_forms_of_a_word(
    page: Page, origin: str, language: str, words: str, title: str
) -> None:
    page.goto(f"{origin}{language}/about/")
    page.get_by_role("textbox", name=SEARCH[language]).press_sequentially(words)
    hit = page.get_by_role("search").get_by_role("link", name=re.compile(f"^{title}")).first
    hit.click()
    expect(page).to_have_url(re.compile(f"{origin}{language}/guides/"))


@pytest.mark.parametrize(
    ("language", "words", "guide", "chapter"),
    [
        ("nb", "legge til kunde", "Klientdelegering", "Legge til alle klienter"),
        ("nb", "kunden mangler", "Klientdelegering", "Klienten mangler i listen"),
        ("nb", "Hvordan fjerner jeg kunder?", "Klientdelegering", "Fjerne en klient"),
        ("nb", "mangler tilgang", "Sette opp klientforhold", "Hvis du mangler tilgang"),
        ("en", "remove a client", "Client delegation", "Remove a client"),
        ("en", "a customer is missing", "Client delegation", "The client is missing from the list"),
    ],
)
def test_search_leads_to_the_chapter_that_answers(
    page: Page, origin: str, language: str, words: str, guide: str, chapter: str
) -> None:
    page.goto(f"{origin}{language}/about/")
    box = page.get_by_role("textbox", name=SEARCH[language])
    box.press_sequentially(words)
    hits = page.get_by_role("search").get_by_role("link")
    expect(hits.nth(0)).to_have_accessible_name(re.compile(f"^{guide}"))
    expect(hits.nth(1)).to_have_accessible_name(re.compile(f"^{chapter}"))
    box.press("Enter")
    expect(page.locator(":target")).to_have_text(chapter)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("klientdelegering", "guides/delegate-clients/"),  # the front page has it as well
        ("kundeforhold", "guides/set-up-client-relationship/"),
        ("klientdel", "guides/delegate-clients/"),
        ("tilgjengelighet", "accessibility/"),
        ("til", "accessibility/"),  # nothing but the beginning of a word
    ],
)
def test_search_puts_the_page_that_is_meant_first(
    page: Page, origin: str, words: str, address: str
) -> None:
    page.goto(f"{origin}nb/about/")
    box = page.get_by_role("textbox", name=SEARCH["nb"])
    box.press_sequentially(words)
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d+ treff"))
    box.press("Enter")
    expect(page).to_have_url(re.compile(rf"^{origin}nb/{address}(\?.*)?$"))


def test_two_letters_are_not_yet_the_beginning_of_a_word(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/")
    page.get_by_role("textbox", name=SEARCH["nb"]).press_sequentially("kl")
    expect(page.get_by_role("status")).to_have_text("Ingen treff")


def test_search_stays_in_its_language(page: Page, origin: str) -> None:
    page.goto(f"{origin}en/")
    page.get_by_role("textbox", name=SEARCH["en"]).press_sequentially("Enhetsregisteret")
    expect(page.get_by_role("status")).to_have_text("No matching documents")


def test_words_that_are_pasted_are_searched_for(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/")
    box = page.get_by_role("textbox", name=SEARCH["nb"])
    box.click()
    expect(page.get_by_role("status")).to_have_text("Skriv søkeord")
    page.keyboard.insert_text("klientforholdene")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d+ treff"))


def test_tab_walks_through_the_hits_and_closes_them_behind_it(page: Page, origin: str) -> None:
    page.goto(f"{origin}nb/")
    box = page.get_by_role("textbox", name=SEARCH["nb"])
    box.press_sequentially("klientdelegering")
    hits = page.get_by_role("search").get_by_role("link")
    expect(hits.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Tøm søkefeltet")).to_be_focused()
    page.keyboard.press("Tab")
    expect(hits.first).to_be_focused()
    page.get_by_role("link", name="English").focus()
    expect(hits.first).to_be_hidden()
    box.focus()
    expect(hits.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(hits.first).to_be_hidden()
