"""Problems: why a use case was refused, as a value with upstream's code (`DOMAIN.md 6`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Problem:
    """One reason for a refusal.

    `code` is upstream's (`AUTH-00079`, `AM.VLD-00028`) or `None` where upstream answers 403 with an
    empty body (the authorization layer, `DOMAIN.md 6.1`). `status` is the HTTP status, `title` is
    upstream's own message, typos included, and `path` points into the request (`DOMAIN.md 6.5`).
    """

    code: str | None
    status: int
    title: str
    path: str | None = None


class Refused(Exception):  # noqa: N818 - named for the outcome: a refusal is no programming error
    """A use case was refused; `problem` says why. Nothing was changed.

    `packages` are the codes of the packages at fault, where some are (upstream's extensions
    `NotFoundPackages` and `NotDelegablePackages`, and the delegation reasons of `PORTAL.md 12`).
    `services` are the ids of the services at fault, and `reasons` tells of those that failed the
    delegation check in upstream's word why (`MissingPackageAccess`).
    """

    def __init__(
        self,
        problem: Problem,
        packages: tuple[str, ...] = (),
        services: tuple[str, ...] = (),
        reasons: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(f"{problem.code or problem.status}: {problem.title}")
        self.problem = problem
        self.packages = packages
        self.services = services
        self.reasons = reasons


# The refusals without a code: a gate of the authorization layer said no (DOMAIN.md 3.1).
FORBIDDEN = Problem(None, 403, "Forbidden")
NOT_FOUND = Problem(None, 404, "Not Found")
# Two more that upstream answers without a code: a token of another vendor, and a correlation id
# that is the system user's.
UNAUTHORIZED = Problem(None, 401, "Unauthorized")
BAD_REQUEST = Problem(None, 400, "Bad Request")

CUSTOMER_UNKNOWN = Problem(
    "AUTH-00000",
    400,
    "Can't resolve the Organisation Number from the logged in Reportee PartyId.",
)
SERVICES_NOT_DELEGABLE = Problem("AUTH-00001", 400, "One or more Right not found or not delegable.")
ACCESS_EXISTS = Problem(
    "AUTH-00004",
    400,
    "Failed to create new SystemUser, existing SystemUser tied to the given System-Id.",
)
REQUEST_PENDING = Problem(
    "AUTH-00007",
    400,
    "The combination of External Ids refer to a Pending Request, please reuse or delete.",
)
REQUEST_NOT_FOUND = Problem("AUTH-00010", 404, "The Id does not refer to a Request in our system.")
SYSTEM_NOT_FOUND = Problem("AUTH-00011", 404, "The Id does not refer to a Registered System.")
REQUEST_NOT_STORED = Problem("AUTH-00012", 404, "An error occured when storing the Request.")
REQUEST_NOT_NEW = Problem("AUTH-00013", 409, "The Status of the Request is not New.")
SYSTEM_USER_NOT_FOUND = Problem("AUTH-00015", 404, "The SystemUser was not found.")
SYSTEM_HAS_NO_NAME = Problem("AUTH-00017", 404, "The SystemName was not found.")
REDIRECT_NOT_REGISTERED = Problem("AUTH-00021", 400, "The RedirectUri was not found or not valid.")
SYSTEM_HAS_NO_REDIRECTS = Problem("AUTH-00026", 400, "No redirect uris are set for the system")
AGENT_REQUEST_NOT_FOUND = Problem(
    "AUTH-00030", 404, "The Id does not refer to an AgentRequest in our system."
)
NOT_AN_AGENT = Problem(
    "AUTH-00034", 400, "The system user type of the provided system user GUID is not an agent."
)
NOT_YOURS_TO_DELETE = Problem("AUTH-00024", 403, "you don't have rights to delete this systemuser")
ACCESS_HAS_CLIENTS = Problem(
    "AUTH-00035",
    400,
    "The system user has delegations from customer. Remove the delegations before deleting the "
    "system user",
)
REQUEST_OF_ANOTHER_PARTY = Problem("AUTH-00041", 403, "Party does not match request's orgno")
AGENT_REQUEST_OF_ANOTHER_PARTY = Problem(
    "AUTH-00042", 403, "Party does not match agent request's orgno"
)
PACKAGES_NOT_GIVEN = Problem(
    "AUTH-00051", 400, "The delegation of access package to the system user failed"
)
PACKAGES_INVALID = Problem("AUTH-00052", 400, "One or more access packages are invalid")
LACKS_PACKAGES_TO_GIVE = Problem(
    "AUTH-00053",
    400,
    "The user does not have enough access to delegate the requested access packages",
)
NOTHING_REQUESTED_FOR_CLIENTS = Problem(
    "AUTH-00058", 400, "No AccessPackages found, an Agent SystemUser must have at least one"
)
NOTHING_REQUESTED = Problem(
    "AUTH-00059",
    400,
    "No AccessPackages or Single Rights found, a SystemUser must have at least one",
)
CHANGE_HANDLED = Problem(
    "AUTH-00061",
    409,
    "The Status of the Request is not New. Please generate a new CorrellationId for a new Change "
    "Request",
)
PACKAGES_NOT_OF_SYSTEM = Problem(
    "AUTH-00063",
    400,
    "One or more accesspackage is not found in the referenced system in the System Register.",
)
PACKAGES_NOT_FOR_OWN_ACCESS = Problem(
    "AUTH-00064",
    400,
    "One or more access packages cannot be delegated. Either they are intended for clients or they "
    "cannot be delegated further.",
)
PACKAGES_NOT_FOR_CLIENTS = Problem(
    "AUTH-00065",
    400,
    "One or more access packages cannot be delegated because they are not intended for client "
    "relationships",
)
MAY_NOT_OPEN_REQUEST = Problem(
    "AUTH-00066", 403, "The request requires logged in user to have accessmanager write."
)
LACKS_SERVICES_TO_GIVE = Problem(
    "AUTH-00068",
    403,
    "DelegationCheck failed with error: Has not access by a delegation of package in Altinn.",
)
SERVICES_NOT_GIVEN = Problem(
    "AUTH-00070",
    403,
    "DelegationCheck failed with error: The resource cannot be delegated to another user or "
    "entity.",
)
CLIENT_NOT_FOUND = Problem("AUTH-00079", 400, "Client not found.")
CLIENT_LACKS_PACKAGES = Problem(
    "AUTH-00080",
    400,
    "Client does not have the accesspackages the agent system user requires",
)
CONNECTION_REQUIRED = Problem(
    "AM-00022",
    400,
    "Operation can not be completed, because it requires an existing connection between the "
    "parties.",
)
ENTITY_UNKNOWN = Problem("AM.VLD-00006", 400, "Entity do not exists.", "QUERY/to")
ASSIGNMENT_IN_USE = Problem(
    "AM.VLD-00010", 400, "Assignment is active in one or more connections.", "QUERY/cascade"
)
PACKAGE_UNKNOWN = Problem("AM.VLD-00011", 400, "Package do not exists.", "QUERY/package")
NOT_AUTHORIZED_TO_GIVE = Problem(
    "AM.VLD-00026", 400, "User not authorized for operation.", "QUERY/packageId"
)
NOT_ASSIGNABLE_TO_RECIPIENT = Problem(
    "AM.VLD-00028",
    400,
    "One or more packages is not assignable to receipient.",
    "QUERY/packageId",
)
NOT_ASSIGNABLE = Problem(
    "AM.VLD-00048", 400, "One or more packages is not assignable.", "QUERY/packageId"
)
