"""Guides that are read again and again, as they are changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toy import Toy

from samsvar.checking import KEPT, Project
from samsvar.guides import Guide
from samsvar.plans import Checked
from samsvar.verdicts import CannotGoOn, Verdict

Read = tuple[Checked, list[Verdict]] | Sequence[Verdict]


@dataclass(frozen=True)
class Counting(Project):
    """A project that remembers which texts were worked out."""

    compiled: list[str] = field(default_factory=list)

    def compile(self, guide: Guide, known: Checked | None = None) -> tuple[Checked, list[Verdict]]:
        self.compiled.append(guide.source)
        return super().compile(guide, known)


def read(project: Project, path: Path) -> Read:
    try:
        return project.read(path, path.parent.name)
    except CannotGoOn as refusal:
        return refusal.verdicts


def test_what_is_read_again_is_as_if_it_were_read_first(toy: Toy) -> None:
    again = toy.project()
    for path in sorted((toy.root / "features").rglob("*.feature")):
        text = path.read_text(encoding="utf-8")
        assert isinstance(read(again, path), tuple)
        lines = text.split("\n")
        for number, line in enumerate(lines):
            for changed in ([], [f"{line}x"], [line, line]):
                new = "\n".join([*lines[:number], *changed, *lines[number + 1 :]])
                path.write_text(new, encoding="utf-8")
                assert read(again, path) == read(Project(again.config, again.compiler), path)
        path.write_text(text, encoding="utf-8")


def test_a_text_that_is_changed_back_is_known_and_older_ones_are_forgotten(toy: Toy) -> None:
    plain = toy.project()
    project = Counting(plain.config, plain.compiler)
    path = toy.root / "features" / "nb" / "greet.feature"
    text = path.read_text(encoding="utf-8")
    texts = [text, *(f"{text}\n# {number}\n" for number in range(KEPT))]
    for each in (*texts, text, texts[-1], texts[1]):
        path.write_text(each, encoding="utf-8")
        project.read(path, "nb")
    # the first and the last were known; the second had been forgotten
    assert project.compiled == [*texts, texts[1]]
