"""The term check: what guides, pages and the vocabulary call things, held against the term list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from samsvar import passages, term_list, terms
from samsvar.config import Config
from samsvar.guides import Guide
from samsvar.pairing import Pairing
from samsvar.passages import Section
from samsvar.term_twins import Found, compare
from samsvar.terms import Avoided, Entry
from samsvar.verdicts import CannotGoOn, Edit, Verdict
from samsvar.vocabulary import Vocabulary
from samsvar.wording import Finder, Use

#: Readers of guides and pages are the audience of everything that is checked here.
AUDIENCE = "guides"


def check_terms(
    config: Config,
    guides: Iterable[Guide],
    twins: Iterable[tuple[Guide, Guide, Pairing]],
    vocabulary: Vocabulary | None,
    pages: bool,
) -> Iterator[Verdict]:
    """Verdicts on the words of guides, of the vocabulary (if given) and, if `pages`, of
    hand-written pages.

    `twins` says which of the guides are twins, and which of their chapters. None without a list.
    """
    if config.terms is None:
        return
    try:
        shown = config.relative(config.terms)
        entries = term_list.load(config.terms, shown, config.editions)
    except CannotGoOn as refusal:
        yield from refusal.verdicts
        return
    yield from terms.conflicts(entries, config.languages)
    check = _Check(entries, config.languages, config.edition)
    yield from check.guides(guides, twins)
    if pages:
        yield from check.pages(config)
    if vocabulary:
        yield from check.vocabulary(vocabulary)


class _Check:
    """The check in one edition."""

    def __init__(self, entries: Sequence[Entry], languages: Sequence[str], edition: str) -> None:
        self.forms = {c: terms.forms(entries, c, AUDIENCE, edition) for c in languages}
        self.finders = {code: Finder(forms) for code, forms in self.forms.items()}

    def guides(
        self, guides: Iterable[Guide], twins: Iterable[tuple[Guide, Guide, Pairing]]
    ) -> Iterator[Verdict]:
        """Verdicts on guides, and on those of them that are twins."""
        found: dict[tuple[str, str], list[Found]] = {}
        for guide in guides:
            every = [self.find(section, guide.language) for section in passages.of_guide(guide)]
            found[guide.name, guide.language] = every
            for verdict, section in self.avoided(every):
                yield replace(verdict, guide=guide.name, chapter=section.chapter)
        for first, second, pairing in twins:
            for one, other in _pairs(first, second, pairing, found):
                for verdict in compare(one, other, self.forms):
                    yield replace(verdict, guide=second.name, chapter=other.section.chapter)

    def pages(self, config: Config) -> Iterator[Verdict]:
        """Verdicts on all hand-written pages."""
        found: dict[str, dict[str, Section]] = {}
        for language in self.finders:
            for name, path in config.pages(language).items():
                source = path.read_text(encoding="utf-8", errors="replace")
                page = passages.of_page(source, config.relative(path))
                found.setdefault(name, {})[language] = page
        for twins in found.values():
            yield from self.sections(twins)

    def vocabulary(self, vocabulary: Vocabulary) -> Iterator[Verdict]:
        """Verdicts on the phrases that writers write and the sentences that readers read.

        They serve every edition, so what is avoided in some of them only is not told.
        """
        for definition in vocabulary.definitions:
            for texts in (definition.phrases, definition.sentences):
                known = {code: text for code, text in texts.items() if code in self.finders}
                yield from self.sections(passages.of_sentences(known, definition.place))

    def sections(self, twins: Mapping[str, Section]) -> Iterator[Verdict]:
        """Verdicts on the twins of one section."""
        every = [self.find(twins[code], code) for code in self.finders if code in twins]
        yield from (verdict for verdict, _ in self.avoided(every))
        for other in every[1:]:
            yield from compare(every[0], other, self.forms)

    def find(self, section: Section, language: str) -> Found:
        """The terms of a section."""
        finder = self.finders[language]
        return Found(language, section, tuple(tuple(finder(p)) for p in section.passages))

    def avoided(self, every: Iterable[Found]) -> Iterator[tuple[Verdict, Section]]:
        """A verdict on each word that is avoided, with its section."""
        for found in every:
            for use in found.uses:
                if use.form.avoided and (use.passage.editable or not use.form.entry.editions):
                    yield _avoided(use, use.form.avoided, found.language), found.section


def _pairs(
    first: Guide,
    second: Guide,
    pairing: Pairing,
    found: Mapping[tuple[str, str], Sequence[Found]],
) -> Iterator[tuple[Found, Found]]:
    """The sections that stand at one point of both twins. What one of them lacks, or a note in a
    chapter that has other steps than its twin, is left to those who compare plans."""
    chapters: dict[int | None, int | None] = {None: None, 0: 0}
    uneven: set[int | None] = set()
    for i, j in (*pairing.pairs, *pairing.moved):
        one, other = first.chapters[i], second.chapters[j]
        chapters[other.number] = one.number
        if [step.part for step in one.steps] != [step.part for step in other.steps]:
            uneven.add(other.number)
    known = {
        (each.section.kind, each.section.number, each.section.step): each
        for each in found[first.name, first.language]
    }
    for each in found[second.name, second.language]:
        section = each.section
        if section.number in chapters and not (section.step and section.number in uneven):
            key = (section.kind, chapters[section.number], section.step)
            if key in known:
                yield known[key], each


def _avoided(use: Use, avoided: Avoided, language: str) -> Verdict:
    form, preferred = use.form, use.form.wording.preferred[0]
    instead = _like(use.text, form.text, form.instead) + use.ending if form.instead else None
    edits: tuple[Edit, ...] = ()
    if instead and use.passage.editable and "\n" not in use.text:
        edits = (Edit(use.place, use.text + use.ending, instead),)
    return Verdict(
        "term/avoided",
        use.place,
        avoided.because,
        found=use.shown,
        expected=f"{preferred} ({form.entry.source})",
        suggestion=instead or preferred,
        language=language,
        edits=edits,
    )


def _like(found: str, listed: str, word: str) -> str:
    """The word with the capitals of the one that it stands for, where these are not its own."""
    if found[0].islower() or listed[0].isupper():
        return word
    return word.upper() if found.isupper() else word[0].upper() + word[1:]
