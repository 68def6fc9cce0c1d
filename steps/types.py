"""What can stand in quotation marks in a step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from samsvar.labels import Label, Labels
from samsvar.vocabulary import Parameter, label
from steps.world import world
from systemtilgang.domain.parties import PartyKind

Button = Annotated[Label, label("button", nb="knapp")]
RowButton = Annotated[Label, label("row_button", nb="knapp i listen", en="button in the list")]
MenuItem = Annotated[Label, label("link", nb="menyvalg", en="menu item")]
Message = Annotated[Label, label("message", nb="melding")]


def _organisations(language: str, labels: Labels) -> Mapping[str, str]:
    return {
        party.name: str(party.number)
        for party in world().parties
        if party.kind is PartyKind.ORGANISATION
    }


def package_name(code: str, language: str, labels: Labels) -> str:
    """A package's name in the catalogue, or what the edition calls it (kind `package`)."""
    name = world().catalogue.packages[code].name.in_language(language)
    return labels.texts[language].get(f"package.{code}", name)


def _packages(language: str, labels: Labels) -> Mapping[str, str]:
    codes = world().catalogue.packages
    return {package_name(code, language, labels): code for code in codes}


def _roles(language: str, labels: Labels) -> Mapping[str, str]:
    """Register roles, and the packages that make somebody an administrator, as people call them."""
    catalogue = world().catalogue
    names = {
        role.name.in_language(language).lower(): code for code, role in catalogue.roles.items()
    }
    for code in ("klientadministrator", "tilgangsstyrer", "hovedadministrator"):
        names[catalogue.packages[code].name.in_language(language).lower()] = code
    return names


def _accesses(language: str, labels: Labels) -> Mapping[str, str]:
    """Titles of system accesses: proper names, the same in every language."""
    return {each.user.title: each.user.title for each in world().accesses}


#: The organisation forms that guides speak of (DOMAIN.md, section 1).
FORMS = {
    "nb": {"borettslag": "BRL", "eierseksjonssameie": "ESEK"},
    "en": {"housing cooperative": "BRL", "condominium": "ESEK"},
}


Organisation = Annotated[str, Parameter("organization", _organisations, names={"nb": "virksomhet"})]
Package = Annotated[str, Parameter("access package", _packages, names={"nb": "tilgangspakke"})]
Role = Annotated[str, Parameter("role", _roles, names={"nb": "rolle"})]
SystemAccess = Annotated[str, Parameter("system access", _accesses, names={"nb": "systemtilgang"})]
Form = Annotated[
    str,
    Parameter(
        "organization form",
        lambda language, labels: FORMS[language],
        names={"nb": "organisasjonsform"},
    ),
]
