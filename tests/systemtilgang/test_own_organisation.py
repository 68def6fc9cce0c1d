"""One's own organisation as a client of an access for clients (`DOMAIN.md 3.6.4`)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from town import Cast, Town

from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import (
    FORBIDDEN,
    LACKS_PACKAGES_TO_GIVE,
    NOT_AN_AGENT,
    PACKAGES_NOT_FOR_OWN_ACCESS,
    SYSTEM_USER_NOT_FOUND,
    Problem,
    Refused,
)
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import clients, own_organisation, powers, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.service.clients import ClientChange
from systemtilgang.service.decisions import decide
from systemtilgang.service.own_organisation import OwnOrganisation
from systemtilgang.store import UnitOfWork

OWNER = "DISKRET NÆR TIGER AS"
GRANTED = "skattegrunnlag"


@pytest.fixture
def director(cast: Cast) -> Acting:
    return cast.acting("DRESS MINST", OWNER)


@pytest.fixture
def access(cast: Cast) -> str:
    """Of a package that can be given by ordinary delegation."""
    return cast.access("Skatt for kunder")


def test_the_access_then_acts_for_its_owner_and_its_sub_units(
    uow: UnitOfWork, cast: Cast, director: Acting, access: str
) -> None:
    parties = [cast(OWNER), cast("DISKRET NÆR TIGER AVD VEST")]

    def answers() -> set[Decision]:
        return {decide(uow, access, party.id, GRANTED) for party in parties}

    assert answers() == {Decision.NOT_APPLICABLE}
    assert own_organisation.own_organisation(uow, director, access) == OwnOrganisation(
        cast(OWNER), connected=False
    )
    added = ClientChange(cast(OWNER), changed=True)
    assert own_organisation.add(uow, director, access) == added
    assert answers() == {Decision.PERMIT}
    assert own_organisation.own_organisation(uow, director, access) == OwnOrganisation(
        cast(OWNER), connected=True
    )
    assert own_organisation.remove(uow, director, access) == added
    assert answers() == {Decision.NOT_APPLICABLE}


def test_twice_is_once(uow: UnitOfWork, director: Acting, access: str) -> None:
    own_organisation.add(uow, director, access)
    assert not own_organisation.add(uow, director, access).changed
    own_organisation.remove(uow, director, access)
    assert not own_organisation.remove(uow, director, access).changed


def test_it_is_neither_a_client_nor_a_user(
    uow: UnitOfWork, cast: Cast, director: Acting, access: str
) -> None:
    own_organisation.add(uow, director, access)
    assert clients.connected(uow, director, access) == ()
    available = [client.party.name for client in clients.available(uow, director, access)]
    assert available == ["HAVGLIMT HANDEL NUF"]
    with pytest.raises(Refused):
        powers.user(uow, director, access)


@pytest.mark.parametrize("edition", EDITIONS)
def test_deleting_the_access_takes_the_packages_along_in_every_edition(
    uow: UnitOfWork, cast: Cast, director: Acting, access: str, edition: str
) -> None:
    own_organisation.add(uow, director, access)
    system_accesses.delete(uow, replace(director, edition=EDITIONS[edition]), access)
    assert uow.assignments.received_by([access]) == ()
    assert decide(uow, access, cast(OWNER).id, GRANTED) is Decision.INDETERMINATE


def test_a_client_that_is_removed_leaves_ones_own_organisation(town: Town) -> None:
    provider, client = town.organisation("Provider"), town.organisation("Client")
    director = town.person("Director")
    town.role(provider, director, "daglig-leder")
    town.grant(client, provider, GRANTED)
    user, acting = town.access(provider, GRANTED), Acting(director.id, provider.id)
    own_organisation.add(town.uow, acting, user.id)
    clients.add(town.uow, acting, user.id, client.id)
    clients.remove(town.uow, acting, user.id, client.id)
    assert decide(town.uow, user.id, provider.id, GRANTED) is Decision.PERMIT
    clients.add(town.uow, acting, user.id, client.id)
    own_organisation.remove(town.uow, acting, user.id)
    assert decide(town.uow, user.id, client.id, GRANTED) is Decision.PERMIT


@pytest.mark.parametrize("title", ["Revisor klientdelegering", "Årsoppgjør"])
def test_every_package_must_be_one_that_can_be_given(
    uow: UnitOfWork, cast: Cast, director: Acting, title: str
) -> None:
    access = cast.access(title)
    assert own_organisation.own_organisation(uow, director, access) is None
    assert refusal(uow, director, access) == PACKAGES_NOT_FOR_OWN_ACCESS


def test_an_own_access_acts_for_its_owner_anyway(
    uow: UnitOfWork, cast: Cast, director: Acting
) -> None:
    access = cast.access("Regnskap i sky")
    assert own_organisation.own_organisation(uow, director, access) is None
    assert refusal(uow, director, access) == NOT_AN_AGENT
    with pytest.raises(Refused) as refused:
        own_organisation.remove(uow, director, access)
    assert refused.value.problem == NOT_AN_AGENT
    assert decide(uow, access, cast(OWNER).id, "posttjenester") is Decision.PERMIT


def test_who_is_only_client_administrator_may_not(uow: UnitOfWork, cast: Cast, access: str) -> None:
    administrator = cast.acting("KLOK HEGRE", OWNER)
    assert own_organisation.own_organisation(uow, administrator, access) is None
    assert refusal(uow, administrator, access) == FORBIDDEN
    with pytest.raises(Refused) as refused:
        own_organisation.remove(uow, administrator, access)
    assert refused.value.problem == FORBIDDEN


def test_an_access_manager_gives_only_what_is_the_managers_to_give(
    uow: UnitOfWork, cast: Cast, director: Acting, access: str
) -> None:
    manager = cast.acting("STILLE FJORD", OWNER)
    assert own_organisation.own_organisation(uow, manager, access) is not None
    assert refusal(uow, manager, access) == LACKS_PACKAGES_TO_GIVE
    own_organisation.add(uow, director, access)
    assert own_organisation.remove(uow, manager, access).changed


def test_one_package_that_the_manager_cannot_give_stops_the_others(town: Town) -> None:
    firm, manager = town.organisation("Firm"), town.person("Manager")
    town.grant(firm, manager, "tilgangsstyrer", GRANTED)
    user = town.access(firm, GRANTED, "posttjenester")
    assert refusal(town.uow, Acting(manager.id, firm.id), user.id) == LACKS_PACKAGES_TO_GIVE


def test_another_organisations_access_is_not_there(
    uow: UnitOfWork, cast: Cast, access: str
) -> None:
    stranger = cast.acting("RASK LYKT", "Klientkunde AS")
    for call in (
        own_organisation.own_organisation,
        own_organisation.add,
        own_organisation.remove,
    ):
        with pytest.raises(Refused) as refused:
            call(uow, stranger, access)
        assert refused.value.problem == SYSTEM_USER_NOT_FOUND


def test_a_main_unit_is_not_a_sub_units_own_organisation(town: Town) -> None:
    main: Party = town.organisation("Main")
    unit = town.organisation("Unit", "BEDR", main)
    director = town.person("Director")
    town.role(main, director, "daglig-leder")
    user = town.access(unit, GRANTED, user_type=UserType.AGENT)
    own_organisation.add(town.uow, Acting(director.id, unit.id), user.id)
    assert decide(town.uow, user.id, unit.id, GRANTED) is Decision.PERMIT
    assert decide(town.uow, user.id, main.id, GRANTED) is Decision.NOT_APPLICABLE


def refusal(uow: UnitOfWork, acting: Acting, access: str) -> Problem:
    """Why the own organisation cannot be added; nothing is kept of a refusal."""
    before = uow.assignments.received_by([access])
    with pytest.raises(Refused) as refused:
        own_organisation.add(uow, acting, access)
    assert uow.assignments.received_by([access]) == before
    return refused.value.problem
