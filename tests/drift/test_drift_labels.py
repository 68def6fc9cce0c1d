"""A button that is no longer called what the guide calls it, word for word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from damage import Copy

from samsvar.verdicts import render

GUIDE = "set-up-client-relationship"


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        (
            "nb",
            '"Ny bruker"',
            '"Ny brukar"',
            "features/nb/set-up-client-relationship.feature:{line}:24: label/unknown: "
            "There is no button with this name in edition 2025-12.\n"
            "  found:    Ny brukar\n"
            "  write:    Ny bruker",
        ),
        (
            "nb",
            '"Ny bruker"',
            '"+ Ny bruker"',
            "features/nb/set-up-client-relationship.feature:{line}:24: label/unknown: "
            "There is no button with this name in edition 2025-12.\n"
            "  found:    + Ny bruker\n"
            "  write:    Ny bruker",
        ),
        (
            "nb",
            '"Ny bruker"',
            '"New user"',
            "features/nb/set-up-client-relationship.feature:{line}:24: label/unknown: "
            "This button is written in en; the guide is in nb.\n"
            "  found:    New user\n"
            "  write:    Ny bruker",
        ),
        (
            "en",
            'click "New user"',
            'click "Add organization"',
            "features/en/set-up-client-relationship.feature:{line}:5: translation/argument: "
            "The twins name a different button in this step.\n"
            "  found:    Add organization\n"
            "  expected: New user (nb: Ny bruker)\n"
            '  write:    When I click "New user"\n'
            "  twin:     features/nb/set-up-client-relationship.feature:{twin}:5",
        ),
        (
            "en",
            '"Grant authorization" for the access package',
            '"Grant" for the access package',
            "features/en/set-up-client-relationship.feature:{line}:18: label/unknown: "
            "There is no button of an access package with this name in edition 2025-12.\n"
            "  found:    Grant\n"
            "  write:    Grant authorization\n"
            "  twin:     features/nb/set-up-client-relationship.feature:{line}:5",
        ),
        (
            "en",
            'I go to "Users"',
            'I go to "Userss"',
            "features/en/set-up-client-relationship.feature:{line}:18: label/unknown: "
            "There is no link with this name in edition 2025-12.\n"
            "  found:    Userss\n"
            "  write:    Users",
        ),
    ],
)
def test_the_verdict_on_a_label(
    copy: Callable[[str], Copy], language: str, old: str, new: str, told: str
) -> None:
    here = copy(GUIDE)
    texts = here.put_both(1)
    source = "\n".join(texts[language].lines) + "\n"
    assert old in source
    here.put(language, source.replace(old, new, 1))
    verdicts = here.check()
    line = source[: source.index(old)].count("\n") + 1
    twin = next(n for n, text in enumerate(texts["nb"].lines, start=1) if '"Ny bruker"' in text)
    assert render(verdicts) == told.format(line=line, twin=twin)
    if verdicts[0].suggestion:
        here.mend(verdicts)
