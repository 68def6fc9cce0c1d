"""DOMAIN.md 3.1 as a table, and the flags both ways."""

import pytest
from town import Town

from systemtilgang.domain.editions import EDITIONS
from systemtilgang.service.acting import Acting
from systemtilgang.service.permissions import Permissions, permissions

# Register role -> access manager, client administrator, main administrator.
BY_ROLE = {
    "daglig-leder": (True, True, True),
    "styreleder": (True, True, True),
    "innehaver": (True, True, True),
    "deltaker-fullt-ansvar": (True, True, True),
    "deltaker-delt-ansvar": (True, True, True),
    "bestyrende-reder": (True, True, True),  # by the role map; it does not carry the package
    "bostyrer": (True, True, True),  # by the package; the role map does not give it hadm
    "komplementar": (True, True, False),
    "norsk-representant": (True, True, False),
    "kontaktperson-revisor": (True, True, False),
    "kontaktperson-nuf": (True, False, False),
    "forretningsforer": (True, False, False),
    "kontaktperson-kommune": (True, False, False),
    "kontaktperson-ados": (True, False, False),
    "sameier": (True, False, False),
    "styremedlem": (False, False, False),
    "varamedlem": (False, False, False),
    "revisor": (False, False, False),
    "regnskapsforer": (False, False, False),
    "signerer": (False, False, False),
}

BY_PACKAGE = {
    "tilgangsstyrer": (True, False, False),
    "klientadministrator": (False, True, False),
    "hovedadministrator": (True, True, True),
    "skattegrunnlag": (False, False, False),
}


def flags(found: Permissions) -> tuple[bool, bool, bool]:
    return found.is_admin, found.is_client_admin, found.is_main_admin


@pytest.mark.parametrize(("role", "expected"), BY_ROLE.items())
def test_register_roles_give_the_administration_flags(
    town: Town, role: str, expected: tuple[bool, bool, bool]
) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.role(firm, person, role)
    assert flags(permissions(town.uow, Acting(person.id, firm.id))) == expected


@pytest.mark.parametrize(("package", "expected"), BY_PACKAGE.items())
def test_granted_packages_give_the_administration_flags(
    town: Town, package: str, expected: tuple[bool, bool, bool]
) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.grant(firm, person, package)
    assert flags(permissions(town.uow, Acting(person.id, firm.id))) == expected


def test_nothing_gives_nothing(town: Town) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    assert permissions(town.uow, Acting(person.id, firm.id)) == Permissions()
    assert permissions(town.uow, Acting(person.id, "unknown")) == Permissions()


def test_a_main_unit_gives_for_its_sub_units_but_not_the_other_way(town: Town) -> None:
    main, person = town.organisation("Main"), town.person("Person")
    unit = town.organisation("Unit", "BEDR", main)
    other = town.person("Other")
    town.grant(main, person, "tilgangsstyrer")
    town.grant(unit, other, "tilgangsstyrer")
    assert permissions(town.uow, Acting(person.id, unit.id)).is_admin
    assert permissions(town.uow, Acting(other.id, unit.id)).is_admin
    assert not permissions(town.uow, Acting(other.id, main.id)).is_admin


@pytest.mark.parametrize(
    ("role", "form", "passes_on"),
    [
        ("daglig-leder", "AS", True),
        ("deltaker-delt-ansvar", "DA", True),
        ("deltaker-delt-ansvar", "IKS", False),
        ("deltaker-fullt-ansvar", "IKS", True),
        ("styremedlem", "AS", False),
        ("revisor", "AS", False),
    ],
)
def test_only_key_roles_pass_on_what_the_organisation_received(
    town: Town, role: str, form: str, passes_on: bool
) -> None:
    client, firm = town.organisation("Client"), town.organisation("Firm", form)
    person = town.person("Person")
    town.grant(client, firm, "tilgangsstyrer")
    town.role(firm, person, role)
    assert permissions(town.uow, Acting(person.id, client.id)).is_admin is passes_on


def test_key_roles_pass_on_one_level_only(town: Town) -> None:
    client, firm, parent = (town.organisation(name) for name in ("Client", "Firm", "Parent"))
    person = town.person("Person")
    town.grant(client, firm, "tilgangsstyrer")
    town.role(firm, parent, "daglig-leder")
    town.role(parent, person, "daglig-leder")
    assert not permissions(town.uow, Acting(person.id, client.id)).is_admin
    assert permissions(town.uow, Acting(person.id, firm.id)).is_admin


def test_a_person_is_access_manager_of_itself_but_has_no_system_accesses(town: Town) -> None:
    person = town.person("Person")
    found = permissions(town.uow, Acting(person.id, person.id))
    assert flags(found) == (True, False, False)
    assert not found.may_create_access
    assert not found.may_administer_clients


def test_only_organisations_have_system_accesses_to_administer(town: Town) -> None:
    """Whatever a person has given: system accesses belong to organisations (PORTAL.md 1.6)."""
    giver, receiver = town.person("Giver"), town.person("Receiver")
    town.grant(giver, receiver, "klientadministrator", "tilgangsstyrer")
    found = permissions(town.uow, Acting(receiver.id, giver.id))
    assert flags(found) == (True, True, False)
    assert (found.may_create_access, found.may_administer_clients) == (False, False)


@pytest.mark.parametrize(
    ("edition", "package", "may"),
    [
        ("2025-12", "klientadministrator", True),
        ("2026-08", "klientadministrator", False),
        ("2025-12", "tilgangsstyrer", True),
        ("2026-08", "tilgangsstyrer", True),
        ("2025-12", "skattegrunnlag", False),
        ("2026-08", "skattegrunnlag", False),
    ],
)
def test_the_edition_decides_whether_a_client_administrator_may_set_up_a_relationship(
    town: Town, edition: str, package: str, may: bool
) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.grant(firm, person, package)
    acting = Acting(person.id, firm.id, EDITIONS[edition])
    assert permissions(town.uow, acting).may_set_up_relationship is may


@pytest.mark.parametrize(("edition", "may"), [("2025-12", False), ("2026-08", True)])
def test_the_edition_decides_whether_a_main_administrator_may_create_an_access(
    town: Town, edition: str, may: bool
) -> None:
    firm, person, director = (
        town.organisation("Firm"),
        town.person("Person"),
        town.person("Director"),
    )
    town.grant(firm, person, "hovedadministrator")
    town.role(firm, director, "daglig-leder")
    rules = EDITIONS[edition]
    assert permissions(town.uow, Acting(person.id, firm.id, rules)).may_create_access is may
    assert permissions(town.uow, Acting(director.id, firm.id, rules)).may_create_access


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_access_manager_may_create_accesses_and_a_client_administrator_their_clients(
    town: Town, edition: str
) -> None:
    firm, manager, administrator = (
        town.organisation("Firm"),
        town.person("Manager"),
        town.person("Administrator"),
    )
    town.grant(firm, manager, "tilgangsstyrer")
    town.grant(firm, administrator, "klientadministrator")
    of_manager = permissions(town.uow, Acting(manager.id, firm.id, EDITIONS[edition]))
    of_administrator = permissions(town.uow, Acting(administrator.id, firm.id, EDITIONS[edition]))
    assert (of_manager.may_create_access, of_manager.may_administer_clients) == (True, False)
    assert (of_administrator.may_create_access, of_administrator.may_administer_clients) == (
        False,
        True,
    )
