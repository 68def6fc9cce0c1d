"""The request pages: reading what a vendor asks for, and deciding (`PORTAL.md 9`).

The three kinds of requests have one page each, which differ in their words and in what is listed.
"""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from systemtilgang.domain.problems import NOT_FOUND, REQUEST_NOT_FOUND, Problem, Refused
from systemtilgang.domain.requests import RequestKind, RequestStatus
from systemtilgang.domain.rights import Rights
from systemtilgang.portal.listed_rights import ListedRights, changed, counted
from systemtilgang.portal.pages.requests_words import WORDS, Words
from systemtilgang.portal.pages.system_accesses import OVERVIEW
from systemtilgang.portal.places import BASE, Place, below, place
from systemtilgang.portal.refusals import why
from systemtilgang.portal.remedies import what_to_do
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.texts import Labels
from systemtilgang.portal.undelegated import Failure, failure, headline, remedy, told
from systemtilgang.portal.visits import Visit
from systemtilgang.service import receipts, requests
from systemtilgang.service.acting import Acting
from systemtilgang.service.requests import RequestView

FAILURE = "request"
"""Where a failure is told: above the buttons, or above why the request cannot be shown."""

FORWARDED = "forwarded"
"""The state in the address of somebody who has just passed a request on."""

WHY_UNREADABLE = {403: "message.may_not_approve", 404: "message.request_not_found"}
"""HTTP status -> label, when the problem has no text of its own (`PORTAL.md 9.4`)."""


def request_page(visit: Visit) -> Response:
    """What is asked for, and what the person may do about it."""
    if not _id(visit):
        return _unreadable(visit, REQUEST_NOT_FOUND, "message.request_id_missing", 400)
    try:
        view = requests.read(visit.uow, _acting(visit), _id(visit), _kind(visit))
    except Refused as refused:
        status = refused.problem.status
        default = WHY_UNREADABLE.get(status, "message.request_not_loaded")
        return _unreadable(visit, refused.problem, why(refused.problem, default), status)
    words = WORDS[view.request.kind]
    return visit.page(
        "request.html",
        words.title,
        reduced=True,
        words=words,
        view=view,
        system=view.system.name.in_language(visit.labels.language),
        rights=_rights(visit.labels, view),
        only_one=len(view.packages) + len(view.services) == 1,
        handled=_handled(view, words),
        is_change=view.request.kind is RequestKind.CHANGE,
        back=_back(visit),
        forwarded=view.request.escalated and visit.place.get("step") == FORWARDED,
        failure=_failure(visit),
    )


def _unreadable(visit: Visit, problem: Problem, reason: str, status: int) -> Response:
    """Instead of a request: why there is none to be seen, and what to do about that."""
    words = WORDS[_kind(visit)]
    return visit.page(
        "request_unreadable.html",
        words.title,
        status=status,
        reduced=True,
        words=words,
        reason=reason,
        instead=what_to_do(problem),
        back=_back(visit),
        failure=_failure(visit),
    )


def _back(visit: Visit) -> Place | None:
    """The page of this portal to go back to, when the address names one."""
    return below(visit.place.get("backtopage"))


def _id(visit: Visit) -> str:
    return visit.place.get("id")


def _kind(visit: Visit) -> RequestKind:
    """The kind that the address is about: the word after `/systemuser/`."""
    return RequestKind(visit.place.path.removeprefix(f"{BASE}/systemuser/").partition("/")[0])


def _acting(visit: Visit) -> Acting:
    """The person acting for the organisation that the request was sent to.

    Nobody chooses an actor here: the request says who it is, for the pages that follow, too.
    """
    assert visit.person is not None
    person = visit.person.id
    party = requests.party_of(visit.uow, person, _id(visit), _kind(visit))
    visit.session = replace(visit.session, actor=party)
    return Acting(person, party, visit.portal.edition, visit.portal.clock)


def _rights(t: Labels, view: RequestView) -> tuple[ListedRights, ...]:
    """What is asked for, by what happens to it; the packages for clients have no heading."""
    if view.request.kind is RequestKind.CHANGE:
        return changed(t, view)
    if view.request.kind is RequestKind.AGENT:
        return (ListedRights("", view.packages),)
    return counted(t, view.packages, view.services)


def _handled(view: RequestView, words: Words) -> str:
    """The label that says that somebody has decided; empty for a request that is new."""
    said = {RequestStatus.ACCEPTED: words.accepted, RequestStatus.REJECTED: words.rejected}
    return said.get(view.request.status, "")


def _failure(visit: Visit) -> Failure | None:
    """What failed last, with the rights at fault."""
    asked, catalogue = _asked_for(visit), visit.uow.catalogue
    return failure(visit.session.flash, FAILURE, asked, catalogue, visit.labels)


def _asked_for(visit: Visit) -> Rights:
    """What the request asks for; nothing when it is gone."""
    request = visit.uow.requests.get(_id(visit))
    return request.rights if request else Rights()


def approve(visit: Visit) -> Response:
    """Approve the request; the new access is marked when it is shown afterwards."""
    failed = WORDS[_kind(visit)].not_approved
    try:
        requests.approve(visit.uow, _acting(visit), _id(visit), _kind(visit))
    except Refused as refused:
        return _told(visit, refused, headline(refused, failed))
    return _decided(visit, OVERVIEW.having(new=_id(visit)))


def reject(visit: Visit) -> Response:
    """Reject the request."""
    try:
        requests.reject(visit.uow, _acting(visit), _id(visit), _kind(visit))
    except Refused as refused:
        return _told(visit, refused, WORDS[_kind(visit)].not_rejected)
    return _decided(visit, OVERVIEW)


def escalate(visit: Visit) -> Response:
    """Pass the request on to those who may approve it, and say so."""
    try:
        requests.escalate(visit.uow, _acting(visit), _id(visit), _kind(visit))
    except Refused as refused:
        return _told(visit, refused, "message.request_not_forwarded")
    visit.commit()
    return visit.go(_page(visit).having(step=FORWARDED))


def _told(visit: Visit, refused: Refused, key: str) -> Response:
    """The request again, with what failed; a plain no to who may not do this at all.

    Upstream has 403 for rights that one may not give on, too; those have reasons.
    """
    if refused.problem.status == 403 and not refused.reasons:
        raise refused
    values, then = told(refused, _asked_for(visit)), remedy(refused)
    return visit.go(_page(visit), Flash(key, values, color="danger", row=FAILURE, remedy=then))


def _page(visit: Visit) -> Place:
    """The page that the form was sent from, in the state that it was in."""
    return Place(visit.place.path.rpartition("/")[0], visit.place.query)


def _decided(visit: Visit, overview: Place) -> Response:
    """Keep the decision, and log out; or stay, where the address asks for that.

    A change always logs out. Nothing is told (`PORTAL.md 9.1, 9.4`).
    """
    visit.commit()
    stays = visit.place.get("skiplogout") == "true" and _kind(visit) is not RequestKind.CHANGE
    return visit.go(overview) if stays else leave(visit)


def leave(visit: Visit) -> Response:
    """Log out; the vendor's receipt page follows when the request has one."""
    receipt = receipts.receipt(visit.uow, _id(visit))
    visit.session = visit.portal.new_session()
    return visit.go(place("/vendor/receipt", id=_id(visit)) if receipt else place("/logged-out"))


def receipt_page(visit: Visit) -> Response:
    """Stands for the page of the vendor's own, so that practising never leaves the machine."""
    receipt = receipts.receipt(visit.uow, _id(visit))
    if receipt is None:
        raise Refused(NOT_FOUND)
    return visit.page(
        "request_receipt.html",
        "title.receipt",
        bare=True,
        receipt=receipt,
        logged_out=visit.person is None,
    )
