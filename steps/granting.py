"""Granting an access package to a user, in the dialog: what it offers, and what holds then."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then, when
from steps.powers import deleting, granting, revoking
from steps.screens import expect_row
from steps.types import (
    Organisation,
    Package,
    PackageButton,
    SystemAccess,
    row_name,
    shown_package,
)
from steps.witness import expect_no_effect, expect_refused
from steps.world import Reference, world
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import (
    FORBIDDEN,
    NOT_ASSIGNABLE,
    NOT_ASSIGNABLE_TO_RECIPIENT,
    NOT_AUTHORIZED_TO_GIVE,
)
from systemtilgang.service import powers, users


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
    expect_no_effect(reference, client, granting(reference, provider, package))
    _expect_never_granted(reference, client, provider)


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
        granting(reference, number, "skattegrunnlag"),
        revoking(reference, number, "skattegrunnlag"),
        deleting(reference, number, cascade=True),
        users.users_for_file,
    )


@then(
    nb="kan jeg ikke gi {provider} fullmakt til {package} for {client}, fordi jeg ikke har den",
    en="I cannot grant {provider} authorization for {package} on behalf of {client}, because I do "
    "not hold it",
)
@guide(
    nb="Ved tilgangspakken {package} finnes ikke knappen, for du har den ikke selv.",
    en="There is no button next to the access package {package}, because you do not hold it "
    "yourself.",
)
def cannot_give(
    portal: Portal,
    reference: Reference,
    words: Words,
    provider: Organisation,
    package: Package,
    client: Organisation,
) -> None:
    """The dialog lists the package without a button, and the rules refuse."""
    name = shown_package(words, package)
    portal.expect(words("dialog.grant", user=reference.shown_name(provider)), ["heading"])
    expect_row(portal, name)
    portal.expect_gone(words("row_name.grant", package=name), ["button"])
    expect_refused(
        reference, client, NOT_AUTHORIZED_TO_GIVE, granting(reference, provider, package)
    )


def _expect_never_granted(reference: Reference, client: str, provider: str) -> None:
    """The dialog offers no package that cannot be granted by ordinary delegation, or not by an
    organisation; and the rules refuse those, and what no organisation can be granted."""
    packages = world().catalogue.packages
    acting, receiver = reference.visiting(client), reference.party(provider).id
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
    refused = [granting(reference, provider, code) for code in sorted(wrong)]
    expect_refused(reference, client, NOT_ASSIGNABLE, *refused)
    too_much = granting(reference, provider, "hovedadministrator")
    expect_refused(reference, client, NOT_ASSIGNABLE_TO_RECIPIENT, too_much)


def _expect_held(portal: Portal, words: Words, package: str) -> None:
    """The dialog lists the package as held, and no longer offers to grant it."""
    portal.expect_text(words("text.packages_held"))
    portal.expect_gone(words("row_name.grant", package=package), ["button"])
    expect_row(portal, package)
