"""What the permission flags show on the screens: sidebar and buttons (`PORTAL.md 1.5, 1.6`)."""

from __future__ import annotations

from itertools import product

import pytest
from overview import open_access
from visitor import NewVisitor, Visitor

from systemtilgang.domain.editions import EDITIONS

PROVIDER = "Diskret Nær Tiger AS"
START, REQUESTS, USERS = "link.access_management", "link.requests", "link.users"
CLIENTS, ACCESSES = "link.client_administration", "link.system_accesses"

SIDEBAR = {
    "Dress Minst": (START, REQUESTS, USERS, CLIENTS, ACCESSES),  # managing director
    "Trygg Varde": (START, REQUESTS, USERS, CLIENTS, ACCESSES),  # main administrator
    "Stille Fjord": (START, REQUESTS, USERS, ACCESSES),  # access manager
    "Klok Hegre": (START, USERS, CLIENTS, ACCESSES),  # client administrator
}


def sidebar(visitor: Visitor) -> list[str]:
    """The names of the sidebar's links, without how many requests wait."""
    links = visitor.tree.xpath(".//aside//a")
    return [visitor.name(link).partition(" (")[0] for link in links]


@pytest.mark.parametrize(("person", "edition"), [*product(SIDEBAR, EDITIONS)])
def test_the_sidebar(new_visitor: NewVisitor, person: str, edition: str) -> None:
    for language in ("nb", "en"):
        visitor = new_visitor(language, edition)
        visitor.log_in(person, PROVIDER)
        assert sidebar(visitor) == [visitor.t(key) for key in SIDEBAR[person]]


def test_who_has_an_ordinary_package_has_only_ones_own_powers(visitor: Visitor) -> None:
    visitor.log_in("Mild Sti", "Klientkunde AS")
    assert sidebar(visitor) == [visitor.t(START), visitor.t(USERS)]


def test_acting_for_oneself_there_are_no_system_accesses(visitor: Visitor) -> None:
    visitor.log_in("Dress Minst", "Dress Minst")
    assert visitor.t(ACCESSES) not in sidebar(visitor)


@pytest.mark.parametrize(
    ("person", "edition", "creates", "administers"),
    [
        ("Dress Minst", "2025-12", True, True),
        ("Dress Minst", "2026-08", True, True),
        ("Stille Fjord", "2025-12", True, False),
        ("Stille Fjord", "2026-08", True, False),
        ("Klok Hegre", "2025-12", False, True),
        ("Klok Hegre", "2026-08", False, True),
        ("Trygg Varde", "2025-12", False, True),
        ("Trygg Varde", "2026-08", True, True),
    ],
)
def test_creating_deleting_and_clients(
    new_visitor: NewVisitor, person: str, edition: str, creates: bool, administers: bool
) -> None:
    visitor = new_visitor("nb", edition)
    t = visitor.t
    visitor.log_in(person, PROVIDER)
    visitor.go("/systemuser/overview")
    assert (t("link.create_access") in visitor.names("link")) is creates
    open_access(visitor, "Revisor klientdelegering")
    assert (t("button.delete_access") in visitor.names("button")) is creates
    assert (t("button.add_clients") in visitor.names("button")) is administers
