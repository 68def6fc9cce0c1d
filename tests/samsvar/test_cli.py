"""The command `samsvar check`, from any folder and as the installed program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from toy import Command, Toy


def test_guides_that_agree_are_counted(samsvar: Command) -> None:
    assert samsvar("check") == (0, "2 guides in nb and en agree (6 chapters, edition 1).\n", "")


def test_one_guide_of_one_chapter_is_counted_as_one(toy: Toy, samsvar: Command) -> None:
    toy.replace("samsvar.toml", '["nb", "en"]', '["nb"]')
    (toy.root / "features" / "nb" / "greet.feature").unlink()
    shutil.rmtree(toy.root / "features" / "en")
    assert samsvar("check")[1] == "1 guide in nb agree (1 chapter, edition 1).\n"


def test_disagreements_are_printed_and_counted(toy: Toy, samsvar: Command) -> None:
    toy.replace("features/nb/leave.feature", "jeg åpner portalen", "jeg åpner porten")
    code, out, err = samsvar("check")
    assert code == 1
    assert out == (
        "leave: 1 error\n"
        "──────────────\n"
        "\n"
        "features/nb/leave.feature:5:5: error: text/undefined: The vocabulary has no such step.\n"
        "  chapter:  Gå hjem\n"
        "  found:    jeg åpner porten\n"
        "  why:      A step that means nothing is not carried out, so nobody knows if it holds.\n"
        "  --- a/features/nb/leave.feature\n"
        "  +++ b/features/nb/leave.feature\n"
        "  @@ -3,4 +3,4 @@\n"
        "\n"
        "     Scenario: Gå hjem\n"
        "  -    Når jeg åpner porten\n"
        "  +    Når jeg åpner portalen\n"
        '       Så er "kongen" borte\n'
        "\n"
        "1 error.\n"
    )
    assert err == ""


def test_a_command_works_from_any_folder_of_the_project(toy: Toy, samsvar: Command) -> None:
    assert samsvar("check", cwd=toy.root / "features" / "nb")[0] == 0


def test_outside_a_project_the_remedy_is_told(samsvar: Command, tmp_path: Path) -> None:
    assert samsvar("check", cwd=tmp_path) == (
        2,
        "",
        f"{tmp_path}:1:1: error: text/config: No samsvar.toml here or in a folder above.\n"
        "  write:    go to the project's folder, then run the command again\n"
        "  why:      Without its settings, samsvar does not know what to check.\n",
    )


def test_what_the_command_cannot_go_on_with_is_no_stack_trace(toy: Toy, samsvar: Command) -> None:
    toy.write("samsvar.toml", "languages = [")
    code, out, err = samsvar("check")
    assert (code, out) == (2, "")
    assert "text/config: This file cannot be read" in err
    assert "Traceback" not in err


def test_the_installed_program_is_this_command(toy: Toy) -> None:
    program = Path(sys.executable).with_name("samsvar")
    done = subprocess.run(
        [program, "check"], cwd=toy.root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (
        0,
        "2 guides in nb and en agree (6 chapters, edition 1).\n",
    )
