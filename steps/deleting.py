"""Deleting a system access: what it could be used for, the question, and what is left."""

from __future__ import annotations

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import guide, then, when
from steps.accesses import row_of
from steps.screens import expect_row
from steps.types import Button, Package, SystemAccess, shown_package
from steps.vendors import expect_forgotten
from steps.witness import (
    UseCase,
    expect_out_of_reach,
    expect_overview,
    expect_permitted_only,
    expect_refused,
)
from steps.world import Reference, world
from systemtilgang.domain.problems import ACCESS_HAS_CLIENTS, FORBIDDEN, SYSTEM_USER_NOT_FOUND
from systemtilgang.service import system_accesses


@then(
    nb="ser jeg at systemtilgangen {access} ikke har noen klienter",
    en="I see that the system access {access} has no clients",
)
@guide(
    nb="Siden viser at systemtilgangen ikke har noen klienter.",
    en="The page shows that the system access has no clients.",
)
def has_no_clients(
    portal: Portal, reference: Reference, words: Words, access: SystemAccess
) -> None:
    """The access's page says so, and no client is added to it."""
    portal.expect(access, ["heading"])
    portal.expect_text(words("message.access_has_no_clients"))
    assert not reference.connected(access), "it has clients"


@then(
    nb="kan systemtilgangen {access} bruke {package} for virksomheten selv",
    en="the system access {access} can use {package} on behalf of the organization itself",
)
@guide(
    nb="Systemtilgangen «{access}» kan bruke {package} for virksomheten selv.",
    en="The system access “{access}” can use {package} on behalf of the organization itself.",
)
def may_act_for_owner(
    portal: Portal, reference: Reference, words: Words, access: SystemAccess, package: Package
) -> None:
    """The access's page lists the package, and the decision point permits what the access has on
    behalf of its owner with the owner's sub-units, and nothing else."""
    portal.expect(access, ["heading"])
    name = shown_package(words, package)
    expect_row(portal, name)
    owner = reference.owner_number(access)
    permitted = reference.may_act(reference.access(access), package, owner)
    assert permitted, "the decision point does not permit it"
    expect_permitted_only(
        reference, reference.access(access), reference.access_packages(access), [owner]
    )
    reference.permitted.add((access, package, owner))


@then(
    nb="kan systemtilgangen {access} ikke lenger bruke {package} for virksomheten selv",
    en="the system access {access} can no longer use {package} on behalf of the organization "
    "itself",
)
@guide(
    nb="Systemtilgangen «{access}» kan ikke lenger bruke {package} for virksomheten selv.",
    en="The system access “{access}” can no longer use {package} on behalf of the organization "
    "itself.",
)
def may_no_longer_act_for_owner(
    portal: Portal, reference: Reference, words: Words, access: SystemAccess, package: Package
) -> None:
    """No page of the access is left to list the package, and the decision point does not permit."""
    portal.expect_gone(access, ["heading"])
    name = shown_package(words, package)
    assert not any(name in row for row in portal.rows()), f"{name} is listed on the screen"
    owner = reference.owner_number(access)
    before = (access, package, owner) in reference.permitted
    assert before, "the chapter has not seen that it could"
    permitted = reference.may_act(reference.access(access), package, owner)
    assert not permitted, "the decision point permits it"
    expect_permitted_only(reference, reference.access(access), [], [])


@then(
    nb="blir jeg spurt om jeg vil slette systemtilgangen {access}",
    en="I am asked whether I want to delete the system access {access}",
)
@guide(
    nb="Systemtilgangen er ikke slettet ennå.",
    en="The system access has not been deleted yet.",
)
def is_asked(portal: Portal, reference: Reference, words: Words, access: SystemAccess) -> None:
    """The portal asks about this access, and has not deleted it yet; nor can anybody else."""
    portal.expect(_question(words, access), ["group"])
    assert reference.exists(reference.access(access)), "it was deleted without a question"
    expect_out_of_reach(reference, reference.access(access))


@when(
    nb="jeg trykker på {button} under spørsmålet om å slette {access}",
    en="I click {button} below the question about deleting {access}",
)
@guide(
    nb="Altinn spør om du er sikker. Trykk på {button} under spørsmålet.",
    en="Altinn asks whether you are sure. Click {button} below the question.",
)
def answer(portal: Portal, words: Words, button: Button, access: SystemAccess) -> None:
    """Presses a button of the question; the page has another one of the same name."""
    portal.click(button.text, ["button"], within=("group", _question(words, access)))


@then(
    nb="er systemtilgangen {access} slettet",
    en="the system access {access} is deleted",
)
@guide(
    nb="Systemtilgangen er slettet, og du kommer til oversikten, der den ikke lenger vises.",
    en="The system access is deleted, and you are taken to the overview, where it is no longer "
    "shown.",
)
def is_deleted(portal: Portal, reference: Reference, words: Words, access: SystemAccess) -> None:
    """The overview does not have it, only the others, and there is no such access any more, to see
    or to delete."""
    owner = reference.owner_number(access)
    portal.expect(words("heading.system_accesses", actor=reference.shown_name(owner)), ["heading"])
    portal.expect_gone(row_of(reference, words, access), ["link"])
    gone = reference.access(access)
    assert not reference.exists(gone), "it was not deleted"
    for request in world().requests:
        if request.access_id == gone.id:
            expect_forgotten(reference, request)
    expect_overview(reference, owner, own=True)
    expect_refused(
        reference,
        owner,
        SYSTEM_USER_NOT_FOUND,
        _deleting(gone.id),
        lambda uow, me: system_accesses.access(uow, me, gone.id),
    )


@then(
    nb="blir systemtilgangen {access} ikke slettet, fordi den har klienter",
    en="the system access {access} is not deleted, because it has clients",
)
@guide(
    nb="Systemtilgangen blir ikke slettet så lenge den har klienter.",
    en="The system access is not deleted as long as it has clients.",
)
def is_not_deleted(
    portal: Portal, reference: Reference, words: Words, access: SystemAccess
) -> None:
    """The access is there with its clients, its page still asks, and the rules refuse."""
    assert reference.exists(reference.access(access)), "it was deleted all the same"
    assert reference.connected(access), "it has no clients"
    owner, deleting = reference.owner_number(access), _deleting(reference.access(access).id)
    expect_refused(reference, owner, ACCESS_HAS_CLIENTS, deleting)
    portal.expect(_question(words, access), ["group"])


@then(
    nb="finner jeg ikke knappen {button} for systemtilgangen {access}, som jeg ikke kan slette",
    en="I do not find the button {button} for the system access {access}, which I cannot delete",
)
@guide(
    nb="Knappen {button} finnes ikke, for du har ikke lov til å slette systemtilgangen.",
    en="There is no {button} button, because you are not allowed to delete the system access.",
)
def may_not_delete(
    portal: Portal, reference: Reference, button: Button, access: SystemAccess
) -> None:
    """The rules refuse the person, and the access's page has no button for it."""
    assert button.key == "button.delete_access", "it is another button that is not there"
    owner, deleting = reference.owner_number(access), _deleting(reference.access(access).id)
    assert not reference.may_create_access(reference.visitor, owner), "the person may delete it"
    expect_refused(reference, owner, FORBIDDEN, deleting)
    portal.expect(access, ["heading"])
    portal.expect_gone(button.text, ["button"])


def _deleting(access_id: str) -> UseCase:
    """Deleting the access with this id."""
    return lambda uow, me: system_accesses.delete(uow, me, access_id)


def _question(words: Words, access: str) -> str:
    return words("message.confirm_deletion", title=access)
