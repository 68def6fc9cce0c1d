"""Worlds: what the file gives, and what stores are made of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from small_world import SMALL, message
from town import WORLD, Cast

from systemtilgang.service import clients, requests
from systemtilgang.store import UnitOfWork
from systemtilgang.world import load_world, open_world, template


def test_the_small_world_of_these_tests_is_a_good_one(directory: Path) -> None:
    (directory / "world.yml").write_text(SMALL, encoding="utf-8")
    with template(directory / "world.yml").unit_of_work() as uow:
        client, owner = uow.parties.named("Firm AS"), uow.parties.named("Firm Vest")
        assert client
        assert owner
        assert (owner.parent_id, owner.is_sub_unit, client.is_sub_unit) == (client.id, True, False)
        (access,) = uow.system_users.owned_by(owner.id)
        assert (access.title, access.external_ref) == ("Tax for clients", "311590839")
        assert [each.client for each in uow.delegations.of_agent(access.id)] == [client.id]
        system = uow.systems.get("315260183_tax")
        assert system
        assert system.is_visible


def test_a_world_says_who_died_and_what_was_deleted(directory: Path) -> None:
    text = SMALL.replace('"14837101108"', '"14837101108", died: 2025-03-01').replace(
        "form: AS}", "form: AS, deleted: 2025-04-02}"
    )
    (directory / "world.yml").write_text(text, encoding="utf-8")
    with template(directory / "world.yml").unit_of_work() as uow:
        person, firm = uow.parties.named("ANNA LI"), uow.parties.named("Firm AS")
        assert person
        assert firm
        assert (person.died_at, firm.deleted_at) == (date(2025, 3, 1), date(2025, 4, 2))
        assert firm.is_deleted


def test_optional_sections_may_be_left_out(directory: Path) -> None:
    (directory / "world.yml").write_text(SMALL.split("roles:", maxsplit=1)[0], encoding="utf-8")
    world = load_world(directory / "world.yml")
    assert (len(world.parties), world.assignments, world.systems, world.accesses) == (3, (), (), ())


def test_a_system_can_be_kept_out_of_the_portal(directory: Path) -> None:
    for text, is_visible in (("true", True), ("false", False)):
        changed = SMALL.replace("accesses:", f"    is_visible: {text}\naccesses:")
        (directory / "world.yml").write_text(changed, encoding="utf-8")
        (system,) = load_world(directory / "world.yml").systems
        assert system.is_visible is is_visible
    wrong = SMALL.replace("accesses:", "    is_visible: off\naccesses:")
    assert message(directory, wrong) == "world.yml:18: found off, expected true or false"


def test_the_same_world_gives_the_same_ids(world_store: object) -> None:
    again = template(WORLD)
    with again.unit_of_work() as uow:
        first = uow.parties.named("Klientkunde AS")
    assert first
    assert first.id == "a548c868-d07c-5d38-b09d-1e054ecdfcee"


def test_a_file_is_seeded_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/state.db"
    with open_world(WORLD, url).unit_of_work() as uow:
        firm = uow.parties.named("Klientkunde AS")
        assert firm
        uow.assignments.remove(uow.assignments.given_by([firm.id])[0].id)
        uow.commit()
    with open_world(WORLD, url).unit_of_work() as uow:
        assert len(uow.assignments.given_by([firm.id])) == 3


def test_the_world_has_two_pages_of_audit_clients(uow: UnitOfWork, cast: Cast) -> None:
    acting = cast.acting("KLOK HEGRE", "DISKRET NÆR TIGER AS")
    rows = clients.available(uow, acting, cast.access("Revisor klientdelegering"))
    assert len(rows) == 7


def test_no_request_of_the_world_has_been_passed_on(uow: UnitOfWork, cast: Cast) -> None:
    assert requests.received(uow, cast.acting("DRESS MINST", "DISKRET NÆR TIGER AS")) == ()
    assert len(uow.requests.sent_to(cast("DISKRET NÆR TIGER AS").id)) == 8
