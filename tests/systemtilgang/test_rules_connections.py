"""DOMAIN.md 3.7, row by row: adding, giving, removing; the delegation check and its reasons."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from refusing import problem_if_any
from town import Town

from systemtilgang.domain import problems
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.decisions import Decision
from systemtilgang.domain.parties import Party
from systemtilgang.domain.problems import Problem, Refused
from systemtilgang.service import clients, powers, received, users
from systemtilgang.service.acting import Acting
from systemtilgang.service.decisions import decide
from systemtilgang.service.delegation_checks import delegation_check

PACKAGE = "skattegrunnlag"


class Scene:
    """A firm with a director, and a provider (with the same director) that it may connect to."""

    def __init__(self, town: Town) -> None:
        self.town, self.uow = town, town.uow
        self.firm, self.provider = town.organisation("Firm", "BRL"), town.organisation("Provider")
        self.person, self.director = town.person("Person"), town.person("Director")
        for organisation in (self.firm, self.provider):
            town.role(organisation, self.director, "daglig-leder")
        self.acting = Acting(self.director.id, self.firm.id)
        self.receiving = Acting(self.director.id, self.provider.id)

    def connection(self, receiver: Party) -> Assignment | None:
        return self.uow.assignments.get(Assignment(self.firm.id, receiver.id, RIGHT_HOLDER).id)

    def give(self, receiver: Party, package: str) -> object:
        return powers.grant_package(self.uow, self.acting, receiver.id, package)


@pytest.fixture
def scene(town: Town) -> Scene:
    return Scene(town)


# 3.7, "add connection": how, and the problem.
ADDITIONS: list[tuple[str, Callable[[Scene], object], Problem | None]] = [
    (
        "an organisation by number",
        lambda s: users.add_organisation(s.uow, s.acting, str(s.provider.number)),
        None,
    ),
    (
        "a person by number and name",
        lambda s: users.add_person(s.uow, s.acting, str(s.person.number), "Person"),
        None,
    ),
    (
        "a person by number and another name",
        lambda s: users.add_person(s.uow, s.acting, str(s.person.number), "Other"),
        problems.ENTITY_UNKNOWN,
    ),
    (
        "a person by number only",
        lambda s: users.add_organisation(s.uow, s.acting, str(s.person.number)),
        problems.ENTITY_UNKNOWN,
    ),
    (
        "itself",
        lambda s: users.add_organisation(s.uow, s.acting, str(s.firm.number)),
        problems.ENTITY_UNKNOWN,
    ),
    (
        "nobody",
        lambda s: users.add_organisation(s.uow, s.acting, "312000105"),
        problems.ENTITY_UNKNOWN,
    ),
]


@pytest.mark.parametrize(
    ("add", "problem"), [pytest.param(*rest, id=name) for name, *rest in ADDITIONS]
)
def test_3_7_adding_a_connection(
    scene: Scene, add: Callable[[Scene], object], problem: Problem | None
) -> None:
    assert problem_if_any(lambda: add(scene)) == problem


def test_3_7_adding_twice_is_adding_once(scene: Scene) -> None:
    first, second = (
        users.add_organisation(scene.uow, scene.acting, str(scene.provider.number))
        for _ in range(2)
    )
    assert (first.changed, second.changed) == (True, False)
    given = scene.uow.assignments.given_by([scene.firm.id])
    assert len([each for each in given if each.role == RIGHT_HOLDER]) == 1


# 3.7, "give package" and "package must fit": package, whether connected, the problem.
GIVING = [
    (PACKAGE, True, None),
    (PACKAGE, False, problems.CONNECTION_REQUIRED),
    ("unknown", True, problems.PACKAGE_UNKNOWN),
    ("ansvarlig-revisor", True, problems.NOT_ASSIGNABLE),
    ("eksplisitt", True, problems.NOT_ASSIGNABLE),
    ("innbygger-skatteforhold-privatpersoner", True, problems.NOT_ASSIGNABLE),
    ("hovedadministrator", True, problems.NOT_ASSIGNABLE_TO_RECIPIENT),
    ("maskinporten-scopes-nuf", True, problems.NOT_AUTHORIZED_TO_GIVE),
]


@pytest.mark.parametrize(("package", "connected", "problem"), GIVING)
def test_3_7_giving_a_package(
    scene: Scene, package: str, connected: bool, problem: Problem | None
) -> None:
    if connected:
        scene.town.grant(scene.firm, scene.provider)
    assert problem_if_any(lambda: scene.give(scene.provider, package)) == problem
    held = scene.connection(scene.provider)
    assert (held.packages if held else frozenset()) == (frozenset() if problem else {package})


def remove_by_giver(scene: Scene, receiver: Party, *, cascade: bool) -> bool:
    return powers.delete_user(scene.uow, scene.acting, receiver.id, cascade=cascade)


def remove_by_receiver(scene: Scene, receiver: Party, *, cascade: bool) -> bool:
    acting = Acting(scene.director.id, receiver.id)
    return received.give_up(scene.uow, acting, scene.firm.id, cascade=cascade)


Remove = Callable[..., bool]
SIDES = pytest.mark.parametrize("remove", [remove_by_giver, remove_by_receiver])

# 3.7, "remove connection": what hangs on it, cascade, what comes of it.
REMOVALS: list[tuple[str, bool, bool | Problem]] = [
    ("no connection", False, False),
    ("no connection", True, False),
    ("nothing", False, True),
    ("nothing", True, True),
    ("a package", False, problems.ASSIGNMENT_IN_USE),
    ("a package", True, True),
    ("a delegation", False, problems.ASSIGNMENT_IN_USE),
    ("a delegation", True, True),
]


@SIDES
@pytest.mark.parametrize(("hanging", "cascade", "expected"), REMOVALS)
def test_3_7_removing_a_connection(
    scene: Scene, remove: Remove, hanging: str, cascade: bool, expected: bool | Problem
) -> None:
    access = scene.town.access(scene.provider, PACKAGE)
    if hanging != "no connection":
        packages = () if hanging == "nothing" else (PACKAGE,)
        scene.town.grant(scene.firm, scene.provider, *packages)
    if hanging == "a delegation":
        clients.add(scene.uow, scene.receiving, access.id, scene.firm.id)
    before = scene.connection(scene.provider)
    try:
        found: bool | Problem = remove(scene, scene.provider, cascade=cascade)
    except Refused as refused:
        found = refused.problem
    assert found == expected
    refused_ = isinstance(expected, Problem)
    assert scene.connection(scene.provider) == (before if refused_ else None)
    may = Decision.PERMIT if refused_ and hanging == "a delegation" else Decision.NOT_APPLICABLE
    assert decide(scene.uow, access.id, scene.firm.id, PACKAGE) is may


@SIDES
def test_3_7_register_roles_are_not_removed(scene: Scene, remove: Remove) -> None:
    role = scene.town.role(scene.firm, scene.provider, "revisor")
    scene.town.grant(scene.firm, scene.provider, PACKAGE)
    assert remove(scene, scene.provider, cascade=True)
    assert not remove(scene, scene.provider, cascade=True)
    assert scene.uow.assignments.get(role.id) == role


def test_3_7_the_refusal_points_at_cascade() -> None:
    assert problems.ASSIGNMENT_IN_USE.code == "AM.VLD-00010"
    assert problems.ASSIGNMENT_IN_USE.path == "QUERY/cascade"


def take_back(scene: Scene, package: str) -> bool:
    change = powers.revoke_package(scene.uow, scene.acting, scene.provider.id, package)
    return change.changed


def give_up(scene: Scene, package: str) -> bool:
    return received.give_up_package(scene.uow, scene.receiving, scene.firm.id, package)


@pytest.mark.parametrize("remove", [take_back, give_up])
def test_3_7_removing_a_package_ends_what_was_built_on_it_without_refusal(
    scene: Scene, remove: Callable[[Scene, str], bool]
) -> None:
    access = scene.town.access(scene.provider, PACKAGE)
    scene.town.grant(scene.firm, scene.provider, PACKAGE, "toll")
    clients.add(scene.uow, scene.receiving, access.id, scene.firm.id)
    assert [remove(scene, PACKAGE) for _ in range(2)] == [True, False]
    assert decide(scene.uow, access.id, scene.firm.id, PACKAGE) is Decision.NOT_APPLICABLE
    assert clients.connected(scene.uow, scene.receiving, access.id) == ()
    connection = scene.connection(scene.provider)
    assert connection is not None
    assert connection.packages == {"toll"}
    assert problem_if_any(lambda: remove(scene, "unknown")) == problems.PACKAGE_UNKNOWN


@pytest.mark.parametrize("remove", [take_back, give_up])
def test_3_7_removing_a_package_without_a_connection_changes_nothing(
    scene: Scene, remove: Callable[[Scene, str], bool]
) -> None:
    assert remove(scene, PACKAGE) is False


@pytest.mark.parametrize("giver", ["unknown", ""])
def test_3_7_nobody_gives_up_what_an_unknown_party_gave(scene: Scene, giver: str) -> None:
    for call in (
        lambda: received.give_up(scene.uow, scene.receiving, giver, cascade=True),
        lambda: received.give_up_package(scene.uow, scene.receiving, giver, PACKAGE),
    ):
        assert problem_if_any(call) == problems.ENTITY_UNKNOWN


# 3.7, the delegation check: how the package reaches the person, and the reasons.
def direct_grant(town: Town, main: Party, unit: Party, person: Party) -> None:
    town.grant(unit, person, PACKAGE, "tilgangsstyrer")


def direct_role(town: Town, main: Party, unit: Party, person: Party) -> None:
    town.role(unit, person, "daglig-leder")


def main_units_grant(town: Town, main: Party, unit: Party, person: Party) -> None:
    town.grant(main, person, PACKAGE, "tilgangsstyrer")


def main_units_role(town: Town, main: Party, unit: Party, person: Party) -> None:
    town.role(main, person, "komplementar")


def key_role(giver: str, kind: str) -> Callable[[Town, Party, Party, Party], None]:
    """What an organisation, in which the person is director, got from the unit or its main unit."""

    def arrange(town: Town, main: Party, unit: Party, person: Party) -> None:
        office = town.organisation("Office")
        town.role(office, person, "daglig-leder")
        source = main if giver == "main" else unit
        if kind == "grant":
            town.grant(source, office, PACKAGE, "tilgangsstyrer")
        else:
            town.role(source, office, "komplementar")

    return arrange


def main_administrator(town: Town, main: Party, unit: Party, person: Party) -> None:
    town.grant(unit, person, "hovedadministrator")


def main_units_main_administrator(town: Town, main: Party, unit: Party, person: Party) -> None:
    town.grant(main, person, "hovedadministrator")


def nothing(town: Town, main: Party, unit: Party, person: Party) -> None:
    town.grant(unit, person, "tilgangsstyrer")


REASONS = [
    (direct_grant, ("Direct-AssignmentPackage",)),
    (direct_role, ("Direct-RolePackage", "Direct-RolePackage-HovedAdmin")),
    (main_units_grant, ("Direct-AssignmentPackage-MainUnit",)),
    (main_units_role, ("Direct-RolePackage-MainUnit",)),
    (key_role("unit", "grant"), ("KeyRole-AssignmentPackage",)),
    (key_role("unit", "role"), ("KeyRole-RolePackage",)),
    (key_role("main", "grant"), ("KeyRole-AssignmentPackage-MainUnit",)),
    (key_role("main", "role"), ("KeyRole-RolePackage-MainUnit",)),
    (main_administrator, ("Direct-AssignmentPackage-HovedAdmin",)),
    (main_units_main_administrator, ("Direct-AssignmentPackage-MainUnit-HovedAdmin",)),
    (nothing, ("NoAccess",)),
]


@pytest.mark.parametrize(("arrange", "reasons"), REASONS)
def test_3_7_the_delegation_check_gives_its_reasons(
    town: Town,
    arrange: Callable[[Town, Party, Party, Party], None],
    reasons: tuple[str, ...],
) -> None:
    main, person = town.organisation("Main"), town.person("Person")
    unit = town.organisation("Unit", "BEDR", main)
    arrange(town, main, unit, person)
    check = delegation_check(town.uow, Acting(person.id, unit.id), PACKAGE)
    assert check.reasons == reasons
    assert check.may_give is (reasons != ("NoAccess",))


def test_3_7_the_delegation_check_is_for_those_who_may_give(town: Town) -> None:
    firm, person, manager = (
        town.organisation("Firm"),
        town.person("Person"),
        town.person("Manager"),
    )
    town.grant(firm, person, PACKAGE)
    town.grant(firm, manager, "tilgangsstyrer")
    assert (
        problem_if_any(lambda: delegation_check(town.uow, Acting(person.id, firm.id), PACKAGE))
        == problems.FORBIDDEN
    )
    assert (
        problem_if_any(lambda: delegation_check(town.uow, Acting(manager.id, firm.id), "unknown"))
        == problems.PACKAGE_UNKNOWN
    )


def test_3_7_only_what_carries_the_package_is_a_reason_to_give_it(town: Town) -> None:
    firm, person = town.organisation("Firm"), town.person("Person")
    town.role(firm, person, "regnskapsforer")
    town.grant(firm, person, "posttjenester", "hovedadministrator", "tilgangsstyrer")
    acting = Acting(person.id, firm.id)
    assert {
        package: delegation_check(town.uow, acting, package).reasons
        for package in ("posttjenester", PACKAGE)
    } == {
        "posttjenester": ("Direct-AssignmentPackage", "Direct-AssignmentPackage-HovedAdmin"),
        PACKAGE: ("Direct-AssignmentPackage-HovedAdmin",),
    }
