"""The ten known differences between the editions (`GUIDES.md`, "Editions"), each in both of them.

What is shown is read from the portal's pages, what is allowed is asked of the services.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

import pytest
from visitor import NewVisitor, Visitor, add_client, party, shown_text

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.problems import ACCESS_HAS_CLIENTS, FORBIDDEN, Problem, Refused
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.portal.texts import labels
from systemtilgang.service import powers, system_accesses, users
from systemtilgang.service.acting import Acting
from systemtilgang.store import Store, UnitOfWork

OLD, NEW = "2025-12", "2026-08"
CLIENT, PROVIDER = "Klientkunde AS", "DISKRET NÆR TIGER AS"
FOR_CLIENTS = "Revisor klientdelegering"
Texts = tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """One edition of the portal, over a world of its own, in a language."""

    store: Store
    new_visitor: NewVisitor
    edition: str
    language: str = "nb"

    def visit(self, person: str, actor: str, path: str = "/") -> Visitor:
        visitor: Visitor = self.new_visitor(self.language, edition=self.edition)
        visitor.log_in(person, actor)
        visitor.go(path)
        return visitor

    def acting(self, person: str, for_party: str) -> Acting:
        return Acting(
            party(self.store, person).id, party(self.store, for_party).id, EDITIONS[self.edition]
        )

    def outcome(
        self, use_case: Callable[[UnitOfWork, Acting], object], acting: Acting
    ) -> Problem | None:
        """Why it is refused, `None` when it is not; nothing is kept."""
        try:
            with self.store.unit_of_work() as uow:
                use_case(uow, acting)
        except Refused as refused:
            return refused.problem
        return None


def with_id(visitor: Visitor, element_id: str) -> str:
    """What the button with this id is called."""
    return visitor.name(visitor.tree.get_element_by_id(element_id))


def add_clients_buttons(scene: Scene) -> Texts:
    """While the access has no clients, and when it has one."""
    visitor = scene.visit("Dress Minst", "Diskret Nær Tiger AS", "/systemuser/overview")
    row = next(name for name in visitor.names("link") if name.startswith(FOR_CLIENTS))
    visitor.click("link", row)
    none = with_id(visitor, "clients")
    add_client(scene.store, FOR_CLIENTS, "Revisorkunde AS")
    visitor.go(visitor.path)
    return none, with_id(visitor, "clients")


def page_of_mild_sti(scene: Scene) -> Visitor:
    user = party(scene.store, "MILD STI").id
    return scene.visit("Rask Lykt", CLIENT, f"/users/{user}")


def grant_button(scene: Scene) -> Texts:
    return (with_id(page_of_mild_sti(scene), "grant"),)


def tax_in_the_grant_dialog(scene: Scene) -> Visitor:
    visitor = page_of_mild_sti(scene)
    package = visitor.t.package(scene.store.catalogue.packages["skattegrunnlag"])
    visitor.go(f"{visitor.path}?dialog=grant&q={package}")
    return visitor


def grant_button_of_a_package(scene: Scene) -> Texts:
    """What one sees on it, and what it is called for who cannot see."""
    visitor = tax_in_the_grant_dialog(scene)
    button = visitor.tree.get_element_by_id("choice-package-skattegrunnlag")
    return shown_text(button), visitor.name(button)


def name_of_a_package(scene: Scene) -> Texts:
    visitor = tax_in_the_grant_dialog(scene)
    button = visitor.tree.get_element_by_id("choice-package-skattegrunnlag")
    return (shown_text(button.xpath("ancestor::li[1]//*[@class='row__title']")[0]),)


def heading_of_accesses_for_clients(scene: Scene) -> Texts:
    visitor = scene.visit("Klok Hegre", "Diskret Nær Tiger AS", "/systemuser/overview")
    return tuple(visitor.names("heading")[1:])


def new_user_dialog(scene: Scene) -> Texts:
    """The tab it opens on, and what it asks for there."""
    visitor = scene.visit("Rask Lykt", CLIENT, "/users")
    visitor.click("button", visitor.t("button.new_user"))
    chosen = [tab for tab in visitor.elements("tab") if tab.get("aria-selected") == "true"]
    return (*map(visitor.name, chosen), *visitor.names("textbox"))


def who_may_set_up_a_relationship(scene: Scene) -> frozenset[str]:
    """Of those who may in one edition or the other; a stranger never may."""
    provider = party(scene.store, PROVIDER)
    hold(scene.store, "MILD STI", "tilgangsstyrer", "skattegrunnlag")
    candidates = {
        "managing director": "RASK LYKT",
        "access manager": "MILD STI",
        "client administrator": "BLID ELV",
        "stranger": "KLOK HEGRE",
    }

    def set_up(uow: UnitOfWork, acting: Acting) -> None:
        users.add_organisation(uow, acting, str(provider.number))
        powers.grant_package(uow, acting, provider.id, "skattegrunnlag")

    return allowed(scene, candidates, set_up)


def deleting_an_access_with_clients(scene: Scene) -> tuple[Problem | None, int]:
    """Why it is refused, and how many clients the access has afterwards."""
    add_client(scene.store, FOR_CLIENTS, "Revisorkunde AS")
    acting = scene.acting("DRESS MINST", PROVIDER)
    with scene.store.unit_of_work() as uow:
        owned = uow.system_users.owned_by(acting.party)
        access = next(user.id for user in owned if user.title == FOR_CLIENTS)
        problem = None
        try:
            system_accesses.delete(uow, acting, access)
        except Refused as refused:
            problem = refused.problem
        return problem, len(uow.delegations.of_agent(access))


def who_may_create_an_access(scene: Scene) -> frozenset[str]:
    """Each of them could give the system what it asks for."""
    hold(scene.store, "MILD STI", "tilgangsstyrer", "regnskap-okonomi-rapport")
    hold(scene.store, "TYDELIG MÅNE", "hovedadministrator")
    hold(scene.store, "BLID ELV", "posttjenester", "regnskap-okonomi-rapport")
    candidates = {
        "managing director": "RASK LYKT",
        "access manager": "MILD STI",
        "main administrator": "TYDELIG MÅNE",
        "client administrator": "BLID ELV",
    }
    ids = SeededIdentifiers(1)
    return allowed(
        scene,
        candidates,
        lambda uow, acting: system_accesses.create(uow, acting, "313909964_regnskap", ids),
    )


def allowed(
    scene: Scene, candidates: Mapping[str, str], use_case: Callable[[UnitOfWork, Acting], object]
) -> frozenset[str]:
    """Which of the candidates are not refused; who is, is so for want of the right."""
    found = {
        name: scene.outcome(use_case, scene.acting(person, CLIENT))
        for name, person in candidates.items()
    }
    assert set(found.values()) <= {None, FORBIDDEN}
    return frozenset(name for name, problem in found.items() if problem is None)


def hold(store: Store, person: str, *packages: str) -> None:
    """Let Klientkunde AS give the packages to a person, besides what the person has."""
    connection = Assignment(party(store, CLIENT).id, party(store, person).id, RIGHT_HOLDER)
    with store.unit_of_work() as uow:
        uow.assignments.add(connection)
        for package in packages:
            uow.assignments.grant(connection.id, package)
        uow.commit()


@dataclass(frozen=True)
class Difference:
    """A row of the table: how to see it, in which language, and what is seen in each edition.

    `keys` are the labels of the texts seen, in order; the catalogue must say the same.
    """

    row: int
    see: Callable[[Scene], object]
    old: object
    new: object
    language: str = "nb"
    keys: Texts = ()


BOTH = frozenset({"managing director", "access manager"})
CLIENTS_KEYS = ("button.add_clients", "button.add_or_remove_clients")
SECTION = ("heading.client_system_accesses",)
DIFFERENCES = [
    Difference(
        1,
        add_clients_buttons,
        ("Legg til kunder", "Legg til kunder"),
        ("Legg til klienter", "Legg til eller fjern klienter"),
        keys=CLIENTS_KEYS,
    ),
    Difference(
        2,
        add_clients_buttons,
        ("Add clients", "Add clients"),
        ("Add clients", "Add or remove clients"),
        language="en",
        keys=CLIENTS_KEYS,
    ),
    Difference(
        3,
        grant_button,
        ("Grant authorization",),
        ("Give new power of attorney",),
        language="en",
        keys=("button.grant",),
    ),
    Difference(
        4,
        grant_button_of_a_package,
        ("Grant authorization", "Grant authorization for Skattegrunnlag"),
        ("Give power of attorney", "Give power of attorney for Tax base"),
        language="en",
        keys=("row_button.grant",),
    ),
    Difference(
        5,
        name_of_a_package,
        ("Skattegrunnlag",),
        ("Tax base",),
        language="en",
        keys=("package.skattegrunnlag",),
    ),
    Difference(
        6,
        heading_of_accesses_for_clients,
        ("Systemtilganger for kunder",),
        ("Systemtilganger for klienter",),
        keys=SECTION,
    ),
    Difference(
        7,
        new_user_dialog,
        ("Virksomhet", "Organisasjonsnummer"),
        ("Person", "Fødselsnummer/brukernavn", "Etternavn"),
    ),
    Difference(8, who_may_set_up_a_relationship, BOTH | {"client administrator"}, BOTH),
    Difference(9, deleting_an_access_with_clients, (ACCESS_HAS_CLIENTS, 1), (None, 0)),
    Difference(10, who_may_create_an_access, BOTH, BOTH | {"main administrator"}),
]


@pytest.mark.parametrize("edition", [OLD, NEW])
@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda each: f"row {each.row}")
def test_the_editions_differ_as_the_facts_say(
    store: Store, new_visitor: NewVisitor, difference: Difference, edition: str
) -> None:
    seen = difference.see(Scene(store, new_visitor, edition, difference.language))
    assert seen == (difference.old if edition == OLD else difference.new)
    t = labels(edition, difference.language)
    texts = tuple(t(key) for key in difference.keys)
    assert seen[: len(texts)] == texts if isinstance(seen, tuple) else not texts


def test_every_row_of_the_facts_is_proven_and_every_row_is_a_difference() -> None:
    assert [each.row for each in DIFFERENCES] == list(range(1, 11))
    assert [each.row for each in DIFFERENCES if each.old == each.new] == []


@pytest.mark.parametrize("edition", [OLD, NEW])
def test_the_heading_of_accesses_for_clients_is_the_same_in_english(
    store: Store, new_visitor: NewVisitor, edition: str
) -> None:
    """The other half of row 6."""
    seen = heading_of_accesses_for_clients(Scene(store, new_visitor, edition, "en"))
    assert seen == ("System accesses for clients",)


def test_the_overlays_change_only_what_the_table_has() -> None:
    """A label that an edition changes is a row, or belongs to one: rows 4 and 10."""
    of_rows = {("en", "row_name.grant"), *product(("nb", "en"), ["message.may_not_create_access"])}
    named = of_rows | {(each.language, key) for each in DIFFERENCES for key in each.keys}
    for language in ("nb", "en"):
        old, new = labels(OLD, language).texts, labels(NEW, language).texts
        changed = {(language, key) for key in old if old[key] != new[key]}
        assert changed <= named
