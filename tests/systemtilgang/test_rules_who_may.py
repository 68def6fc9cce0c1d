"""DOMAIN.md 3.1, row by row: who passes the gate of each operation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from refusing import problem_if_any
from town import LONG_AGO, Town

from systemtilgang.domain import problems
from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.editions import EDITIONS, Edition
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.requests import Request, RequestKind
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.service import (
    agent_packages,
    agents,
    clients,
    own_organisation,
    powers,
    received,
    requests,
    system_accesses,
    system_register,
    users,
    vendor_requests,
)
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork

PACKAGE = "skattegrunnlag"


@dataclass(frozen=True)
class Stage:
    """A firm with everything that can be operated on, and somebody who has something there."""

    town: Town
    firm: Party
    client: Party
    own: SystemUser
    for_clients: SystemUser
    request: Request

    @property
    def uow(self) -> UnitOfWork:
        return self.town.uow


@pytest.fixture
def stage(town: Town) -> Stage:
    firm, client = town.organisation("Firm"), town.organisation("Client")
    town.grant(client, firm, PACKAGE)
    own = town.access(firm, "toll", user_type=UserType.STANDARD)
    for_clients = town.access(firm, PACKAGE)
    request = Request(
        id="00000000-0000-4000-8000-000000000001",
        kind=RequestKind.AGENT,
        system_id=for_clients.system_id,
        party_id=firm.id,
        external_ref="asked for",
        packages=(PACKAGE,),
        created=LONG_AGO,
        escalated=True,
    )
    town.uow.requests.add(request)
    return Stage(town, firm, client, own, for_clients, request)


Use = Callable[[Stage, Acting], object]

MANAGER, CLIENT, MAIN = "tilgangsstyrer", "klientadministrator", "hovedadministrator"
RELATED = "merverdiavgift"
NOBODY = ""
HOLDERS = (MANAGER, CLIENT, MAIN, RELATED, NOBODY)

MANAGERS = {MANAGER, MAIN}
ADMINISTRATORS = {CLIENT, MAIN}

# 3.1: what somebody does, and the packages that let one do it.
OPERATIONS: dict[str, tuple[Use, set[str]]] = {
    "approve a request": (
        lambda stage, who: requests.approve(stage.uow, who, stage.request.id, RequestKind.AGENT),
        MANAGERS,
    ),
    "reject a request": (
        lambda stage, who: requests.reject(stage.uow, who, stage.request.id, RequestKind.AGENT),
        MANAGERS,
    ),
    "list pending requests": (lambda stage, who: requests.received(stage.uow, who), MANAGERS),
    "read an own access": (
        lambda stage, who: system_accesses.access(stage.uow, who, stage.own.id),
        MANAGERS,
    ),
    "read an access for clients": (
        lambda stage, who: system_accesses.access(stage.uow, who, stage.for_clients.id),
        MANAGERS | ADMINISTRATORS,
    ),
    "read the clients of an access": (
        lambda stage, who: clients.available(stage.uow, who, stage.for_clients.id),
        ADMINISTRATORS,
    ),
    "add a client to an access": (
        lambda stage, who: clients.add(stage.uow, who, stage.for_clients.id, stage.client.id),
        ADMINISTRATORS,
    ),
    "remove a client from an access": (
        lambda stage, who: clients.remove(stage.uow, who, stage.for_clients.id, stage.client.id),
        ADMINISTRATORS,
    ),
    "take the own organisation from an access": (
        lambda stage, who: own_organisation.remove(stage.uow, who, stage.for_clients.id),
        MANAGERS,
    ),
    "open a request": (
        lambda stage, who: requests.read(stage.uow, who, stage.request.id, RequestKind.AGENT),
        set(HOLDERS) - {NOBODY},
    ),
    "escalate a request": (
        lambda stage, who: requests.escalate(stage.uow, who, stage.request.id, RequestKind.AGENT),
        set(HOLDERS) - {NOBODY},
    ),
    "add a person": (
        lambda stage, who: users.add_person(
            stage.uow, who, str(stage.town.person("New").number), "new"
        ),
        MANAGERS,
    ),
    "remove a connection": (
        lambda stage, who: powers.delete_user(stage.uow, who, stage.client.id, cascade=True),
        MANAGERS,
    ),
    "take a package back": (
        lambda stage, who: powers.revoke_package(stage.uow, who, stage.client.id, PACKAGE),
        MANAGERS,
    ),
    "give up a connection": (
        lambda stage, who: received.give_up(stage.uow, who, stage.client.id, cascade=True),
        MANAGERS,
    ),
    "give up a package": (
        lambda stage, who: received.give_up_package(stage.uow, who, stage.client.id, PACKAGE),
        MANAGERS,
    ),
    "make a person an agent": (
        lambda stage, who: agents.add_person(
            stage.uow, who, str(stage.town.person("New").number), "new"
        ),
        ADMINISTRATORS,
    ),
    "list the agents": (lambda stage, who: agents.list_agents(stage.uow, who), ADMINISTRATORS),
    "hand a client's package on": (
        lambda stage, who: agent_packages.take(
            stage.uow,
            who,
            stage.town.person("New").id,
            stage.client.id,
            [RolePackages("rettighetshaver", (PACKAGE,))],
        ),
        ADMINISTRATORS,
    ),
}


def holder(stage: Stage, package: str) -> Acting:
    person = stage.town.person("Holder")
    if package:
        stage.town.grant(stage.firm, person, package)
    return Acting(person.id, stage.firm.id)


@pytest.mark.parametrize("package", HOLDERS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_3_1_an_operation_is_for_those_with_the_right_package(
    stage: Stage, operation: str, package: str
) -> None:
    use, allowed = OPERATIONS[operation]
    found = problem_if_any(use, stage, holder(stage, package))
    opens = operation in {"open a request", "escalate a request"}
    forbidden = problems.MAY_NOT_OPEN_REQUEST if opens else problems.FORBIDDEN
    assert found == (None if package in allowed else forbidden)


# 3.1: the other ways to pass the gate of an access manager.
def by_key_role(stage: Stage) -> str:
    """The director of an organisation that has the package."""
    organisation, person = stage.town.organisation("Office"), stage.town.person("Holder")
    stage.town.grant(stage.firm, organisation, MANAGER)
    stage.town.role(organisation, person, "daglig-leder")
    return person.id


def as_system_user(stage: Stage) -> str:
    """An own system access that was given the package."""
    access = stage.town.access(stage.firm, MANAGER, user_type=UserType.STANDARD)
    return access.id


def by_register_role(stage: Stage) -> str:
    person = stage.town.person("Holder")
    stage.town.role(stage.firm, person, "kontaktperson-nuf")
    return person.id


@pytest.mark.parametrize("somebody", [by_key_role, as_system_user, by_register_role])
def test_3_1_an_access_manager_can_be_one_in_several_ways(
    stage: Stage, somebody: Callable[[Stage], str]
) -> None:
    who = Acting(somebody(stage), stage.firm.id)
    use, _ = OPERATIONS["list pending requests"]
    assert problem_if_any(use, stage, who) is None


# 3.1 with the editions' rows 8 and 10 (GUIDES.md): operation, edition, who may.
EDITIONED: list[tuple[str, Use, str, set[str]]] = [
    (name, use, edition, allowed)
    for name, use, by_edition in (
        (
            "create an access",
            lambda stage, who: system_accesses.systems_to_choose(stage.uow, who),
            {"2025-12": {MANAGER}, "2026-08": MANAGERS},
        ),
        (
            "delete an access",
            lambda stage, who: system_accesses.delete(stage.uow, who, stage.own.id),
            {"2025-12": {MANAGER}, "2026-08": MANAGERS},
        ),
        (
            "delete an access for clients",
            lambda stage, who: system_accesses.delete(stage.uow, who, stage.for_clients.id),
            {"2025-12": {MANAGER}, "2026-08": MANAGERS},
        ),
        (
            "add an organisation",
            lambda stage, who: users.add_organisation(stage.uow, who, str(stage.client.number)),
            {"2025-12": MANAGERS | ADMINISTRATORS, "2026-08": MANAGERS},
        ),
    )
    for edition, allowed in by_edition.items()
]


@pytest.mark.parametrize("package", HOLDERS)
@pytest.mark.parametrize(
    ("use", "edition", "allowed"),
    [pytest.param(*rest, id=f"{name}-{rest[1]}") for name, *rest in EDITIONED],
)
def test_3_1_the_edition_decides_who_else_may(
    stage: Stage, use: Use, edition: str, allowed: set[str], package: str
) -> None:
    rules: Edition = EDITIONS[edition]
    acting = holder(stage, package)
    found = problem_if_any(use, stage, Acting(acting.person, acting.party, rules))
    assert found == (None if package in allowed else problems.FORBIDDEN)


# 3.1: the vendor's operations are for the system's vendor only.
def asked(stage: Stage, vendor: str) -> object:
    wanted = vendor_requests.Wanted(
        stage.own.system_id, str(stage.client.number), ("toll",), external_ref="new"
    )
    return vendor_requests.ask(stage.uow, vendor, wanted, FixedClock(), SeededIdentifiers(1))


def registered(stage: Stage, vendor: str) -> RegisteredSystem:
    system = stage.uow.systems.existing(stage.own.system_id)
    system_register.update(stage.uow, vendor, system)
    return system


VENDORS: dict[str, Callable[[Stage, str], object]] = {
    "ask for an access": asked,
    "read the status of a request": lambda stage, vendor: vendor_requests.status(
        stage.uow, vendor, stage.request.id
    ),
    "withdraw a request": lambda stage, vendor: vendor_requests.withdraw(
        stage.uow, vendor, stage.request.id
    ),
    "change a system": registered,
    "delete a system": lambda stage, vendor: system_register.delete(
        stage.uow, vendor, stage.own.system_id
    ),
}


@pytest.mark.parametrize("operation", VENDORS)
def test_3_1_a_vendor_reaches_its_own_systems_only(stage: Stage, operation: str) -> None:
    use = VENDORS[operation]
    other = stage.town.organisation("Other")
    with pytest.raises(Refused) as caught:
        use(stage, other.id)
    assert caught.value.problem == problems.SYSTEM_NOT_FOUND
    use(stage, stage.firm.id)  # the firm is the vendor of its own systems here
