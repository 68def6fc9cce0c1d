"""Client relationships that the client sets up itself: the organisation that gets the
authorisation is added as a user, then granted an access package."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import given, guide, then, when
from steps.types import (
    Organisation,
    OrganisationNumber,
    Package,
    PackageButton,
    Role,
    SystemAccess,
    row_name,
    shown_package,
)
from steps.witness import UseCase, expect_no_effect, expect_refused
from steps.world import Reference, world
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import (
    CONNECTION_REQUIRED,
    FORBIDDEN,
    NOT_ASSIGNABLE,
    NOT_ASSIGNABLE_TO_RECIPIENT,
)
from systemtilgang.portal.formatting import grouped
from systemtilgang.service import login, powers, users


@given(
    nb="at jeg har tilgang til Altinn som {role} eller {other} i {organisation}",
    en="I have access to Altinn as {role} or {other} of {organisation}",
)
@guide(
    nb="Du må ha tilgang til Altinn som {role} eller {other}.",
    en="You must have access to Altinn as {role} or {other}.",
)
def may_set_up_relationships(
    reference: Reference, role: Role, other: Role, organisation: Organisation
) -> None:
    """Each of the two may set up a client relationship for the organisation."""
    assert role != other, "the two are one"
    for code in (role, other):
        assert reference.may_set_up_relationship(code, organisation), (
            f"{code} may not set up a client relationship"
        )


@given(
    nb="at {client} ikke har noe klientforhold til {provider}",
    en="{client} has no client relationship to {provider}",
)
@guide(
    nb="{client} har ikke noe klientforhold til {provider}, verken i Enhetsregisteret eller "
    "i Altinn.",
    en="{client} has no client relationship to {provider}, neither in the Brønnøysund Registers "
    "nor in Altinn.",
)
def no_relationship(reference: Reference, client: Organisation, provider: Organisation) -> None:
    """Neither the register nor the client itself has given the provider anything."""
    assert client != provider, "the two are one"
    assert not reference.register_roles(client, provider), "the register knows a relationship"
    assert reference.granted(client, provider) is None, "the client has added the provider"


@given(
    nb="at {client} har gitt {provider} fullmakt til {package}",
    en="{client} has granted {provider} authorization for {package}",
)
@guide(
    nb="{client} har gitt {provider} fullmakt til tilgangspakken {package}, "
    "slik veiledningen [Sette opp klientforhold](set-up-client-relationship.md) viser.",
    en="{client} has granted {provider} authorization for the access package {package}, "
    "as the guide [Set up client relationship](set-up-client-relationship.md) shows.",
)
def has_granted(
    reference: Reference, client: Organisation, provider: Organisation, package: Package
) -> None:
    """The outcome of the guide on client relationships."""
    reference.set_up_relationship(client, provider, package)


@when(
    nb="{client} gir {provider} fullmakt til {package}",
    en="{client} grants {provider} authorization for {package}",
)
@guide(
    nb="Be {client} gi {provider} fullmakt til tilgangspakken {package}, "
    "slik veiledningen [Sette opp klientforhold](set-up-client-relationship.md) viser.",
    en="Ask {client} to grant {provider} authorization for the access package {package}, "
    "as the guide [Set up client relationship](set-up-client-relationship.md) shows.",
)
def grants(
    portal: Portal,
    reference: Reference,
    client: Organisation,
    provider: Organisation,
    package: Package,
) -> None:
    """The client does meanwhile what the guide on client relationships teaches."""
    reference.set_up_relationship(client, provider, package)
    portal.open(portal.address)


@when(
    nb="jeg skriver inn organisasjonsnummeret {number} til {organisation}",
    en="I enter the organization number {number} of {organisation}",
)
@guide(
    nb="Skriv inn organisasjonsnummeret til virksomheten som skal få fullmakt. "
    "I eksempelet er det {organisation}, som har nummeret {number}.",
    en="Enter the organization number of the organization that is to be authorized. "
    "In the example, it is {organisation}, whose number is {number}.",
)
def enter_number(
    portal: Portal, words: Words, number: OrganisationNumber, organisation: Organisation
) -> None:
    """Writes the number, as the guide does, in the new-user dialog, which looks it up at once."""
    assert number == organisation, f"the number is {grouped(organisation)}"
    portal.search(words("field.organization_number"), grouped(number))


@then(
    nb="ser jeg at jeg legger til {organisation}",
    en="I see that I am adding {organisation}",
)
@guide(
    nb="Navnet på virksomheten vises, så du kan kontrollere at det er {organisation} du "
    "legger til.",
    en="The name of the organization is shown, so that you can check that you are adding "
    "{organisation}.",
)
def found_organisation(
    portal: Portal, reference: Reference, words: Words, organisation: Organisation
) -> None:
    """The dialog shows the name as the register spells it, and the number. Nothing can be granted
    before the organisation is added."""
    party = reference.party(organisation)
    portal.expect(words("heading.you_will_add"), ["heading"])
    portal.expect_text(party.name)
    portal.expect_text(words("text.organization_number", number=grouped(organisation)))
    sub_unit = portal.expect_text if party.form in ("BEDR", "AAFY") else portal.expect_no_text
    sub_unit(words("text.is_sub_unit"))
    acting = reference.visiting(reference.acting_for)
    with reference.state() as uow:
        assert not powers.user(uow, acting, party.id).connected, "it is connected already"
    expect_refused(
        reference,
        reference.acting_for,
        CONNECTION_REQUIRED,
        _granting(party.id, "skattegrunnlag"),
    )


@then(
    nb="er det opprettet et forhold mellom {client} og {provider}, uten noen fullmakt",
    en="a relationship exists between {client} and {provider}, without any authorization",
)
@guide(
    nb="Du har nå opprettet et forhold mellom {client} og {provider}, "
    "men {provider} har ikke fått noen fullmakt ennå.",
    en="You have now created a relationship between {client} and {provider}, "
    "but {provider} has not been granted any authorization yet.",
)
def bare_relationship(
    portal: Portal,
    reference: Reference,
    words: Words,
    client: Organisation,
    provider: Organisation,
) -> None:
    """The user's page is empty, and the connection carries no package: nobody can act for the
    client by it. To add the organisation once more changes nothing."""
    portal.expect(reference.shown_name(provider), ["heading"])
    portal.expect_text(words("text.for_actor", actor=reference.shown_name(client)))
    portal.expect_text(words("message.user_has_no_packages"))
    assert reference.granted(client, provider) == frozenset(), "a package has been granted"
    expect_no_effect(
        reference, client, lambda uow, me: users.add_organisation(uow, me, provider).changed
    )
    manager, party = reference.person_as("daglig-leder", provider), reference.party(client)
    with reference.state() as uow:
        actors = {each.id for each in login.actors(uow, manager.id)}
    assert party.id not in actors, "the provider's manager can act for the client"


@when(
    nb="jeg søker etter tilgangspakken {package}",
    en="I search for the access package {package}",
)
@guide(
    nb="Søk etter tilgangspakken du vil gi fullmakt til. I eksempelet er det «{package}».",
    en="Search for the access package that you want to grant authorization for. In the example, "
    "it is “{package}”.",
)
def search_package(portal: Portal, reference: Reference, words: Words, package: Package) -> None:
    """Searches in the grant dialog, which is open, by the package's name as the edition has it."""
    portal.expect_text(words("text.open_an_area"))
    portal.search(words("field.search_packages"), shown_package(words, package))


@when(
    nb="jeg trykker på {button} for tilgangspakken {package}",
    en="I click {button} for the access package {package}",
)
@guide(
    nb="Trykk på {button} ved tilgangspakken {package}.",
    en="Click {button} next to the access package {package}.",
)
def click_for_package(
    portal: Portal, words: Words, button: PackageButton, package: Package
) -> None:
    """Presses the button of one package; its accessible name says which."""
    name = words(row_name(button.key), package=shown_package(words, package))
    portal.click(name, ["button"])


@then(
    nb="har {provider} fullmakt til {package} for {client}",
    en="{provider} holds authorization for {package} on behalf of {client}",
)
@guide(
    nb="{provider} har nå fått fullmakt til tilgangspakken {package} for {client}.",
    en="{provider} has now been granted authorization for the access package {package} "
    "on behalf of {client}.",
)
def holds_package(
    portal: Portal,
    reference: Reference,
    words: Words,
    provider: Organisation,
    package: Package,
    client: Organisation,
) -> None:
    """The portal says so, lists it as held, and the connection carries the package. To grant it
    once more changes nothing, and what organisations can never be granted is not offered."""
    name = shown_package(words, package)
    user = reference.shown_name(provider)
    portal.expect_text(words("message.user_granted", user=user, package=name))
    _expect_held(portal, words, name)
    assert package in (reference.granted(client, provider) or ()), f"{package} was not granted"
    receiver = reference.party(provider).id
    expect_no_effect(reference, client, _granting(receiver, package))
    _expect_never_granted(reference, client, receiver)


@when(
    nb="klientforholdet mellom {client} og {provider} er etablert",
    en="the client relationship between {client} and {provider} is established",
)
@guide(
    nb="Klientforholdet mellom {client} og {provider} er nå etablert.",
    en="The client relationship between {client} and {provider} is now established.",
)
def relationship_established(
    portal: Portal, reference: Reference, client: Organisation, provider: Organisation
) -> None:
    """The dialog shows whom the client has authorised, and something has been granted."""
    portal.expect_text(reference.shown_name(provider))
    assert reference.granted(client, provider), "nothing has been granted"


@then(
    nb="kan {client} legges til i systemtilgangen {access}, som krever {package}",
    en="{client} can be added to the system access {access}, which requires {package}",
)
@guide(
    nb="{client} kan nå [legges til i en systemtilgang for kunder](delegate-clients.md) "
    "som er satt opp med tilgangspakken {package}, for eksempel «{access}».",
    en="{client} can now be [added to a system access for clients](delegate-clients.md) "
    "that is set up with the access package {package}, for example “{access}”.",
)
def can_be_added(
    portal: Portal,
    reference: Reference,
    words: Words,
    client: Organisation,
    access: SystemAccess,
    package: Package,
) -> None:
    """The owner of the access finds the client in its list; the portal shows the grant."""
    _expect_held(portal, words, shown_package(words, package))
    assert reference.access_packages(access) == (package,), "the access requires something else"
    assert client in reference.available(access), "the owner of the access cannot choose the client"


@then(
    nb="kan jeg ikke gi fullmakter for {client}",
    en="I cannot grant authorizations on behalf of {client}",
)
@guide(
    nb="Du ser bare dine egne fullmakter for {client}, og kan ikke gi fullmakter til andre.",
    en="You only see your own authorizations for {client}, and cannot grant any to others.",
)
def cannot_grant(portal: Portal, reference: Reference, words: Words, client: Organisation) -> None:
    """The page of users says who may see others, and has no button to add one; the rules refuse
    the person all that has to do with other users."""
    portal.expect(words("heading.only_access_managers"), ["heading"])
    shown = reference.shown_name(client)
    portal.expect_text(words("message.not_access_manager", actor=shown))
    portal.expect_gone(words("button.new_user"), ["button"])
    assert not reference.may_set_up_relationship("posttjenester", client), "the person may"
    other = reference.person_as("daglig-leder", client)
    number, last_name = str(other.number), other.name.partition(" ")[0]
    expect_refused(
        reference,
        client,
        FORBIDDEN,
        lambda uow, me: users.find_organisation(uow, me, client),
        lambda uow, me: users.add_person(uow, me, number, last_name),
        lambda uow, me: powers.user(uow, me, other.id),
        lambda uow, me: powers.grantable(uow, me, other.id),
        _granting(other.id, "skattegrunnlag"),
        lambda uow, me: powers.revoke_package(uow, me, other.id, "skattegrunnlag"),
        lambda uow, me: powers.delete_user(uow, me, other.id, cascade=True),
        users.users_for_file,
    )


def _granting(receiver: str, package: str) -> UseCase:
    """Granting a package to who has this id, which tells whether that changes anything."""
    return lambda uow, me: powers.grant_package(uow, me, receiver, package).changed


def _expect_never_granted(reference: Reference, client: str, receiver: str) -> None:
    """The dialog offers no package that cannot be granted by ordinary delegation, or not by an
    organisation; and the rules refuse those, and what no organisation can be granted."""
    packages = world().catalogue.packages
    acting = reference.visiting(client)
    with reference.state() as uow:
        areas = powers.grantable(uow, acting, receiver)
    offered = {each.package.code for area in areas for each in area.offered}
    by_organisations = {
        code for code, each in packages.items() if each.entity_type is PartyKind.ORGANISATION
    }
    assignable = {code for code, each in packages.items() if each.is_assignable}
    assert offered, "nothing is offered"
    assert offered <= by_organisations & assignable, "it offers what cannot be granted"
    wrong = {min(by_organisations - assignable), min(assignable - by_organisations)}
    refused = [_granting(receiver, code) for code in sorted(wrong)]
    expect_refused(reference, client, NOT_ASSIGNABLE, *refused)
    too_much = _granting(receiver, "hovedadministrator")
    expect_refused(reference, client, NOT_ASSIGNABLE_TO_RECIPIENT, too_much)


def _expect_held(portal: Portal, words: Words, package: str) -> None:
    """The dialog lists the package as held, and no longer offers to grant it."""
    portal.expect_text(words("text.packages_held"))
    portal.expect_gone(words("row_name.grant", package=package), ["button"])
    assert any(package in row for row in portal.rows()), f"{package} is not listed"
