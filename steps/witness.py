"""Predicates about the state that several outcomes share: who is refused, and what is permitted
beside what a guide says. Each raises `AssertionError` when the reference implementation disagrees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from steps.world import Reference, edition, world
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import (
    FORBIDDEN,
    NOT_YOURS_TO_DELETE,
    SYSTEM_USER_NOT_FOUND,
    Problem,
    Refused,
)
from systemtilgang.domain.system_accesses import SystemUser, UserType
from systemtilgang.service import decisions, system_accesses
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork

UseCase = Callable[[UnitOfWork, Acting], object]


def expect_refused(
    reference: Reference, organisation: str, problem: Problem, *use_cases: UseCase
) -> None:
    """The visitor, acting for the organisation, is refused each of these for just this reason."""
    expect_refused_to(reference, reference.visiting(organisation), problem, *use_cases)


def expect_refused_to(
    reference: Reference, acting: Acting, problem: Problem, *use_cases: UseCase
) -> None:
    """Who acts is refused each of the use cases for just this reason; nothing of them is kept."""
    for number, use in enumerate(use_cases, 1):
        _expect_refusal(reference, acting, problem, use, f"use case {number}")


def _expect_refusal(
    reference: Reference, acting: Acting, problem: Problem, use: UseCase, what: str
) -> None:
    found = refusal(reference, lambda uow: use(uow, acting), what).problem
    assert found == problem, f"{what} is refused for another reason: {found.title}"


def refusal(reference: Reference, use: Callable[[UnitOfWork], object], what: str = "it") -> Refused:
    """Why the rules refuse `what`; nothing that is tried is kept.

    Raises `AssertionError` when they permit it.
    """
    with reference.store.unit_of_work() as uow:
        try:
            use(uow)
        except Refused as refused:
            return refused
    raise AssertionError(f"the rules permit {what}")


def expect_no_effect(reference: Reference, organisation: str, *use_cases: UseCase) -> None:
    """The visitor may do each of these, and it changes nothing: it is so already.

    Each use case returns whether something has changed.
    """
    acting = reference.visiting(organisation)
    for number, use in enumerate(use_cases, 1):
        with reference.state() as uow:
            assert use(uow, acting) is False, f"use case {number} changes something again"


def expect_permitted_only(
    reference: Reference, access: SystemUser, packages: Iterable[str], numbers: Iterable[str]
) -> None:
    """The decision point permits the access these packages for these organisations and their
    sub-units, and of all packages that any access has nothing else for anybody."""
    wanted = frozenset(numbers)
    has = frozenset(packages)
    known = {code for each in world().systems for code in each.packages} | has
    by_id = {party.id: party.number for party in world().parties}
    organisations = [each for each in world().parties if each.kind is PartyKind.ORGANISATION]
    with reference.state() as uow:
        permitted = {each: decisions.permitted(uow, access, each) & known for each in organisations}
    for party, packages_there in permitted.items():
        is_wanted = not wanted.isdisjoint({party.number, by_id.get(party.parent_id or "")})
        for code in sorted(packages_there ^ (has if is_wanted else frozenset())):
            may = "permits" if code in packages_there else "does not permit"
            raise AssertionError(f"the decision point {may} {code} on behalf of {party.name}")


def expect_out_of_reach(reference: Reference, access: SystemUser) -> None:
    """The manager of another organisation can neither see nor delete the access; nor can an
    employee of its owner without administrator rights, who sees no other of its accesses either."""
    role = "daglig-leder"
    other = next(
        each for each in world().assignments if each.role == role and each.giver != access.owner_id
    )
    acting = Acting(other.receiver, other.giver, EDITIONS[edition()], reference.clock)
    expect_refused_to(
        reference,
        acting,
        NOT_YOURS_TO_DELETE,
        lambda uow, me: system_accesses.delete(uow, me, access.id),
    )
    expect_refused_to(
        reference,
        acting,
        SYSTEM_USER_NOT_FOUND,
        lambda uow, me: system_accesses.access(uow, me, access.id),
    )
    owner = next(str(each.number) for each in world().parties if each.id == access.owner_id)
    expect_refused_to(
        reference,
        reference.acting(reference.person_as("posttjenester", owner), owner),
        FORBIDDEN,
        lambda uow, me: system_accesses.delete(uow, me, access.id),
        *(
            partial(system_accesses.access, access_id=each.user.id)
            for each in world().accesses
            if each.user.owner_id == access.owner_id
        ),
    )


def expect_overview(reference: Reference, organisation: str, *, own: bool) -> None:
    """The visitor is shown all accesses for clients, newest first, and no others among them; and
    those of the organisation for itself only when `own`."""
    owner = reference.party(organisation).id
    with reference.state() as uow:
        owned = uow.system_users.owned_by(owner)
    found = reference.overview(organisation)
    for kind, shown, may in (
        (UserType.STANDARD, found.own, own),
        (UserType.AGENT, found.for_clients, True),
    ):
        expected = tuple(each.id for each in owned if each.user_type is kind) if may else None
        actual = None if shown is None else tuple(each.id for each in shown)
        assert actual == expected, f"the overview has other accesses of type {kind}"


def packages_from(reference: Reference, giver: str, receiver: str) -> frozenset[str]:
    """What packages the receiver has from the giver: granted, or by its roles in the register."""
    catalogue, form = world().catalogue, reference.party(giver).form
    by_roles = {
        package.code
        for role in reference.register_roles(giver, receiver)
        for package, terms in catalogue.by_role.get(role, ())
        if terms.access and terms.covers(form)
    }
    return frozenset(by_roles) | (reference.granted(giver, receiver) or frozenset())
