"""System accesses for clients: which there are, what they require, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, given, guide, then, when
from steps.types import Heading, Organisation, Package, SystemAccess
from steps.world import Reference
from systemtilgang.portal.formatting import grouped


@given(
    nb="at {organisation} har en godkjent systemtilgang for kunder, {access}",
    en="{organisation} has an approved system access for clients, {access}",
)
@guide(
    nb="Virksomheten må ha en godkjent systemtilgang for kunder. I eksempelet har "
    "{organisation} blant annet «{access}».",
    en="The organization must have an approved system access for clients. In the example, "
    "{organisation} has “{access}”, among others.",
)
def has_access(reference: Reference, organisation: Organisation, access: SystemAccess) -> None:
    """The access exists, is of the kind for clients, and belongs to the organisation."""
    found = reference.access(access)
    assert found.user_type == "agent", "the access is for the organisation itself"
    assert found.owner_id == reference.party(organisation).id, "the access has another owner"


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
    portal.click(_row_of(reference, words, access), ["link"])


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
    name = _row_of(reference, words, access)
    portal.click(name, ["link"], within=("list", heading.text))


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
    """The client is listed on the access's page, and the decision point permits."""
    assert _is_listed(portal, reference, client), f"{client} is not listed on the screen"
    assert reference.may_act(access, package, client), "the decision point does not permit it"


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
    """The client is not listed on the access's page, and the decision point does not permit."""
    assert not _is_listed(portal, reference, client), f"{client} is listed on the screen"
    assert not reference.may_act(access, package, client), "the decision point permits it"


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
    """What was permitted before is not permitted now."""
    may_not_act(portal, reference, access, package, client)


def _row_of(reference: Reference, words: Words, access: str) -> str:
    """What the row of an access for clients is called: its title, its vendor, what it is for."""
    return f"{access} {reference.vendor_name(access)} {words('text.manage_clients')}"


def _is_listed(portal: Portal, reference: Reference, client: str) -> bool:
    """Whether the page (no dialog open) lists the client, by name and number."""
    words = (reference.shown_name(client), grouped(client))
    return any(all(word in row for word in words) for row in portal.rows())
