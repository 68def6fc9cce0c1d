"""The dialog that gives a person client access, on two pages (`PORTAL.md 11.1, 11.4`)."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from systemtilgang.domain.problems import Refused
from systemtilgang.portal.pages.users import in_vain, person_errors
from systemtilgang.portal.visits import Visit
from systemtilgang.service import agents
from systemtilgang.service.users import Added

DIALOG = "new-user"


def dialog(visit: Visit, errors: dict[str, str]) -> dict[str, Any]:
    """The variables of the dialog; `dialog` is None while it is closed."""
    if visit.place.get("dialog") != DIALOG:
        return {"dialog": None}
    return {
        "dialog": DIALOG,
        "errors": errors,
        "identifier": visit.form.get("identifier", ""),
        "last_name": visit.form.get("last-name", ""),
    }


def add(visit: Visit) -> tuple[Added | None, dict[str, str]]:
    """Who was given client access, or what to say about the answers, as label keys by field."""
    identifier, last_name = visit.form.get("identifier", ""), visit.form.get("last-name", "")
    errors = person_errors(identifier, last_name)
    if errors:
        return None, errors
    try:
        added = agents.add_person(visit.uow, visit.acting, identifier, last_name)
    except Refused as refused:
        return None, {"identifier": in_vain(visit, refused, "message.unknown_person")}
    visit.commit()
    return added, {}


def unchanged(answer: Response) -> Response:
    """An answer that shows what was wrong, and whose address is not a page to come back to."""
    answer.headers["HX-Push-Url"] = "false"
    return answer
