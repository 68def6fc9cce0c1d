"""One entry per thing from rows that repeat it for each of its packages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row


def with_packages(rows: Iterable[Row[Any]]) -> list[tuple[Row[Any], tuple[str, ...]]]:
    """The first row of each `id` with the packages of all its rows, in the order met.

    A row whose `package` is null stands for a thing without packages.
    """
    found: dict[str, tuple[Row[Any], list[str]]] = {}
    for row in rows:
        _, packages = found.setdefault(row.id, (row, []))
        if row.package is not None:
            packages.append(row.package)
    return [(row, tuple(packages)) for row, packages in found.values()]
