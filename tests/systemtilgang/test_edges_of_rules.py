"""The narrowest cases of rules, which `samsvar mutate` found untried."""

from __future__ import annotations

import pytest
from town import Town

from systemtilgang.domain import problems
from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.service import login, permissions, powers, standings, system_accesses, users
from systemtilgang.service.acting import Acting
from systemtilgang.service.powers import AreaPowers

PACKAGE = "posttjenester"


def codes(areas: tuple[AreaPowers, ...]) -> list[str]:
    return [held.package.code for area in areas for held in area.held]


def test_a_role_that_makes_an_access_manager_without_the_package_may_create_accesses(
    town: Town,
) -> None:
    firm, owner = town.organisation("Firm"), town.person("Owner")
    town.role(firm, owner, "sameier")
    found = permissions.permissions(town.uow, Acting(owner.id, firm.id))
    assert (found.is_admin, found.is_main_admin, found.may_create_access) == (True, False, True)


def test_a_person_who_gave_something_to_an_own_organisation_is_listed_once(town: Town) -> None:
    person, firm = town.person("Person"), town.organisation("Firm")
    town.role(firm, person, "daglig-leder")
    town.grant(person, firm, PACKAGE)
    names = [actor.name for actor in login.actors(town.uow, person.id)]
    assert names == ["Person", "Firm"]


def test_a_search_leaves_out_held_packages_that_it_does_not_match(town: Town) -> None:
    firm, director = town.organisation("Firm"), town.person("Director")
    receiver = town.organisation("Receiver")
    town.role(firm, director, "daglig-leder")
    town.grant(firm, receiver, PACKAGE, "skattegrunnlag")
    acting = Acting(director.id, firm.id)
    assert codes(powers.grantable(town.uow, acting, receiver.id, "skattegrunn")) == [
        "skattegrunnlag"
    ]


def test_a_direct_grant_stays_one_though_a_key_role_brings_the_same_package(town: Town) -> None:
    firm, director = town.organisation("Firm"), town.person("Director")
    person, other = town.person("Person"), town.organisation("Other")
    town.role(firm, director, "daglig-leder")
    town.role(other, person, "daglig-leder")
    town.grant(firm, person, PACKAGE)
    town.grant(firm, other, PACKAGE)
    page = powers.user(town.uow, Acting(director.id, firm.id), person.id)
    assert [(held.granted, held.revocable) for area in page.areas for held in area.held] == [
        (True, True)
    ]


def test_an_organisation_has_nothing_at_itself(town: Town) -> None:
    firm = town.organisation("Firm")
    assert standings.standing(town.uow, firm.id, firm).relations == ()


def test_a_person_has_no_accesses_to_see(town: Town) -> None:
    person = town.person("Person")
    found = system_accesses.overview(town.uow, Acting(person.id, person.id))
    assert (found.own, found.for_clients) == (None, None)


def test_one_package_that_no_system_user_can_have_stops_the_others(town: Town) -> None:
    firm, director = town.organisation("Firm"), town.person("Director")
    town.role(firm, director, "daglig-leder")
    packages = (PACKAGE, "virksomhetens-representant-skjemaoppgaver")
    town.uow.systems.add(RegisteredSystem("s", firm.id, "V", Text("S", "S"), packages))
    with pytest.raises(Refused) as caught:
        system_accesses.create(town.uow, Acting(director.id, firm.id), "s", SeededIdentifiers(1))
    assert caught.value.problem == problems.PACKAGES_NOT_GIVEN


def test_a_user_with_an_old_role_who_is_added_now_is_new(town: Town) -> None:
    firm, director = town.organisation("Firm"), town.person("Director")
    other = town.organisation("Other")
    town.role(firm, director, "daglig-leder")
    town.role(firm, other, "revisor")
    acting = Acting(director.id, firm.id)
    users.add_organisation(town.uow, acting, str(other.number))
    found = users.list_users(town.uow, acting).others or ()
    assert [(user.party.name, user.is_new) for user in found] == [("Other", True)]


def test_a_main_administrator_gives_what_either_form_of_its_relations_allows(town: Town) -> None:
    main, person = town.organisation("Main", "NUF"), town.person("Person")
    unit = town.organisation("Unit", "BEDR", main)
    town.grant(main, person, "hovedadministrator")
    town.grant(unit, person, "hovedadministrator")
    limited = town.uow.catalogue.packages["maskinporten-scopes-nuf"]
    assert standings.standing(town.uow, person.id, unit).may_give(limited)
