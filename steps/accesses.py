"""System accesses: which there are, what those for clients require, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, given, guide, then, when
from steps.types import Heading, Organisation, Package, Role, System, SystemAccess
from steps.witness import expect_overview, expect_permitted_only, expect_refused
from steps.world import Reference
from systemtilgang.domain.problems import FORBIDDEN
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.portal.formatting import grouped
from systemtilgang.service import system_accesses


@given(
    nb="at {organisation} har en godkjent systemtilgang for kunder, {access}",
    en="{organisation} has an approved system access for clients, {access}",
)
@guide(
    nb="Virksomheten må ha en [godkjent systemtilgang for kunder](approve-system-access.md). "
    "I eksempelet har {organisation} blant annet «{access}».",
    en="The organization must have an [approved system access for clients]"
    "(approve-system-access.md). In the example, {organisation} has “{access}”, among others.",
)
def has_access(reference: Reference, organisation: Organisation, access: SystemAccess) -> None:
    """The access exists, is of the kind for clients, and belongs to the organisation."""
    found = reference.access(access)
    assert found.user_type == "agent", "the access is for the organisation itself"
    assert found.owner_id == reference.party(organisation).id, "the access has another owner"


@given(
    nb="at {organisation} har systemtilgangen {access} for egen virksomhet, med fagsystemet "
    "{system}",
    en="{organisation} has the system access {access} for itself, with the business system "
    "{system}",
)
@guide(
    nb="{organisation} har systemtilgangen «{access}» for egen virksomhet, med fagsystemet "
    "{system}.",
    en="{organisation} has the system access “{access}” for its own organization, with the "
    "business system {system}.",
)
def has_own_access(
    reference: Reference, organisation: Organisation, access: SystemAccess, system: System
) -> None:
    """The access exists, and the organisation has it for itself with the system."""
    titles = [each.title for each in reference.own_accesses(organisation, system)]
    assert titles == [access], f"the organisation has {', '.join(titles) or 'none'}"


@given(
    nb="at jeg kan opprette og slette systemtilganger som {role} eller {other} i {organisation}",
    en="I can create and delete system accesses as {role} or {other} of {organisation}",
)
@guide(
    nb="Du må ha tilgang til Altinn som {role} eller {other} i virksomheten.",
    en="You must have access to Altinn as {role} or {other} of the organization.",
)
def may_create_and_delete(
    reference: Reference, role: Role, other: Role, organisation: Organisation
) -> None:
    """Each of the two may create and delete system accesses of the organisation."""
    assert role != other, "the two are one"
    for code in (role, other):
        person = reference.person_as(code, organisation)
        assert reference.may_create_access(person, organisation), f"{code} may not"


@given(
    nb="at systemtilgangen {access} krever disse tilgangspakkene:",
    en="the system access {access} requires these access packages:",
    table={"package": column(Package, nb="Tilgangspakke", en="Access package")},
)
@guide(
    nb="Systemtilgangen «{access}» krever:",
    en="The system access “{access}” requires:",
)
def requires(
    reference: Reference, access: SystemAccess, table: tuple[Mapping[str, str], ...]
) -> None:
    """The access has just these packages."""
    actual = set(reference.access_packages(access))
    assert {row["package"] for row in table} == actual, f"it requires {', '.join(sorted(actual))}"


@when(
    nb="jeg velger systemtilgangen {access}",
    en="I choose the system access {access}",
)
@guide(
    nb="Velg systemtilgangen. I eksempelet er det «{access}».",
    en="Choose the system access. In the example, it is “{access}”.",
)
def choose_access(portal: Portal, reference: Reference, words: Words, access: SystemAccess) -> None:
    """Follows the access's row in the overview; the row's name says what it is for."""
    portal.click(row_of(reference, words, access), ["link"])


@when(
    nb="jeg velger systemtilgangen {access} under {heading}",
    en="I choose the system access {access} under {heading}",
)
@guide(
    nb="Velg systemtilgangen under {heading}. I eksempelet er det «{access}».",
    en="Choose the system access under {heading}. In the example, it is “{access}”.",
)
def choose_access_under(
    portal: Portal, reference: Reference, words: Words, access: SystemAccess, heading: Heading
) -> None:
    """Follows the access's row in the part of the overview that has this heading."""
    name = row_of(reference, words, access)
    portal.click(name, ["link"], within=("list", heading.text))


@then(
    nb="ser jeg virksomhetens egen systemtilgang {access} i oversikten",
    en="I see the organization’s own system access {access} in the overview",
)
@guide(
    nb="Du ser systemtilgangene for egen virksomhet i oversikten, som «{access}».",
    en="You see the system accesses for your own organization in the overview, such as “{access}”.",
)
def sees_access(portal: Portal, reference: Reference, words: Words, access: SystemAccess) -> None:
    """The overview has the access, which is there, for the organisation itself; and the rules show
    the person all accesses, each under its own heading."""
    _assert_own(reference, access)
    portal.expect(row_of(reference, words, access), ["link"])
    expect_overview(reference, reference.owner_number(access), own=True)


@then(
    nb="ser jeg ikke virksomhetens egen systemtilgang {access} i oversikten",
    en="I do not see the organization’s own system access {access} in the overview",
)
@guide(
    nb="Du ser ikke systemtilganger for egen virksomhet, som «{access}».",
    en="You do not see system accesses for your own organization, such as “{access}”.",
)
def does_not_see_access(
    portal: Portal, reference: Reference, words: Words, access: SystemAccess
) -> None:
    """The overview does not have the access, which is there, for the organisation itself; nor may
    the person open its page."""
    _assert_own(reference, access)
    portal.expect_gone(row_of(reference, words, access), ["link"])
    owner, hidden = reference.owner_number(access), reference.access(access).id
    expect_overview(reference, owner, own=False)
    expect_refused(
        reference, owner, FORBIDDEN, lambda uow, me: system_accesses.access(uow, me, hidden)
    )


@then(
    nb="kan systemtilgangen {access} bruke {package} for {client}",
    en="the system access {access} can use {package} on behalf of {client}",
)
@guide(
    nb="Systemtilgangen «{access}» kan bruke {package} for {client}.",
    en="The system access “{access}” can use {package} on behalf of {client}.",
)
def may_act(
    portal: Portal,
    reference: Reference,
    access: SystemAccess,
    package: Package,
    client: Organisation,
) -> None:
    """The client is listed on the access's page, and the decision point permits; and it permits
    what the access requires for those that are added to it, and nothing else."""
    portal.expect(access, ["heading"])
    name = reference.party(client).name
    assert _is_listed(portal, reference, client), f"{name} is not listed on the screen"
    assert reference.may_act(reference.access(access), package, client), (
        "the decision point does not permit it"
    )
    expect_permitted_only(
        reference,
        reference.access(access),
        reference.access_packages(access),
        reference.connected(access),
    )
    reference.permitted.add((access, package, client))


@then(
    nb="kan systemtilgangen {access} ikke bruke {package} for {client}",
    en="the system access {access} cannot use {package} on behalf of {client}",
)
@guide(
    nb="Systemtilgangen «{access}» kan ikke bruke {package} for {client}.",
    en="The system access “{access}” cannot use {package} on behalf of {client}.",
)
def may_not_act(
    portal: Portal,
    reference: Reference,
    access: SystemAccess,
    package: Package,
    client: Organisation,
) -> None:
    """The client is one that could be added, or the owner itself. It is not listed on the access's
    page, and the decision point does not permit what the access would need."""
    portal.expect(access, ["heading"])
    assert package in reference.access_packages(access), "the access does not require it"
    if reference.access(access).user_type is UserType.AGENT:
        others = reference.available(access) | {reference.owner_number(access)}
        assert client in others, "nobody would think that it could: it is no client of the owner"
    _expect_no_more(portal, reference, access, package, client)


@then(
    nb="kan systemtilgangen {access} ikke lenger bruke {package} for {client}",
    en="the system access {access} can no longer use {package} on behalf of {client}",
)
@guide(
    nb="Systemtilgangen «{access}» kan ikke lenger bruke {package} for {client}.",
    en="The system access “{access}” can no longer use {package} on behalf of {client}.",
)
def may_no_longer_act(
    portal: Portal,
    reference: Reference,
    access: SystemAccess,
    package: Package,
    client: Organisation,
) -> None:
    """What the chapter has seen to be permitted is not permitted now."""
    before = (access, package, client) in reference.permitted
    assert before, "the chapter has not seen that it could"
    _expect_no_more(portal, reference, access, package, client)


def _assert_own(reference: Reference, access: str) -> None:
    found = reference.access(access)
    assert reference.exists(found), "there is no such access"
    assert found.user_type is UserType.STANDARD, "it is for clients"


def row_of(reference: Reference, words: Words, access: str) -> str:
    """What the row of an access is called: its title, its vendor, and what opening it is for."""
    is_own = reference.access(access).user_type is UserType.STANDARD
    purpose = words("text.see_powers" if is_own else "text.manage_clients")
    return f"{access} {reference.vendor_name(access)} {purpose}"


def _is_listed(portal: Portal, reference: Reference, client: str) -> bool:
    """Whether the page (no dialog open) lists the client, by name and number."""
    words = (reference.shown_name(client), grouped(client))
    return any(all(word in row for word in words) for row in portal.rows())


def _expect_no_more(
    portal: Portal, reference: Reference, access: str, package: str, client: str
) -> None:
    """The client is not listed on the screen, and the decision point does not permit."""
    name = reference.party(client).name
    assert not _is_listed(portal, reference, client), f"{name} is listed on the screen"
    permitted = reference.may_act(reference.access(access), package, client)
    assert not permitted, "the decision point permits it"
