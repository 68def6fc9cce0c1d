"""Loading what somebody has at a party (`DOMAIN.md 3.9`), for the rules in `domain.standing`."""

from __future__ import annotations

from datetime import date

from systemtilgang.domain.connections import PRIVATE_PERSON, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.sole_proprietors import ROLES_THAT_REACH_THE_OWNER
from systemtilgang.domain.standing import (
    Reason,
    Relation,
    Standing,
    counts_as_key_role,
)
from systemtilgang.service.sole_proprietors import businesses_of
from systemtilgang.store import UnitOfWork


def standing(uow: UnitOfWork, holder_id: str, party: Party, today: date | None = None) -> Standing:
    """What `holder` has at `party`: directly, from its main unit, and through key roles.

    A key role passes on what the organisation received, one level only (3.9, 1). A person has the
    role `privatperson` at itself, and its sole proprietorships' accountants and auditors have at
    the owner what they have at the business (3.9, 4); `today` decides about a deleted one, and
    without it a deleted one does not count.
    """
    givers = _givers(uow, party)
    received = uow.assignments.received_by([holder_id])
    organisations = key_organisations(uow, received)
    passed_on = uow.assignments.between(givers, organisations)
    relations = [
        Relation(each, givers[each.giver], _reason(each, party, through))
        for through, assignments in ((Reason.DIRECT, received), (Reason.KEY_ROLE, passed_on))
        for each in assignments
        if each.giver in givers
    ]
    if party.kind is PartyKind.PERSON:
        reaching = businesses_of(uow, party, today)
        relations += [
            Relation(each, reaching[each.giver].form, Reason.KEY_ROLE)
            for each in uow.assignments.between(reaching, [holder_id, *organisations])
            if each.role in ROLES_THAT_REACH_THE_OWNER
        ]
        if holder_id == party.id:
            relations.append(Relation(Assignment(party.id, party.id, PRIVATE_PERSON), None))
    return Standing(uow.catalogue, tuple(relations))


def given_at(uow: UnitOfWork, party: Party, today: date) -> tuple[Assignment, ...]:
    """Everything that gives somebody something at the party, but for what a key role passes on.

    The party's own gifts and its main unit's, and for a person the accountants and auditors of its
    sole proprietorships.
    """
    own = uow.assignments.given_by(_givers(uow, party))
    if party.kind is not PartyKind.PERSON:
        return own
    reaching = uow.assignments.given_by(businesses_of(uow, party, today))
    return own + tuple(each for each in reaching if each.role in ROLES_THAT_REACH_THE_OWNER)


def key_organisations(uow: UnitOfWork, received: tuple[Assignment, ...]) -> list[str]:
    """The organisations in which these assignments are key roles, by id."""
    givers = uow.parties.many({each.giver for each in received})
    return sorted(
        {
            each.giver
            for each in received
            if counts_as_key_role(uow.catalogue, each.role, givers[each.giver].form)
        }
    )


def _reason(assignment: Assignment, party: Party, through: Reason) -> Reason:
    """The way to the holder, with `PARENT` for what the party's main unit has given."""
    return through if assignment.giver == party.id else through | Reason.PARENT


def _givers(uow: UnitOfWork, party: Party) -> dict[str, str | None]:
    """The parties whose gifts count as the party's: itself and its main unit; id to form."""
    givers = {party.id: party.form}
    if party.parent_id is not None:
        givers[party.parent_id] = uow.parties.existing(party.parent_id).form
    return givers
