"""Mutants of screens: labels, confirmations and elements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from toy import Toy

from samsvar.mutation import html
from samsvar.mutation.ledger import Ledger
from samsvar.mutation.mutants import GROUPS, Kind
from samsvar.mutation.sessions import Mutation

PAGE = (
    "<!doctype html><html><body><main><h1>Clients</h1>"
    '<p role="status">Done.</p><p>Do not add Ola yet.</p>'
    '<div aria-live="polite"><button>Look up</button></div>'
    '<button>Add <span class="sr">Ola</span></button> <input aria-label="Name" value="Add Ola">'
    "</main></body></html>"
)


def run_of(toy: Toy, kinds: Collection[Kind] = GROUPS["screen"]) -> Mutation:
    run = Mutation(toy.project(), Ledger(toy.root / "r.jsonl"), kinds, workers=2)
    run.run()
    return run


def told(run: Mutation) -> dict[str, str | None]:
    return {f"{m.kind}: {m.identity}": run.results[m.identity].by for m in run.mutants}


def test_the_screens_of_a_project_are_changed_in_every_way_and_language(toy: Toy) -> None:
    assert told(run_of(toy)) == {
        "label: greet:1 [nb] renamed: Hils": "test",
        "label: greet:1 [nb] renamed: Navn": "test",
        "label: greet:1 [nb] renamed: Send": "test",
        "label: greet:1 [nb] renamed: Hilsenen er sendt.": "test",
        "label: greet:1 [en] renamed: Greet": "test",
        "label: greet:1 [en] renamed: Name": "test",
        "label: greet:1 [en] renamed: Send": "test",
        "label: greet:1 [en] renamed: The greeting was sent.": "test",
        "confirmation: greet:1 [nb] left out: Hilsenen er sendt.": "test",
        "element: greet:1 [nb] removed: link “Hils”": "test",
        "element: greet:1 [nb] removed: textbox “Navn”": "test",
        "element: greet:1 [nb] removed: button “Send”": "test",
        "element of no step: screens removed: heading “Velkommen”": None,
        "element of no step: screens removed: heading “Hils på noen”": None,
    }


def test_what_comes_before_a_screen_is_met_has_nothing_to_do_with_it(toy: Toy) -> None:
    run = run_of(toy)
    begun = {each.mutant.what: each.first for each in run.screens if each.language == "en"}
    assert begun == {
        "Greet": {"greet:1": 1},
        "Name": {"greet:1": 2},
        "Send": {"greet:1": 2},
        "The greeting was sent.": {"greet:1": 4},
    }


def test_what_is_begun_halfway_has_the_results_of_what_is_begun_at_the_start(toy: Toy) -> None:
    halfway = run_of(toy, ())
    toy.replace(f"{toy.package}/portal.py", "def copy", "def duplicate")  # a world without copies
    toy.forget()
    from_the_start = run_of(toy, ())
    for run in (halfway, from_the_start):
        assert {m.kind for m in run.mutants} >= {Kind.ONE, Kind.ALL, Kind.LABEL, Kind.ELEMENT}
    assert {name: replace(r, seconds=0.0) for name, r in halfway.results.items()} == {
        name: replace(r, seconds=0.0) for name, r in from_the_start.results.items()
    }


def test_a_confirmation_that_no_step_looks_at_could_be_left_out(toy: Toy) -> None:
    toy.replace(f"{toy.package}/greeting.py", "    portal.expect_text(message.text)\n", "")
    found = told(run_of(toy))
    assert found["confirmation: greet:1 [nb] left out: Hilsenen er sendt."] is None
    assert found["label: greet:1 [nb] renamed: Hilsenen er sendt."] is None


def test_an_element_is_removed_by_role_and_name() -> None:
    page = html.without_element(PAGE, "button", "Add Ola")
    assert html.nodes_of(page) == (
        ("heading", "Clients"),
        ("button", "Look up"),
        ("textbox", "Name"),
    )


def test_confirmations_are_what_is_said_and_not_what_can_be_pressed() -> None:
    assert html.confirmations(PAGE) == ["Done."]
    assert html.confirmations(html.without_confirmation(PAGE, "Done.")) == []


def test_a_label_is_renamed_where_it_is_all_that_is_said() -> None:
    page = html.renamed(PAGE, "Clients")
    assert html.nodes_of(page)[0] == ("heading", "C*lients")


def test_a_label_in_parts_is_renamed_and_what_people_wrote_stays() -> None:
    page = html.renamed(PAGE, "Add Ola")
    assert ("button", "A*dd Ola") in html.nodes_of(page)
    assert 'value="Add Ola"' in page


def test_a_label_inside_a_sentence_is_renamed_there() -> None:
    assert "Do not a*dd Ola yet." in html.renamed(PAGE, "add Ola")


def test_a_page_without_the_thing_stays_as_it_is() -> None:
    assert html.renamed(PAGE, "Remove") is PAGE
    assert html.without_element(PAGE, "link", "Add Ola") is PAGE
    assert html.without_confirmation(PAGE, "Not yet.") is PAGE
