"""What can stand in quotation marks in a step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from samsvar.labels import Label, Labels, Words
from samsvar.vocabulary import Parameter, label
from steps.world import world
from systemtilgang.domain.connections import RIGHT_HOLDER
from systemtilgang.domain.parties import PartyKind
from systemtilgang.portal.formatting import grouped


def _organisations(language: str, labels: Labels) -> Mapping[str, str]:
    return {
        party.name: str(party.number)
        for party in world().parties
        if party.kind is PartyKind.ORGANISATION
    }


def _persons(language: str, labels: Labels) -> Mapping[str, str]:
    return {
        party.name: str(party.number) for party in world().parties if party.kind is PartyKind.PERSON
    }


def _person_numbers(language: str, labels: Labels) -> Mapping[str, str]:
    return {number: number for number in _persons(language, labels).values()}


def _last_names(language: str, labels: Labels) -> Mapping[str, str]:
    """Last names, which stand first in the register, as the portal writes them."""
    names = (name.partition(" ")[0].capitalize() for name in _persons(language, labels))
    return {name: name for name in names}


def _users(language: str, labels: Labels) -> Mapping[str, str]:
    return {**_persons(language, labels), **_organisations(language, labels)}


def _numbers(language: str, labels: Labels) -> Mapping[str, str]:
    """Organisation numbers in groups of three, as the portal writes them."""
    return {grouped(number): number for number in _organisations(language, labels).values()}


def package_name(code: str, language: str, labels: Labels) -> str:
    """A package's name in the catalogue, or what the edition calls it (kind `package`)."""
    name = world().catalogue.packages[code].name.in_language(language)
    return labels.texts[language].get(f"package.{code}", name)


def shown_package(words: Words, package: str) -> str:
    """A package's name as the portal shows it in the guide's language and edition."""
    return package_name(package, words.language, words.labels)


def _packages(language: str, labels: Labels) -> Mapping[str, str]:
    """Packages that an organisation can give; a person's can have the same names."""
    packages = world().catalogue.packages.values()
    return {
        package_name(package.code, language, labels): package.code
        for package in packages
        if package.entity_type is PartyKind.ORGANISATION
    }


def _row_button(placeholder: str, *, nb: str, en: str) -> Parameter:
    """The buttons of rows whose accessible name says which client, package or user they are for;
    `nb` and `en` are what such a button is called."""

    def values(language: str, labels: Labels) -> Mapping[str, str]:
        names = labels.texts[language]
        return {
            text: key
            for text, key in labels.by_text(language, ["row_button"]).items()
            if placeholder in names.get(row_name(key), placeholder)
        }

    return Parameter(en, values, Label, bold=True, names={"nb": nb})


def row_name(key: str) -> str:
    """The key of a row button's accessible name (see the label catalogue)."""
    return "row_name." + key.partition("|")[0].partition(".")[2]


def _roles(language: str, labels: Labels) -> Mapping[str, str]:
    """Register roles, and the packages that make somebody an administrator, as people call them."""
    catalogue = world().catalogue
    names = {
        role.name.in_language(language).lower(): code
        for code, role in catalogue.roles.items()
        if code != RIGHT_HOLDER  # which says only that something was granted
    }
    for code in ("klientadministrator", "tilgangsstyrer", "hovedadministrator"):
        names[catalogue.packages[code].name.in_language(language).lower()] = code
    return names


def _systems(language: str, labels: Labels) -> Mapping[str, str]:
    """The registered systems that an organisation can choose, by name; the values are ids."""
    systems = (system for system in world().systems if system.is_visible)
    return {system.name.in_language(language): system.id for system in systems}


def _accesses(language: str, labels: Labels) -> Mapping[str, str]:
    """Titles of system accesses: proper names, the same in every language."""
    return {each.user.title: each.user.title for each in world().accesses}


def _requests(language: str, labels: Labels) -> Mapping[str, str]:
    """The requests of the world, by the name of the system that asks; the values are ids."""
    systems = {system.id: system for system in world().systems}
    return {
        systems[each.system_id].name.in_language(language): each.id for each in world().requests
    }


def shown_service(words: Words, service: str) -> str:
    """A service as the portal lists it: its name in the guide's language, and its owner."""
    found = world().catalogue.services[service]
    return f"{found.name.in_language(words.language)} {found.owner}"


def _services(language: str, labels: Labels) -> Mapping[str, str]:
    """The services that single rights are for, by name; the values are ids."""
    services = world().catalogue.services.values()
    return {each.name.in_language(language): each.id for each in services}


def _rights(language: str, labels: Labels) -> Mapping[str, str]:
    return {**_packages(language, labels), **_services(language, labels)}


#: What a system access can have.
KINDS = {
    "nb": {"tilgangspakke": "package", "enkelttjeneste": "service"},
    "nn": {"tilgangspakke": "package", "enkeltteneste": "service"},
    "en": {"access package": "package", "single right": "service"},
}

#: What can happen to an access package or a single right when a system access is changed.
CHANGES = {
    "nb": {"legges til": "added", "fjernes": "removed"},
    "nn": {"blir lagd til": "added", "blir fjerna": "removed"},
    "en": {"added": "added", "removed": "removed"},
}

#: The organisation forms that guides speak of (DOMAIN.md, section 1).
FORMS = {
    "nb": {
        "borettslag": "BRL",
        "eierseksjonssameie": "ESEK",
        "norskregistrert utenlandsk foretak": "NUF",
    },
    "nn": {
        "burettslag": "BRL",
        "eigarseksjonssameige": "ESEK",
        "norskregistrert utanlandsk føretak": "NUF",
    },
    "en": {
        "housing cooperative": "BRL",
        "condominium": "ESEK",
        "Norwegian-registered foreign company": "NUF",
    },
}


Button = Annotated[Label, label("button", nb="knapp")]
ClientButton = Annotated[
    Label, _row_button("{client}", nb="knapp ved en klient", en="button of a client")
]
OwnButton = Annotated[Label, label("row_button", nb="knapp ved din virksomhet")]
PackageButton = Annotated[
    Label,
    _row_button("{package}", nb="knapp ved en tilgangspakke", en="button of an access package"),
]
UserButton = Annotated[
    Label, _row_button("{user}", nb="knapp ved en bruker", en="button of a user")
]
HandingOnButton = Annotated[
    Label, label("delegation_button", nb="knapp ved en klients tilgangspakke")
]
Tab = Annotated[Label, label("tab", nb="fane")]
Switch = Annotated[Label, label("field", nb="bryter", en="switch")]
Heading = Annotated[Label, label("heading", nb="overskrift")]
PageLink = Annotated[Label, label("link", nb="lenke")]
MenuItem = Annotated[Label, label("link", nb="menyvalg", en="menu item")]
Message = Annotated[Label, label("message", nb="melding")]
Organisation = Annotated[str, Parameter("organization", _organisations, names={"nb": "virksomhet"})]
OrganisationNumber = Annotated[
    str, Parameter("organization number", _numbers, names={"nb": "organisasjonsnummer"})
]
Person = Annotated[str, Parameter("person", _persons, names={"nb": "person"})]
PersonNumber = Annotated[
    str, Parameter("national identity number", _person_numbers, names={"nb": "fødselsnummer"})
]
LastName = Annotated[str, Parameter("last name", _last_names, names={"nb": "etternavn"})]
User = Annotated[str, Parameter("user", _users, names={"nb": "bruker"})]
Package = Annotated[str, Parameter("access package", _packages, names={"nb": "tilgangspakke"})]
Service = Annotated[str, Parameter("single right", _services, names={"nb": "enkelttjeneste"})]
Right = Annotated[str, Parameter("authorization", _rights, names={"nb": "fullmakt"})]
RightKind = Annotated[
    str,
    Parameter(
        "kind of authorization",
        lambda language, labels: KINDS[language],
        names={"nb": "type fullmakt"},
    ),
]
Role = Annotated[str, Parameter("role", _roles, names={"nb": "rolle"})]
SystemAccess = Annotated[str, Parameter("system access", _accesses, names={"nb": "systemtilgang"})]
System = Annotated[str, Parameter("business system", _systems, names={"nb": "fagsystem"})]
Form = Annotated[
    str,
    Parameter(
        "organization form",
        lambda language, labels: FORMS[language],
        names={"nb": "organisasjonsform"},
    ),
]
AccessRequest = Annotated[str, Parameter("request", _requests, names={"nb": "forespørsel"})]
Change = Annotated[
    str,
    Parameter("change", lambda language, labels: CHANGES[language], names={"nb": "endring"}),
]
