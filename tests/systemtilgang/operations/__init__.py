"""Every operation of the services as a rule, with the model's prediction beside it.

A vendor registers systems and asks; a provider with a director decides, and has clients of two
forms that connect, grant and withdraw; the register sets and removes roles; a person is agent.
What adds or removes something is done twice: the second time changes nothing (invariants 14, 15).
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache

from hypothesis import strategies as st
from hypothesis.stateful import initialize
from plain_model import Model
from plain_model.state import AUDIT, DIRECT, ESTATE, FORMS, NUMBER, RECEIPTS, SICK, TAX, TOLL

from operations.asking import Requests
from operations.base import STORE
from operations.clients import Agents, Clients
from systemtilgang.store import Store


class Operations(Requests, Clients, Agents):
    """All that anybody can do."""

    @initialize(busy=st.sampled_from([True, True, False]))
    def found_the_town(self, busy: bool) -> None:
        """With accesses of either kind; a busy town also has clients on them, and an agent."""
        store, model = founded(busy)
        self.begin(store, deepcopy(model), seed=1)


@cache
def founded(busy: bool) -> tuple[Store, Model]:
    """The town at the beginning, made by the operations themselves, and the model of it.

    Every system has an access of either kind, and has asked for another one. Own ones have a single
    right each.
    """
    founder = Operations()
    founder.begin(STORE, Model(), seed=0)
    for name, packages, for_clients in (
        ("NUMBER_a", (TAX, TOLL), (TAX,)),
        ("NUMBER_b", (AUDIT, TAX), (AUDIT, TAX)),
        ("NUMBER_c", (ESTATE, TAX), (ESTATE, TAX)),
    ):
        founder.registers(name, packages, (RECEIPTS, SICK), TOLL in packages, ())
        founder.asks("agent", name, "clients", for_clients, ())
        founder.approves(0, "New")
        founder.asks("standard", name, "own", (TAX,), (SICK,))
        founder.approves(0, "New")
    founder.asks("standard", "NUMBER_a", NUMBER, (TAX,), (RECEIPTS,))
    founder.asks("agent", "NUMBER_b", NUMBER, (TAX,), ())
    founder.asks("standard", "NUMBER_c", NUMBER, (), (SICK,))
    for client in range(len(FORMS) if busy else 0):
        for which in range(3):
            founder.adds_client(which, "agent", client, prepared=True)
        founder.hands_on(client, DIRECT, TAX, prepared=True)
        founder.hands_on(client, "revisor", AUDIT, prepared=True)
    founder.unit.commit()
    founder.unit.__exit__(None, None, None)
    return founder.store, founder.model


__all__ = ["Operations"]
