"""Handing a client's packages on to an agent: what is asked for, and why it can be refused.

The problems of `DOMAIN.md 3.8` with the codes, messages and paths of 6.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from systemtilgang.domain.catalogue import URN_PREFIX, Catalogue, Package
from systemtilgang.domain.connections import SUPPLIER
from systemtilgang.domain.problems import Problem
from systemtilgang.domain.standing import Relation, powers_of

FIELD_REQUIRED = Problem("STD.VLD-00000", 400, "The field is required.")
PERSON_NOT_CONNECTED = Problem("AM.VLD-00006", 400, "Entity do not exists.", "QUERY/agent")
AGENT_UNKNOWN = Problem("AM.VLD-00006", 400, "Entity do not exists.", "$QUERY/agent")
CLIENT_UNKNOWN = Problem("AM.VLD-00006", 400, "Entity do not exists.", "$QUERY/client")
NOT_FOR_THIS_KIND = Problem(
    "AM.VLD-00008", 400, "This entity type is not allowed here.", "$QUERY/agent"
)
PACKAGE_NOT_HELD = Problem("AM.VLD-00026", 400, "User not authorized for operation.")
ROLE_UNKNOWN = Problem("AM.VLD-00029", 400, "Invalid Role.")
PACKAGE_INVALID = Problem("AM.VLD-00030", 400, "Invalid Package.")
HAS_ACTIVE_PACKAGES = Problem(
    "AM.VLD-00031",
    400,
    "The delegation has one or more active access packages associated with it. Set cascade to "
    "true to remove the delegation and its active access packages.",
    "$QUERY/cascade",
)
AGENT_NOT_REGISTERED = Problem(
    "AM.VLD-00032", 400, "Assignment of role do not exist.", "$QUERY/agent"
)
ROLE_NOT_GIVEN = Problem("AM.VLD-00032", 400, "Assignment of role do not exist.")
PACKAGE_NOT_DELEGABLE = Problem("AM.VLD-00033", 400, "Package is not delegable.")
PERSON_NOT_FOUND = Problem(
    "AM.VLD-00034", 400, "Given external identifiers yielded empty result.", "/PersonIdentifier"
)


@dataclass(frozen=True)
class RolePackages:
    """Some of a client's packages (codes or URNs), held through one role (a code) in it."""

    role: str
    packages: tuple[str, ...]


def makes_client(role: str) -> bool:
    """Whether who gives an organisation this role is its client: every role but that of a
    Maskinporten supplier makes one (`DOMAIN.md 3.2`, 3.9(6)).
    """
    return role != SUPPLIER


def package_of(catalogue: Catalogue, code_or_urn: str) -> Package | None:
    """The package with this code or URN, `None` when there is none."""
    return catalogue.packages.get(code_or_urn.removeprefix(URN_PREFIX))


def held_through(catalogue: Catalogue, relation: Relation) -> Mapping[str, Package]:
    """The packages that one relation to a client lets its provider hand on, by code.

    Within the limit of the organisation form; only packages that are delegable (3.2, 3.5).
    """
    return {
        power.package.code: power.package
        for power in powers_of(catalogue, relation)
        if power.access and power.package.is_delegable
    }


def malformed(
    catalogue: Catalogue, values: Sequence[RolePackages], *, must_be_delegable: bool
) -> Iterator[Problem]:
    """What is wrong with the values by themselves: the first group of errors (3.8, last row).

    Unknown roles and packages, and packages that cannot be handed on.
    """
    for row, value in enumerate(values):
        if value.role not in catalogue.roles:
            yield replace(ROLE_UNKNOWN, path=f"/values[{row}]/role")
        for column, code in enumerate(value.packages):
            package = package_of(catalogue, code)
            path = f"/values[{row}]/packages[{column}]"
            if package is None:
                yield replace(PACKAGE_INVALID, path=path)
            elif must_be_delegable and not package.is_delegable:
                yield replace(PACKAGE_NOT_DELEGABLE, path=path)


def not_held(
    catalogue: Catalogue, relations: Mapping[str, Relation], values: Sequence[RolePackages]
) -> Iterator[Problem]:
    """What the client has not given: the third group of errors (3.8, last row).

    `relations` are the client's to the provider, by role. The values are well-formed.
    """
    for row, value in enumerate(values):
        relation = relations.get(value.role)
        if relation is None:
            yield replace(ROLE_NOT_GIVEN, path=f"/values[{row}]/role")
            continue
        held = held_through(catalogue, relation)
        for column, code in enumerate(value.packages):
            if code.removeprefix(URN_PREFIX) not in held:
                yield replace(PACKAGE_NOT_HELD, path=f"/values[{row}]/packages[{column}]")
