"""Every problem has a text that says what to do, and the screens show it (`PORTAL.md 12`)."""

from __future__ import annotations

from itertools import product

import pytest
from overview import open_access
from visitor import NewVisitor, Visitor, party

from every_problem import every_problem
from systemtilgang.domain import problems
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.domain.problems import Problem
from systemtilgang.portal.refusals import WHY
from systemtilgang.portal.remedies import REMEDIES
from systemtilgang.portal.texts import labels, languages
from systemtilgang.store import Store

PROVIDER = "Diskret Nær Tiger AS"

SECTION_12 = {
    "AUTH-00001": (
        "En eller flere tjenester eksisterer ikke, eller er ikke delegerbare.",
        "One or more services do not exist, or cannot be delegated.",
    ),
    "AUTH-00004": (
        "Kunne ikke opprette systemtilgang, eksisterende systemtilgang finnes allerede for valgt "
        "system.",
        "Could not create system access; existing system access already exists for the selected "
        "system.",
    ),
    "AUTH-00011": ("Valgt system finnes ikke", "Chosen system does not exist"),
    "AUTH-00051": (
        "Delegering av tilgangspakker til systemtilgang feilet.",
        "Delegation of access packages to the system access failed.",
    ),
    "AUTH-00053": (
        "Du har ikke tilstrekkelige fullmakter for å delegere disse tilgangspakkene.",
        "You do not have sufficient access rights to delegate the requested access packages.",
    ),
}
"""Code -> text, of the codes that this implementation raises where `PORTAL.md 12` applies.

`AUTH-00068` and `AUTH-00070` come with reasons, which are told instead of them; the others of its
table belong to calls that cannot fail here. `AUTH-00010` and `AUTH-00066` have the texts of
`PORTAL.md 9.4`.
"""


def test_every_problem_has_a_line_that_says_what_to_do() -> None:
    assert {name for name, each in every_problem().items() if each not in REMEDIES} == set()
    assert set(REMEDIES) == set(every_problem().values())


@pytest.mark.parametrize(("edition", "language"), [*product(EDITIONS, languages())])
def test_the_lines_are_sentences(edition: str, language: str) -> None:
    t = labels(edition, language)
    assert [key for key in REMEDIES.values() if not t(key).endswith(".")] == []
    assert [key for key in REMEDIES.values() if "{" in t(key)] == []


def test_the_lines_differ_between_the_languages() -> None:
    nb, en = (labels("2025-12", language) for language in ("nb", "en"))
    assert [key for key in REMEDIES.values() if nb(key) == en(key)] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_texts_of_the_codes_are_those_of_the_facts(edition: str) -> None:
    nb, en = (labels(edition, language) for language in ("nb", "en"))
    assert {each.code: (nb(key), en(key)) for each, key in WHY.items()} == SECTION_12


# Where they are shown


def remedy(visitor: Visitor, problem: Problem) -> str:
    return visitor.t(REMEDIES[problem])


@pytest.fixture
def director(visitor: Visitor) -> Visitor:
    visitor.log_in("Dress Minst", PROVIDER)
    return visitor


def test_where_an_access_is_created(director: Visitor) -> None:
    director.go("/systemuser/create?system=313909964_regnskap&step=2")
    director.click("button", director.t("button.create_access"))
    text = f"{director.t('message.access_exists')} {remedy(director, problems.ACCESS_EXISTS)}"
    assert director.names("alert") == [text]


def test_where_a_system_is_chosen_that_there_is_not(director: Visitor) -> None:
    director.go("/systemuser/create")
    director.post("/systemuser/create", system="nonsense")
    director.request("GET", director.answer.headers["location"])
    text = f"{director.t('message.unknown_system')} {remedy(director, problems.SYSTEM_NOT_FOUND)}"
    assert director.names("alert") == [text]


def test_in_the_row_of_a_client(director: Visitor) -> None:
    t = director.t
    director.go("/systemuser/overview")
    open_access(director, "Årsoppgjør", dialog=True)
    director.click("button", t("row_name.add_client", client="Revisorkunde AS"))
    row = director.find("button", t("row_name.add_client", client="Revisorkunde AS"))
    told = row.xpath("string(ancestor::li//*[@aria-live])")
    assert remedy(director, problems.CLIENT_LACKS_PACKAGES) in told


def test_for_ones_own_organisation(visitor: Visitor) -> None:
    t = visitor.t
    visitor.log_in("Stille Fjord", PROVIDER)
    visitor.go("/systemuser/overview")
    open_access(visitor, "Skatt for kunder")
    visitor.click("button", t("button.add_own_organization"))
    text = f"{t('message.lacks_packages_to_give')} "
    assert visitor.names("alert") == [text + remedy(visitor, problems.LACKS_PACKAGES_TO_GIVE)]


def test_in_a_packages_details(director: Visitor, store: Store) -> None:
    path = f"/users/{party(store, 'KLOK HEGRE').id}"
    director.post(f"{path}/grant", package="ansvarlig-revisor")
    director.request("GET", director.answer.headers["location"])
    assert remedy(director, problems.NOT_ASSIGNABLE) in director.names("alert")[0]


def test_in_a_message_where_there_is_no_better_place(director: Visitor, store: Store) -> None:
    path = f"/users/{party(store, 'KLOK HEGRE').id}"
    director.post(f"{path}/grant", package="nonsense")
    director.request("GET", director.answer.headers["location"])
    text = f"{director.t('message.grant_failed')} {remedy(director, problems.PACKAGE_UNKNOWN)}"
    assert text in director.names("alert")[0]


def test_where_an_access_with_clients_is_deleted(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("nb")
    t = visitor.t
    visitor.log_in("Dress Minst", PROVIDER)
    visitor.go("/systemuser/overview")
    open_access(visitor, "Revisor klientdelegering", dialog=True)
    visitor.click("button", t("row_name.add_client", client="Revisorkunde AS"))
    visitor.go(f"{visitor.path}?confirm=delete")
    visitor.submit(visitor.tree.get_element_by_id("confirm-deletion").xpath("ancestor::form")[0])
    told = f"{t('message.access_not_deleted')} {remedy(visitor, problems.ACCESS_HAS_CLIENTS)}"
    assert visitor.names("alert") == [told]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/systemuser/nonsense", problems.SYSTEM_USER_NOT_FOUND),
        ("/users/nonsense", problems.ENTITY_UNKNOWN),
    ],
)
def test_on_the_page_for_what_there_is_not(director: Visitor, path: str, problem: Problem) -> None:
    assert director.go(path) == 404
    assert director.names("heading") == [director.t("heading.not_found")]
    assert remedy(director, problem) in director.text


def test_on_the_page_for_what_is_not_allowed(visitor: Visitor, store: Store) -> None:
    visitor.log_in("Mild Sti", "Klientkunde AS")
    assert visitor.go(f"/users/{party(store, 'BLID ELV').id}") == 403
    assert remedy(visitor, problems.FORBIDDEN) in visitor.text
