"""The vendor's side of the system register (`DOMAIN.md 3.6.1`, `API.md 2`).

`vendor_id` is the party that the vendor's token names. No person acts here. What is wrong with a
registration is told one thing at a time, in upstream's order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain

from systemtilgang.domain.problems import Problem, Refused
from systemtilgang.domain.registration import (
    ID_TAKEN,
    SYSTEM_DELETED,
    wrong_clients,
    wrong_id,
    wrong_packages,
    wrong_redirects,
    wrong_services,
)
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.service.gates import system_of_vendor
from systemtilgang.store import UnitOfWork


def register(uow: UnitOfWork, system: RegisteredSystem, client_ids: Collection[str] = ()) -> None:
    """Register a new system of a vendor (`system.vendor_id`), with its Maskinporten clients.

    Refused: `AUTH.VLD-00013` and `-00001` for an id of the wrong form, `-00002` for one that a
    system has or had, `-00005` redirect URLs, `-00003`, `-00017`, `-00006` services, `-00008`,
    `-00007`, `-00018` packages, `-00011` and `-00004` clients. Raises `KeyError` for an
    unknown vendor.
    """
    number = uow.parties.existing(system.vendor_id).number or ""
    taken = [ID_TAKEN] if uow.systems.get(system.id) else []
    _refuse_first(
        wrong_id(system, number),
        taken,
        wrong_redirects(system),
        wrong_services(system, uow.catalogue),
        wrong_packages(system, uow.catalogue),
        _wrong_clients(uow, system, client_ids),
    )
    uow.systems.add(system)
    uow.systems.set_clients(system.id, client_ids)


def update(
    uow: UnitOfWork, vendor_id: str, changed: RegisteredSystem, client_ids: Collection[str] = ()
) -> None:
    """Replace all that is registered of a system; what is left out is empty afterwards.

    Accesses for the system stay as they are (invariant 7). Refused: `AUTH-00011` no such system of
    the vendor, 400 a deleted one; services, packages and clients as `register`.
    """
    system = system_of_vendor(uow, vendor_id, changed.id)
    if system.is_deleted:
        raise Refused(SYSTEM_DELETED)
    _refuse_first(
        wrong_services(changed, uow.catalogue),
        wrong_packages(changed, uow.catalogue),
        _wrong_clients(uow, changed, client_ids),
    )
    uow.systems.replace(replace(changed, vendor_id=system.vendor_id, is_deleted=False))
    uow.systems.set_clients(system.id, client_ids)


def delete(uow: UnitOfWork, vendor_id: str, system_id: str) -> bool:
    """Take a system out of the register; returns whether it was there still.

    Its id stays taken and accesses for it stay, but its Maskinporten clients may be used by other
    systems. Refused with `AUTH-00011` when the vendor has no such system.
    """
    system = system_of_vendor(uow, vendor_id, system_id)
    uow.systems.replace(replace(system, is_deleted=True))
    uow.systems.set_clients(system.id, ())
    return not system.is_deleted


def _wrong_clients(
    uow: UnitOfWork, system: RegisteredSystem, client_ids: Collection[str]
) -> Iterator[Problem]:
    owners = uow.systems.of_clients(client_ids)
    return wrong_clients(client_ids, [each for each in owners.values() if each != system.id])


def _refuse_first(*groups: Collection[Problem] | Iterator[Problem]) -> None:
    for problem in chain.from_iterable(groups):
        raise Refused(problem)
