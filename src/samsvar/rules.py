"""The rules that verdicts name: how grave a breach is, and why it matters.

Every rule is here, and nothing else: what is not in the table cannot be said. Structural drift (a
guide that means something else than its twin, the portal or itself) is an error; what is not yet
complete, but not wrong, is a warning; what a person must look at, and accept, is a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What disagrees (`PRODUCT.md`, point 7)."""

    TEXT = "text"
    TRANSLATION = "translation"
    LABEL = "label"
    TERM = "term"
    BEHAVIOUR = "behaviour"
    PICTURE = "picture"
    SITE = "site"


class Severity(StrEnum):
    """How grave a verdict is, gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class Rule:
    """One rule: how grave its breach is, and why it matters to somebody, in one sentence."""

    severity: Severity
    why: str


_ERRORS = {
    "text/ambiguous": "A step that can mean two things would be carried out as one of them.",
    "text/config": "Without its settings, samsvar does not know what to check.",
    "text/empty": "A guide without steps promises nothing that could be checked.",
    "text/encoding": "Letters that are not in composed UTF-8 are other letters to other programs.",
    "text/file": "What cannot be read cannot be checked.",
    "text/folder": "A guide that nothing reads drifts unnoticed.",
    "text/html": "A portal that leaves raw HTML in its words shows something else to its users.",
    "text/language": "A language that samsvar does not know has no keywords and no phrases.",
    "text/language-line": "Gherkin reads the keywords of the language that the first line names.",
    "text/link": "The reader would meet a page that does not exist.",
    "text/other-language": "The reader would meet a sentence in another language.",
    "text/parameters": "Phrases with different values cannot mean the same in every language.",
    "text/prose": "A step that is read as prose is never carried out.",
    "text/record": "What cannot be read in the record of agreements is forgotten.",
    "text/steps": "Without its steps, samsvar does not know what the words of a guide mean.",
    "text/syntax": "What Gherkin cannot read is not carried out.",
    "text/table": "A step acts on its table, so the table must be one that it understands.",
    "text/title": "Readers find guides and chapters by their names.",
    "text/undefined": "A step that means nothing is not carried out, so nobody knows if it holds.",
    "text/unknown-value": "What the world of the examples does not have cannot be tried.",
    "text/unsupported": "What samsvar cannot publish would be lost to the reader.",
    "text/wrong-keyword": "The keyword says whether a step is so, is done or is seen.",
    "text/yaml": "What cannot be read cannot be checked.",
    "translation/argument": "Readers of the two languages would do or see different things.",
    "translation/chapter": "Readers of one language would lack a chapter.",
    "translation/extra-step": "Readers of one language would do something that the others do not.",
    "translation/keyword": "The steps of the two languages would be numbered differently.",
    "translation/missing-step": "Readers of one language would leave out a step.",
    "translation/note": "Readers of one language would lack a piece of advice.",
    "translation/order": "Readers of the two languages would do things in different orders.",
    "translation/phrase": "A step without a phrase in a language cannot be written in it.",
    "translation/prerequisites": "Readers of one language would not know what must be so first.",
    "translation/prose": "Readers of one language would lack an introduction.",
    "translation/table": "Readers of the two languages would work from different tables.",
    "translation/tags": "The twins would be chosen by different expressions when they are run.",
    "label/catalogue": "Guides quote the portal's words from its catalogue.",
    "label/gone": "The reader would look for words that the portal has dropped.",
    "label/not-shown": "The reader would look for words that are on another screen.",
    "label/renamed": "The reader would look for a name that the portal has changed.",
    "label/unknown": "The reader would look for words that are not on the screen.",
    "term/catalogue": "Words can only be held against a term list that can be read.",
    "behaviour/screen": "The reader would not find what the guide speaks of.",
    "behaviour/state": "The guide promises something that does not come true.",
    "picture/cut-off": "The reader of the portal would not see the whole text.",
    "picture/language": "The reader would meet a text in another language on the screen.",
    "picture/missing-text": "Readers of one language would not see what the others are told.",
    "picture/twins": "Readers of the two languages would see screens that are built differently.",
    "site/alt": "A reader who cannot see the picture would not know what is in it.",
    "site/anchor": "The link would lead to the top of a page instead of the right place.",
    "site/build": "What MkDocs cannot build cannot be read.",
    "site/busy": "Two runs at the same time would mix their evidence.",
    "site/counterpart": "The reader could not change language without losing the page.",
    "site/external": "The site must work, and tell nobody who reads it, without other servers.",
    "site/folder": "What cannot be written is not published.",
    "site/hreflang": "Search engines would lead readers to the wrong language.",
    "site/lang": "A screen reader would speak the text with the wrong language's sounds.",
    "site/link": "The reader would meet a page that does not exist.",
    "site/not-published": "Only what holds in every language is published.",
    "site/preview": "What is not there cannot be shown.",
    "site/seal": "A page may only say that it was verified when what it says was tried.",
}
_WARNINGS = {
    "text/late": "Readers would learn what must be in place when they have already begun.",
    "text/repeated": "Readers would wonder whether to do, or look for, the same thing twice.",
    "text/unchecked": "What comes of an action would be tried by nobody, and known to no reader.",
    "translation/missing-guide": "Readers of one language would lack the guide.",
    "translation/missing-page": "Readers of one language would lack the page.",
    "translation/stale": "Readers of one language would go on reading what was true before.",
    "translation/unrecorded": "The next change of one of the texts alone would not be noticed.",
    "term/avoided": "The reader would meet two words for one thing.",
    "term/conflict": "Writers who follow different sources would write different words.",
    "term/twins": "Readers of the two languages would take it for different things.",
}
_NOTES = {
    "picture/gone": "An accepted picture that nothing is held against vouches for nothing.",
    "picture/meaning": "What readers are shown has changed, so a person must say that it is right.",
    "picture/new": "What readers are shown must have been looked at by a person once.",
    "picture/pixels": "A screen can go wrong to the eye though it says the same.",
}

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        name: Rule(severity, why)
        for severity, table in (
            (Severity.ERROR, _ERRORS),
            (Severity.WARNING, _WARNINGS),
            (Severity.NOTE, _NOTES),
        )
        for name, why in table.items()
    }
)
