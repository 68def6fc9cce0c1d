"""The command that records which texts of twins agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from samsvar.checking import Report
from samsvar.cli.common import app, console, load_project, must_exist
from samsvar.ledger import Ledger
from samsvar.matching import Match
from samsvar.verdicts import count


@app.command()
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
    asked = _scope(guide, ledger.report)
    new = list(filter(asked, ledger.new))
    accepted = [match for match in ledger.waiting if guide and asked(match)]
    if accepted and not reason:
        raise typer.BadParameter(
            f"{count(len(accepted), 'text')} changed in one language only. Change the other, too, "
            'or say why it can stay as it is: --because "…"',
            param_hint="GUIDE",
        )
    has_changed = ledger.write([*new, *accepted].__contains__, reason)
    _tell(ledger, len(new), len(accepted), has_changed=has_changed)


def _scope(name: str | None, report: Report) -> Callable[[Match], bool]:
    """Whether a text belongs to what was named; refuses what is no guide or chapter."""
    if name is None:
        return lambda _: True
    guide, _, chapter = name.partition(":")
    must_exist("GUIDE", [guide], report.guides)
    chapters = [
        (str(c.number), c.name)
        for twin in report.guides[guide].values()
        for c in (
            *((twin.guide.background,) if twin.guide.background else ()),
            *twin.guide.chapters,
        )
    ]
    if chapter:
        numbers, names = zip(*chapters, strict=True)
        must_exist("CHAPTER", [chapter], dict.fromkeys((*names, *sorted(set(numbers)))))

    def is_asked(match: Match) -> bool:
        unit = match.units[0]
        known = {str(unit.number), *(unit.chapter for unit in match.units)}
        return unit.guide == guide and (not chapter or chapter in known)

    return is_asked


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
