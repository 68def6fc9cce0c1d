"""What a system asks for, and an own access holds: packages, and single rights to services."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rights:
    """Packages by code, and services by id (single rights), each in the order asked for.

    False when there is neither: an access needs one right at least (invariant 9).
    """

    packages: tuple[str, ...] = ()
    services: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.packages or self.services)

    def with_change(self, added: Rights, removed: Rights) -> Rights:
        """What is left after a change, each once; what is both added and removed is not there."""
        return Rights(
            _changed(self.packages, added.packages, removed.packages),
            _changed(self.services, added.services, removed.services),
        )


def _changed(
    held: tuple[str, ...], added: tuple[str, ...], removed: tuple[str, ...]
) -> tuple[str, ...]:
    return tuple(each for each in dict.fromkeys((*held, *added)) if each not in removed)
