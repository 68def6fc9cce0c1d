"""Provenance by content: what is to be reviewed in twins, and how the record is renewed.

Nothing depends on commits, dates, file names or positions: only on what the texts say, and on
which of them were agreed on (decision 0009).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from samsvar.agreements import FILE_NAME, Agreement, Record, in_reading_order
from samsvar.guides import Guide
from samsvar.matching import Match, State
from samsvar.units import Half, units_of
from samsvar.verdicts import Verdict

#: What a writer calls a unit.
NAMES = {
    "title": "This title",
    "prerequisites": "This name of the prerequisites",
    "chapter": "This chapter's name",
    "paragraph": "This paragraph",
    "note": "This note",
}


def verdicts(matches: Iterable[Match]) -> Iterator[Verdict]:
    """What is to be reviewed, at the text that did not change; and what is yet to be recorded."""
    new: dict[tuple[str, tuple[str, str]], list[Match]] = {}
    for match in matches:
        if match.waits:
            yield _stale(match)
        elif match.state is State.MOVED:
            yield _moved(match)
        elif match.state is State.NEW:
            new.setdefault((match.units[0].guide, match.languages), []).append(match)
    for found in new.values():
        yield _unrecorded(found)


def _stale(match: Match) -> Verdict:
    other = next(code for code in match.languages if code != match.language)
    if match.review is None:
        message = f"After this line, a paragraph of {other} is missing."
    else:
        reason = {
            State.CHANGED: f"its twin in {other} has changed",
            State.ESTRANGED: f"it was agreed on with another text of {other}",
            State.ALONE: f"its twin in {other} is gone",
        }[match.state]
        message = f"{NAMES[match.review.kind]} is to be reviewed: {reason}."
    return _verdict(
        "translation/stale",
        match,
        message,
        found=match.review.beginning if match.review else None,
        expected=f"what {other} says now: {match.twin.beginning}" if match.twin else None,
        suggestion=f"a change here, too; or, if none is needed: samsvar accept {_scope(match)} "
        '--because "…"',
    )


def _moved(match: Match) -> Verdict:
    assert match.second is not None
    return _verdict(
        "translation/order",
        match,
        f"{NAMES[match.second.kind]} stands at another point than in {match.languages[0]}.",
        found=match.second.beginning,
    )


def _unrecorded(matches: Sequence[Match]) -> Verdict:
    first, second = matches[0].languages
    one = len(matches) == 1
    return _verdict(
        "translation/unrecorded",
        matches[0],
        f"{len(matches)} {'text is' if one else 'texts are'} new or changed in both {first} and "
        f"{second}, but not yet in {FILE_NAME}.",
        found=matches[0].review.beginning if matches[0].review else None,
        suggestion="samsvar accept",
    )


def _scope(match: Match) -> str:
    """How `samsvar accept` names where a text stands: its chapter, or the whole guide."""
    unit = match.units[0]
    return unit.guide if unit.number is None else f"{unit.guide}:{unit.number}"


def _verdict(rule: str, match: Match, message: str, **details: Any) -> Verdict:
    told = match.review or match.units[0]
    return Verdict(
        rule,
        match.place,
        message,
        twin=match.twin.place if match.twin else None,
        language=match.language,
        guide=told.guide,
        chapter=told.chapter if match.review else None,
        **details,
    )


def renew(
    record: Record,
    matches: Sequence[Match],
    guides: Iterable[Guide],
    settled: Callable[[Match], bool],
    because: str | None = None,
) -> Record:
    """The record with all that is `settled` in it: new texts and, with a reason, those that wait.

    What is no longer so goes, except where one of the two texts stands and is still to be reviewed,
    and while there are new texts that are not settled: nobody knows yet what they replace.
    """
    order: dict[Half, tuple[str, int]] = {}
    for guide in guides:
        for number, unit in enumerate(units_of(guide)):
            order.setdefault(unit.half, (guide.name, number))
    live = [a for match in matches if (a := _agreement(record, match, settled, because))]
    done = {(half, other[0]) for a in live for half, other in (a.halves, a.halves[::-1])}
    is_open = any(match.state is State.NEW and not settled(match) for match in matches)
    if is_open and not any(map(settled, matches)):
        return record

    def is_kept(agreement: Agreement) -> bool:
        one, other = agreement.halves
        used = [pair for pair in ((one, other[0]), (other, one[0])) if pair[0] in order]
        return any(pair not in done for pair in used) or (is_open and not used)

    kept = filter(is_kept, record.agreements)
    return in_reading_order((*live, *kept), order)


def _agreement(
    record: Record, match: Match, settled: Callable[[Match], bool], because: str | None
) -> Agreement | None:
    """The agreement on two texts, if there is one now."""
    unit = match.units[0]
    words = f"{unit.kind}: {unit.beginning}"
    if match.state in (State.AGREED, State.MOVED):
        before = record.find(*match.halves)
        return Agreement(match.halves, words, before.because if before else None)
    if not settled(match):
        return None
    return Agreement(match.halves, words, because if match.waits else None)
