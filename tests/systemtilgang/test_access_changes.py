"""Creating and deleting system accesses (`DOMAIN.md 3.6.4`, `PORTAL.md 6-8`)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from refusing import problem_of
from town import Cast, Town

from systemtilgang.domain import problems
from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.connections import AGENT, Assignment
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.service import clients, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide
from systemtilgang.store import UnitOfWork

PROVIDER = "DISKRET NÆR TIGER AS"
TAX = "313909964_skatt"
LEDGER = "313909964_regnskap"
HIDDEN = "313909964_revisor"
IDS = SeededIdentifiers(1)


def created(uow: UnitOfWork, acting: Acting, system_id: str) -> SystemUser:
    access = system_accesses.create(uow, acting, system_id, IDS)
    found = uow.system_users.get(access.id)
    assert found is not None
    return found


def refusal_to_create(uow: UnitOfWork, acting: Acting, system_id: str) -> Problem:
    return problem_of(system_accesses.create, uow, acting, system_id, IDS)


@pytest.fixture
def director(cast: Cast) -> Acting:
    """The managing director of an organisation without accesses."""
    return cast.acting("RASK LYKT", "Klientkunde AS")


# Creating


def test_a_new_access_is_the_partys_own_with_all_that_the_system_asks_for(
    uow: UnitOfWork, cast: Cast, director: Acting
) -> None:
    ids = SeededIdentifiers(7)
    access = system_accesses.create(uow, director, TAX, ids)
    assert access.id == SeededIdentifiers(7).new()
    assert (access.title, access.vendor_name) == ("SmartCloud Skatt", "SmartCloud")
    assert access.user_type is UserType.STANDARD
    assert access.created == director.clock.now()
    assert [package.code for package in access.packages] == ["skattegrunnlag"]
    assert system_accesses.overview(uow, director).own == (access,)
    client = cast("Klientkunde AS")
    assert decide(uow, access.id, client.id, "skattegrunnlag") is Decision.PERMIT
    assert decide(uow, access.id, cast(PROVIDER).id, "skattegrunnlag") is Decision.NOT_APPLICABLE


def test_the_partys_number_is_the_external_reference(uow: UnitOfWork, director: Acting) -> None:
    assert created(uow, director, TAX).external_ref == "315260183"


def test_a_second_access_for_the_same_system_is_refused(uow: UnitOfWork, director: Acting) -> None:
    created(uow, director, TAX)
    assert refusal_to_create(uow, director, TAX) == problems.ACCESS_EXISTS
    created(uow, director, LEDGER)


def test_an_access_for_clients_counts_as_one_for_the_system(
    uow: UnitOfWork, cast: Cast, director: Acting
) -> None:
    number, now = cast("Klientkunde AS").number or "", director.clock.now()
    for_clients = SystemUser("a", director.party, TAX, "A", number, UserType.AGENT, now)
    uow.system_users.add(replace(for_clients, packages=("skattegrunnlag",)))
    assert refusal_to_create(uow, director, TAX) == problems.ACCESS_EXISTS


def test_an_access_with_another_reference_is_another_access(town: Town) -> None:
    """Invariant 3 speaks of owner, external reference and system."""
    firm, director = town.organisation("Firm"), town.person("Director")
    town.role(firm, director, "daglig-leder")
    asked_for = town.access(firm, "toll", user_type=UserType.STANDARD)
    acting = Acting(director.id, firm.id)
    assert created(town.uow, acting, asked_for.system_id).id != asked_for.id


@pytest.mark.parametrize("system", [HIDDEN, "unknown"])
def test_only_a_visible_system_may_be_chosen(
    uow: UnitOfWork, director: Acting, system: str
) -> None:
    assert refusal_to_create(uow, director, system) == problems.SYSTEM_NOT_FOUND
    offered = [each.id for each in system_accesses.systems_to_choose(uow, director)]
    assert offered == ["313909964_personal", LEDGER, TAX]


def test_who_cannot_give_what_the_system_asks_for_is_refused(uow: UnitOfWork, cast: Cast) -> None:
    """An access manager who has nothing else (`DOMAIN.md 3.4`, the approver)."""
    manager = cast.acting("STILLE FJORD", PROVIDER)
    assert refusal_to_create(uow, manager, LEDGER) == problems.ACCESS_EXISTS
    system_accesses.delete(uow, manager, cast.access("Regnskap i sky"))
    assert refusal_to_create(uow, manager, LEDGER) == problems.LACKS_PACKAGES_TO_GIVE
    assert uow.assignments.given_by([cast(PROVIDER).id]) != ()


@pytest.mark.parametrize(
    ("packages", "problem"),
    [
        ((), problems.NOTHING_REQUESTED),
        (("skattegrunnlag", "ansvarlig-revisor"), problems.LACKS_PACKAGES_TO_GIVE),
        (("virksomhetens-representant-skjemaoppgaver",), problems.PACKAGES_NOT_GIVEN),
    ],
)
def test_what_a_system_asks_for_must_be_possible_to_give_it(
    uow: UnitOfWork, cast: Cast, director: Acting, packages: tuple[str, ...], problem: Problem
) -> None:
    vendor = cast("SmartCloud AS")
    system = RegisteredSystem("313909964_x", vendor.id, "X", Text("x", "x"), packages)
    uow.systems.add(system)
    assert refusal_to_create(uow, director, system.id) == problem
    assert system_accesses.overview(uow, director).own == ()


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("person", "party"),
    [
        ("BLID ELV", "Klientkunde AS"),
        ("MILD STI", "Klientkunde AS"),
        ("DRESS MINST", "Klientkunde AS"),
        ("RASK LYKT", "RASK LYKT"),
    ],
)
def test_without_the_right_nothing_is_created_or_offered(
    uow: UnitOfWork, cast: Cast, edition: str, person: str, party: str
) -> None:
    """A client administrator, a user, a stranger, and a person acting for itself."""
    acting = replace(cast.acting(person, party), edition=EDITIONS[edition])
    for system in (TAX, "unknown"):
        assert refusal_to_create(uow, acting, system) == problems.FORBIDDEN
    assert problem_of(system_accesses.systems_to_choose, uow, acting) == problems.FORBIDDEN


def test_for_an_unknown_party_nothing_is_created(uow: UnitOfWork, cast: Cast) -> None:
    acting = Acting(cast("RASK LYKT").id, "unknown")
    assert refusal_to_create(uow, acting, TAX) == problems.NOT_FOUND


# Deleting


def test_an_own_access_is_deleted_with_what_it_was_given(uow: UnitOfWork, cast: Cast) -> None:
    acting, access = cast.acting("DRESS MINST", PROVIDER), cast.access("Regnskap i sky")
    before = uow.assignments.given_by([acting.party])
    assert uow.parties.get(access) is not None
    system_accesses.delete(uow, acting, access)
    assert system_accesses.overview(uow, acting).own == ()
    assert uow.parties.get(access) is None
    assert decide(uow, access, acting.party, "posttjenester") is Decision.INDETERMINATE
    gone = [each for each in before if each not in uow.assignments.given_by([acting.party])]
    assert [each.receiver for each in gone] == [access]
    assert problem_of(system_accesses.delete, uow, acting, access) == (
        problems.SYSTEM_USER_NOT_FOUND
    )


def test_after_deleting_the_access_can_be_created_anew(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("DRESS MINST", PROVIDER)
    system_accesses.delete(uow, acting, cast.access("Regnskap i sky"))
    assert created(uow, acting, LEDGER).title == "SmartCloud Regnskap"


@pytest.fixture
def with_client(uow: UnitOfWork, cast: Cast) -> tuple[Acting, str, Party]:
    """The provider's director, an access for clients, and the client that is added to it."""
    acting = cast.acting("DRESS MINST", PROVIDER)
    access, client = cast.access("Revisor klientdelegering"), cast("Revisorkunde AS")
    clients.add(uow, acting, access, client.id)
    return acting, access, client


def test_an_access_with_clients_is_refused_until_they_are_removed(
    uow: UnitOfWork, with_client: tuple[Acting, str, Party]
) -> None:
    acting, access, client = with_client
    assert problem_of(system_accesses.delete, uow, acting, access) == problems.ACCESS_HAS_CLIENTS
    assert decide(uow, access, client.id, "ansvarlig-revisor") is Decision.PERMIT
    clients.remove(uow, acting, access, client.id)
    system_accesses.delete(uow, acting, access)
    assert uow.system_users.get(access) is None


def test_the_clients_go_with_the_access_in_the_later_edition(
    uow: UnitOfWork, with_client: tuple[Acting, str, Party]
) -> None:
    acting, access, client = with_client
    related = uow.assignments.between([client.id], [acting.party])
    system_accesses.delete(uow, replace(acting, edition=EDITIONS["2026-08"]), access)
    assert uow.system_users.get(access) is None
    assert uow.delegations.of_agent(access) == ()
    assert uow.assignments.get(Assignment(acting.party, access, AGENT).id) is None
    assert uow.assignments.between([client.id], [acting.party]) == related, (
        "the client is still a client of the provider"
    )


def test_the_clients_of_other_accesses_stay(
    uow: UnitOfWork, cast: Cast, with_client: tuple[Acting, str, Party]
) -> None:
    acting, access, client = with_client
    later = replace(acting, edition=EDITIONS["2026-08"])
    system_accesses.delete(uow, later, cast.access("Årsoppgjør"))
    assert clients.connected(uow, later, access) == (client,)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("person", ["KLOK HEGRE", "RASK LYKT"])
def test_without_the_right_nothing_is_deleted(
    uow: UnitOfWork, cast: Cast, edition: str, person: str
) -> None:
    """A client administrator and a stranger, who does not learn which accesses there are."""
    acting = replace(cast.acting(person, PROVIDER), edition=EDITIONS[edition])
    for access in (cast.access("Skatt for kunder"), "unknown"):
        assert problem_of(system_accesses.delete, uow, acting, access) == problems.FORBIDDEN


def test_another_partys_access_is_not_ones_own_to_delete(
    uow: UnitOfWork, cast: Cast, director: Acting
) -> None:
    access = cast.access("Skatt for kunder")
    assert problem_of(system_accesses.delete, uow, director, access) == (
        problems.NOT_YOURS_TO_DELETE
    )
    assert problem_of(system_accesses.delete, uow, director, director.party) == (
        problems.SYSTEM_USER_NOT_FOUND
    )


def test_only_a_system_user_is_removed_as_one(uow: UnitOfWork, cast: Cast) -> None:
    assert not uow.system_users.remove(cast("RASK LYKT").id)
    assert uow.parties.named("RASK LYKT") is not None
    access = cast.access("Skatt for kunder")
    assert [uow.system_users.remove(access) for _ in range(2)] == [True, False]
