"""What changed code and changed settings impact."""

from __future__ import annotations

import sys

import pytest
from impacts import ALL, UNTOUCHED, Command, impacted, steps_of
from toy import Toy

from samsvar.impact import footprints


def test_a_step_function_impacts_the_chapters_that_call_it(toy: Toy, recorded: Command) -> None:
    toy.replace(steps_of(toy), "{person} is still here", "{person} is here")

    assert recorded("test", "--impacted") == (
        0,
        "leave, chapter 1 (nb, en)\n"
        "  impacted: calls greeting.gone, which has changed\n\n"
        f"greet, chapters 1, 2 (nb, en)\n{UNTOUCHED}"
        "\n2 of 6 chapters impacted.\n2 chapters passed.\n",
    )
    assert impacted(recorded) == {}


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
