"""The world's parties by name, and a small builder of others for tests that need them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from systemtilgang.domain.catalogue import Text
from systemtilgang.domain.connections import RIGHT_HOLDER, Assignment, derived_id
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.surroundings import OSLO
from systemtilgang.domain.system_accesses import RegisteredSystem, SystemUser, UserType
from systemtilgang.service.acting import Acting
from systemtilgang.store import UnitOfWork

FIXTURES = Path(__file__).parents[2] / "fixtures"
WORLD = FIXTURES / "world.yml"
PERSON = Party("p", PartyKind.PERSON, "PERSON", "12345678901")
LONG_AGO = datetime(2025, 1, 2, 9, 0, tzinfo=OSLO)


class Town:
    """Adds parties and relations to a unit of work; everything gets its id from its name."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow

    def person(self, name: str, died_at: date | None = None) -> Party:
        number = derived_id(name)[:11]
        return self._add(
            Party(derived_id(name), PartyKind.PERSON, name, number, died_at=died_at),
        )

    def organisation(
        self,
        name: str,
        form: str = "AS",
        main: Party | None = None,
        deleted_at: date | None = None,
    ) -> Party:
        return self._add(
            Party(
                id=derived_id(name),
                kind=PartyKind.ORGANISATION,
                name=name,
                number=derived_id(name)[:9],
                form=form,
                parent_id=main.id if main else None,
                deleted_at=deleted_at,
            )
        )

    def role(self, giver: Party, receiver: Party, role: str) -> Assignment:
        assignment = Assignment(giver.id, receiver.id, role)
        self.uow.assignments.add(assignment)
        return assignment

    def grant(self, giver: Party, receiver: Party, *packages: str) -> Assignment:
        connection = Assignment(giver.id, receiver.id, RIGHT_HOLDER, frozenset(packages), LONG_AGO)
        self.uow.assignments.add(connection)
        return connection

    def access(
        self, owner: Party, *packages: str, user_type: UserType = UserType.AGENT
    ) -> SystemUser:
        """A system user for these packages, with a system of its own."""
        name = "+".join(packages)
        system = RegisteredSystem(name, owner.id, "Vendor", Text(name, name), packages)
        self.uow.systems.add(system)
        is_agent = user_type is UserType.AGENT
        user = SystemUser(
            derived_id("access", name),
            owner.id,
            name,
            name,
            "ref",
            user_type,
            LONG_AGO,
            packages if is_agent else (),
        )
        self.uow.system_users.add(user)
        if not is_agent:
            connection = Assignment(owner.id, user.id, RIGHT_HOLDER, frozenset(packages))
            self.uow.assignments.add(connection)
        return user

    def _add(self, party: Party) -> Party:
        self.uow.parties.add(party)
        return party


class Cast:
    """The parties of the world by name, and who acts for whom."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow

    def __call__(self, name: str) -> Party:
        party = self.uow.parties.named(name)
        assert party is not None, name
        return party

    def acting(self, person: str, party: str) -> Acting:
        return Acting(self(person).id, self(party).id)

    def access(self, title: str) -> str:
        owned = self.uow.system_users.owned_by(self("DISKRET NÆR TIGER AS").id)
        return next(user.id for user in owned if user.title == title)
