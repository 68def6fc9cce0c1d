"""Mutants of screens: labels called otherwise, confirmations left out, elements taken away.

They are made on the portal's pages between it and the steps, so they need to know nothing of the
portal. Each is made for one chapter: what one chapter looks at is no help to the reader of another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

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
    """A screen mutant: what is done to each page, in the chapters of one language.

    `first` says with how many of a chapter's steps (`guide:number`) it has nothing to do.
    """

    mutant: Mutant
    language: str
    change: Callable[[str], str]
    first: Mapping[str, int]

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
    for text, moment in texts.items():
        first = _first(view, partial(html.says, text=text)) if text else None
        if first is not None:
            change = partial(html.renamed, text=text)
            yield _shown(view, Kind.LABEL, ("renamed", text), moment, change, first)


def _first(view: View, has: Callable[[str], bool]) -> int | None:
    """The first step that leads to a page which has something; None if there is no such page."""
    pages = ((index, page) for index, each in enumerate(view.moments) for page in each.pages)
    return next((index for index, page in pages if page and has(page)), None)


def _confirmations(view: View) -> Iterator[Shown]:
    """What the portal says by itself after an action of the chapter."""
    told: set[str] = set()
    for moment in view.moments:
        if moment.call.plan.part != "when":
            continue
        before = html.confirmations(moment.before) if moment.before else ()
        for page in filter(None, moment.pages):
            for words in html.confirmations(page):
                if words not in told and words not in before:
                    told.add(words)
                    change = partial(html.without_confirmation, words=words)
                    first = _first(view, partial(html.tells, words=words))
                    yield _shown(
                        view, Kind.CONFIRMATION, ("left out", words), moment, change, first
                    )


def _elements(view: View) -> Iterator[Shown]:
    """What the chapter presses and fills in."""
    for (role, name), moment in _used(view).items():
        change = partial(html.without_element, role=role, name=name)
        first = _first_with(view, (role, name))
        yield _shown(view, Kind.ELEMENT, ("removed", f"{role} “{name}”"), moment, change, first)


def _first_with(view: View, element: tuple[str, str]) -> int:
    found = _first(view, lambda page: element in html.nodes_of(page))
    assert found is not None, "an element is removed that is on no page"
    return found


def _used(view: View) -> dict[tuple[str, str], Moment]:
    found: dict[tuple[str, str], Moment] = {}
    for moment in view.moments:
        nodes = [each for page in (moment.before, *moment.pages) for each in _nodes(page)]
        for name, roles in moment.used:
            words = " ".join(name.split())
            role = next((r for r, n in nodes if n == words and r in roles), None)
            if role:
                found.setdefault((role, words), moment)
    return found


def _nodes(page: str) -> Collection[tuple[str, str]]:
    return html.nodes_of(page) if page else ()


def _silent(views: Sequence[View]) -> Iterator[Shown]:
    """What else is on the screens: once for all chapters that meet it."""
    used = {key for view in views for key in _used(view)}
    met: dict[tuple[str, str], list[View]] = {}
    for view in views:
        pages = dict.fromkeys(filter(None, view.pages))
        for key in dict.fromkeys(each for page in pages for each in html.nodes_of(page)):
            if key[0] in FINDABLE and key not in used:
                met.setdefault(key, []).append(view)
    for (role, name), found in met.items():
        first = {view.chapter: _first_with(view, (role, name)) for view in found}
        mutant = Mutant(
            Kind.SILENT,
            "screens",
            "removed",
            f"{role} “{name}”",
            Place(found[0].place.path),
            chapters=tuple(first),
        )
        change = partial(html.without_element, role=role, name=name)
        yield Shown(mutant, found[0].language, change, first)


def _shown(
    view: View,
    kind: Kind,
    done: tuple[str, str],
    moment: Moment,
    change: Callable[[str], str],
    first: int | None,
) -> Shown:
    place, scope = moment.call.step.place, view.language
    mutant = Mutant(kind, view.chapter, *done, place, scope, chapters=(view.chapter,))
    return Shown(mutant, view.language, change, {view.chapter: first or 0})
