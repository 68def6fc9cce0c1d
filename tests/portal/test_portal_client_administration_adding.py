"""Adding a user in client administration, without JavaScript (`PORTAL.md 11.1`)."""

from __future__ import annotations

import pytest
from client_access import ADMINISTRATION, LUN_SKOG, send
from visitor import Visitor, party

from systemtilgang.store import Store


@pytest.fixture
def dialog(administrator: Visitor) -> Visitor:
    administrator.click("button", administrator.t("button.add_agent"))
    return administrator


def test_the_dialog_has_one_tab_and_is_closed(dialog: Visitor) -> None:
    t = dialog.t
    assert dialog.names("dialog") == [t("dialog.add_agent")]
    assert dialog.names("tab") == [t("tab.person")]
    assert dialog.names("textbox") == [t("field.person_identifier"), t("field.last_name")]
    dialog.click("tab", t("tab.person"))
    assert dialog.names("dialog") == [t("dialog.add_agent")]
    dialog.click("button", t("button.close_dialog"))
    assert dialog.names("dialog") == []


def test_a_person_without_other_access_is_added_by_number(dialog: Visitor, store: Store) -> None:
    send(dialog, "30877505916", "tydelig")
    assert dialog.path == f"{ADMINISTRATION}/agent/{party(store, 'TYDELIG MÅNE').id}"
    assert dialog.names("heading")[0] == "Tydelig Måne"
    assert dialog.names("alert") == []


@pytest.mark.parametrize(
    ("number", "last_name", "message"),
    [
        (LUN_SKOG, "Skog", "message.unknown_person"),
        ("16857692262", "Lun", "message.unknown_person"),
        ("1685769226", "Lun", "message.person_number_digits"),
        ("lun skog", "Lun", "message.no_spaces"),
        ("lun", "Lun", "message.user_name_length"),
        (LUN_SKOG, " ", "message.last_name_missing"),
    ],
)
def test_wrong_answers_are_told_in_the_dialog_and_kept(
    dialog: Visitor, number: str, last_name: str, message: str
) -> None:
    send(dialog, number, last_name)
    assert dialog.answer.status_code == 422
    assert dialog.names("dialog") == [dialog.t("dialog.add_agent")]
    assert dialog.t(message) in dialog.text
    field = dialog.find("textbox", dialog.t("field.person_identifier"))
    assert field.value == number
    dialog.go(ADMINISTRATION)
    assert dialog.t("message.no_agents") in dialog.text
