"""Looking through the pictures of the evidence, and accepting them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from samsvar.checking import Project, Report
from samsvar.evidence.seals import Archive
from samsvar.pictures.accepted import Gallery
from samsvar.pictures.changes import changes_of, compare_accepted, left_over
from samsvar.pictures.screens import Key, Screen, screens_of
from samsvar.pictures.twins import compare_screens
from samsvar.verdicts import Verdict, in_order


@dataclass(frozen=True)
class Review:
    """The pictures of a project's evidence. `lacking` are the chapters without any, since they did
    not pass in the browser as they are written now."""

    project: Project
    report: Report
    screens: dict[Key, tuple[Screen, ...]]
    lacking: tuple[Key, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is wrong with the pictures (errors), and what has changed since they were accepted
        (notes)."""
        gallery = Gallery(self.project.config)
        compiler, languages = self.project.compiler, self.project.config.languages
        wrong = compare_screens(self.screens, compiler, languages)
        changed = compare_accepted(self.project, self.report, gallery, self.screens)
        return in_order([*wrong, *changed])

    def accept(self, guides: Collection[str] = ()) -> int:
        """Accepts the pictures of some guides (of all, and nothing else, if none is named).

        Returns the number of chapters whose pictures were written or removed: those that agree
        already stay as they are, whatever machine drew them.
        """
        gallery = Gallery(self.project.config)
        gone = [key for key in left_over(self.report, gallery) if not guides or key[0] in guides]
        changed = [
            key
            for key, screens in self.screens.items()
            if (not guides or key[0] in guides) and changes_of(gallery.read(key), screens)
        ]
        for key in changed:
            gallery.write(key, ((s.picture.read_bytes(), s.tree) for s in self.screens[key]))
        for key in gone:
            gallery.remove(key)
        return len(changed) + len(gone)


def review(project: Project, report: Report, archive: Archive) -> Review:
    """Reads the evidence of all chapters that have any."""
    screens = screens_of(project, report, archive)
    chapters = [
        (name, chapter.number, language)
        for name, twins in report.guides.items()
        for language, checked in twins.items()
        for chapter in checked.guide.chapters
    ]
    return Review(project, report, screens, tuple(key for key in chapters if key not in screens))
