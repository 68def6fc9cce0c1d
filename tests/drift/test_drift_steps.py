"""Every step of every guide, in both languages: dropped, doubled, swapped, misspelt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from damage import GUIDES, LANGUAGES, Block, Copy, Text

from samsvar.languages import keyword_of, keywords
from samsvar.verdicts import Verdict

pytestmark = [
    pytest.mark.parametrize("guide", GUIDES),
    pytest.mark.parametrize("language", LANGUAGES),
]
OTHER = {"nb": "en", "en": "nb"}
TWIN_RULE = {"nb": "translation/extra-step", "en": "translation/missing-step"}


def each_step(copy: Copy, language: str) -> Iterator[tuple[Text, Text, Block]]:
    """Every step of the guide in turn, both twins being whole each time."""
    for chapter in Text.of(copy.guide, language).chapters:
        texts = copy.put_both(chapter.number)
        text = texts[language]
        for block in text.blocks():
            if block.chapter.number == chapter.number:
                copy.put_both(chapter.number) if False else None
                for code, whole in texts.items():
                    copy.put(code, "\n".join(whole.lines) + "\n")
                yield text, texts[OTHER[language]], block


def only(verdicts: tuple[Verdict, ...]) -> Verdict:
    assert len(verdicts) == 1, "\n\n".join(map(str, verdicts)) or "no verdict"
    return verdicts[0]


def test_a_dropped_step(copy: Callable[[str], Copy], guide: str, language: str) -> None:
    here = copy(guide)
    for text, twin, block in each_step(here, language):
        here.put(language, text.spliced(block.start, block.end))
        verdicts = here.check()
        verdict = only(verdicts)
        print(block.step.text, '\n', verdict, '\n')
        here.mend(verdicts)
