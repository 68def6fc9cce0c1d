"""Reading the catalogue of packages, areas and roles (`fixtures/catalogue.yml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from systemtilgang.domain.catalogue import Area, Catalogue, Package, Role, RolePackage, Text
from systemtilgang.domain.parties import PartyKind
from systemtilgang.world.places import Value, read

# How a package's file keys translate to (access, delegate).
_TERMS = {"has_and_gives": (True, True), "has": (True, False), "gives": (False, True)}
_KINDS = (PartyKind.ORGANISATION.value, PartyKind.PERSON.value)


@cache
def load_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file; read once per path. Raises `WorldError` with the place."""
    root = read(path).mapping(["forms", "areas", "roles", "packages"])
    areas = [_area(item) for item in root["areas"].items()]
    roles = [_role(item) for item in root["roles"].items()]
    by_urn = {area.urn: area for area in areas}
    codes = frozenset(role.code for role in roles)
    packages = [_package(item, by_urn, codes) for item in root["packages"].items()]
    return Catalogue(
        packages={package.code: package for package in packages},
        roles={role.code: role for role in roles},
        areas=tuple(areas),
        forms=frozenset(root["forms"].texts()),
    )


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
