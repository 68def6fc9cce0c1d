"""Creating a system access for one's own organisation: choosing the system, seeing what it gets,
and who may."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, guide, then, when
from steps.screens import expect_row
from steps.single_rights import codes_of
from steps.types import Organisation, Package, PageLink, System, shown_package
from steps.witness import UseCase, expect_overview, expect_permitted_only, expect_refused
from steps.world import PORTAL, Reference, world
from systemtilgang.domain.problems import (
    ACCESS_EXISTS,
    FORBIDDEN,
    LACKS_PACKAGES_TO_GIVE,
    SYSTEM_NOT_FOUND,
)
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.domain.system_accesses import UserType
from systemtilgang.service import system_accesses


@when(nb="jeg velger {link}", en="I choose {link}")
@guide(nb="Velg {link}.", en="Choose {link}.")
def choose_link(portal: Portal, link: PageLink) -> None:
    """Follows a link that stands alone on the screen."""
    portal.click(link.text, ["link"])


@when(
    nb="jeg velger fagsystemet {system}",
    en="I choose the business system {system}",
)
@guide(
    nb="Velg fagsystemet i listen. I eksempelet er det {system}.",
    en="Choose the business system in the list. In the example, it is {system}.",
)
def choose_system(portal: Portal, reference: Reference, words: Words, system: System) -> None:
    """Chooses the system in the list, where its vendor's name and number stand beside it."""
    chosen = reference.system(system)
    vendor = next(party for party in world().parties if party.id == chosen.vendor_id)
    name = chosen.name.in_language(words.language)
    portal.choose(words("field.system"), f"{name} {chosen.vendor_name} ({vendor.number})")


@then(
    nb="ser jeg at {system} vil få disse tilgangspakkene for {organisation}:",
    en="I see that {system} will be given these access packages on behalf of {organisation}:",
    table={"package": column(Package, nb="Tilgangspakke", en="Access package")},
)
@guide(
    nb="Altinn viser hvilke tilgangspakker systemtilgangen vil få:",
    en="Altinn shows which access packages the system access will be given:",
)
def is_told_packages(
    portal: Portal,
    reference: Reference,
    words: Words,
    system: System,
    organisation: Organisation,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """The screen lists just what the system asks for, and nothing has been created yet; a system
    that is not in the list to choose from is refused."""
    chosen = reference.system(system)
    expect_offered(portal, reference, words, system, organisation)
    for row in table:
        shown = shown_package(words, row["package"])
        expect_row(portal, shown)
    assert {row["package"] for row in table} == set(chosen.packages), (
        f"the system asks for {', '.join(chosen.packages)}"
    )
    assert not reference.own_accesses(organisation, system), "it was created without a question"
    hidden = (each.id for each in world().systems if not each.is_visible)
    expect_refused(
        reference, organisation, SYSTEM_NOT_FOUND, *map(creating, ("no such system", *hidden))
    )


@then(
    nb="står systemtilgangen {system} som ny i oversikten til {organisation}",
    en="the system access {system} is marked as new in the overview of {organisation}",
)
@guide(
    nb="Systemtilgangen er opprettet, og den er merket som ny i oversikten.",
    en="The system access has been created, and it is marked as new in the overview.",
)
def is_created(
    portal: Portal, reference: Reference, words: Words, system: System, organisation: Organisation
) -> None:
    """The overview marks it as new beside those that were there, and the organisation has just one
    access for itself with the system."""
    portal.expect(_new_row(reference, words, system), ["link"])
    assert len(reference.own_accesses(organisation, system)) == 1, "it was not created"
    expect_overview(reference, organisation, own=True)
    expect_refused(reference, organisation, ACCESS_EXISTS, creating(system))


@when(
    nb="jeg velger den nye systemtilgangen {system}",
    en="I choose the new system access {system}",
)
@guide(
    nb="Velg den nye systemtilgangen for å se hvilke fullmakter den har.",
    en="Choose the new system access to see which authorizations it has.",
)
def choose_new(portal: Portal, reference: Reference, words: Words, system: System) -> None:
    """Follows the row that is marked as new."""
    portal.click(_new_row(reference, words, system), ["link"])


@then(
    nb="kan den nye systemtilgangen {system} bruke {package} for {organisation}",
    en="the new system access {system} can use {package} on behalf of {organisation}",
)
@guide(
    nb="Leverandøren kan nå ta i bruk systemtilgangen, som kan bruke {package} for {organisation}.",
    en="The vendor can now start using the system access, which can use {package} on behalf of "
    "{organisation}.",
)
def new_may_act(
    portal: Portal,
    reference: Reference,
    words: Words,
    system: System,
    package: Package,
    organisation: Organisation,
) -> None:
    """The new access's page lists the package, and the decision point permits what the system asks
    for on behalf of the organisation with its sub-units, and nothing else."""
    portal.expect(title_of(reference, system), ["heading"])
    name = shown_package(words, package)
    expect_row(portal, name)
    (access,) = reference.own_accesses(organisation, system)
    permitted = reference.may_act(access, package, organisation)
    assert permitted, "the decision point does not permit it"
    expect_permitted_only(reference, access, reference.system(system).packages, [organisation])


@then(
    nb="blir det ikke opprettet noen ny systemtilgang for {system} i {organisation}",
    en="no new system access for {system} is created in {organisation}",
)
@guide(
    nb="Det blir ikke opprettet noen ny systemtilgang.",
    en="No new system access is created.",
)
def is_not_created(
    portal: Portal, reference: Reference, words: Words, system: System, organisation: Organisation
) -> None:
    """The portal still offers to create it, and the organisation has the accesses that it had; the
    rules refuse, because it has one or because the person lacks a package."""
    expect_offered(portal, reference, words, system, organisation)
    owner = reference.party(organisation).id
    had = [
        each.user.id
        for each in world().accesses
        if (each.user.owner_id, each.user.system_id) == (owner, system)
        and each.user.user_type is UserType.STANDARD
    ]
    has = [access.id for access in reference.own_accesses(organisation, system)]
    assert has == had, "it was created all the same"
    problem = ACCESS_EXISTS if had else LACKS_PACKAGES_TO_GIVE
    expect_refused(reference, organisation, problem, creating(system))


@then(
    nb="finner jeg ikke {link} i oversikten over systemtilganger for {organisation}",
    en="I do not find {link} in the overview of system accesses for {organisation}",
)
@guide(nb="{link} finnes ikke i oversikten.", en="{link} is not in the overview.")
def no_link(
    portal: Portal, reference: Reference, words: Words, link: PageLink, organisation: Organisation
) -> None:
    """The overview is there, the link to creating is not."""
    assert link.key == "link.create_access", "it is another link that is not there"
    actor = reference.shown_name(organisation)
    portal.expect(words("heading.system_accesses", actor=actor), ["heading"])
    portal.expect_gone(link.text, ["link"])


@when(
    nb="jeg følger en lenke rett til siden der systemtilganger opprettes",
    en="I follow a link straight to the page where system accesses are created",
)
@guide(
    nb="Følg en lenke rett til siden der systemtilganger opprettes, hvis leverandøren har gitt deg "
    "en.",
    en="Follow a link straight to the page where system accesses are created, if the vendor has "
    "given you one.",
)
def open_creating(portal: Portal) -> None:
    """Opens the page without passing the overview."""
    portal.open(f"{PORTAL}/systemuser/create")


@then(
    nb="har jeg ikke lov til å opprette systemtilganger for {organisation}",
    en="I may not create system accesses for {organisation}",
)
@guide(
    nb="Du har ikke lov til å opprette systemtilganger for {organisation}.",
    en="You are not allowed to create system accesses for {organisation}.",
)
def may_not_create(
    portal: Portal, reference: Reference, words: Words, organisation: Organisation
) -> None:
    """The rules refuse the person, even the list of systems, and the page does not let one choose
    a system."""
    may = reference.may_create_access(reference.visitor, organisation)
    assert not may, "the person may create system accesses"
    uses = (creating(each.id) for each in world().systems)
    expect_refused(reference, organisation, FORBIDDEN, system_accesses.systems_to_choose, *uses)
    portal.expect(reference.shown_name(organisation), ["button"])  # of whom one acts for
    portal.expect(words("heading.choose_system"), ["heading"])
    portal.expect_gone(words("button.proceed"), ["button"])


def expect_offered(
    portal: Portal, reference: Reference, words: Words, system: str, organisation: str
) -> None:
    """The screen says what the system will get for the organisation, and offers to create that."""
    chosen = reference.system(system)
    is_one = len(codes_of(chosen.rights)) == 1
    key = "heading.access_gets_one" if is_one else "heading.access_gets_many"
    name = chosen.name.in_language(words.language)
    actor = reference.shown_name(organisation)
    portal.expect(words(key, system=name, actor=actor), ["heading"])
    portal.expect(words("button.create_access"), ["button"])


def title_of(reference: Reference, system: str) -> str:
    """What an access with the system is called when it is created: as the system in bokmål."""
    return reference.system(system).name.nb


def _new_row(reference: Reference, words: Words, system: str) -> str:
    vendor = reference.system(system).vendor_name
    title = title_of(reference, system)
    return f"{title} {words('text.new')} {vendor} {words('text.see_powers')}"


def creating(system: str) -> UseCase:
    """Creating an access for the system."""
    return lambda uow, me: system_accesses.create(uow, me, system, SeededIdentifiers(1))
