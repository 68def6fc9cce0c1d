"""What a vendor may register of its systems (`DOMAIN.md 3.6.1`, 6.3, invariants 1 and 2)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from systemtilgang.domain.catalogue import Catalogue
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.system_accesses import RegisteredSystem

_IDS = "/registersystemrequest/systemid"
_PACKAGES = "/registersystemrequest/accesspackages"
_SERVICES = "/registersystemrequest/rights/resource"
_CLIENTS = "/registersystemrequest/clientid"

# Upstream answers this one in plain text (API.md 2).
SYSTEM_DELETED = Problem(None, 400, "Cannot update a system marked as deleted.")

ID_NOT_OF_VENDOR = Problem(
    "AUTH.VLD-00001",
    400,
    "The system id does not match the format orgnumber_xxxx...",
    _IDS,
)
ID_TAKEN = Problem("AUTH.VLD-00002", 400, "The system id already exists", _IDS)
SERVICE_UNKNOWN = Problem(
    "AUTH.VLD-00003",
    400,
    "One or more resources specified in rights were not found in Altinn's resource register.",
    _SERVICES,
)
CLIENT_TAKEN = Problem(
    "AUTH.VLD-00004",
    400,
    "One of the client id is already tagged with an existing system",
    _CLIENTS,
)
REDIRECT_MALFORMED = Problem(
    "AUTH.VLD-00005",
    400,
    "One or more of the redirect urls format is not valid. The valid format is https://xxx.xx",
    "/registersystemrequest/allowedredirecturls",
)
SERVICE_TWICE = Problem("AUTH.VLD-00006", 400, "One or more duplicate rights found", _SERVICES)
PACKAGE_TWICE = Problem(
    "AUTH.VLD-00007", 400, "One or more duplicate access package(s) found", _PACKAGES
)
PACKAGE_NOT_FOR_SYSTEMS = Problem(
    "AUTH.VLD-00008",
    400,
    "One or all the accesspackage(s) is not found in altinn's access packages or is not delegable",
    _PACKAGES,
)
CLIENT_TWICE = Problem("AUTH.VLD-00011", 400, "Request contains duplicate client ids", _CLIENTS)
ID_HAS_SPACES = Problem(
    "AUTH.VLD-00013",
    400,
    "System ID cannot have spaces in id (leading, trailing or in between the id)",
    _IDS,
)
SERVICE_NOT_FOR_SYSTEMS = Problem(
    "AUTH.VLD-00017",
    400,
    "One or more resources specified in rights is of resource type which is not delegable.",
    _SERVICES,
)
VISIBLE_WITH_CLIENT_PACKAGES = Problem(
    "AUTH.VLD-00018",
    400,
    "Access packages meant for system user for client relations can't be used in combination with "
    "the flag isVisible: true",
    _PACKAGES,
)


def wrong_id(system: RegisteredSystem, vendor_number: str) -> Iterator[Problem]:
    """What is wrong with the id of a new system; it is the vendor's number, `_` and a name."""
    if any(each.isspace() for each in system.id):
        yield ID_HAS_SPACES
    if not system.id.startswith(f"{vendor_number}_"):
        yield ID_NOT_OF_VENDOR


def wrong_redirects(system: RegisteredSystem) -> Iterator[Problem]:
    """Whether a redirect URL of a new system is anything but an absolute one over https."""
    if not all(_is_absolute(url) for url in system.redirect_urls):
        yield REDIRECT_MALFORMED


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.netloc)


def wrong_services(system: RegisteredSystem, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with the services that a system asks for single rights to."""
    known = [catalogue.services[each] for each in system.services if each in catalogue.services]
    if len(known) < len(system.services):
        yield SERVICE_UNKNOWN
    if not all(each.is_delegable for each in known):
        yield SERVICE_NOT_FOR_SYSTEMS
    if len(set(system.services)) < len(system.services):
        yield SERVICE_TWICE


def wrong_packages(system: RegisteredSystem, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with the packages that a system asks for (`DOMAIN.md 3.5`).

    Each is assignable or delegable, and all are assignable when customers may choose the system.
    """
    known = [catalogue.packages[code] for code in system.packages if code in catalogue.packages]
    can_be_had = [each for each in known if each.is_assignable or each.is_delegable]
    if len(can_be_had) < len(system.packages):
        yield PACKAGE_NOT_FOR_SYSTEMS
    if len(set(system.packages)) < len(system.packages):
        yield PACKAGE_TWICE
    if system.is_visible and not all(each.is_assignable for each in can_be_had):
        yield VISIBLE_WITH_CLIENT_PACKAGES


def wrong_clients(client_ids: Collection[str], of_others: Collection[str]) -> Iterator[Problem]:
    """What is wrong with a system's Maskinporten clients, some of which other systems may have."""
    if len(set(client_ids)) < len(client_ids):
        yield CLIENT_TWICE
    if of_others:
        yield CLIENT_TAKEN
