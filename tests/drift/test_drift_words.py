"""What the check says, word for word, when one thing in a small guide is wrong (`words.yml`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import small
import yaml
from damage import Copy

from samsvar.verdicts import render

SOURCES = {"nb": small.NB, "en": small.EN}
CASES = yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["when"] for case in CASES])
def test_what_is_said_when(copy: Callable[[str], Copy], case: dict[str, str]) -> None:
    here = copy(small.NAME)
    for code, source in SOURCES.items():
        assert code != case["language"] or case["old"] in source
        damaged = source.replace(case["old"], case["new"], 1)
        here.put(code, damaged if code == case["language"] else source)
    assert render(here.check()) == case["told"]


def test_nothing_is_said_of_the_whole_guide(copy: Callable[[str], Copy]) -> None:
    here = copy(small.NAME)
    for code, source in SOURCES.items():
        here.put(code, source)
    assert here.check() == ()
