"""Rows that open to the packages that can be handed on, and the buttons in them.

One user's page has a row per client, one client's page a row per user (`PORTAL.md 11.3, 11.4`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from systemtilgang.domain.client_delegation import RolePackages
from systemtilgang.domain.ordering import alphabetical
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.problems import NOT_FOUND, Refused
from systemtilgang.portal.formatting import display_name
from systemtilgang.portal.paging import ROWS_PER_STEP, shown_rows
from systemtilgang.portal.places import Place
from systemtilgang.portal.refusals import failure
from systemtilgang.portal.sessions import Flash
from systemtilgang.portal.visits import Visit
from systemtilgang.service import agent_packages
from systemtilgang.service.acting import Acting
from systemtilgang.service.agent_clients import ClientPackage
from systemtilgang.service.agent_packages import PackageChange
from systemtilgang.store import UnitOfWork

Service = Callable[
    [UnitOfWork, Acting, str, str, Sequence[RolePackages]], tuple[PackageChange, ...]
]


@dataclass(frozen=True)
class PackageRow:
    """A package in a row. `fields` is what a form sends to hand it on or to take it back."""

    code: str
    name: str
    held: bool
    from_register: bool
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A client or a user that opens to packages; `line` tells it apart from its namesakes."""

    id: str
    name: str
    line: str
    is_organisation: bool
    is_open: bool
    packages: tuple[PackageRow, ...]
    is_new: bool = False
    is_deleted: bool = False


@dataclass(frozen=True)
class Opened:
    """The package whose details are open, and the names of the user and the client."""

    package: PackageRow
    user_name: str
    client_name: str


@dataclass(frozen=True)
class Part:
    """A region of rows. `rows_param` counts those shown; `more` is its next value, if any.

    `is_open` is None for a region that does not close.
    """

    id: str
    heading: str
    rows: tuple[Row, ...]
    empty: str
    rows_param: str
    more: str = ""
    is_open: bool | None = None


def row(
    visit: Visit, party: Party, line: str, packages: Iterable[ClientPackage], **more: bool
) -> Row:
    """The row of a client or a user, its packages by name."""
    rows = [_package(visit, package, party) for package in packages]
    return Row(
        id=party.id,
        name=display_name(party),
        line=line,
        is_organisation=party.kind is PartyKind.ORGANISATION,
        is_open=party.id in visit.place.all("open"),
        packages=tuple(sorted(rows, key=lambda each: (alphabetical(each.name), each.code))),
        **more,
    )


def opened(
    visit: Visit, rows: Iterable[Row], *, user_name: str = "", client_name: str = ""
) -> Opened | None:
    """The package that the address names, of the row that it names; `None` without one.

    Of user and client, the page gives one name; the other is the row's.
    """
    code, of = visit.place.get("package"), visit.place.get("of")
    for each in rows:
        for package in each.packages:
            if (package.code, each.id) == (code, of):
                return Opened(package, user_name or each.name, client_name or each.name)
    return None


def part(
    visit: Visit, name: str, heading: str, rows: Sequence[Row], empty: str, *, closes: bool = False
) -> Part:
    """A region of at most so many rows as the address asks for.

    One that `closes` is closed until it is opened. A search opens it (`PORTAL.md 11.3`), and so
    does a row that has come there open: who took its last package back finds it again.
    """
    rows_param = f"{name}-rows"
    limit = shown_rows(visit.place.get(rows_param))
    wanted = visit.place.get(name)
    opens = bool(visit.place.get("q").strip()) or any(row.is_open for row in rows)
    is_open = wanted == "open" or (opens and wanted != "closed")
    return Part(
        id=name,
        heading=heading,
        rows=tuple(rows[:limit]),
        empty=empty,
        rows_param=rows_param,
        more=str(limit + ROWS_PER_STEP) if len(rows) > limit else "",
        is_open=is_open if closes else None,
    )


def give(visit: Visit, agent_id: str, client_id: str, back: Place) -> Response:
    """Hand the package in the form on to the user, and say so."""
    messages = ("message.agent_given", "message.agent_not_given")
    return _change(visit, agent_packages.give, agent_id, client_id, back, messages)


def take(visit: Visit, agent_id: str, client_id: str, back: Place) -> Response:
    """Take the package in the form back from the user, and say so."""
    messages = ("message.agent_taken", "message.agent_not_taken")
    return _change(visit, agent_packages.take, agent_id, client_id, back, messages)


def _change(
    visit: Visit,
    service: Service,
    agent_id: str,
    client_id: str,
    back: Place,
    messages: tuple[str, str],
) -> Response:
    done, failed = messages
    code, roles = visit.form.get("package", ""), visit.form.get("roles", "").split()
    agent, package = visit.uow.parties.get(agent_id), visit.uow.catalogue.packages.get(code)
    if agent is None or package is None or not roles:
        raise Refused(NOT_FOUND)
    names = {"user": display_name(agent), "package": visit.labels.package(package)}
    try:
        values = [RolePackages(role, (code,)) for role in roles]
        service(visit.uow, visit.acting, agent_id, client_id, values)
    except Refused as refused:
        if refused.problem.status == 403:
            raise
        return visit.go(back, failure(refused.problem, failed, **names))
    visit.commit()
    return visit.go(back, Flash(done, names))


def _package(visit: Visit, package: ClientPackage, of: Party) -> PackageRow:
    """Given through the first of the client's roles that carries it, taken back from all."""
    through = package.roles if package.held else package.roles[:1]
    return PackageRow(
        code=package.package.code,
        name=visit.labels.package(package.package),
        held=package.held,
        from_register=package.roles[0].from_register,
        fields={
            "other": of.id,
            "package": package.package.code,
            "roles": " ".join(role.code for role in through),
        },
    )
