"""Titles that have lost their colon: to Gherkin, `Scenario Name` is only prose.

The chapter is then a part of what stands above it, and all that follows from that is told far from
its cause. Here, the cause is told, and the rest of the file is read as if it had its colons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from gherkin.dialect import Dialect

from samsvar.languages import KNOWN, keywords
from samsvar.verdicts import Edit, Place, Verdict

#: What a line of prose ends with, and a title does not.
PUNCTUATION = (".", ",", ":", ";")


class Titles:
    """The lines of a guide's file that begin like a title, but have no colon."""

    def __init__(self, source: str, shown: str, language: str) -> None:
        self.lines = source.split("\n")
        self.shown = shown
        self.language = language
        dialect = Dialect.for_name(KNOWN[language].gherkin)
        assert dialect is not None
        chapters = [*dialect.background_keywords, *dialect.scenario_keywords]
        others = [*dialect.scenario_outline_keywords, *dialect.rule_keywords]
        titles = [*dialect.feature_keywords, *chapters, *others, *dialect.examples_keywords]
        self._title = re.compile(rf"({'|'.join(titles)}):")
        self._guide = re.compile(rf"({'|'.join(dialect.feature_keywords)})[ \t]+(.+)")
        self._chapter = re.compile(rf"({'|'.join(chapters)})[ \t]+(.+)")
        steps = [word for word in keywords(language) if word != "*"]  # which is a list in prose
        self._step = re.compile(rf"({'|'.join(steps)})[ \t]")

    @cached_property
    def certain(self) -> tuple[int, ...]:
        """The numbers of the lines that can be nothing but titles: the first one of the file, and
        those that steps follow."""
        words = [n for n, line in self._written if line and not line.startswith(("#", "@"))]
        first = [n for n in words[:1] if self._guide.match(self._line(n)) and self.verdict(n)]
        return (*first, *(n for n in self.chapters if self._has_steps(n)))

    @cached_property
    def chapters(self) -> tuple[int, ...]:
        """The numbers of all lines that begin like the title of a chapter, or of prerequisites."""
        return tuple(
            number
            for number, line in self._written
            if self._chapter.match(line) and self.verdict(number)
        )

    def verdict(self, number: int) -> Verdict | None:
        """The verdict on a line that begins like a title, with the colon as its edit."""
        line = self._line(number)
        found = self._guide.match(line) or self._chapter.match(line)
        if found is None or self._title.match(line) or line.endswith(PUNCTUATION):
            return None
        raw = self.lines[number - 1]
        place = Place(self.shown, number, len(raw) - len(raw.lstrip()) + 1)
        right = f"{found[1]}: {found[2].lstrip(': ')}"
        return Verdict(
            "text/syntax",
            place,
            f"The colon after {found[1]} is missing: without it, this line is only prose.",
            found=line,
            suggestion=right,
            language=self.language,
            edits=(Edit(place, line, right),),
        )

    @cached_property
    def _written(self) -> tuple[tuple[int, str], ...]:
        """The lines outside notes, with their numbers."""
        found, fence = [], ""
        for number in range(1, len(self.lines) + 1):
            line = self._line(number)
            if fence:
                fence = "" if line.startswith(fence) else fence
            elif line.startswith(('"""', "```")):
                fence = line[:3]
            else:
                found.append((number, line))
        return tuple(found)

    def _has_steps(self, number: int) -> bool:
        """Whether steps stand right below a line, or it stands alone above them, as titles do; all
        is indented below a title, as it is not below the first line of a paragraph."""
        below = list(self._below(number))
        if not below or not self._step.match(self._line(below[-1])):
            return False
        above = self._line(number - 1)
        is_alone = not above or above.startswith(("#", "@"))
        is_indented = all(self._indent(n) > self._indent(number) for n in below)
        return is_indented and (is_alone or below == [number + 1])

    def _below(self, number: int) -> Iterator[int]:
        """The lines below a title as far as its first step, or as the next title."""
        for n, line in self._written:
            if n <= number or not line or line.startswith("#"):
                continue
            if self._title.match(line) or self._chapter.match(line) or line.startswith("@"):
                return
            yield n
            if self._step.match(line):
                return

    def _indent(self, number: int) -> int:
        line = self.lines[number - 1]
        return len(line) - len(line.lstrip())

    def _line(self, number: int) -> str:
        return self.lines[number - 1].strip() if 0 < number <= len(self.lines) else ""
