"""Which chapter, step and row of one language belongs to which of the other.

Pure alignment of sequences: nothing here knows how a difference is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

#: How alike two chapters must be (0 to 1) to be twins that stand at different points.
ALIKE = 0.5
#: Makes one pair that is equal count for more than two that are nearly so, as when equal chapters
#: have changed places.
WEIGHT = 8


@dataclass
class Pairing:
    """Index pairs of what belongs together, and what one side has alone.

    `pairs` follow the order of the first side. `moved` are pairs that stand in another order than
    the rest; `lost` is on the first side only, `added` on the second only.
    """

    pairs: list[tuple[int, int]] = field(default_factory=list)
    moved: list[tuple[int, int]] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)

    def second_before(self, index: int) -> int | None:
        """The partner of the nearest item before `index` of the first side that has one."""
        return max(((i, j) for i, j in self.pairs if i < index), default=(0, None))[1]

    def first_before(self, index: int) -> int | None:
        """The partner of the nearest item before `index` of the second side that has one."""
        return max(((j, i) for i, j in self.pairs if j < index), default=(0, None))[1]


@dataclass(frozen=True)
class Item:
    """What is paired: `content` must agree in the end, `kind` says what it is."""

    content: Hashable
    kind: Hashable
    values: tuple[Hashable, ...] = ()


def pair_items(first: Sequence[Item], second: Sequence[Item]) -> Pairing:
    """Pairs steps (or rows): equal ones where they stand, else those of one kind, else moved."""
    found = Pairing()
    contents = [item.content for item in first], [item.content for item in second]
    matcher = SequenceMatcher(a=contents[0], b=contents[1], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        theirs, mine = list(range(i1, i2)), list(range(j1, j2))
        if tag == "equal":
            found.pairs += zip(theirs, mine, strict=True)
            continue
        elsewhere = {first[i].content for i in theirs} & {second[j].content for j in mine}
        for i in [i for i in theirs if first[i].content not in elsewhere]:
            alike = [
                j
                for j in mine
                if first[i].kind == second[j].kind and second[j].content not in elsewhere
            ]
            if alike:
                j = max(alike, key=lambda j: _shared(first[i], second[j]))
                found.pairs.append((i, j))
                theirs.remove(i)
                mine.remove(j)
        found.lost += theirs
        found.added += mine
    for i in list(found.lost):
        twin = next((j for j in found.added if second[j].content == first[i].content), None)
        if twin is not None:
            found.lost.remove(i)
            found.added.remove(twin)
            found.moved.append((i, twin))
    return found


def _shared(one: Item, other: Item) -> int:
    return sum(a == b for a, b in zip(one.values, other.values, strict=False))


def pair_chapters(first: Sequence[Sequence[Item]], second: Sequence[Sequence[Item]]) -> Pairing:
    """Pairs chapters, each given by its steps: in order as far as they are alike, then those that
    moved, then those that stand at the same point though nothing in them is alike."""
    alike = [[_likeness(one, other) for other in second] for one in first]
    pairs = _best_in_order(alike)
    found = Pairing(pairs=pairs)
    found.lost = [i for i in range(len(first)) if i not in {i for i, _ in pairs}]
    found.added = [j for j in range(len(second)) if j not in {j for _, j in pairs}]
    for i in list(found.lost):
        best = max(found.added, key=lambda j: alike[i][j], default=None)
        if best is not None and alike[i][best] > ALIKE:
            found.moved.append((i, best))
            found.lost.remove(i)
            found.added.remove(best)
    for i, j in list(_at_the_same_point(found)):
        found.pairs.append((i, j))
        found.lost.remove(i)
        found.added.remove(j)
    found.pairs.sort()
    return found


def _likeness(one: Sequence[Item], other: Sequence[Item]) -> float:
    equal = (Counter(i.content for i in one) & Counter(i.content for i in other)).total()
    kinds = (Counter(i.kind for i in one) & Counter(i.kind for i in other)).total()
    return (equal + kinds) / 2 / max(len(one), len(other), 1)


def _best_in_order(alike: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, with the greatest likeness in all."""
    best: list[tuple[float, list[tuple[int, int]]]]
    above = best = [(0.0, []) for _ in range(len(alike[0]) + 1 if alike else 1)]
    for i, row in enumerate(alike):
        best = [(0.0, [])]
        for j, likeness in enumerate(row):
            options = [above[j + 1], best[j]]
            if likeness > 0:
                score, pairs = above[j]
                options.append((score + likeness**WEIGHT, [*pairs, (i, j)]))
            best.append(max(options, key=lambda option: option[0]))
        above = best
    return best[-1][1]


def _at_the_same_point(found: Pairing) -> Iterator[tuple[int, int]]:
    taken: set[int] = set()
    for i in found.lost:
        for j in found.added:
            if j not in taken and found.second_before(i) == _before(found, j):
                taken.add(j)
                yield i, j
                break


def _before(found: Pairing, index: int) -> int | None:
    return max((j for _, j in found.pairs if j < index), default=None)
