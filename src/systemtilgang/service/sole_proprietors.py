"""Loading who reaches whom through a sole proprietorship (`DOMAIN.md 3.9`, 4)."""

from __future__ import annotations

from datetime import date

from systemtilgang.domain.connections import OWNER, Assignment
from systemtilgang.domain.parties import Party
from systemtilgang.domain.sole_proprietors import (
    ROLES_THAT_REACH_THE_OWNER,
    SOLE_PROPRIETORSHIP,
    reaches_owner,
)
from systemtilgang.store import UnitOfWork


def owners_reached(
    uow: UnitOfWork, received: tuple[Assignment, ...], today: date | None
) -> dict[str, Party]:
    """The owners of sole proprietorships whom these roles in the businesses reach, by id."""
    served = uow.parties.many(
        {each.giver for each in received if each.role in ROLES_THAT_REACH_THE_OWNER}
    )
    businesses = [key for key, each in served.items() if each.form == SOLE_PROPRIETORSHIP]
    owned = [each for each in uow.assignments.given_by(businesses) if each.role == OWNER]
    owners = uow.parties.many({each.receiver for each in owned})
    return {
        each.receiver: owners[each.receiver]
        for each in owned
        if reaches_owner(owners[each.receiver], served[each.giver], today)
    }


def businesses_of(uow: UnitOfWork, owner: Party, today: date | None) -> dict[str, Party]:
    """The person's sole proprietorships whose accountants and auditors reach the person, by id."""
    owned = [each.giver for each in uow.assignments.received_by([owner.id]) if each.role == OWNER]
    businesses = uow.parties.many(owned)
    return {key: each for key, each in businesses.items() if reaches_owner(owner, each, today)}
