"""Single rights to services: what a system asks for, and what an access is created with."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.drivers.protocol import Portal
from samsvar.labels import Words
from samsvar.vocabulary import column, guide, then, when
from steps.creating import creating, expect_offered, title_of
from steps.single_rights import (
    expect_at_fault,
    expect_held_singly,
    expect_rights,
    expect_rows,
    expect_services_permitted_only,
)
from steps.types import Organisation, Right, RightKind, Service, System, shown_service
from steps.witness import expect_permitted_only, refusal
from steps.world import Reference, world

#: A table of packages and services.
RIGHTS = {
    "right": column(Right, nb="Fullmakt", en="Authorization"),
    "kind": column(RightKind, nb="Type", en="Type"),
}


@then(
    nb="ser jeg at {system} vil få disse fullmaktene for {organisation}:",
    en="I see that {system} will be given these authorizations on behalf of {organisation}:",
    table=RIGHTS,
)
@guide(
    nb="Altinn viser hvilke tilgangspakker og enkelttjenester systemtilgangen vil få:",
    en="Altinn shows which access packages and single rights the system access will be given:",
)
def is_told_rights(
    portal: Portal,
    reference: Reference,
    words: Words,
    system: System,
    organisation: Organisation,
    table: tuple[Mapping[str, str], ...],
) -> None:
    """The screen counts and lists just what the system asks for, and nothing is created yet."""
    wanted = reference.system(system).rights
    expect_offered(portal, reference, words, system, organisation)
    expect_rights(portal, words, wanted, table)
    assert not reference.own_accesses(organisation, system), "it was created without a question"


@when(
    nb="jeg velger enkelttjenesten {service}",
    en="I choose the single right {service}",
)
@guide(
    nb="Velg en enkelttjeneste for å se hva den er. I eksempelet er det {service}.",
    en="Choose a single right to see what it is. In the example, it is {service}.",
)
def open_service(portal: Portal, words: Words, service: Service) -> None:
    """Opens the details of a service, wherever it is listed."""
    portal.click(shown_service(words, service), ["button"])


@then(
    nb="ser jeg hvem som eier tjenesten {service}, og hva den brukes til",
    en="I see who owns the service {service}, and what it is used for",
)
@guide(
    nb="Du ser hvem som eier tjenesten, og hva den brukes til.",
    en="You see who owns the service, and what it is used for.",
)
def is_told_service(portal: Portal, reference: Reference, words: Words, service: Service) -> None:
    """The dialog has its name, its owner and its description; looking changes nothing."""
    found = world().catalogue.services[service]
    portal.expect(found.name.in_language(words.language), ["heading"])
    portal.expect_text(found.owner)
    portal.expect_text(found.description.in_language(words.language))
    assert not reference.changes(), "something has changed"


@when(nb="jeg lukker vinduet igjen", en="I close the window again")
@guide(
    nb="Lukk vinduet med krysset øverst til høyre.",
    en="Close the window with the cross at the top right.",
)
def close_window(portal: Portal, words: Words) -> None:
    """Closes the dialog by its cross, which has a name that is only heard."""
    portal.click(words("button.close_dialog"), ["button"])


@then(
    nb="kan den nye systemtilgangen {system} bruke enkelttjenesten {service} for {organisation}",
    en="the new system access {system} can use the single right {service} on behalf of "
    "{organisation}",
)
@guide(
    nb="Leverandøren kan nå bruke {service} for {organisation}, uten å ha en tilgangspakke der "
    "tjenesten inngår.",
    en="The vendor can now use {service} on behalf of {organisation}, without having any access "
    "package that contains the service.",
)
def new_may_use(
    portal: Portal,
    reference: Reference,
    words: Words,
    system: System,
    service: Service,
    organisation: Organisation,
) -> None:
    """The new access's page lists what the system asks for, and the decision point permits just
    that on behalf of the organisation."""
    (access,) = reference.own_accesses(organisation, system)
    wanted = reference.system(system).rights
    portal.expect(title_of(reference, system), ["heading"])
    expect_rows(portal, words, wanted)
    expect_held_singly(wanted, service)
    expect_permitted_only(reference, access, wanted.packages, [organisation])
    expect_services_permitted_only(reference, access, wanted, [organisation])


@then(
    nb="blir det ikke opprettet noen ny systemtilgang for {system} i {organisation}, fordi jeg "
    "ikke kan gi videre enkelttjenesten {service}",
    en="no new system access for {system} is created in {organisation}, because I cannot pass on "
    "the single right {service}",
)
@guide(
    nb="Det blir ikke opprettet noen ny systemtilgang. Altinn viser hvilke enkelttjenester du ikke "
    "kan gi videre, blant annet {service}.",
    en="No new system access is created. Altinn shows which single rights you cannot pass on, such "
    "as {service}.",
)
def is_not_created_for_service(
    portal: Portal,
    reference: Reference,
    words: Words,
    system: System,
    organisation: Organisation,
    service: Service,
) -> None:
    """The screen names the services at fault, of which it is one, with the reason, and still offers
    to create the access; the rules refuse for their sake alone, and there is no access."""
    expect_offered(portal, reference, words, system, organisation)
    visitor, create = reference.visiting(organisation), creating(system)
    refused = refusal(reference, lambda uow: create(uow, visitor))
    assert service in refused.services, "it could be passed on"
    expect_at_fault(portal, words, refused, reference.system(system).rights)
    assert not reference.own_accesses(organisation, system), "it was created all the same"
