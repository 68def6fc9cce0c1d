"""The vendor's side of the model: systems, requests, and the accesses that come of them."""

from __future__ import annotations

from typing import Any

from plain_model.state import ASSIGNABLE, CLOSED, DELEGABLE, NUMBER, SERVICES, State
from systemtilgang.domain import problems
from systemtilgang.domain import registration as wrong
from systemtilgang.domain.problems import Problem

Rights = tuple[tuple[str, ...], tuple[str, ...]]
"""Packages and services."""


class Systems(State):
    """The system register (DOMAIN.md 3.6.1)."""

    def register(
        self, name: str, rights: Rights, visible: bool, clients: tuple[str, ...]
    ) -> Problem | None:
        if " " in name:
            return wrong.ID_HAS_SPACES
        if not name.startswith("NUMBER_"):
            return wrong.ID_NOT_OF_VENDOR
        if name in self.systems:
            return wrong.ID_TAKEN
        return self._described(name, rights, visible, clients)

    def update(
        self, name: str, rights: Rights, visible: bool, clients: tuple[str, ...]
    ) -> Problem | None:
        if name not in self.systems:
            return problems.SYSTEM_NOT_FOUND
        if self.systems[name]["deleted"]:
            return wrong.SYSTEM_DELETED
        return self._described(name, rights, visible, clients)

    def _described(
        self, name: str, rights: Rights, visible: bool, clients: tuple[str, ...]
    ) -> Problem | None:
        packages, services = rights
        problem = self._wrong_services(services)
        if problem:
            return problem
        if len(set(packages)) < len(packages):
            return wrong.PACKAGE_TWICE
        if visible and not ASSIGNABLE.issuperset(packages):
            return wrong.VISIBLE_WITH_CLIENT_PACKAGES
        if len(set(clients)) < len(clients):
            return wrong.CLIENT_TWICE
        if any(self.client_ids().get(client, name) != name for client in clients):
            return wrong.CLIENT_TAKEN
        self.systems[name] = {
            "packages": packages,
            "services": services,
            "visible": visible,
            "clients": clients,
            "deleted": False,
        }
        return None

    def _wrong_services(self, services: tuple[str, ...]) -> Problem | None:
        if not set(services) <= set(SERVICES):
            return wrong.SERVICE_UNKNOWN
        if CLOSED in services:
            return wrong.SERVICE_NOT_FOR_SYSTEMS
        return wrong.SERVICE_TWICE if len(set(services)) < len(services) else None

    def delete_system(self, name: str) -> Problem | bool:
        if name not in self.systems:
            return problems.SYSTEM_NOT_FOUND
        was_there = not self.systems[name]["deleted"]
        self.systems[name] |= {"deleted": True, "clients": ()}
        return was_there

    def client_ids(self) -> dict[str, str]:
        return {
            client: name for name, system in self.systems.items() for client in system["clients"]
        }


class Accesses(Systems):
    """Own accesses and those for clients, created in the portal and deleted (3.6.4)."""

    def _access_of(self, system: str, ref: str) -> bool:
        return any(
            (user["system"], user["ref"]) == (system, ref) for user in self.accesses.values()
        )

    def _add_access(self, access: str, system: str, ref: str, kind: str, rights: Rights) -> None:
        self.accesses[access] = {
            "system": system,
            "ref": ref,
            "type": kind,
            "packages": rights[0],
            "services": set(rights[1]),
        }

    def create(self, system: str, new_id: str) -> Problem | str:
        found = self.systems.get(system)
        if found is None or found["deleted"] or not found["visible"]:
            return problems.SYSTEM_NOT_FOUND
        if self._access_of(system, NUMBER):
            return problems.ACCESS_EXISTS
        rights = found["packages"], found["services"]
        if not any(rights):
            return problems.NOTHING_REQUESTED
        self._add_access(new_id, system, NUMBER, "standard", rights)
        return new_id

    def delete(self, access: str, edition: str) -> Problem | None:
        if access not in self.accesses:
            return problems.SYSTEM_USER_NOT_FOUND
        theirs = {each for each in self.handed_on if each[0] == access}
        if theirs and edition == "2025-12":
            return problems.ACCESS_HAS_CLIENTS
        del self.accesses[access]
        self.handed_on -= theirs
        self.own_clients.discard(access)
        for request in [
            each for each, asked in self.requests.items() if access in (each, asked["access"])
        ]:
            self.withdraw(request)
        return None

    def withdraw(self, request: str) -> Problem | None:
        if request not in self.requests:
            return problems.REQUEST_NOT_FOUND
        del self.requests[request]
        self.withdrawn.add(request)
        return None


class Requests(Accesses):
    """Asking, withdrawing, approving, rejecting and passing on (3.6.2, 3.6.3)."""

    def ask(
        self, kind: str, system: str, ref: str, rights: Rights, new_id: str
    ) -> Problem | tuple[str, bool]:
        """The request's id, and whether it is new."""
        if system not in self.systems or self.systems[system]["deleted"]:
            return problems.SYSTEM_NOT_FOUND
        if self._access_of(system, ref):
            return problems.ACCESS_EXISTS
        for each, request in self.requests.items():
            if (request["system"], request["ref"]) == (system, ref) and request["kind"] != "change":
                return each, False
        if not any(rights) or (kind == "agent" and not rights[0]):
            own, for_clients = problems.NOTHING_REQUESTED, problems.NOTHING_REQUESTED_FOR_CLIENTS
            return for_clients if kind == "agent" else own
        problem = self._askable(kind, system, rights)
        if problem:
            return problem
        self.requests[new_id] = {
            "kind": kind,
            "system": system,
            "ref": ref,
            "rights": rights,
            "unwanted": ((), ()),
            "status": "New",
            "escalated": False,
            "access": None,
        }
        return new_id, True

    def ask_for_change(
        self, access: str, rights: Rights, unwanted: Rights, request: str
    ) -> Problem | bool | None:
        """Whether the request is new; None when no change is needed."""
        if request == access:
            return problems.BAD_REQUEST
        user = self.accesses.get(access)
        if user is None or user["type"] == "agent":
            return problems.SYSTEM_USER_NOT_FOUND
        if request in self.requests:
            return self._asked_before(request, access)
        if not any(rights) and not any(unwanted):
            return None
        problem = self._askable("change", user["system"], rights)
        if problem is None and request in self.withdrawn:
            problem = problems.REQUEST_NOT_STORED
        if problem:
            return problem
        self.requests[request] = {
            "kind": "change",
            "system": user["system"],
            "ref": user["ref"],
            "rights": rights,
            "unwanted": unwanted,
            "status": "New",
            "escalated": False,
            "access": access,
        }
        return True

    def _asked_before(self, request: str, access: str) -> Problem | bool:
        existing = self.requests[request]
        if existing["access"] == access:
            return False
        new = existing["status"] == "New"
        return problems.REQUEST_PENDING if new else problems.CHANGE_HANDLED

    def _askable(self, kind: str, system: str, rights: Rights) -> Problem | None:
        packages, services = rights
        if self.systems[system]["deleted"]:
            return problems.SYSTEM_NOT_FOUND
        if not set(services) <= (
            set(self.systems[system]["services"]) if kind != "agent" else set()
        ):
            return problems.SERVICES_NOT_DELEGABLE
        if not set(packages) <= set(self.systems[system]["packages"]):
            return problems.PACKAGES_NOT_OF_SYSTEM
        if kind == "agent":
            fits = DELEGABLE.issuperset(packages)
            return None if fits else problems.PACKAGES_NOT_FOR_CLIENTS
        fits = ASSIGNABLE.issuperset(packages)
        return None if fits else problems.PACKAGES_NOT_FOR_OWN_ACCESS

    def _new(self, request: str, unknown: Problem) -> Problem | None:
        if request not in self.requests:
            return unknown
        new = self.requests[request]["status"] == "New"
        return None if new else problems.REQUEST_NOT_NEW

    def reject(self, request: str) -> Problem | None:
        problem = self._new(request, problems.REQUEST_NOT_FOUND)
        if problem is None:
            self.requests[request]["status"] = "Rejected"
        return problem

    def escalate(self, request: str) -> Problem | None:
        if request not in self.requests:
            return problems.REQUEST_NOT_FOUND
        if self.requests[request]["kind"] == "change":
            return problems.NOT_FOUND
        self.requests[request]["escalated"] = True
        return None

    def approve(self, request: str, kind: str) -> Problem | str:
        """The id of the access that was set up or changed."""
        for_clients = kind == "agent"
        unknown = problems.AGENT_REQUEST_NOT_FOUND if for_clients else problems.REQUEST_NOT_FOUND
        problem = self._new(request, unknown)
        if problem:
            return problem
        asked = self.requests[request]
        if self.systems[asked["system"]]["deleted"]:
            return problems.SYSTEM_NOT_FOUND
        access = asked["access"] if kind == "change" else request
        problem = self._changed(asked, access) if kind == "change" else self._set_up(asked, access)
        if problem is None:
            asked["status"] = "Accepted"
        return problem or access

    def _set_up(self, asked: dict[str, Any], access: str) -> Problem | None:
        system, ref, rights = asked["system"], asked["ref"], asked["rights"]
        if self._access_of(system, ref):
            return problems.ACCESS_EXISTS
        problem = self._askable(asked["kind"], system, rights)
        if problem is None:
            kind = "agent" if asked["kind"] == "agent" else "standard"
            self._add_access(access, system, ref, kind, rights)
        return problem

    def _changed(self, asked: dict[str, Any], access: str) -> Problem | None:
        user = self.accesses[access]
        system, held = self.systems[user["system"]], set(user["packages"])
        (packages, services), (unwanted, unwanted_services) = asked["rights"], asked["unwanted"]
        if not set(services) <= set(system["services"]):
            return problems.SERVICES_NOT_DELEGABLE
        added = set(packages) - held
        if not added <= set(system["packages"]):
            return problems.PACKAGES_INVALID
        left = (held - set(unwanted)) | added
        left_services = (user["services"] | set(services)) - set(unwanted_services)
        if not left and not left_services:
            return problems.NOTHING_REQUESTED
        user["packages"], user["services"] = tuple(sorted(left)), left_services
        return None
