"""Pages → the site: one MkDocs build per language, and the door that leads to them.

The pages are plain Markdown; what MkDocs must know beyond `mkdocs.yml` (folders, addresses, the
languages) is written to a configuration that inherits from it. The builds run side by side.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from samsvar.config import Config
from samsvar.languages import KNOWN
from samsvar.publishing.inspection import inspect
from samsvar.publishing.preview import preview
from samsvar.verdicts import CannotGoOn, Place, Verdict

__all__ = ["build", "inspect", "preview"]

CONFIGURATION = "mkdocs.yml"
#: The page for an address that leads nowhere, in the site's root and in every language.
MISSING = "404.html"
#: The site's font below `node_modules`, and where the style sheet looks for it.
FONT = "@fontsource-variable/inter/files"
FONT_FILES = ("inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2")
FONT_FOLDER = "assets/fonts"
#: A complaint of MkDocs: its first line, and those below that are indented.
COMPLAINT = re.compile(r"^(?:WARNING|ERROR)\s*-\s*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)

#: Its complaint about pages that no menu leads to, and the pages below it.
NOT_IN_NAV = "pages exist in the docs directory, but are not included"
LISTED = re.compile(r"^\s+- (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class _Build:
    """One language on its way through MkDocs."""

    language: str
    source: Path
    process: subprocess.Popen[str]


def build(config: Config, pages: Path, out: Path, url: str) -> tuple[Verdict, ...]:
    """Builds the pages of every configured language into `out/LANGUAGE/`, and `out/index.html`.

    `url` is the address that the site will have. Returns a verdict (`site/build`) per complaint of
    MkDocs, which treats its warnings as errors; `out` is then not a site. Raises `CannotGoOn` when
    a configuration or the font is missing.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="samsvar-mkdocs-") as folder, ExitStack() as running:
        builds: list[_Build] = []
        for code in config.languages:
            source = _source(config, code)
            written = Path(folder) / f"{code}.yml"
            settings = _inherited(config, source, code, pages / code) | {
                "docs_dir": str(pages / code),
                "site_dir": str(out / code),
                "site_url": f"{url.rstrip('/')}/{code}/",
                "extra": {
                    "root": f"{url.rstrip('/')}/",
                    "edition": config.edition,
                    "languages": [asdict(KNOWN[one]) for one in config.languages],
                },
            }
            written.write_text(json.dumps(settings), encoding="utf-8")
            process = running.enter_context(_start(written))
            running.callback(process.kill)
            builds.append(_Build(code, source, process))
        verdicts = [verdict for one in builds for verdict in _complaints(config, one)]
    if verdicts:
        return tuple(verdicts)
    for code in config.languages:
        _add_font(config, out / code / FONT_FOLDER)
    (out / "index.html").write_text(_door(config), encoding="utf-8")
    shutil.copyfile(out / config.languages[0] / MISSING, out / MISSING)
    return ()


def _source(config: Config, code: str) -> Path:
    """The hand-written configuration of a language: `mkdocs.yml` for the first of them."""
    first = code == config.languages[0]
    path = config.root / (CONFIGURATION if first else f"mkdocs.{code}.yml")
    if path.is_file():
        return path
    raise CannotGoOn(
        [
            Verdict(
                "site/build",
                Place(config.relative(path)),
                f"The site has no configuration for {KNOWN[code].name}.",
                suggestion=f"a copy of another language's, with theme.language: {code}",
                language=code,
            )
        ]
    )


def _inherited(config: Config, source: Path, code: str, pages: Path) -> dict[str, Any]:
    """What depends on the hand-written configuration: where it is, its theme and its menu."""
    try:
        with source.open(encoding="utf-8") as file:
            written = yaml_load(file)
        return {
            "INHERIT": str(source),
            "theme": {"custom_dir": str(config.root / written["theme"]["custom_dir"])},
            "nav": _expand(written["nav"], pages),
        }
    except (ConfigurationError, yaml.YAMLError, OSError) as error:
        place, message = Place(config.relative(source)), f"This file cannot be read: {error}."
    except (KeyError, TypeError) as error:
        place, message = Place(config.relative(source)), f"The setting {error} is missing here."
    raise CannotGoOn([Verdict("site/build", place, message, language=code)])


def _expand(nav: list[Any], pages: Path) -> list[Any]:
    """The menu with each entry such as `guides/*.md` replaced by the pages not named elsewhere."""
    named = set(_paths(nav))

    def expand(entry: Any) -> Iterator[Any]:
        if isinstance(entry, Mapping):
            for title, below in entry.items():
                group = (
                    [one for e in below for one in expand(e)] if isinstance(below, list) else below
                )
                yield {title: group}
        elif "*" in entry:
            found = sorted(path.relative_to(pages).as_posix() for path in pages.glob(entry))
            yield from (path for path in found if path not in named)
        else:
            yield entry

    return [one for entry in nav for one in expand(entry)]


def _paths(nav: Any) -> Iterator[str]:
    """Every page that a menu names."""
    if isinstance(nav, str):
        yield nav
    else:
        for below in nav.values() if isinstance(nav, Mapping) else nav:
            yield from _paths(below)


def _start(configuration: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.Popen(
        [*command, "--config-file", str(configuration)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"},
    )


def _complaints(config: Config, one: _Build) -> Iterator[Verdict]:
    """What MkDocs said, one verdict per complaint, at the page that it names if it names one."""
    said, _ = one.process.communicate()
    if one.process.returncode == 0:
        return
    complaints = [match[1].rstrip() for match in COMPLAINT.finditer(said)]
    if "\nTraceback " in f"\n{said}":
        said = said.rstrip().rpartition("\n")[2]
        _raise_for_disk(said)
    for message in complaints or [said.strip() or f"exit code {one.process.returncode}"]:
        if NOT_IN_NAV in message:
            yield from (_not_in_menu(config, one, page) for page in LISTED.findall(message))
            continue
        page = re.match(r"Doc file '([^']+)'", message)
        path = _written(config, one, page[1]) if page else config.relative(one.source)
        yield Verdict(
            "site/build",
            Place(path),
            "MkDocs cannot build this page." if page else "MkDocs cannot build the site.",
            found=message,
            language=one.language,
        )


def _written(config: Config, one: _Build, page: str) -> str:
    """Where a page comes from: its hand-written file, or its path among the generated ones."""
    source = config.docs / one.language / page
    return config.relative(source) if source.is_file() else f"{one.language}/{page}"


def _not_in_menu(config: Config, one: _Build, page: str) -> Verdict:
    return Verdict(
        "site/build",
        Place(_written(config, one, page)),
        "No menu leads to this page.",
        found=f"{page} is not below nav in {config.relative(one.source)}",
        suggestion=f"- {page}, below nav in {config.relative(one.source)}",
        language=one.language,
    )


def _raise_for_disk(line: str) -> None:
    """Raises the `OSError` that stopped MkDocs (a full disk), if the line tells of one."""
    told = re.match(r"\w+: \[Errno (\d+)\] ([^:]+)(?:: .*?'([^']+)')?$", line)
    if told:
        raise OSError(int(told[1]), told[2], told[3])


def _add_font(config: Config, folder: Path) -> None:
    source = config.root / "node_modules" / FONT
    folder.mkdir(parents=True, exist_ok=True)
    for name in FONT_FILES:
        try:
            shutil.copyfile(source / name, folder / name)
        except FileNotFoundError:
            place = Place(config.relative(source / name))
            message = "The site's font is not installed."
            raise CannotGoOn(
                [Verdict("site/build", place, message, suggestion="make setup")]
            ) from None


def _door(config: Config) -> str:
    """`/`: sends the reader to the browser's language; without a script, a choice of languages.

    A browser that prefers a language which is not there, but whose sister is (`nn` for `nb`), is
    sent to the sister; any other to the first language.
    """
    languages = [KNOWN[code] for code in config.languages]
    family = {language.code: language.search for language in KNOWN.values()}
    links = "\n".join(
        f'      <li><a href="{one.code}/" lang="{one.code}">{one.name}</a></li>'
        for one in languages
    )
    template = files("samsvar.publishing").joinpath("door.html").read_text(encoding="utf-8")
    values = {
        "LANGUAGE": languages[0].code,
        "LINKS": links,
        "CODES": json.dumps([one.code for one in languages]),
        "FAMILY": json.dumps(family),
    }
    return re.sub(r"\{\{ (\w+) \}\}", lambda match: values[match[1]], template)
