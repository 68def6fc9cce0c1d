"""One's own organisation as a client of its system access, and letting an employee add clients."""

from __future__ import annotations

from functools import partial

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then, when
from steps.powers import expect_page
from steps.screens import expect_row
from steps.types import Organisation, OwnButton, Package, Person, SystemAccess, shown_package
from steps.witness import (
    expect_no_effect,
    expect_permitted_only,
    expect_refused,
    expect_refused_to,
)
from steps.world import Reference, world
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import (
    ENTITY_UNKNOWN,
    FORBIDDEN,
    LACKS_PACKAGES_TO_GIVE,
    NOT_AN_AGENT,
    PACKAGES_NOT_FOR_OWN_ACCESS,
)
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import clients, own_organisation, users
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork


@when(
    nb="jeg trykker på {button} for min egen virksomhet",
    en="I click {button} for my own organization",
)
@guide(
    nb="Trykk på {button} ved din egen virksomhet.",
    en="Click {button} next to your own organization.",
)
def click_for_own(portal: Portal, words: Words, button: OwnButton) -> None:
    """Presses the button of the row that one's own organisation has among the clients."""
    of_own = next(key for key in button.key.split("|") if key.endswith("_own_organization"))
    portal.click(words("row_name." + of_own.partition(".")[2]), ["button"])


@then(
    nb="er virksomheten selv lagt til i systemtilgangen {access}, som kan bruke {package} for den",
    en="the organization itself is added to the system access {access}, which can use {package} on "
    "its behalf",
)
@guide(
    nb="Virksomheten din er lagt til, og systemtilgangen «{access}» kan bruke {package} for den.",
    en="Your organization has been added, and the system access “{access}” can use {package} on "
    "its behalf.",
)
def own_is_added(
    portal: Portal, reference: Reference, words: Words, access: SystemAccess, package: Package
) -> None:
    """The page lists it as one's own, and the decision point permits what the access requires. The
    rules refuse who lacks something to give, packages that are for clients, and other accesses."""
    portal.expect(access, ["heading"])
    owner = reference.owner_number(access)
    own, name = words("text.your_organization"), reference.shown_name(owner)
    expect_row(portal, name, own)
    portal.expect(words("row_name.remove_own_organization"), ["button"])
    packages, found = reference.access_packages(access), reference.access(access)
    assert package in packages, "the access does not require it"
    expect_permitted_only(reference, found, packages, {owner, *reference.connected(access)})
    expect_no_effect(reference, owner, partial(_add_own, access_id=found.id))
    for each in world().accesses:
        if each.user.owner_id != found.owner_id:
            continue
        adding = partial(_add_own, access_id=each.user.id)
        if each.user.user_type is UserType.STANDARD:
            expect_refused(reference, owner, NOT_AN_AGENT, adding)
        elif not all(world().catalogue.packages[code].is_assignable for code in each.packages):
            expect_refused(reference, owner, PACKAGES_NOT_FOR_OWN_ACCESS, adding)
    for role, problem in (
        ("tilgangsstyrer", LACKS_PACKAGES_TO_GIVE),
        ("klientadministrator", FORBIDDEN),
    ):
        acting = reference.acting(reference.person_as(role, owner), owner)
        expect_refused_to(reference, acting, problem, partial(_add_own, access_id=found.id))


@then(
    nb="er virksomheten selv fjernet fra systemtilgangen {access}",
    en="the organization itself is removed from the system access {access}",
)
@guide(
    nb="Systemtilgangen «{access}» kan ikke lenger brukes for virksomheten selv.",
    en="The system access “{access}” can no longer be used on behalf of the organization itself.",
)
def own_is_removed(
    portal: Portal, reference: Reference, words: Words, access: SystemAccess
) -> None:
    """The page offers to add it again, and the decision point permits nothing on its behalf."""
    portal.expect(access, ["heading"])
    portal.expect(words("button.add_own_organization"), ["button"])
    owner, found = reference.owner_number(access), reference.access(access)
    packages, connected = reference.access_packages(access), reference.connected(access)
    expect_permitted_only(reference, found, packages, connected)
    expect_no_effect(
        reference,
        owner,
        lambda uow, me: own_organisation.remove(uow, me, found.id).changed,
    )


@then(
    nb="er {person} lagt til blant brukerne til {organisation}, uten noen fullmakt",
    en="{person} is added to the users of {organisation}, without any authorization",
)
@guide(
    nb="{person} er nå lagt til blant brukerne, men har ikke fått noen fullmakt ennå.",
    en="{person} has now been added to the users, but has not been granted any authorization yet.",
)
def person_is_added(
    portal: Portal, reference: Reference, words: Words, person: Person, organisation: Organisation
) -> None:
    """The person's page is empty. To add the person once more changes nothing, with the last name
    in any case; another last name, or an organisation's number, finds nobody."""
    expect_page(portal, reference, words, person, organisation)
    portal.expect_text(words("message.user_has_no_packages"))
    assert reference.granted(organisation, person) == frozenset(), "something has been granted"
    last_name = reference.party(person).name.partition(" ")[0].lower()
    expect_no_effect(
        reference, organisation, partial(_add_person, number=person, last_name=last_name)
    )
    firm = reference.party(organisation).name.partition(" ")[0]
    expect_refused(
        reference,
        organisation,
        ENTITY_UNKNOWN,
        partial(_add_person, number=person, last_name=f"{last_name}sen"),
        partial(_add_person, number=organisation, last_name=firm),
    )
    wanted = [each for each in world().parties if each.kind is PartyKind.PERSON]
    manager = reference.acting(reference.person_as("tilgangsstyrer", organisation), organisation)
    with reference.state() as uow:  # an access manager may add persons, too
        assert users.add_person(uow, manager, str(wanted[0].number), wanted[0].name.split()[0])


@then(
    nb="kan {person} administrere klienter for {organisation}",
    en="{person} can manage clients for {organisation}",
)
@guide(
    nb="{person} kan nå logge på og legge til og fjerne klienter for {organisation}.",
    en="{person} can now log in, and add and remove clients for {organisation}.",
)
def may_now_administer(
    portal: Portal, reference: Reference, words: Words, person: Person, organisation: Organisation
) -> None:
    """The portal says what was granted, and the rules let the person see the clients of every
    access for clients, but neither what the organisation has for itself nor how to create more."""
    user, name = reference.shown_name(person), shown_package(words, "klientadministrator")
    portal.expect_text(words("message.user_granted", user=user, package=name))
    assert reference.granted(organisation, person) == frozenset({"klientadministrator"})
    acting = reference.acting(reference.party(person), organisation)
    with reference.state() as uow:
        for each in world().accesses:
            if (each.user.owner_id, each.user.user_type) == (acting.party, UserType.AGENT):
                clients.available(uow, acting, each.user.id)


def _add_own(uow: UnitOfWork, me: Acting, access_id: str) -> bool:
    return own_organisation.add(uow, me, access_id).changed


def _add_person(uow: UnitOfWork, me: Acting, number: str, last_name: str) -> bool:
    return users.add_person(uow, me, number, last_name).changed
