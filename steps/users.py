"""Who has authorizations from an organisation: finding somebody in the list, and numbers that
nobody can be added by."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, guide, then, when
from steps.types import Organisation, OrganisationNumber, Person, User
from steps.witness import expect_refused
from steps.world import Reference, world
from systemtilgang.domain.problems import ENTITY_UNKNOWN
from systemtilgang.portal.formatting import grouped
from systemtilgang.service import powers, users

#: A number of the synthetic series that no organisation of the world has.
UNKNOWN_NUMBER = "312000105"


@when(
    nb="jeg søker etter {user} blant brukerne",
    en="I search for {user} among the users",
)
@guide(nb="Søk etter {user}.", en="Search for {user}.")
def search_user(portal: Portal, reference: Reference, words: Words, user: User) -> None:
    """Searches in the list of users by name."""
    _search(portal, reference, words, reference.party(user).name)


@when(
    nb="jeg søker etter organisasjonsnummeret {number} blant brukerne",
    en="I search for the organization number {number} among the users",
)
@guide(
    nb="Søk etter organisasjonsnummeret {number}. Skriv det uten mellomrom.",
    en="Search for the organization number {number}. Enter it without spaces.",
)
def search_number(
    portal: Portal, reference: Reference, words: Words, number: OrganisationNumber
) -> None:
    """Searches in the list of users by an organisation's number, written in one."""
    _search(portal, reference, words, number)


@then(
    nb="ser jeg bare disse brukerne:",
    en="I only see these users:",
    table={"user": column(User, nb="Bruker", en="User")},
)
@guide(nb="Du ser bare disse brukerne:", en="You only see these users:")
def sees_users(
    portal: Portal, reference: Reference, words: Words, table: tuple[Mapping[str, str], ...]
) -> None:
    """The list has just these besides the person who looks, in this order; those that were added
    since the world began are marked as new, nobody is an agent, and the list as a file has the
    same."""
    portal.expect(words("heading.other_users"), ["heading"])
    numbers = [row["user"] for row in table]
    shown = _listed(portal, reference)
    assert list(shown) == numbers, f"the list has {', '.join(shown.values()) or 'nobody'}"
    giver = reference.party(reference.acting_for).id
    known = {each.receiver for each in world().assignments if each.giver == giver}
    for number, row in shown.items():
        is_new = reference.party(number).id not in known
        assert (words("text.new") in row.split()) == is_new, f"the wrong ones are new: {row}"
    portal.expect_no_text(words("text.has_client_access"))
    portal.expect(words("button.download_users"), ["button"])
    acting = reference.visiting(reference.acting_for)
    with reference.state() as uow:
        listed = users.users_for_file(uow, acting, reference.sought)
        oneself = uow.parties.existing(acting.person).number
    assert [each.party.number for each in listed] == [oneself, *numbers], "the file has others"


@then(
    nb="finner jeg {person} under {organisation}",
    en="I find {person} under {organisation}",
)
@guide(
    nb="Du finner {person} under {organisation}, for det er gjennom virksomheten at personen har "
    "fullmakten.",
    en="You find {person} under {organisation}, because it is through the organization that the "
    "person has the authorization.",
)
def found_inside(
    portal: Portal, reference: Reference, person: Person, organisation: Organisation
) -> None:
    """The organisation's row is open, and has the organisation itself and the person in it."""
    name, inside = reference.shown_name(organisation), reference.shown_name(person)
    portal.expect(name, ["button"])
    nested = [row for row in portal.rows() if row in (name, inside)]
    assert nested == [name, inside], f"under {name} there are {', '.join(nested) or 'none'}"


@when(
    nb="jeg velger {organisation} blant brukerne",
    en="I choose {organisation} among the users",
)
@guide(
    nb="Velg {organisation} i listen. Åpner raden seg, velger du {organisation} en gang til.",
    en="Choose {organisation} in the list. If the row opens, choose {organisation} once more.",
)
def choose_user(portal: Portal, reference: Reference, organisation: Organisation) -> None:
    """Follows the row to the user's page; one that has persons in it opens first."""
    name = reference.shown_name(organisation)
    if not portal.shows(name, ["link"]):
        portal.click(name, ["button"])
    portal.click(name, ["link"])


@when(nb="jeg velger meg selv blant brukerne", en="I choose myself among the users")
@guide(nb="Velg deg selv øverst på siden.", en="Choose yourself at the top of the page.")
def choose_oneself(portal: Portal, reference: Reference) -> None:
    """Follows the row of the person who looks."""
    assert reference.visitor is not None, "nobody has logged in"
    portal.click(reference.button_of(reference.visitor), ["link"])


@when(
    nb="jeg skriver inn et organisasjonsnummer som ikke finnes",
    en="I enter an organization number that does not exist",
)
@guide(
    nb="Skriv inn organisasjonsnummeret. I eksempelet har det kommet med en skrivefeil.",
    en="Enter the organization number. In the example, it has been mistyped.",
)
def enter_unknown_number(portal: Portal, words: Words) -> None:
    """Writes a number that no organisation has in the new-user dialog, which looks it up."""
    assert all(party.number != UNKNOWN_NUMBER for party in world().parties), "somebody has it"
    portal.search(words("field.organization_number"), grouped(UNKNOWN_NUMBER))


@when(
    nb="jeg skriver inn organisasjonsnummeret {number}, som er virksomhetens eget",
    en="I enter the organization number {number}, which is the organization’s own",
)
@guide(
    nb="Skriv inn nummeret til din egen virksomhet, i eksempelet {number}. Navnet vises.",
    en="Enter the number of your own organization, {number} in the example. Its name is shown.",
)
def enter_own_number(
    portal: Portal, reference: Reference, words: Words, number: OrganisationNumber
) -> None:
    """Writes the number of the organisation that is acted for."""
    assert number == reference.acting_for, "it is another organisation's"
    portal.search(words("field.organization_number"), grouped(number))


@then(
    nb="blir ingen virksomhet lagt til blant brukerne til {client}",
    en="no organization is added to the users of {client}",
)
@guide(nb="Ingen virksomhet blir lagt til.", en="No organization is added.")
def none_added(portal: Portal, reference: Reference, words: Words, client: Organisation) -> None:
    """The dialog is still open and says that there is no such organisation; the rules refuse the
    number, a person's number and the client's own, and know no system access as a user; and the
    client has given what it had given."""
    portal.expect(words("dialog.new_user"), ["heading"])
    portal.expect_text(words("message.unknown_organization"))
    person = str(reference.person_as("daglig-leder", client).number)
    system_user = world().accesses[0].user.id
    expect_refused(
        reference,
        client,
        ENTITY_UNKNOWN,
        lambda uow, me: users.find_organisation(uow, me, UNKNOWN_NUMBER),
        lambda uow, me: users.find_organisation(uow, me, person),
        lambda uow, me: users.add_organisation(uow, me, client),
        lambda uow, me: powers.user(uow, me, system_user),
        lambda uow, me: powers.user(uow, me, "no such user"),
    )
    giver = reference.party(client).id
    with reference.state() as uow:
        now = {each.id for each in uow.assignments.given_by([giver])}
    before = {each.id for each in world().assignments if each.giver == giver}
    assert now == before, "somebody was added"


def _search(portal: Portal, reference: Reference, words: Words, text: str) -> None:
    reference.sought = text
    portal.search(words("field.search_users"), text)


def _listed(portal: Portal, reference: Reference) -> dict[str, str]:
    """The rows of the list of users by the users' numbers, in order, but for the one who looks."""
    own = reference.visitor.number if reference.visitor else None
    numbers = [str(party.number) for party in world().parties if party.number != own]
    names = {reference.shown_name(number): number for number in numbers}
    listed: dict[str, str] = {}
    for row in portal.rows():
        for name, number in names.items():
            if row.startswith(f"{name} ") and portal.shows(name, ["link", "button"]):
                listed.setdefault(number, row)
    return listed
