"""One user's page: what the user holds, granting, revoking, deleting (`PORTAL.md 4`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from systemtilgang.domain.problems import Refused
from systemtilgang.portal.formatting import display_name
from systemtilgang.portal.places import Place, place
from systemtilgang.portal.refusals import failure
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.visits import Visit
from systemtilgang.service import powers
from systemtilgang.service.acting import Acting
from systemtilgang.service.powers import AreaPowers, Change, UserPowers
from systemtilgang.store import UnitOfWork

DETAILS = "package"
"""Where a failure to give or to take a package is told: in its details."""

OPENS_AREAS_FROM = 3
"""Searching with this many characters opens every area that has a match."""

WHY_NOT_GRANTED = {
    "AM.VLD-00026": "message.may_not_grant",
    "AM.VLD-00028": "message.not_for_organizations",
    "AM.VLD-00048": "message.not_for_organizations",
}
"""Problem code -> label; any other refusal says only that it failed (`PORTAL.md 4.3`)."""


@dataclass(frozen=True)
class PackageRow:
    """A package in an area. Neither `revocable` nor `grantable`: shown without a button."""

    code: str
    name: str
    revocable: bool = False
    grantable: bool = False


@dataclass(frozen=True)
class AreaRow:
    """An area with what is held and what is not; `switch` is the parameter that opens or closes
    it: those that a search opened are listed as `closed`, others as `open`.
    """

    id: str
    name: str
    held: tuple[PackageRow, ...]
    offered: tuple[PackageRow, ...]
    is_open: bool
    switch: str = "open"
    others_shown: bool = False

    @property
    def total(self) -> int:
        """How many packages the area shows."""
        return len(self.held) + len(self.offered)


@dataclass(frozen=True)
class Details:
    """The package whose details are open, with what can be done about it; `held`: by the user."""

    row: PackageRow
    held: bool


def user_page(visit: Visit) -> Response:
    """What one user holds from the actor."""
    user_id = visit.path_params["id"]
    user = powers.user(visit.uow, visit.acting, user_id)
    offered = _offered(visit, user)
    query = visit.place.get("q").strip()
    name = display_name(user.user)
    here = place(f"/users/{user_id}")
    areas = _areas(visit, offered or user.areas, "" if visit.place.get("dialog") else query)
    return visit.page(
        "user.html",
        "title.user",
        section="users",
        crumbs=(("link.users", place("/users")), (name, here)),
        user=user,
        user_name=name,
        areas=tuple(area for area in areas if area.held),
        others=tuple(area for area in areas if area.offered and not area.held),
        query=query,
        may_give=user.may_give,
        details=_details(visit, offered or user.areas),
        **_dialog(visit, user, offered, query),
    )


def _offered(visit: Visit, user: UserPowers) -> tuple[AreaPowers, ...]:
    """Every area with what is held and what could be given; nothing when none may be given."""
    if not user.may_give:
        return ()
    return powers.grantable(visit.uow, visit.acting, user.user.id)


def _areas(visit: Visit, areas: tuple[AreaPowers, ...], query: str) -> tuple[AreaRow, ...]:
    """The areas with the packages whose shown name has the query in it, in any case."""
    rows = (_area(visit, area, query) for area in areas)
    return tuple(row for row in rows if row.total)


def _area(visit: Visit, area: AreaPowers, query: str) -> AreaRow:
    name_of, wanted = visit.labels.package, query.casefold()
    area_id = area.area.urn.rpartition(":")[2]
    opened = len(query) >= OPENS_AREAS_FROM
    switch = "closed" if opened else "open"
    held = (
        PackageRow(row.package.code, name_of(row.package), revocable=row.revocable)
        for row in area.held
    )
    offered = (
        PackageRow(row.package.code, name_of(row.package), grantable=row.may_be_given)
        for row in area.offered
    )
    return AreaRow(
        id=area_id,
        name=area.area.name.in_language(visit.labels.language),
        held=tuple(row for row in held if wanted in row.name.casefold()),
        offered=tuple(row for row in offered if wanted in row.name.casefold()),
        is_open=opened != (area_id in visit.place.all(switch)),
        switch=switch,
        others_shown=area_id in visit.place.all("others"),
    )


def _details(visit: Visit, areas: tuple[AreaPowers, ...]) -> Details | None:
    """The package whose details are open; one that is not listed can be neither given nor taken."""
    wanted = visit.opened_package
    if wanted is None:
        return None
    for area in _areas(visit, areas, ""):
        for held, rows in ((True, area.held), (False, area.offered)):
            for row in rows:
                if row.code == wanted.code:
                    return Details(row, held)
    return Details(PackageRow(wanted.code, visit.labels.package(wanted)), held=False)


def _dialog(
    visit: Visit, user: UserPowers, offered: tuple[AreaPowers, ...], query: str
) -> dict[str, Any]:
    wanted = visit.place.get("dialog")
    if wanted == "grant" and user.may_give:
        return {"dialog": "grant", "choices": _areas(visit, offered, query)}
    if wanted == "delete-user" and user.may_delete:
        return {"dialog": "delete-user"}
    return {"dialog": None}


def grant(visit: Visit) -> Response:
    """Give the user a package; the dialog stays open."""
    failed = "message.grant_failed", "heading.grant_failed"
    return _change(visit, powers.grant_package, "message.user_granted", *failed)


def revoke(visit: Visit) -> Response:
    """Take a package back, at once (`PORTAL.md 4.2`)."""
    failed = "message.revoke_failed", "heading.revoke_failed"
    return _change(visit, powers.revoke_package, "message.user_revoked", *failed)


def _change(
    visit: Visit,
    change: Callable[[UnitOfWork, Acting, str, str], Change],
    done: str,
    failed: str,
    heading: str,
) -> Response:
    """Give or take a package; a failure is told in the package's details (`PORTAL.md 4.3`)."""
    user_id, package = visit.path_params["id"], visit.form.get("package", "")
    here = Place(place(f"/users/{user_id}").path, visit.place.query)
    try:
        changed = change(visit.uow, visit.acting, user_id, package)
    except Refused as refused:
        if refused.problem.status == 403:
            raise
        key = WHY_NOT_GRANTED.get(refused.problem.code or "", failed)
        if package not in visit.uow.catalogue.packages:
            return visit.go(here, failure(refused.problem, key))
        told = failure(refused.problem, key, DETAILS, heading=heading)
        return visit.go(here.having(package=package), told)
    visit.commit()
    names = {
        "user": display_name(changed.user),
        "package": visit.labels.package(changed.package),
    }
    return visit.go(here, Flash(done, names))


def delete(visit: Visit) -> Response:
    """Delete the user with everything granted, after the dialog has asked (`PORTAL.md 4.4`)."""
    powers.delete_user(visit.uow, visit.acting, visit.path_params["id"], cascade=True)
    visit.commit()
    return visit.go(place("/users"))
