"""Single rights as they are now, and how the screen lists them: predicates that outcomes share.

Each raises `AssertionError` when it is not so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from steps.types import shown_package, shown_service
from steps.world import Reference, world
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import PartyKind
from systemtilgang.domain.problems import LACKS_SERVICES_TO_GIVE, Refused
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.system_accesses import SystemUser
from systemtilgang.service import decisions


def codes_of(rights: Rights) -> frozenset[str]:
    """The codes of the packages and the ids of the services, which are never alike."""
    return frozenset({*rights.packages, *rights.services})


def _expect_counted(portal: Portal, words: Words, rights: Rights) -> None:
    """The screen says how many packages, and how many single rights, there are."""
    for one, many, codes in (
        ("heading.one_package_requested", "heading.many_packages_requested", rights.packages),
        ("heading.one_service_requested", "heading.many_services_requested", rights.services),
    ):
        if codes:
            heading = words(one) if len(codes) == 1 else words(many, count=str(len(codes)))
            portal.expect(heading, ["heading"])


def rows_of(words: Words, rights: Rights) -> list[str]:
    """How a screen lists these packages, and after them these services."""
    packages = [shown_package(words, code) for code in rights.packages]
    return packages + [shown_service(words, each) for each in rights.services]


def expect_rights(
    portal: Portal, words: Words, rights: Rights, table: tuple[Mapping[str, str], ...]
) -> None:
    """The table has just these rights, and the screen counts and lists them."""
    written = {(row["kind"], row["right"]) for row in table}
    actual = {("package", code) for code in rights.packages}
    actual |= {("service", each) for each in rights.services}
    told = ", ".join(f"the {kind} {code}" for kind, code in sorted(actual))
    assert written == actual, f"the system asks for {told}"
    expect_rows(portal, words, rights)
    _expect_counted(portal, words, rights)


def expect_rows(portal: Portal, words: Words, rights: Rights) -> None:
    """The page lists these packages, then these services, and no others."""
    known = rows_of(words, _all_rights())
    rows = [row for row in portal.rows() if row in known]
    assert rows == rows_of(words, rights), f"the page lists {', '.join(rows)}"


def expect_held_singly(rights: Rights, service: str) -> None:
    """The service is one of the single rights, and in none of the packages."""
    assert service in rights.services, "it is no single right of the access"
    in_packages = world().catalogue.services[service].packages
    assert in_packages.isdisjoint(rights.packages), "an access package has it already"


def expect_at_fault(portal: Portal, words: Words, refused: Refused, asked: Rights) -> None:
    """Services alone are at fault, for packages that one lacks; the page lists what was asked for,
    and then each of them with that reason."""
    assert refused.problem == LACKS_SERVICES_TO_GIVE, f"it is refused for {refused}"
    assert refused.packages == (), "access packages are lacking, too"
    portal.expect_text(words("message.undelegated_services"))
    expect_rows(portal, words, asked)
    services, why = world().catalogue.services, words("message.lacks_package")
    names = (services[each].name.in_language(words.language) for each in refused.services)
    told = [row for row in portal.rows() if row.endswith(why)]
    assert told == [f"{name}: {why}" for name in names], f"the page lists {', '.join(told)}"


def _all_rights() -> Rights:
    """All that there is to have, so that no list of the page goes unseen."""
    catalogue = world().catalogue
    return Rights(tuple(catalogue.packages), tuple(catalogue.services))


def expect_services_permitted_only(
    reference: Reference, access: SystemUser, rights: Rights, numbers: Iterable[str]
) -> None:
    """The decision point permits the access just these services, and those in these packages, for
    these organisations and their sub-units, and no service for anybody else."""
    wanted, services = frozenset(numbers), world().catalogue.services
    has = {
        each.id
        for each in services.values()
        if each.id in rights.services or not each.packages.isdisjoint(rights.packages)
    }
    by_id = {party.id: party.number for party in world().parties}
    organisations = [each for each in world().parties if each.kind is PartyKind.ORGANISATION]
    for party in organisations:
        is_wanted = not wanted.isdisjoint({party.number, by_id.get(party.parent_id or "")})
        permitted = _permitted(reference, access, party.id)
        for service in sorted(permitted ^ (has if is_wanted else set())):
            may = "permits" if service in permitted else "does not permit"
            raise AssertionError(f"the decision point {may} {service} on behalf of {party.name}")


def _permitted(reference: Reference, access: SystemUser, party_id: str) -> set[str]:
    """The ids of all services that the access may use for the party."""
    with reference.state() as uow:
        return {
            each
            for each in uow.catalogue.services
            if decisions.decide_service(uow, access.id, party_id, each) is Decision.PERMIT
        }
