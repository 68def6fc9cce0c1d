"""Mutants of guides: every operator by name, and what samsvar says of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from toy import Toy

from samsvar.agreements import FILE_NAME as RECORD
from samsvar.mutation.ledger import Ledger
from samsvar.mutation.mutants import Kind, Result
from samsvar.mutation.sessions import Mutation
from samsvar.provenance import renew


def run_of(toy: Toy, *kinds: Kind) -> Mutation:
    run = Mutation(toy.project(), Ledger(toy.root / "results.jsonl"), kinds, workers=2)
    run.run()
    return run


def leave(run: Mutation) -> dict[str, tuple[str | None, str]]:
    found = {name: result for name, result in run.results.items() if name.startswith("leave")}
    return {name: (result.by, result.how) for name, result in found.items()}


def test_every_mutant_of_a_chapter_is_named_and_judged_in_all_languages_at_once(toy: Toy) -> None:
    opens, gone = "1. greeting.open_portal", "2. greeting.gone"
    assert leave(run_of(toy, Kind.ALL)) == {
        f"leave:1 [all] dropped: {opens}": (None, ""),
        f"leave:1 [all] duplicated: {opens}": ("check", "text/repeated"),
        f"leave:1 [all] swapped: {opens} with {gone}": ("check", "text/unchecked"),
        f"leave:1 [all] dropped: {gone}": ("check", "text/unchecked"),
        f"leave:1 [all] duplicated: {gone}": ("check", "text/repeated"),
        f"leave:1 [all] value replaced: {gone} person=king by queen": (None, ""),
    }


def test_every_mutant_in_one_language_is_noticed_by_its_twin(toy: Toy) -> None:
    opens, gone = "1. greeting.open_portal", "2. greeting.gone"
    found = {n: how for n, how in leave(run_of(toy, Kind.ONE)).items() if "text changed" not in n}
    assert found == {
        f"leave:1 [nb] dropped: {opens}": ("check", "translation/extra-step"),
        f"leave:1 [en] dropped: {opens}": ("check", "translation/missing-step"),
        f"leave:1 [nb] duplicated: {opens}": ("check", "translation/missing-step"),
        f"leave:1 [en] duplicated: {opens}": ("check", "translation/extra-step"),
        f"leave:1 [nb] swapped: {opens} with {gone}": ("check", "translation/order"),
        f"leave:1 [en] swapped: {opens} with {gone}": ("check", "translation/order"),
        f"leave:1 [nb] dropped: {gone}": ("check", "translation/extra-step"),
        f"leave:1 [en] dropped: {gone}": ("check", "translation/missing-step"),
        f"leave:1 [nb] duplicated: {gone}": ("check", "translation/missing-step"),
        f"leave:1 [en] duplicated: {gone}": ("check", "translation/extra-step"),
        f"leave:1 [nb] value replaced: {gone} person=king by queen": (
            "check",
            "translation/argument",
        ),
        f"leave:1 [en] value replaced: {gone} person=king by queen": (
            "check",
            "translation/argument",
        ),
    }


def test_every_operator_is_tried(toy: Toy) -> None:
    source = (toy.root / toy.package / "greeting.py").read_text(encoding="utf-8")
    other = source[
        source.index('@then(nb="er {person} borte"') : source.index('@then(\n    nb="er disse')
    ]
    other = other.replace("borte", "hjemme").replace("gone", "home")
    toy.write(f"{toy.package}/greeting.py", f"{source}\n\n{other}")
    run = Mutation(toy.project(), Ledger(toy.root / "results.jsonl"), workers=1)
    operators = Counter(e.mutant.operator for e in run.guides if e.mutant.scope in ("all", "en"))
    assert set(operators) == {
        "dropped",
        "duplicated",
        "swapped",
        "value replaced",
        "label replaced",
        "cell replaced",
        "row dropped",
        "outcome replaced",
        "text changed",
    }


def test_a_label_is_replaced_by_one_of_the_same_screen_and_one_of_another(toy: Toy) -> None:
    run = Mutation(toy.project(), Ledger(toy.root / "results.jsonl"), [Kind.ALL], workers=1)
    labels = [e.mutant.what for e in run.guides if e.mutant.operator == "label replaced"]
    assert labels == [
        "2. greeting.click button=button.greet by button.send",
        "4. greeting.click button=button.send by button.greet",
    ]


def test_two_neighbours_that_say_what_is_seen_make_no_difference(toy: Toy) -> None:
    for language, king, queen in (
        ("nb", 'Så er "kongen" borte\n', 'Og er "dronningen" borte\n'),
        ("en", 'Then "the king" is gone\n', 'And "the queen" is gone\n'),
    ):
        toy.replace(f"features/{language}/leave.feature", king, f"{king}    {queen}")
    run = Mutation(toy.project(), Ledger(toy.root / "results.jsonl"), [Kind.ALL], workers=1)
    equal = {e.mutant.identity: e.mutant.equivalent for e in run.guides if e.mutant.equivalent}
    assert equal == {
        "leave:1 [all] swapped: 2. greeting.gone with 3. greeting.gone": (
            "two neighbouring then steps say the same in either order"
        )
    }


def test_changed_prose_is_noticed_where_a_record_of_agreements_is_kept(toy: Toy) -> None:
    changed = {n: r for n, r in run_of(toy, Kind.ONE).results.items() if "text changed" in n}
    assert len(changed) == 18
    assert not any(result.noticed for result in changed.values())
    keep_record(toy)
    changed = {n: r for n, r in run_of(toy, Kind.ONE).results.items() if "text changed" in n}
    assert {result.how for result in changed.values()} == {"translation/stale"}


def keep_record(toy: Toy) -> None:
    from samsvar.agreements import Record

    project = toy.project()
    report = project.check()
    guides = [twin.guide for twins in report.guides.values() for twin in twins.values()]
    record = renew(Record(), project.matches(report, Record()), guides, lambda match: True)
    (project.config.features / RECORD).write_text(record.write(), encoding="utf-8")


def test_an_outcome_that_looks_at_less_lets_more_mutants_survive(toy: Toy) -> None:
    """The score can fall: it is no matter of course."""
    before = survivors(run_of(toy, Kind.ALL).results)
    toy.replace(
        f"{toy.package}/greeting.py",
        '    assert [row["person"] for row in table] == reference.present\n',
        "    assert table\n",
    )
    toy.forget()
    after = survivors(run_of(toy, Kind.ALL).results)
    assert before < after
    assert {
        "greet:2 [all] row dropped: 3. greeting.all_present row 1",
        "greet:2 [all] cell replaced: 3. greeting.all_present row 1 person=king by queen",
    } <= after - before


def survivors(results: dict[str, Result]) -> set[str]:
    return {name for name, result in results.items() if not result.noticed}


def test_a_guide_that_does_not_hold_cannot_be_mutated(toy: Toy) -> None:
    from samsvar.verdicts import CannotGoOn

    toy.replace(f"{toy.package}/portal.py", '"Hilsenen er sendt."', '"Sendt."')
    with pytest.raises(CannotGoOn, match="behaviour/screen"):
        run_of(toy, Kind.ALL)


def test_the_files_of_a_mutant_are_gone_when_it_is_judged(toy: Toy, tmp_path: Path) -> None:
    import tempfile

    tempfile.tempdir, before = str(tmp_path / "temporary"), tempfile.tempdir
    Path(tempfile.tempdir).mkdir()
    try:
        run_of(toy, Kind.ALL)
        assert list(Path(tempfile.tempdir).iterdir()) == []
    finally:
        tempfile.tempdir = before


def speak_of_the_queen(toy: Toy) -> None:
    """The chapter goes on after the message, so that no static rule misses an outcome."""
    note = '      """\n      {}\n      """\n'
    for language, advice, gone in (
        ("nb", note.format("Hils **gjerne** igjen."), '    Og er "dronningen" borte\n'),
        ("en", note.format("Do greet **again**."), '    And "the queen" is gone\n'),
    ):
        toy.replace(f"features/{language}/greet.feature", advice, advice + gone)


def test_a_guide_that_promises_less_is_noticed_where_it_then_sees_less(toy: Toy) -> None:
    """The outcome that is left out was the only one to see the confirmation."""
    speak_of_the_queen(toy)
    results = run_of(toy, Kind.ALL).results
    seen = results["greet:1 [all] dropped: 5. greeting.see"]
    assert (seen.by, seen.how) == ("mutate", "greet:1 [nb] left out: Hilsenen er sendt.")
    queen = results["greet:1 [all] dropped: 6. greeting.gone"]
    assert queen.by is None


def test_a_label_that_goes_with_its_step_is_no_witness(toy: Toy) -> None:
    """A run on the weaker guide would not rename a label that no step of it speaks of."""
    speak_of_the_queen(toy)
    toy.replace(f"{toy.package}/portal.py", '<p role="status">', "<p>")
    results = run_of(toy, Kind.ALL).results
    assert not any("left out" in name for name in results)
    assert results["greet:1 [nb] renamed: Hilsenen er sendt."].by == "test"
    assert results["greet:1 [all] dropped: 5. greeting.see"].by is None


def test_places_are_those_of_the_guides_and_not_of_a_mutant_s_files(toy: Toy) -> None:
    results = run_of(toy, Kind.ALL).results.values()
    told = {result.by: result.where for result in results if result.noticed}
    assert set(told) >= {"check", "test"}
    paths = {result.where.rpartition(":")[0] for result in results if result.noticed}
    names = ("greet", "leave")
    assert paths <= {f"features/{code}/{name}.feature" for code in ("nb", "en") for name in names}
