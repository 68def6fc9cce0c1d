"""Keyboard and screen reader paths: focus order, live regions, error summary (WCAG 2.4.3, 4.1.3).

Where the focus goes when a dialog closes is tested where the dialog is: test_portal_browser (new
user, grant, menu, forced selector), test_portal_packages (details), test_portal_actors (selector),
test_portal_adding_all (result), test_portal_browser_accesses (the question before deleting).
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import focused, log_in, settle, visiting
from playwright.sync_api import Browser, Page, expect

from systemtilgang.portal.places import BASE

PROVIDER = "Diskret Nær Tiger AS"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The managing director of the provider, on the start page."""
    with visiting(browser, address) as found:
        log_in(found, "Dress Minst", PROVIDER)
        yield found


def tabbed(page: Page, count: int) -> list[str]:
    """What so many presses of Tab lead to, from the top of the page."""
    page.evaluate("document.activeElement.blur()")
    names = []
    for _ in range(count):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate(
                "(document.activeElement.ariaLabel || document.activeElement.placeholder"
                " || document.activeElement.textContent).trim().replace(/\\s+/g, ' ')"
            )
        )
    return names


def test_the_focus_order_of_a_page_is_its_reading_order(page: Page) -> None:
    page.goto(f"{BASE}/systemuser/overview")
    page.get_by_role("link", name="Skatt for kunder").click()
    settle(page)
    page.goto(page.url)
    settle(page)
    assert tabbed(page, 18) == [
        "Hopp til hovedinnholdet",
        "Om øvingsportalen",
        "Altinn",
        PROVIDER,
        "Meny",
        "Tilgangsstyring",
        "Forespørsler",
        "Brukere",
        "Klientadministrasjon",
        "Systemtilganger",
        "Start",
        "Tilgangsstyring",
        "Systemtilganger",
        "Skatt for kunder",
        "Tilbake",
        "Slett systemtilgang",
        "Skattegrunnlag",
        "Legg til din virksomhet",
    ]


def test_the_focus_stays_in_a_dialog_and_goes_around(page: Page) -> None:
    page.goto(f"{BASE}/users")
    page.get_by_role("button", name="Ny bruker").click()
    settle(page)
    page.locator("dialog [tabindex='-1']").first.focus()
    stops = []
    for _ in range(10):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "(focused => focused === document.body ? 'the browser’s own bar'"
                " : focused.closest('dialog') ? focused.ariaLabel || focused.textContent.trim()"
                " || focused.id : 'the page behind')(document.activeElement)"
            )
        )
    around = ["Virksomhet", "Person", "number", "Lukk dialogvindu", "the browser’s own bar"]
    assert stops == [*around, *around]


def test_the_skip_link_leads_past_everything_to_the_content(page: Page) -> None:
    page.goto(f"{BASE}/users")
    settle(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(focused(page)).to_have_id("main-content")
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text("Last ned til fil")


@pytest.mark.parametrize(
    ("path", "search", "role", "told"),
    [
        ("/users", "nonsense", "alert", "Ingen treff på søket"),
        ("/?menu=actor", "nonsense", "status", "Ingen treff"),
        ("/?menu=actor", "solsiden", "status", "1 treff"),
    ],
)
def test_what_a_search_came_to_is_announced(
    page: Page, path: str, search: str, role: str, told: str
) -> None:
    page.goto(BASE + path)
    page.get_by_role("searchbox").first.fill(search)
    settle(page)
    region = page.locator(f"[role={role}]")
    expect(region).to_contain_text(told)
    expect(page.get_by_role("searchbox").first).to_be_focused()


def test_a_message_is_announced_inside_the_dialog_that_is_open(page: Page) -> None:
    page.goto(f"{BASE}/systemuser/overview")
    page.get_by_role("link", name="Revisor klientdelegering").click()
    page.get_by_role("button", name="Legg til kunder").click()
    page.get_by_role("button", name="Legg til Nordlys Bakeri AS i systemtilgang").click()
    settle(page)
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("er lagt til")
    expect(focused(page)).to_have_accessible_name("Fjern Nordlys Bakeri AS fra systemtilgang")


def test_a_client_that_is_refused_is_announced_in_its_row(page: Page) -> None:
    page.goto(f"{BASE}/systemuser/overview")
    page.get_by_role("link", name="Årsoppgjør").click()
    page.get_by_role("button", name="Legg til kunder").click()
    page.get_by_role("button", name="Legg til Revisorkunde AS i systemtilgang").click()
    settle(page)
    row = page.get_by_role("listitem").filter(has_text="Revisorkunde AS").last
    expect(row.locator("[aria-live=polite]")).to_contain_text("Kunne ikke legge til klient")
    expect(focused(page)).to_have_accessible_name("Legg til Revisorkunde AS i systemtilgang")


def send_person(page: Page, identifier: str, last_name: str) -> None:
    page.goto(f"{BASE}/users?dialog=new-user&tab=person")
    page.get_by_label("Fødselsnummer/brukernavn").fill(identifier)
    page.get_by_label("Etternavn").fill(last_name)
    page.get_by_role("button", name="Legg til person").click()
    settle(page)


def test_several_wrong_answers_are_summed_up_with_links_to_them(page: Page) -> None:
    send_person(page, "123", "")
    summary = page.get_by_role("group", name="Rett dette før du går videre")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Fødselsnummer/brukernavn: Fødselsnummer må bestå av 11 siffer",
            "Etternavn: Vennligst fyll inn et gyldig etternavn",
        ]
    )
    summary.get_by_role("link").last.focus()
    page.keyboard.press("Enter")
    expect(focused(page)).to_have_id("last-name")
    expect(focused(page)).to_have_accessible_description("Vennligst fyll inn et gyldig etternavn")
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize(
    ("identifier", "last_name", "field"),
    [("123", "Minst", "identifier"), ("19816818152", "", "last-name")],
)
def test_one_wrong_answer_takes_the_focus_itself(
    page: Page, identifier: str, last_name: str, field: str
) -> None:
    send_person(page, identifier, last_name)
    expect(focused(page)).to_have_id(field)
    expect(focused(page)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".ds-error-summary")).to_have_count(0)
