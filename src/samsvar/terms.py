"""Terms: words of the domain with a preferred form per language and audience, and their sources.

The list (`terms` in `samsvar.toml`) has one entry per term and source. An entry says for whom and
in which editions it holds; two sources that prefer different words for the same readers are a
conflict until one of the entries says why it holds (`decided`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from samsvar.verdicts import Place, Verdict

#: For whom an entry holds: the readers of guides and pages, the portal's own texts, or both.
AUDIENCES = ("guides", "portal", "all")


@dataclass(frozen=True)
class Avoided:
    """Words that stand for a term but are avoided, and why.

    `instead` has a word for each of them, in the same inflection; it is empty where the
    list does not say which.
    """

    words: tuple[str, ...]
    because: str
    instead: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """A term in one language: its preferred forms (the first is the one in a dictionary), and the
    words that are avoided for it."""

    preferred: tuple[str, ...]
    avoided: tuple[Avoided, ...]
    place: Place


@dataclass(frozen=True)
class Entry:
    """What one source says of one term.

    `editions` is empty when it holds in all. `decided` says why the entry holds against others.
    """

    key: str
    audience: str
    editions: tuple[str, ...]
    source: str
    decided: str | None
    wordings: Mapping[str, Wording]
    place: Place

    def meets(self, other: Entry) -> bool:
        """Whether some reader of some edition meets both."""
        readers = self.audience == other.audience or "all" in (self.audience, other.audience)
        editions = set(self.editions) & set(other.editions)
        return readers and bool(editions or not self.editions or not other.editions)

    def holds(self, audience: str, edition: str) -> bool:
        """Whether it is for these readers, in this edition."""
        every = not self.editions or edition in self.editions
        return every and self.audience in (audience, "all")


@dataclass(frozen=True)
class Form:
    """One form of a term in one language: preferred, accepted, or avoided (then `avoided`).

    `instead` is the word to write in the same inflection, where the list says so.
    """

    text: str
    entry: Entry
    wording: Wording
    avoided: Avoided | None = None
    instead: str | None = None


def conflicts(entries: Sequence[Entry], languages: Sequence[str]) -> Iterator[Verdict]:
    """Sources that prefer different words where nobody has decided which of them holds."""
    for first, second in combinations(entries, 2):
        if first.key != second.key or not first.meets(second):
            continue
        for language in languages:
            one, other = first.wordings.get(language), second.wordings.get(language)
            if one is None or other is None or one.preferred[0] == other.preferred[0]:
                continue
            if bool(first.decided) == bool(second.decided) and not (
                first.decided is None and _settled(entries, first, second, language)
            ):
                yield _conflict(first, second, language)


def _settled(entries: Sequence[Entry], first: Entry, second: Entry, language: str) -> bool:
    """Whether a third entry is decided for, against both."""
    return any(
        e.decided
        and e.key == first.key
        and language in e.wordings
        and e.meets(first)
        and e.meets(second)
        for e in entries
    )


def _conflict(first: Entry, second: Entry, language: str) -> Verdict:
    one, other = first.wordings[language], second.wordings[language]
    if first.decided:
        message = f"Two sources that disagree on the term {first.key} are both decided for."
        advice = "only the entry that holds has a line decided: …"
    else:
        message = f"Two sources prefer different words for the term {first.key}."
        advice = 'decided: "…", in the entry that holds, with the reason'
    return Verdict(
        "term/conflict",
        other.place,
        message,
        found=f"{other.preferred[0]} ({second.source})",
        expected=f"{one.preferred[0]} ({first.source})",
        suggestion=advice,
        twin=one.place,
        language=language,
    )


def forms(entries: Sequence[Entry], language: str, audience: str, edition: str) -> dict[str, Form]:
    """Every form in one language that these readers can meet, by its text in small letters.

    Where sources disagree, the decided one holds, else the first: what the others prefer is known
    for the same term, and avoided only if an entry before them avoids it.
    """
    found: dict[str, Form] = {}
    held = [e for e in entries if language in e.wordings and e.holds(audience, edition)]
    holders: dict[str, Wording] = {}
    for entry in sorted(held, key=lambda entry: not entry.decided):  # the first of equals holds
        wording = entry.wordings[language]
        holder = holders.setdefault(entry.key, wording)
        for text in wording.preferred:
            found.setdefault(text.lower(), Form(text, entry, holder))
        for avoided in wording.avoided:
            for index, word in enumerate(avoided.words):
                instead = avoided.instead[index] if avoided.instead else None
                found.setdefault(word.lower(), Form(word, entry, holder, avoided, instead))
    return found


def doubles(entries: Sequence[Entry]) -> Iterator[Verdict]:
    """Verdicts on words that are preferred and avoided at once, and on those that stand for two
    terms: nobody could say which of them a text means."""
    for language in dict.fromkeys(code for entry in entries for code in entry.wordings):
        known: dict[str, list[Entry]] = {}
        for entry in (entry for entry in entries if language in entry.wordings):
            wording = entry.wordings[language]
            preferred = {word.lower(): None for word in wording.preferred}
            avoided = {w.lower(): None for group in wording.avoided for w in group.words}
            for word in preferred | avoided:
                if word in preferred and word in avoided:
                    message = f"The term {entry.key} prefers and avoids this word."
                    yield Verdict(
                        "term/catalogue", wording.place, message, found=word, language=language
                    )
                others = known.setdefault(word, [])
                clash = next((o for o in others if o.key != entry.key and o.meets(entry)), None)
                others.append(entry)
                if clash:
                    yield Verdict(
                        "term/catalogue",
                        wording.place,
                        f"This word stands for the term {clash.key} as well as for {entry.key}.",
                        found=word,
                        twin=clash.wordings[language].place,
                        language=language,
                    )
