"""Pictures of a run against the accepted ones. A change is never wrong by itself: somebody must
look at it, and accept it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from samsvar.checking import Project, Report
from samsvar.pictures.accepted import Accepted, Gallery
from samsvar.pictures.excerpts import difference, quoted
from samsvar.pictures.screens import Key, Screen, told_once
from samsvar.pictures.small import Difference, compare
from samsvar.verdicts import Place, Verdict, count

ACCEPT = "samsvar pictures --accept"


@dataclass
class Changes:
    """What became of a chapter's accepted pictures: those that say something else (`meaning`), look
    different (`pixels`), were never accepted (`new`) or are no longer taken (`gone`)."""

    meaning: list[tuple[Accepted, Screen]] = field(default_factory=list)
    pixels: list[tuple[Difference, Screen]] = field(default_factory=list)
    new: list[Screen] = field(default_factory=list)
    gone: list[Accepted] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.meaning or self.pixels or self.new or self.gone)


def changes_of(accepted: Sequence[Accepted], screens: Sequence[Screen]) -> Changes:
    """Pairs accepted pictures with those of a run: equal trees first, so that one more action does
    not make all later pictures another; the rest in order."""
    found = Changes()
    trees = [a.tree for a in accepted], [s.tree for s in screens]
    for tag, i, j, m, n in SequenceMatcher(None, *trees, autojunk=False).get_opcodes():
        both = min(j - i, n - m)
        pairs = list(zip(accepted[i : i + both], screens[m : m + both], strict=True))
        found.gone += accepted[i + both : j]
        found.new += screens[m + both : n]
        if tag != "equal":
            found.meaning += pairs
            continue
        for before, screen in pairs:
            change = compare(before.picture, screen.picture.read_bytes())
            if change is None:
                found.new.append(screen)
            elif change.is_seen:
                found.pixels.append((change, screen))
    return found


def compare_accepted(
    project: Project, report: Report, gallery: Gallery, screens: Mapping[Key, tuple[Screen, ...]]
) -> tuple[Verdict, ...]:
    """The changes of all chapters that have pictures in the evidence, and what is left over from
    chapters that are no more."""
    if gallery.is_empty:
        return _never_accepted(project, gallery, screens)
    found = {key: changes_of(gallery.read(key), shown) for key, shown in screens.items()}
    pairs = [pair for changes in found.values() for pair in changes.meaning]
    return (
        *told_once((_meaning(before, screen) for before, screen in pairs), ACCEPT),
        *(verdict for key, changes in found.items() for verdict in _others(report, key, changes)),
        *_left_over(project, report, gallery),
    )


def _never_accepted(
    project: Project, gallery: Gallery, screens: Mapping[Key, tuple[Screen, ...]]
) -> tuple[Verdict, ...]:
    number = sum(map(len, screens.values()))
    verdict = Verdict(
        "picture/new",
        Place(project.config.relative(gallery.folder)),
        "No picture of this project was accepted yet.",
        found=count(number, "picture"),
        suggestion=ACCEPT,
    )
    return (verdict,) if number else ()


def _others(report: Report, key: Key, changes: Changes) -> Iterator[Verdict]:
    """What else has changed in a chapter than what its screens say: a verdict of each kind."""
    if changes.pixels:
        yield changes.pixels[0][1].verdict(
            "picture/pixels",
            "What the screen says is the same, but it looks different from what was accepted.",
            found="\n".join(_where(change, screen) for change, screen in changes.pixels),
            suggestion=f"{ACCEPT} {key[0]}",
        )
    if changes.new:
        yield changes.new[0].verdict(
            "picture/new",
            "The run took pictures that nobody has accepted.",
            found=", ".join(screen.shot.file for screen in changes.new),
            suggestion=f"{ACCEPT} {key[0]}",
        )
    if changes.gone:
        yield _gone(report, key, changes.gone)


def _gone(report: Report, key: Key, gone: Sequence[Accepted]) -> Verdict:
    guide, number, language = key
    chapter = report.guides[guide][language].guide.chapters[number - 1]
    return Verdict(
        "picture/gone",
        chapter.place,
        "The run did not take these accepted pictures any longer.",
        found=", ".join(accepted.picture.name for accepted in gone),
        suggestion=f"{ACCEPT} {guide}",
        language=language,
        guide=guide,
        chapter=chapter.name,
    )


def left_over(report: Report, gallery: Gallery) -> Iterator[Key]:
    """The accepted pictures of chapters that are no more."""
    for guide, number, language in gallery.chapters():
        twin = report.guides.get(guide, {}).get(language)
        if twin is None or number > len(twin.guide.chapters):
            yield guide, number, language


def _left_over(project: Project, report: Report, gallery: Gallery) -> Iterator[Verdict]:
    for key in left_over(report, gallery):
        guide, _, language = key
        yield Verdict(
            "picture/gone",
            Place(project.config.relative(gallery.place(key))),
            "These accepted pictures belong to no chapter.",
            suggestion=ACCEPT,
            language=language,
            guide=guide,
        )


def _meaning(before: Accepted, screen: Screen) -> Verdict:
    lines = [[line.strip() for line in tree.splitlines()] for tree in (before.tree, screen.tree)]
    lost, added = difference(*lines)
    return screen.verdict(
        "picture/meaning",
        "The screen says something else than in the accepted picture.",
        found=quoted([lines[1][index].removeprefix("- ") for index in added]),
        expected=quoted([lines[0][index].removeprefix("- ") for index in lost]),
        suggestion=f"{ACCEPT} {screen.guide.name}",
    )


def _where(change: Difference, screen: Screen) -> str:
    left, top, right, bottom = change.box
    return (
        f"{screen.shot.file}: {change.share:.1%} of it, "
        f"between ({left}, {top}) and ({right}, {bottom})"
    )
