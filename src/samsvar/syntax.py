"""What Gherkin cannot read, in a writer's words, at the line that causes it.

Gherkin reports the first line that does not fit, which is often the one after the mistake, and
then every line that follows from it. Here, one mistake is one verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gherkin.errors import ParserError

from samsvar.languages import KNOWN, keyword_of, keywords
from samsvar.verdicts import Place, Verdict, nearest

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
        return self._say(number, f"{message[:1].upper()}{message[1:].rstrip('.')}.")

    def _unexpected(self, number: int, expected: str) -> Verdict:
        written = self._line(number)
        word, _, rest = written.partition(" ")
        mine = keywords(self.language)
        for code in KNOWN:
            kind = keywords(code).get(word)
            if kind and word not in mine and rest:
                return self._say(
                    number,
                    f"{word} begins a step in {code}; the guide is in {self.language}.",
                    rule="text/other-language",
                    found=written,
                    suggestion=f"{keyword_of(kind, self.language)} {rest}",
                )
        close = nearest(word, [k for k in mine if k != "*"]) if rest else None
        above = next((n for n in range(number - 1, 0, -1) if self._line(n)), 0)
        begins = self._line(above).partition(" ")[0] if above else ""
        in_prose = begins in mine and not self._is_structure(above - 1)
        wrapped = above == number - 1 and begins in mine and not close
        if "StepLine" in expected and (in_prose or wrapped):
            return prose_step(self._place(above), begins, self._line(above), self.language)
        if "StepLine" in expected and close:
            return self._say(
                number,
                f"{word} does not begin a step.",
                found=written,
                suggestion=f"{close} {rest}",
            )
        return self._say(
            number,
            "Gherkin cannot read this line here.",
            found=written,
            expected=f"one of: {_plain(expected)}",
        )

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
        return Verdict(rule, place, message, found, expected, suggestion, language=self.language)


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
