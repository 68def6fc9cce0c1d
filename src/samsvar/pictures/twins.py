"""Pictures of the same step in two languages, compared by their accessibility trees.

Every language must show the same elements, each with a text, in the language of the guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from samsvar.drivers.protocol import Overflow
from samsvar.pictures.excerpts import difference, quoted
from samsvar.pictures.foreign import Foreign, Wordlist, wordlist
from samsvar.pictures.screens import Key, Screen, told_once
from samsvar.pictures.trees import Node, outline
from samsvar.plans import Compiler
from samsvar.verdicts import Verdict, count

CUT_OFF = {
    "cut": "This text is cut off: its box is too small for it.",
    "spills": "This text sticks out of its box.",
    "outside": "This text goes beyond the edge of the window.",
}


def compare_screens(
    screens: Mapping[Key, tuple[Screen, ...]], compiler: Compiler, languages: Sequence[str]
) -> tuple[Verdict, ...]:
    """What is wrong with the pictures of a run, whatever was accepted before: texts that do not
    show whole, twins that are not built alike, texts that lack or are in another language."""
    check = _Check(screens, compiler, tuple(languages))
    return tuple(told_once([*check.overflows(), *check.twins(), *check.languages_used()]))


@dataclass(frozen=True)
class _Check:
    screens: Mapping[Key, tuple[Screen, ...]]
    compiler: Compiler
    languages: tuple[str, ...]

    def overflows(self) -> Iterator[Verdict]:
        for screens in self.screens.values():
            for screen in screens:
                yield from (_cut_off(screen, overflow) for overflow in screen.shot.overflows)

    def twins(self) -> Iterator[Verdict]:
        first, *others = self.languages
        for (guide, number, language), screens in self.screens.items():
            if language != first:
                continue
            for other in others:
                for one, twin in _pairs(screens, self.screens.get((guide, number, other), ())):
                    yield from _compare(one, twin)

    def languages_used(self) -> Iterator[Verdict]:
        for language, other in permutations(self.languages, 2):
            words = wordlist(self.compiler, language, other)
            for (guide, number, code), screens in self.screens.items():
                if code != language:
                    continue
                twins = self.screens.get((guide, number, other), ())
                beside = {id(one): twin for one, twin in _pairs(screens, twins)}
                for screen in screens:
                    yield from _foreign(screen, beside.get(id(screen)), words, other)


def _pairs(screens: Iterable[Screen], twins: Iterable[Screen]) -> Iterator[tuple[Screen, Screen]]:
    """The pictures of the same action: those of one step in their order."""
    steps: dict[int, list[Screen]] = {}
    for twin in twins:
        steps.setdefault(twin.shot.step, []).append(twin)
    for screen in screens:
        if rest := steps.get(screen.shot.step):
            yield screen, rest.pop(0)


def _cut_off(screen: Screen, overflow: Overflow) -> Verdict:
    pixels = count(overflow.pixels, "pixel")
    return screen.verdict(
        "picture/cut-off",
        CUT_OFF[overflow.how],
        found=f"“{overflow.text}”",
        expected=f"room for {pixels} more",
    )


def _compare(one: Screen, twin: Screen) -> Iterator[Verdict]:
    """The verdict on the second of two twins, if their screens are not built alike; on the one
    that lacks a text, if that is all."""
    lost, added = _alone(one.root, twin.root, texts=False)
    if lost or added:
        rule, message = "picture/twins", "The screen is not built like the one in {}."
    else:
        lost, added = _alone(one.root, twin.root, texts=True)
        rule, message = "picture/missing-text", "The screen lacks a text that it has in {}."
        if _length(added) > _length(lost):
            one, twin, lost, added = twin, one, added, lost
    if lost or added:
        yield twin.verdict(
            rule,
            message.format(one.language),
            found=quoted(list(map(str, added))),
            expected=quoted(list(map(str, lost))),
            twin=one.place,
        )


def _alone(first: Node, second: Node, *, texts: bool) -> tuple[list[Node], list[Node]]:
    """The elements that only one of two screens has."""
    lines = [outline(root, texts=texts) for root in (first, second)]
    lost, added = difference(*([line.form for line in side] for side in lines))
    return [lines[0][index].node for index in lost], [lines[1][index].node for index in added]


def _length(nodes: Iterable[Node]) -> int:
    return sum(len(node.name) for node in nodes)


def _foreign(screen: Screen, twin: Screen | None, words: Wordlist, other: str) -> Iterator[Verdict]:
    for node in screen.root.walk():
        for foreign in words.foreign_in(node.name) if node.name else ():
            if not _in_both(foreign, screen, twin):
                yield screen.verdict(
                    "picture/language",
                    f"This text is in {other}; the screen is in {screen.language}.",
                    found=str(node),
                    expected=f"“{foreign.own}”",
                )


def _in_both(foreign: Foreign, screen: Screen, twin: Screen | None) -> bool:
    """Whether the text is there in both languages on purpose, as where one chooses the language:
    the screen has its own text, too, and so has the twin."""
    own = Foreign(foreign.own, foreign.text)
    return all(
        any(own.stands_in(node.name) for node in _named(shown.root))
        for shown in (screen, twin)
        if shown is not None
    )


def _named(root: Node) -> Iterator[Node]:
    return (node for node in root.walk() if node.name)
