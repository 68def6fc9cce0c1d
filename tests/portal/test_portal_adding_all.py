"""Adding all clients: at once without JavaScript, told step by step with it (`PORTAL.md 8.3`)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import focused, log_in, settle, visiting
from overview import open_access, row_names
from playwright.sync_api import Browser, Page, Route, expect
from visitor import Visitor, party

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.portal.formatting import display_name
from systemtilgang.portal.places import BASE
from systemtilgang.service import clients
from systemtilgang.service.acting import Acting
from systemtilgang.store import Store, UnitOfWork

OWNER = "DISKRET NÆR TIGER AS"
AUDITED = "Revisor klientdelegering"
BOTH = "Årsoppgjør"


def give(store: Store, *clients: str) -> None:
    """These clients give the owner skattegrunnlag, too: all that the access for both needs."""
    receiver = party(store, OWNER)
    with store.unit_of_work() as uow:
        for client in clients:
            giver, packages = party_id(uow, client), frozenset({"skattegrunnlag"})
            uow.assignments.add(Assignment(giver, receiver.id, RIGHT_HOLDER, packages))
        uow.commit()


def lacking(store: Store, title: str) -> list[str]:
    """The clients to choose from that have not given all that the access needs, by name."""
    with store.unit_of_work() as uow:
        acting = Acting(party_id(uow, "DRESS MINST"), party_id(uow, OWNER))
        access = next(
            each for each in uow.system_users.owned_by(acting.party) if each.title == title
        )
        found = clients.available(uow, acting, access.id)
        return [display_name(each.party) for each in found if not each.has_all]


def party_id(uow: UnitOfWork, name: str) -> str:
    found = uow.parties.named(name)
    assert found
    return found.id


@pytest.fixture
def provider(visitor: Visitor) -> Visitor:
    visitor.log_in("Dress Minst", "Diskret Nær Tiger AS")
    visitor.go("/systemuser/overview")
    return visitor


def test_all_at_once(provider: Visitor) -> None:
    t = provider.t
    open_access(provider, AUDITED, dialog=True)
    provider.click("button", t("button.add_all_clients"))
    assert t("message.all_clients_added") in provider.text
    assert provider.names("button") == [t("button.confirm_and_close")]
    provider.click("button", t("button.confirm_and_close"))
    assert len(row_names(provider, "connected")) == 5
    provider.click("button", t("button.page", page=2))
    assert row_names(provider, "connected") == ["Tindeblikk Transport AS", "Vintersol Kafé AS"]


def test_one_that_fails_does_not_stop_the_rest_and_it_is_told_which_and_why(
    provider: Visitor, store: Store
) -> None:
    t = provider.t
    give(store, "NORDLYS BAKERI AS", "Revisorkunde AS")
    open_access(provider, BOTH, dialog=True)
    provider.click("button", t("button.add_all_clients"))
    failing = lacking(store, BOTH)
    assert t("message.some_clients_added", added=2, count=2 + len(failing)) in provider.text
    assert t("message.clients_not_added") in provider.text
    lacks = t("text.has_not_given", packages="Skattegrunnlag")
    told = provider.names("listitem")
    assert [row.partition(f" {lacks.split(':')[0]}")[0] for row in told] == failing
    assert f"Vintersol Kafé AS {lacks}" in told
    provider.click("button", t("button.confirm_and_close"))
    assert row_names(provider, "connected") == ["Nordlys Bakeri AS", "Revisorkunde AS"]


def test_only_those_that_are_missing_are_tried_again(provider: Visitor, store: Store) -> None:
    t = provider.t
    give(store, "Revisorkunde AS")
    open_access(provider, BOTH, dialog=True)
    missing = len(lacking(store, BOTH))
    for added, count in ((1, missing + 1), (0, missing)):
        provider.click("button", t("button.add_all_clients"))
        assert t("message.some_clients_added", added=added, count=count) in provider.text
        provider.click("button", t("button.confirm_and_close"))
        provider.click("button", t("button.add_or_remove_clients"))


def test_the_search_and_the_checkbox_do_not_count(provider: Visitor) -> None:
    t = provider.t
    open_access(provider, AUDITED, dialog=True)
    provider.fill("searchbox", t("field.search_clients"), "nordlys")
    provider.click("button", t("button.add_all_clients"))
    assert t("message.all_clients_added") in provider.text
    provider.click("button", t("button.confirm_and_close"))
    assert len(row_names(provider, "connected")) == 5


def test_when_all_are_added_already_it_says_so_at_once(provider: Visitor) -> None:
    t = provider.t
    open_access(provider, AUDITED, dialog=True)
    provider.click("button", t("button.add_all_clients"))
    for progress in ({}, {"progress": "start"}):
        provider.post(f"{provider.path}/add-all", **progress)
        provider.request("GET", provider.answer.headers["location"])
        assert t("message.all_clients_added") in provider.text


def test_what_it_came_to_is_not_for_the_address_to_say(provider: Visitor) -> None:
    open_access(provider, BOTH, dialog=True)
    provider.click("button", provider.t("button.add_all_clients"))
    assert provider.query == {"dialog": "added-all"}
    for claim in ("added-all", "added-all&tried=99", "adding-all", "adding-all&done=6"):
        assert provider.go(f"{provider.path}?dialog={claim}") == 200
        assert provider.names("dialog") == [], "it is told once, by the portal"


def step(visitor: Visitor, progress: str) -> str:
    """One request of those that JavaScript sends; what the page then says of how far it is."""
    visitor.post(f"{visitor.path}/add-all", progress=progress)
    visitor.request("GET", visitor.answer.headers["location"])
    told = visitor.tree.xpath(
        "string(.//p[@id='adding-count'] | .//p[contains(@class, 'outcome')])"
    )
    return str(told)


def test_the_first_alone_then_five_at_a_time(provider: Visitor, store: Store) -> None:
    t = provider.t
    give(store, "GRANKONGLE SNEKKERI AS", "VINTERSOL KAFÉ AS")
    open_access(provider, BOTH)
    count = 2 + len(lacking(store, BOTH))
    assert 7 <= count <= 11, "so that there are four requests"
    assert step(provider, "start") == t("message.adding_clients", done=0, count=count)
    assert t("message.do_not_close") in provider.text
    assert provider.names("button") == [], "it cannot be closed"
    assert step(provider, "next") == t("message.adding_clients", done=1, count=count)
    assert step(provider, "next") == t("message.adding_clients", done=6, count=count)
    bar = provider.tree.find(".//progress")
    assert (bar.get("value"), bar.get("max")) == ("6", str(count))
    assert step(provider, "next") == t("message.some_clients_added", added=2, count=count)


def test_how_far_it_is_belongs_to_one_access(provider: Visitor) -> None:
    open_access(provider, AUDITED)
    audited = provider.path
    step(provider, "start")
    provider.go("/systemuser/overview")
    assert provider.names("alert") == []
    open_access(provider, BOTH)
    assert provider.go(f"{provider.path}?dialog=adding-all") == 200
    assert provider.names("dialog") == []
    assert provider.go(f"{audited}?dialog=adding-all") == 200
    assert provider.t("message.do_not_close") in provider.text


def test_a_next_step_that_nobody_began_adds_all(provider: Visitor) -> None:
    open_access(provider, AUDITED)
    assert step(provider, "next") == provider.t("message.all_clients_added")


# With JavaScript


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with visiting(browser, address) as found:
        log_in(found, "Dress Minst", "Diskret Nær Tiger AS")
        found.goto(f"{BASE}/systemuser/overview")
        yield found


def choose(page: Page, title: str) -> None:
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="Legg til kunder").click()
    settle(page)


def test_the_browser_tells_how_far_it_is_and_the_result_takes_the_focus(page: Page) -> None:
    choose(page, AUDITED)
    page.evaluate(
        """() => {
            window.told = [];
            new MutationObserver(() => {
                const count = document.querySelector('#adding-count')?.textContent;
                if (count && window.told.at(-1) !== count) window.told.push(count);
            }).observe(document.body, {childList: true, subtree: true});
        }"""
    )
    page.get_by_role("button", name="Legg til alle klienter").click()
    settle(page)
    expect(focused(page)).to_have_text("Alle klienter er lagt til.")
    assert page.evaluate("window.told") == [f"Legger til klient {done} av 7" for done in (0, 1, 6)]
    expect(page.locator("dialog:modal")).to_have_count(1)
    for _ in range(2):
        page.keyboard.press("Escape")
    page.mouse.click(5, 400)
    settle(page)
    expect(page.locator("dialog:modal")).to_have_count(1)
    page.get_by_role("button", name="Bekreft og lukk").click()
    settle(page)
    expect(page.locator("#connected li.row")).to_have_count(5)


def test_it_cannot_be_closed_while_it_runs(page: Page) -> None:
    choose(page, AUDITED)
    held: list[Route] = []

    def hold(route: Route) -> None:
        """The first step goes through; the next waits until the test lets it go."""
        if not held and "progress=next" in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    page.route("**/add-all", hold)
    with page.expect_request(lambda request: "progress=next" in (request.post_data or "")):
        page.get_by_role("button", name="Legg til alle klienter").click()
    expect(page.get_by_role("progressbar")).to_have_accessible_name("Legger til klient 0 av 7")
    expect(page.locator("html")).to_have_attribute("aria-busy", "true")
    for _ in range(2):
        page.keyboard.press("Escape")
    page.mouse.click(5, 400)
    expect(page.get_by_text("Ikke lukk denne nettsiden")).to_be_visible()
    held[0].continue_()
    settle(page)
    expect(page.get_by_text("Alle klienter er lagt til.")).to_be_visible()
