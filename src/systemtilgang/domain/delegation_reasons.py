"""Upstream's reasons for the answer of the delegation check (`DOMAIN.md 3.7`)."""

from __future__ import annotations

from systemtilgang.domain.catalogue import Package, Service
from systemtilgang.domain.standing import MAIN_ADMINISTRATOR_PACKAGE, Power, Reason, Standing

NO_ACCESS = "NoAccess"
MISSING_PACKAGE_ACCESS = "MissingPackageAccess"
RESOURCE_NOT_DELEGABLE = "ResourceNotDelegable"


def reasons_to_give(has: Standing, package: Package) -> tuple[str, ...]:
    """Every way in which the holder can give the package, sorted.

    `Direct-RolePackage`, `KeyRole-AssignmentPackage-MainUnit` and so on, `-HovedAdmin` for what the
    role of main administrator gives; `NoAccess` alone when the package may not be given.
    """
    if not has.may_give(package):
        return (NO_ACCESS,)
    ways = {_way(each) for each in has.powers if each.delegate and each.package == package}
    if package.code in has.given_as_main_administrator:
        ways |= {
            f"{_way(each)}-HovedAdmin"
            for each in has.powers
            if each.package.code == MAIN_ADMINISTRATOR_PACKAGE
        }
    return tuple(sorted(ways))


def reason_not_to_give(service: Service) -> str:
    """Upstream's word for why somebody who may not give a single right may not (`PORTAL.md 12`).

    Nobody may give one to a service that is not delegable; others lack each package that it is in.
    """
    return MISSING_PACKAGE_ACCESS if service.is_delegable else RESOURCE_NOT_DELEGABLE


def _way(power: Power) -> str:
    """In upstream's words how a package reaches its holder."""
    reason = power.relation.reason
    through = "KeyRole" if Reason.KEY_ROLE in reason else "Direct"
    carrier = "AssignmentPackage" if power.granted else "RolePackage"
    return f"{through}-{carrier}" + ("-MainUnit" if Reason.PARENT in reason else "")
