"""Creating an access to one's own organisation: choose the system, then confirm (`PORTAL.md 6`)."""

from __future__ import annotations

from starlette.responses import Response

from systemtilgang.domain.catalogue import Package, Service
from systemtilgang.domain.problems import Refused
from systemtilgang.domain.rights import Rights
from systemtilgang.domain.system_accesses import RegisteredSystem
from systemtilgang.portal.listed_rights import counted
from systemtilgang.portal.pages.system_accesses import OVERVIEW
from systemtilgang.portal.places import place
from systemtilgang.portal.refusals import why
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.undelegated import Failure, failure, headline, remedy, told
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
        options=tuple(_option(visit, each) for each in systems),
        system=system,
        system_name=system.name.in_language(visit.labels.language) if system else "",
        rights=counted(visit.labels, *_asked_for(visit, system)),
        only_one=system is not None and len(system.packages) + len(system.services) == 1,
        failure=_failure(visit, system),
    )


def _option(visit: Visit, system: RegisteredSystem) -> tuple[str, str, str]:
    """A system as the list of them has it: its id, its name, and its vendor with the number."""
    vendor = visit.uow.parties.existing(system.vendor_id)
    name = system.name.in_language(visit.labels.language)
    return system.id, name, f"{system.vendor_name} ({vendor.number})"


def _asked_for(
    visit: Visit, system: RegisteredSystem | None
) -> tuple[tuple[Package, ...], tuple[Service, ...]]:
    """What the chosen system asks for; nothing when none is chosen."""
    if system is None:
        return (), ()
    catalogue = visit.uow.catalogue
    packages = tuple(catalogue.packages[code] for code in system.packages)
    return packages, tuple(catalogue.services[each] for each in system.services)


def _failure(visit: Visit, system: RegisteredSystem | None) -> Failure | None:
    """What stopped the access that one has just tried to create."""
    asked, catalogue = system.rights if system else Rights(), visit.uow.catalogue
    return failure(visit.session.flash, FAILURE, asked, catalogue, visit.labels)


def create(visit: Visit) -> Response:
    """Create the access and show it in the overview, marked as new; or say why not."""
    system_id = visit.form.get("system", "")
    try:
        access = system_accesses.create(visit.uow, visit.acting, system_id, visit.portal.ids)
    except Refused as refused:
        if refused.problem.status == 403 and not refused.reasons:
            raise
        return visit.go(CREATE.having(system=system_id, step="2"), _why_not(visit, refused))
    visit.commit()
    return visit.go(OVERVIEW.having(new=access.id))


def _why_not(visit: Visit, refused: Refused) -> Flash:
    """What the page tells; packages alone have the text of their code (`PORTAL.md 12`)."""
    default = "message.access_not_created"
    key = headline(refused, default) if refused.reasons else why(refused.problem, default)
    system = visit.uow.systems.get(visit.form.get("system", ""))
    values = told(refused, system.rights) if system else {}
    return Flash(key, values, color="danger", row=FAILURE, remedy=remedy(refused))
