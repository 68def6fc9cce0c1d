"""The term check: what guides, pages and the vocabulary call things, held against the term list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from samsvar import passages, term_list, terms
from samsvar.config import Config
from samsvar.guides import Guide
from samsvar.passages import Section
from samsvar.term_twins import Found, compare
from samsvar.terms import Avoided, Entry
from samsvar.verdicts import CannotGoOn, Edit, Verdict
from samsvar.vocabulary import Vocabulary
from samsvar.wording import Finder, Use

#: Readers of guides and pages are the audience of everything that is checked here.
AUDIENCE = "guides"


def check_terms(
    config: Config, guides: Iterable[Mapping[str, Guide]], vocabulary: Vocabulary, pages: bool
) -> Iterator[Verdict]:
    """Verdicts on the words of guides (twins by language), of the vocabulary and, if `pages`, of
    hand-written pages. None without a term list."""
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
    for twins in guides:
        yield from check.guides(twins)
    if pages:
        yield from check.pages(config)
    yield from check.vocabulary(vocabulary)


class _Check:
    """The check in one edition."""

    def __init__(self, entries: Sequence[Entry], languages: Sequence[str], edition: str) -> None:
        self.forms = {c: terms.forms(entries, c, AUDIENCE, edition) for c in languages}
        self.finders = {code: Finder(forms) for code, forms in self.forms.items()}

    def guides(self, twins: Mapping[str, Guide]) -> Iterator[Verdict]:
        """Verdicts on the twins of one guide."""
        chapters = {len(guide.chapters) for guide in twins.values()}
        sections: dict[str, dict[str, Section]] = {}
        for language, guide in twins.items():
            for section in passages.of_guide(guide):
                # where a twin lacks a chapter, the numbers of the others tell nothing
                alone = section.number and len(chapters) > 1
                key = f"{section.key} {language}" if alone else section.key
                sections.setdefault(key, {})[language] = section
        for section_twins in sections.values():
            for verdict, section in self.sections(section_twins):
                name = next(guide.name for guide in twins.values())
                yield replace(verdict, guide=name, chapter=section.chapter)

    def pages(self, config: Config) -> Iterator[Verdict]:
        """Verdicts on all hand-written pages."""
        found: dict[str, dict[str, Section]] = {}
        for language in self.finders:
            folder = config.docs / language
            for path in sorted(folder.rglob("*.md")):
                source = path.read_text(encoding="utf-8", errors="replace")
                name = path.relative_to(folder).as_posix()
                page = passages.of_page(source, config.relative(path))
                found.setdefault(name, {})[language] = page
        for twins in found.values():
            yield from (verdict for verdict, _ in self.sections(twins))

    def vocabulary(self, vocabulary: Vocabulary) -> Iterator[Verdict]:
        """Verdicts on the phrases that writers write and the sentences that readers read.

        They serve every edition, so what is avoided in some of them only is not told.
        """
        for definition in vocabulary.definitions:
            for texts in (definition.phrases, definition.sentences):
                known = {code: text for code, text in texts.items() if code in self.finders}
                twins = passages.of_sentences(known, definition.place)
                yield from (verdict for verdict, _ in self.sections(twins))

    def sections(self, twins: Mapping[str, Section]) -> Iterator[tuple[Verdict, Section]]:
        """Verdicts on the twins of one section, each with the section that it is about."""
        every = [
            Found(code, section, tuple(tuple(finder(p)) for p in section.passages))
            for code, finder in self.finders.items()
            if (section := twins.get(code))
        ]
        for found in every:
            for use in found.uses:
                if use.form.avoided and (use.passage.editable or not use.form.entry.editions):
                    yield _avoided(use, use.form.avoided, found.language), found.section
        for other in every[1:]:
            for verdict in compare(every[0], other, self.forms):
                yield verdict, other.section


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
