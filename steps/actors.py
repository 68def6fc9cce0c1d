"""Whom one acts for: choosing among those that one can act for, and what others do not have."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, guide, then, when
from steps.types import MenuItem, Organisation, Role
from steps.witness import expect_refused
from steps.world import PORTAL, Reference, world
from systemtilgang.domain.problems import FORBIDDEN
from systemtilgang.domain.surroundings import SeededIdentifiers
from systemtilgang.service import login, powers, system_accesses, users


@when(
    nb="jeg logger på som {role} i {organisation}, uten å velge virksomhet ennå",
    en="I log in as {role} of {organisation}, without choosing an organization yet",
)
@guide(
    nb="Logg på Altinn som {role} i {organisation}.",
    en="Log in to Altinn as {role} of {organisation}.",
)
def log_in_only(
    portal: Portal, reference: Reference, role: Role, organisation: Organisation
) -> None:
    """Logs in as the person who is this to the organisation; Altinn asks whom to act for."""
    _log_in(portal, reference, role, organisation)


@when(
    nb="jeg logger på som {role} i {organisation}, og velger {other}",
    en="I log in as {role} of {organisation}, and choose {other}",
)
@guide(
    nb="Logg på Altinn som {role} i {organisation}, og velg {other} når Altinn spør hvem du vil "
    "bruke Altinn på vegne av.",
    en="Log in to Altinn as {role} of {organisation}, and choose {other} when Altinn asks who you "
    "want to use Altinn on behalf of.",
)
def log_in_for_other(
    portal: Portal,
    reference: Reference,
    role: Role,
    organisation: Organisation,
    other: Organisation,
) -> None:
    """Logs in as the person who is this to the organisation, and acts for another one."""
    _log_in(portal, reference, role, organisation)
    choose_actor(portal, reference, other)


@when(
    nb="jeg logger på som {role} i {organisation}, og velger meg selv",
    en="I log in as {role} of {organisation}, and choose myself",
)
@guide(
    nb="Logg på Altinn som {role} i {organisation}, og velg deg selv når Altinn spør hvem du vil "
    "bruke Altinn på vegne av.",
    en="Log in to Altinn as {role} of {organisation}, and choose yourself when Altinn asks who you "
    "want to use Altinn on behalf of.",
)
def log_in_for_oneself(
    portal: Portal, reference: Reference, role: Role, organisation: Organisation
) -> None:
    """Logs in as the person who is this to the organisation, and acts for him- or herself."""
    _log_in(portal, reference, role, organisation)
    assert reference.visitor is not None
    choose_actor(portal, reference, str(reference.visitor.number))


@then(
    nb="kan jeg velge mellom disse virksomhetene:",
    en="I can choose between these organizations:",
    table={"organisation": column(Organisation, nb="Virksomhet", en="Organization")},
)
@guide(
    nb="Du kan velge deg selv eller en av disse virksomhetene:",
    en="You can choose yourself or one of these organizations:",
)
def may_choose(
    portal: Portal, reference: Reference, words: Words, table: tuple[Mapping[str, str], ...]
) -> None:
    """The selector has the person and just these, in this order, and marks the person; the rules
    refuse to act for any other party."""
    portal.expect(words("heading.choose_actor"), ["heading"])
    assert reference.visitor is not None, "nobody has logged in"
    me = reference.visitor
    numbers = [str(me.number), *(row["organisation"] for row in table)]
    names = [reference.shown_name(number) for number in numbers]
    rows = [row for row in portal.rows() if row]
    for party in world().parties:
        name, expected = reference.shown_name(str(party.number)), str(party.number) in numbers
        assert portal.shows(name, ["menuitem"]) == expected, f"the wrong choice: {name}"
        assert expected or not any(row.startswith(f"{name} ") for row in rows)
    with reference.state() as uow:
        found = login.actors(uow, me.id)
    assert [each.number for each in found] == numbers, f"the order is not {', '.join(names)}"
    portal.expect_text(words("text.you"))
    for party in world().parties:
        if str(party.number) not in numbers:
            expect_refused(
                reference,
                str(party.number),
                FORBIDDEN,
                lambda uow, me: login.actor(uow, me.person, me.party),
            )


@when(
    nb="jeg velger å bruke Altinn på vegne av {organisation}",
    en="I choose to use Altinn on behalf of {organisation}",
)
@guide(nb="Velg {organisation}.", en="Choose {organisation}.")
def choose_actor(portal: Portal, reference: Reference, organisation: Organisation) -> None:
    """Presses the row of the selector, which is open."""
    reference.acting_for = organisation
    portal.click(reference.shown_name(organisation), ["menuitem"])


@when(
    nb="jeg bytter til {organisation}",
    en="I switch to {organisation}",
)
@guide(
    nb="Åpne listen øverst på siden, og bytt til {organisation}.",
    en="Open the list at the top of the page, and switch to {organisation}.",
)
def switch_actor(portal: Portal, reference: Reference, organisation: Organisation) -> None:
    """Opens the selector by the button with the name of whom one acts for, and chooses another."""
    portal.click(reference.shown_name(reference.acting_for), ["button"])
    choose_actor(portal, reference, organisation)


@then(
    nb="har {organisation} ingen systemtilganger, selv om hovedenheten har det",
    en="{organisation} has no system accesses, even though its main unit does",
)
@guide(
    nb="Oversikten er tom, for systemtilgangene tilhører hovedenheten.",
    en="The overview is empty, because the system accesses belong to the main unit.",
)
def unit_has_none(
    portal: Portal, reference: Reference, words: Words, organisation: Organisation
) -> None:
    """The overview is that of the sub-unit, and has none of the main unit's accesses; nor does a
    page of the sub-unit. What the main unit has granted is not the sub-unit's to take back."""
    unit = reference.party(organisation)
    portal.expect(
        words("heading.system_accesses", actor=reference.shown_name(organisation)), ["heading"]
    )
    owned = [each.user for each in world().accesses if each.user.owner_id == unit.parent_id]
    assert owned, "the main unit has none either"
    for each in owned:
        assert not any(row.startswith(f"{each.title} ") for row in portal.rows()), each.title
    overview = reference.overview(organisation)
    assert {overview.own, overview.for_clients} <= {None, ()}, "the rules show some"
    manager = reference.acting(
        reference.person_as("daglig-leder", reference.owner_number(owned[0].title)), organisation
    )
    granted = next(
        each.receiver
        for each in world().assignments
        if each.giver == unit.parent_id and each.packages
    )
    with reference.state() as uow:
        shown = powers.user(uow, manager, granted)
    held = [each for area in shown.areas for each in area.held]
    assert held, "the sub-unit does not inherit it"
    assert not any(each.revocable for each in held), "the sub-unit could take it back"


@then(nb="finner jeg ikke {place} i menyen", en="I do not find {place} in the menu")
@guide(nb="{place} finnes ikke i menyen.", en="{place} is not in the menu.")
def no_menu_item(portal: Portal, reference: Reference, words: Words, place: MenuItem) -> None:
    """The sidebar does not have it: a person has no system accesses, can create none, and can
    administer no clients, but is access manager of him- or herself."""
    assert reference.visitor is not None, "nobody has logged in"
    assert place.key == "link.system_accesses", "it is another menu item that is not there"
    own = str(reference.visitor.number)
    portal.expect(words("landmark.sidebar"), ["navigation"])
    portal.expect_gone(place.text, ["link"])
    seen = reference.overview(own)
    assert (seen.own, seen.for_clients) == (None, None), "the rules show some"
    systems = [each.id for each in world().systems if each.is_visible]
    expect_refused(
        reference,
        own,
        FORBIDDEN,
        lambda uow, me: system_accesses.create(uow, me, systems[0], SeededIdentifiers(1)),
    )
    acting = reference.visiting(own)
    with reference.state() as uow:
        alone = users.list_users(uow, acting)
    assert (alone.others, alone.is_empty) == ((), True), "there are other users"


def _log_in(portal: Portal, reference: Reference, role: str, organisation: str) -> None:
    person = reference.person_as(role, organisation)
    reference.visitor, reference.acting_for = person, str(person.number)
    portal.open(PORTAL)
    portal.click(reference.button_of(person), ["button"])
