"""Which Chromium drives the portal, and how it is started."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from samsvar.verdicts import CannotGoOn, Place, Verdict

#: Names it a path to use instead of any that would be found.
VARIABLE = "SAMSVAR_CHROMIUM"
#: In order of preference: the headless shell starts four times as fast (`TOOLING.md`).
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
#: No traffic but the portal's own, and no difference between machines with and without a GPU.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def find(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The Chromium to use: the one named in `SAMSVAR_CHROMIUM`, an installed one, or Playwright's
    own headless shell; None when there is none.

    Raises `CannotGoOn` when `SAMSVAR_CHROMIUM` names something that cannot be run.
    """
    if named := environment.get(VARIABLE):
        if not os.access(named, os.X_OK):
            raise CannotGoOn(
                [
                    Verdict(
                        "text/config",
                        Place(f"${VARIABLE}"),
                        "There is no program at this path.",
                        found=named,
                        suggestion="the path of a Chromium, or leave the variable out",
                    )
                ]
            )
        return Path(named)
    for name in NAMES:
        if path := shutil.which(name, path=environment.get("PATH")):
            return Path(path)
    home = environment.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    downloaded = sorted(Path(home).glob("chromium_headless_shell-*/*/*headless*shell"))
    return downloaded[-1] if downloaded else None


def does_not_start(path: Path, reason: str) -> Verdict:
    """The verdict on a Chromium that is there but stops at once; its own words are kept."""
    said = [line.partition("[err]")[2].strip() for line in reason.splitlines() if "[err]" in line]
    return Verdict(
        "text/config",
        Place(str(path)),
        "Chromium does not start, so nothing can be tried in a browser.",
        found=next(iter(said), reason.partition("\n")[0]),
        expected=f"a Chromium that starts, or the path of another in ${VARIABLE}",
    )


def require() -> Path:
    """The Chromium to use; raises `CannotGoOn` with the remedy when there is none."""
    path = find()
    if path is None:
        raise CannotGoOn(
            [
                Verdict(
                    "text/config",
                    Place("Chromium"),
                    "No Chromium was found, so nothing can be tried in a browser.",
                    expected=f"one of {', '.join(NAMES)} on the PATH, or its path in ${VARIABLE}",
                    suggestion="make setup, or: sudo apt-get install chromium-headless-shell",
                )
            ]
        )
    return path
