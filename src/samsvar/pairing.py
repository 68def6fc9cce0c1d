"""Which chapter, step and row of one language belongs to which of the other.

Pure alignment of sequences: nothing here knows how a difference is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import takewhile
from operator import eq

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

    def move(self, ours: int, theirs: int) -> None:
        """Notes that something which each side seemed to have alone stands at two points."""
        self.lost.remove(ours)
        self.added.remove(theirs)
        self.moved.append((ours, theirs))

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
    """Pairs steps (or rows) in order, as many equal ones as can be, else those of one kind; what
    is then alone but equal to something elsewhere has moved."""
    ours, theirs = [one.content for one in first], [other.content for other in second]
    found = _paired(ours, theirs, lambda i, j: _gain(first[i], second[j]))
    for i in list(found.lost):
        twin = next((j for j in found.added if theirs[j] == ours[i]), None)
        if twin is not None:
            found.move(i, twin)
    return found


def _paired(
    first: Sequence[Hashable], second: Sequence[Hashable], gain: Callable[[int, int], float]
) -> Pairing:
    """Pairs in order. `gain` must be greatest for what is equal: then what is equal at either end
    belongs together, and only what is between is weighed."""
    same = _same_at_start(first, second)
    after = _same_at_start(first[same:][::-1], second[same:][::-1])
    rows, columns = len(first) - same - after, len(second) - same - after
    inner = in_best_order(rows, columns, lambda i, j: gain(same + i, same + j))
    found = Pairing(pairs=[(i, i) for i in range(same)])
    found.pairs += [(same + i, same + j) for i, j in inner]
    found.pairs += [(len(first) - n, len(second) - n) for n in range(after, 0, -1)]
    _rest(found, len(first), len(second))
    return found


def _same_at_start(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    return len(list(takewhile(bool, map(eq, first, second))))


def _gain(one: Item, other: Item) -> float:
    """What it is worth to pair two items: an equal one more than two of the same kind."""
    if one.content == other.content:
        return 3.0
    if one.kind != other.kind:
        return 0.0
    shared = sum(a == b for a, b in zip(one.values, other.values, strict=False))
    return 1.0 + 0.25 * shared / max(len(one.values), 1)


def _rest(found: Pairing, first: int, second: int) -> None:
    """Notes what is in no pair."""
    ours, theirs = {i for i, _ in found.pairs}, {j for _, j in found.pairs}
    found.lost = [i for i in range(first) if i not in ours]
    found.added = [j for j in range(second) if j not in theirs]


def pair_chapters(first: Sequence[Sequence[Item]], second: Sequence[Sequence[Item]]) -> Pairing:
    """Pairs chapters, each given by its steps: in order as far as they are alike, then those that
    moved, then those that stand at the same point though nothing in them is alike."""
    ours, theirs = [*map(_Counted, first)], [*map(_Counted, second)]
    alike = cache(lambda i, j: ours[i].likeness(theirs[j]))
    found = _paired(first, second, lambda i, j: alike(i, j) ** WEIGHT)
    for i in list(found.lost):
        best = max(found.added, key=lambda j: alike(i, j), default=None)
        if best is not None and alike(i, best) > ALIKE:
            found.move(i, best)
    for i, j in list(_at_the_same_point(found)):
        found.pairs.append((i, j))
        found.lost.remove(i)
        found.added.remove(j)
    found.pairs.sort()
    return found


@dataclass(frozen=True)
class _Counted:
    """A chapter's steps, counted once for all that it is compared with."""

    items: Sequence[Item]

    @cached_property
    def contents(self) -> Counter[Hashable]:
        """How often each step is there."""
        return Counter(item.content for item in self.items)

    @cached_property
    def kinds(self) -> Counter[Hashable]:
        """How often each kind of step is there."""
        return Counter(item.kind for item in self.items)

    def likeness(self, other: _Counted) -> float:
        """From 0, nothing in common, to 1, the same steps."""
        equal = _shared(self.contents, other.contents)
        kinds = _shared(self.kinds, other.kinds)
        return (equal + kinds) / 2 / max(len(self.items), len(other.items), 1)


def _shared(one: Counter[Hashable], other: Counter[Hashable]) -> int:
    return sum(min(count, other[key]) for key, count in one.items() if key in other)


def in_best_order(
    rows: int, columns: int, gain: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, with the greatest gain in all; 0 is no pair."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            together = gain(i, j)
            pair = together + best[i + 1][j + 1] if together else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        together = gain(i, j)
        if together and best[i][j] == together + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


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
