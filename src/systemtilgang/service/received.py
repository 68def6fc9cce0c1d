"""The recipient's side of a connection: giving up what others have given (`DOMAIN.md 3.7`).

Either side of a connection may end it: the giver in `powers`, the recipient here. A provider that
does loses the client, and its agents lose what they had of it (3.3).
"""

from __future__ import annotations

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.problems import ASSIGNMENT_IN_USE, ENTITY_UNKNOWN
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import known, must_manage_access, refuse_unless
from systemtilgang.service.powers import package_known
from systemtilgang.store import UnitOfWork


def give_up_package(uow: UnitOfWork, acting: Acting, giver_id: str, package: str) -> bool:
    """Give up a package (code or URN) that the giver has given the party; returns whether it had.

    Client delegations built on it end silently. Refused: 403 unless access manager of the party,
    `AM.VLD-00006` unknown giver, `AM.VLD-00011` unknown package.
    """
    connection = _received(uow, acting, giver_id)
    wanted = package_known(uow, package)
    return uow.assignments.revoke(connection.id, wanted.code)


def give_up(uow: UnitOfWork, acting: Acting, giver_id: str, *, cascade: bool) -> bool:
    """Give up the connection from the giver, with all that hangs on it; returns whether there was.

    What a register role gives is kept. Refused: 403 unless access manager of the party,
    `AM.VLD-00006` unknown giver, `AM.VLD-00010` when packages hang on it and `cascade` is false.
    """
    connection = uow.assignments.get(_received(uow, acting, giver_id).id)
    if connection is None:
        return False
    refuse_unless(cascade or not connection.packages, ASSIGNMENT_IN_USE)
    return uow.assignments.remove(connection.id)


def _received(uow: UnitOfWork, acting: Acting, giver_id: str) -> Assignment:
    """The connection that is meant, whether there is one or not; behind the gate."""
    must_manage_access(uow, acting)
    giver = known(uow, giver_id, ENTITY_UNKNOWN)
    return Assignment(giver.id, acting.party, RIGHT_HOLDER)
