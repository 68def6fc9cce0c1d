"""Which tests pytest makes of guides, and which of them are chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from guides_as_tests import ALL, BOTH, INPROCESS, Run
from toy import Toy

from samsvar import pytest_plugin


def test_each_chapter_is_a_test_per_language_and_driver(chosen: Callable[..., list[str]]) -> None:
    assert chosen("features") == BOTH


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--driver", "inprocess"], INPROCESS),
        (
            ["--driver", "browser", "--driver", "inprocess", "--guide", "leave"],
            [f"{ALL[n]}[{driver}]" for n in (2, 5) for driver in ("browser", "inprocess")],
        ),
        (["--driver", "inprocess", "--guide", "leave"], [INPROCESS[2], INPROCESS[5]]),
        (["--driver", "inprocess", "--guide", "leave", "--guide", "greet"], INPROCESS),
        (["--driver", "inprocess", "--language", "en"], INPROCESS[:3]),
        (["--driver", "inprocess", "--tags=@short"], [INPROCESS[0], INPROCESS[3]]),
        (
            ["--driver", "inprocess", "--tags=@greeting and not @short"],
            [INPROCESS[1], INPROCESS[4]],
        ),
        (["--driver", "inprocess", "--tags=not @greeting"], [INPROCESS[2], INPROCESS[5]]),
    ],
    ids=str,
)
def test_guides_languages_drivers_and_tags_can_be_chosen(
    chosen: Callable[..., list[str]], arguments: list[str], expected: list[str]
) -> None:
    assert chosen("features", *arguments) == expected


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [([13], [1]), ([11], [1]), ([25], [2]), ([31], [2]), ([15, 28], [1, 2])],
)
def test_a_line_of_a_file_chooses_its_chapter(
    chosen: Callable[..., list[str]], lines: list[int], numbers: list[int]
) -> None:
    arguments = [f"features/en/greet.feature:{line}" for line in lines]
    assert chosen("--driver", "inprocess", *arguments) == [INPROCESS[n - 1] for n in numbers]


def test_a_line_beyond_the_end_of_a_file_chooses_nothing(run: Run) -> None:
    result = run("--collect-only", "--driver", "inprocess", "features/nb/leave.feature:7")
    assert (result.code, result.chosen) == (pytest.ExitCode.NO_TESTS_COLLECTED, [])


def test_one_file_can_be_asked_for(chosen: Callable[..., list[str]]) -> None:
    assert chosen("--driver", "inprocess", "features/nb/leave.feature") == [INPROCESS[5]]


def test_other_tests_are_left_out_once_guides_are_chosen(
    toy: Toy, chosen: Callable[..., list[str]]
) -> None:
    toy.write("test_other.py", "def test_other():\n    pass\n")
    assert chosen("test_other.py", "features", "--driver", "inprocess", "--guide", "leave") == [
        INPROCESS[2],
        INPROCESS[5],
    ]
    assert "test_other.py::test_other" in chosen("test_other.py", "features")


def test_what_is_no_feature_of_the_project_is_not_collected(
    toy: Toy, chosen: Callable[..., list[str]]
) -> None:
    for name in ("features/sv/x.feature", "features/nb/deeper/x.feature", "elsewhere/x.feature"):
        toy.write(name, "not Gherkin")
    toy.write("features/nb/notes.txt", "not Gherkin")
    assert chosen(".", "--driver", "inprocess") == INPROCESS


def test_a_project_without_settings_has_no_guides(toy: Toy, run: Run) -> None:
    (toy.root / "samsvar.toml").unlink()
    assert run("features").code == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_tag_expression_that_cannot_be_read_is_told(run: Run) -> None:
    result = run("features", "--tags=@a and")
    assert result.code == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: --tags: “@a and” cannot be understood. Join tags with and, " in result.text
    assert "Literal" not in result.text


def test_names_of_tests_are_made_of_letters_and_digits() -> None:
    assert pytest_plugin._slug("Forretningsfører: bare «borettslag»!") == (
        "forretningsfører_bare_borettslag"
    )
