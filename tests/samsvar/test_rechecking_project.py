"""`samsvar watch` on what is no guide: pages, steps, settings, labels, folders."""

from __future__ import annotations

import shutil

from toy import Toy
from toy_files import LEAVE_EN
from watch import EN, NB, Watching


def test_a_page_without_a_twin_is_told(watching: Watching, toy: Toy) -> None:
    toy.write("docs/nb/index.md", "# En\n")
    told = watching.until("All in all")
    assert told[0] == "docs/nb/index.md"
    assert any("translation/missing-page" in line for line in told)
    assert told[-1] == "All in all, 2 guides: 1 warning."


def test_changed_steps_take_effect(watching: Watching, toy: Toy) -> None:
    steps = f"{toy.package}/greeting.py"
    toy.replace(steps, "jeg åpner portalen", "jeg går inn i portalen")
    told = watching.until("Watching")
    assert told[:2] == [steps, "Starting afresh with what has changed."]
    assert any("text/undefined" in line for line in told)
    assert told[-2] == "All in all, 2 guides: 3 errors."
    toy.replace(NB, "åpner portalen", "går inn i portalen")
    assert watching.until("All in all")[-1] == "All in all, 2 guides: 2 errors."


def test_steps_that_cannot_be_read_are_waited_for(watching: Watching, toy: Toy) -> None:
    steps = f"{toy.package}/greeting.py"
    source = (toy.root / steps).read_text()
    toy.write(steps, "def (")
    told = watching.until("Watching")
    assert told[2:4] == [
        f"{steps}:1:5: error: text/steps: The steps cannot be loaded.",
        "  found:    SyntaxError: invalid syntax",
    ]
    toy.write(steps, "import nothing_of_the_kind\n")
    told = watching.until("Watching")
    assert told[2:4] == [
        f"{steps}:1:1: error: text/steps: The steps cannot be loaded.",
        "  found:    ModuleNotFoundError: No module named 'nothing_of_the_kind'",
    ]
    toy.write(steps, source)
    assert watching.until("Watching")[-2] == "All in all, 2 guides in nb and en agree."


def test_settings_and_labels_that_cannot_be_read_are_waited_for(
    watching: Watching, toy: Toy
) -> None:
    settings = (toy.root / "samsvar.toml").read_text()
    toy.write("samsvar.toml", "languages = [")
    told = watching.until("Watching")
    assert any("text/config: This file cannot be read" in line for line in told)
    assert told[-1] == "Watching samsvar.toml (Ctrl+C ends)."
    toy.write("samsvar.toml", settings)
    watching.until("Watching")
    toy.replace("labels/1/nb.yml", "send: Send", "sent: Send")
    told = watching.until("Watching")
    assert any("label/" in line or "translation/" in line for line in told)
    toy.replace("labels/1/nb.yml", "sent: Send", "send: Send")
    assert watching.until("Watching")[-2] == "All in all, 2 guides in nb and en agree."


def test_a_page_that_cannot_be_read_is_told_without_an_end_to_the_watch(
    watching: Watching, toy: Toy
) -> None:
    toy.write("docs/nb/index.md", "# En\n")
    watching.until("All in all")
    (toy.root / "docs/nb/gone.md").symlink_to("nowhere.md")
    toy.write(EN, LEAVE_EN + " ")
    assert watching.until("All in all")[1] == "leave: nb and en agree."


def test_the_features_folder_can_be_exchanged(watching: Watching, toy: Toy) -> None:
    features = toy.root / "features"
    shutil.copytree(features, toy.root / "other")
    features.rename(toy.root / "old")
    (toy.root / "other").rename(features)
    watching.until("All in all, 2 guides in nb and en agree.")  # and it is watched again
    toy.replace(EN, '"the king"', '"the queen"')
    assert any("translation/argument" in line for line in watching.until("All in all, 2 guides: "))
