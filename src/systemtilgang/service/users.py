"""The users page: who has access from a party, and adding to them (`PORTAL.md 3`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from systemtilgang.domain.catalogue import Role
from systemtilgang.domain.connections import AGENT, RIGHT_HOLDER, Assignment
from systemtilgang.domain.ordering import alphabetical
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import ENTITY_UNKNOWN, Refused
from systemtilgang.service.acting import Acting
from systemtilgang.service.gates import (
    acting_party,
    known,
    may_set_up,
    must_manage_access,
    refuse_unless,
)
from systemtilgang.service.handed_on import packages_at
from systemtilgang.service.lookups import organisation_with, person_with
from systemtilgang.service.permissions import flags_of
from systemtilgang.service.standings import given_at, standing
from systemtilgang.store import UnitOfWork

NEW_FOR = timedelta(hours=1)
"""How long a user that was added counts as new (`PORTAL.md 3.1`)."""


@dataclass(frozen=True)
class User:
    """A row of the users page. `roles` are register roles; `is_new`: added within the last hour.

    `has_client_access`: the party has made it an agent, to whom clients' packages are handed on.
    `sub_users` are the persons that get the organisation's access through a key role in it;
    `found_inside`: the search matched only among them.
    """

    party: Party
    roles: tuple[Role, ...]
    is_new: bool = False
    has_client_access: bool = False
    sub_users: tuple[User, ...] = ()
    found_inside: bool = False


@dataclass(frozen=True)
class UserList:
    """`me` is the person who looks; `others` everybody else that the search matched.

    `others` is `None` when the person may not see other users (`Kun tilgangsstyrere ...`).
    `is_empty`: nobody else has access, whatever was searched for.
    """

    me: User
    others: tuple[User, ...] | None
    is_empty: bool = False


@dataclass(frozen=True)
class Added:
    """Somebody who was added; `changed` is false when it was connected already."""

    party: Party
    changed: bool


def find_organisation(uow: UnitOfWork, acting: Acting, number: str) -> Party:
    """The organisation with this number (spaces ignored).

    Refused with 403 without the right to set up relationships, with `AM.VLD-00006` when no
    organisation has the number, and with `AM-00026` after too many of those.
    """
    may_set_up(uow, acting)
    found = organisation_with(uow, acting, number)
    if found is None:
        raise Refused(ENTITY_UNKNOWN)
    return found


def add_organisation(uow: UnitOfWork, acting: Acting, number: str) -> Added:
    """Connect the party to the organisation with this number, without any package yet (3.7).

    Idempotent. Refused as `find_organisation`, and with `AM.VLD-00006` for the party itself.
    """
    organisation = find_organisation(uow, acting, number)
    refuse_unless(organisation.id != acting.party, ENTITY_UNKNOWN)
    connection = Assignment(acting.party, organisation.id, RIGHT_HOLDER, created=acting.clock.now())
    return Added(organisation, uow.assignments.add(connection))


def add_person(uow: UnitOfWork, acting: Acting, number: str, last_name: str) -> Added:
    """Connect the party to the person with this number and last name (`PORTAL.md 3.2`).

    The last name is the first word of the register's name, in any case. Idempotent. Refused with
    403 unless access manager, with `AM.VLD-00006` when no person has both the number and the name
    (which of them was wrong is not told), and with `AM-00026` after too many of those.
    """
    must_manage_access(uow, acting)
    found = person_with(uow, acting, number, last_name)
    if found is None or found.id == acting.party:
        raise Refused(ENTITY_UNKNOWN)
    connection = Assignment(acting.party, found.id, RIGHT_HOLDER, created=acting.clock.now())
    return Added(found, uow.assignments.add(connection))


def list_users(
    uow: UnitOfWork, acting: Acting, search: str = "", *, with_agents: bool = False
) -> UserList:
    """Who has access from the party; newly added first, then by name (`PORTAL.md 3.1`).

    `search` is a substring of a name (any case) or of an organisation number without spaces; it
    also looks inside sub-users. An organisation's agents, the persons who have nothing but client
    access from it, are among the others only when asked for (`with_agents`). Never refused to a
    person who can act for the party; 403 otherwise.
    """
    party = acting_party(uow, acting)
    person = known(uow, acting.person, ENTITY_UNKNOWN)
    has = standing(uow, acting.person, party, acting.clock.now().date())
    flags = flags_of(has, party, acting.edition)
    refuse_unless(bool(has.relations or packages_at(uow, acting.person, party)))
    mine = [relation.assignment for relation in has.relations]
    me = User(person, register_roles(uow, mine), has_client_access=is_agent(mine))
    if not flags.may_set_up_relationship:
        return UserList(me, None)
    everybody = _others(uow, acting, party, with_agents=with_agents)
    matching = (matched for each in everybody if (matched := _matching(each, search.casefold())))
    return UserList(me, tuple(sorted(matching, key=_order)), is_empty=not everybody)


def users_for_file(
    uow: UnitOfWork, acting: Acting, search: str = "", *, with_agents: bool = False
) -> tuple[User, ...]:
    """The rows of the list that may be downloaded: oneself, then the others (`PORTAL.md 3.1`).

    Refused as `list_users`, and with 403 to a person who is not access manager.
    """
    party = acting_party(uow, acting)
    flags = flags_of(standing(uow, acting.person, party), party, acting.edition)
    refuse_unless(flags.is_admin)
    listed = list_users(uow, acting, search, with_agents=with_agents)
    return listed.me, *(listed.others or ())


def is_agent(assignments: Iterable[Assignment]) -> bool:
    """Whether client access is among what somebody has (`PORTAL.md 4.1`: `Har klienttilgang`)."""
    return any(each.role == AGENT for each in assignments)


def register_roles(uow: UnitOfWork, assignments: Iterable[Assignment]) -> tuple[Role, ...]:
    """The roles of Enhetsregisteret among the assignments, in the catalogue's order."""
    codes = {each.role for each in assignments}
    return tuple(
        role for role in uow.catalogue.roles.values() if role.from_register and role.code in codes
    )


def _others(uow: UnitOfWork, acting: Acting, party: Party, *, with_agents: bool) -> list[User]:
    """Everybody but the person and system users that something is given to at the party."""
    given: dict[str, list[Assignment]] = {}
    for each in given_at(uow, party, acting.clock.now().date()):
        if each.receiver not in {acting.person, party.id}:
            given.setdefault(each.receiver, []).append(each)
    receivers = uow.parties.many(given)
    under = _persons_under(uow, receivers)
    newest = acting.clock.now() - NEW_FOR
    return [
        User(
            party=receiver,
            roles=register_roles(uow, given[receiver.id]),
            is_new=any(each.created and each.created > newest for each in given[receiver.id]),
            has_client_access=is_agent(given[receiver.id]),
            sub_users=under.get(receiver.id, ()),
        )
        for receiver in receivers.values()
        if receiver.kind is not PartyKind.SYSTEM_USER
        and (with_agents or any(each.role != AGENT for each in given[receiver.id]))
    ]


def _persons_under(uow: UnitOfWork, parties: Collection[str]) -> dict[str, tuple[User, ...]]:
    """The persons with a key role in each of the parties, by name."""
    held: dict[tuple[str, str], list[Assignment]] = {}
    for each in uow.assignments.given_by(parties):
        if each.role in uow.catalogue.key_roles:
            held.setdefault((each.giver, each.receiver), []).append(each)
    persons = uow.parties.many({receiver for _, receiver in held})
    under: dict[str, list[User]] = {}
    for (party, receiver), roles in held.items():
        if persons[receiver].kind is PartyKind.PERSON:
            user = User(persons[receiver], register_roles(uow, roles))
            under.setdefault(party, []).append(user)
    return {key: tuple(sorted(users, key=_order)) for key, users in under.items()}


def _matching(user: User, search: str) -> User | None:
    """The user, when it matches itself or in some of its sub-users (then with only those)."""
    if matches(user.party, search):
        return user
    sub_users = tuple(each for each in user.sub_users if matches(each.party, search))
    return replace(user, sub_users=sub_users, found_inside=True) if sub_users else None


def matches(party: Party, search: str) -> bool:
    """Whether a search in lower case is in the name, or in an organisation's number."""
    by_number = party.kind is PartyKind.ORGANISATION and search in (party.number or "")
    return search in party.name.casefold() or by_number


def _order(user: User) -> tuple[bool, str, bool, str]:
    is_person = user.party.kind is PartyKind.PERSON
    return not user.is_new, alphabetical(user.party.name), is_person, user.party.id
