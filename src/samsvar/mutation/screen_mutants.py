"""Mutants of screens: labels called otherwise, confirmations left out, elements taken away.

They are made on the portal's pages between it and the steps, so they need to know nothing of the
portal. Each is made for one chapter: what one chapter looks at is no help to the reader of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from samsvar.drivers.accessible import Node
from samsvar.drivers.inprocess import App
from samsvar.drivers.protocol import PRESSABLE, WRITABLE
from samsvar.mutation import html
from samsvar.mutation.mutants import Kind, Mutant
from samsvar.mutation.observing import Moment, View
from samsvar.verdicts import Place

#: Elements that a person does something with or finds the way by.
FINDABLE = (*PRESSABLE, *WRITABLE, "heading")


@dataclass(frozen=True)
class Shown:
    """A screen mutant: what is done to each page, in the chapters of one language."""

    mutant: Mutant
    language: str
    change: Callable[[str], str]

    def wrap(self, app: App) -> App:
        """The portal with the change."""
        return html.changing(app, self.change)


def screen_mutants(views: Sequence[View], leading: str) -> Iterator[Shown]:
    """The mutants of every chapter: labels in every language, the rest in the leading one."""
    for view in views:
        yield from _labels(view)
    first = [view for view in views if view.language == leading]
    for view in first:
        yield from _confirmations(view)
        yield from _elements(view)
    yield from _silent(first)


def _labels(view: View) -> Iterator[Shown]:
    """The portal's words that the chapter quotes or its steps look for, as far as they are seen."""
    texts: dict[str, Moment] = {}
    for moment in view.moments:
        call = moment.call
        quoted = [call.texts[n] for n, p in call.definition.parameters.items() if p.bold]
        for text in (*quoted, *(text for _, text in moment.words)):
            texts.setdefault(" ".join(text.split()), moment)
    pages = [page for page in dict.fromkeys(view.pages) if page]
    for text, moment in texts.items():
        change = _renaming(text)
        if text and any(change(page) != page for page in pages):
            yield _shown(view, Kind.LABEL, "renamed", text, moment, change)


def _renaming(text: str) -> Callable[[str], str]:
    return lambda page: html.renamed(page, text)


def _confirmations(view: View) -> Iterator[Shown]:
    """What the portal says by itself after an action of the chapter."""
    told: set[str] = set()
    for moment in view.moments:
        if moment.call.plan.part != "when":
            continue
        before = html.confirmations(moment.before) if moment.before else []
        for page in filter(None, moment.pages):
            for words in html.confirmations(page):
                if words not in told and words not in before:
                    told.add(words)
                    change = _silencing(words)
                    yield _shown(view, Kind.CONFIRMATION, "left out", words, moment, change)


def _silencing(words: str) -> Callable[[str], str]:
    return lambda page: html.without_confirmation(page, words)


def _elements(view: View) -> Iterator[Shown]:
    """What the chapter presses and fills in."""
    for (role, name), moment in _used(view).items():
        what = f"{role} “{name}”"
        yield _shown(view, Kind.ELEMENT, "removed", what, moment, _removing(role, name))


def _used(view: View) -> dict[tuple[str, str], Moment]:
    found: dict[tuple[str, str], Moment] = {}
    for moment in view.moments:
        nodes = [(n.role, n.name) for page in (moment.before, *moment.pages) for n in _nodes(page)]
        for name, roles in moment.used:
            words = " ".join(name.split())
            role = next((r for r, n in nodes if n == words and r in roles), None)
            if role:
                found.setdefault((role, words), moment)
    return found


def _nodes(page: str) -> Iterable[Node]:
    return html.nodes_of(page) if page else ()


def _removing(role: str, name: str) -> Callable[[str], str]:
    return lambda page: html.without_element(page, role, name)


def _silent(views: Sequence[View]) -> Iterator[Shown]:
    """What else is on the screens: once for all chapters that meet it."""
    used = {key for view in views for key in _used(view)}
    met: dict[tuple[str, str], list[View]] = {}
    for view in views:
        pages = dict.fromkeys(filter(None, view.pages))
        for key in dict.fromkeys((n.role, n.name) for page in pages for n in _nodes(page)):
            if key[0] in FINDABLE and key not in used:
                met.setdefault(key, []).append(view)
    for (role, name), found in met.items():
        mutant = Mutant(
            Kind.SILENT,
            "screens",
            "removed",
            f"{role} “{name}”",
            Place(found[0].place.path),
            chapters=tuple(view.chapter for view in found),
        )
        yield Shown(mutant, found[0].language, _removing(role, name))


def _shown(
    view: View, kind: Kind, operator: str, what: str, moment: Moment, change: Callable[[str], str]
) -> Shown:
    place, scope = moment.call.step.place, view.language
    mutant = Mutant(kind, view.chapter, operator, what, place, scope, chapters=(view.chapter,))
    return Shown(mutant, view.language, change)
