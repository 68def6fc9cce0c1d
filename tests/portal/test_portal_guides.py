"""The two guides of the seeds, step by step, without JavaScript, in both languages and editions."""

from __future__ import annotations

import pytest
from visitor import NewVisitor, Visitor

EDITIONS = ("2025-12", "2026-08")
PROVIDER_NUMBER = "311590839"


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["nb", "en"])
def reader(request: pytest.FixtureRequest, new_visitor: NewVisitor, edition: str) -> Visitor:
    return new_visitor(request.param, edition)


def test_set_up_client_relationship(reader: Visitor, edition: str) -> None:
    t = reader.t
    package = t.texts["package.skattegrunnlag"]
    reader.log_in("Rask Lykt", "Klientkunde AS")
    reader.click("link", t("link.users"))
    reader.click("button", t("button.new_user"))
    assert reader.names("dialog") == [t("dialog.new_user")]
    if edition == "2026-08":
        reader.click("tab", t("tab.organization"))
    reader.fill("textbox", t("field.organization_number"), PROVIDER_NUMBER)
    assert "DISKRET NÆR TIGER AS" in reader.text
    reader.click("button", t("button.add_organization"))
    assert reader.names("heading")[0] == "Diskret Nær Tiger AS"
    assert t("heading.packages_held", count=0) in reader.names("heading")
    reader.click("button", t("button.grant"))
    assert reader.names("dialog") == [t("dialog.grant", user="Diskret Nær Tiger AS")]
    reader.fill("searchbox", t("field.search_packages"), package)
    reader.click("button", t("row_name.grant", package=package))
    told = t("message.user_granted", user="Diskret Nær Tiger AS", package=package)
    assert told in reader.names("alert")[0]
    assert t("row_name.revoke", package=package) in reader.names("button")
    reader.click("button", t("button.close"))
    assert t("heading.packages_held", count=1) in reader.names("heading")


def test_delegate_clients(reader: Visitor) -> None:
    t = reader.t
    reader.log_in("Dress Minst", "Diskret Nær Tiger AS")
    reader.click("link", t("link.system_accesses"))
    row = f"Revisor klientdelegering SmartCloud {t('text.manage_clients')}"
    reader.click("link", row)
    reader.click("button", t("button.add_clients"))
    reader.click("button", t("row_name.add_client", client="Revisorkunde AS"))
    assert t("message.client_added", client="Revisorkunde AS") in reader.names("alert")[0]
    reader.click("button", t("button.confirm_and_close"))
    assert any("Revisorkunde AS" in name for name in reader.names("listitem"))
    assert t("button.add_or_remove_clients") in reader.names("button")
