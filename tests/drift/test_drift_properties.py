"""Laws of the twin check, tried with random guides: Hypothesis edits chapters and steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from samsvar import guides
from samsvar.guides import table_row
from samsvar.labels import Labels
from samsvar.languages import KNOWN, keyword_of
from samsvar.pairing import Item, Pairing, pair_chapters, pair_items
from samsvar.patches import followed
from samsvar.phrases import GAP, Column, Definition, Parameter, key_of_phrase, key_of_text
from samsvar.plans import Compiled, Compiler, PlanStep
from samsvar.twins import compare_chapters
from samsvar.verdicts import Place, Verdict, in_order, render
from samsvar.vocabulary import Vocabulary

PARAMETER = Parameter("thing", lambda language, labels: {f"{language} {v}": v for v in VALUES})
VALUES = ("a", "b", "c")


def definition(name: str, part: str, arguments: int, columns: int) -> Definition:
    gaps = " ".join(f"{{x{n}}}" for n in range(arguments))
    return Definition(
        part=part,
        function=lambda: None,
        identity=name,
        place=Place("steps.py"),
        phrases={"nb": f"{name} gjør {gaps}", "en": f"{name} does {gaps}"},
        sentences={},
        parameters={f"x{n}": PARAMETER for n in range(arguments)},
        columns={
            f"c{n}": Column({"nb": f"K{n}", "en": f"C{n}"}, PARAMETER) for n in range(columns)
        },
    )


DEFINITIONS = (
    definition("s.one", "given", 0, 0),
    definition("s.two", "when", 1, 0),
    definition("s.three", "when", 2, 0),
    definition("s.four", "then", 1, 2),
)
COMPILER = Compiler(Vocabulary(DEFINITIONS, ("nb", "en")), Labels("1", {"nb": {}, "en": {}}))
HEADINGS = {
    "nb": ("Egenskap: G", "", "  Scenario: C"),
    "en": ("Feature: G", "", "  Scenario: C"),
}


@st.composite
def plan_steps(draw: st.DrawFn) -> PlanStep:
    found = draw(st.sampled_from(DEFINITIONS))
    value = st.sampled_from(VALUES)
    rows = st.lists(st.tuples(*[value] * len(found.columns)), min_size=1, max_size=3)
    return PlanStep(
        part=found.part,
        step=found.identity,
        arguments=tuple((name, draw(value)) for name in found.parameters),
        table=tuple(draw(rows)) if found.columns else (),
        note=not found.columns and draw(st.booleans()),
        continues=found.part == "when" and draw(st.booleans()),
    )


def sensible(steps: Sequence[PlanStep]) -> list[PlanStep]:
    """The steps, of which only an action after an action continues it."""
    before = ["", *(step.part for step in steps)]
    return [
        replace(step, continues=step.continues and part == "when")
        for part, step in zip(before, steps, strict=False)
    ]


plans = st.lists(plan_steps(), min_size=1, max_size=6)


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[PlanStep], list[PlanStep]]:
    """A chapter and what became of it in a few edits: steps dropped, added, replaced, moved."""
    one = draw(plans)
    other = list(one)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(other)))
        match draw(st.sampled_from(["drop", "add", "replace", "move", "change"])):
            case "drop" if len(other) > 1:
                del other[at : at + 1]
            case "add":
                other.insert(at, draw(plan_steps()))
            case "replace":
                other[at : at + 1] = [draw(plan_steps())]
            case "move" if other:
                other.insert(at, other.pop(draw(st.integers(0, len(other) - 1))))
            case "change" if other:
                at = min(at, len(other) - 1)
                step = other[at]
                rows = (*step.table[1:], *draw(st.sampled_from([(), step.table[:1]])))
                note = not step.table and draw(st.booleans())
                other[at] = replace(
                    step, table=rows if len(step.table) > 1 else step.table, note=note
                )
            case _:
                pass
    return sensible(one), sensible(other)


def source_of(steps: Sequence[PlanStep], language: str) -> str:
    """The chapter as a writer would have written it in the language."""
    by_name = {d.identity: d for d in DEFINITIONS}
    lines = [f"# language: {KNOWN[language].gherkin}", *HEADINGS[language]]
    for plan in steps:
        found = by_name[plan.step]
        keyword = keyword_of("and" if plan.continues else plan.part, language)
        texts = {name: f'"{language} {value}"' for name, value in plan.arguments}
        lines.append(f"    {keyword} {found.phrases[language].format(**texts)}")
        if plan.table:
            lines.append(f"      {table_row(c.headings[language] for c in found.columns.values())}")
            rows = ([f"{language} {value}" for value in row] for row in plan.table)
            lines.extend(f"      {table_row(row)}" for row in rows)
        if plan.note:
            lines += ['      """', "      N", '      """']
    return "\n".join(lines) + "\n"


def compiled(source: str, language: str) -> Compiled:
    """The chapter of a source."""
    guide = guides.parse(source, "g", language, f"features/{language}/g.feature")
    return COMPILER.chapter(guide, guide.chapters[0])


def both(one: Sequence[PlanStep], other: Sequence[PlanStep]) -> tuple[Compiled, Compiled]:
    """Two chapters that are meant to be twins."""
    return compiled(source_of(one, "nb"), "nb"), compiled(source_of(other, "en"), "en")


@given(edited())
@settings(max_examples=400, deadline=None)
def test_plans_are_equal_if_and_only_if_nothing_is_told(
    pair: tuple[list[PlanStep], list[PlanStep]],
) -> None:
    one, other = both(*pair)
    told = compare_chapters(one, other, COMPILER)
    assert (one.plan == other.plan) == (not told)
    assert (one.plan.digest == other.plan.digest) == (one.plan == other.plan)


@given(edited())
@settings(max_examples=150, deadline=None)
def test_every_verdict_names_the_second_language_s_line_and_its_twin(
    pair: tuple[list[PlanStep], list[PlanStep]],
) -> None:
    for verdict in compare_chapters(*both(*pair), COMPILER):
        assert verdict.place.path == "features/en/g.feature"
        assert verdict.twin is not None
        assert verdict.twin.path == "features/nb/g.feature"
        assert (verdict.guide, verdict.chapter, verdict.language) == ("g", "C", "en")
        assert verdict.kind == "translation"


def mended(sources: dict[str, str], *, at_once: bool) -> dict[str, str]:
    """The sources after their verdicts' edits, all at once or one verdict at a time, check after
    check until no verdict has any; fails when that does not come to an end."""
    for _ in range(25):
        chapters = [compiled(sources[path], path.split("/")[1]) for path in sorted(sources)[::-1]]
        told = [v for v in compare_chapters(chapters[0], chapters[1], COMPILER) if v.edits]
        if not told:
            return sources
        changed = followed(told if at_once else told[:1], sources.__getitem__)
        assert changed, render(told)
        sources = {**sources, **changed}
    raise AssertionError(render(told))


@given(edited(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_whoever_follows_the_edits_comes_to_one_plan(
    pair: tuple[list[PlanStep], list[PlanStep]], at_once: bool
) -> None:
    sources = {
        "features/nb/g.feature": source_of(pair[0], "nb"),
        "features/en/g.feature": source_of(pair[1], "en"),
    }
    after = mended(sources, at_once=at_once)
    one, other = (compiled(after[f"features/{code}/g.feature"], code) for code in ("nb", "en"))
    left = compare_chapters(one, other, COMPILER)
    assert {verdict.rule for verdict in left} <= {"translation/note"}, render(left)
    assert (one.plan == other.plan) == (not left)


items = st.builds(
    Item, st.integers(0, 5), st.integers(0, 2), st.lists(st.integers(0, 3), max_size=2).map(tuple)
)


def assert_complete(found: Pairing, first: int, second: int) -> None:
    """Each index stands in one place only, and none is forgotten."""
    ours = [i for i, _ in (*found.pairs, *found.moved)] + found.lost
    theirs = [j for _, j in (*found.pairs, *found.moved)] + found.added
    assert sorted(ours) == list(range(first))
    assert sorted(theirs) == list(range(second))


@given(st.lists(items, max_size=8), st.lists(items, max_size=8))
@settings(max_examples=200, deadline=None)
def test_pairing_forgets_no_step_and_uses_none_twice(one: list[Item], other: list[Item]) -> None:
    found = pair_items(one, other)
    assert_complete(found, len(one), len(other))
    assert all(one[i].content == other[j].content for i, j in found.moved)
    assert pair_items(one, one).pairs == [(i, i) for i in range(len(one))]


def gain(one: list[Item], other: list[Item]) -> float:
    """What the pairs are worth together: an equal one counts for more than two of one kind."""
    worth = 0.0
    for i, j in pair_items(one, other).pairs:
        ours, theirs = one[i], other[j]
        shared = sum(a == b for a, b in zip(ours.values, theirs.values, strict=False))
        of_kind = 1 + 0.25 * shared / max(len(ours.values), 1)
        worth += 3 if ours.content == theirs.content else of_kind
    return worth


@given(st.lists(items, max_size=8), st.lists(items, max_size=8))
@settings(max_examples=200, deadline=None)
def test_what_is_equal_at_either_end_need_not_be_weighed(
    one: list[Item], other: list[Item]
) -> None:
    ours, theirs = Item("ours", "ours"), Item("theirs", "theirs")  # then nothing is, there
    assert gain(one, other) == gain([ours, *one, ours], [theirs, *other, theirs])


chapters = st.lists(st.lists(items, min_size=1, max_size=4), max_size=5)


@given(chapters, chapters)
@settings(max_examples=200, deadline=None)
def test_pairing_forgets_no_chapter_and_uses_none_twice(
    one: list[list[Item]], other: list[list[Item]]
) -> None:
    found = pair_chapters(one, other)
    assert_complete(found, len(one), len(other))
    assert found.pairs == sorted(found.pairs)
    alone = pair_chapters(one, one)
    assert alone.pairs == [(i, i) for i in range(len(one))]


words = st.text(st.characters(exclude_characters='"«»“”{}', exclude_categories=["C"]), max_size=8)
values = st.text(st.characters(exclude_characters='"«»“”{}', exclude_categories=["C"]), max_size=8)
quotes = st.sampled_from([('"', '"'), ("«", "»"), ("“", "”")])


@given(st.lists(words, min_size=1, max_size=5), st.data())
@settings(max_examples=200, deadline=None)
def test_a_text_has_the_key_of_the_phrase_that_it_fills(
    parts: list[str], data: st.DataObject
) -> None:
    phrase = text = parts[0]
    for number, word in enumerate(parts[1:]):
        before, after = data.draw(quotes)
        phrase += f"{{x{number}}}{word}"
        text += f"{before}{data.draw(values)}{after}{word}"
    assert key_of_text(text) == key_of_phrase(phrase)
    assert key_of_text(text).count(GAP) == len(parts) - 1 + "".join(parts).count(GAP)


@given(words, words)
@settings(max_examples=200, deadline=None)
def test_texts_without_values_have_one_key_only_if_they_have_the_same_words(
    one: str, other: str
) -> None:
    assert (key_of_text(one) == key_of_text(other)) == (one.split() == other.split())
    assert key_of_text(key_of_text(one)) == key_of_text(one)


places = st.builds(Place, st.sampled_from(["a", "b"]), st.integers(1, 3), st.integers(1, 2))
verdicts = st.builds(
    Verdict,
    st.sampled_from(["text/undefined", "label/unknown"]),
    places,
    st.sampled_from(["One.", "Two."]),
    st.sampled_from([None, "x", "y"]),
)


@given(st.lists(verdicts, max_size=8))
@settings(max_examples=200, deadline=None)
def test_the_order_of_verdicts_is_idempotent_stable_and_without_repetitions(
    told: list[Verdict],
) -> None:
    ordered = in_order(told)
    assert in_order(ordered) == ordered
    assert set(ordered) == set(told)
    assert len(set(ordered)) == len(ordered)
    assert [v.place for v in ordered] == sorted(v.place for v in ordered)
    for one in ordered:
        alike = [
            v for v in ordered if (v.place, v.rule, v.message) == (one.place, one.rule, one.message)
        ]
        assert alike == [
            v for v in dict.fromkeys(told) if replace(v, found=None) == replace(one, found=None)
        ]


@given(st.lists(plan_steps(), min_size=2, max_size=12), st.data())
@settings(max_examples=150, deadline=None)
def test_one_step_dropped_added_or_moved_is_one_verdict(
    steps: list[PlanStep], data: st.DataObject
) -> None:
    steps = [replace(step, continues=False) for step in steps]
    at = data.draw(st.integers(0, len(steps) - 1))
    to = data.draw(st.integers(0, len(steps) - 1))
    shorter = steps[:at] + steps[at + 1 :]
    moved = [*shorter[:to], steps[at], *shorter[to:]]
    (missing,) = compare_chapters(*both(steps, shorter), COMPILER)
    assert missing.rule == "translation/missing-step"
    (extra,) = compare_chapters(*both(shorter, steps), COMPILER)
    assert extra.rule == "translation/extra-step"
    told = compare_chapters(*both(steps, moved), COMPILER)
    assert [v.rule for v in told] == ["translation/order"] * (steps != moved)
