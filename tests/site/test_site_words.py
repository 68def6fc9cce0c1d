"""The hand-written pages: twins of each other, and true of the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from samsvar.checking import Project
from samsvar.cli import app
from samsvar.config import Config

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def written(config: Config, code: str) -> dict[str, str]:
    """The pages of a language by their path."""
    folder = config.docs / code
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.md"))
    }


def outline(page: str) -> list[str]:
    """What twins have in common: headings, lists, tables, links and blocks, in their order."""
    prose = FENCE.sub(lambda match: f"```{match[1]}", page)
    shape = re.findall(r"^(?:#+ |\d+\. |- |\||!!!|```\w+|<div)", prose, re.MULTILINE)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", prose)]
    return shape + links


@pytest.mark.parametrize(
    "name", ["index.md", "about.md", "accessibility.md", "contributing/index.md"]
)
def test_hand_written_pages_have_the_same_outline_in_every_language(
    config: Config, name: str
) -> None:
    first, *others = (written(config, code) for code in config.languages)
    for other in others:
        assert first.keys() == other.keys()
        assert outline(other[name]) == outline(first[name])


def test_the_example_for_writers_is_a_sound_guide(config: Config, tmp_path: Path) -> None:
    for code in config.languages:
        examples = dict(FENCE.findall(written(config, code)["contributing/index.md"]))
        path = tmp_path / code / "look-up.feature"
        path.parent.mkdir()
        path.write_text(examples["gherkin"], encoding="utf-8")
    report = Project.load(config).check(tmp_path)
    assert report.verdicts == ()
    assert report.guides["look-up"].keys() == set(config.languages)
    for checked in report.guides["look-up"].values():
        assert len(checked.chapters[1].calls) == 5


def test_the_commands_that_pages_name_exist(config: Config) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    targets = re.findall(r"^(\w+):", (config.root / "Makefile").read_text(), re.MULTILINE)
    for code in config.languages:
        text = "\n".join(written(config, code).values())
        named = re.findall(r"^\$ (samsvar|make) (\w+)", text, re.MULTILINE)
        assert {("samsvar", "check"), ("make", "site")} <= set(named)
        for program, name in named:
            assert name in (commands if program == "samsvar" else targets)
