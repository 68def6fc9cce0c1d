"""The hand-written pages: twins of each other, and true of the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from sample_site import URL, write_pages

from samsvar.checking import Project
from samsvar.cli.commands import app
from samsvar.cli.common import EXIT_CODES
from samsvar.config import Config
from samsvar.publishing import site
from samsvar.rules import Kind, Severity

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
    "name",
    [
        "index.md",
        "about.md",
        "accessibility.md",
        "discrepancies.md",
        "problems.md",
        "contributing/index.md",
        "contributing/disagreements.md",
    ],
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
    commands = typer.main.get_group(app).commands
    targets = re.findall(r"^(\w+):", (config.root / "Makefile").read_text(), re.MULTILINE)
    for code in config.languages:
        text = "\n".join(written(config, code).values())
        named = re.findall(r"^\$ (?:\.venv/bin/)?(\w+) (\w+)", text, re.MULTILINE)
        assert "$ samsvar" not in text  # `make setup` puts it in .venv/bin alone
        assert {("samsvar", "check"), ("make", "site")} <= set(named)
        for program, name in named:
            assert name in (commands if program == "samsvar" else targets)


def test_every_command_is_told_of_and_every_command_that_is_told_of_exists(config: Config) -> None:
    commands = set(typer.main.get_group(app).commands)
    readme = (config.root / "README.md").read_text(encoding="utf-8")
    for code in config.languages:
        text = readme + "\n".join(written(config, code).values())
        named = set(re.findall(r"(?:`|\.venv/bin/)samsvar ([a-z]+)", text))
        assert named == commands


def test_the_pages_tell_the_kinds_severities_and_exit_codes_as_they_are(config: Config) -> None:
    for code in config.languages:
        rows = re.findall(
            r"^\| `(\w+)` \|.*?(?:\| (\d) )?\|$",
            written(config, code)["contributing/disagreements.md"],
            re.MULTILINE,
        )
        assert [name for name, number in rows if not number] == [kind.value for kind in Kind]
        told = {name: int(number) for name, number in rows if number}
        assert told == {severity.value: EXIT_CODES[severity] for severity in Severity}


def test_norwegian_pages_say_client_and_address_one_reader(config: Config) -> None:
    """«Kunde» is the portal's other word, explained once, and a part of names."""
    for name, page in written(config, "nb").items():
        prose = FENCE.sub("", page)
        assert re.findall(r"\b(?:dere|deres)\b", prose) == [], name
        found = re.findall(r"\bkunde\w*", prose, re.IGNORECASE)
        assert found == (["kunde"] if name == "index.md" else []), name


def test_writers_are_told_how_to_add_a_page_of_their_own(
    elsewhere: Config, config: Config, tmp_path: Path
) -> None:
    """What the pages say, done: it builds and passes inspection, with the page in both menus."""
    pages = write_pages(config, tmp_path / "pages")
    for code, name in (("nb", "mkdocs.yml"), ("en", "mkdocs.en.yml")):
        text = written(config, code)["contributing/index.md"]
        assert all(f"docs/{c}/help.md" in text for c in config.languages)
        (pages / code / "help.md").write_text(dict(FENCE.findall(text))["markdown"])
        menu = elsewhere.root / name
        menu.write_text(
            menu.read_text().replace("- accessibility.md", "- accessibility.md\n      - help.md")
        )
    out = tmp_path / "out"
    assert site.build(elsewhere, pages, out, URL) == ()
    assert site.inspect(elsewhere, out, URL) == ()
    assert 'href="../help/"' in (out / "en/about/index.html").read_text(encoding="utf-8")
