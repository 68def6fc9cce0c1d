"""Deleting a person from client administration: the question, and what goes with the person."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, guide, then
from steps.agents import add, agents_now, expect_client_access, expect_handed_on, giving
from steps.client_administration import expect_list
from steps.types import Organisation, Package, Person
from steps.witness import expect_no_effect, expect_refused
from steps.world import Reference
from systemtilgang.domain.client_delegation import (
    AGENT_NOT_REGISTERED,
    AGENT_UNKNOWN,
    HAS_ACTIVE_PACKAGES,
    NOT_FOR_THIS_KIND,
)
from systemtilgang.service import agent_clients, agents


@then(
    nb="blir jeg spurt om jeg vil slette {person} fra klientadministrasjonen",
    en="I am asked whether I want to delete {person} from client administration",
)
@guide(
    nb="Altinn spør om du er sikker. {person} er ikke slettet ennå.",
    en="Altinn asks whether you are sure. {person} has not been deleted yet.",
)
def is_asked(portal: Portal, reference: Reference, words: Words, person: Person) -> None:
    """The dialog says what goes with the person; nothing has gone yet, and the rules ask before
    they delete somebody who has something."""
    portal.expect(words("heading.delete_agent"), ["heading"])
    portal.expect_text(words("message.agent_loses_everything"))
    actor, agent = reference.acting_for, reference.party(person).id
    expect_handed_on(reference, actor, person)
    expect_refused(
        reference, actor, HAS_ACTIVE_PACKAGES, lambda uow, me: agents.remove(uow, me, agent)
    )


@then(
    nb="er {person} slettet fra klientadministrasjonen til {organisation}, sammen med disse "
    "fullmaktene:",
    en="{person} is deleted from the client administration of {organisation}, with these "
    "authorizations:",
    table={
        "package": column(Package, nb="Tilgangspakke", en="Access package"),
        "client": column(Organisation, nb="Klient", en="Client"),
    },
)
@guide(
    nb="{person} er slettet og har mistet alle fullmaktene for klientene:",
    en="{person} has been deleted and has lost all authorizations for the clients:",
)
def is_deleted(
    portal: Portal,
    reference: Reference,
    words: Words,
    person: Person,
    organisation: Organisation,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """The list of users does not have it; what it had of the clients, which is just this, has gone,
    and what the organisation itself has granted it has not."""
    expect_list(portal, reference, words, organisation)
    portal.expect_gone(reference.shown_name(person), ["link"])
    assert person not in agents_now(reference, organisation), "it was not deleted"
    expect_client_access(reference, organisation, person, has=False)
    agent = reference.party(person).id
    expect_refused(
        reference,
        organisation,
        AGENT_UNKNOWN,
        lambda uow, me: agent_clients.clients_of(uow, me, agent),
    )
    expect_no_effect(reference, organisation, lambda uow, me: agents.remove(uow, me, agent))
    own = reference.party(organisation).id
    expect_refused(
        reference, organisation, NOT_FOR_THIS_KIND, lambda uow, me: agents.remove(uow, me, own)
    )
    had = {each for each in reference.permitted if each[0] == person}
    told = {(person, row["package"], row["client"]) for row in table}
    assert told == had, "it had something else"
    again = (giving(reference, organisation, *each) for each in had)
    expect_refused(reference, organisation, AGENT_NOT_REGISTERED, *again)
    reference.permitted -= had
    add(reference, organisation, person)  # nothing comes back with it
    expect_handed_on(reference, organisation, person)
    assert reference.granted(organisation, person), "its own packages have gone, too"
