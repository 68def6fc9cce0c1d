"""Setting up a system access: what creating one and approving a request have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import (
    ACCESS_EXISTS,
    LACKS_PACKAGES_TO_GIVE,
    PACKAGES_NOT_FOR_CLIENTS,
    PACKAGES_NOT_FOR_OWN_ACCESS,
    PACKAGES_NOT_GIVEN,
    PACKAGES_NOT_OF_SYSTEM,
    SYSTEM_NOT_FOUND,
    Problem,
    Refused,
)
from systemtilgang.domain.requests import suits
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


def must_be_asked_for(
    uow: UnitOfWork, system: RegisteredSystem, codes: Sequence[str], user_type: UserType
) -> None:
    """Refuse unless the system asks for all of the packages (`AUTH-00063`, invariant 7) and an
    access of this type can have them (`AUTH-00064`, for clients `AUTH-00065`; invariant 8).
    """
    must_fit(codes, lambda code: code in system.packages, PACKAGES_NOT_OF_SYSTEM)
    is_agent = user_type is UserType.AGENT
    problem = PACKAGES_NOT_FOR_CLIENTS if is_agent else PACKAGES_NOT_FOR_OWN_ACCESS
    must_fit(codes, lambda code: suits(uow.catalogue.packages[code], user_type), problem)


def must_give(uow: UnitOfWork, giver: Standing, codes: Sequence[str]) -> None:
    """Refuse unless all of the packages can be given to a system user by this giver (AND).

    `AUTH-00053` for those that the giver cannot give on, `AUTH-00051` for those that no system user
    can be given (`DOMAIN.md 3.4`, 3.1 fact 4).
    """
    packages = uow.catalogue.packages
    must_fit(codes, lambda code: giver.may_give(packages[code]), LACKS_PACKAGES_TO_GIVE)
    to = PartyKind.SYSTEM_USER
    must_fit(codes, lambda code: fits_recipient(packages[code], to), PACKAGES_NOT_GIVEN)


def set_up(uow: UnitOfWork, user: SystemUser, packages: Iterable[str] = ()) -> None:
    """Add a system user; a standard one gets the packages by a connection from its owner."""
    uow.system_users.add(user)
    if user.user_type is UserType.STANDARD:
        held = frozenset(packages)
        uow.assignments.add(Assignment(user.owner_id, user.id, RIGHT_HOLDER, held, user.created))


def change(uow: UnitOfWork, user: SystemUser, added: Iterable[str], removed: Iterable[str]) -> None:
    """Give a standard system user packages that it lacks, and take away packages that it has."""
    connection = Assignment(user.owner_id, user.id, RIGHT_HOLDER, created=user.created)
    uow.assignments.add(connection)
    for code in added:
        uow.assignments.grant(connection.id, code)
    for code in removed:
        uow.assignments.revoke(connection.id, code)
