"""The command that records which texts of twins agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

import typer

from samsvar.cli.common import app, console, load_project, must_exist
from samsvar.ledger import Ledger
from samsvar.matching import Match
from samsvar.plans import Checked
from samsvar.verdicts import count, nearest


@app.command(short_help="Record which texts of the languages agree.")
def accept(
    guide: Annotated[
        str | None,
        typer.Argument(
            metavar="[GUIDE[:CHAPTER]]",
            help="Only this guide, or this chapter, by its number or name (0: prerequisites).",
        ),
    ] = None,
    because: Annotated[
        str | None,
        typer.Option(metavar="REASON", help="Why the other language can stay as it is."),
    ] = None,
) -> None:
    """Record which texts of the languages agree, so that a change of one of them is noticed.

    Without a guide: all texts that are new, or were changed in both languages. With a guide and a
    reason: also those that changed in one language only, until one of the two changes again.
    """
    reason = " ".join((because or "").split())
    if because is not None and not (guide and reason):
        fault = "say why, in a few words." if guide else "a reason is for one guide: name it, too."
        raise typer.BadParameter(fault, param_hint="--because")
    ledger = Ledger.open(load_project())
    asked = _scope(guide, ledger)
    new = list(filter(asked, ledger.new))
    accepted = [match for match in ledger.waiting if guide and asked(match)]
    if accepted and not reason:
        raise typer.BadParameter(
            f"a reason is needed: {count(len(accepted), 'text')} changed in one language only. "
            "Change the other, too, or say why it can stay as it is.",
            param_hint="--because",
        )
    has_changed = ledger.write([*new, *accepted].__contains__, reason)
    _tell(ledger, len(new), len(accepted), has_changed=has_changed)
    if guide and ":" in guide and not (new or accepted):
        _tell_elsewhere(ledger, guide.partition(":")[0])


def _scope(name: str | None, ledger: Ledger) -> Callable[[Match], bool]:
    """Whether a text belongs to what was named; refuses what is no guide or chapter."""
    if name is None:
        return lambda _: True
    guide, _, chapter = name.partition(":")
    must_exist("GUIDE", [guide], ledger.report.guides)
    twins = ledger.report.guides[guide]
    _must_have_twin(guide, twins, ledger.project.config.languages)
    if chapter:
        _must_be_chapter(guide, chapter, twins)

    def is_asked(match: Match) -> bool:
        unit = match.units[0]
        known = {str(unit.number), *(unit.chapter for unit in match.units)}
        return unit.guide == guide and (not chapter or chapter in known)

    return is_asked


def _must_have_twin(name: str, twins: Mapping[str, Checked], languages: Sequence[str]) -> None:
    """Refuses a guide of one language in a project of several: there is nothing to agree with."""
    if len(twins) == 1 < len(languages):
        lacking = " and ".join(code for code in languages if code not in twins)
        raise typer.BadParameter(
            f"{name} has no twin in {lacking}, so there is nothing that its texts could agree "
            "with. Write it first.",
            param_hint="GUIDE",
        )


def _must_be_chapter(guide: str, asked: str, twins: Mapping[str, Checked]) -> None:
    """Refuses what is neither the number nor a name of a chapter."""
    names: dict[int, dict[str, None]] = {}
    for twin in twins.values():
        before = (twin.guide.background,) if twin.guide.background else ()
        for chapter in (*before, *twin.guide.chapters):
            names.setdefault(chapter.number, {})[chapter.name] = None
    known = {str(number) for number in names}.union(*names.values())
    if asked in known:
        return
    near = nearest(asked, sorted(known)) if not asked.isdigit() else None
    rows = (f"\n  {number} {' / '.join(names[number])}" for number in sorted(names))
    hint = f"The nearest is “{near}”." if near else f"There are:{''.join(rows)}"
    raise typer.BadParameter(f"{guide} has no chapter “{asked}”. {hint}", param_hint="CHAPTER")


def _tell_elsewhere(ledger: Ledger, guide: str) -> None:
    """Tells where a guide's texts wait when none does in the chapter that was named."""
    units = [(match, match.units[0]) for match in ledger.waiting]
    mine = [(match.place, unit) for match, unit in units if unit.guide == guide]
    for place, unit in mine:
        where = "before the first chapter" if unit.number is None else f"in chapter {unit.number}"
        console.print(f"  {place}: {where}")
    if any(unit.number is None for _, unit in mine):
        console.print(
            "A title or introduction of a guide belongs to no chapter. Leave the chapter out: "
            f"samsvar accept {guide} --because …"
        )


def _tell(ledger: Ledger, new: int, accepted: int, *, has_changed: bool) -> None:
    if accepted:
        console.print(f"{count(accepted, 'text')} accepted as written.", style="green")
    if new:
        console.print(f"{count(new, 'text')} recorded in {ledger.shown}.", style="green")
    elif not accepted:
        also = f", but {ledger.shown} was put in order" if has_changed else ""
        console.print(f"There is nothing to accept{also}.", style="green")
    if rest := len(ledger.waiting) - accepted:
        console.print(f"{count(rest, 'text')} to be reviewed: samsvar check says which.")
