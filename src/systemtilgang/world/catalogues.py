"""Reading the catalogue: packages, areas and roles (`fixtures/catalogue.yml`), and services."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from systemtilgang.domain.catalogue import (
    Area,
    Catalogue,
    Package,
    Role,
    RolePackage,
    Service,
    Text,
)
from systemtilgang.domain.parties import PartyKind
from systemtilgang.world.places import Value, read

# How a package's file keys translate to (access, delegate).
_TERMS = {"has_and_gives": (True, True), "has": (True, False), "gives": (False, True)}
_KINDS = (PartyKind.ORGANISATION.value, PartyKind.PERSON.value)


@cache
def load_catalogue(path: Path, services: Path | None = None) -> Catalogue:
    """The catalogue in a file, with the services in another one; read once per paths.

    Raises `WorldError` with the place.
    """
    root = read(path).mapping(["forms", "areas", "roles", "packages"])
    areas = [_area(item) for item in root["areas"].items()]
    roles = [_role(item) for item in root["roles"].items()]
    by_urn = {area.urn: area for area in areas}
    codes = frozenset(role.code for role in roles)
    packages = [_package(item, by_urn, codes) for item in root["packages"].items()]
    by_code = {package.code: package for package in packages}
    return Catalogue(
        packages=by_code,
        roles={role.code: role for role in roles},
        areas=tuple(areas),
        forms=frozenset(root["forms"].texts()),
        services=_services(services, by_code) if services else {},
    )


def _services(path: Path, packages: Mapping[str, Package]) -> dict[str, Service]:
    """The services in a file, by id; every id is there once."""
    own = [
        code
        for code, package in packages.items()
        if package.entity_type is PartyKind.ORGANISATION and package.is_assignable
    ]
    found: dict[str, Service] = {}
    for value in read(path).mapping(["services"])["services"].items():
        service = value.mapping(
            ["id", "nb", "en", "owner", "about_nb", "about_en", "packages"], ["delegable"]
        )
        service_id = service["id"].text()
        if service_id in found:
            raise service["id"].error("an id that no other service has")
        in_packages = service["packages"].choices(own, "the code of a package that can be given")
        if not in_packages:
            raise service["packages"].error("at least one package", found="no packages")
        found[service_id] = Service(
            id=service_id,
            name=Text(service["nb"].text(), service["en"].text()),
            owner=service["owner"].text(),
            description=Text(service["about_nb"].text(), service["about_en"].text()),
            packages=frozenset(in_packages),
            is_delegable="delegable" not in service or service["delegable"].flag(),
        )
    return found


def _area(value: Value) -> Area:
    area = value.mapping(["urn", "nb", "en"])
    return Area(area["urn"].text(), Text(area["nb"].text(), area["en"].text()))


def _role(value: Value) -> Role:
    role = value.mapping(["code", "nb", "en"], ["key", "register", "gives"])
    return Role(
        code=role["code"].text(),
        name=Text(role["nb"].text(), role["en"].text()),
        is_key_role="key" in role and role["key"].flag(),
        gives=frozenset(role["gives"].texts()) if "gives" in role else frozenset(),
        from_register="register" in role and role["register"].flag(),
    )


def _package(value: Value, areas: dict[str, Area], roles: frozenset[str]) -> Package:
    package = value.mapping(
        ["code", "id", "nb", "en", "area", "entity", "assignable", "delegable"], _TERMS
    )
    return Package(
        code=package["code"].text(),
        id=package["id"].text(),
        name=Text(package["nb"].text(), package["en"].text()),
        area=areas[package["area"].choice(areas, "the urn of an area of this file")],
        entity_type=PartyKind(package["entity"].choice(_KINDS, " or ".join(_KINDS))),
        is_assignable=package["assignable"].flag(),
        is_delegable=package["delegable"].flag(),
        carried_by=tuple(
            _carrier(item, terms, roles)
            for key, terms in _TERMS.items()
            if key in package
            for item in package[key].items()
        ),
    )


def _carrier(value: Value, terms: tuple[bool, bool], roles: frozenset[str]) -> RolePackage:
    role, _, form = value.text().partition("@")
    if role not in roles:
        raise value.error("the code of a role of this file", roles)
    access, delegate = terms
    return RolePackage(role, form or None, access, delegate)
