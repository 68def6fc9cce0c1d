"""DOMAIN.md 6: every problem there is, provoked by a use case; none twice, none unreachable."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from town import LONG_AGO, Town

import systemtilgang
from every_problem import every_problem
from systemtilgang.domain import client_delegation as handing
from systemtilgang.domain import lookups as looking
from systemtilgang.domain import problems as of
from systemtilgang.domain import registration as registering
from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.lookups import MOST_MISSES
from systemtilgang.domain.problems import Problem, Refused
from systemtilgang.domain.requests import Request, RequestKind, RequestStatus
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.domain.system_accesses import RegisteredSystem, UserType
from systemtilgang.service import (
    agent_packages,
    agents,
    clients,
    own_organisation,
    powers,
    requests,
    system_accesses,
    system_register,
    users,
    vendor_requests,
)
from systemtilgang.service.acting import Acting
from systemtilgang.service.vendor_requests import Wanted, WantedChange

DOCS = Path(__file__).parents[2] / "docs"
TAX, TOLL = "skattegrunnlag", "toll"
HIRED, CLOSED = "ovingstilsynet-innleie", "proveetaten-arkiv"
NOBODY = "00000000-0000-4000-8000-00000000dead"
NEW_ID = "00000000-0000-4000-8000-000000000002"


class Scene:
    """A firm that delivers systems and uses them, with a director, clients and an agent."""

    def __init__(self, town: Town) -> None:
        self.town, self.uow = town, town.uow
        self.firm, self.other = town.organisation("Firm"), town.organisation("Other")
        self.client = town.organisation("Client")
        self.director, self.agent = town.person("Director"), town.person("Agent")
        self.stranger = town.person("Stranger")
        for organisation in (self.firm, self.other):
            town.role(organisation, self.director, "daglig-leder")
        town.grant(self.client, self.firm, TAX)
        self.acting = Acting(self.director.id, self.firm.id)
        self.nobody = Acting(self.stranger.id, self.firm.id)
        self.own = town.access(self.firm, TOLL, user_type=UserType.STANDARD)
        self.for_clients = town.access(self.firm, TAX)
        self.system = RegisteredSystem(
            f"{self.firm.number}_new", self.firm.id, "Firm", Text("Nytt", "New"), (TAX,)
        )

    # The vendor

    def register(self, *client_ids: str, **different: Any) -> None:
        new = replace(self.system, **different)
        system_register.register(self.uow, new, client_ids)

    def ask(self, *packages: str, for_clients: bool = False, **different: Any) -> object:
        wanted = Wanted(self.own.system_id, str(self.client.number), packages)
        wanted = replace(wanted, **different)
        ask = vendor_requests.ask_for_clients if for_clients else vendor_requests.ask
        return ask(self.uow, self.firm.id, wanted, FixedClock(), SeededIdentifiers(1))

    def ask_for_change(self, request_id: str = NEW_ID, access_id: str = "") -> object:
        wanted = WantedChange(access_id or self.own.id, unwanted=(TOLL,))
        return vendor_requests.ask_for_change(
            self.uow, self.firm.id, request_id, wanted, FixedClock()
        )

    # Requests

    def asked(self, *packages: str, **different: Any) -> Request:
        """A request in the store, whatever the vendor could have sent."""
        request = Request(
            id=NEW_ID,
            kind=RequestKind.STANDARD,
            system_id=self.own.system_id,
            party_id=self.firm.id,
            external_ref="asked",
            packages=packages or (TOLL,),
            created=LONG_AGO,
        )
        request = replace(request, **different)
        self.uow.requests.add(request)
        return request

    def approve(self, request: Request, acting: Acting | None = None) -> object:
        return requests.approve(self.uow, acting or self.acting, request.id, request.kind)

    def nameless(self) -> object:
        """A system without a Norwegian name, which asks for an access."""
        system = replace(self.system, name=Text("", "New"))
        self.uow.systems.add(system)
        return self.approve(self.asked(TAX, system_id=system.id))

    # Handing on

    def give(self, role: str = "rettighetshaver", package: str = TAX, **who: str) -> object:
        agent, client = who.get("agent", self.agent.id), who.get("client", self.client.id)
        values = [RolePackages(role, (package,))]
        return agent_packages.give(self.uow, self.acting, agent, client, values)

    def with_agent(self) -> Scene:
        agents.add_person(self.uow, self.acting, str(self.agent.number), "Agent")
        return self

    def guess_often(self) -> object:
        """Answer wrongly once too often."""
        for guess in range(MOST_MISSES):
            with pytest.raises(Refused):
                agents.add_person(self.uow, self.acting, str(self.agent.number), f"Other {guess}")
        return agents.add_person(self.uow, self.acting, str(self.agent.number), "Agent")

    def grant(self, package: str, *, connected: bool = True) -> object:
        if connected:
            self.town.grant(self.firm, self.other)
        return powers.grant_package(self.uow, self.acting, self.other.id, package)

    def visible_system_of(
        self, *packages: str, services: tuple[str, ...] = (), by: Acting | None = None
    ) -> object:
        """A system that anybody may choose, whatever could have been registered."""
        self.uow.systems.add(replace(self.system, packages=packages, services=services))
        ids = SeededIdentifiers(1)
        return system_accesses.create(self.uow, by or self.acting, self.system.id, ids)

    def manager(self) -> Acting:
        """An access manager who has no other package to give."""
        self.town.grant(self.firm, self.stranger, "tilgangsstyrer")
        return self.nobody


def again(first: Callable[[], object], *rest: Callable[[], object]) -> object:
    """Do several things; the last is what is refused."""
    first()
    return [call() for call in rest]


def add_client(s: Scene, packages: tuple[str, ...], client: str = "") -> object:
    access = s.town.access(s.firm, *packages)
    return clients.add(s.uow, s.acting, access.id, client or s.client.id)


REPRESENTATIVE = "virksomhetens-representant-skjemaoppgaver"
PROVOKED: dict[str, Callable[[Scene], object]] = {
    # The authorization layer
    "FORBIDDEN": lambda s: powers.revoke_package(s.uow, s.nobody, s.other.id, TAX),
    "NOT_FOUND": lambda s: users.list_users(s.uow, Acting(s.director.id, NOBODY)),
    "UNAUTHORIZED": lambda s: vendor_requests.ask_for_change(
        s.uow, s.other.id, NEW_ID, WantedChange(s.own.id, (TOLL,)), FixedClock()
    ),
    "BAD_REQUEST": lambda s: s.ask_for_change(s.own.id),
    # Asking
    "CUSTOMER_UNKNOWN": lambda s: s.ask(TOLL, customer_number="312000105"),
    "SYSTEM_NOT_FOUND": lambda s: s.ask(TOLL, system_id="unknown"),
    "SYSTEM_HAS_NO_REDIRECTS": lambda s: s.ask(TOLL, redirect_url="https://vendor.example"),
    "REDIRECT_NOT_REGISTERED": lambda s: again(
        lambda: s.register(redirect_urls=("https://vendor.example/done",)),
        lambda: s.ask(TAX, system_id=s.system.id, redirect_url="https://other.example/done"),
    ),
    "NOTHING_REQUESTED": lambda s: s.ask(),
    "NOTHING_REQUESTED_FOR_CLIENTS": lambda s: s.ask(for_clients=True),
    "SERVICES_NOT_DELEGABLE": lambda s: s.ask(services=(HIRED,)),
    "PACKAGES_NOT_OF_SYSTEM": lambda s: s.ask(TAX),
    "PACKAGES_NOT_FOR_OWN_ACCESS": lambda s: again(
        lambda: s.register(packages=("ansvarlig-revisor",), is_visible=False),
        lambda: s.ask("ansvarlig-revisor", system_id=s.system.id),
    ),
    "PACKAGES_NOT_FOR_CLIENTS": lambda s: again(
        lambda: s.register(packages=("tilgangsstyrer",)),
        lambda: s.ask("tilgangsstyrer", for_clients=True, system_id=s.system.id),
    ),
    "REQUEST_PENDING": lambda s: again(s.asked, lambda: s.ask_for_change(NEW_ID)),
    "CHANGE_HANDLED": lambda s: again(
        lambda: s.asked(status=RequestStatus.REJECTED), lambda: s.ask_for_change(NEW_ID)
    ),
    "REQUEST_NOT_STORED": lambda s: again(
        lambda: s.ask_for_change(NEW_ID),
        lambda: vendor_requests.withdraw(s.uow, s.firm.id, NEW_ID),
        lambda: s.ask_for_change(NEW_ID),
    ),
    # Deciding
    "REQUEST_NOT_FOUND": lambda s: requests.read(s.uow, s.acting, NOBODY, RequestKind.STANDARD),
    "AGENT_REQUEST_NOT_FOUND": lambda s: requests.approve(
        s.uow, s.acting, NOBODY, RequestKind.AGENT
    ),
    "REQUEST_NOT_NEW": lambda s: s.approve(s.asked(status=RequestStatus.REJECTED)),
    "REQUEST_OF_ANOTHER_PARTY": lambda s: s.approve(s.asked(), Acting(s.director.id, s.other.id)),
    "AGENT_REQUEST_OF_ANOTHER_PARTY": lambda s: s.approve(
        s.asked(kind=RequestKind.AGENT), Acting(s.director.id, s.other.id)
    ),
    "MAY_NOT_OPEN_REQUEST": lambda s: requests.read(
        s.uow, s.nobody, s.asked().id, RequestKind.STANDARD
    ),
    "SYSTEM_HAS_NO_NAME": lambda s: s.nameless(),
    "PACKAGES_INVALID": lambda s: s.approve(
        s.asked(TAX, kind=RequestKind.CHANGE, access_id=s.own.id)
    ),
    "LACKS_PACKAGES_TO_GIVE": lambda s: s.visible_system_of("ansvarlig-revisor"),
    "LACKS_SERVICES_TO_GIVE": lambda s: s.visible_system_of(services=(HIRED,), by=s.manager()),
    "SERVICES_NOT_GIVEN": lambda s: s.visible_system_of(services=(CLOSED,)),
    "PACKAGES_NOT_GIVEN": lambda s: s.visible_system_of(REPRESENTATIVE),
    # Accesses
    "ACCESS_EXISTS": lambda s: again(
        lambda: s.visible_system_of(TAX),
        lambda: system_accesses.create(s.uow, s.acting, s.system.id, SeededIdentifiers(2)),
    ),
    "SYSTEM_USER_NOT_FOUND": lambda s: system_accesses.access(s.uow, s.acting, NOBODY),
    "NOT_YOURS_TO_DELETE": lambda s: system_accesses.delete(
        s.uow, Acting(s.director.id, s.other.id), s.own.id
    ),
    "ACCESS_HAS_CLIENTS": lambda s: again(
        lambda: clients.add(s.uow, s.acting, s.for_clients.id, s.client.id),
        lambda: system_accesses.delete(s.uow, s.acting, s.for_clients.id),
    ),
    "NOT_AN_AGENT": lambda s: own_organisation.add(s.uow, s.acting, s.own.id),
    "CLIENT_NOT_FOUND": lambda s: add_client(s, ("merverdiavgift",)),
    "CLIENT_LACKS_PACKAGES": lambda s: add_client(s, (TAX, "merverdiavgift")),
    # Connections
    "ENTITY_UNKNOWN": lambda s: users.find_organisation(s.uow, s.acting, "312000105"),
    "CONNECTION_REQUIRED": lambda s: s.grant(TAX, connected=False),
    "PACKAGE_UNKNOWN": lambda s: s.grant("unknown"),
    "NOT_ASSIGNABLE": lambda s: s.grant("ansvarlig-revisor"),
    "NOT_ASSIGNABLE_TO_RECIPIENT": lambda s: s.grant("hovedadministrator"),
    "NOT_AUTHORIZED_TO_GIVE": lambda s: s.grant("maskinporten-scopes-nuf"),
    "ASSIGNMENT_IN_USE": lambda s: again(
        lambda: s.grant(TAX),
        lambda: powers.delete_user(s.uow, s.acting, s.other.id, cascade=False),
    ),
    # Handing on
    "FIELD_REQUIRED": lambda s: agents.add_person(s.uow, s.acting, "", "Agent"),
    "PERSON_NOT_FOUND": lambda s: agents.add_person(s.uow, s.acting, str(s.agent.number), "Other"),
    "TOO_MANY_LOOKUPS": lambda s: s.guess_often(),
    "PERSON_NOT_CONNECTED": lambda s: agents.add_known(s.uow, s.acting, s.agent.id),
    "AGENT_UNKNOWN": lambda s: s.give(agent=NOBODY),
    "CLIENT_UNKNOWN": lambda s: s.give(client=NOBODY),
    "NOT_FOR_THIS_KIND": lambda s: s.give(agent=s.other.id),
    "AGENT_NOT_REGISTERED": lambda s: s.give(),
    "ROLE_UNKNOWN": lambda s: s.give(role="unknown"),
    "PACKAGE_INVALID": lambda s: s.give(package="unknown"),
    "PACKAGE_NOT_DELEGABLE": lambda s: s.give(package="tilgangsstyrer"),
    "ROLE_NOT_GIVEN": lambda s: s.with_agent().give(role="revisor"),
    "PACKAGE_NOT_HELD": lambda s: s.with_agent().give(package="merverdiavgift"),
    "HAS_ACTIVE_PACKAGES": lambda s: again(
        lambda: s.with_agent().give(),
        lambda: agents.remove(s.uow, s.acting, s.agent.id),
    ),
    # The system register
    "ID_NOT_OF_VENDOR": lambda s: s.register(id="new"),
    "ID_HAS_SPACES": lambda s: s.register(id=f"{s.firm.number}_a b"),
    "ID_TAKEN": lambda s: again(s.register, s.register),
    "CLIENT_TWICE": lambda s: s.register("one", "one"),
    "CLIENT_TAKEN": lambda s: again(
        lambda: s.register("one"), lambda: s.register("one", id=f"{s.system.id}2")
    ),
    "REDIRECT_MALFORMED": lambda s: s.register(redirect_urls=("vendor.example",)),
    "SERVICE_UNKNOWN": lambda s: s.register(services=("unknown",)),
    "SERVICE_TWICE": lambda s: s.register(services=(HIRED, HIRED)),
    "SERVICE_NOT_FOR_SYSTEMS": lambda s: s.register(services=(CLOSED,)),
    "PACKAGE_TWICE": lambda s: s.register(packages=(TAX, TAX)),
    "PACKAGE_NOT_FOR_SYSTEMS": lambda s: s.register(packages=("unknown",)),
    "VISIBLE_WITH_CLIENT_PACKAGES": lambda s: s.register(packages=("ansvarlig-revisor",)),
    "SYSTEM_DELETED": lambda s: again(
        s.register,
        lambda: system_register.delete(s.uow, s.firm.id, s.system.id),
        lambda: system_register.update(s.uow, s.firm.id, s.system),
    ),
}


@pytest.mark.parametrize("name", PROVOKED)
def test_a_problem_is_provoked(town: Town, name: str) -> None:
    scene = Scene(town)
    with pytest.raises(Refused) as caught:
        PROVOKED[name](scene)
    problem = every_problem()[name]
    where = caught.value.problem.path if problem.path is None else problem.path
    assert caught.value.problem == replace(problem, path=where)


def test_every_problem_there_is_can_be_provoked() -> None:
    """So none is unreachable; a new one needs its line in the table above."""
    assert sorted(PROVOKED) == sorted(every_problem())


def test_no_code_is_used_for_two_things() -> None:
    """One message and one status per code; the same code twice only for two places in a call."""
    said: dict[str, set[tuple[int, str]]] = {}
    for problem in every_problem().values():
        said.setdefault(problem.code or problem.title, set()).add((problem.status, problem.title))
    assert {code: texts for code, texts in said.items() if len(texts) > 1} == {}
    places = [(problem.code, problem.title, problem.path) for problem in every_problem().values()]
    assert sorted({place for place in places if places.count(place) > 1}, key=str) == []


def test_every_problem_is_defined_in_the_domain() -> None:
    """And a name stands for one problem only, so that the table above can go by names."""
    defined = {
        name: value
        for module in (of, handing, registering, looking)
        for name, value in vars(module).items()
        if isinstance(value, Problem)
    }
    assert defined == every_problem()
    for module in pkgutil.walk_packages(systemtilgang.__path__, "systemtilgang."):
        for name, value in vars(importlib.import_module(module.name)).items():
            assert not isinstance(value, Problem) or value == defined[name]


def test_a_page_says_of_every_code_what_to_do_in_either_language() -> None:
    told = []
    for language in ("nb", "en"):
        page = (DOCS / language / "problems.md").read_text(encoding="utf-8")
        told.append(re.findall(r"^\| `([A-Z.0-9-]+)` \| \S.* \|$", page, re.MULTILINE))
    assert told[0] == told[1]
    assert sorted(told[0]) == sorted({each.code for each in every_problem().values() if each.code})


def test_a_code_has_the_form_of_its_domain() -> None:
    form = re.compile(r"(AUTH|AM)-\d{5}|(AUTH|AM|STD)\.VLD-\d{5}")
    assert [p for p in every_problem().values() if p.code and not form.fullmatch(p.code)] == []
