"""What somebody holds on behalf of an organisation: seeing it, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, guide, then, when
from steps.types import Organisation, Package, Role, SystemAccess, shown_package
from steps.witness import (
    UseCase,
    expect_no_effect,
    expect_permitted_only,
    expect_refused,
    expect_refused_to,
)
from steps.world import Reference, edition, world
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.problems import (
    ASSIGNMENT_IN_USE,
    FORBIDDEN,
    NOT_AUTHORIZED_TO_GIVE,
    PACKAGE_UNKNOWN,
)
from systemtilgang.service import login, powers, users
from systemtilgang.service.acting import Acting


@when(
    nb="jeg søker etter {package} blant fullmaktene",
    en="I search for {package} among the authorizations",
)
@guide(
    nb="Søk etter tilgangspakken {package}.",
    en="Search for the access package {package}.",
)
def search_held(portal: Portal, words: Words, package: Package) -> None:
    """Searches on the user's page, among what the user holds."""
    portal.search(words("field.search_packages"), shown_package(words, package))


@then(
    nb="ser jeg at {provider} har {package} for {client} fra før",
    en="I see that {provider} already holds {package} on behalf of {client}",
)
@guide(
    nb="Du ser at {provider} allerede har fullmakt til {package} for {client}, så du trenger ikke "
    "gi den på nytt.",
    en="You see that {provider} already holds authorization for {package} on behalf of {client}, "
    "so you do not need to grant it again.",
)
def holds_already(
    portal: Portal,
    reference: Reference,
    words: Words,
    provider: Organisation,
    package: Package,
    client: Organisation,
) -> None:
    """The user's page lists the package and offers to take it back; to add the organisation or to
    grant the package once more changes nothing, and there is no other package of a like name."""
    name = _expect_listed(portal, reference, words, provider, package, client)
    portal.expect(words("row_name.revoke", package=name), ["button"])
    assert package in (reference.granted(client, provider) or ()), f"{package} was not granted"
    user = reference.party(provider).id
    expect_no_effect(
        reference,
        client,
        lambda uow, me: users.add_organisation(uow, me, provider).changed,
        lambda uow, me: powers.grant_package(uow, me, user, package).changed,
    )
    expect_refused(
        reference,
        client,
        PACKAGE_UNKNOWN,
        lambda uow, me: powers.grant_package(uow, me, user, f"{package}-2"),
    )


@then(
    nb="har {provider} ikke lenger fullmakt til {package} for {client}",
    en="{provider} no longer holds authorization for {package} on behalf of {client}",
)
@guide(
    nb="{provider} har ikke lenger fullmakt til {package} for {client}.",
    en="{provider} no longer holds authorization for {package} on behalf of {client}.",
)
def holds_no_longer(
    portal: Portal,
    reference: Reference,
    words: Words,
    provider: Organisation,
    package: Package,
    client: Organisation,
) -> None:
    """The portal says so and offers to grant it; the relationship is still there, without the
    package, and to take it back once more changes nothing."""
    name, user = shown_package(words, package), reference.shown_name(provider)
    _expect_page(portal, reference, words, provider, client)
    portal.expect_text(words("message.user_revoked", user=user, package=name))
    portal.expect_gone(words("row_name.revoke", package=name), ["button"])
    portal.expect(words("row_name.grant", package=name), ["button"])
    assert reference.granted(client, provider) == frozenset(), "something is still granted"
    expect_no_effect(reference, client, _revoking(reference, provider, package))


@then(
    nb="kan systemtilgangen {access} ikke lenger brukes for {client}",
    en="the system access {access} can no longer be used on behalf of {client}",
)
@guide(
    nb="Systemtilgangen «{access}» kan ikke lenger brukes for {client}.",
    en="The system access “{access}” can no longer be used on behalf of {client}.",
)
def access_lost(reference: Reference, access: SystemAccess, client: Organisation) -> None:
    """The client was added to the access, and is not now, nor one to choose from; the decision
    point permits what the access requires for the other clients only."""
    assert (access, client) in reference.added, "it was not added before"
    connected = reference.connected(access)
    assert client not in connected, "it is still added"
    assert client not in reference.available(access), "it can still be chosen"
    packages = reference.access_packages(access)
    expect_permitted_only(reference, reference.access(access), packages, connected)


@then(
    nb="blir jeg spurt om jeg vil slette {provider} fra brukerne til {client}",
    en="I am asked whether I want to delete {provider} from the users of {client}",
)
@guide(
    nb="Altinn spør om du er sikker, og sier hva {provider} vil miste. Ingenting er slettet ennå.",
    en="Altinn asks whether you are sure, and says what {provider} will lose. Nothing has been "
    "deleted yet.",
)
def is_asked_about_user(
    portal: Portal, reference: Reference, words: Words, provider: Organisation, client: Organisation
) -> None:
    """The dialog says what the user will lose; it is all there, and the rules do not delete what
    still carries packages unless they are told to."""
    portal.expect(words("heading.delete_user"), ["heading"])
    user, actor = reference.shown_name(provider), reference.shown_name(client)
    portal.expect_text(words("message.user_loses_everything", user=user, actor=actor))
    assert reference.granted(client, provider), "it was deleted without a question"
    deleting = _deleting(reference, provider, cascade=False)
    expect_refused(reference, client, ASSIGNMENT_IN_USE, deleting)


@then(
    nb="er {provider} ikke lenger blant brukerne til {client}",
    en="{provider} is no longer among the users of {client}",
)
@guide(
    nb="{provider} er slettet og vises ikke lenger i listen.",
    en="{provider} has been deleted and is no longer in the list.",
)
def is_no_user(
    portal: Portal, reference: Reference, words: Words, provider: Organisation, client: Organisation
) -> None:
    """The list of users does not have it, nothing is granted, and there is nothing more to take
    back or to delete; nor can the provider's manager act for the client any more. Others are there
    still."""
    portal.expect(words("heading.users", actor=reference.shown_name(client)), ["heading"])
    portal.expect_gone(reference.shown_name(provider), ["link", "button"])
    assert reference.granted(client, provider) is None, "the relationship is still there"
    expect_no_effect(
        reference,
        client,
        _deleting(reference, provider, cascade=False),
        _revoking(reference, provider, "skattegrunnlag"),
    )
    party, manager = reference.party(client).id, reference.person_as("daglig-leder", provider)
    stranger = Acting(manager.id, party, EDITIONS[edition()], reference.clock)
    expect_refused_to(
        reference,
        stranger,
        FORBIDDEN,
        users.list_users,
        lambda uow, me: login.actor(uow, me.person, me.party),
    )
    acting, name = reference.visiting(client), reference.party(provider).name
    with reference.state() as uow:
        found = users.list_users(uow, acting, name)
    assert (found.others, found.is_empty) == ((), False), "the search finds it, or nobody is left"


@then(
    nb="har {provider} {package} for {client} som {role} i Enhetsregisteret, og jeg kan ikke ta "
    "den tilbake",
    en="{provider} holds {package} on behalf of {client} as {role} in the Brønnøysund Registers, "
    "and I cannot take it back",
)
@guide(
    nb="{provider} har {package} fordi virksomheten er registrert som {role}. Du kan ikke ta den "
    "tilbake i Altinn.",
    en="{provider} holds {package} because the organization is registered as {role}. You cannot "
    "take it back in Altinn.",
)
def holds_by_role(
    portal: Portal,
    reference: Reference,
    words: Words,
    provider: Organisation,
    package: Package,
    client: Organisation,
    role: Role,
) -> None:
    """The user's page shows the role and the package, and neither of the buttons that take away;
    the rules take nothing away either."""
    _expect_listed(portal, reference, words, provider, package, client)
    _expect_kept(portal, words, package)
    portal.expect_text(world().catalogue.roles[role].name.in_language(words.language))
    expect_no_effect(
        reference,
        client,
        _revoking(reference, provider, package),
        _deleting(reference, provider, cascade=True),
    )
    assert role in reference.register_roles(client, provider), "the register does not say so"


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
    assert any(name in row for row in portal.rows()), f"{name} is not listed"
    portal.expect_gone(words("row_name.grant", package=name), ["button"])
    user = reference.party(provider).id
    expect_refused(
        reference,
        client,
        NOT_AUTHORIZED_TO_GIVE,
        lambda uow, me: powers.grant_package(uow, me, user, package),
    )


@then(
    nb="kan jeg ikke ta {package} for {client} tilbake fra {provider}",
    en="I cannot take {package} on behalf of {client} back from {provider}",
)
@guide(
    nb="Du kan ikke ta fullmakten tilbake. Det kan bare daglig leder eller en tilgangsstyrer.",
    en="You cannot take the authorization back. Only the managing director or an access manager "
    "can.",
)
def cannot_take_back(
    portal: Portal,
    reference: Reference,
    words: Words,
    package: Package,
    client: Organisation,
    provider: Organisation,
) -> None:
    """The user's page lists the package and has neither of the buttons that take away; the rules
    refuse, and the list as a file, too."""
    _expect_listed(portal, reference, words, provider, package, client)
    _expect_kept(portal, words, package)
    expect_refused(
        reference,
        client,
        FORBIDDEN,
        _revoking(reference, provider, package),
        _deleting(reference, provider, cascade=True),
        users.users_for_file,
    )
    assert package in (reference.granted(client, provider) or ()), "it was taken back"


@then(
    nb="har jeg selv bare disse tilgangspakkene for {organisation}:",
    en="I only hold these access packages on behalf of {organisation} myself:",
    table={"package": column(Package, nb="Tilgangspakke", en="Access package")},
)
@guide(
    nb="Siden viser hvilke tilgangspakker du selv har:",
    en="The page shows which access packages you hold yourself:",
)
def holds_only(
    portal: Portal,
    reference: Reference,
    words: Words,
    organisation: Organisation,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """One's own page counts as many as these, which are what was granted. Only a main administrator
    can grant more to him- or herself, and nobody can pass on being one."""
    assert reference.visitor is not None, "nobody has logged in"
    held, own = frozenset(row["package"] for row in table), str(reference.visitor.number)
    _expect_page(portal, reference, words, own, organisation)
    portal.expect(words("heading.packages_held", count=str(len(held))), ["heading"])
    assert reference.granted(organisation, own) == held, "other packages were granted"
    is_main = "hovedadministrator" in held
    may_give = portal.shows(words("button.grant"), ["button"])
    assert may_give == is_main, "the wrong people can grant to themselves"
    portal.expect_gone(words("button.delete_user"), ["button"])
    if is_main:
        portal.expect(words("button.delete_all_access"), ["button"])
        other = reference.person_as("posttjenester", organisation).id
        expect_refused(
            reference,
            organisation,
            NOT_AUTHORIZED_TO_GIVE,
            lambda uow, me: powers.grant_package(uow, me, other, "hovedadministrator"),
        )


def _expect_page(portal: Portal, reference: Reference, words: Words, user: str, actor: str) -> None:
    """The page is that of this user, for this actor; it is no agent of the actor's."""
    portal.expect(reference.shown_name(user), ["heading"])
    portal.expect_no_text(words("text.has_client_access"))
    portal.expect_text(words("text.for_actor", actor=reference.shown_name(actor)))


def _expect_listed(
    portal: Portal, reference: Reference, words: Words, user: str, package: str, actor: str
) -> str:
    """The page of this user lists the package; returns what it is called there."""
    _expect_page(portal, reference, words, user, actor)
    name = shown_package(words, package)
    assert any(name in row for row in portal.rows()), f"{name} is not listed"
    return name


def _expect_kept(portal: Portal, words: Words, package: str) -> None:
    """The user's page has neither of the buttons that take away."""
    name = shown_package(words, package)
    portal.expect_gone(words("row_name.revoke", package=name), ["button"])
    portal.expect_gone(words("button.delete_user"), ["button"])


def _revoking(reference: Reference, user: str, package: str) -> UseCase:
    """Taking the package back from the user, which tells whether that changes anything."""
    user_id = reference.party(user).id
    return lambda uow, me: powers.revoke_package(uow, me, user_id, package).changed


def _deleting(reference: Reference, user: str, *, cascade: bool) -> UseCase:
    """Deleting the user, which tells whether that changes anything."""
    user_id = reference.party(user).id
    return lambda uow, me: powers.delete_user(uow, me, user_id, cascade=cascade)
