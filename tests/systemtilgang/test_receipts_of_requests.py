"""Which requests have the vendor's receipt page (`PORTAL.md 9.4`)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import RECEIPT, Asking
from town import Town

from systemtilgang.service.receipts import Receipt, receipt
from systemtilgang.service.vendor_requests import ask


@pytest.fixture
def asking(town: Town) -> Asking:
    return Asking(town, urls=(RECEIPT,))


def request(asking: Asking, url: str | None) -> str:
    """The id of a new request with this receipt page."""
    return asking.ask(ask, replace(asking.wanted, redirect_url=url)).request.id


def test_a_request_leads_to_the_receipt_page_that_the_vendor_named(asking: Asking) -> None:
    assert receipt(asking.uow, request(asking, RECEIPT)) == Receipt("Vendor", RECEIPT)


def test_a_request_without_a_receipt_page_leads_nowhere(asking: Asking) -> None:
    assert receipt(asking.uow, request(asking, None)) is None


def test_an_unknown_request_leads_nowhere(asking: Asking) -> None:
    assert receipt(asking.uow, "unknown") is None


def test_a_page_that_is_not_the_systems_any_more_is_not_led_to(asking: Asking) -> None:
    asked = request(asking, RECEIPT)
    asking.uow.systems.replace(replace(asking.vendor.system, redirect_urls=()))
    assert receipt(asking.uow, asked) is None
