"""Deleting a user: the question, and what the user has lost then."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then
from steps.powers import deleting, revoking
from steps.types import Organisation
from steps.witness import expect_no_effect, expect_refused, expect_refused_to
from steps.world import Reference, edition
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.problems import ASSIGNMENT_IN_USE, FORBIDDEN
from systemtilgang.service import login, users
from systemtilgang.service.acting import Acting


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
    unasked = deleting(reference, provider, cascade=False)
    expect_refused(reference, client, ASSIGNMENT_IN_USE, unasked)


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
        deleting(reference, provider, cascade=False),
        revoking(reference, provider, "skattegrunnlag"),
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
