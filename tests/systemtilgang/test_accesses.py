"""The overview, one access, decisions and the register's side."""

from __future__ import annotations

import pytest
from refusing import problem_of
from town import LONG_AGO, Cast, Town

from systemtilgang.domain import problems
from systemtilgang.domain.connections import AGENT, RIGHT_HOLDER, Assignment
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import clients, register, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"
FOR_CLIENTS = ["Revisor klientdelegering", "Skatt for kunder", "Årsoppgjør", "Eiendomsforvaltning"]


@pytest.mark.parametrize(
    ("person", "lists"),
    [
        ("DRESS MINST", (["Regnskap i sky"], FOR_CLIENTS)),
        ("STILLE FJORD", (["Regnskap i sky"], FOR_CLIENTS)),
        ("KLOK HEGRE", (None, FOR_CLIENTS)),
        ("MILD STI", (None, None)),
    ],
)
def test_the_overview_shows_what_the_person_may_see_newest_first(
    uow: UnitOfWork,
    cast: Cast,
    person: str,
    lists: tuple[list[str] | None, list[str] | None],
) -> None:
    found = system_accesses.overview(uow, cast.acting(person, PROVIDER))
    for shown, expected in zip((found.own, found.for_clients), lists, strict=True):
        assert (shown is None) is (expected is None)
        if shown is not None:
            assert [each.title for each in shown] == expected


def test_one_access_tells_its_vendor_packages_and_creation(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("DRESS MINST", PROVIDER)
    found = system_accesses.access(uow, acting, cast.access("Årsoppgjør"))
    assert (found.title, found.user_type) == ("Årsoppgjør", UserType.AGENT)
    assert found.vendor_name == "SmartCloud"
    assert [package.code for package in found.packages] == ["ansvarlig-revisor", "skattegrunnlag"]
    assert found.created.isoformat() == "2025-11-10T09:00:00+01:00"


def test_an_own_access_has_the_packages_of_its_connection(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("DRESS MINST", PROVIDER)
    access = cast.access("Regnskap i sky")
    found = system_accesses.access(uow, acting, access)
    assert [package.code for package in found.packages] == ["posttjenester"]
    uow.assignments.remove(Assignment(acting.party, access, RIGHT_HOLDER).id)
    assert system_accesses.access(uow, acting, access).packages == ()


def test_a_client_administrator_opens_accesses_for_clients_only(
    uow: UnitOfWork, cast: Cast
) -> None:
    acting = cast.acting("KLOK HEGRE", PROVIDER)
    for_clients, own = cast.access("Skatt for kunder"), cast.access("Regnskap i sky")
    assert system_accesses.access(uow, acting, for_clients).title == "Skatt for kunder"
    assert problem_of(system_accesses.access, uow, acting, own) == problems.FORBIDDEN
    manager = cast.acting("STILLE FJORD", PROVIDER)
    assert system_accesses.access(uow, manager, own).title == "Regnskap i sky"


def test_accesses_of_others_are_not_found(uow: UnitOfWork, cast: Cast) -> None:
    access = cast.access("Skatt for kunder")
    elsewhere = cast.acting("RASK LYKT", "Klientkunde AS")
    assert problem_of(system_accesses.access, uow, elsewhere, access) == (
        problems.SYSTEM_USER_NOT_FOUND
    )
    stranger = cast.acting("MILD STI", PROVIDER)
    assert problem_of(system_accesses.access, uow, stranger, access) == problems.FORBIDDEN


def test_an_own_access_acts_for_its_owner_and_the_owners_sub_units(
    uow: UnitOfWork, cast: Cast
) -> None:
    access = cast.access("Regnskap i sky")
    expected = {
        PROVIDER: Decision.PERMIT,
        "DISKRET NÆR TIGER AVD VEST": Decision.PERMIT,
        "Revisorkunde AS": Decision.NOT_APPLICABLE,
        "Klientkunde AS": Decision.NOT_APPLICABLE,
    }
    for name, decision in expected.items():
        assert decide(uow, access, cast(name).id, "posttjenester") is decision
        assert decide(uow, access, cast(name).id, "skattegrunnlag") is Decision.NOT_APPLICABLE


def test_an_access_for_clients_acts_for_connected_clients_and_their_sub_units(town: Town) -> None:
    provider, director = town.organisation("Provider"), town.person("Director")
    town.role(provider, director, "daglig-leder")
    client, other = town.organisation("Client"), town.organisation("Other")
    unit = town.organisation("Unit", "BEDR", client)
    for each in (client, other):
        town.role(each, provider, "revisor")
    access = town.access(provider, "ansvarlig-revisor")
    acting = Acting(director.id, provider.id)
    before = [decide(town.uow, access.id, each.id, "ansvarlig-revisor") for each in (client, unit)]
    clients.add(town.uow, acting, access.id, client.id)
    after = {
        each.name: decide(
            town.uow, access.id, each.id, "urn:altinn:accesspackage:ansvarlig-revisor"
        )
        for each in (client, unit, other, provider)
    }
    assert before == [Decision.NOT_APPLICABLE] * 2
    assert after == {
        "Client": Decision.PERMIT,
        "Unit": Decision.PERMIT,
        "Other": Decision.NOT_APPLICABLE,
        "Provider": Decision.NOT_APPLICABLE,  # only after "self" delegation (3.10, 7)
    }
    assert decide(town.uow, access.id, client.id, "revisormedarbeider") is Decision.NOT_APPLICABLE


def test_a_sub_units_own_delegation_does_not_reach_its_main_unit(town: Town) -> None:
    provider, director = town.organisation("Provider"), town.person("Director")
    town.role(provider, director, "daglig-leder")
    main = town.organisation("Main")
    unit = town.organisation("Unit", "BEDR", main)
    town.grant(unit, provider, "skattegrunnlag")
    access = town.access(provider, "skattegrunnlag")
    clients.add(town.uow, Acting(director.id, provider.id), access.id, unit.id)
    assert decide(town.uow, access.id, unit.id, "skattegrunnlag") is Decision.PERMIT
    assert decide(town.uow, access.id, main.id, "skattegrunnlag") is Decision.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("subject", "party", "package"),
    [
        ("unknown", PROVIDER, "posttjenester"),
        ("DRESS MINST", PROVIDER, "posttjenester"),
        ("Regnskap i sky", "unknown", "posttjenester"),
        ("Regnskap i sky", PROVIDER, "unknown"),
    ],
)
def test_a_question_that_cannot_be_answered_is_indeterminate(
    uow: UnitOfWork, cast: Cast, subject: str, party: str, package: str
) -> None:
    known = {"Regnskap i sky": cast.access("Regnskap i sky"), "unknown": "unknown"}
    subject_id = known.get(subject) or cast(subject).id
    party_id = "unknown" if party == "unknown" else cast(party).id
    assert decide(uow, subject_id, party_id, package) is Decision.INDETERMINATE


def test_the_register_sets_and_removes_roles_once(uow: UnitOfWork, cast: Cast) -> None:
    client, provider = cast("Klientkunde AS").id, cast(PROVIDER).id
    assert [register.set_role(uow, client, provider, "revisor") for _ in range(2)] == [True, False]
    assert [role.role for role in uow.assignments.between([client], [provider])] == ["revisor"]
    removed = [register.remove_role(uow, client, provider, "revisor") for _ in range(2)]
    assert removed == [True, False]


def test_the_register_refuses_what_no_register_has(uow: UnitOfWork, cast: Cast) -> None:
    client, provider = cast("Klientkunde AS").id, cast(PROVIDER).id
    for role in ("rettighetshaver", "agent", "unknown"):
        for call in (register.set_role, register.remove_role):
            with pytest.raises(ValueError, match=f"'{role}' is not a role of the register"):
                call(uow, client, provider, role)
    with pytest.raises(ValueError, match="nobody has a register role in itself"):
        register.set_role(uow, client, client, "revisor")
    with pytest.raises(ValueError, match="there is no party with id 'unknown'"):
        register.set_role(uow, client, "unknown", "revisor")


def test_an_access_acts_only_for_its_owner_by_what_it_was_given(town: Town) -> None:
    owner, other = town.organisation("Owner"), town.organisation("Other")
    user = town.access(owner, "skattegrunnlag")
    receiver = Party(user.id, PartyKind.SYSTEM_USER, user.title)
    town.grant(other, receiver, "skattegrunnlag")
    assert decide(town.uow, user.id, other.id, "skattegrunnlag") is Decision.NOT_APPLICABLE
    town.uow.assignments.add(
        Assignment(owner.id, user.id, AGENT, frozenset({"skattegrunnlag"}), LONG_AGO)
    )
    assert decide(town.uow, user.id, owner.id, "skattegrunnlag") is Decision.NOT_APPLICABLE
    town.grant(owner, receiver, "skattegrunnlag")
    assert decide(town.uow, user.id, owner.id, "skattegrunnlag") is Decision.PERMIT
