"""What the model remembers, and the few facts of the catalogue that it knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

TAX, TOLL, AUDIT = "skattegrunnlag", "toll", "ansvarlig-revisor"
ESTATE, MANAGER = "forretningsforer-eiendom", "tilgangsstyrer"
PACKAGES = (TAX, TOLL, AUDIT, ESTATE, MANAGER)
ASSIGNABLE, DELEGABLE = {TAX, TOLL, MANAGER}, {TAX, TOLL, AUDIT, ESTATE}
# Of the services one is in a package here, one is not, and one cannot be given by itself.
RECEIPTS, SICK, CLOSED = (
    "proveetaten-tollkvitteringer",
    "ovingstilsynet-sykefravaer",
    "proveetaten-arkiv",
)
SERVICES = (RECEIPTS, SICK, CLOSED)
IN_PACKAGES: dict[str, set[str]] = {RECEIPTS: {TOLL}, SICK: set(), CLOSED: {TOLL}}

DIRECT = "rettighetshaver"
FORMS = ("BRL", "NUF")
ROLES = ("revisor", "forretningsforer")
NUMBER, OTHER = "its number", "another"


def carried(role: str, form: str) -> set[str]:
    """What a register role carries of the packages here, by the client's form (DOMAIN.md 3.2)."""
    if role == "revisor":
        return {AUDIT}
    return {"BRL": {ESTATE}, "NUF": {TAX}}[form]


@dataclass
class State:
    """Clients are numbers; systems, accesses, requests and agents go by name or id."""

    systems: dict[str, dict[str, Any]] = field(default_factory=dict)
    accesses: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: dict[str, dict[str, Any]] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    own_clients: set[str] = field(default_factory=set)
    connections: dict[int, set[str]] = field(default_factory=dict)
    roles: set[tuple[int, str]] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    handed_on: set[tuple[str, int, str, str]] = field(default_factory=set)
