"""Compiling chapters to plans."""

from __future__ import annotations

import pytest
from toy import Toy
from toy_files import GREET_EN, GREET_NB

from samsvar import guides
from samsvar.checking import Project, Report
from samsvar.plans import Compiled, Compiler, Plan, PlanStep
from samsvar.verdicts import CannotGoOn


@pytest.fixture
def compiler(toy: Toy) -> Compiler:
    return toy.project().compiler


def compiled(compiler: Compiler, source: str, language: str = "en", number: int = 1) -> Compiled:
    guide = guides.parse(source, "x", language, "x.feature")
    return compiler.chapter(guide, guide.chapters[number - 1])


def refusal(compiler: Compiler, steps: str, language: str = "en") -> str:
    """What is said about a chapter with these lines."""
    if language == "en":
        source = f"Feature: F\n  Scenario: S\n{steps}"
    else:
        source = f"# language: no\nEgenskap: F\n  Scenario: S\n{steps}"
    with pytest.raises(CannotGoOn) as refused:
        compiled(compiler, source, language)
    assert all((v.guide, v.chapter) == ("x", "S") for v in refused.value.verdicts)
    return str(refused.value)


def test_a_plan_names_steps_and_canonical_values(compiler: Compiler) -> None:
    assert compiled(compiler, GREET_NB, "nb").plan == Plan(
        (
            PlanStep("when", "greeting.open_portal"),
            PlanStep("when", "greeting.click", (("button", "button.greet"),), continues=True),
            PlanStep("when", "greeting.write_name", (("name", "Ola"),)),
            PlanStep("when", "greeting.click", (("button", "button.send"),)),
            PlanStep("then", "greeting.see", (("message", "message.sent"),), note=True),
        ),
        ("@short",),
    )


@pytest.mark.parametrize("number", [1, 2])
def test_twins_have_equal_plans_and_digests(compiler: Compiler, number: int) -> None:
    norwegian = compiled(compiler, GREET_NB, "nb", number).plan
    english = compiled(compiler, GREET_EN, "en", number).plan
    assert norwegian == english
    assert norwegian.digest == english.digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Ola"', '"Kari"'),
        ('click "Send"', 'click "Greet"'),
        ("@short", "@brief"),
        ("When I open the portal", "When I open the portal\n    When I open the portal"),
        ('And I click "Greet"', 'When I click "Greet"'),
        ('      """\n      Do greet **again**.\n      """\n', ""),
    ],
)
def test_another_deed_is_another_plan(compiler: Compiler, old: str, new: str) -> None:
    assert old in GREET_EN
    before = compiled(compiler, GREET_EN).plan
    after = compiled(compiler, GREET_EN.replace(old, new, 1)).plan
    assert after != before
    assert after.digest != before.digest


@pytest.mark.parametrize(
    ("old", "new"), [("**again**", "later"), ("Greet one", "Greet 1"), ("This is how", "So")]
)
def test_prose_is_no_part_of_the_plan(compiler: Compiler, old: str, new: str) -> None:
    before, after = GREET_EN, GREET_EN.replace(old, new, 1)
    assert compiled(compiler, after).plan == compiled(compiler, before).plan


def test_the_order_of_tags_is_no_part_of_the_plan(compiler: Compiler) -> None:
    one, other = (GREET_EN.replace("@short", tags) for tags in ("@a @b", "@b @a"))
    assert compiled(compiler, one).plan.digest == compiled(compiler, other).plan.digest


def test_and_is_another_plan_for_actions_only(compiler: Compiler) -> None:
    before = compiled(compiler, GREET_EN, number=2).plan
    more = GREET_EN.replace(
        "    When I open the portal\n    Then",
        '    {} "the king" is present\n    When I open the portal\n    Then',
    )
    assert more != GREET_EN
    plans = [compiled(compiler, more.format(word), number=2).plan for word in ("Given", "And")]
    assert plans[0] == plans[1] != before


def test_a_digest_tells_values_apart_that_read_the_same() -> None:
    one = PlanStep("when", "x", (("a", "1, b=2"),))
    other = PlanStep("when", "x", (("a", "1"), ("b", "2")))
    assert str(one) == str(other)
    assert Plan((one,)).digest != Plan((other,)).digest


def test_a_plan_can_be_read(compiler: Compiler) -> None:
    assert str(compiled(compiler, GREET_EN).plan).splitlines()[1:] == [
        "and when greeting.click(button=button.greet)",
        "when greeting.write_name(name=Ola)",
        "when greeting.click(button=button.send)",
        "then greeting.see(message=message.sent) + note",
    ]
    assert str(compiled(compiler, GREET_EN, number=2).plan).splitlines()[-3:] == [
        "then greeting.all_present()",
        "    | king | først |",
        "    | queen | sist |",
    ]


def test_a_call_has_what_its_function_receives(compiler: Compiler) -> None:
    calls = compiled(compiler, GREET_NB, "nb").calls
    button = calls[1].arguments["button"]
    assert (button.key, button.text) == ("button.greet", "Hils")
    assert calls[2].arguments == {"name": "Ola"}
    table = compiled(compiler, GREET_NB, "nb", 2).calls[-1].table
    assert table == (
        {"person": "king", "remark": "først"},
        {"person": "queen", "remark": "sist"},
    )


def test_a_canonical_value_is_written_as_its_language_does(compiler: Compiler) -> None:
    definition = next(
        d for d in compiler.vocabulary.definitions if d.identity == "greeting.present"
    )
    person = definition.parameters["person"]
    assert compiler.text_of(person, "queen", "nb") == "dronningen"
    assert compiler.text_of(person, "queen", "en") == "the queen"
    assert compiler.text_of(person, "nobody", "en") == "nobody"


def test_a_label_of_the_other_language_is_translated(compiler: Compiler) -> None:
    assert refusal(compiler, '    When I click "Hils"\n') == (
        "x.feature:3:18: label/unknown: This button is written in nb; the guide is in en.\n"
        "  found:    Hils\n"
        "  write:    Greet"
    )


def test_an_unknown_label_is_refused_at_its_place_with_the_nearest(compiler: Compiler) -> None:
    assert refusal(compiler, '    When I click "Gret"\n') == (
        "x.feature:3:18: label/unknown: There is no button with this name in edition 1.\n"
        "  found:    Gret\n"
        "  write:    Greet"
    )


@pytest.mark.parametrize(
    ("steps", "column"),
    [
        ('    When  I click "Gret"\n', 19),
        ('  When I click "Gret"\n', 16),
        ('    * I click "Gret"\n', 15),
        ('    When    I  click   "Gret"\r\n', 24),
    ],
)
def test_the_column_of_a_value_is_where_it_stands(
    compiler: Compiler, steps: str, column: int
) -> None:
    line = 4 if "*" in steps else 3
    before = "    When I open the portal\n" if "*" in steps else ""
    told = refusal(compiler, before + steps)
    assert told.startswith(f"x.feature:{line}:{column}: label/unknown: ")


def test_when_no_label_is_near_all_are_listed(compiler: Compiler) -> None:
    assert refusal(compiler, '    When I click "Xyzzy"\n').splitlines()[1:] == [
        "  found:    Xyzzy",
        "  expected: one of: Greet, Send",
    ]


def test_an_unknown_value_is_refused(compiler: Compiler) -> None:
    assert refusal(compiler, '    Given "the kingg" is present\n') == (
        "x.feature:3:11: text/unknown-value: There is no person with this name.\n"
        "  found:    the kingg\n"
        "  write:    the king"
    )


def test_every_wrong_value_of_a_chapter_is_told(compiler: Compiler) -> None:
    steps = (
        '    Given "kongen" is present\n    When I click "Gret"\n    When I do something else\n'
        "    Then these are present:\n      | Person | Remark |\n      | nobody | x |\n"
    )
    told = refusal(compiler, steps)
    assert [line.split()[1] for line in told.splitlines() if line.startswith("x.feature")] == [
        "text/unknown-value:",
        "label/unknown:",
        "text/undefined:",
        "text/unknown-value:",
    ]
    assert "x.feature:8:9: text/unknown-value: There is no person with this name." in told


def test_long_lists_of_values_are_cut(toy: Toy) -> None:
    more = "".join(f"  b{n}: Button {n}\n" for n in range(9))
    for language in ("nb", "en"):
        toy.replace(f"labels/1/{language}.yml", "button:\n", f"button:\n{more}")
    told = refusal(toy.project().compiler, '    When I click "Xyzzy"\n')
    assert told.endswith("one of: " + ", ".join(f"Button {n}" for n in range(8)) + " …")


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (
            "    When I open the portal\n      | a |\n",
            "x.feature:4:9: text/table: This step takes no table.",
        ),
        (
            "    Then these are present:\n",
            "x.feature:3:5: text/table: This step needs a table below it.\n"
            "  write:    | Person | Remark |",
        ),
        (
            "    Then these are present:\n      | Person | Note |\n      | the king | x |\n",
            "x.feature:4:9: text/table: The table's headings are not those of this step.\n"
            "  found:    | Person | Note |\n"
            "  write:    | Person | Remark |",
        ),
        (
            "    Then these are present:\n      | the king | x |\n",
            "x.feature:4:9: text/table: The table lacks its headings: write them above this row.\n"
            "  found:    | the king | x |\n"
            "  write:    | Person | Remark |",
        ),
        (
            "    Then these are present:\n      | Person | Remark |\n",
            "x.feature:4:9: text/table: The table has headings, but no rows.",
        ),
    ],
)
def test_a_table_must_be_the_one_of_its_step(compiler: Compiler, steps: str, told: str) -> None:
    assert refusal(compiler, steps) == told


def test_two_lines_that_became_prose_alike_are_both_told(compiler: Compiler) -> None:
    told = refusal(compiler, "    Whenn I open the portal\n    # No step.\n" * 2 + "    When I x\n")
    places = [line.split(" ")[0] for line in told.splitlines() if line.startswith("x.feature")]
    assert places == ["x.feature:3:5:", "x.feature:5:5:", "x.feature:7:5:"]


def test_a_step_that_became_prose_is_told_where_it_stands(compiler: Compiler) -> None:
    told = refusal(compiler, "    Whenn I open the portal\n\n    When I open the portal\n")
    assert told == (
        "x.feature:3:5: text/wrong-keyword: Whenn begins no step in en: this line is only prose.\n"
        "  found:    Whenn I open the portal\n"
        "  write:    When I open the portal"
    )


def test_prose_that_begins_like_a_step_is_told_so(compiler: Compiler) -> None:
    told = refusal(compiler, "    Some prose.\n    When it rains, wait.\n")
    assert told.startswith("x.feature:4:5: text/prose: A line that begins with When is a step")


def test_a_step_before_the_chapters_is_told_to_be_prose(compiler: Compiler) -> None:
    source = "Feature: F\n\n  When I open the portal\n\n  Scenario: S\n    When I open the portal\n"
    guide = guides.parse(source, "x", "en", "x.feature")
    (verdict,) = compiler.stray_steps(guide, guide)
    assert str(verdict) == (
        "x.feature:3:3: text/wrong-keyword: This step stands before the chapters, where it is only "
        "prose.\n"
        "  found:    When I open the portal"
    )


def test_an_outline_names_the_steps_that_are_known(compiler: Compiler) -> None:
    source = (
        "Feature: F\n  Scenario: S\n    When I open the portal\n    When I xyzzy\n"
        '    When I click "Nothing"\n'
    )
    guide = guides.parse(source, "x", "en", "x.feature")
    assert compiler.outline(guide, guide.chapters[0]) == (
        "greeting.open_portal",
        "greeting.click",
    )


def test_plans_of_the_real_guides_are_equal_in_all_languages(real: Project, report: Report) -> None:
    assert report.verdicts == ()
    for name, twins in report.guides.items():
        assert list(twins) == list(real.config.languages)
        first, *rest = twins.values()
        for other in rest:
            assert first.chapters.keys() == other.chapters.keys()
            for number, chapter in first.chapters.items():
                assert other.chapters[number].plan == chapter.plan, (name, number)


def test_compiling_twice_gives_the_same_plans(real: Project, report: Report) -> None:
    again = real.check()
    for name, twins in report.guides.items():
        for language, checked in twins.items():
            for number, chapter in checked.chapters.items():
                second = again.guides[name][language].chapters[number].plan
                assert second == chapter.plan
                assert second.digest == chapter.plan.digest
