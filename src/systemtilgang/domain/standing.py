"""What somebody has at a party: roles, packages held, packages that may be given.

Pure rules of `DOMAIN.md 3.1, 3.7, 3.9` over the assignments that matter; loading them is the
service's job.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntFlag
from functools import cached_property

from systemtilgang.domain.catalogue import Catalogue, Package, Service
from systemtilgang.domain.connections import MAIN_ADMINISTRATOR, RIGHT_HOLDER, Assignment
from systemtilgang.domain.parties import PartyKind

ACCESS_MANAGER_PACKAGES = frozenset({"tilgangsstyrer", "hovedadministrator"})
CLIENT_ADMINISTRATOR_PACKAGES = frozenset({"klientadministrator", "hovedadministrator"})
MAIN_ADMINISTRATOR_PACKAGE = "hovedadministrator"

# DOMAIN.md 3.1, fact 4: packages that a kind of recipient can never be given.
NOT_FOR: dict[str, frozenset[PartyKind]] = {
    MAIN_ADMINISTRATOR_PACKAGE: frozenset({PartyKind.ORGANISATION}),
    "virksomhetens-representant-skjemaoppgaver": frozenset(
        {PartyKind.ORGANISATION, PartyKind.SYSTEM_USER}
    ),
}


class Reason(IntFlag):
    """Why somebody has something at a party; the bits add up (`DOMAIN.md 3.9`, 7)."""

    DIRECT = 1
    CLIENT_DELEGATION = 2
    KEY_ROLE = 4
    ROLE_MAP = 8
    PARENT = 16


@dataclass(frozen=True)
class Relation:
    """An assignment seen from the party asked about.

    `form` is the organisation form of the assignment's giver. `reason` tells how it reaches the
    holder: directly or through a key role, and whether from the main unit (`PARENT`).
    """

    assignment: Assignment
    form: str | None
    reason: Reason = Reason.DIRECT

    @property
    def inherited(self) -> bool:
        """Whether it reaches the holder in another way than directly."""
        return self.reason != Reason.DIRECT


@dataclass(frozen=True)
class Power:
    """A package through one relation. `access`: has it. `delegate`: may give it onward."""

    package: Package
    relation: Relation
    access: bool
    delegate: bool

    @property
    def granted(self) -> bool:
        """Whether it was granted as a package, rather than carried by a role."""
        return self.relation.assignment.role == RIGHT_HOLDER


def powers_of(catalogue: Catalogue, relation: Relation) -> Iterator[Power]:
    """The packages that one relation carries, with the organisation-form limit (`DOMAIN.md 3.2`).

    A granted package may be given onward, but for `hovedadministrator` (3.1, fact 3).
    """
    role = relation.assignment.role
    if role == RIGHT_HOLDER:
        for code in sorted(relation.assignment.packages):
            delegate = code != MAIN_ADMINISTRATOR_PACKAGE
            yield Power(catalogue.packages[code], relation, access=True, delegate=delegate)
        return
    for package, row in catalogue.by_role.get(role, ()):
        if row.covers(relation.form):
            yield Power(package, relation, access=row.access, delegate=row.delegate)


@dataclass(frozen=True)
class Standing:
    """Everything that somebody has at a party."""

    catalogue: Catalogue
    relations: tuple[Relation, ...]

    @cached_property
    def powers(self) -> tuple[Power, ...]:
        """The packages through every relation, as often as they are carried."""
        return tuple(
            power for relation in self.relations for power in powers_of(self.catalogue, relation)
        )

    @cached_property
    def held(self) -> frozenset[str]:
        """The codes of the packages that give access."""
        return frozenset(power.package.code for power in self.powers if power.access)

    @cached_property
    def _roles(self) -> frozenset[str]:
        return frozenset(
            given
            for relation in self.relations
            if (role := self.catalogue.roles.get(relation.assignment.role))
            for given in role.gives
        )

    @property
    def is_access_manager(self) -> bool:
        """Holds `tilgangsstyrer`, `hovedadministrator` or a role that gives `admai`, `hadm`."""
        return bool(self.held & ACCESS_MANAGER_PACKAGES or self._roles & {"admai", "hadm"})

    @property
    def is_access_manager_by_itself(self) -> bool:
        """Access manager by package `tilgangsstyrer` or a role that gives `admai`.

        Leaves out who is one only as main administrator (`GUIDES.md`, Editions row 10).
        """
        return "tilgangsstyrer" in self.held or "admai" in self._roles

    @property
    def is_client_administrator(self) -> bool:
        """Holds `klientadministrator`, `hovedadministrator` or a role giving `kladm`, `hadm`."""
        return bool(self.held & CLIENT_ADMINISTRATOR_PACKAGES or self._roles & {"kladm", "hadm"})

    @property
    def is_main_administrator(self) -> bool:
        """Holds `hovedadministrator` or a role that gives `hadm`."""
        return MAIN_ADMINISTRATOR_PACKAGE in self.held or "hadm" in self._roles

    @cached_property
    def given_as_main_administrator(self) -> frozenset[str]:
        """The packages (codes) that the holder can delegate as main administrator; none otherwise.

        Who holds the package `hovedadministrator` is treated as the role (`DOMAIN.md 3.1`, facts 1
        and 2), for the organisation forms that the holder's relations are with.
        """
        if MAIN_ADMINISTRATOR_PACKAGE not in self.held:
            return frozenset()
        forms = {relation.form for relation in self.relations}
        return frozenset(
            package.code
            for package, row in self.catalogue.by_role.get(MAIN_ADMINISTRATOR, ())
            if any(row.covers(form) for form in forms)
        )

    @cached_property
    def _may_delegate(self) -> frozenset[str]:
        own = frozenset(power.package.code for power in self.powers if power.delegate)
        return own | self.given_as_main_administrator

    def may_give(self, package: Package) -> bool:
        """The delegation check: assignable, and the holder can delegate it (`DOMAIN.md 3.5`)."""
        return package.is_assignable and package.code in self._may_delegate

    def may_give_service(self, service: Service) -> bool:
        """The delegation check of a single right: delegable, and in a package that may be given."""
        packages = (self.catalogue.packages[code] for code in service.packages)
        return service.is_delegable and any(self.may_give(each) for each in packages)


def counts_as_key_role(catalogue: Catalogue, role: str, form: str | None) -> bool:
    """Whether a role in an organisation of this form passes on what the organisation received.

    `deltaker-delt-ansvar` in an `IKS` does not (`DOMAIN.md 3.9`, 1).
    """
    if role == "deltaker-delt-ansvar" and form == "IKS":
        return False
    return role in catalogue.key_roles


def fits_recipient(package: Package, recipient: PartyKind) -> bool:
    """Whether this kind of party can be given the package at all (`DOMAIN.md 3.1`, fact 4)."""
    return recipient not in NOT_FOR.get(package.code, frozenset())


def delegable_packages(
    catalogue: Catalogue, relations: Iterable[Relation], wanted: Iterable[str]
) -> dict[str, Power]:
    """Of the wanted packages those that a provider may hand on to an agent, by code.

    They are held through one of the client's relations to the provider, and delegable (3.5, 3.8).
    A register role is preferred to a grant where both carry the package.
    """
    found: dict[str, Power] = {}
    needed = frozenset(wanted)
    for relation in sorted(
        relations, key=lambda relation: relation.assignment.role == RIGHT_HOLDER
    ):
        for power in powers_of(catalogue, relation):
            if power.access and power.package.is_delegable and power.package.code in needed:
                found.setdefault(power.package.code, power)
    return found
