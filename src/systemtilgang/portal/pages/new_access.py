"""Creating an access to one's own organisation: choose the system, then confirm (`PORTAL.md 6`)."""

from __future__ import annotations

from starlette.responses import Response

from systemtilgang.domain.catalogue import Package
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.portal.pages.system_accesses import OVERVIEW
from systemtilgang.portal.places import place
from systemtilgang.portal.refusals import failure
from systemtilgang.portal.visits import Visit
from systemtilgang.service import system_accesses

CREATE = place("/systemuser/create")
FAILURE = "create-access"
"""Where a refusal is told: above the buttons, not in a snackbar."""


def create_page(visit: Visit) -> Response:
    """Step 1, or step 2 once a system is chosen; without the right only why there is neither."""
    may_create = visit.permissions.may_create_access
    systems: tuple[RegisteredSystem, ...] = ()
    if may_create:
        systems = system_accesses.systems_to_choose(visit.uow, visit.acting)
    wanted = visit.place.get("system")
    system = next((each for each in systems if each.id == wanted), None)
    return visit.page(
        "new_access.html",
        "title.create_access",
        section="system_accesses",
        crumbs=(
            ("link.system_accesses", OVERVIEW),
            (visit.labels("link.create_access"), CREATE),
        ),
        may_create=may_create,
        chosen=system is not None and visit.place.get("step") == "2",
        options=tuple((each.id, _option(visit, each)) for each in systems),
        system=system,
        system_name=system.name.in_language(visit.labels.language) if system else "",
        packages=_packages(visit, system),
    )


def _option(visit: Visit, system: RegisteredSystem) -> str:
    """A system as the list of them has it: its name, its vendor, the vendor's number."""
    vendor = visit.uow.parties.existing(system.vendor_id)
    name = system.name.in_language(visit.labels.language)
    return f"{name} {system.vendor_name} ({vendor.number})"


def _packages(visit: Visit, system: RegisteredSystem | None) -> tuple[Package, ...]:
    if system is None:
        return ()
    return tuple(visit.uow.catalogue.packages[code] for code in system.packages)


def create(visit: Visit) -> Response:
    """Create the access and show it in the overview, marked as new; or say why not."""
    system_id = visit.form.get("system", "")
    try:
        access = system_accesses.create(visit.uow, visit.acting, system_id, visit.portal.ids)
    except Refused as refused:
        if refused.problem.status == 403:
            raise
        told = failure(refused.problem, "message.access_not_created", FAILURE)
        return visit.go(CREATE.having(system=system_id, step="2"), told)
    visit.commit()
    return visit.go(OVERVIEW.having(new=access.id))
