"""What Gherkin cannot read, in a writer's words, at the line that causes it.

Gherkin reports the first line that does not fit, which is often the one after the mistake, and
then every line that follows from it. Here, one mistake is one verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gherkin.dialect import Dialect
from gherkin.errors import ParserError

from samsvar.languages import KNOWN, keyword_of, keywords
from samsvar.verdicts import Edit, Place, Verdict, count, nearest

#: Gherkin's names for the kinds of lines, as a writer knows them; the others need no mention.
LINES = {
    "EOF": "the end of the file",
    "Language": "the line that names the language",
    "FeatureLine": "the guide's title",
    "BackgroundLine": "the prerequisites",
    "ScenarioLine": "a chapter",
    "TagLine": "a tag",
    "StepLine": "a step",
    "TableRow": "a row of a table",
    "DocStringSeparator": 'the three quotation marks (""") of a note',
    "Other": "prose",
}


#: What ends a cell: a bar that is not escaped.
CELL_END = re.compile(r"(?<!\\)\|")


class SyntaxErrors:
    """Turns Gherkin's errors about one file into verdicts."""

    def __init__(self, source: str, shown: str, language: str) -> None:
        self.lines = source.splitlines()
        self.shown = shown
        self.language = language

    def verdicts(self, errors: Sequence[ParserError]) -> Iterator[Verdict]:
        """One verdict per mistake: errors about the rest of a paragraph say nothing new."""
        before = 0
        for error in errors:
            location = getattr(error, "location", None) or {}
            number = location.get("line", 1)
            between = self.lines[before : number - 1]
            follows = before > 0 and not any(line.strip() for line in between)
            before = number
            message = re.sub(r"^\(\d+:\d+\):\s*", "", str(error))
            unexpected = re.match(r"expected: (.*), got '(.*)'$", message, re.DOTALL)
            if not unexpected:
                yield self._other(number, message)
            elif not follows:
                yield self._unexpected(number, unexpected[1])

    def _other(self, number: int, message: str) -> Verdict:
        early = re.match(r"unexpected end of file, expected: (.*)$", message)
        if early:
            return self._say(
                number, "The file ends too early.", expected=f"one of: {_plain(early[1])}"
            )
        if message.startswith("inconsistent cell count"):
            return self._ragged(number)
        return self._say(number, f"{message[:1].upper()}{message[1:].rstrip('.')}.")

    def _ragged(self, number: int) -> Verdict:
        """A row that has more or fewer cells than the headings of its table."""
        first = number
        while self._line(first - 1).startswith("|"):
            first -= 1
        cells, headings = (CELL_END.split(self._line(n))[1:-1] for n in (number, first))
        closed = self._line(number).endswith("|") and len(self._line(number)) > 1
        return self._say(
            number,
            f"This row has {count(len(cells), 'cell')}, but the table has "
            f"{count(len(headings), 'column')}.",
            found=self._line(number),
            expected=f"a row like {self._line(first)}" + ("" if closed else ", which ends with |"),
        )

    def _unexpected(self, number: int, expected: str) -> Verdict:
        written = self._line(number)
        return (
            self._foreign(number, written)
            or ("StepLine" in expected and self._no_step(number, written))
            or self._say(
                number,
                "Gherkin cannot read this line here.",
                found=written,
                expected=f"one of: {_plain(expected)}",
                suggestion=self._title(written),
            )
        )

    def _foreign(self, number: int, written: str) -> Verdict | None:
        """A step of another language."""
        word, _, rest = written.partition(" ")
        for code in KNOWN:
            kind = keywords(code).get(word)
            if kind and word not in keywords(self.language) and rest:
                return self._say(
                    number,
                    f"{word} begins a step in {code}; the guide is in {self.language}.",
                    rule="text/other-language",
                    found=written,
                    suggestion=f"{keyword_of(kind, self.language)} {rest}",
                )
        return None

    def _no_step(self, number: int, written: str) -> Verdict | None:
        """Prose among steps: a line above it begins like one, or it is one with a slip."""
        known = [word for word in keywords(self.language) if word != "*"]
        above = next((n for n in range(number - 1, 0, -1) if self._line(n)), 0)
        begins = self._line(above).partition(" ")[0]
        if begins in keywords(self.language) and not self._is_structure(above - 1):
            return prose_step(self._place(above), begins, self._line(above), self.language)
        word, _, rest = written.partition(" ")
        close = nearest(word, known) if rest else None
        if close or (begins in keywords(self.language) and above == number - 1):
            return self._say(
                number,
                f"A step stands on one line, and begins with {', '.join(known[:-1])} "
                f"or {known[-1]}.",
                found=written,
                suggestion=f"{close} {rest}" if close else None,
            )
        return None

    def _title(self, written: str) -> str | None:
        """A line such as `Senario: Name` with the keyword that it nearly has."""
        word, colon, name = written.partition(":")
        dialect = Dialect.for_name(KNOWN[self.language].gherkin)
        if not colon or dialect is None:
            return None
        titles = (
            *dialect.feature_keywords,
            *dialect.background_keywords,
            *dialect.scenario_keywords,
        )
        close = nearest(word, titles)
        return f"{close}:{name}" if close else None

    def _is_structure(self, number: int) -> bool:
        """Whether a line is anything but prose: blank, a step, a row, a note, a tag, a title."""
        line = self._line(number)
        word = line.partition(" ")[0]
        return (
            not line
            or word in keywords(self.language)
            or line.startswith(("|", '"""', "```", "@", "#"))
            or re.match(r"[^\W\d_]+( [^\W\d_]+)?:", line) is not None
        )

    def _line(self, number: int) -> str:
        return self.lines[number - 1].strip() if 0 < number <= len(self.lines) else ""

    def _place(self, number: int) -> Place:
        raw = self.lines[number - 1] if 0 < number <= len(self.lines) else ""
        return Place(self.shown, number, len(raw) - len(raw.lstrip()) + 1)

    def _say(
        self,
        number: int,
        message: str,
        *,
        rule: str = "text/syntax",
        found: str | None = None,
        expected: str | None = None,
        suggestion: str | None = None,
    ) -> Verdict:
        place = self._place(number)
        edits = (Edit(place, found, suggestion),) if found and suggestion else ()
        return Verdict(
            rule,
            place,
            message,
            found,
            expected,
            suggestion,
            language=self.language,
            edits=edits,
        )


def prose_step(place: Place, keyword: str, line: str, language: str) -> Verdict:
    """The verdict on a line of prose that Gherkin takes for a step, since it begins like one."""
    return Verdict(
        "text/prose",
        place,
        f"A line that begins with {keyword} is a step to Gherkin, also in the middle of prose.",
        found=line,
        suggestion="in prose: begin the line with another word; a step: on one line of its own, "
        "below a blank line",
        language=language,
    )


def _plain(expected: str) -> str:
    names = [name.strip().removeprefix("#") for name in expected.split(",")]
    return ", ".join(LINES[name] for name in names if name in LINES)
