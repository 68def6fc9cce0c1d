"""DOMAIN.md 3.3, 3.4 and 3.10, row by row: how somebody becomes a client, and what it takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from refusing import problem_if_any
from town import LONG_AGO, Town

from systemtilgang.domain import problems
from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.requests import Request, RequestKind
from systemtilgang.domain.system_accesses import SystemUser, UserType
from systemtilgang.service import (
    agent_packages,
    agents,
    clients,
    own_organisation,
    powers,
    received,
    register,
    requests,
    users,
)
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide

TAX, AUDIT = "skattegrunnlag", "ansvarlig-revisor"


class Scene:
    """A client and a provider, which has a director and accesses for its clients."""

    def __init__(self, town: Town) -> None:
        self.town, self.uow = town, town.uow
        self.client, self.provider = town.organisation("Client"), town.organisation("Provider")
        self.unit = town.organisation("Unit", "BEDR", self.client)
        director = town.person("Director")
        for organisation in (self.client, self.provider):
            town.role(organisation, director, "daglig-leder")
        self.client_side = Acting(director.id, self.client.id)
        self.provider_side = Acting(director.id, self.provider.id)
        self.tax = town.access(self.provider, TAX)
        self.audit = town.access(self.provider, AUDIT)

    def add(self, access: SystemUser) -> object:
        return clients.add(self.uow, self.provider_side, access.id, self.client.id)

    def grant(self, *packages: str) -> None:
        users.add_organisation(self.uow, self.client_side, str(self.provider.number))
        for package in packages:
            powers.grant_package(self.uow, self.client_side, self.provider.id, package)

    def has(self, access: SystemUser) -> tuple[str, ...]:
        """What the list of available clients says of the client's packages; () when not listed."""
        rows = clients.available(self.uow, self.provider_side, access.id)
        return next((row.packages for row in rows if row.party == self.client), ())

    def may(self, access: SystemUser) -> bool:
        (package,) = access.packages
        return decide(self.uow, access.id, self.client.id, package) is Decision.PERMIT


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


def register_role(role: str) -> Callable[[Scene], object]:
    return lambda s: register.set_role(s.uow, s.client.id, s.provider.id, role)


def no_register_role(role: str) -> Callable[[Scene], object]:
    return lambda s: register.remove_role(s.uow, s.client.id, s.provider.id, role)


# 3.3: origin, what makes the client, the access, what ends the relationship.
ORIGINS: list[tuple[str, Callable[[Scene], object], str, Callable[[Scene], object]]] = [
    ("register", register_role("revisor"), AUDIT, no_register_role("revisor")),
    (
        "the client removes the package",
        lambda s: s.grant(TAX),
        TAX,
        lambda s: powers.revoke_package(s.uow, s.client_side, s.provider.id, TAX),
    ),
    (
        "the client removes the connection",
        lambda s: s.grant(TAX),
        TAX,
        lambda s: powers.delete_user(s.uow, s.client_side, s.provider.id, cascade=True),
    ),
    (
        "the provider removes the package",
        lambda s: s.grant(TAX),
        TAX,
        lambda s: received.give_up_package(s.uow, s.provider_side, s.client.id, TAX),
    ),
    (
        "the provider removes the connection",
        lambda s: s.grant(TAX),
        TAX,
        lambda s: received.give_up(s.uow, s.provider_side, s.client.id, cascade=True),
    ),
    ("managing director", register_role("daglig-leder"), TAX, no_register_role("daglig-leder")),
    ("general partner", register_role("komplementar"), TAX, no_register_role("komplementar")),
    ("chair", register_role("styreleder"), TAX, no_register_role("styreleder")),
    (
        "participant",
        register_role("deltaker-fullt-ansvar"),
        TAX,
        no_register_role("deltaker-fullt-ansvar"),
    ),
]


@pytest.mark.parametrize(
    ("begin", "package", "end"), [pytest.param(*rest, id=name) for name, *rest in ORIGINS]
)
def test_3_3_a_client_relationship_arises_and_ends(
    scene: Scene,
    begin: Callable[[Scene], object],
    package: str,
    end: Callable[[Scene], object],
) -> None:
    access = scene.tax if package == TAX else scene.audit
    assert problem_if_any(lambda: scene.add(access)) == problems.CLIENT_NOT_FOUND
    begin(scene)
    assert scene.has(access) == (package,)
    scene.add(access)
    assert scene.may(access)
    end(scene)
    assert not scene.may(access)
    assert (scene.has(access), clients.connected(scene.uow, scene.provider_side, access.id)) == (
        (),
        (),
    )


def test_3_3_a_connection_alone_hands_nothing_on(scene: Scene) -> None:
    scene.grant()
    assert scene.has(scene.tax) == ()
    assert problem_if_any(lambda: scene.add(scene.tax)) == problems.CLIENT_NOT_FOUND


def test_3_3_what_is_not_delegable_makes_no_client(scene: Scene) -> None:
    scene.grant("tilgangsstyrer")
    access = scene.town.access(scene.provider, "tilgangsstyrer")
    assert scene.has(access) == ()


# 3.4: what the client has given of an access for TAX and AUDIT; whether it is listed (OR), and the
# problem of adding it (AND).
GIVEN = [
    ((), None, problems.CLIENT_NOT_FOUND),
    ((TAX,), None, problems.CLIENT_LACKS_PACKAGES),
    ((), "revisor", problems.CLIENT_LACKS_PACKAGES),
    ((TAX,), "revisor", None),
    (("toll",), None, problems.CLIENT_NOT_FOUND),
    ((), "regnskapsforer", problems.CLIENT_NOT_FOUND),
]


@pytest.mark.parametrize(("packages", "role", "problem"), GIVEN)
def test_3_4_one_package_lists_a_client_and_all_add_it(
    scene: Scene, packages: tuple[str, ...], role: str | None, problem: Problem | None
) -> None:
    both = scene.town.access(scene.provider, AUDIT, TAX)
    scene.grant(*packages)
    if role:
        register.set_role(scene.uow, scene.client.id, scene.provider.id, role)
    assert bool(scene.has(both)) is (problem is not problems.CLIENT_NOT_FOUND)
    assert problem_if_any(lambda: scene.add(both)) == problem
    for package in (AUDIT, TAX):
        expected = Decision.NOT_APPLICABLE if problem else Decision.PERMIT
        assert decide(scene.uow, both.id, scene.client.id, package) is expected


@pytest.mark.parametrize(
    ("packages", "code"),
    [((TAX,), None), ((TAX, "merverdiavgift"), None), ((TAX, AUDIT), "AM.VLD-00026")],
)
def test_3_4_handing_on_to_a_person_takes_any_of_them_but_all_that_are_named(
    scene: Scene, packages: tuple[str, ...], code: str | None
) -> None:
    scene.grant(TAX, "merverdiavgift")
    person = scene.town.person("Person")
    agents.add_person(scene.uow, scene.provider_side, str(person.number), "Person")
    values = [RolePackages("rettighetshaver", packages)]
    problem = problem_if_any(
        lambda: agent_packages.give(
            scene.uow, scene.provider_side, person.id, scene.client.id, values
        )
    )
    assert (problem.code if problem else None) == code
    handed_on = {each.package for each in scene.uow.delegations.of_agent(person.id)}
    assert handed_on == (set() if code else set(packages))


# 3.4: kind of request, its packages, what the approver has, the code of the refusal.
APPROVALS = [
    (RequestKind.STANDARD, (TAX,), (TAX,), None),
    (RequestKind.STANDARD, (TAX, "toll"), (TAX,), "AUTH-00053"),
    (RequestKind.STANDARD, (TAX, "toll"), (TAX, "toll"), None),
    (RequestKind.AGENT, (TAX, "merverdiavgift"), (), None),
    (RequestKind.CHANGE, (TAX, "toll"), (TAX,), "AUTH-00053"),
    (RequestKind.CHANGE, (TAX, "toll"), (TAX, "toll"), None),
]


@pytest.mark.parametrize(("kind", "packages", "has", "code"), APPROVALS)
def test_3_4_the_approver_can_give_everything_that_an_own_access_asks_for(
    scene: Scene,
    kind: RequestKind,
    packages: tuple[str, ...],
    has: tuple[str, ...],
    code: str | None,
) -> None:
    town = scene.town
    approver, firm = town.person("Approver"), town.organisation("Firm")
    town.grant(firm, approver, "tilgangsstyrer", *has)
    system_of = town.access(firm, *packages, "posttjenester", user_type=UserType.STANDARD)
    request = Request(
        id="00000000-0000-4000-8000-000000000001",
        kind=kind,
        system_id=system_of.system_id,
        party_id=firm.id,
        external_ref="asked",
        packages=packages,
        created=LONG_AGO,
        access_id=system_of.id if kind is RequestKind.CHANGE else None,
    )
    if kind is RequestKind.CHANGE:
        connection = town.uow.assignments.between([firm.id], [system_of.id])[0]
        for package in packages:
            town.uow.assignments.revoke(connection.id, package)
    town.uow.requests.add(request)
    acting = Acting(approver.id, firm.id)
    problem = problem_if_any(lambda: requests.approve(town.uow, acting, request.id, kind))
    assert (problem.code if problem else None) == code


# 3.10, 7: the access, the party asked about, the package, the decision.
DECISIONS = [
    ("own", "provider", "toll", Decision.PERMIT),
    ("own", "unit of the provider", "toll", Decision.PERMIT),
    ("own", "provider", TAX, Decision.NOT_APPLICABLE),
    ("own", "client", "toll", Decision.NOT_APPLICABLE),
    ("for clients", "client", TAX, Decision.PERMIT),
    ("for clients", "unit of the client", TAX, Decision.PERMIT),
    ("for clients", "client", "toll", Decision.NOT_APPLICABLE),
    ("for clients", "provider", TAX, Decision.NOT_APPLICABLE),
    ("for clients and itself", "provider", TAX, Decision.PERMIT),
    ("for clients and itself", "unit of the provider", TAX, Decision.PERMIT),
    ("for clients and itself", "client", TAX, Decision.PERMIT),
    ("director", "provider", TAX, Decision.INDETERMINATE),
    ("own", "nobody", "toll", Decision.INDETERMINATE),
    ("own", "provider", "unknown", Decision.INDETERMINATE),
]


@pytest.mark.parametrize(("subject", "party", "package", "decision"), DECISIONS)
def test_3_10_a_system_user_acts_for_its_owner_or_for_the_clients(
    scene: Scene, subject: str, party: str, package: str, decision: Decision
) -> None:
    unit = scene.town.organisation("Branch", "BEDR", scene.provider)
    own = scene.town.access(scene.provider, "toll", user_type=UserType.STANDARD)
    scene.grant(TAX)
    scene.add(scene.tax)
    if subject == "for clients and itself":
        own_organisation.add(scene.uow, scene.provider_side, scene.tax.id)
    subjects = {"own": own.id, "director": scene.provider_side.person}
    parties = {
        "provider": scene.provider.id,
        "unit of the provider": unit.id,
        "client": scene.client.id,
        "unit of the client": scene.unit.id,
    }
    found = decide(
        scene.uow, subjects.get(subject, scene.tax.id), parties.get(party, party), package
    )
    assert found is decision


@pytest.mark.parametrize(("added", "code"), [((), "AUTH-00059"), (("toll",), None)])
def test_3_6_3_a_change_leaves_an_own_access_something(
    scene: Scene, added: tuple[str, ...], code: str | None
) -> None:
    """Invariant 9, also when what is asked for was all right when it was asked."""
    system_of = scene.town.access(scene.provider, TAX, "toll", user_type=UserType.STANDARD)
    connection = scene.uow.assignments.between([scene.provider.id], [system_of.id])[0]
    scene.uow.assignments.revoke(connection.id, "toll")
    request = Request(
        id="00000000-0000-4000-8000-000000000001",
        kind=RequestKind.CHANGE,
        system_id=system_of.system_id,
        party_id=scene.provider.id,
        external_ref="asked",
        packages=added,
        unwanted=(TAX,),
        created=LONG_AGO,
        access_id=system_of.id,
    )
    scene.uow.requests.add(request)
    problem = problem_if_any(
        lambda: requests.approve(scene.uow, scene.provider_side, request.id, RequestKind.CHANGE)
    )
    assert (problem.code if problem else None) == code
    held = scene.uow.assignments.get(connection.id)
    assert held is not None
    assert held.packages == set(added or (TAX,))
