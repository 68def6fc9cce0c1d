"""A whole project in a temporary folder: two guides, five screens' worth of portal, its steps.

Each toy has a steps package of its own name, since Python keeps one module per name.
"""

from __future__ import annotations

import re
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

from toy_files import (
    DOCS,
    GREET_EN,
    GREET_NB,
    LABELS_EN,
    LABELS_NB,
    LEAVE_EN,
    LEAVE_NB,
    MENU,
    PORTAL,
    STEPS,
)

from samsvar import config as settings
from samsvar.checking import Project, Report
from samsvar.drivers.protocol import Picture, Target
from samsvar.evidence.seals import MESSAGES, Archive, Seal, Shot, content_of

REPO = Path(__file__).resolve().parents[2]
#: The fixture `samsvar`: runs the command in the toy's folder; exit code, output, errors.
Command = Callable[..., tuple[int, str, str]]


class Toy:
    """The project's folder, and ways to change it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.package = f"toy_steps_{uuid.uuid4().hex[:8]}"
        self.write(
            "samsvar.toml",
            'languages = ["nb", "en"]\nedition = "1"\neditions = ["1"]\n'
            f'steps = "{self.package}"\n',
        )
        self.write("features/nb/greet.feature", GREET_NB)
        self.write("features/en/greet.feature", GREET_EN)
        self.write("features/nb/leave.feature", LEAVE_NB)
        self.write("features/en/leave.feature", LEAVE_EN)
        self.write("labels/1/nb.yml", LABELS_NB)
        self.write("labels/1/en.yml", LABELS_EN)
        self.write(f"{self.package}/__init__.py", '"""Steps."""\n')
        self.write(f"{self.package}/portal.py", PORTAL)
        self.write(f"{self.package}/greeting.py", STEPS)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def project(self) -> Project:
        return Project.load(settings.load(self.root))

    def add_site(self) -> None:
        """Hand-written pages, and the real site's configuration and looks."""
        for language, text in DOCS.items():
            self.write(f"docs/{language}/index.md", text)
        for name in ("mkdocs.yml", "mkdocs.en.yml"):
            text = (REPO / name).read_text(encoding="utf-8")
            text = re.sub(r"^nav:\n(?:[ \-].*\n)+\n?", MENU, text, flags=re.MULTILINE)
            text = text.replace("custom_dir: overrides", f"custom_dir: {REPO / 'overrides'}")
            self.write(name, text)
        (self.root / "node_modules").symlink_to(REPO / "node_modules")

    def forget(self) -> None:
        """Takes the steps out of Python's memory."""
        for name in [n for n in sys.modules if n.partition(".")[0] == self.package]:
            del sys.modules[name]


SEND = Target("button", "Send [now]", "Hils på noen")


def seal_all(toy: Toy) -> tuple[Project, Report, Archive]:
    """The toy with a seal for every chapter, as if it had passed in the browser."""
    project = toy.project()
    report = project.check()
    archive = Archive(project.config.build / "evidence")
    for twins in report.guides.values():
        for checked in twins.values():
            for chapter in checked.guide.chapters:
                parts = [checked.chapters[n] for n in (0, chapter.number) if n in checked.chapters]
                edition = project.config.edition
                content = content_of(checked.guide, chapter, edition, project.surroundings)
                seal = Seal(
                    guide=checked.guide.name,
                    number=chapter.number,
                    language=checked.guide.language,
                    edition=edition,
                    driver="browser",
                    content=content,
                    plan=checked.chapters[chapter.number].plan.digest,
                    steps=sum(len(part.calls) for part in parts),
                    verified=f"2026-11-2{chapter.number}T12:34:56+00:00",
                    folder="evidence",
                    shots=(Shot("01.png", 1, SEND),),
                )
                archive.add(seal, MESSAGES.encode(), {"01.png": Picture(b"png", SEND, "- tree")})
    return project, report, archive
