"""Loading what somebody has at a party (`DOMAIN.md 3.9`), for the rules in `domain.standing`."""

from __future__ import annotations

from systemtilgang.domain.connections import PRIVATE_PERSON, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.standing import Relation, Standing, counts_as_key_role
from systemtilgang.store import UnitOfWork


def standing(uow: UnitOfWork, holder_id: str, party: Party) -> Standing:
    """What `holder` has at `party`: directly, from its main unit, and through key roles.

    A key role passes on what the organisation received, one level only (3.9, 1). A person has the
    role `privatperson` at itself.
    """
    givers = _givers(uow, party)
    received = uow.assignments.received_by([holder_id])
    organisations = key_organisations(uow, received)
    own = [each for each in received if each.giver in givers]
    passed_on = uow.assignments.between(list(givers), organisations) if organisations else ()
    relations = [Relation(each, givers[each.giver], each.giver != party.id) for each in own]
    relations += [Relation(each, givers[each.giver], inherited=True) for each in passed_on]
    if holder_id == party.id and party.kind is PartyKind.PERSON:
        relations.append(Relation(Assignment(party.id, party.id, PRIVATE_PERSON), None))
    return Standing(uow.catalogue, tuple(relations))


def key_organisations(uow: UnitOfWork, received: tuple[Assignment, ...]) -> list[str]:
    """The organisations in which these assignments are key roles, by id."""
    with_key_role = [each for each in received if each.role in uow.catalogue.key_roles]
    forms = uow.parties.many({each.giver for each in with_key_role})
    return sorted(
        {
            each.giver
            for each in with_key_role
            if counts_as_key_role(uow.catalogue, each.role, forms[each.giver].form)
        }
    )


def _givers(uow: UnitOfWork, party: Party) -> dict[str, str | None]:
    """The parties whose gifts count as the party's: itself and its main unit; id to form."""
    givers = {party.id: party.form}
    if party.parent_id is not None:
        givers[party.parent_id] = uow.parties.existing(party.parent_id).form
    return givers
