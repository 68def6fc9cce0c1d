"""Services of the world, and a request for one: for tests of single rights on the screens."""

from __future__ import annotations

from requesting import add_request
from visitor import Visitor

from systemtilgang.domain.requests import Request
from systemtilgang.store import Store

HIRED, LEAVE, SICK = (
    "ovingstilsynet-innleie",
    "ovingstilsynet-permisjon",
    "ovingstilsynet-sykefravaer",
)
RECEIPTS, ARCHIVE = "proveetaten-tollkvitteringer", "proveetaten-arkiv"
HIRING, STAFF = "313909964_innleie", "313909964_personal"
CREATE = f"/systemuser/create?system={STAFF}&step=2"


def ask(store: Store, *, packages: tuple[str, ...] = ("a-ordning",)) -> Request:
    """A system wants the packages and one single right of the customer."""
    return add_request(store, system=HIRING, packages=packages, services=(HIRED,))


def name_of(visitor: Visitor, store: Store, service: str) -> str:
    """The name of a service in the language of the visitor."""
    return store.catalogue.services[service].name.in_language(visitor.t.language)
