"""Finding a person or an organisation by number, for those who are not locked out.

A person who looks in vain too often is refused for an hour, whatever party is acted for and
whatever the answers are then (`PORTAL.md 3.2`, `DOMAIN.md 3.8`).
"""

from __future__ import annotations

from systemtilgang.domain.lookups import TOO_MANY_LOOKUPS, after_miss, mark_of
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import refuse_unless
from systemtilgang.store import UnitOfWork


def organisation_with(uow: UnitOfWork, acting: Acting, number: str) -> Party | None:
    """The organisation with this number (spaces ignored); `None` without one, which is counted.

    Refused with `AM-00026` while locked out. The count is kept only if the caller commits.
    """
    _must_not_be_locked(uow, acting)
    wanted = number.replace(" ", "")
    found = uow.parties.by_number(wanted)
    if found is not None and found.kind is PartyKind.ORGANISATION:
        return found
    _count_miss(uow, acting, wanted)
    return None


def person_with(uow: UnitOfWork, acting: Acting, number: str, last_name: str) -> Party | None:
    """The person with both this number and this last name, in any case; `None` without one, which
    is counted.

    The last name is the first word of the register's name. Refused with `AM-00026` while locked
    out. The count is kept only if the caller commits.
    """
    _must_not_be_locked(uow, acting)
    wanted = last_name.strip().casefold()
    found = uow.parties.by_number(number)
    if found is not None and found.kind is PartyKind.PERSON:
        register_name = found.name.partition(" ")[0]
        if register_name.casefold() == wanted:
            return found
    _count_miss(uow, acting, number, wanted)
    return None


def _must_not_be_locked(uow: UnitOfWork, acting: Acting) -> None:
    misses = uow.lookups.misses_of(acting.person)
    locked = misses is not None and misses.is_locked(acting.clock.now())
    refuse_unless(not locked, TOO_MANY_LOOKUPS)


def _count_miss(uow: UnitOfWork, acting: Acting, *answers: str) -> None:
    so_far = uow.lookups.misses_of(acting.person)
    misses = after_miss(so_far, mark_of(*answers), acting.clock.now())
    uow.lookups.keep(acting.person, misses)
