"""One user's page: granting, revoking, deleting (`PORTAL.md 4`)."""

from __future__ import annotations

import pytest
from visitor import NewVisitor, Visitor, party, shown_text

from systemtilgang.store import Store

PROVIDER = "Diskret Nær Tiger AS"


@pytest.fixture
def giver(visitor: Visitor) -> Visitor:
    """The managing director of Klientkunde AS, on the page of a user without packages."""
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users?dialog=new-user&number=311590839&tab=organization")
    visitor.click("button", visitor.t("button.add_organization"))
    return visitor


def package(visitor: Visitor) -> str:
    return visitor.t.texts["package.skattegrunnlag"]


def grant(visitor: Visitor) -> None:
    visitor.go(f"{visitor.path}?dialog=grant&q={package(visitor)}")
    visitor.click("button", visitor.t("row_name.grant", package=package(visitor)))


def test_a_user_without_packages(giver: Visitor) -> None:
    t = giver.t
    assert giver.title == t("title.user")
    assert giver.names("heading") == [PROVIDER, t("heading.packages_held", count=0)]
    assert t("text.for_actor", actor="Klientkunde AS") in giver.text
    assert t("message.user_has_no_packages") in giver.text
    assert giver.names("searchbox") == [], "there is nothing to search in"
    assert t("link.back") in giver.names("link")


def test_the_dialog_shows_every_area_closed(giver: Visitor) -> None:
    t = giver.t
    giver.click("button", t("button.grant"))
    areas = giver.tree.xpath(".//dialog//button[@aria-expanded]")
    assert len(areas) > 10
    assert {area.get("aria-expanded") for area in areas} == {"false"}
    assert t("row_name.grant", package=package(giver)) not in giver.names("button")
    assert t("button.close") in giver.names("button")


def test_an_area_opens_and_closes(giver: Visitor, store: Store) -> None:
    t = giver.t
    area = store.catalogue.packages["skattegrunnlag"].area.name.in_language(t.language)
    giver.click("button", t("button.grant"))
    giver.click("button", area)
    assert giver.find("button", area).get("aria-expanded") == "true"
    assert t("row_name.grant", package=package(giver)) in giver.names("button")
    giver.click("button", area)
    assert giver.find("button", area).get("aria-expanded") == "false"


def test_an_area_is_a_heading_that_is_a_button(giver: Visitor, store: Store) -> None:
    area = store.catalogue.packages["skattegrunnlag"].area.name.in_language(giver.t.language)
    giver.click("button", giver.t("button.grant"))
    button = giver.find("button", area)
    assert giver.find("heading", area).tag == "h2", "below the heading of the dialog"
    assert button.xpath("parent::h2")
    line = giver.tree.get_element_by_id(button.get("aria-describedby"))
    assert line.text_content() == giver.t("text.held_of", held=0, count=12)


def test_an_area_that_a_search_opened_closes(giver: Visitor, store: Store) -> None:
    area = store.catalogue.packages["skattegrunnlag"].area.name.in_language(giver.t.language)
    giver.click("button", giver.t("button.grant"))
    giver.fill("searchbox", giver.t("field.search_packages"), package(giver))
    for expanded in ("true", "false", "true"):
        assert giver.find("button", area).get("aria-expanded") == expanded
        giver.click("button", area)


@pytest.mark.parametrize(("query", "expanded"), [("sk", "false"), ("ska", "true")])
def test_three_characters_open_the_areas_that_match(
    giver: Visitor, query: str, expanded: str
) -> None:
    giver.click("button", giver.t("button.grant"))
    giver.fill("searchbox", giver.t("field.search_packages"), query)
    found = giver.tree.xpath(".//dialog//button[@aria-expanded]/@aria-expanded")
    assert found
    assert set(found) == {expanded}


def test_the_count_is_of_what_matched(giver: Visitor) -> None:
    giver.click("button", giver.t("button.grant"))
    giver.fill("searchbox", giver.t("field.search_packages"), package(giver).upper())
    assert giver.t("text.held_of", held=0, count=1) in giver.text


def test_no_hits(giver: Visitor) -> None:
    giver.click("button", giver.t("button.grant"))
    giver.fill("searchbox", giver.t("field.search_packages"), "nonsense")
    assert giver.t("message.no_matches") in giver.text


def test_the_search_is_for_the_name_that_is_shown(new_visitor: NewVisitor) -> None:
    for edition, query in (("2025-12", "Skattegrunnlag"), ("2026-08", "Tax base")):
        visitor = new_visitor("en", edition)
        visitor.log_in("Rask Lykt", "Klientkunde AS")
        visitor.click("link", "Users")
        visitor.click("link", "Mild Sti")
        visitor.click("button", visitor.t("button.grant"))
        visitor.fill("searchbox", "Search for access packages", query)
        assert visitor.t("row_name.grant", package=query) in visitor.names("button")


def test_granting_keeps_the_dialog_open_and_tells_once(giver: Visitor) -> None:
    t = giver.t
    grant(giver)
    assert giver.names("dialog") == [t("dialog.grant", user=PROVIDER)]
    assert t("text.held_of", held=1, count=1) in giver.text
    assert (
        t("message.user_granted", user=PROVIDER, package=package(giver)) in giver.names("alert")[0]
    )
    assert giver.tree.xpath("boolean(.//dialog//*[@role='alert'])"), "not behind the dialog"
    giver.click("button", t("button.close"))
    assert giver.names("alert") == []
    assert t("heading.packages_held", count=1) in giver.names("heading")


def test_the_visible_text_of_a_row_button_is_shorter_than_its_name(giver: Visitor) -> None:
    t = giver.t
    giver.go(f"{giver.path}?dialog=grant&q={package(giver)}")
    button = giver.find("button", t("row_name.grant", package=package(giver)))
    assert shown_text(button) == t("row_button.grant")


def test_granting_twice_is_no_error(giver: Visitor) -> None:
    path = giver.path
    for _ in range(2):
        assert giver.post(f"{path}/grant", package="skattegrunnlag") == 303
        giver.go(path)
    assert giver.t("heading.packages_held", count=1) in giver.names("heading")


def test_revoking_is_immediate(giver: Visitor) -> None:
    t, path = giver.t, giver.path
    grant(giver)
    giver.click("button", t("row_name.revoke", package=package(giver)))
    assert (
        t("message.user_revoked", user=PROVIDER, package=package(giver)) in giver.names("alert")[0]
    )
    giver.go(path)
    assert t("heading.packages_held", count=0) in giver.names("heading")


def test_the_page_opens_an_area_with_what_is_held_and_what_else_there_is(
    giver: Visitor, store: Store
) -> None:
    t = giver.t
    grant(giver)
    giver.click("button", t("button.close"))
    area = store.catalogue.packages["skattegrunnlag"].area.name.in_language(t.language)
    giver.click("button", area)
    assert t("heading.packages_in_area") in giver.names("heading")
    assert t("row_name.revoke", package=package(giver)) in giver.names("button")
    others = next(name for name in giver.names("button") if name.endswith(" (11)"))
    assert others == t("button.others_available", count=11)
    giver.click("button", others)
    assert sum(t("row_button.grant") in name for name in giver.names("button")) > 5


def test_searching_on_the_page_tells_held_from_others(giver: Visitor) -> None:
    t = giver.t
    grant(giver)
    giver.click("button", t("button.close"))
    giver.fill("searchbox", t("field.search_packages"), package(giver)[:5])
    assert t("message.matches_held") in giver.text
    giver.fill("searchbox", t("field.search_packages"), "post")
    assert t("message.no_matches_held") in giver.text
    assert t("message.other_matches") in giver.text


def test_a_grant_that_is_refused_says_why_in_the_details(giver: Visitor) -> None:
    t, path = giver.t, giver.path
    giver.post(f"{path}/grant?dialog=grant", package="ansvarlig-revisor")
    giver.request("GET", giver.answer.headers["location"])
    assert giver.query == {"dialog": "grant", "package": "ansvarlig-revisor"}
    assert t("message.not_for_organizations") in giver.names("alert")[0]
    assert t("heading.grant_failed") in giver.names("alert")[0]
    giver.go(path)
    assert giver.names("alert") == []
    assert t("heading.packages_held", count=0) in giver.names("heading")


@pytest.mark.parametrize("action", ["grant", "revoke"])
def test_a_package_that_does_not_exist_has_no_details(giver: Visitor, action: str) -> None:
    path = giver.path
    giver.post(f"{path}/{action}", package="nonsense")
    giver.request("GET", giver.answer.headers["location"])
    assert giver.t(f"message.{action}_failed") in giver.names("alert")[0]
    assert giver.names("dialog") == []


def test_one_who_may_not_give_is_refused(visitor: Visitor, store: Store) -> None:
    visitor.log_in("Mild Sti", "Klientkunde AS")
    other = party(store, "BLID ELV").id
    assert visitor.go(f"/users/{other}") == 403
    assert visitor.names("heading") == [visitor.t("heading.refused")]
    visitor.go("/users")
    assert visitor.post(f"/users/{other}/grant", package="skattegrunnlag") == 403
    assert visitor.post(f"/users/{other}/revoke", package="skattegrunnlag") == 403
    assert visitor.post(f"/users/{other}/delete") == 403


def test_a_client_administrator_gives_and_sees_but_takes_nothing_away(visitor: Visitor) -> None:
    t = visitor.t
    visitor.log_in("Blid Elv", "Klientkunde AS")
    visitor.go("/users?dialog=new-user&number=311590839&tab=organization")
    visitor.click("button", t("button.add_organization"))
    path = visitor.path
    grant(visitor)
    held = visitor.find("dialog", t("dialog.grant", user=PROVIDER)).xpath(
        ".//ul[@aria-labelledby=//*[normalize-space()=$heading]/@id]",
        heading=t("text.packages_held"),
    )
    assert [" ".join(each.text_content().split()) for each in held] == [package(visitor)]
    revoke = t("row_name.revoke", package=package(visitor))
    assert revoke not in visitor.names("button")
    visitor.go(f"{path}?q={package(visitor)}")
    assert package(visitor) in visitor.names("listitem")
    assert {revoke, t("button.delete_user")}.isdisjoint(visitor.names("button"))
    assert visitor.post(f"{path}/revoke", package="skattegrunnlag") == 403
    assert visitor.post(f"{path}/delete") == 403


@pytest.mark.parametrize("action", ["grant", "revoke", "delete"])
def test_a_system_user_is_not_a_user(visitor: Visitor, store: Store, action: str) -> None:
    with store.unit_of_work() as uow:
        owner = uow.parties.named("DISKRET NÆR TIGER AS")
        assert owner
        access = uow.system_users.owned_by(owner.id)[-1]
    visitor.log_in("Dress Minst", "Diskret Nær Tiger AS")
    assert visitor.go(f"/users/{access.id}") == 404
    visitor.post(f"/users/{access.id}/{action}", package="posttjenester")
    assert visitor.go(f"/systemuser/{access.id}") == 200
    name = store.catalogue.packages["posttjenester"].name.in_language(visitor.t.language)
    assert visitor.text.count(name) == 1


def test_ones_own_page_has_no_buttons(visitor: Visitor) -> None:
    visitor.log_in("Mild Sti", "Klientkunde AS")
    visitor.click("link", visitor.t("link.your_powers"))
    assert visitor.names("heading")[0] == "Mild Sti"
    assert visitor.t("heading.packages_held", count=1) in visitor.names("heading")
    assert visitor.t("button.grant") not in visitor.names("button")


def test_on_ones_own_page_one_deletes_ones_own_access(new_visitor: NewVisitor) -> None:
    for language, text in (("nb", "Slett alle tilganger"), ("en", "Delete all access")):
        visitor = new_visitor(language)
        visitor.log_in("Stille Fjord", "Diskret Nær Tiger AS")
        visitor.click("link", visitor.t("link.your_powers"))
        assert text in visitor.names("button")
        assert visitor.t("button.delete_user") not in visitor.names("button")


def test_a_user_with_nothing_from_the_actor(visitor: Visitor, store: Store) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go(f"/users/{party(store, 'TYDELIG MÅNE').id}")
    assert visitor.t("message.user_has_no_powers", actor="Klientkunde AS") in visitor.text
    assert visitor.t("link.go_back") in visitor.names("link")


def test_a_user_that_does_not_exist(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    assert visitor.go("/users/nonsense") == 404
    assert visitor.names("heading") == [visitor.t("heading.not_found")]


def test_deleting_a_user_asks_first(giver: Visitor) -> None:
    t = giver.t
    grant(giver)
    giver.click("button", t("button.close"))
    giver.click("button", t("button.delete_user"))
    assert giver.names("heading") == [t("heading.delete_user")]
    giver.click("button", t("button.cancel"))
    assert giver.names("dialog") == []
    giver.click("button", t("button.delete_user"))
    giver.click("button", t("button.yes_delete"))
    assert giver.path == "/users"
    assert PROVIDER not in giver.names("link")
