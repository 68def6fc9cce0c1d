"""The delegation check by itself: may a person give a package, and why (`DOMAIN.md 3.7`)."""

from __future__ import annotations

from dataclasses import dataclass

from systemtilgang.domain.catalogue import Package
from systemtilgang.domain.delegation_reasons import reasons_to_give
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import may_set_up
from systemtilgang.service.powers import package_known
from systemtilgang.store import UnitOfWork


@dataclass(frozen=True)
class Check:
    """Whether the person may give the package from the party, with upstream's reasons."""

    package: Package
    may_give: bool
    reasons: tuple[str, ...]


def delegation_check(uow: UnitOfWork, acting: Acting, package: str) -> Check:
    """The delegation check of one package (code or URN) for the person at the party.

    Refused: 403 without the right to give, `AM.VLD-00011` unknown package.
    """
    _, giver = may_set_up(uow, acting)
    wanted = package_known(uow, package)
    return Check(wanted, giver.may_give(wanted), reasons_to_give(giver, wanted))
