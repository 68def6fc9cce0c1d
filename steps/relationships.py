"""Client relationships that the client sets up itself: the organisation that gets the
authorisation is added as a user, and then has something from the client."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import given, guide, then, when
from steps.powers import expect_page, granting
from steps.types import Organisation, OrganisationNumber, Package, Role
from steps.witness import expect_no_effect, expect_refused
from steps.world import Reference
from systemtilgang.domain.problems import CONNECTION_REQUIRED
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
    too_early = granting(reference, organisation, "skattegrunnlag")
    expect_refused(reference, reference.acting_for, CONNECTION_REQUIRED, too_early)


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
    expect_page(portal, reference, words, provider, client)
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
