"""What the repositories keep and find again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from sqlalchemy.exc import IntegrityError
from town import LONG_AGO, PERSON, Town

from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.surroundings import FixedClock
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.store.assignments import Assignments
from systemtilgang.store.statements import Statements


def test_a_moment_without_time_zone_is_refused(town: Town) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    naive = LONG_AGO.replace(tzinfo=None)
    with pytest.raises(ValueError, match="2025-01-02 09:00:00 has no time zone"):
        town.uow.assignments.add(Assignment(firm.id, person.id, RIGHT_HOLDER, created=naive))


def test_numbers_and_ids_are_unique(town: Town) -> None:
    town.uow.parties.add(PERSON)
    with pytest.raises(IntegrityError):
        town.uow.parties.add(Party("q", PartyKind.PERSON, "OTHER", PERSON.number))


def test_there_is_one_system_user_per_owner_reference_and_system(town: Town) -> None:
    owner = town.organisation("Owner")
    user = town.access(owner, "skattegrunnlag")
    again = SystemUser(
        "other", owner.id, user.system_id, "T", user.external_ref, UserType.AGENT, LONG_AGO
    )
    with pytest.raises(IntegrityError):
        town.uow.system_users.add(again)


def test_parties_are_found_by_id_number_and_name(town: Town) -> None:
    firm = town.organisation("Firm")
    assert town.uow.parties.existing(firm.id) == firm
    assert town.uow.parties.many([firm.id, "unknown"]) == {firm.id: firm}
    assert town.uow.parties.many([firm.id]) == {firm.id: firm}
    assert town.uow.parties.by_number(str(firm.number)) == firm
    assert town.uow.parties.named("Firm") == firm
    assert town.uow.parties.named("firm") is None
    assert town.uow.parties.by_number("000000000") is None
    with pytest.raises(KeyError, match="unknown"):
        town.uow.parties.existing("unknown")


def test_systems_keep_their_packages_in_order(town: Town) -> None:
    vendor = town.organisation("Vendor")
    system = RegisteredSystem(
        "1_x", vendor.id, "V", Text("navn", "name"), ("toll", "a-ordning"), is_visible=False
    )
    town.uow.systems.add(system)
    assert town.uow.systems.get("1_x") == system
    assert town.uow.systems.all() == (system,)
    assert town.uow.systems.get("2_x") is None


def test_systems_keep_their_services_in_order_with_and_without_packages(town: Town) -> None:
    vendor = town.organisation("Vendor")
    only = RegisteredSystem("1", vendor.id, "V", Text("s", "s"), services=("z", "a", "m"))
    both = replace(only, id="2", packages=("toll", "a-ordning"), services=("b", "a"))
    for system in (only, both):
        town.uow.systems.add(system)
    assert town.uow.systems.all() == (only, both)
    changed = replace(both, services=("c", "b"))
    town.uow.systems.replace(changed)
    assert town.uow.systems.all() == (only, changed)
    town.uow.systems.set_services(only.id, ())
    assert town.uow.systems.get(only.id) == replace(only, services=())


def test_system_users_are_listed_newest_first(town: Town) -> None:
    owner = town.organisation("Owner")
    town.uow.systems.add(RegisteredSystem("s", owner.id, "V", Text("s", "s")))
    for days, name in ((1, "old"), (3, "new"), (2, "middle")):
        created = LONG_AGO + timedelta(days=days)
        town.uow.system_users.add(
            SystemUser(name, owner.id, "s", "Same", name, UserType.AGENT, created, ("toll",))
        )
    owned = town.uow.system_users.owned_by(owner.id)
    assert [user.id for user in owned] == ["new", "middle", "old"]
    assert town.uow.system_users.get("old") == owned[2]


def test_an_assignment_keeps_its_single_rights_beside_its_packages(town: Town) -> None:
    firm = town.organisation("Firm")
    access, assignments = (
        town.access(firm, "toll", user_type=UserType.STANDARD),
        town.uow.assignments,
    )
    connection = assignments.given_by([firm.id])[0]
    for service in ("b", "a"):
        assignments.grant_service(connection.id, service)
    assignments.grant(connection.id, "lonn")
    found = assignments.get(connection.id)
    held = frozenset({"toll", "lonn"}), frozenset({"a", "b"})
    assert found
    assert (found.packages, found.services) == held
    assert assignments.received_by([access.id]) == (found,)
    assert [assignments.revoke_service(connection.id, each) for each in ("a", "a")] == [True, False]
    assert assignments.given_by([firm.id]) == (replace(found, services=frozenset({"b"})),)
    assert assignments.remove(connection.id)
    assert assignments.add(replace(found, packages=frozenset()))
    assert assignments.get(connection.id) == replace(found, packages=frozenset())


def test_an_assignment_comes_back_as_it_went_in(town: Town) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    new = Assignment(
        firm.id, person.id, RIGHT_HOLDER, frozenset({"toll", "a-ordning"}), FixedClock().now()
    )
    assert [town.uow.assignments.add(new) for _ in range(2)] == [True, False]
    assert town.uow.assignments.get(new.id) == new
    assert town.uow.assignments.given_by([firm.id]) == (new,)
    assert town.uow.assignments.received_by([person.id]) == (new,)
    assert town.uow.assignments.between([firm.id], [person.id]) == (new,)
    assert town.uow.assignments.between([person.id], [firm.id]) == ()
    assert [town.uow.assignments.remove(new.id) for _ in range(2)] == [True, False]
    assert town.uow.assignments.get(new.id) is None


def test_where_nobody_is_asked_about_the_database_is_not_asked() -> None:
    assignments = Assignments(cast(Statements, None))
    assert assignments.given_by([]) == assignments.received_by([]) == ()
    assert assignments.between([], ["p"]) == assignments.between(["p"], []) == ()
    with pytest.raises(AttributeError):
        assignments.given_by(["p"])
