"""Assignments: one party has a role in another, or holds packages granted by it (`DOMAIN.md 2.2`).

A *connection* is the assignment of the role `rettighetshaver`; it carries the packages and the
single rights granted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

RIGHT_HOLDER = "rettighetshaver"
AGENT = "agent"
MAIN_ADMINISTRATOR = "hovedadministrator"
PRIVATE_PERSON = "privatperson"
SUPPLIER = "supplier"
OWNER = "innehaver"

_NAMESPACE = UUID("6f6a2f1c-43a5-5b0e-9a53-0d4f5a1d7c11")


def derived_id(*parts: str) -> str:
    """A UUID that depends on the parts only, so the same thing gets the same id every time."""
    return str(uuid5(_NAMESPACE, "\x1f".join(parts)))


@dataclass(frozen=True)
class Assignment:
    """`receiver` has `role` in `giver`; unique by these three (invariant 10).

    `packages` are the codes granted on it (only a connection has any), and `services` the ids of
    those that it gives single rights to (only one to a system access has any). `created` is `None`
    for what came from the register.
    """

    giver: str
    receiver: str
    role: str
    packages: frozenset[str] = frozenset()
    created: datetime | None = None
    services: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The assignment's id, derived from giver, receiver and role."""
        return derived_id(self.giver, self.receiver, self.role)

    @property
    def gives_something(self) -> bool:
        """Whether it carries any access: a bare connection does not (`DOMAIN.md 3.3`).

        Nor does the role of a Maskinporten supplier, which makes nobody a client (3.9, 6).
        """
        granted = bool(self.packages or self.services)
        return self.role != SUPPLIER and (self.role != RIGHT_HOLDER or granted)


@dataclass(frozen=True)
class DelegatedPackage:
    """A client's package that the provider has handed on to an agent (`DOMAIN.md 2.2`).

    `origin` is the client's assignment to the provider that the delegation is built on; it ends
    with it.
    """

    client: str
    package: str
    origin: str
