"""Which rights stopped an access from being set up or changed, and why (`PORTAL.md 12`).

They are told on the page that follows, by their places in what was asked for: a cookie has no room
for many codes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from systemtilgang.domain.catalogue import Catalogue
from systemtilgang.domain.delegation_reasons import MISSING_PACKAGE_ACCESS, RESOURCE_NOT_DELEGABLE
from systemtilgang.domain.problems import (
    LACKS_PACKAGES_TO_GIVE,
    LACKS_SERVICES_TO_GIVE,
    SERVICES_NOT_GIVEN,
    Refused,
)
from systemtilgang.domain.rights import Rights
from systemtilgang.portal.refusals import why
from systemtilgang.portal.remedies import what_to_do
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.texts import Labels

REASONS: Mapping[str, str] = MappingProxyType(
    {
        MISSING_PACKAGE_ACCESS: "message.lacks_package",
        RESOURCE_NOT_DELEGABLE: "message.service_not_delegable",
    }
)
"""Why a service could not be given on -> label. Upstream's other reasons arise nowhere here."""


NO_REASON = "services"
"""Where the places of services without a reason are told."""


@dataclass(frozen=True)
class Undelegated:
    """The names of the packages at fault, and of the services, each with why if that is known."""

    packages: tuple[str, ...] = ()
    services: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Failure:
    """What stopped what somebody has just tried: the labels of why and of what to do, and the
    rights at fault."""

    key: str
    remedy: str
    at_fault: Undelegated


def headline(refused: Refused, default: str) -> str:
    """The label of what is said above the lists; the screen's default for other problems."""
    if refused.reasons and refused.packages:
        return "message.rights_not_delegated"
    if refused.reasons:
        return "message.services_not_delegated"
    if refused.packages and refused.problem == LACKS_PACKAGES_TO_GIVE:
        return "message.packages_not_delegated"
    return why(refused.problem, default)


def remedy(refused: Refused) -> str:
    """The label of what to do: by the reasons of services, which not every problem tells."""
    if RESOURCE_NOT_DELEGABLE in refused.reasons.values():
        return what_to_do(SERVICES_NOT_GIVEN)
    return what_to_do(LACKS_SERVICES_TO_GIVE if refused.reasons else refused.problem)


def told(refused: Refused, asked: Rights) -> dict[str, str]:
    """What a message carries to the next page: the places in `asked` of what is at fault."""
    of_reasons = {reason: _places(asked.services, _at_fault(refused, reason)) for reason in _KEYS}
    return {"packages": _places(asked.packages, refused.packages), **of_reasons}


def failure(
    last: Flash | None, row: str, asked: Rights, catalogue: Catalogue, t: Labels
) -> Failure | None:
    """What failed last, if it is told at `row` (see `Flash`), with the rights of `asked` that are
    at fault; None if nothing did."""
    if last is None or last.row != row:
        return None
    return Failure(last.key, last.remedy, undelegated(last.values, asked, catalogue, t))


def undelegated(
    values: Mapping[str, str], asked: Rights, catalogue: Catalogue, t: Labels
) -> Undelegated:
    """What `told` has told, in the order asked for; what is not asked for any more is left out."""
    packages = _at(values.get("packages", ""), asked.packages)
    why_not = {
        each: t(REASONS[reason]) if reason in REASONS else ""
        for reason in _KEYS
        for each in _at(values.get(reason, ""), asked.services)
    }
    return Undelegated(
        tuple(t.package(catalogue.packages[code]) for code in packages),
        tuple(
            (catalogue.services[each].name.in_language(t.language), why_not[each])
            for each in asked.services
            if each in why_not
        ),
    )


_KEYS = (NO_REASON, *REASONS)


def _at_fault(refused: Refused, reason: str) -> Collection[str]:
    """The services that are at fault for this reason."""
    return [each for each in refused.services if refused.reasons.get(each, NO_REASON) == reason]


def _places(asked: Sequence[str], at_fault: Collection[str]) -> str:
    return " ".join(str(at) for at, each in enumerate(asked) if each in at_fault)


def _at(places: str, asked: Sequence[str]) -> tuple[str, ...]:
    return tuple(asked[at] for at in map(int, places.split()) if at < len(asked))
