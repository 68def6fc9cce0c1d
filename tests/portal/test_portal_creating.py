"""Creating an access to one's own organisation, in two steps (`PORTAL.md 5, 6`)."""

from __future__ import annotations

import pytest
from visitor import NewVisitor, Visitor, party

from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.store import Store

ACTOR = "Klientkunde AS"
OVERVIEW, CREATE = "/systemuser/overview", "/systemuser/create"
TAX = "SmartCloud Skatt SmartCloud (313909964)"
LEDGER = "SmartCloud Regnskap SmartCloud (313909964)"
STAFF = "SmartCloud Personal SmartCloud (313909964)"


@pytest.fixture
def director(visitor: Visitor) -> Visitor:
    """The managing director of an organisation without accesses, on the overview."""
    visitor.log_in("Rask Lykt", ACTOR)
    visitor.go(OVERVIEW)
    return visitor


def options(visitor: Visitor) -> list[str]:
    return [str(option.text) for option in visitor.tree.xpath(".//select/option")]


def choose(visitor: Visitor, option: str) -> None:
    """Choose a system and go on to step 2."""
    visitor.click("link", visitor.t("link.create_access"))
    form = visitor.tree.xpath(".//select/ancestor::form")[0]
    value = form.xpath(".//option[text()=$text]/@value", text=option)[0]
    form.fields["system"] = value
    visitor.submit(form)


def test_the_first_step_offers_the_visible_systems(director: Visitor) -> None:
    t = director.t
    director.click("link", t("link.create_access"))
    assert director.title == t("title.create_access")
    assert director.names("heading") == [t("heading.choose_system")]
    assert t("text.choose_system") in director.text
    assert options(director) == [t("text.choose"), STAFF, LEDGER, TAX]
    field = director.tree.xpath(".//select")[0]
    assert field.get("required") is not None
    assert director.tree.xpath("string(.//label[@for='system'])") == t("field.system")
    director.click("link", t("link.cancel"))
    assert director.path == OVERVIEW


def test_the_second_step_tells_what_the_system_will_get(director: Visitor) -> None:
    t = director.t
    choose(director, TAX)
    assert director.names("heading") == [
        t("heading.access_gets_one", system="SmartCloud Skatt", actor=ACTOR),
        t("heading.one_package_requested"),
    ]
    assert t.texts["package.skattegrunnlag"] in director.names("listitem")[-1]
    director.click("button", t("button.back"))
    chosen = director.tree.xpath("string(.//option[@selected])")
    assert chosen == TAX, "the choice is kept"


def test_the_new_access_is_in_the_overview_and_marked(director: Visitor) -> None:
    t = director.t
    choose(director, TAX)
    director.click("button", t("button.create_access"))
    assert director.path == OVERVIEW
    assert director.names("alert") == [], "the mark is the message"
    row = f"SmartCloud Skatt {t('text.new')} SmartCloud {t('text.see_powers')}"
    assert row in director.names("link")
    director.click("link", row)
    assert director.names("heading") == ["SmartCloud Skatt", t("heading.one_package_requested")]
    director.click("link", t("link.back"))
    assert f"SmartCloud Skatt SmartCloud {t('text.see_powers')}" in director.names("link")


def test_several_packages_are_counted(new_visitor: NewVisitor, store: Store) -> None:
    with store.unit_of_work() as uow:
        system = uow.systems.get("313909964_skatt")
        assert system
        uow.systems.add(
            type(system)(
                "313909964_both", system.vendor_id, "Both", system.name, ("skattegrunnlag", "toll")
            )
        )
        uow.commit()
    for language, heading in (
        ("nb", "Systemtilgangen SmartCloud Skatt vil få disse fullmaktene for Klientkunde AS"),
        (
            "en",
            "The system access SmartCloud Skatt will be granted these power of attorney for "
            "Klientkunde AS",
        ),
    ):
        visitor = new_visitor(language)
        visitor.log_in("Rask Lykt", ACTOR)
        visitor.go(f"{CREATE}?system=313909964_both&step=2")
        assert visitor.names("heading") == [
            heading,
            visitor.t("heading.many_packages_requested", count=2),
        ]


def test_a_second_access_for_the_same_system_is_refused_above_the_buttons(
    director: Visitor,
) -> None:
    t = director.t
    for _ in range(2):
        director.go(OVERVIEW)
        choose(director, TAX)
        director.click("button", t("button.create_access"))
    assert director.path == CREATE
    told = f"{t('message.access_exists')} {t('remedy.use_existing_access')}"
    assert director.names("alert") == [told]
    assert t("button.create_access") in director.names("button"), "step 2 stays"


def test_who_cannot_give_what_the_system_asks_for_is_told(
    new_visitor: NewVisitor, store: Store
) -> None:
    give_mild_sti(store, "tilgangsstyrer")
    visitor = new_visitor("en")
    visitor.log_in("Mild Sti", ACTOR)
    visitor.go(OVERVIEW)
    choose(visitor, TAX)
    visitor.click("button", visitor.t("button.create_access"))
    assert visitor.names("alert") == [
        "You do not have sufficient access rights to delegate the requested access packages. "
        "Access packages that could not be delegated: Skattegrunnlag "
        "Ask somebody who has all the powers of attorney, for example the managing director, to do "
        "this."
    ]


@pytest.mark.parametrize("system", ["", "nonsense", "313909964_revisor"])
def test_a_system_that_is_not_offered_cannot_be_chosen(director: Visitor, system: str) -> None:
    assert director.go(f"{CREATE}?system={system}&step=2") == 200
    assert director.names("heading") == [director.t("heading.choose_system")]
    director.post(CREATE, system=system)
    director.go(CREATE)
    told = (director.t("message.unknown_system"), director.t("remedy.choose_other_system"))
    assert director.names("alert") == [" ".join(told)]
    director.go(OVERVIEW)
    assert len(director.names("heading")) == 1, "nothing was created"


def give_mild_sti(store: Store, package: str) -> None:
    connection = Assignment(party(store, ACTOR).id, party(store, "MILD STI").id, RIGHT_HOLDER)
    with store.unit_of_work() as uow:
        uow.assignments.grant(connection.id, package)
        uow.commit()


@pytest.mark.parametrize(
    ("package", "edition", "may"),
    [
        ("tilgangsstyrer", "2025-12", True),
        ("tilgangsstyrer", "2026-08", True),
        ("hovedadministrator", "2025-12", False),
        ("hovedadministrator", "2026-08", True),
        ("klientadministrator", "2025-12", False),
        ("klientadministrator", "2026-08", False),
    ],
)
def test_who_is_offered_to_create_an_access(
    new_visitor: NewVisitor, store: Store, package: str, edition: str, may: bool
) -> None:
    give_mild_sti(store, package)
    visitor = new_visitor("nb", edition=edition)
    visitor.log_in("Mild Sti", ACTOR)
    visitor.go(OVERVIEW)
    assert (visitor.t("link.create_access") in visitor.names("link")) is may
    assert visitor.go(CREATE) == 200
    assert bool(options(visitor)) is may
    assert (visitor.t("message.may_not_create_access") in visitor.text) is not may
    assert (visitor.post(CREATE, system="313909964_regnskap") == 403) is not may


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_roles_that_are_named_are_those_that_may(new_visitor: NewVisitor, edition: str) -> None:
    """Row 10 of the known differences, in words."""
    visitor = new_visitor("nb", edition=edition)
    visitor.log_in("Blid Elv", ACTOR)
    visitor.go(CREATE)
    names_main_administrator = "Hovedadministrator" in visitor.text
    rules = EDITIONS[edition]
    assert names_main_administrator is rules.main_administrator_may_create_access


def test_a_person_cannot_create_an_access(visitor: Visitor) -> None:
    visitor.log_in("Rask Lykt", "Rask Lykt")
    visitor.go(CREATE)
    assert visitor.t("message.may_not_create_access") in visitor.text
    assert visitor.post(CREATE, system="313909964_skatt") == 403
