"""Requests from SmartCloud, put into a world without asking its rules, and who opens them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from visitor import Visitor, party

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment, derived_id
from systemtilgang.domain.requests import Request, RequestKind
from systemtilgang.portal.places import BASE
from systemtilgang.store import Store

PROVIDER, CUSTOMER = "DISKRET NÆR TIGER AS", "Klientkunde AS"
TAX, LEDGER = "313909964_skatt", "313909964_regnskap"
RECEIPT = "https://smartcloud.example/kvittering"
ASKED = datetime(2025, 11, 28, 9, tzinfo=UTC)
DIRECTOR, DIRECTOR_OF_PROVIDER = "Rask Lykt", "Dress Minst"
EMPLOYEE, STRANGER = "Mild Sti", "Tydelig Måne"
"""Who only has an ordinary package of the customer's, and who has nothing there."""

FORMS = ".//main//form[@method='post']"
"""What one can do on a page that changes something, as an XPath expression."""


def add_request(
    store: Store,
    kind: RequestKind = RequestKind.STANDARD,
    *,
    customer: str = CUSTOMER,
    system: str = TAX,
    packages: tuple[str, ...] = ("skattegrunnlag",),
    reference: str = "asked",
    **more: Any,
) -> Request:
    """A vendor has asked; `more` are other fields of the request."""
    party_id = party(store, customer).id
    added = Request(
        id=derived_id("asked", party_id, system, reference, kind),
        kind=kind,
        system_id=system,
        party_id=party_id,
        external_ref=reference,
        packages=packages,
        created=more.pop("created", ASKED),
        **more,
    )
    with store.unit_of_work() as uow:
        uow.requests.add(added)
        uow.commit()
    return added


def add_change(store: Store, **more: Any) -> Request:
    """The ledger of the provider wants one package more and one less in the access it has."""
    access_id = access_named(store, PROVIDER, "Regnskap i sky")
    return add_request(
        store,
        RequestKind.CHANGE,
        customer=PROVIDER,
        system=LEDGER,
        access_id=access_id,
        **{"packages": ("regnskap-okonomi-rapport",), "unwanted": ("posttjenester",), **more},
    )


def access_named(store: Store, owner: str, title: str) -> str:
    """The id of an access of an organisation."""
    owner_id = party(store, owner).id
    with store.unit_of_work() as uow:
        return next(user.id for user in uow.system_users.owned_by(owner_id) if user.title == title)


def give(store: Store, person: str, package: str, giver: str = CUSTOMER) -> None:
    """Give a person a package for an organisation, which may be the first."""
    connection = Assignment(party(store, giver).id, party(store, person).id, RIGHT_HOLDER)
    with store.unit_of_work() as uow:
        if uow.assignments.get(connection.id) is None:
            uow.assignments.add(connection)
        uow.assignments.grant(connection.id, package)
        uow.commit()


def page_of(request: Request, **state: str) -> str:
    """The address of a request's page, below the base."""
    more = "".join(f"&{key}={value}" for key, value in state.items())
    return f"/systemuser/{request.kind}?id={request.id}{more}"


def confirm_link(request: Request) -> str:
    """What the vendor hands to its customer."""
    return f"{BASE}{page_of(request)}&DONTCHOOSEREPORTEE=true"


def register(
    store: Store, system: str, url: str, *, packages: tuple[str, ...] | None = None
) -> None:
    """The vendor registers its receipt page, and other packages if these are named."""
    with store.unit_of_work() as uow:
        found = uow.systems.existing(system)
        changed = replace(found, redirect_urls=(url,), packages=packages or found.packages)
        uow.systems.replace(changed)
        uow.commit()


def request_now(store: Store, request: Request) -> Request:
    """The request as it is by now."""
    with store.unit_of_work() as uow:
        found = uow.requests.get(request.id)
    assert found, request.id
    return found


def withdraw(store: Store, request: Request) -> None:
    """The vendor takes the request back."""
    with store.unit_of_work() as uow:
        uow.requests.delete(request.id)
        uow.commit()


def of_kind(store: Store, kind: RequestKind, **more: Any) -> Request:
    """A request of a kind; of a change, the provider is the customer."""
    is_change = kind is RequestKind.CHANGE
    return add_change(store, **more) if is_change else add_request(store, kind, **more)


def director_for(visitor: Visitor, kind: RequestKind) -> Visitor:
    """The managing director of the organisation that `of_kind` asks, logged in."""
    visitor.log_in(DIRECTOR_OF_PROVIDER if kind is RequestKind.CHANGE else DIRECTOR)
    return visitor


def has_access(store: Store, request: Request) -> bool:
    """Whether the access that was asked for exists."""
    with store.unit_of_work() as uow:
        return uow.system_users.get(request.id) is not None


def is_logged_out(visitor: Visitor) -> bool:
    """Whether the pages of the portal ask one to log in."""
    visitor.request("GET", f"{BASE}/", follow=False)
    return "/login?" in visitor.answer.headers.get("location", "")
