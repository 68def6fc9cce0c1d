"""What the three request pages call things: the same places, other words (`PORTAL.md 9.1-9.4`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from systemtilgang.domain.requests import RequestKind


@dataclass(frozen=True)
class Words:
    """Label keys of the texts that differ between the kinds of requests.

    `approving` and `rejecting` are what the buttons say while that is being saved, `not_approved`
    and `not_rejected` what is told when it failed for a reason without a text of its own.
    `may_withdraw`: the page says that one may change one's mind later.
    """

    title: str
    heading: str
    asks: str
    explained: str
    approve: str
    approving: str
    rejecting: str
    accepted: str
    rejected: str
    not_approved: str
    not_rejected: str
    may_withdraw: bool = True


_ACCESS = Words(
    title="title.request",
    heading="heading.request",
    asks="heading.asks_for_access",
    explained="text.request_explained",
    approve="button.approve_access",
    approving="button.approving_access",
    rejecting="button.rejecting_access",
    accepted="message.request_accepted",
    rejected="message.request_rejected",
    not_approved="message.access_not_created",
    not_rejected="message.access_not_rejected",
)

WORDS: Mapping[RequestKind, Words] = MappingProxyType(
    {
        RequestKind.STANDARD: _ACCESS,
        RequestKind.AGENT: replace(
            _ACCESS,
            title="title.request_for_clients",
            heading="heading.request_for_clients",
            explained="text.request_for_clients_explained",
            may_withdraw=False,
        ),
        RequestKind.CHANGE: replace(
            _ACCESS,
            title="title.request_for_change",
            heading="heading.request_for_change",
            asks="heading.asks_for_change",
            approve="button.approve_change",
            approving="button.approving_change",
            rejecting="button.rejecting_change",
            accepted="message.change_accepted",
            rejected="message.change_rejected",
            not_approved="message.change_not_approved",
            not_rejected="message.change_not_rejected",
        ),
    }
)
