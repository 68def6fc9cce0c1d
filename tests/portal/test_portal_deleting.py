"""Deleting a system access: the block that asks, in the page (`PORTAL.md 1.4, 7, 8.5`)."""

from __future__ import annotations

import pytest
from visitor import NewVisitor, Visitor, shown_text

from systemtilgang.domain.editions import EDITIONS

PROVIDER = "Diskret Nær Tiger AS"
OWN, FOR_CLIENTS = "Regnskap i sky", "Revisor klientdelegering"
CLIENT = "Revisorkunde AS"
OVERVIEW = "/systemuser/overview"


def open_access(visitor: Visitor, title: str) -> None:
    visitor.go(OVERVIEW)
    rows = [name for name in visitor.names("link") if name.startswith(f"{title} ")]
    visitor.click("link", rows[0])


@pytest.fixture(params=[(edition, language) for edition in EDITIONS for language in ("nb", "en")])
def director(request: pytest.FixtureRequest, new_visitor: NewVisitor) -> Visitor:
    """The managing director of the provider, in each edition and language."""
    edition, language = request.param
    visitor = new_visitor(language, edition=edition)
    visitor.log_in("Dress Minst", PROVIDER)
    return visitor


def director_of(new_visitor: NewVisitor, edition: str) -> Visitor:
    visitor = new_visitor("en", edition=edition)
    visitor.log_in("Dress Minst", PROVIDER)
    return visitor


def add_client(visitor: Visitor) -> None:
    visitor.click("button", visitor.t("button.add_clients"))
    visitor.click("button", visitor.t("row_name.add_client", client=CLIENT))
    visitor.click("button", visitor.t("button.confirm_and_close"))


def question(visitor: Visitor) -> str:
    """What the block says, its buttons left out; empty while it is not there."""
    lines = visitor.tree.xpath(".//*[@data-confirm]//p")
    return " ".join(shown_text(line) for line in lines)


def ask(visitor: Visitor) -> None:
    visitor.click("button", visitor.t("button.delete_access"))


def confirm(visitor: Visitor) -> None:
    """Press the second of the two buttons, which has the same name as the first."""
    buttons = [
        button
        for button in visitor.elements("button")
        if visitor.name(button) == visitor.t("button.delete_access")
    ]
    assert len(buttons) == 2
    visitor.submit(buttons[1].xpath("ancestor::form")[0])


@pytest.mark.parametrize("title", [OWN, FOR_CLIENTS])
def test_it_asks_first_in_the_page_and_can_be_taken_back(director: Visitor, title: str) -> None:
    t = director.t
    open_access(director, title)
    before = director.names("heading")
    ask(director)
    assert question(director) == t("message.confirm_deletion", title=title)
    assert director.names("dialog") == []
    assert director.names("heading") == before
    trigger = director.find("button", t("button.delete_access"))
    assert trigger.get("aria-expanded") == "true"
    director.click("button", t("button.cancel"))
    assert question(director) == ""
    assert director.names("heading") == before
    trigger = director.find("button", t("button.delete_access"))
    assert trigger.get("aria-expanded") == "false"


def test_the_button_that_asks_takes_the_question_back_too(director: Visitor) -> None:
    open_access(director, OWN)
    ask(director)
    ask(director)
    assert question(director) == ""


@pytest.mark.parametrize("title", [OWN, FOR_CLIENTS])
def test_deleting_leads_to_the_overview_without_it_and_without_a_message(
    director: Visitor, title: str
) -> None:
    open_access(director, title)
    ask(director)
    confirm(director)
    assert director.path == OVERVIEW
    assert title not in director.text
    assert director.names("alert") == []


def test_the_block_is_named_by_its_question(director: Visitor) -> None:
    """Two buttons have the same name: the group says which of them deletes."""
    open_access(director, OWN)
    ask(director)
    block = director.tree.xpath(".//*[@data-confirm]")[0]
    assert block.get("role") == "group"
    assert director.name(block) == director.t("message.confirm_deletion", title=OWN)
    assert block.get("aria-describedby") is None, "there is no more to say"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_clients_stop_the_deletion_in_the_first_edition(
    new_visitor: NewVisitor, language: str
) -> None:
    visitor = new_visitor(language)
    visitor.log_in("Dress Minst", PROVIDER)
    t = visitor.t
    open_access(visitor, FOR_CLIENTS)
    add_client(visitor)
    ask(visitor)
    assert question(visitor) == t("message.confirm_deletion", title=FOR_CLIENTS)
    confirm(visitor)
    reason = f"{t('message.access_not_deleted')} {t('message.clients_first')}"
    assert question(visitor).endswith(reason)
    assert len(visitor.names("alert")) == 1, "told in the block and nowhere else"
    assert CLIENT in visitor.text
    visitor.click("button", t("button.cancel"))
    assert visitor.names("alert") == [], "told once"


@pytest.mark.parametrize(
    ("language", "question_asked", "warning"),
    [
        (
            "nb",
            'Er du sikker på at du vil slette systemtilgangen "Revisor klientdelegering"?',
            "Klienter som er tilordnet systemtilgangen vil også bli fjernet.",
        ),
        (
            "en",
            'Are you sure you want to delete the system access "Revisor klientdelegering"?',
            "Clients assigned to the system access will also be removed.",
        ),
    ],
)
def test_clients_go_with_the_access_in_the_later_edition_after_a_warning(
    new_visitor: NewVisitor, language: str, question_asked: str, warning: str
) -> None:
    visitor = new_visitor(language, edition="2026-08")
    visitor.log_in("Dress Minst", PROVIDER)
    open_access(visitor, FOR_CLIENTS)
    ask(visitor)
    assert question(visitor) == question_asked, "nobody is warned about no clients"
    visitor.click("button", visitor.t("button.cancel"))
    add_client(visitor)
    ask(visitor)
    assert question(visitor) == f"{question_asked} {warning}"
    confirm(visitor)
    assert visitor.path == OVERVIEW
    assert FOR_CLIENTS not in visitor.text


def test_who_sees_no_clients_is_not_warned_of_them(new_visitor: NewVisitor) -> None:
    """An access manager who is no client administrator may delete all the same (8.1, 8.5)."""
    owner = director_of(new_visitor, "2026-08")
    open_access(owner, FOR_CLIENTS)
    add_client(owner)
    manager = new_visitor("en", edition="2026-08")
    manager.log_in("Stille Fjord", PROVIDER)
    open_access(manager, FOR_CLIENTS)
    ask(manager)
    assert question(manager) == manager.t("message.confirm_deletion", title=FOR_CLIENTS)
    confirm(manager)
    assert manager.path == OVERVIEW


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_client_administrator_has_no_way_to_delete(new_visitor: NewVisitor, edition: str) -> None:
    visitor = new_visitor("en", edition=edition)
    visitor.log_in("Klok Hegre", PROVIDER)
    open_access(visitor, FOR_CLIENTS)
    path = visitor.path
    assert visitor.t("button.delete_access") not in visitor.names("button")
    visitor.go(f"{path}?confirm=delete")
    assert question(visitor) == ""
    assert visitor.post(f"{path.removesuffix('/agentdelegation')}/delete") == 403
    assert visitor.go(path) == 200


def test_deleting_what_is_not_there_or_not_ones_own(visitor: Visitor) -> None:
    visitor.log_in("Dress Minst", PROVIDER)
    open_access(visitor, OWN)
    path = visitor.path
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    assert visitor.post(f"{path}/delete") == 403
    assert visitor.post("/systemuser/nonsense/delete") == 404
    visitor.log_in("Dress Minst", PROVIDER)
    assert visitor.go(path) == 200


def test_deleting_needs_the_form_of_the_page(visitor: Visitor) -> None:
    visitor.log_in("Dress Minst", PROVIDER)
    open_access(visitor, OWN)
    address = visitor.url
    assert visitor.request("POST", f"{address}/delete", token="made up") == 403
    assert visitor.request("GET", f"{address}/delete") == 405
    assert visitor.request("GET", address) == 200


def test_the_question_leaves_the_state_of_the_list_alone(new_visitor: NewVisitor) -> None:
    visitor = director_of(new_visitor, "2026-08")
    open_access(visitor, FOR_CLIENTS)
    visitor.click("button", visitor.t("button.add_clients"))
    visitor.click("button", visitor.t("button.add_all_clients"))
    visitor.click("button", visitor.t("button.confirm_and_close"))
    visitor.click("button", visitor.t("button.page", page=2))
    ask(visitor)
    assert visitor.query == {"page": "2", "confirm": "delete"}
    visitor.click("button", visitor.t("button.cancel"))
    assert visitor.query == {"page": "2"}
