"""`samsvar impact` and `samsvar test --impacted` on the toy project."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from typing import Any

import pytest
from toy import Toy

from samsvar import config as settings
from samsvar.impact import footprints
from samsvar.impact.carrying import Result, Session
from samsvar.impact.sources import read

Command = Callable[..., tuple[int, str]]

EVERYTHING = """\
greet, chapters 1, 2 (nb, en)
leave, chapter 1 (nb, en)
"""
UNTOUCHED = "  not impacted: nothing that it uses has changed since it last held\n"


@pytest.fixture
def samsvar(samsvar: Command) -> Command:
    """The command: exit code, and output with errors."""

    def call(*arguments: str) -> tuple[int, str]:
        code, *said = samsvar(*arguments)
        return code, "".join(said)

    return call


@pytest.fixture
def recorded(toy: Toy, samsvar: Command) -> Command:
    """The same, once all chapters have left their footprints."""
    assert samsvar("test", "--impacted")[0] == 0
    return samsvar


def impacted(samsvar: Command, *paths: str) -> dict[str, list[str]]:
    """The chapters that impact names, with its reasons."""
    code, said = samsvar("impact", "--format", "json", *paths)
    assert code == 0, said
    return {
        f"{c['guide']} {c['number']} {c['language']}": c["reasons"]
        for c in json.loads(said)["chapters"]
        if c["impacted"]
    }


def steps_of(toy: Toy) -> str:
    return f"{toy.package}/greeting.py"


ALL = {
    f"{chapter} {code}" for chapter in ("greet 1", "greet 2", "leave 1") for code in ("nb", "en")
}


def test_without_footprints_every_chapter_is_run(samsvar: Command) -> None:
    reason = "  impacted: it has no footprint: it has not been run with --impacted, or did not hold"

    assert samsvar("impact") == (0, f"{EVERYTHING}{reason}\n\n6 of 6 chapters impacted.\n")
    assert samsvar("test", "--impacted") == (
        0,
        f"{EVERYTHING}{reason}\n\n6 of 6 chapters impacted.\n6 chapters passed.\n",
    )


def test_when_nothing_has_changed_nothing_is_run(recorded: Command) -> None:
    expected = (0, f"{EVERYTHING}{UNTOUCHED}\n0 of 6 chapters impacted.\n")

    assert recorded("impact") == expected
    assert recorded("test", "--impacted") == expected


def test_a_step_function_impacts_the_chapters_that_call_it(toy: Toy, recorded: Command) -> None:
    toy.replace(steps_of(toy), "{person} is still here", "{person} is here")

    assert recorded("test", "--impacted") == (
        0,
        "leave, chapter 1 (nb, en)\n"
        "  impacted: calls greeting.gone, which has changed\n"
        f"greet, chapters 1, 2 (nb, en)\n{UNTOUCHED}"
        "\n2 of 6 chapters impacted.\n2 chapters passed.\n",
    )
    assert impacted(recorded) == {}


def test_a_label_that_is_looked_up_impacts_in_its_language_only(
    toy: Toy, recorded: Command
) -> None:
    toy.replace("labels/1/nb.yml", "name: Navn", "name: Fornavn")

    assert impacted(recorded) == {
        "greet 1 nb": ["meets the label field.name, whose text has changed in nb"]
    }


def test_a_label_that_only_stands_on_a_screen_impacts_who_sees_it(
    toy: Toy, recorded: Command
) -> None:
    toy.replace("labels/1/en.yml", "greet: Greet someone", "greet: Greet somebody")

    assert impacted(recorded) == {
        "greet 1 en": ["meets the label heading.greet, whose text has changed in en"]
    }


def test_a_quoted_label_is_named_as_such(toy: Toy, recorded: Command) -> None:
    toy.replace("labels/1/nb.yml", "send: Send", "send: Send nå")
    toy.replace("features/nb/greet.feature", 'på "Send"', 'på "Send nå"')

    assert impacted(recorded)["greet 1 nb"] == [
        "its own text has changed",
        "quotes button.send, whose text has changed in nb",
    ]


def test_a_label_that_nobody_met_impacts_everybody(toy: Toy, recorded: Command) -> None:
    for code in ("nb", "en"):
        toy.write(
            f"labels/1/{code}.yml", (toy.root / f"labels/1/{code}.yml").read_text() + "a: {b: C}\n"
        )
    assert {tuple(reasons) for reasons in impacted(recorded).values()} == {
        (
            "a.b has changed in en: no run has shown who meets it",
            "a.b has changed in nb: no run has shown who meets it",
            "the labels in en have other keys than before",
            "the labels in nb have other keys than before",
        )
    }


def test_a_chapter_s_text_impacts_it_and_its_twin(toy: Toy, recorded: Command) -> None:
    toy.replace("features/nb/greet.feature", "Slik hilser du på én.", "Slik hilser du.")

    assert impacted(recorded) == {
        "greet 1 nb": ["its own text has changed"],
        "greet 1 en": ["its twin has changed: features/nb/greet.feature"],
    }


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("It takes a moment.", "It takes time.", "introduction of its guide has"),
        ("Prereq", "The prereq", "prerequisites of its guide have"),
    ],
)
def test_what_all_chapters_share_impacts_the_whole_guide(
    toy: Toy, recorded: Command, old: str, new: str, part: str
) -> None:
    toy.replace("features/en/greet.feature", old, new)

    own, twin = (
        [f"the {part} changed"],
        ["its twin has changed: features/en/greet.feature"],
    )
    assert impacted(recorded) == {
        "greet 1 nb": twin,
        "greet 2 nb": twin,
        "greet 1 en": own,
        "greet 2 en": own,
    }


def test_a_phrase_that_no_longer_means_the_same_is_found_by_the_check(
    toy: Toy, recorded: Command
) -> None:
    toy.replace(steps_of(toy), 'en="{person} is gone"', 'en="{person} is away"')

    found = impacted(recorded)
    assert found["leave 1 en"] == ["samsvar check finds something wrong in it"]
    assert found["leave 1 nb"] == ["calls greeting.gone, which has changed"]
    assert len(found) == 2


def test_other_values_are_other_plans(toy: Toy, recorded: Command) -> None:
    toy.replace(steps_of(toy), '"kongen": "king"', '"kongen": "monarch"')
    toy.replace(steps_of(toy), '"the king": "king"', '"the king": "monarch"')

    found = impacted(recorded)
    assert found.keys() == ALL
    assert found["leave 1 nb"] == [
        "its steps mean something else than before",
        f"{steps_of(toy)} has changed outside its functions: it reaches every chapter",
    ]


@pytest.mark.parametrize("name", ["{package}/new.py", "{package}/sub/data.txt"])
def test_a_new_file_beside_the_steps_impacts_everybody(
    toy: Toy, recorded: Command, name: str
) -> None:
    toy.write(name.format(package=toy.package), "")

    assert impacted(recorded).keys() == ALL


def test_comments_and_layout_impact_nobody(toy: Toy, recorded: Command) -> None:
    text = (toy.root / steps_of(toy)).read_text()
    toy.write(steps_of(toy), text.replace("    portal.open(", "    # why\n\n    portal.open("))

    assert impacted(recorded) == {}


def test_bytecode_impacts_nobody(toy: Toy, recorded: Command) -> None:
    toy.write(f"{toy.package}/__pycache__/x.cpython-311.pyc", "")

    assert impacted(recorded) == {}


REMEMBERED = '''
KNOWN = {}


def remembered(language):
    """Works a text out once and keeps it, in a way of its own."""
    if language not in KNOWN:
        KNOWN[language] = worked_out(language)
    return KNOWN[language]


def worked_out(language):
    return "en" if language == "en" else "nb"
'''


def test_what_the_first_chapter_remembers_for_all_impacts_all(toy: Toy, samsvar: Command) -> None:
    portal = f"{toy.package}/portal.py"
    toy.replace(portal, "\n\nclass Reference", f"\n{REMEMBERED}\n\nclass Reference")
    toy.replace(portal, "TEXTS[language]", "TEXTS[remembered(language)]")
    samsvar("test", "--impacted")
    toy.replace(portal, '"en" if language == "en" else "nb"', '"nb"')

    found = impacted(samsvar)
    assert found.keys() == ALL
    assert found["leave 1 en"] == [f"runs worked_out of {portal}, which has changed"]


def test_what_is_remembered_counts_also_where_it_is_done_again(toy: Toy, samsvar: Command) -> None:
    portal = f"{toy.package}/portal.py"
    toy.replace(portal, "\n\nclass Reference", f"\n{REMEMBERED}\n\nclass Reference")
    toy.replace(portal, "TEXTS[language]", "TEXTS[remembered(language)]")
    toy.replace(
        portal,
        'if path == "/":',
        'if path == "/greet": worked_out(language)\n        if path == "/":',
    )
    samsvar("test", "--impacted")
    toy.replace(portal, '"en" if language == "en" else "nb"', '"nb"')

    assert impacted(samsvar).keys() == ALL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\nPerson = ", "\nANYBODY = at_work()\nPerson = "),
        ('label("message")]', 'Parameter("message", lambda c, l: at_work(c, l), Label)]'),
    ],
    ids=["at its import", "in the check"],
)
def test_what_happens_before_the_chapters_impacts_all(
    toy: Toy, samsvar: Command, old: str, new: str
) -> None:
    steps = steps_of(toy)
    helper = (
        "\n\ndef at_work(code='nb', labels=None):\n"
        "    return labels.by_text(code, ['message']) if labels else {}\n"
    )
    toy.replace(steps, "\nPEOPLE", f"{helper}\n\nPEOPLE")
    toy.replace(steps, old, new)
    toy.replace(steps, '    """Not there."""\n', "    at_work()\n")
    samsvar("test", "--impacted")
    toy.replace(steps, "if labels else {}", "if labels is not None else {}")

    assert impacted(samsvar).keys() == ALL


def test_a_label_that_must_not_be_seen_impacts_who_looks_for_it(toy: Toy, samsvar: Command) -> None:
    for code, text in (("nb", "Ha det, {name}"), ("en", "Goodbye, {name}")):
        path = toy.root / "labels" / "1" / f"{code}.yml"
        toy.write(f"labels/1/{code}.yml", f'{path.read_text()}text:\n  bye: "{text}"\n')
    steps = steps_of(toy)
    toy.replace(steps, "def gone(portal: Portal,", "def gone(portal: Portal, words: Words,")
    toy.replace(
        steps,
        '    """Not there."""\n',
        '    portal.expect_no_text(words("text.bye", name=person))\n',
    )
    samsvar("test", "--impacted")
    toy.replace("labels/1/en.yml", "Goodbye", "So long")

    assert impacted(samsvar) == {
        "leave 1 en": ["meets the label text.bye, whose text has changed in en"]
    }


def test_a_changed_handler_impacts_who_meets_it(toy: Toy, recorded: Command) -> None:
    toy.replace(f"{toy.package}/portal.py", "<h1>404</h1>", "<h1>Not here</h1>")

    found = impacted(recorded)
    assert found.keys() == ALL
    assert found["leave 1 nb"] == [
        f"runs Reference.app of {toy.package}/portal.py, which has changed"
    ]


def test_the_settings_impact_everybody(toy: Toy, recorded: Command) -> None:
    toy.replace("samsvar.toml", 'editions = ["1"]', 'editions = ["1", "2"]')

    assert set(map(tuple, impacted(recorded).values())) == {
        ("samsvar.toml has changed: it reaches every chapter",)
    }


def test_another_edition_impacts_everybody(
    toy: Toy, samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.replace("samsvar.toml", 'editions = ["1"]', 'editions = ["1", "2"]')
    toy.write("labels/2/nb.yml", "button:\n  other: Annet\n")
    toy.write("labels/2/en.yml", "button:\n  other: Other\n")
    samsvar("test", "--impacted")
    monkeypatch.setenv("SAMSVAR_EDITION", "2")

    found = impacted(samsvar)
    assert found.keys() == ALL
    assert found["leave 1 nb"][0] == "another edition than the one that it last held in"


def test_another_samsvar_impacts_everybody(toy: Toy, recorded: Command) -> None:
    path = toy.root / "build" / footprints.FILE_NAME
    found = footprints.load(path)
    older = {
        key: footprints.Footprint(
            f.uses, {u: "x" if u.path == "samsvar" else said for u, said in f.contents.items()}
        )
        for key, f in found.by_chapter.items()
    }
    footprints.save(path, footprints.Footprints(older))

    assert set(map(tuple, impacted(recorded).values())) == {("samsvar itself has changed",)}


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"form": 0}', '{"form": 1, "units": [[1]]}'])
def test_footprints_that_cannot_be_read_are_none(toy: Toy, recorded: Command, damage: str) -> None:
    toy.write(f"build/{footprints.FILE_NAME}", damage)

    assert impacted(recorded).keys() == ALL


def test_a_chapter_that_does_not_hold_loses_its_footprint(toy: Toy, recorded: Command) -> None:
    labels = (toy.root / "labels/1/nb.yml").read_text()
    toy.replace("labels/1/nb.yml", "name: Navn", "name: Fornavn")
    code, said = recorded("test", "--impacted")
    assert code == 1
    assert "0 chapters passed, 1 failed." in said
    assert "behaviour/screen" in said

    toy.write("labels/1/nb.yml", labels)
    assert impacted(recorded).keys() == {"greet 1 nb"}


def test_an_error_in_the_code_is_shown_and_fails(toy: Toy, recorded: Command) -> None:
    toy.replace("features/nb/leave.feature", "    Så er", "    Når koden har en feil\n    Så er")
    toy.replace("features/en/leave.feature", "    Then", "    When the code has a fault\n    Then")

    code, said = recorded("test", "--impacted")

    assert code == 1
    assert "KeyError: 'no such key'" in said
    assert said.endswith("0 chapters passed, 2 failed.\n")


def test_what_the_check_refuses_is_not_run(toy: Toy, recorded: Command) -> None:
    toy.replace("features/nb/leave.feature", "borte", "bortreist")

    code, said = recorded("test", "--impacted")

    assert code == 1
    assert "text/undefined" in said
    assert "passed" not in said


def test_the_chapters_of_a_guide_that_cannot_be_read_are_impacted(
    toy: Toy, recorded: Command
) -> None:
    toy.replace("features/nb/leave.feature", "  Scenario: Gå hjem", "  Scenarie: Gå hjem")

    assert recorded("impact")[1].startswith(
        "leave, chapter 1 (nb)\n  impacted: samsvar check finds something wrong in it\n"
    )


def test_guides_and_languages_can_be_chosen_from_the_impacted(toy: Toy, recorded: Command) -> None:
    toy.write(f"{toy.package}/new.py", "")

    said = recorded("test", "--impacted", "--guide", "greet", "--language", "nb")[1]
    assert said.endswith("2 of 2 chapters impacted.\n2 chapters passed.\n")
    assert impacted(recorded).keys() == ALL - {"greet 1 nb", "greet 2 nb"}


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--driver", "browser"], "--driver"),
        (["--tags", "@short"], "--tags"),
        (["--junit", "x.xml"], "--junit"),
        (["-n", "2"], "--workers"),
        (["--edition", "1"], "--edition"),
        (["features/nb/greet.feature"], "FILE"),
    ],
)
def test_the_choice_stands_alone(samsvar: Command, arguments: list[str], name: str) -> None:
    code, said = samsvar("test", "--impacted", *arguments)

    assert code == 2
    assert f"leave out {name}." in " ".join(re.sub("[│╭╮╰╯─]+", " ", said).split())


def test_footprints_that_cannot_be_written_are_told(toy: Toy, samsvar: Command) -> None:
    toy.write("build", "a file")

    code, said = samsvar("test", "--impacted")

    assert code == 2
    assert "site/folder" in said
    assert "Traceback" not in said


def test_named_files_are_taken_as_changed(toy: Toy, recorded: Command) -> None:
    assert impacted(recorded, "features/nb/leave.feature").keys() == {"leave 1 nb", "leave 1 en"}
    assert impacted(recorded, "features/nb").keys() == ALL
    assert impacted(recorded, steps_of(toy)).keys() == ALL
    assert impacted(recorded, "samsvar.toml").keys() == ALL
    assert impacted(recorded, "labels/1/en.yml").keys() == ALL


def test_of_a_named_file_that_has_changed_only_the_change_counts(
    toy: Toy, recorded: Command
) -> None:
    toy.replace(steps_of(toy), "{person} is still here", "{person} is here")
    toy.replace("features/nb/greet.feature", "Du hilser på noen.", "Du hilser.")

    assert impacted(recorded, steps_of(toy)).keys() == {"leave 1 nb", "leave 1 en"}
    assert impacted(recorded, "features/nb/greet.feature").keys() == ALL - {
        "leave 1 nb",
        "leave 1 en",
    }


def test_a_file_that_no_chapter_depends_on_impacts_nobody(toy: Toy, recorded: Command) -> None:
    toy.write("docs/nb/index.md", "# En lek\n")

    assert impacted(recorded, "docs/nb/index.md") == {}


def test_a_named_file_that_is_not_there_is_refused(recorded: Command) -> None:
    code, said = recorded("impact", "nowhere.py")

    assert code == 2
    assert "there is no nowhere.py." in said


def session(toy: Toy) -> tuple[Session, list[Result]]:
    toy.forget()
    found = Session.load(settings.load(toy.root))
    results: list[Result] = []
    found.carry_out([("leave", 1, "nb")], results.append)
    return found, results


def test_files_that_change_in_the_meantime_leave_no_footprints(toy: Toy) -> None:
    found, results = session(toy)
    assert found.footprints(results).by_chapter.keys() == {("leave", 1, "nb")}

    toy.replace(steps_of(toy), "is still here", "is here")
    assert found.footprints(results).by_chapter == {}


def test_code_that_was_imported_before_cannot_be_watched(toy: Toy) -> None:
    toy.project()

    with pytest.raises(RuntimeError, match=r"was imported before its footprints could be taken"):
        Session.load(settings.load(toy.root))


def test_a_module_elsewhere_in_the_project_impacts_everybody(
    toy: Toy, samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.write("elsewhere_in_the_toy.py", "GREETING = 1\n")
    monkeypatch.syspath_prepend(str(toy.root))
    toy.replace(steps_of(toy), "\nPEOPLE", "\nimport elsewhere_in_the_toy\n\nPEOPLE")
    samsvar("test", "--impacted")
    del sys.modules["elsewhere_in_the_toy"]
    assert impacted(samsvar) == {}

    toy.write("elsewhere_in_the_toy.py", "GREETING = 2\n")
    assert impacted(samsvar).keys() == ALL


def test_the_profile_function_of_others_is_put_back(toy: Toy) -> None:
    def others(*_: Any) -> None:
        """Somebody else's."""

    sys.setprofile(others)
    try:
        session(toy)
        assert sys.getprofile() is others
    finally:
        sys.setprofile(None)


SOURCE = '''
import x

@x.decorated
def one(a=1):
    """Says."""
    return [b for b in a]

class C:
    size = 1

    @property
    def two(self) -> int:
        def inner():
            return 1
        return inner()

    @two.setter
    def two(self, value): ...

if x:
    def three():
        return 3

@given(nb="a", en="a")
def four(a: int):
    return 4
'''


@pytest.mark.parametrize(
    ("old", "new", "changed", "outside"),
    [
        ("for b in a", "for b in a if b", {"one"}, False),
        ('"""Says."""', '"""Tells."""', {"one"}, False),
        ("a=1", "a=2", {"one"}, True),
        ("@x.decorated", "@x.other", {"one"}, True),
        ("return 1\n", "return 2\n", {"C.two"}, False),
        ("value): ...", "value): pass", {"C.two"}, False),
        ("size = 1", "size = 2", set(), True),
        ("return 3", "return 4", set(), True),
        ('en="a"', 'en="b"', {"four"}, False),
        ("four(a: int)", "four(b: int)", {"four"}, False),
        ("import x\n", "import x  # why\n\n", set(), False),
        ("import x", "import y as x", set(), True),
    ],
)
def test_a_module_changes_in_pieces(old: str, new: str, changed: set[str], outside: bool) -> None:
    before, after = read(SOURCE), read(SOURCE.replace(old, new, 1))

    names = before.functions().keys()
    assert {n for n in names if before.functions()[n] != after.functions()[n]} == changed
    assert (before.outside != after.outside) is outside


def test_a_line_is_known_by_the_function_around_it() -> None:
    source = read(SOURCE)

    lines = {line.strip(): number for number, line in enumerate(SOURCE.splitlines(), start=1)}
    found = {line: source.at(number) for line, number in lines.items() if line}
    assert found["@x.decorated"] == "one"
    assert found["return [b for b in a]"] == "one"
    assert found["return 1"] == "C.two"
    assert found["size = 1"] is None
    assert found["return 3"] is None
