"""What an access has, or would be given, in lists with a heading (`PORTAL.md 6.2, 7, 8.1, 9.2`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from systemtilgang.domain.catalogue import Package, Service
from systemtilgang.portal.texts import Labels
from systemtilgang.service.requests import RequestView


@dataclass(frozen=True)
class ListedRights:
    """Packages, or the services of single rights, that the same is said of.

    `heading` is empty for none. `icon` is drawn beside each of them, for what happens to it.
    """

    heading: str
    packages: Sequence[Package] = ()
    services: Sequence[Service] = ()
    icon: str = ""


def counted(
    t: Labels, packages: Sequence[Package], services: Sequence[Service]
) -> tuple[ListedRights, ...]:
    """The packages, then the services, headed by how many there are; no list is empty."""
    one, many = "heading.one_package_requested", "heading.many_packages_requested"
    of_packages = ListedRights(_heading(t, one, many, packages), packages)
    one, many = "heading.one_service_requested", "heading.many_services_requested"
    return _listed(of_packages, ListedRights(_heading(t, one, many, services), services=services))


def of_clients(t: Labels, packages: Sequence[Package]) -> tuple[ListedRights, ...]:
    """What an access for clients requires, which is packages only (`PORTAL.md 8.1`)."""
    one, many = "heading.one_package", "heading.many_packages"
    return _listed(ListedRights(_heading(t, one, many, packages), packages))


def changed(t: Labels, view: RequestView) -> tuple[ListedRights, ...]:
    """What a change adds and removes, packages first, headed by that; no list is empty."""
    packages, unwanted = view.packages, view.unwanted
    services, unwanted_services = view.services, view.unwanted_services
    one, many = "heading.one_package_added", "heading.many_packages_added"
    added = ListedRights(_heading(t, one, many, packages), packages, icon="plus")
    one, many = "heading.one_package_removed", "heading.many_packages_removed"
    removed = ListedRights(_heading(t, one, many, unwanted), unwanted, icon="minus")
    one, many = "heading.one_service_added", "heading.many_services_added"
    more = ListedRights(_heading(t, one, many, services), services=services, icon="plus")
    one, many = "heading.one_service_removed", "heading.many_services_removed"
    heading = _heading(t, one, many, unwanted_services)
    less = ListedRights(heading, services=unwanted_services, icon="minus")
    return _listed(added, removed, more, less)


def _heading(t: Labels, one: str, many: str, rights: Sequence[Package | Service]) -> str:
    return t(one if len(rights) == 1 else many, count=len(rights))


def _listed(*lists: ListedRights) -> tuple[ListedRights, ...]:
    return tuple(each for each in lists if each.packages or each.services)
