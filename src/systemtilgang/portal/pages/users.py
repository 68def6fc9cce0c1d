"""The users page and the dialog for a new user (`PORTAL.md 3`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from systemtilgang.domain.lookups import TOO_MANY_LOOKUPS
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import Refused
from systemtilgang.portal.formatting import day, display_name, grouped
from systemtilgang.portal.paging import ROWS_PER_STEP, shown_rows
from systemtilgang.portal.places import place
from systemtilgang.portal.texts import Labels
from systemtilgang.portal.visits import Visit
from systemtilgang.service import users
from systemtilgang.service.users import User

ORGANISATION_NUMBER_LENGTH = 9
PERSON_NUMBER_LENGTH = 11
SHORTEST_USER_NAME = 6
LOCKED_OUT = "message.locked_out"

USERS = place("/users")


@dataclass(frozen=True)
class Row:
    """A user in a list. `expanded` is None for a user without sub-users; `switch` is the parameter
    that opens or closes it: those that the search opened are listed as `closed`, others as `open`.
    """

    id: str
    name: str
    line: str
    is_organisation: bool
    is_new: bool
    is_deleted: bool
    roles: tuple[str, ...]
    sub_rows: tuple[Row, ...] = ()
    expanded: bool | None = None
    switch: str = "open"


def party_line(party: Party, t: Labels) -> str:
    """What tells a party apart from others of its name: number, or birth date."""
    if party.kind is PartyKind.PERSON:
        return t("text.born", date=day(party.born)) if party.born else ""
    return t("text.organization_number", number=grouped(party.number or ""))


def users_page(visit: Visit) -> Response:
    """Who has powers of attorney from the actor."""
    return _page(visit, {})


def _page(visit: Visit, errors: dict[str, str]) -> Response:
    query = visit.place.get("q").strip()
    with_agents = shows_agents(visit)
    listed = users.list_users(visit.uow, visit.acting, query, with_agents=with_agents)
    rows = tuple(_row(user, visit) for user in listed.others or ())
    limit = shown_rows(visit.place.get("rows"))
    new_user = _dialog(visit, errors)
    return visit.page(
        "users.html",
        "title.users",
        status=status_with(errors, new_user.get("number_error", "")),
        section="users",
        crumbs=(("link.users", USERS),),
        me=_row(listed.me, visit),
        visible=listed.others is not None,
        is_empty=listed.is_empty,
        rows=rows[:limit],
        more=str(limit + ROWS_PER_STEP) if len(rows) > limit else "",
        query=query,
        may_choose_agents=visit.actor.kind is PartyKind.ORGANISATION,
        with_agents=with_agents,
        may_download=visit.permissions.is_admin,
        looks_like_person_number=query.isdecimal() and len(query) == PERSON_NUMBER_LENGTH,
        may_add=visit.permissions.may_set_up_relationship,
        **new_user,
    )


def shows_agents(visit: Visit) -> bool:
    """Whether the switch for users with client access is on; only organisations have it."""
    return visit.actor.kind is PartyKind.ORGANISATION and visit.place.get("agents") == "1"


def roles_of(user: User, t: Labels) -> tuple[str, ...]:
    """What a user is to the actor, in words: register roles, then client access."""
    roles = tuple(role.name.in_language(t.language) for role in user.roles)
    return (*roles, t("text.has_client_access")) if user.has_client_access else roles


def _row(user: User, visit: Visit) -> Row:
    party, t = user.party, visit.labels
    sub_rows = tuple(_row(sub_user, visit) for sub_user in user.sub_users)
    switch = "closed" if user.found_inside else "open"
    switched = party.id in visit.place.all(switch)
    return Row(
        id=party.id,
        name=display_name(party),
        line=party_line(party, t),
        is_organisation=party.kind is PartyKind.ORGANISATION,
        is_new=user.is_new,
        is_deleted=party.is_deleted,
        roles=roles_of(user, t),
        sub_rows=sub_rows,
        expanded=switched != user.found_inside if sub_rows else None,
        switch=switch,
    )


def _dialog(visit: Visit, errors: dict[str, str]) -> dict[str, Any]:
    """The variables of the new-user dialog; `dialog` is None while it is closed."""
    if visit.place.get("dialog") != "new-user" or not visit.permissions.may_set_up_relationship:
        return {"dialog": None}
    first = "organization" if visit.portal.edition.new_user_asks_number_at_once else "person"
    # A client administrator may add organisations only (GUIDES.md, Editions row 8).
    others = {"organization", "person"} - {first} if visit.permissions.is_admin else set()
    tabs = (first, *others)
    number = visit.place.get("number")
    found, error = _look_up(visit, number)
    return {
        "dialog": "new-user",
        "tabs": tabs,
        "tab": visit.place.get("tab") if visit.place.get("tab") in tabs else first,
        "number": number,
        "found": found,
        "number_error": errors.get("number", error),
        "errors": errors,
        "identifier": visit.form.get("identifier", ""),
        "last_name": visit.form.get("last-name", ""),
    }


def _look_up(visit: Visit, number: str) -> tuple[Party | None, str]:
    """The organisation with exactly nine characters, spaces ignored, or what to say instead.

    A link from another site looks nobody up: what is in vain is counted, and would lock out a
    person who did not ask.
    """
    wanted = number.replace(" ", "")
    if len(wanted) != ORGANISATION_NUMBER_LENGTH or visit.is_from_elsewhere:
        return None, ""
    try:
        return users.find_organisation(visit.uow, visit.acting, wanted), ""
    except Refused as refused:
        return None, in_vain(visit, refused, "message.unknown_organization")


def in_vain(visit: Visit, refused: Refused, unknown: str) -> str:
    """What to say of a number that led to nobody, as a label key: `unknown`, or to wait an hour.

    That it was in vain is counted, and so kept. Raises a refusal for want of rights again.
    """
    if refused.problem.status == 403:
        raise refused
    visit.commit()
    return LOCKED_OUT if refused.problem == TOO_MANY_LOOKUPS else unknown


def status_with(errors: Mapping[str, str], looked_up: str = "") -> int:
    """The status of a page with these errors in a form, where a look-up led to such a label."""
    if LOCKED_OUT in (*errors.values(), looked_up):
        return TOO_MANY_LOOKUPS.status
    return 422 if errors else 200


def add_organization(visit: Visit) -> Response:
    """Connect the actor to an organisation and show its page, or say in the dialog that there is
    none; the organisation that was found stays shown (`PORTAL.md 3.2`).
    """
    number = visit.form.get("number", "")
    try:
        added = users.add_organisation(visit.uow, visit.acting, number)
    except Refused as refused:
        error = in_vain(visit, refused, "message.unknown_organization")
        visit.place = place("/users", dialog="new-user", tab="organization", number=number)
        return _unchanged(_page(visit, {"number": error}))
    visit.commit()
    return visit.go(place(f"/users/{added.party.id}"))


def add_person(visit: Visit) -> Response:
    """Connect the actor to a person, or say in the dialog what is wrong with the answers."""
    identifier, last_name = visit.form.get("identifier", ""), visit.form.get("last-name", "")
    errors = person_errors(identifier, last_name)
    if not errors:
        try:
            added = users.add_person(visit.uow, visit.acting, identifier, last_name)
        except Refused as refused:
            errors = {"identifier": in_vain(visit, refused, "message.unknown_person")}
        else:
            visit.commit()
            return visit.go(place(f"/users/{added.party.id}"))
    visit.place = place("/users", dialog="new-user", tab="person")
    return _unchanged(_page(visit, errors))


def _unchanged(answer: Response) -> Response:
    """An answer that shows what was wrong, and whose address is not a page to come back to."""
    answer.headers["HX-Push-Url"] = "false"
    return answer


def person_errors(identifier: str, last_name: str) -> dict[str, str]:
    """What is wrong with the person form, as label keys by field (`PORTAL.md 3.2`)."""
    errors: dict[str, str] = {}
    if " " in identifier:
        errors["identifier"] = "message.no_spaces"
    elif identifier.isdecimal() and len(identifier) != PERSON_NUMBER_LENGTH:
        errors["identifier"] = "message.person_number_digits"
    elif len(identifier) < SHORTEST_USER_NAME:
        errors["identifier"] = "message.user_name_length"
    if not last_name.strip():
        errors["last-name"] = "message.last_name_missing"
    return errors
