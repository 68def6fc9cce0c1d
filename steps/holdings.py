"""What somebody holds on behalf of an organisation: seeing it, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, guide, then, when
from steps.powers import deleting, expect_page, granting, revoking
from steps.screens import expect_row
from steps.types import Organisation, Package, Role, SystemAccess, shown_package
from steps.witness import expect_no_effect, expect_permitted_only, expect_refused
from steps.world import Reference, world
from systemtilgang.domain.problems import FORBIDDEN, NOT_AUTHORIZED_TO_GIVE, PACKAGE_UNKNOWN
from systemtilgang.service import users


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
    expect_no_effect(
        reference,
        client,
        lambda uow, me: users.add_organisation(uow, me, provider).changed,
        granting(reference, provider, package),
    )
    expect_refused(
        reference, client, PACKAGE_UNKNOWN, granting(reference, provider, f"{package}-2")
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
    expect_page(portal, reference, words, provider, client)
    portal.expect_text(words("message.user_revoked", user=user, package=name))
    portal.expect_gone(words("row_name.revoke", package=name), ["button"])
    portal.expect(words("row_name.grant", package=name), ["button"])
    assert reference.granted(client, provider) == frozenset(), "something is still granted"
    expect_no_effect(reference, client, revoking(reference, provider, package))


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
        revoking(reference, provider, package),
        deleting(reference, provider, cascade=True),
    )
    assert role in reference.register_roles(client, provider), "the register does not say so"


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
        revoking(reference, provider, package),
        deleting(reference, provider, cascade=True),
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
    expect_page(portal, reference, words, own, organisation)
    portal.expect(words("heading.packages_held", count=str(len(held))), ["heading"])
    granted = reference.granted(organisation, own)
    assert granted == held, f"granted are {', '.join(sorted(granted or ())) or 'none'}"
    is_main = "hovedadministrator" in held
    may_give = portal.shows(words("button.grant"), ["button"])
    assert may_give == is_main, "the wrong people can grant to themselves"
    portal.expect_gone(words("button.delete_user"), ["button"])
    if is_main:
        portal.expect(words("button.delete_all_access"), ["button"])
        other = str(reference.person_as("posttjenester", organisation).number)
        passing_on = granting(reference, other, "hovedadministrator")
        expect_refused(reference, organisation, NOT_AUTHORIZED_TO_GIVE, passing_on)


def _expect_listed(
    portal: Portal, reference: Reference, words: Words, user: str, package: str, actor: str
) -> str:
    """The page of this user lists the package; returns what it is called there."""
    expect_page(portal, reference, words, user, actor)
    name = shown_package(words, package)
    expect_row(portal, name)
    return name


def _expect_kept(portal: Portal, words: Words, package: str) -> None:
    """The user's page has neither of the buttons that take away."""
    name = shown_package(words, package)
    portal.expect_gone(words("row_name.revoke", package=name), ["button"])
    portal.expect_gone(words("button.delete_user"), ["button"])
