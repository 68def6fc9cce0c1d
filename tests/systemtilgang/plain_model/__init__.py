"""What the services should do, told again with plain dictionaries and sets.

Every method of `Model` is an operation: it says what comes of it, a problem or a result, and
remembers the change. Nothing here reads the store, and no rule is taken from the code it predicts.
"""

from plain_model.asking import Requests
from plain_model.clients import Agents, Clients, Connections


class Model(Requests, Clients, Connections, Agents):
    """The whole of it."""


__all__ = ["Model"]
