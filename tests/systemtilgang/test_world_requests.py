"""Requests in a world file, and the exact text of every mistake in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_world import SMALL, message

from systemtilgang.world import template

REQUESTS = """\
  - title: "Own tax"
    owner: "Firm AS"
    system: "315260183_tax"
    type: standard
    packages: [skattegrunnlag]
    created: 2025-11-03
requests:
  - kind: request
    system: "315260183_tax"
    party: "Firm Vest"
    external_ref: "other"
    packages: [skattegrunnlag]
    title: "More tax"
    redirect_url: "/receipt?x=1"
    status: Rejected
    created: 2025-11-04
  - kind: agentrequest
    system: "315260183_tax"
    party: "Firm Vest"
    external_ref: "clients"
    packages: [ansvarlig-revisor, skattegrunnlag]
    escalated: true
    created: 2025-11-05
  - kind: changerequest
    system: "315260183_tax"
    party: "Firm AS"
    access: "Own tax"
    packages: []
    unwanted: [skattegrunnlag]
    created: 2025-11-06
"""
ASKING = SMALL.replace("accesses:", '    redirect_urls: ["/receipt"]\naccesses:') + REQUESTS


def test_a_world_has_requests_of_every_kind(directory: Path) -> None:
    (directory / "world.yml").write_text(ASKING, encoding="utf-8")
    with template(directory / "world.yml").unit_of_work() as uow:
        system = uow.systems.get("315260183_tax")
        change, for_clients, own = uow.requests.of_system("315260183_tax")
        access = uow.system_users.get(change.access_id or "")
    assert system
    assert system.redirect_urls == ("/receipt",)
    assert access
    assert (change.kind, change.packages, change.unwanted) == (
        "changerequest",
        (),
        ("skattegrunnlag",),
    )
    assert (access.title, change.title, change.external_ref) == ("Own tax", "Own tax", "315260183")
    assert (for_clients.kind, for_clients.external_ref) == ("agentrequest", "clients")
    assert (for_clients.packages, for_clients.escalated, for_clients.status) == (
        ("ansvarlig-revisor", "skattegrunnlag"),
        True,
        "New",
    )
    assert (own.kind, own.title, own.external_ref) == ("request", "More tax", "other")
    assert (own.redirect_url, own.status, own.escalated) == ("/receipt?x=1", "Rejected", False)
    assert own.created.isoformat() == "2025-11-04T09:00:00+01:00"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "kind: agentrequest",
            "kind: agent",
            "world.yml:43: found agent, expected request, agentrequest, changerequest",
        ),
        (
            'redirect_url: "/receipt?x=1"',
            'redirect_url: "/receipts"',
            "world.yml:40: found /receipts, expected one of the system's redirect_urls; "
            "nearest: /receipt",
        ),
        (
            "status: Rejected",
            "status: Accepted",
            "world.yml:41: found Accepted, expected New or Rejected",
        ),
        (
            'access: "Own tax"',
            'access: "Tax for clients"',
            "world.yml:53: found Tax for clients, expected the title of an own access of the party "
            "for the system",
        ),
        (
            '    access: "Own tax"\n',
            "",
            "world.yml:50: found changerequest, expected access, and unwanted if any, in a "
            "changerequest and only there",
        ),
        (
            'title: "More tax"',
            "unwanted: [skattegrunnlag]",
            "world.yml:34: found request, expected access, and unwanted if any, in a "
            "changerequest and only there",
        ),
        (
            "unwanted: [skattegrunnlag]",
            "unwanted: [skattegrunlag]",
            "world.yml:55: found skattegrunlag, expected the code of a package; "
            "nearest: skattegrunnlag",
        ),
        (
            "[ansvarlig-revisor, skattegrunnlag]\n    escalated",
            "[toll]\n    escalated",
            "world.yml:47: found toll, expected a package of the system that is delegable",
        ),
        (
            "[ansvarlig-revisor, skattegrunnlag]\n    escalated",
            "[]\n    escalated",
            "world.yml:47: found no packages, expected at least one package",
        ),
        (
            'packages: [skattegrunnlag]\n    title: "More',
            'packages: [ansvarlig-revisor]\n    title: "More',
            "world.yml:38: found ansvarlig-revisor, expected a package of the system that is "
            "assignable",
        ),
        (
            'external_ref: "clients"',
            'external_ref: "other"',
            "world.yml:43: found a second one like that, expected one access or request for one "
            "per party, system and external_ref",
        ),
        (
            '    external_ref: "clients"\n',
            "",
            "world.yml:43: found a second one like that, expected one access or request for one "
            "per party, system and external_ref",
        ),
        (
            "    unwanted: [skattegrunnlag]\n",
            "    unwanted: [skattegrunnlag]\n    escalated: true\n",
            "world.yml:56: found true, expected false in a changerequest, which cannot be passed "
            "on",
        ),
        (
            "    unwanted: [skattegrunnlag]\n",
            "",
            "world.yml:54: found no packages, expected at least one package or service, wanted or "
            "unwanted",
        ),
        (
            "[ansvarlig-revisor, skattegrunnlag]\n    escalated",
            "[skattegrunnlag, skattegrunnlag]\n    escalated",
            "world.yml:47: found skattegrunnlag again, expected each of these once",
        ),
        (
            "unwanted: [skattegrunnlag]",
            "unwanted: [toll, toll]",
            "world.yml:55: found toll again, expected each of these once",
        ),
        (
            'party: "Firm Vest"\n    external_ref: "other"',
            'party: "ANNA LI"\n    external_ref: "other"',
            "world.yml:36: found ANNA LI, expected the name of an organisation above",
        ),
    ],
)
def test_a_mistake_in_a_request_is_told_like_any_other(
    directory: Path, old: str, new: str, expected: str
) -> None:
    assert old in ASKING
    assert message(directory, ASKING.replace(old, new, 1)) == expected


def test_a_second_change_of_an_access_is_a_mistake(directory: Path) -> None:
    change = "  - kind: changerequest" + ASKING.split("  - kind: changerequest")[1]
    assert message(directory, ASKING + change) == (
        "world.yml:57: found a second one like that, expected one change of an access "
        "per party, system and external_ref"
    )
