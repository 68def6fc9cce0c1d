"""Guides and evidence as trees of Markdown."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from toy import Toy, seal_all

from samsvar.checking import Project, Report
from samsvar.evidence.seals import Archive, Seal
from samsvar.publishing import pages
from samsvar.verdicts import Verdict

Sealed = tuple[Project, Report, Archive]


def seal_of(archive: Archive, language: str = "nb", number: int = 1) -> Seal:
    seal = archive.read(language, "greet", number)
    assert seal is not None
    return seal


def test_every_language_gets_its_pages_and_evidence(sealed: Sealed, tmp_path: Path) -> None:
    project, report, archive = sealed
    out = tmp_path / "out"
    assert pages.publish(project, report, archive, out) == ()
    found = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    chapters = ["greet/01", "greet/02", "leave/01"]
    files = ["01.png", "01.tree.yml", "messages.ndjson"]
    expected = ["contributing/vocabulary.md", "guides/greet.md", "guides/leave.md", "index.md"]
    expected += ["evidence/greet.md", "evidence/leave.md"]
    expected += [f"evidence/{chapter}/{name}" for chapter in chapters for name in files]
    assert found == sorted(f"{code}/{name}" for code in ("nb", "en") for name in expected)
    copied = out / "en" / "evidence" / "greet" / "02" / "messages.ndjson"
    assert copied.read_bytes() == b"messages.ndjson"
    assert (out / "nb" / "index.md").read_bytes() == (
        project.config.docs / "nb" / "index.md"
    ).read_bytes()


def test_the_same_evidence_gives_the_same_bytes(sealed: Sealed, tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two"):
        assert pages.publish(*sealed, tmp_path / name) == ()
        files = [p for p in sorted((tmp_path / name).rglob("*")) if p.is_file()]
        trees.append([(p.relative_to(tmp_path / name), p.read_bytes()) for p in files])
    assert trees[0] == trees[1]


def test_a_guide_s_page_has_title_prose_seal_prerequisites_and_chapters(sealed: Sealed) -> None:
    project, report, archive = sealed
    seals = [seal_of(archive, number=number) for number in (1, 2)]
    text = pages.guide_page(project, report.guides["greet"]["nb"], seals)
    assert text.startswith(
        '---\ntitle: "Hilse"\ndescription: "Du hilser på noen."\n---\n\n# Hilse\n\n'
        "Du hilser på noen.\nDet tar kort tid.\n\n"
        '!!! seal "Sist verifisert 21. november 2026"\n'
    )
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == ["# Hilse", "## Forutsetninger", "## Hilse på én", "## Hilse på flere"]
    assert "(../evidence/greet.md)" in text


def test_a_page_is_as_old_as_its_oldest_chapter(sealed: Sealed) -> None:
    project, report, archive = sealed
    first, second = (seal_of(archive, "en", number) for number in (1, 2))
    old = replace(second, verified="2025-01-02T00:00:00+00:00")
    text = pages.guide_page(project, report.guides["greet"]["en"], [first, old])
    assert '!!! seal "Last verified 2 January 2025"' in text


def test_the_evidence_page_has_a_row_per_chapter(sealed: Sealed) -> None:
    _, report, archive = sealed
    for language, date in (("nb", "21. november 2026"), ("en", "21 November 2026")):
        seals = [seal_of(archive, language, number) for number in (1, 2)]
        text = pages.evidence_page(report.guides["greet"][language], seals)
        rows = [line for line in text.splitlines() if line.startswith("|")]
        name = report.guides["greet"][language].guide.chapters[0].name
        link = "Meldinger" if language == "nb" else "Messages"
        assert len(rows) == 4
        assert rows[2] == (
            f"| {name} | {date} 12:34 UTC | 6 | `{seals[0].content[:8]}` | "
            f"[{link}](greet/01/messages.ndjson) |"
        )
        assert "search:\n  exclude: true\n" in text


@pytest.mark.parametrize(
    ("description", "first"),
    [
        ("One. Two.", "One."),
        ("One\ntwo. Three", "One two."),
        ("One", "One"),
        ("One.\n\nTwo.", "One."),
        ("", ""),
    ],
)
def test_a_page_is_described_by_its_first_sentence(description: str, first: str) -> None:
    assert pages._first_sentence(description) == first


def test_quotation_marks_in_a_title_are_escaped() -> None:
    assert pages._page('The "x"', "", ["a", "", "b"]) == (
        '---\ntitle: "The \\"x\\""\ndescription: ""\n---\n\n# The "x"\n\na\n\nb\n'
    )


def refusals(sealed: Sealed, out: Path) -> tuple[Verdict, ...]:
    verdicts = pages.publish(*sealed, out)
    assert not out.exists()
    return verdicts


def test_a_chapter_without_a_seal_keeps_everything_unpublished(
    sealed: Sealed, tmp_path: Path
) -> None:
    _, _, archive = sealed
    (archive.folder / "nb" / "greet" / "02" / "seal.json").unlink()
    (verdict,) = refusals(sealed, tmp_path / "out")
    assert str(verdict) == (
        "features/nb/greet.feature:25:3: site/seal: This chapter has not passed in the browser as "
        "it is written now, so it is not published.\n"
        "  found:    Hilse på flere\n"
        "  write:    samsvar site"
    )
    assert (verdict.guide, verdict.chapter) == ("greet", "Hilse på flere")


def test_a_chapter_that_was_changed_after_it_passed_is_not_published(
    sealed: Sealed, toy: Toy, tmp_path: Path
) -> None:
    project, _, archive = sealed
    toy.replace("features/en/greet.feature", "This is how", "That is how")
    (verdict,) = refusals((project, project.check(), archive), tmp_path / "out")
    assert (verdict.rule, verdict.language, verdict.chapter) == ("site/seal", "en", "Greet one")


def test_a_chapter_whose_plan_is_another_now_is_not_published(
    sealed: Sealed, tmp_path: Path
) -> None:
    _, _, archive = sealed
    path = archive.folder / "en" / "leave" / "01" / "seal.json"
    seal = archive.read("en", "leave", 1)
    assert seal is not None
    path.write_text(path.read_text(encoding="utf-8").replace(seal.plan, "0" * 64), encoding="utf-8")
    (verdict,) = refusals(sealed, tmp_path / "out")
    assert verdict.chapter == "Go home"


@pytest.mark.parametrize("name", ["messages.ndjson", "01.png", "01.tree.yml"])
@pytest.mark.parametrize("damage", [None, b"changed"])
def test_evidence_that_is_missing_or_changed_is_none(
    sealed: Sealed, tmp_path: Path, name: str, damage: bytes | None
) -> None:
    path = sealed[2].path(seal_of(sealed[2]), name)
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    (verdict,) = refusals(sealed, tmp_path / "out")
    assert verdict.chapter == "Hilse på én"


def test_another_edition_needs_another_seal(toy: Toy, tmp_path: Path) -> None:
    toy.add_site()
    (toy.root / "labels" / "2").mkdir()
    _, _, archive = seal_all(toy)
    toy.replace(
        "samsvar.toml", 'edition = "1"\neditions = ["1"]', 'editions = ["1", "2"]\nedition = "2"'
    )
    project = toy.project()
    verdicts = refusals((project, project.check(), archive), tmp_path / "out")
    assert [v.rule for v in verdicts] == ["site/seal"] * 6


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("{package}/portal.py", "A portal of two pages.", "A portal."),
        ("labels/1/nb.yml", "Velkommen", "Hei"),
        ("portal/app.py", "1", "2"),
        ("world.yml", "a", "b"),
    ],
)
def test_a_change_of_what_gives_the_words_their_meaning_lapses_every_seal(
    toy: Toy, tmp_path: Path, name: str, old: str, new: str
) -> None:
    toy.add_site()
    toy.write("portal/app.py", "1\n")
    toy.write("world.yml", "a\n")
    toy.replace("samsvar.toml", "edition =", 'sealed = ["portal", "world.yml"]\nedition =')
    _, _, archive = seal_all(toy)
    toy.replace(name.format(package=toy.package), old, new)
    toy.forget()
    project = toy.project()
    verdicts = refusals((project, project.check(), archive), tmp_path / "out")
    assert [v.rule for v in verdicts] == ["site/seal"] * 6


def test_a_change_elsewhere_lapses_no_seal(toy: Toy, tmp_path: Path) -> None:
    toy.add_site()
    _, _, archive = seal_all(toy)
    toy.write("portal/app.py", "2\n")
    toy.write(f"{toy.package}/__pycache__/portal.cpython-311.pyc", "compiled")
    project = toy.project()
    assert pages.publish(project, project.check(), archive, tmp_path / "out") == ()


def test_a_broken_seal_keeps_everything_unpublished(sealed: Sealed, tmp_path: Path) -> None:
    _, _, archive = sealed
    path = archive.folder / "nb" / "leave" / "01" / "seal.json"
    text = path.read_text(encoding="utf-8")
    assert '"passed": true' in text
    path.write_text(text.replace('"passed": true', '"passed": false'), encoding="utf-8")
    (verdict,) = refusals(sealed, tmp_path / "out")
    assert (verdict.rule, verdict.chapter) == ("site/seal", "Gå hjem")


def test_a_language_without_pages_of_its_own_is_told(sealed: Sealed, tmp_path: Path) -> None:
    project, _, _ = sealed
    shutil.rmtree(project.config.docs / "en")
    assert "\n".join(map(str, refusals(sealed, tmp_path / "out"))) == (
        "docs/en:1:1: site/counterpart: There are no pages in this language."
    )
