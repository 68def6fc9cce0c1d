"""What a run of mutants says: a score per kind, the survivors, and whether the targets hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from samsvar.mutation.mutants import RULES, UNIT_TEST, Kind, Mutant, Result
from samsvar.mutation.survivors import Reason

#: Of each hundred mutants, how many are to be noticed: by guides, and with unit tests. The kinds
#: that are not here are told, but have no target. Where guides have no target, unit tests are
#: asked first, and guides only about what those overlook.
TARGETS: Mapping[Kind, tuple[float, float]] = {
    Kind.ONE: (100, 100),
    Kind.ALL: (95, 95),
    Kind.RULE: (90, 98),
    Kind.UNTOLD: (0, 98),
    Kind.PART: (0, 98),
    Kind.LABEL: (90, 90),
    Kind.CONFIRMATION: (90, 90),
    Kind.ELEMENT: (90, 90),
}


@dataclass(frozen=True)
class Score:
    """How many mutants of a kind there are, and how many of them were noticed, by what.

    `equivalent` are those that make no difference by construction; they are not among `mutants`.
    `unreached` are rule mutants that no guide walks through; they are among `mutants`. Of those
    that were noticed, `crashed` were so by an error of the code in a guide's run, and not by what a
    guide says; `endless` by never coming to an end.
    """

    kind: Kind
    mutants: int
    by: Mapping[str, int]
    equivalent: int = 0
    unreached: int = 0
    reached: int = 0
    crashed: int = 0
    endless: int = 0

    @property
    def by_guides(self) -> int:
        """How many the guides notice, by being checked or carried out."""
        return sum(count for by, count in self.by.items() if by != UNIT_TEST)

    @property
    def noticed(self) -> int:
        """How many anything notices."""
        return sum(self.by.values())

    @property
    def is_for_tests(self) -> bool:
        """Whether unit tests answer for the kind, and guides are asked about the rest only."""
        return self.kind in TARGETS and not TARGETS[self.kind][0]

    @property
    def holds(self) -> bool:
        """Whether the kind's targets hold, if it has any."""
        guides, all_told = TARGETS.get(self.kind, (0, 0))
        enough = 100 * self.by_guides >= guides * self.mutants
        return enough and 100 * self.noticed >= all_told * self.mutants


@dataclass(frozen=True)
class Survivor:
    """A mutant that nothing noticed, who should have, and why it is no fault (if people know)."""

    identity: str
    kind: Kind
    place: str
    chapters: Sequence[str]
    because: Reason | None


@dataclass(frozen=True)
class Findings:
    """All scores and survivors of one run. `ground` says what they hold for.

    `unspoken` are the elements that no step speaks of, and `undocumented` the rule mutants that
    unit tests alone notice. `stale` are explained mutants that do not survive (any more).
    """

    ground: str
    edition: str
    scores: Sequence[Score]
    survivors: Sequence[Survivor]
    unspoken: Sequence[str] = ()
    undocumented: Mapping[str, int] = field(default_factory=dict)
    rules: Sequence[tuple[str, int, int, int]] = ()
    stale: Sequence[str] = ()

    @property
    def unexplained(self) -> list[Survivor]:
        """The survivors that nobody has given a reason for."""
        return [s for s in self.survivors if s.because is None]

    @property
    def holds(self) -> bool:
        """Whether all targets hold, and every survivor is explained."""
        return all(s.holds for s in self.scores) and not self.unexplained and not self.stale


def share(part: int, whole: int) -> float:
    """Percent, with one decimal, never rounded up to 100; 100 of nothing."""
    if part == whole:
        return 100.0
    return min(round(100 * part / whole, 1), 99.9)


def findings(
    mutants: Sequence[Mutant],
    results: Mapping[str, Result],
    reasons: Mapping[str, Reason],
    ground: str,
    edition: str,
) -> Findings:
    """What the results of some mutants say. `reasons` explain survivors, by identity."""
    scores = [
        _score(kind, mutants, results) for kind in Kind if any(m.kind is kind for m in mutants)
    ]
    lost = [m for m in mutants if not results[m.identity].noticed and not m.equivalent]
    survivors = [
        Survivor(
            m.identity,
            m.kind,
            f"{m.place.path}:{m.place.line}",
            m.chapters,
            reasons.get(m.identity),
        )
        for m in lost
        if m.kind is not Kind.SILENT
    ]
    known = {survivor.identity for survivor in survivors}
    rules = [m for m in mutants if m.kind in RULES]
    tested = [m for m in rules if results[m.identity].by == UNIT_TEST]
    return Findings(
        ground=ground,
        edition=edition,
        scores=scores,
        survivors=survivors,
        unspoken=[m.what for m in lost if m.kind is Kind.SILENT],
        undocumented=dict(Counter(m.subject for m in tested)),
        rules=_rules(rules, results),
        stale=[identity for identity in reasons if identity not in known],
    )


def _score(kind: Kind, mutants: Iterable[Mutant], results: Mapping[str, Result]) -> Score:
    mine = [m for m in mutants if m.kind is kind]
    counted = [m for m in mine if not m.equivalent]
    by = Counter(r.by for m in counted if (r := results[m.identity]).by)
    reached = [m for m in counted if m.chapters]
    by_guide = sum(results[m.identity].by not in (None, UNIT_TEST) for m in reached)
    return Score(
        kind,
        len(counted),
        {str(name): count for name, count in sorted(by.items(), key=str)},
        len(mine) - len(counted),
        len(counted) - len(reached),
        by_guide,
        sum(results[m.identity].is_crash for m in counted),
        sum(results[m.identity].is_endless for m in counted),
    )


def _rules(
    mutants: Sequence[Mutant], results: Mapping[str, Result]
) -> list[tuple[str, int, int, int]]:
    """Per module: its mutants, how many guides notice, and how many anything does."""
    rows: dict[str, list[int]] = {}
    for mutant in mutants:
        module = mutant.subject.rpartition(".")[0]
        row = rows.setdefault(_module_of(module, rows), [0, 0, 0])
        by = results[mutant.identity].by
        row[0] += 1
        row[1] += by not in (None, UNIT_TEST)
        row[2] += by is not None
    return [(name, *row) for name, row in sorted(rows.items())]  # type: ignore[misc]


def _module_of(name: str, known: Mapping[str, object]) -> str:
    """A function's module, without the class that the function may be in."""
    owner, _, last = name.rpartition(".")
    return owner if last[:1].isupper() else name


def as_json(found: Findings) -> str:
    """The findings as JSON."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n"
