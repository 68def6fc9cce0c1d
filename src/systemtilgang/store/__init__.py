"""The store: units of work and repositories over SQLAlchemy; SQLite by default."""

from systemtilgang.store.database import MEMORY, Store, UnitOfWork

__all__ = ["MEMORY", "Store", "UnitOfWork"]
