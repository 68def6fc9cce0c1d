"""The catalogue of access packages, areas, roles and services, as values.

All but the services are facts of `catalogue.yaml`; the facts name no service, so those are made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from systemtilgang.domain.parties import PartyKind

URN_PREFIX = "urn:altinn:accesspackage:"


@dataclass(frozen=True)
class Text:
    """A proper name of the catalogue in both languages."""

    nb: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in a language (BCP 47); bokmål for one that it has no text in, as nynorsk."""
        return self.en if language == "en" else self.nb


@dataclass(frozen=True)
class Area:
    """A grouping of packages. `urn` as in source (`accesspackage:area:...`)."""

    urn: str
    name: Text


@dataclass(frozen=True)
class RolePackage:
    """A register role carries a package (`DOMAIN.md 2.2`, RolePackage).

    `form` limits it to one organisation form of the giver (`None`: every form). `access`: the role
    holder has the package. `delegate`: the role holder may give it by ordinary delegation.
    """

    role: str
    form: str | None
    access: bool
    delegate: bool

    def covers(self, form: str | None) -> bool:
        """Whether the organisation form of the giver is within the limit."""
        return self.form is None or self.form == form


@dataclass(frozen=True)
class Package:
    """An access package. `code` is the last part of the URN (`skattegrunnlag`).

    `is_assignable`: may be given by ordinary delegation. `is_delegable`: may be handed on to agents
    in client delegation (`DOMAIN.md 3.5`). `entity_type` is the kind of party it can be given from.
    """

    code: str
    id: str
    name: Text
    area: Area
    entity_type: PartyKind
    is_assignable: bool
    is_delegable: bool
    carried_by: tuple[RolePackage, ...] = ()

    @property
    def urn(self) -> str:
        """The package's URN, `urn:altinn:accesspackage:<code>`."""
        return URN_PREFIX + self.code


@dataclass(frozen=True)
class Service:
    """A service of a public body (upstream: resource); a single right is for one (`DOMAIN.md 1`).

    `owner` is the body's name. `packages` are the codes of the packages that contain it: who has
    one of them may use the service. `is_delegable`: may be given by itself, as a single right.
    """

    id: str
    name: Text
    owner: str
    description: Text
    packages: frozenset[str]
    is_delegable: bool = True


@dataclass(frozen=True)
class Role:
    """A role. `is_key_role`: its holder also gets what the organisation has received (3.9).

    `gives` are the Altinn 2 administration roles (`admai`, `hadm`, `kladm`) that follow from it.
    `from_register` is true for the roles of Enhetsregisteret.
    """

    code: str
    name: Text
    is_key_role: bool = False
    gives: frozenset[str] = frozenset()
    from_register: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All packages and roles by code, areas and organisation forms; everything in source order.

    `services` are by id.
    """

    packages: Mapping[str, Package]
    roles: Mapping[str, Role]
    areas: tuple[Area, ...]
    forms: frozenset[str]
    services: Mapping[str, Service] = field(default_factory=dict)

    @cached_property
    def by_role(self) -> Mapping[str, tuple[tuple[Package, RolePackage], ...]]:
        """For each role code the packages it carries, with the terms on which it does."""
        found: dict[str, list[tuple[Package, RolePackage]]] = {}
        for package in self.packages.values():
            for row in package.carried_by:
                found.setdefault(row.role, []).append((package, row))
        return {role: tuple(rows) for role, rows in found.items()}

    @cached_property
    def key_roles(self) -> frozenset[str]:
        """The codes of all key roles."""
        return frozenset(role.code for role in self.roles.values() if role.is_key_role)
