"""Sets the project up on a fresh machine: virtual environment, locked packages, the portal's
assets, a Chromium. Needs only Python 3.11 and a network; running it again changes nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
#: Written last; the Makefile compares its age with the files that setup depends on.
READY = VENV / ".ready"
NEEDED = (3, 11)


class SetupError(Exception):
    """A step that this machine does not allow, with what its owner can do."""


def main() -> int:
    """Does every step; prints what it does and, when it cannot go on, what to do."""
    try:
        check_python()
        make_venv()
        install_packages()
        install_assets()
        find_chromium()
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    READY.touch()
    say("Ready.")
    return 0


def check_python() -> None:
    """Refuses a Python that is too old, before anything is written."""
    if sys.version_info < NEEDED:
        raise SetupError(
            f"This is Python {sys.version.split()[0]}; samsvar needs 3.11 or newer.\n"
            "Name another one: make PYTHON=python3.12 setup"
        )


def make_venv() -> None:
    """Makes `.venv`; on Debian, the module for it may be a package of its own."""
    if PYTHON.exists() and run([PYTHON, "-m", "pip", "--version"], quiet=True) == 0:
        return
    say("Making a virtual environment in .venv …")
    if run([sys.executable, "-m", "venv", "--clear", VENV], quiet=True) == 0:
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    apt_install(f"python{version}-venv")
    if run([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        raise SetupError("Python cannot make a virtual environment here (see above).")


def install_packages() -> None:
    """Installs exactly the packages of the lock file, then the project itself."""
    say("Installing the locked Python packages …")
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    if run([*pip, "--require-hashes", "-r", ROOT / "requirements.lock"]) != 0:
        raise SetupError(
            "The Python packages could not be installed (see above). Is there a network?"
        )
    if run([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT]) != 0:
        raise SetupError("samsvar itself could not be installed (see above).")


def install_assets() -> None:
    """Fetches the design system, the font and htmx with npm; copies them into the portal."""
    say("Fetching Designsystemet, Inter and htmx from npm …")
    npm = [*find_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if run(npm) != 0:
        raise SetupError("The npm packages could not be fetched (see above). Is there a network?")
    if run([PYTHON, ROOT / "tools" / "vendor_assets.py"]) != 0:
        raise SetupError("The portal's assets could not be copied (see above).")


def find_npm() -> list[str]:
    """The machine's npm, or one from PyPI (which carries Node.js) installed into `.venv`."""
    if npm := shutil.which("npm"):
        return [npm]
    say("There is no npm here: installing one into .venv …")
    lock = ROOT / "tools" / "npm.lock"
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet"]
    command += ["--require-hashes", "-r", lock]
    if run(command) != 0:
        raise SetupError("npm could not be installed: sudo apt-get install npm, then try again.")
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(BIN / "npm")]


def find_chromium() -> None:
    """An installed Chromium, else Playwright's headless shell, else Debian's."""
    if works_in_browser():
        return
    say("There is no Chromium here: fetching Playwright's headless shell …")
    run([PYTHON, "-m", "playwright", "install", "--only-shell", "chromium"], quiet=True)
    if works_in_browser():
        return
    say("Playwright's could not be had or does not start: trying Debian's …")
    try:
        apt_install("chromium-headless-shell")
    except SetupError as error:
        raise SetupError(
            f"No Chromium can be had here, so nothing can be tried in a browser.\n{error}\n"
            "Or name one that is installed: export SAMSVAR_CHROMIUM=/path/to/chromium"
        ) from None
    if not works_in_browser():
        raise SetupError("Chromium was installed, but does not start: run it by hand to see why.")


def works_in_browser() -> bool:
    """Whether the Chromium that samsvar would use can be started."""
    code = "from samsvar.drivers.chromium import find; print(find() or '')"
    found = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False)
    path = found.stdout.strip()
    if not path:
        return False
    say(f"Trying {path} …")
    page = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"]
    return run([path, *page], quiet=True) == 0


def apt_install(package: str) -> None:
    """Installs a Debian package when that needs no password; else says how to."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", package]
    by_hand = SetupError(f"Install it by hand, then try again: sudo apt-get install {package}")
    if not shutil.which("apt-get"):
        raise by_hand
    if os.geteuid() != 0:
        if run(["sudo", "-n", "true"], quiet=True) != 0:
            raise by_hand
        command = ["sudo", "-n", *command]
    say(f"Installing Debian's {package} …")
    update = [*command[: command.index("apt-get")], "apt-get", "update"]
    run(update, quiet=True)
    if run(command, quiet=True) != 0:
        raise by_hand


def run(command: Sequence[str | Path], *, quiet: bool = False) -> int:
    """Runs a command in the project's folder; returns its exit code, 127 when it is missing."""
    output = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run(
            command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        ).returncode
    except FileNotFoundError:
        return 127


def say(text: str) -> None:
    """Tells what is being done."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
