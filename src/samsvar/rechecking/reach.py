"""Which chapters a change of code, labels or settings reaches."""

from __future__ import annotations

from samsvar.checking import Project, Report
from samsvar.impact import footprints
from samsvar.impact.carrying import now
from samsvar.impact.choosing import Chooser
from samsvar.impact.contents import contents_of
from samsvar.impact.footprints import Key


def reached(project: Project, report: Report) -> frozenset[Key] | None:
    """The chapters that something has reached since they last held with `test --impacted`; None
    where no chapter has left a footprint, so that it can be any of them."""
    found = footprints.load(project.config.build / footprints.FILE_NAME)
    if not found.by_chapter:
        return None
    contents = now(contents_of(project, report), found, project.config)
    decisions = Chooser(project, report, found, contents).decisions()
    return frozenset(decision.key for decision in decisions if decision.impacted)
