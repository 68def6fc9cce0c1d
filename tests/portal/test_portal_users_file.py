"""The list of users as a file (`PORTAL.md 3.1`)."""

from __future__ import annotations

import csv

import pytest
from visitor import NewVisitor, Visitor, add_agent, add_organisation, party

from systemtilgang.portal.spreadsheets import semicolon_separated
from systemtilgang.service import users
from systemtilgang.service.acting import Acting
from systemtilgang.store import Store


@pytest.fixture
def manager(visitor: Visitor) -> Visitor:
    """The managing director of Klientkunde AS, on the users page."""
    visitor.log_in("Rask Lykt", "Klientkunde AS")
    visitor.go("/users")
    return visitor


def download(visitor: Visitor) -> list[list[str]]:
    """Press the button; the cells of the file."""
    visitor.click("button", visitor.t("button.download_users"))
    assert visitor.answer.status_code == 200
    text = visitor.answer.content.decode("utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";"))


def add(store: Store, name: str, number: str) -> None:
    acting = Acting(party(store, "RASK LYKT").id, party(store, "Klientkunde AS").id)
    add_organisation(store, name, number)
    with store.unit_of_work() as uow:
        users.add_organisation(uow, acting, number)
        uow.commit()


def test_the_file_has_a_row_per_user_in_the_readers_language(
    manager: Visitor, store: Store
) -> None:
    add(store, "BJØRK; OG ÅS AS", "312000001")
    manager.go("/users")
    director = store.catalogue.roles["daglig-leder"].name.in_language(manager.t.language)
    people = ("BLID ELV", "KLAR BEKK", "MILD STI")
    born = {name: party(store, name).born for name in people}
    assert download(manager) == [
        [
            manager.t("text.column_name"),
            manager.t("text.column_identifier"),
            manager.t("text.column_roles"),
        ],
        ["Rask Lykt", "14.03.1971", director],
        ["Bjørk; og Ås AS", "312000001", ""],
        *([name.title(), f"{day:%d.%m.%Y}", ""] for name, day in born.items()),
    ]


def test_no_person_number_leaves_the_portal(manager: Visitor, store: Store) -> None:
    download(manager)
    number = party(store, "RASK LYKT").number
    assert number
    assert number not in manager.answer.text


def test_the_answer_is_a_file(manager: Visitor) -> None:
    download(manager)
    headers = manager.answer.headers
    name = manager.t("text.users_file")
    assert headers["content-disposition"] == f'attachment; filename="{name}"'
    assert headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert headers["cache-control"] == "no-store"
    assert manager.answer.content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in manager.answer.content


def test_the_form_is_the_browsers_own(manager: Visitor) -> None:
    button = manager.find("button", manager.t("button.download_users"))
    form = button.xpath("ancestor::form")[0]
    assert (form.get("method"), form.get("hx-boost")) == ("get", "false")


def test_all_rows_that_the_search_and_the_switch_list(manager: Visitor, store: Store) -> None:
    for index in range(12):
        add(store, f"BRUKER {index:02} AS", f"31200{index:04}")
    add_agent(store, "Klientkunde AS", "DRESS MINST")
    manager.go("/users")
    assert len(download(manager)) == 1 + 1 + 12 + 3, "also those behind the button for more"
    manager.go("/users?agents=1")
    agents = [row for row in download(manager) if row[0] == "Dress Minst"]
    assert [row[2] for row in agents] == [manager.t("text.has_client_access")]
    manager.go("/users?q=mild")
    assert [row[0] for row in download(manager)[1:]] == ["Rask Lykt", "Mild Sti"]


@pytest.mark.parametrize(
    ("person", "edition"),
    [("Blid Elv", "2025-12"), ("Blid Elv", "2026-08"), ("Mild Sti", "2025-12")],
)
def test_only_an_access_manager_gets_the_file(
    new_visitor: NewVisitor, person: str, edition: str
) -> None:
    visitor = new_visitor("nb", edition)
    visitor.log_in(person, "Klientkunde AS")
    visitor.go("/users")
    assert "Last ned til fil" not in visitor.names("button")
    assert visitor.go("/users/download") == 403
    assert "attachment" not in visitor.answer.headers.get("content-disposition", "")


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_no_cell_is_a_formula(first: str) -> None:
    (row,) = csv.reader([semicolon_separated([[f"{first}1+1", "A=1"]])[1:]], delimiter=";")
    assert row == [f"'{first}1+1", "A=1"]


def test_what_separates_cells_may_stand_in_one() -> None:
    written = semicolon_separated([["a;b", 'c"d', "Å"]])
    assert written == '\ufeff"a;b";"c""d";Å\r\n'
