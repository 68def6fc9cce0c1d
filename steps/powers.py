"""What users hold: the page of a user, and what the rules say to granting and to taking away."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from steps.witness import UseCase
from steps.world import Reference
from systemtilgang.service import powers


def expect_page(portal: Portal, reference: Reference, words: Words, user: str, actor: str) -> None:
    """The page is that of this user, for this actor; it is no agent of the actor's."""
    portal.expect(reference.shown_name(user), ["heading"])
    portal.expect_no_text(words("text.has_client_access"))
    portal.expect_text(words("text.for_actor", actor=reference.shown_name(actor)))


def granting(reference: Reference, user: str, package: str) -> UseCase:
    """Granting the package to the user, which tells whether that changes anything."""
    user_id = reference.party(user).id
    return lambda uow, me: powers.grant_package(uow, me, user_id, package).changed


def revoking(reference: Reference, user: str, package: str) -> UseCase:
    """Taking the package back from the user, which tells whether that changes anything."""
    user_id = reference.party(user).id
    return lambda uow, me: powers.revoke_package(uow, me, user_id, package).changed


def deleting(reference: Reference, user: str, *, cascade: bool) -> UseCase:
    """Deleting the user, which tells whether that changes anything."""
    user_id = reference.party(user).id
    return lambda uow, me: powers.delete_user(uow, me, user_id, cascade=cascade)
