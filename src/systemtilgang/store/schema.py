"""The tables. Portable SQL; what hangs on something goes with it through foreign keys.

The cascades are the rules of `DOMAIN.md 2.2` and invariants 10 and 12: a delegation ends with the
assignment it is built on, a delegated package with the grant it comes from.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.exc import DontWrapMixin

from systemtilgang.domain.surroundings import OSLO


class NaiveMomentError(DontWrapMixin, ValueError):
    """A moment without time zone was to be stored: it could mean any of several moments.

    SQLAlchemy passes it on as it is, thanks to the mixin.
    """


class Moment(TypeDecorator[datetime]):
    """A moment, kept as ISO 8601 text in UTC: sorts right and survives databases without zones."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To UTC text. Raises `NaiveMomentError`, a `ValueError`, without time zone."""
        if value is not None and value.utcoffset() is None:
            raise NaiveMomentError(f"{value} has no time zone")
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Back to Norwegian time."""
        return None if value is None else datetime.fromisoformat(value).astimezone(OSLO)


metadata = MetaData()

party = Table(
    "party",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("number", String(11), unique=True),
    Column("form", String(10)),
    Column("parent_id", ForeignKey("party.id"), index=True),
    Column("born", Date),
    Column("deleted_at", Date),
    Column("died_at", Date),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("giver", ForeignKey("party.id", ondelete="CASCADE"), nullable=False),
    Column("receiver", ForeignKey("party.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(60), nullable=False),
    Column("created", Moment),
    UniqueConstraint("giver", "receiver", "role"),
)

favourite = Table(
    "favourite",
    metadata,
    Column("person_id", ForeignKey("party.id", ondelete="CASCADE"), primary_key=True),
    Column("party_id", ForeignKey("party.id", ondelete="CASCADE"), primary_key=True),
)

missed_lookup = Table(
    "missed_lookup",
    metadata,
    Column("person_id", ForeignKey("party.id", ondelete="CASCADE"), primary_key=True),
    Column("misses", Integer, nullable=False),
    Column("last_mark", String(64), nullable=False),
    Column("last_at", Moment, nullable=False),
)

assignment_package = Table(
    "assignment_package",
    metadata,
    Column("assignment_id", ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True),
    Column("package", String(100), primary_key=True),
)

assignment_service = Table(
    "assignment_service",
    metadata,
    Column("assignment_id", ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True),
    Column("service", String(100), primary_key=True),
)

system = Table(
    "system",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("vendor_id", ForeignKey("party.id"), nullable=False),
    Column("vendor_name", String(200), nullable=False),
    Column("nb", String(200), nullable=False),
    Column("en", String(200), nullable=False),
    Column("is_visible", Boolean, nullable=False),
    Column("is_deleted", Boolean, nullable=False),
)

system_package = Table(
    "system_package",
    metadata,
    Column("system_id", ForeignKey("system.id", ondelete="CASCADE"), primary_key=True),
    Column("package", String(100), primary_key=True),
    Column("position", Integer, nullable=False),
)

system_service = Table(
    "system_service",
    metadata,
    Column("system_id", ForeignKey("system.id", ondelete="CASCADE"), primary_key=True),
    Column("service", String(100), primary_key=True),
    Column("position", Integer, nullable=False),
)

# Deleted for real with the system's entry: then another system may use the id (DOMAIN.md 3.6.1).
system_client = Table(
    "system_client",
    metadata,
    Column("client_id", String(200), primary_key=True),  # invariant 2
    Column("system_id", ForeignKey("system.id", ondelete="CASCADE"), nullable=False),
)

system_redirect_url = Table(
    "system_redirect_url",
    metadata,
    Column("system_id", ForeignKey("system.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("url", String(2000), nullable=False),
)

system_user = Table(
    "system_user",
    metadata,
    Column("id", ForeignKey("party.id", ondelete="CASCADE"), primary_key=True),
    Column("owner_id", ForeignKey("party.id"), nullable=False),
    Column("system_id", ForeignKey("system.id"), nullable=False),
    Column("title", String(200), nullable=False),
    Column("external_ref", String(200), nullable=False),
    Column("user_type", String(10), nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("owner_id", "external_ref", "system_id"),  # invariant 3
)

system_user_package = Table(
    "system_user_package",
    metadata,
    Column("system_user_id", ForeignKey("system_user.id", ondelete="CASCADE"), primary_key=True),
    Column("package", String(100), primary_key=True),
    Column("position", Integer, nullable=False),
)

# `live_key` is derived from party, external reference and system while a request for a new access
# is not deleted (invariant 4), and null otherwise. `access_id` may name an access that is gone.
request = Table(
    "request",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("system_id", ForeignKey("system.id"), nullable=False),
    Column("party_id", ForeignKey("party.id"), nullable=False, index=True),
    Column("external_ref", String(200), nullable=False),
    Column("title", String(200)),
    Column("redirect_url", String(2000)),
    Column("status", String(20), nullable=False),
    Column("escalated", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
    Column("access_id", String(36), index=True),
    Column("deleted", Boolean, nullable=False),
    Column("live_key", String(36), unique=True),
)

request_package = Table(
    "request_package",
    metadata,
    Column("request_id", ForeignKey("request.id", ondelete="CASCADE"), primary_key=True),
    Column("package", String(100), primary_key=True),
    Column("unwanted", Boolean, primary_key=True),
    Column("position", Integer, nullable=False),
)

request_service = Table(
    "request_service",
    metadata,
    Column("request_id", ForeignKey("request.id", ondelete="CASCADE"), primary_key=True),
    Column("service", String(100), primary_key=True),
    Column("unwanted", Boolean, primary_key=True),
    Column("position", Integer, nullable=False),
)

delegation = Table(
    "delegation",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("client_assignment", ForeignKey("assignment.id", ondelete="CASCADE"), nullable=False),
    Column(
        "agent_assignment",
        ForeignKey("assignment.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    UniqueConstraint("client_assignment", "agent_assignment"),
)

# `granted_by` is the client's connection when the package was granted, null when a role carries it:
# a foreign key with a null in it is not enforced, so only granted ones follow their grant.
delegation_package = Table(
    "delegation_package",
    metadata,
    Column("delegation_id", ForeignKey("delegation.id", ondelete="CASCADE"), primary_key=True),
    Column("package", String(100), primary_key=True),
    Column("granted_by", String(36)),
    ForeignKeyConstraint(
        ["granted_by", "package"],
        ["assignment_package.assignment_id", "assignment_package.package"],
        ondelete="CASCADE",
    ),
    Index("ix_delegation_package_grant", "granted_by", "package"),
)
