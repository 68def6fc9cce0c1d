"""From guides to a published site, with real Chromium and real MkDocs."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from toy import REPO, Toy

from samsvar.checking import Project
from samsvar.config import Config
from samsvar.evidence.files import only_run
from samsvar.evidence.seals import Archive, Seal
from samsvar.languages import texts
from samsvar.plans import Checked
from samsvar.publishing import publication
from samsvar.publishing.chapters import chapter_page
from samsvar.publishing.publication import publish_site
from samsvar.sessions import Choice, run_guides
from samsvar.verdicts import CannotGoOn, Verdict

URL = "http://127.0.0.1:8000/"


def publish(project: Project, *, run: bool = False) -> tuple[Verdict, ...]:
    console = Console(file=io.StringIO())
    return publish_site(project, console, url=URL, run=run, workers=1)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, apart: Callable[..., Any]) -> Iterator[Toy]:
    """A toy whose site was published once. Tests put back what they change."""
    made = Toy(tmp_path_factory.mktemp("published"))
    made.add_site()
    assert [v.rule for v in apart(publish, made.project(), run=True)] == ["picture/new"]
    yield made
    made.forget()


@pytest.fixture
def published(town: Toy) -> Iterator[Toy]:
    """The published toy; its site must be the same, and nothing be lying about, afterwards.

    Evidence is put back, since a run that fails breaks its seals.
    """
    build = town.root / "build"
    before = str((build / "site").readlink())
    shutil.copytree(build / "evidence", build / "kept")
    yield town
    shutil.rmtree(build / "evidence")
    (build / "kept").rename(build / "evidence")
    assert str((build / "site").readlink()) == before
    assert (build / "site" / "index.html").is_file()
    assert list(build.glob(".site-*")) == []


def test_every_guide_is_published_in_every_language_with_pictures_of_the_run(town: Toy) -> None:
    site = town.root / "build" / "site"
    for language in ("nb", "en"):
        for name in ("greet", "leave"):
            assert (site / language / "guides" / name / "index.html").is_file()
        assert (site / language / "contributing" / "vocabulary" / "index.html").is_file()
        evidence = site / language / "evidence" / "greet" / "01"
        assert (evidence / "01.png").read_bytes().startswith(b"\x89PNG")
        assert (evidence / "messages.ndjson").is_file()
    page = (site / "nb" / "guides" / "greet" / "index.html").read_text(encoding="utf-8")
    assert "der knappen «Send» er markert." in page
    assert (site / "index.html").is_file()


def test_the_site_is_a_link_to_a_folder_of_its_own(town: Toy) -> None:
    build = town.root / "build"
    assert str((build / "site").readlink()).startswith("sites/site-")
    assert [p.name for p in (build / "sites").iterdir()] == [(build / "site").readlink().name]


def test_a_guide_that_disagrees_leaves_the_site_as_it_was(published: Toy) -> None:
    published.replace("features/en/leave.feature", '"the king"', '"the queen"')
    try:
        (verdict,) = publish(published.project(), run=True)
    finally:
        published.replace("features/en/leave.feature", '"the queen"', '"the king"')
    assert verdict.rule == "translation/argument"


def test_a_chapter_that_fails_leaves_the_site_as_it_was(
    published: Toy, apart: Callable[..., Any]
) -> None:
    steps = f"{published.package}/greeting.py"
    published.replace(steps, "assert person not in", "assert person in")
    published.forget()
    try:
        verdicts = apart(publish, published.project(), run=True)
    finally:
        published.replace(steps, "assert person in", "assert person not in")
        published.forget()
    assert str(verdicts[-1]) == (
        "build/site:1:1: site/not-published: Nothing was published, because a chapter failed; the "
        "site from before is as it was."
    )
    assert {v.rule for v in verdicts[:-1]} == {"behaviour/state"}
    assert sorted(v.language for v in verdicts[:-1]) == ["en", "nb"]
    evidence = Archive(published.root / "build" / "evidence")
    seals = [evidence.read(code, "leave", 1) for code in ("nb", "en")]
    assert [seal and seal.passed for seal in seals] == [False, False]
    broken = publish(published.project())
    assert ("site/seal", "Gå hjem") in [(v.rule, v.chapter) for v in broken]


def test_a_change_without_a_run_leaves_the_site_as_it_was(published: Toy) -> None:
    published.replace("features/en/leave.feature", "Go home", "Go away")
    try:
        (verdict,) = publish(published.project())
    finally:
        published.replace("features/en/leave.feature", "Go away", "Go home")
    assert (verdict.rule, verdict.found) == ("site/seal", "Go away")


def test_a_page_that_mkdocs_cannot_build_leaves_the_site_as_it_was(published: Toy) -> None:
    page = published.root / "docs" / "en" / "index.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(f"{before}\n![Nowhere](nowhere.png)\n", encoding="utf-8")
    try:
        (verdict,) = publish(published.project())
    finally:
        page.write_text(before, encoding="utf-8")
    assert (verdict.rule, verdict.place.path, verdict.language) == (
        "site/build",
        "docs/en/index.md",
        "en",
    )


def test_a_site_that_does_not_pass_inspection_is_not_published(
    published: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Verdict("site/alt", publication.Place("x"), "m")
    monkeypatch.setattr(publication, "build", lambda *arguments: ())
    monkeypatch.setattr(publication, "inspect", lambda *arguments: (wrong,))
    assert publish(published.project()) == (wrong,)


def test_a_full_disk_is_told_and_leaves_the_site_as_it_was(
    published: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(config: Config, pages: Path, out: Path, url: str) -> tuple[Verdict, ...]:
        raise OSError(28, "No space left on device", str(out))

    monkeypatch.setattr(publication, "build", full)
    with pytest.raises(CannotGoOn, match="site/folder: Nothing can be written here: no space left"):
        publish(published.project())


def test_two_runs_do_not_write_at_once(published: Toy) -> None:
    project = published.project()
    with (
        only_run(project.config.build),
        pytest.raises(CannotGoOn, match="site/busy: Another run is writing here"),
    ):
        publish(project)


def test_what_a_killed_run_left_is_cleared_away(published: Toy) -> None:
    left = published.root / "build" / ".site-killed"
    left.mkdir()
    published.replace("features/en/leave.feature", "Go home", "Go away")
    try:
        publish(published.project())
    finally:
        published.replace("features/en/leave.feature", "Go away", "Go home")
    assert not left.exists()


def test_without_a_site_from_before_a_failure_says_so(toy: Toy) -> None:
    verdict = publication._not_published(toy.project())
    assert verdict.message == (
        "Nothing was published, because a chapter failed; there is no site yet."
    )


def test_the_site_before_the_current_one_is_kept_by_name_whatever_the_time_of_each(
    tmp_path: Path,
) -> None:
    for number in range(4):
        out = tmp_path / "staging" / "site"
        out.mkdir(parents=True)
        os.utime(out, (1000 - number, 1000 - number))
        publication._replace(tmp_path, out, f"site-{number}")
    assert sorted(p.name for p in (tmp_path / "sites").iterdir()) == ["site-2", "site-3"]
    assert str((tmp_path / "site").readlink()) == "sites/site-3"


TIMES = {"timestamp", "duration"}


def without_times(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: without_times(value) for key, value in node.items() if key not in TIMES}
    return [without_times(item) for item in node] if isinstance(node, list) else node


def evidence_of(archive: Archive, checked: Checked, project: Project) -> tuple[Any, ...]:
    """A chapter's pictures, trees, messages without times, seal without times, and page."""
    name, language = checked.guide.name, checked.guide.language
    seal = archive.read(language, name, 3)
    assert seal is not None
    folder = archive.path(seal, "")
    files = {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.suffix != ".ndjson"}
    lines = archive.path(seal, "messages.ndjson").read_text(encoding="utf-8").splitlines()
    messages = [without_times(json.loads(line)) for line in lines]
    chapter = checked.guide.chapters[2]
    page = chapter_page(project, checked, chapter, seal, texts(language))
    return files, messages, _timeless(seal), page


def _timeless(seal: Seal) -> tuple[Any, ...]:
    return (seal.content, seal.plan, seal.steps, seal.shots)


def test_two_browser_runs_of_a_real_chapter_leave_the_same_evidence(
    real: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    apart: Callable[..., Any],
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795262400")
    checked = real.check().guides["set-up-client-relationship"]["nb"]
    line = checked.guide.chapters[2].place.line
    path = REPO / "features" / "nb" / f"set-up-client-relationship.feature:{line}"
    choice = Choice(paths=(str(path),), drivers=("browser",))
    runs = []
    for name in ("one", "two"):
        console, folder = Console(file=io.StringIO()), tmp_path / name
        assert apart(run_guides, real, choice, console, evidence=folder).code == 0
        runs.append(evidence_of(Archive(folder), checked, real))
    first, second = runs
    assert len(first[0]) == 2 * len(first[2][3]) > 0
    assert first == second
