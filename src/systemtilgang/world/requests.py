"""Reading the `requests` of a world: what vendors have asked parties for (`DOMAIN.md 3.6`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from systemtilgang.domain.catalogue import Catalogue
from systemtilgang.domain.connections import derived_id
from systemtilgang.domain.parties import Party
from systemtilgang.domain.requests import (
    Request,
    RequestKind,
    RequestStatus,
    is_registered,
    suits,
)
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.system_accesses import RegisteredSystem, UserType
from systemtilgang.world.places import OFFICE_HOURS, Value
from systemtilgang.world.worlds import SeededAccess

# An approved request is the access that it gave, and is written as that.
_STATUSES = (RequestStatus.NEW, RequestStatus.REJECTED)


@dataclass(frozen=True)
class Known:
    """What a request may refer to: everything that comes above it in the file."""

    catalogue: Catalogue
    organisations: Mapping[str, Party]
    systems: Mapping[str, RegisteredSystem]
    accesses: Sequence[SeededAccess]


def read_request(value: Value, known: Known) -> Request:
    """One request. Its id depends on what it asks whom for only, so it is the same every time.

    Raises `WorldError` for anything in it that does not hold.
    """
    found = value.mapping(
        ["kind", "system", "party", "packages", "created"],
        [
            "services",
            "access",
            "unwanted",
            "unwanted_services",
            "external_ref",
            "title",
            "redirect_url",
            "status",
            "escalated",
        ],
    )
    kind = RequestKind(found["kind"].choice(list(RequestKind), ", ".join(RequestKind)))
    system = known.systems[found["system"].choice(known.systems, "the id of a system above")]
    name = found["party"].choice(known.organisations, "the name of an organisation above")
    party = known.organisations[name]
    is_change = kind is RequestKind.CHANGE
    takes_away = "unwanted" in found or "unwanted_services" in found
    if is_change != ("access" in found) or (takes_away and not is_change):
        raise found["kind"].error("access, and unwanted if any, in a changerequest and only there")
    wanted, unwanted = _asked_for(found, known, system, kind)
    access = _access(found["access"], known, party, system) if is_change else None
    text = {name: found[name].text() for name in ("external_ref", "title") if name in found}
    reference = access.user.external_ref if access else text.get("external_ref", party.number or "")
    # Both kinds of requests for a new access share a key (invariant 4).
    key = [access.user.id if access else "new", party.id, reference, system.id]
    return Request(
        id=derived_id("request", *key),
        kind=kind,
        system_id=system.id,
        party_id=party.id,
        external_ref=reference,
        packages=wanted.packages,
        created=datetime.combine(found["created"].day(), OFFICE_HOURS),
        unwanted=unwanted.packages,
        title=text.get("title", access.user.title if access else None),
        redirect_url=_redirect(found["redirect_url"], system) if "redirect_url" in found else None,
        status=_status(found["status"]) if "status" in found else RequestStatus.NEW,
        escalated="escalated" in found and _escalated(found["escalated"], kind),
        access_id=access.user.id if access else None,
        services=wanted.services,
        unwanted_services=unwanted.services,
    )


def at_least_one(user_type: UserType) -> str:
    """What an access of this type must have, for an error (invariant 9)."""
    or_service = " or service" if user_type is UserType.STANDARD else ""
    return f"at least one package{or_service}"


def read_services(
    found: Mapping[str, Value], key: str, system: RegisteredSystem, user_type: UserType
) -> tuple[str, ...]:
    """The ids under a key, of services that the system asks for (invariant 7); none if it is not
    there. An access for clients has no single rights.
    """
    if key not in found:
        return ()
    if user_type is UserType.AGENT:
        raise found[key].error("services only where the organisation's own access is meant")
    return found[key].choices(system.services, "the id of a service of the system")


def _access(value: Value, known: Known, party: Party, system: RegisteredSystem) -> SeededAccess:
    """The own access that is to be changed, by its title."""
    own = {
        access.user.title: access
        for access in known.accesses
        if (access.user.owner_id, access.user.system_id) == (party.id, system.id)
        and access.user.user_type is UserType.STANDARD
    }
    return own[value.choice(own, "the title of an own access of the party for the system")]


def _asked_for(
    found: Mapping[str, Value], known: Known, system: RegisteredSystem, kind: RequestKind
) -> tuple[Rights, Rights]:
    """Rights of the system (invariant 7) that are fit for the type (8), and those that a change
    takes away; at least one of either (9).
    """
    user_type = UserType.AGENT if kind is RequestKind.AGENT else UserType.STANDARD
    flag = "delegable" if user_type is UserType.AGENT else "assignable"
    codes = known.catalogue.packages
    fit = [code for code in system.packages if suits(codes[code], user_type)]
    packages = found["packages"].choices(fit, f"a package of the system that is {flag}")
    unwanted = (
        found["unwanted"].choices(codes, "the code of a package") if "unwanted" in found else ()
    )
    wanted = Rights(packages, read_services(found, "services", system, user_type))
    taken = Rights(unwanted, _unwanted_services(found, known))
    if not wanted and not taken:
        or_unwanted = ", wanted or unwanted" if kind is RequestKind.CHANGE else ""
        raise found["packages"].error(at_least_one(user_type) + or_unwanted, found="no packages")
    return wanted, taken


def _unwanted_services(found: Mapping[str, Value], known: Known) -> tuple[str, ...]:
    if "unwanted_services" not in found:
        return ()
    return found["unwanted_services"].choices(known.catalogue.services, "the id of a service")


def _redirect(value: Value, system: RegisteredSystem) -> str:
    url = value.text()
    if not is_registered(url, system.redirect_urls):
        raise value.error("one of the system's redirect_urls", system.redirect_urls)
    return url


def _escalated(value: Value, kind: RequestKind) -> bool:
    if value.flag() and kind is RequestKind.CHANGE:
        raise value.error("false in a changerequest, which cannot be passed on")
    return value.flag()


def _status(value: Value) -> RequestStatus:
    return RequestStatus(value.choice(_STATUSES, " or ".join(_STATUSES)))
