"""One entry per thing from rows that repeat it for each of its packages, and of its services."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

Grouped = tuple[Row[Any], tuple[str, ...]]
GroupedRights = tuple[Row[Any], tuple[str, ...], tuple[str, ...]]


def with_packages(rows: Iterable[Row[Any]]) -> list[Grouped]:
    """The first row of each `id` with the packages of all its rows, in the order met.

    A row whose `package` is null stands for a thing without packages.
    """
    found: dict[str, tuple[Row[Any], list[str]]] = {}
    for row in rows:
        _, packages = found.setdefault(row.id, (row, []))
        if row.package is not None:
            packages.append(row.package)
    return [(row, tuple(packages)) for row, packages in found.values()]


def with_rights(rows: Iterable[Row[Any]]) -> list[GroupedRights]:
    """As `with_packages`, with the services beside the packages.

    One query reads both: a thing with several of either comes in every combination of them, which
    are few, and each counts once.
    """
    found: dict[str, tuple[Row[Any], dict[str, None], dict[str, None]]] = {}
    for row in rows:
        _, packages, services = found.setdefault(row.id, (row, {}, {}))
        if row.package is not None:
            packages[row.package] = None
        if row.service is not None:
            services[row.service] = None
    return [(row, tuple(packages), tuple(services)) for row, packages, services in found.values()]
