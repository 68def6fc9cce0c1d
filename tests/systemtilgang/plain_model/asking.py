"""The vendor's side of the model: systems, requests, and the accesses that come of them."""

from __future__ import annotations

from typing import Any

from plain_model.state import ASSIGNABLE, DELEGABLE, NUMBER, State
from systemtilgang.domain import problems
from systemtilgang.domain import registration as wrong
from systemtilgang.domain.problems import Problem


class Systems(State):
    """The system register (DOMAIN.md 3.6.1)."""

    def register(
        self, name: str, packages: tuple[str, ...], visible: bool, clients: tuple[str, ...]
    ) -> Problem | None:
        if " " in name:
            return wrong.ID_HAS_SPACES
        if not name.startswith("NUMBER_"):
            return wrong.ID_NOT_OF_VENDOR
        if name in self.systems:
            return wrong.ID_TAKEN
        return self._described(name, packages, visible, clients)

    def update(
        self, name: str, packages: tuple[str, ...], visible: bool, clients: tuple[str, ...]
    ) -> Problem | None:
        if name not in self.systems:
            return problems.SYSTEM_NOT_FOUND
        if self.systems[name]["deleted"]:
            return wrong.SYSTEM_DELETED
        return self._described(name, packages, visible, clients)

    def _described(
        self, name: str, packages: tuple[str, ...], visible: bool, clients: tuple[str, ...]
    ) -> Problem | None:
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
            "visible": visible,
            "clients": clients,
            "deleted": False,
        }
        return None

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

    def _add_access(self, access: str, system: str, ref: str, kind: str, packages: object) -> None:
        self.accesses[access] = {
            "system": system,
            "ref": ref,
            "type": kind,
            "packages": packages,
        }

    def create(self, system: str, new_id: str) -> Problem | str:
        found = self.systems.get(system)
        if found is None or found["deleted"] or not found["visible"]:
            return problems.SYSTEM_NOT_FOUND
        if self._access_of(system, NUMBER):
            return problems.ACCESS_EXISTS
        if not found["packages"]:
            return problems.NOTHING_REQUESTED
        self._add_access(new_id, system, NUMBER, "standard", found["packages"])
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
        self, kind: str, system: str, ref: str, packages: tuple[str, ...], new_id: str
    ) -> Problem | tuple[str, bool]:
        """The request's id, and whether it is new."""
        if system not in self.systems or self.systems[system]["deleted"]:
            return problems.SYSTEM_NOT_FOUND
        if self._access_of(system, ref):
            return problems.ACCESS_EXISTS
        for each, request in self.requests.items():
            if (request["system"], request["ref"]) == (system, ref) and request["kind"] != "change":
                return each, False
        if not packages:
            own, for_clients = problems.NOTHING_REQUESTED, problems.NOTHING_REQUESTED_FOR_CLIENTS
            return for_clients if kind == "agent" else own
        problem = self._askable(kind, system, packages)
        if problem:
            return problem
        self.requests[new_id] = {
            "kind": kind,
            "system": system,
            "ref": ref,
            "packages": packages,
            "unwanted": (),
            "status": "New",
            "escalated": False,
            "access": None,
        }
        return new_id, True

    def ask_for_change(
        self, access: str, packages: tuple[str, ...], unwanted: tuple[str, ...], request: str
    ) -> Problem | bool | None:
        """Whether the request is new; None when no change is needed."""
        if request == access:
            return problems.BAD_REQUEST
        user = self.accesses.get(access)
        if user is None or user["type"] == "agent":
            return problems.SYSTEM_USER_NOT_FOUND
        if request in self.requests:
            return self._asked_before(request, access)
        if not packages and not unwanted:
            return None
        problem = self._askable("change", user["system"], packages)
        if problem is None and request in self.withdrawn:
            problem = problems.REQUEST_NOT_STORED
        if problem:
            return problem
        self.requests[request] = {
            "kind": "change",
            "system": user["system"],
            "ref": user["ref"],
            "packages": packages,
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

    def _askable(self, kind: str, system: str, packages: tuple[str, ...]) -> Problem | None:
        if self.systems[system]["deleted"]:
            return problems.SYSTEM_NOT_FOUND
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
        system, ref, packages = asked["system"], asked["ref"], asked["packages"]
        if self._access_of(system, ref):
            return problems.ACCESS_EXISTS
        problem = self._askable(asked["kind"], system, packages)
        if problem is None:
            kind = "agent" if asked["kind"] == "agent" else "standard"
            self._add_access(access, system, ref, kind, packages)
        return problem

    def _changed(self, asked: dict[str, Any], access: str) -> Problem | None:
        user = self.accesses[access]
        held: set[str] = set(user["packages"])
        added = set(asked["packages"]) - held
        if not added <= set(self.systems[user["system"]]["packages"]):
            return problems.PACKAGES_INVALID
        left = (held - set(asked["unwanted"])) | added
        if not left:
            return problems.NOTHING_REQUESTED
        user["packages"] = tuple(sorted(left))
        return None
