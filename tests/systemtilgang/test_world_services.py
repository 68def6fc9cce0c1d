"""Services in a world and in a file of their own, and the exact text of every mistake in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import CLOSED, HIRED, LEAVE, RECEIPTS, SICK
from small_world import SMALL, message
from town import Cast

from systemtilgang.domain.catalogue import Catalogue, Text
from systemtilgang.domain.rights import Rights
from systemtilgang.service import system_accesses
from systemtilgang.store import UnitOfWork
from systemtilgang.world import load_world, template

SERVICES = """\
services:
  - id: "report"
    nb: "Melding"
    en: "Report"
    owner: "Tilsynet"
    about_nb: "Meld fra."
    about_en: "Tell."
    packages: [skattegrunnlag, toll]
  - id: "archive"
    nb: "Arkiv"
    en: "Archive"
    owner: "Tilsynet"
    about_nb: "Les."
    about_en: "Read."
    packages: [toll]
    delegable: false
  - {id: "list", nb: "Liste", en: "List", owner: "Etaten", about_nb: "Se.", about_en: "See.",
     packages: [lonn]}
"""
WITH_SERVICES = (
    (
        SMALL.replace("catalogue.yml", "catalogue.yml\nservices: services.yml")
        .replace("accesses:", "    services: [report, list]\naccesses:")
        .replace("type: agent", "type: agent\n    external_ref: clients")
    )
    + """\
  - title: "Own tax"
    owner: "Firm Vest"
    system: "315260183_tax"
    type: standard
    packages: []
    services: [list, report]
    created: 2025-11-03
requests:
  - kind: request
    system: "315260183_tax"
    party: "Firm AS"
    packages: []
    services: [report]
    created: 2025-11-04
  - kind: changerequest
    system: "315260183_tax"
    party: "Firm Vest"
    access: "Own tax"
    packages: []
    services: [report]
    unwanted_services: [archive, list]
    created: 2025-11-05
"""
)


@pytest.fixture
def services(directory: Path) -> Path:
    """The directory of a world, with a file of services."""
    (directory / "services.yml").write_text(SERVICES, encoding="utf-8")
    return directory


def test_a_world_has_services_with_all_that_is_said_of_them(services: Path) -> None:
    (services / "world.yml").write_text(WITH_SERVICES, encoding="utf-8")
    known = load_world(services / "world.yml").catalogue.services
    assert list(known) == ["report", "archive", "list"]
    report, archive, _ = known.values()
    assert (report.name, report.owner) == (Text("Melding", "Report"), "Tilsynet")
    assert report.description == Text("Meld fra.", "Tell.")
    assert (report.packages, report.is_delegable) == ({"skattegrunnlag", "toll"}, True)
    assert (archive.packages, archive.is_delegable) == ({"toll"}, False)


def test_systems_accesses_and_requests_of_a_world_have_services(services: Path) -> None:
    (services / "world.yml").write_text(WITH_SERVICES, encoding="utf-8")
    with template(services / "world.yml").unit_of_work() as uow:
        system = uow.systems.existing("315260183_tax")
        change, own = uow.requests.of_system(system.id)
        access = uow.system_users.get(change.access_id or "")
        assert access
        held = system_accesses.rights_of(uow, access)
    assert system.services == ("report", "list")
    assert held == Rights((), ("list", "report"))
    assert (own.services, own.unwanted_services) == (("report",), ())
    assert (change.services, change.unwanted_services) == (("report",), ("archive", "list"))


def test_a_world_without_services_has_none(directory: Path) -> None:
    (directory / "world.yml").write_text(SMALL, encoding="utf-8")
    assert load_world(directory / "world.yml").catalogue.services == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '"archive"',
            '"report"',
            "services.yml:9: found report, expected an id that no other service has",
        ),
        (
            "packages: [lonn]",
            "packages: [lon]",
            "services.yml:18: found lon, expected the code of a package that can be given; "
            "nearest: lonn",
        ),
        (
            "packages: [lonn]",
            "packages: [ansvarlig-revisor]",
            "services.yml:18: found ansvarlig-revisor, expected the code of a package that can be "
            "given",
        ),
        (
            "packages: [lonn]",
            "packages: []",
            "services.yml:18: found no packages, expected at least one package",
        ),
        (
            '    owner: "Tilsynet"\n',
            "",
            "services.yml:2: found id, nb, en, about_nb, about_en, packages, expected also the key "
            "owner",
        ),
        (
            "delegable: false",
            "delegable: no",
            "services.yml:16: found no, expected true or false",
        ),
    ],
)
def test_a_mistake_in_a_service_is_told_with_its_line(
    services: Path, old: str, new: str, expected: str
) -> None:
    assert old in SERVICES
    (services / "services.yml").write_text(SERVICES.replace(old, new, 1), encoding="utf-8")
    assert message(services, WITH_SERVICES) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "services: [report, list]",
            "services: [report, lists]",
            "world.yml:19: found lists, expected the id of a service that can be given by itself; "
            "nearest: list",
        ),
        (
            "services: [report, list]",
            "services: [report, archive]",
            "world.yml:19: found archive, expected the id of a service that can be given by itself",
        ),
        (
            "services: [report, list]",
            "services: [list, list]",
            "world.yml:19: found list again, expected each of these once",
        ),
        (
            "services: [list, report]",
            "services: [archive]",
            "world.yml:34: found archive, expected the id of a service of the system",
        ),
        (
            "services: [list, report]",
            "services: []",
            "world.yml:33: found no packages, expected at least one package or service",
        ),
        (
            "    clients:",
            "    services: [list]\n    clients:",
            "world.yml:28: found a list, expected services only where the organisation's own "
            "access is meant",
        ),
        (
            "services: [report]\n    created",
            "services: [archive]\n    created",
            "world.yml:41: found archive, expected the id of a service of the system",
        ),
        (
            "    services: [report]\n    created",
            "    created",
            "world.yml:40: found no packages, expected at least one package or service",
        ),
        (
            "services: [report]\n    created",
            "unwanted_services: [report]\n    created",
            "world.yml:37: found request, expected access, and unwanted if any, in a "
            "changerequest and only there",
        ),
        (
            "kind: request\n",
            "kind: agentrequest\n    external_ref: more\n",
            "world.yml:42: found a list, expected services only where the organisation's own "
            "access is meant",
        ),
        (
            "[archive, list]",
            "[archive, moon]",
            "world.yml:49: found moon, expected the id of a service",
        ),
        (
            "    services: [report]\n    unwanted_services: [archive, list]\n",
            "    services: []\n    unwanted_services: []\n",
            "world.yml:47: found no packages, expected at least one package or service, wanted or "
            "unwanted",
        ),
        (
            "services: services.yml",
            "services: nowhere.yml",
            "found no readable file nowhere.yml, expected a YAML file in UTF-8 ([Errno 2] No such "
            "file or directory: 'nowhere.yml')",
        ),
    ],
)
def test_a_mistake_about_services_in_a_world_is_told_like_any_other(
    services: Path, old: str, new: str, expected: str
) -> None:
    assert old in WITH_SERVICES
    assert message(services, WITH_SERVICES.replace(old, new, 1)) == expected


# In the world of the guides: whom a request was sent to, who has what, and who lacks which service.
def test_the_services_of_the_world_are_marked_by_their_owners_as_made_up(
    catalogue: Catalogue,
) -> None:
    assert set(catalogue.services) == {HIRED, LEAVE, SICK, RECEIPTS, CLOSED}
    assert {each.owner for each in catalogue.services.values()} == {"Øvingstilsynet", "Prøveetaten"}
    assert [each.id for each in catalogue.services.values() if not each.is_delegable] == [CLOSED]


def test_the_world_has_an_access_with_a_single_right_in_an_organisation_of_its_own(
    uow: UnitOfWork, cast: Cast
) -> None:
    acting = cast.acting("SVAL BUKT", "HVIT HELLE AS")
    found = system_accesses.overview(uow, acting)
    assert found.own
    (own,) = found.own
    assert (own.title, [each.code for each in own.packages]) == ("Personal i sky", ["a-ordning"])
    assert [each.id for each in own.services] == [LEAVE]
    assert found.for_clients == ()
