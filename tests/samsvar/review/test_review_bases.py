"""What a review can compare with: a folder, or a revision that Git can read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from reviewing import Review, commit, git
from toy import Toy


def test_a_folder_can_be_the_base(toy: Toy, review: Review, tmp_path: Path) -> None:
    shutil.copytree(toy.root, tmp_path / "before")
    toy.replace("features/nb/greet.feature", "kort", "lang")

    assert review(str(tmp_path / "before"))[1].startswith("1 guide,")


def test_a_project_in_a_folder_of_its_repository_can_be_reviewed(
    tmp_path: Path, toy: Toy, review: Review
) -> None:
    shutil.rmtree(toy.root / ".git")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "As it was")
    toy.replace("features/nb/greet.feature", "kort", "lang")

    assert review()[1].startswith("1 guide,")


def test_a_revision_is_read_from_the_folders_that_its_own_settings_name(
    toy: Toy, review: Review
) -> None:
    now = (toy.root / "samsvar.toml").read_text(encoding="utf-8")
    (toy.root / "old").mkdir()
    for name in ("features", "labels"):
        (toy.root / name).rename(toy.root / "old" / name)
    toy.write("samsvar.toml", f'{now}features = "old/features"\nlabels = "old/labels"\n')
    commit(toy)
    for name in ("features", "labels"):
        (toy.root / "old" / name).rename(toy.root / name)
    toy.write("samsvar.toml", now)

    assert review()[1].startswith("0 guides, 0 pages and 0 pictures changed; 0 new verdicts.")


def test_a_revision_whose_settings_cannot_be_read_is_read_from_the_folders_of_today(
    toy: Toy, review: Review
) -> None:
    now = (toy.root / "samsvar.toml").read_text(encoding="utf-8")
    toy.write("samsvar.toml", "[")
    commit(toy)
    toy.write("samsvar.toml", now)

    said = review()[1]

    assert said.startswith("0 guides, 0 pages and 0 pictures changed; new verdicts are not known.")
    assert "could not be checked: samsvar.toml:1:1: This file cannot be read: " in said


def test_a_revision_with_a_folder_outside_of_the_project_is_refused(
    toy: Toy, review: Review
) -> None:
    now = (toy.root / "samsvar.toml").read_text(encoding="utf-8")
    toy.write("samsvar.toml", f'{now}docs = "../pages"\n')
    commit(toy)
    toy.write("samsvar.toml", now)
    code, said = review()

    assert code == 2
    assert refusal(said) == (
        "pages lies outside of the project, so it cannot be read from a revision; a folder can be "
        "compared with."
    )


def test_a_revision_that_git_cannot_fetch_is_refused_in_its_words(
    toy: Toy, review: Review, tmp_path: Path
) -> None:
    commit_again(toy)
    git(toy.root, "config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", toy.root.as_uri(), str(partial))
    (toy.root / ".git").rename(toy.root / "gone")
    code, said = review("HEAD~1", partial)

    assert code == 2
    assert refusal(said).startswith("Git cannot read this revision: fatal: ")
    assert "promisor remote" in refusal(said)


def refusal(said: str) -> str:
    """The sentence in typer's box."""
    return " ".join(re.sub(r"[│╭╮╰╯─]+", " ", said).split("BASE:")[1].split())


def test_what_git_does_not_know_is_refused(toy: Toy, review: Review) -> None:
    code, said = review("nowhere")

    assert code == 2
    assert refusal(said) == "nowhere is neither a folder nor a revision that Git knows."
    assert not (toy.root / "build").exists()


def test_an_option_is_no_revision(toy: Toy, review: Review) -> None:
    code, said = review("--all")

    assert code == 2
    assert "neither a folder nor a revision" in refusal(said)


def test_a_project_outside_of_git_can_only_be_compared_with_a_folder(
    toy: Toy, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(toy.root / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(toy.root.parent))
    code, said = review()

    assert code == 2
    assert refusal(said) == "HEAD is no folder, and the project is not in a Git repository."


def test_a_clone_without_history_says_how_to_get_it(
    toy: Toy, review: Review, tmp_path: Path
) -> None:
    commit_again(toy)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", toy.root.as_uri(), str(shallow))
    code, said = review("HEAD~1", shallow)

    assert code == 2
    assert refusal(said) == (
        "Git does not know HEAD~1 here, where it has only the latest revisions: run git fetch "
        "--unshallow, then this command again."
    )


def commit_again(toy: Toy) -> None:
    toy.replace("features/nb/greet.feature", "kort", "lang")
    commit(toy)


def test_a_folder_without_a_project_is_refused(toy: Toy, review: Review, tmp_path: Path) -> None:
    code, said = review(str(tmp_path))

    assert code == 2
    assert refusal(said).startswith("there is no samsvar.toml in the folder")


def test_a_revision_from_before_the_project_is_refused(toy: Toy, review: Review) -> None:
    git(toy.root, "checkout", "--quiet", "--orphan", "empty")
    git(toy.root, "rm", "--quiet", "-r", "--cached", ".")
    git(toy.root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    code, said = review("empty")

    assert code == 2
    assert "there is no samsvar.toml in the revision" in refusal(said)
