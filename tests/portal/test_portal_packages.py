"""The details behind the name of a package, wherever packages are listed (`PORTAL.md 4.3, 6.3`)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import focused, log_in, settle, visiting
from overview import open_access
from playwright.sync_api import Browser, Page, expect
from visitor import Visitor, party

from systemtilgang.portal.places import BASE
from systemtilgang.store import Store

PROVIDER = "Diskret Nær Tiger AS"


@pytest.fixture
def provider(visitor: Visitor) -> Visitor:
    visitor.log_in("Dress Minst", PROVIDER)
    return visitor


def name_of(visitor: Visitor, store: Store, code: str) -> str:
    return visitor.t.package(store.catalogue.packages[code])


@pytest.mark.parametrize(
    ("title", "code", "how"),
    [
        ("Skatt for kunder", "skattegrunnlag", "text.package_for_all"),
        ("Revisor klientdelegering", "ansvarlig-revisor", "text.package_for_clients_only"),
        ("Regnskap i sky", "posttjenester", "text.package_for_all"),
    ],
)
def test_the_packages_of_an_access(
    provider: Visitor, store: Store, title: str, code: str, how: str
) -> None:
    t, package = provider.t, store.catalogue.packages[code]
    provider.go("/systemuser/overview")
    open_access(provider, title)
    provider.click("button", t.package(package))
    assert provider.names("dialog") == [t.package(package)]
    assert provider.names("heading") == [t.package(package)]
    assert t(how) in provider.text
    assert package.area.name.in_language(t.language) in provider.text
    assert t.description(package) in provider.text
    assert provider.names("button") == ["Lukk dialogvindu"]
    provider.click("button", "Lukk dialogvindu")
    assert provider.names("dialog") == []


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("klientadministrator", "text.package_not_for_clients"),
        ("eksplisitt", "text.package_for_nobody"),
    ],
)
def test_how_other_packages_can_be_given(provider: Visitor, code: str, how: str) -> None:
    provider.go(f"/systemuser/overview?package={code}")
    assert provider.t(how) in provider.text


def test_what_a_package_gives_is_told_where_it_is_known(provider: Visitor, store: Store) -> None:
    t, packages = provider.t, store.catalogue.packages
    assert t.description(packages["skattegrunnlag"]).endswith(".")
    assert t.description(packages["toll"]) == ""


def test_the_packages_that_a_new_access_will_get(provider: Visitor, store: Store) -> None:
    provider.go("/systemuser/create?system=313909964_regnskap&step=2")
    provider.click("button", name_of(provider, store, "posttjenester"))
    assert provider.names("dialog") == [name_of(provider, store, "posttjenester")]
    provider.click("button", "Lukk dialogvindu")
    assert provider.t("button.create_access") in provider.names("button"), "still in step 2"


def test_a_held_package_on_a_users_page_can_be_taken_in_its_details(
    provider: Visitor, store: Store
) -> None:
    t, klok = provider.t, party(store, "KLOK HEGRE")
    name = name_of(provider, store, "klientadministrator")
    provider.go(f"/users/{klok.id}?open=administrere_tilganger")
    provider.click("button", name)
    assert t("message.user_has_package", user="Klok Hegre") in provider.text
    provider.click("button", t("row_button.revoke"))
    told = t("message.user_revoked", user="Klok Hegre", package=name)
    assert told in provider.names("alert")[0]
    assert t("message.user_has_package", user="Klok Hegre") not in provider.text
    provider.click("button", t("row_button.grant"))
    assert t("message.user_has_package", user="Klok Hegre") in provider.text


def test_in_the_dialog_one_goes_to_the_details_and_back(provider: Visitor, store: Store) -> None:
    t, klok = provider.t, party(store, "KLOK HEGRE")
    name = name_of(provider, store, "skattegrunnlag")
    provider.go(f"/users/{klok.id}?dialog=grant&q={name}")
    provider.click("button", name)
    assert provider.names("dialog") == [name]
    assert t("button.close") in provider.names("button")
    provider.click("button", t("row_button.grant"))
    assert t("message.user_has_package", user="Klok Hegre") in provider.text
    provider.click("button", t("button.back"))
    assert provider.names("dialog") == [t("dialog.grant", user="Klok Hegre")]
    assert t("row_name.revoke", package=name) in provider.names("button")


def test_what_one_may_not_give_has_a_button_that_is_disabled(
    visitor: Visitor, store: Store
) -> None:
    t, klok = visitor.t, party(store, "KLOK HEGRE")
    visitor.log_in("Stille Fjord", PROVIDER)
    visitor.go(f"/users/{klok.id}?dialog=grant&package=skattegrunnlag")
    assert visitor.find("button", t("row_button.grant")).get("disabled") is not None
    assert t("message.may_not_grant_package") in visitor.text


def test_who_may_give_nothing_only_reads(visitor: Visitor, store: Store) -> None:
    t = visitor.t
    visitor.log_in("Mild Sti", "Klientkunde AS")
    visitor.click("link", t("link.your_powers"))
    area = store.catalogue.packages["posttjenester"].area.urn.rpartition(":")[2]
    visitor.go(f"{visitor.path}?open={area}")
    visitor.click("button", name_of(visitor, store, "posttjenester"))
    assert t("message.user_has_package", user="Mild Sti") in visitor.text
    assert visitor.names("button") == ["Lukk dialogvindu"]


@pytest.mark.parametrize("address", ["?package=nonsense", "?package="])
def test_an_unknown_package_opens_nothing(provider: Visitor, address: str) -> None:
    assert provider.go(f"/users{address}") == 200
    assert provider.names("dialog") == []


def test_who_is_not_logged_in_sees_no_details(visitor: Visitor) -> None:
    visitor.go("/login?package=skattegrunnlag")
    assert visitor.names("dialog") == []


# With JavaScript


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with visiting(browser, address) as found:
        log_in(found, "Dress Minst", PROVIDER)
        yield found


def test_the_focus_goes_into_the_details_and_back_to_the_package(page: Page) -> None:
    page.goto(f"{BASE}/systemuser/overview")
    page.get_by_role("link", name="Skatt for kunder").click()
    settle(page)
    for close in ("Escape", "click outside", "Lukk dialogvindu"):
        button = page.get_by_role("button", name="Skattegrunnlag", exact=True)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog", name="Skattegrunnlag")).to_be_visible()
        settle(page)
        expect(focused(page)).to_have_text("Skattegrunnlag")
        if close == "Escape":
            page.keyboard.press("Escape")
        elif close == "click outside":
            page.mouse.click(5, 500)
        else:
            page.get_by_role("button", name=close).click()
        settle(page)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(button).to_be_focused()


def test_in_the_dialog_the_focus_follows_to_the_details_and_back(page: Page) -> None:
    page.goto(f"{BASE}/users")
    page.get_by_role("link", name="Klok Hegre").click()
    page.get_by_role("button", name="Gi fullmakt", exact=True).click()
    settle(page)
    page.get_by_role("searchbox").last.fill("skattegr")
    settle(page)
    package = page.get_by_role("button", name="Skattegrunnlag", exact=True)
    package.focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("button", name="Tilbake")).to_be_visible()
    expect(focused(page)).to_have_text("Skattegrunnlag")
    assert focused(page).evaluate("one => one.tagName") == "H1"
    details = page.get_by_role("dialog")
    details.get_by_role("button", name="Gi fullmakt", exact=True).focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(details.get_by_role("button", name="Slett fullmakt", exact=True)).to_be_focused()
    page.get_by_role("button", name="Tilbake").focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(package).to_be_focused()
    expect(page.locator("dialog:modal")).to_have_count(1)
