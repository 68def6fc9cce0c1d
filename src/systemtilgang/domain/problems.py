"""Problems: why a use case was refused, as a value with upstream's code (`DOMAIN.md 6`)."""

from __future__ import annotations

from dataclasses import dataclass


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
    """A use case was refused; `problem` says why. Nothing was changed."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code or problem.status}: {problem.title}")
        self.problem = problem


# The refusals without a code: a gate of the authorization layer said no (DOMAIN.md 3.1).
FORBIDDEN = Problem(None, 403, "Forbidden")
NOT_FOUND = Problem(None, 404, "Not Found")

ACCESS_EXISTS = Problem(
    "AUTH-00004",
    400,
    "Failed to create new SystemUser, existing SystemUser tied to the given System-Id.",
)
SYSTEM_NOT_FOUND = Problem("AUTH-00011", 404, "The Id does not refer to a Registered System.")
SYSTEM_USER_NOT_FOUND = Problem("AUTH-00015", 404, "The SystemUser was not found.")
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
PACKAGES_NOT_GIVEN = Problem(
    "AUTH-00051", 400, "The delegation of access package to the system user failed"
)
LACKS_PACKAGES_TO_GIVE = Problem(
    "AUTH-00053",
    400,
    "The user does not have enough access to delegate the requested access packages",
)
NOTHING_REQUESTED = Problem(
    "AUTH-00059",
    400,
    "No AccessPackages or Single Rights found, a SystemUser must have at least one",
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
