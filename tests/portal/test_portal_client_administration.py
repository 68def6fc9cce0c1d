"""Client administration without JavaScript: its words, and who may (`PORTAL.md 11.1, 11.2`)."""

from __future__ import annotations

import pytest
from client_access import (
    ADMINISTRATION,
    CLIENTS_TAB,
    LUN_SKOG,
    client_path,
    give_client_access,
    was_handed,
)
from visitor import NewVisitor, Visitor, party

from systemtilgang.portal.texts import labels
from systemtilgang.store import Store

WORDS = {
    "heading.client_administration": (
        "Klientadministrasjon for {actor}",
        "Client administration for {actor}",
    ),
    "link.client_administration": ("Klientadministrasjon", "Client Administration"),
    "title.client_administration": (
        "Klientadministrasjon - Altinn",
        "Client administration - Altinn",
    ),
    "tab.users": ("Brukere", "Users"),
    "tab.clients": ("Klienter", "Clients"),
    "button.add_agent": ("Legg til ny bruker", "Add new user"),
    "heading.users_with_client_access": ("Brukere med klienttilgang", "Users with client access"),
    "heading.other_matching_users": ("Andre brukere", "Other users"),
    "row_button.add_user": ("Legg til", "Add"),
    "message.agent_added": ("Bruker lagt til.", "User added."),
    "message.agent_not_added": ("Kunne ikke legge til bruker.", "Could not add user."),
    "button.relationships": ("Klientforhold", "Client relationships"),
    "text.other_relationships": ("Andre klientforhold", "Other client relationships"),
    "field.show_deleted": ("Vis slettede", "Show deleted"),
    "title.agent": ("Bruker med klienttilgang - Altinn", "User with client access - Altinn"),
    "heading.has_clients": ("Har disse klientene", "Has these clients"),
    "heading.can_have_clients": ("Kan få disse klientene", "Can have these clients"),
    "delegation_button.give": ("Gi fullmakt", "Give power of attorney"),
    "delegation_button.take": ("Slett fullmakt", "Delete power of attorney"),
    "title.providers_client": ("Valgt klient - Altinn", "Chosen client - Altinn"),
    "heading.recently_added_users": ("Nylig lagt til brukere", "Recently added users"),
    "heading.users_with_power": ("Brukere med fullmakt", "Users with power of attorney"),
    "heading.users_who_can_get_power": (
        "Brukere som kan få fullmakt",
        "Users who can get power of attorney",
    ),
    "message.no_client_administrator": (
        "Du har ikke tilgang til klientadministrasjon",
        "You do not have access to client administration",
    ),
}


@pytest.mark.parametrize("edition", ["2025-12", "2026-08"])
def test_the_words_are_those_of_the_facts_in_every_edition(edition: str) -> None:
    nb, en = labels(edition, "nb").texts, labels(edition, "en").texts
    assert {key: (nb[key], en[key]) for key in WORDS} == WORDS


# Who may


@pytest.mark.parametrize(
    ("person", "actor", "may"),
    [
        ("Klok Hegre", "Diskret Nær Tiger AS", True),
        ("Dress Minst", "Diskret Nær Tiger AS", True),
        ("Trygg Varde", "Diskret Nær Tiger AS", True),
        ("Stille Fjord", "Diskret Nær Tiger AS", False),
        ("Mild Sti", "Klientkunde AS", False),
        ("Rask Lykt", "Rask Lykt", False),
    ],
)
@pytest.mark.parametrize("edition", ["2025-12", "2026-08"])
def test_only_client_administrators_have_the_section(
    new_visitor: NewVisitor, store: Store, person: str, actor: str, may: bool, edition: str
) -> None:
    agent = give_client_access(store, "LUN SKOG")
    visitor = new_visitor("nb", edition)
    visitor.log_in(person, actor)
    assert (visitor.t("link.client_administration") in visitor.names("link")) is may
    for path in (ADMINISTRATION, CLIENTS_TAB, agent, client_path(store, "Revisorkunde AS")):
        assert visitor.go(path) == 200
        assert (visitor.t("message.no_client_administrator") not in visitor.text) is may
        assert (visitor.t("button.add_agent") in visitor.text) is (
            may and "tab" not in path and path != agent
        )


def test_who_may_not_cannot_send_the_forms_either(visitor: Visitor, store: Store) -> None:
    agent = give_client_access(store, "LUN SKOG", "Revisorkunde AS")
    client = client_path(store, "Revisorkunde AS")
    visitor.log_in("Stille Fjord", "Diskret Nær Tiger AS")
    person = {"identifier": LUN_SKOG, "last-name": "Lun"}
    other = {"package": "ansvarlig-revisor", "roles": "revisor", "other": agent.split("/")[-1]}
    assert visitor.post(f"{ADMINISTRATION}/add-person", **person) == 403
    assert visitor.post(f"{ADMINISTRATION}/add-known", person=party(store, "DRESS MINST").id) == 403
    assert visitor.post(f"{client}/add-person", **person) == 403
    for path in (agent, client):
        assert visitor.post(f"{path}/give", **other) == 403
        assert visitor.post(f"{path}/take", **other) == 403
    assert visitor.post(f"{agent}/delete") == 403
    assert was_handed(store, "LUN SKOG", "Revisorkunde AS")


def test_the_landing_page_tells_what_the_section_is_for(visitor: Visitor) -> None:
    visitor.log_in("Klok Hegre", "Diskret Nær Tiger AS")
    description = visitor.t("text.client_administration_description", actor="Diskret Nær Tiger AS")
    assert description in visitor.text
