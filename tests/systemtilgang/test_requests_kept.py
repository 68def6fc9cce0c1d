"""How requests are kept: what the store gives back, and what it never lets in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from asking import AGENT, CHANGE, OWN, Vendor
from sqlalchemy.exc import IntegrityError
from town import LONG_AGO, Town

from systemtilgang.domain.requests import Request, RequestStatus

FULL = Request(
    id="full",
    kind=AGENT,
    system_id="vendor_system",
    party_id="",
    external_ref="ref",
    packages=("toll", "lonn", "a-ordning"),
    created=LONG_AGO,
    title="Title",
    redirect_url="https://vendor.example/receipt",
    status=RequestStatus.REJECTED,
    escalated=True,
)


@pytest.fixture
def full(town: Town) -> Request:
    Vendor(town, "toll")
    return replace(FULL, party_id=town.organisation("Firm").id)


def test_a_request_comes_back_as_it_was_put_in(town: Town, full: Request) -> None:
    change = replace(full, id="change", kind=CHANGE, unwanted=("toll", "b"), access_id="gone")
    single = replace(change, id="single", services=("z", "x", "y"), unwanted_services=("y", "a"))
    only = replace(single, id="only", packages=(), unwanted=())
    least = Request("least", OWN, full.system_id, full.party_id, "least", (), LONG_AGO)
    for each in (full, change, single, only, least):
        town.uow.requests.add(each)
        assert town.uow.requests.get(each.id) == each
    assert town.uow.requests.get("unknown") is None


def test_there_is_one_request_of_a_key_and_as_many_changes_as_one_likes(
    town: Town, full: Request
) -> None:
    town.uow.requests.add(full)
    with pytest.raises(IntegrityError):
        town.uow.requests.add(replace(full, id="second", kind=OWN))
    for name in ("a", "b"):
        town.uow.requests.add(replace(full, id=name, kind=CHANGE))
        town.uow.requests.add(replace(full, id=f"other {name}", external_ref=name))
    key = full.party_id, full.external_ref, full.system_id
    assert town.uow.requests.for_access(*key) == full


def test_a_deleted_request_is_found_no_more_and_frees_its_key_but_not_its_id(
    town: Town, full: Request
) -> None:
    requests, key = town.uow.requests, (full.party_id, full.external_ref, full.system_id)
    requests.add(full)
    assert (requests.delete(full.id), requests.delete(full.id)) == (True, False)
    found = requests.get(full.id), requests.for_access(*key), requests.sent_to(full.party_id)
    assert found == (None, None, ())
    assert requests.of_system(full.system_id) == ()
    assert (requests.is_taken(full.id), requests.is_taken("second")) == (True, False)
    again = replace(full, id="second")
    requests.add(again)
    assert requests.for_access(*key) == again


def test_requests_are_listed_newest_first(town: Town, full: Request) -> None:
    for number in (1, 3, 2):
        created = LONG_AGO + timedelta(days=number)
        name = str(number)
        town.uow.requests.add(replace(full, id=name, external_ref=name, created=created))
    town.uow.requests.add(replace(full, id="0", external_ref="0", created=created))
    for listed in (
        town.uow.requests.sent_to(full.party_id),
        town.uow.requests.of_system(full.system_id),
    ):
        assert [each.id for each in listed] == ["3", "0", "2", "1"]


def test_only_the_request_meant_is_handled_passed_on_or_deleted(town: Town, full: Request) -> None:
    new = replace(full, status=RequestStatus.NEW, escalated=False)
    other = replace(new, id="other", external_ref="other")
    for each in (new, other):
        town.uow.requests.add(each)
    town.uow.requests.handle(new.id, RequestStatus.ACCEPTED)
    town.uow.requests.escalate(new.id)
    changed = replace(new, status=RequestStatus.ACCEPTED, escalated=True)
    assert town.uow.requests.get(new.id) == changed
    assert town.uow.requests.get(other.id) == other
    town.uow.requests.delete_of_access(new.id)
    assert town.uow.requests.sent_to(full.party_id) == (other,)
