"""Setting up a system access: what creating one and approving a request have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.delegation_reasons import RESOURCE_NOT_DELEGABLE, reason_not_to_give
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import (
    ACCESS_EXISTS,
    LACKS_PACKAGES_TO_GIVE,
    LACKS_SERVICES_TO_GIVE,
    PACKAGES_NOT_FOR_CLIENTS,
    PACKAGES_NOT_FOR_OWN_ACCESS,
    PACKAGES_NOT_GIVEN,
    PACKAGES_NOT_OF_SYSTEM,
    SERVICES_NOT_DELEGABLE,
    SERVICES_NOT_GIVEN,
    SYSTEM_NOT_FOUND,
    Problem,
    Refused,
)
from systemtilgang.domain.requests import suits
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.standing import Standing, fits_recipient
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.service.gates import refuse_unless
from systemtilgang.store import UnitOfWork


def must_fit(codes: Iterable[str], fits: Callable[[str], bool], problem: Problem) -> None:
    """Refuse with the problem, and the packages at fault, unless every package fits."""
    at_fault = tuple(code for code in codes if not fits(code))
    if at_fault:
        raise Refused(problem, at_fault)


def must_be_registered(system: RegisteredSystem) -> None:
    """Refuse with `AUTH-00011` when the system was taken out of the register.

    Upstream finds deleted systems, too (`DOMAIN.md 2.1`), and would set up an access that can never
    get a token (3.6.1).
    """
    refuse_unless(not system.is_deleted, SYSTEM_NOT_FOUND)


def must_be_free(uow: UnitOfWork, owner_id: str, external_ref: str, system_id: str) -> None:
    """Refuse with `AUTH-00004` when the owner has an access for this reference and system."""
    refuse_unless(uow.system_users.of_key(owner_id, external_ref, system_id) is None, ACCESS_EXISTS)


def must_be_services_of(asked_for: Collection[str], services: Iterable[str]) -> None:
    """Refuse with `AUTH-00001`, and the services at fault, unless all are among those asked for."""
    at_fault = tuple(each for each in services if each not in asked_for)
    if at_fault:
        raise Refused(SERVICES_NOT_DELEGABLE, services=at_fault)


def must_be_asked_for(
    uow: UnitOfWork, system: RegisteredSystem, rights: Rights, user_type: UserType
) -> None:
    """Refuse unless the system asks for all of it (`AUTH-00001` services, `AUTH-00063` packages;
    invariant 7) and an access of this type can have it (`AUTH-00064`, for clients `AUTH-00065`;
    invariant 8). An access for clients has no single rights.
    """
    is_agent = user_type is UserType.AGENT
    must_be_services_of(() if is_agent else system.services, rights.services)
    must_fit(rights.packages, lambda code: code in system.packages, PACKAGES_NOT_OF_SYSTEM)
    problem = PACKAGES_NOT_FOR_CLIENTS if is_agent else PACKAGES_NOT_FOR_OWN_ACCESS
    packages = uow.catalogue.packages
    must_fit(rights.packages, lambda code: suits(packages[code], user_type), problem)


def must_give(
    uow: UnitOfWork, giver: Standing, rights: Rights, services_refused: Problem | None = None
) -> None:
    """Refuse unless all of it can be given to a system user by this giver (AND).

    Services first: with `services_refused`, or else by the reason of the first one at fault
    (`AUTH-00068` the giver has no package that it is in, `AUTH-00070` nobody can give it). The
    refusal names the packages at fault, too. Then `AUTH-00053` for packages that the giver cannot
    give on, `AUTH-00051` for those that no system user can be given (`DOMAIN.md 3.4`, 3.1 fact 4,
    6.2).
    """
    packages, services = uow.catalogue.packages, uow.catalogue.services
    lacking = tuple(code for code in rights.packages if not giver.may_give(packages[code]))
    reasons = {
        each: reason_not_to_give(services[each])
        for each in rights.services
        if not giver.may_give_service(services[each])
    }
    if reasons:
        first = next(iter(reasons.values()))
        by_reason = (
            SERVICES_NOT_GIVEN if first == RESOURCE_NOT_DELEGABLE else LACKS_SERVICES_TO_GIVE
        )
        raise Refused(services_refused or by_reason, lacking, tuple(reasons), reasons)
    if lacking:
        raise Refused(LACKS_PACKAGES_TO_GIVE, lacking)
    to = PartyKind.SYSTEM_USER
    must_fit(rights.packages, lambda code: fits_recipient(packages[code], to), PACKAGES_NOT_GIVEN)


def set_up(uow: UnitOfWork, user: SystemUser, rights: Rights) -> None:
    """Add a system user; a standard one gets the rights by a connection from its owner."""
    uow.system_users.add(user)
    if user.user_type is UserType.STANDARD:
        packages, services = frozenset(rights.packages), frozenset(rights.services)
        uow.assignments.add(
            Assignment(user.owner_id, user.id, RIGHT_HOLDER, packages, user.created, services)
        )


def change(uow: UnitOfWork, user: SystemUser, added: Rights, removed: Rights) -> None:
    """Give a standard system user what it lacks, and then take away what it has."""
    connection = Assignment(user.owner_id, user.id, RIGHT_HOLDER, created=user.created)
    uow.assignments.add(connection)
    for code in added.packages:
        uow.assignments.grant(connection.id, code)
    for service in added.services:
        uow.assignments.grant_service(connection.id, service)
    for code in removed.packages:
        uow.assignments.revoke(connection.id, code)
    for service in removed.services:
        uow.assignments.revoke_service(connection.id, service)
