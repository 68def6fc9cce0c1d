"""Whom a term is for, in which edition, and the real list."""

from __future__ import annotations

import pytest
from court import say, text_of, told
from toy import REPO, Toy

from samsvar import config as settings
from samsvar import term_list
from samsvar.checking import Project

# Whom and when an entry is for


def test_an_entry_for_the_portal_says_nothing_of_guides(court: Toy) -> None:
    court.replace("terms.yml", "audience: guides", "audience: portal")
    say(court, "En konge.", "A monarch.")
    assert text_of(court) == ""


def test_an_entry_of_another_edition_says_nothing(
    court: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    court.replace("terms.yml", "audience: guides\n", 'audience: guides\n  editions: ["2"]\n')
    court.replace("samsvar.toml", 'editions = ["1"]', 'editions = ["1", "2"]')
    court.write("labels/2/en.yml", "{}\n")
    say(court, "En konge.", "A monarch.")
    assert text_of(court) == ""
    monkeypatch.setenv("SAMSVAR_EDITION", "2")
    assert [v.found for v in told(court)] == ["monarch"]


def test_the_vocabulary_is_not_held_against_what_holds_in_some_editions(court: Toy) -> None:
    court.replace("terms.yml", "audience: guides\n", 'audience: guides\n  editions: ["1"]\n')
    name = f"{court.package}/greeting.py"
    court.replace(name, "Make sure that", "Make sure, monarch, that")
    court.replace("features/en/greet.feature", "You greet someone", "You greet a monarch")
    assert [v.place.path for v in told(court)] == ["features/en/greet.feature"]


# The real list


def test_the_real_guides_and_pages_use_the_real_terms(real: Project) -> None:
    assert [v for v in real.check().verdicts if v.rule.startswith("term/")] == []


def test_the_real_list_has_every_kind_of_scope_and_decision(real: Project) -> None:
    path = REPO / "fixtures" / "terms.yml"
    assert real.config.terms == path
    entries = term_list.load(path, "terms.yml", real.config.editions)
    keys = [entry.key for entry in entries]
    assert len(entries) > len(set(keys)) > 20, "some terms have several sources"
    assert any(entry.decided for entry in entries)
    assert any(entry.editions for entry in entries)


def test_the_newer_portal_asks_for_another_word_in_the_guides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SAMSVAR_EDITION", "2026-08")
    verdicts = Project.load(settings.load(REPO)).check().verdicts
    found = [v for v in verdicts if v.rule.startswith("term/")]
    old, new = "systemtilgang for kunder", "systemtilgang for klienter"
    assert {(v.found, v.suggestion, v.language) for v in found} == {(old, new, "nb")}
    lines = {
        f"{path.relative_to(REPO)}:{number}"
        for path in sorted((REPO / "features/nb").glob("*.feature"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if old in line.lower() and '"' not in line  # steps are the vocabulary's words
    }
    assert {f"{v.place.path}:{v.place.line}" for v in found} == lines
