"""Where clients come from: roles in the register that give a client relationship by themselves."""

from __future__ import annotations

from collections.abc import Mapping

from samsvar.vocabulary import column, given, guide
from steps.types import Form, Organisation, Package, Role
from steps.world import Reference, world


@given(
    nb="at disse rollene i Enhetsregisteret gir et klientforhold:",
    en="these roles in the Brønnøysund Registers give a client relationship:",
    table={
        "role": column(Role, nb="Rolle", en="Role"),
        "package": column(Package, nb="Tilgangspakke", en="Access package"),
    },
)
@guide(
    nb="Disse rollene i Enhetsregisteret gir et klientforhold av seg selv:",
    en="These roles in the Brønnøysund Registers give a client relationship by themselves:",
)
def register_packages(table: tuple[Mapping[str, str], ...]) -> None:
    """Just these roles come with just these client packages, in the catalogue."""
    written = {(row["role"], row["package"]) for row in table}
    actual = {
        (role, package.code)
        for role, carried in world().catalogue.by_role.items()
        for package, _ in carried
        if package.is_delegable and not package.is_assignable
    }
    different = sorted(": ".join(pair) for pair in written ^ actual)
    assert not different, f"the table and the catalogue differ in {', '.join(different)}"


@given(
    nb="at rollen {role} bare gir {package} for disse organisasjonsformene:",
    en="the role {role} gives {package} for these organization forms only:",
    table={"form": column(Form, nb="Organisasjonsform", en="Organization form")},
)
@guide(
    nb="Rollen {role} gir bare tilgangspakken {package} når klienten har en av disse "
    "organisasjonsformene:",
    en="The role {role} gives the access package {package} only when the client has one of these "
    "organization forms:",
)
def form_limit(role: Role, package: Package, table: tuple[Mapping[str, str], ...]) -> None:
    """The catalogue gives the package for these forms, and for no other."""
    catalogue = world().catalogue
    actual = {
        form
        for form in catalogue.forms
        for found, terms in catalogue.by_role.get(role, ())
        if found.code == package and terms.covers(form)
    }
    assert {row["form"] for row in table} == actual, f"it does so for {', '.join(sorted(actual))}"


@given(
    nb="at {provider} er {role} for {client} i Enhetsregisteret",
    en="{provider} is {role} of {client} in the Brønnøysund Registers",
)
@guide(
    nb="{provider} er registrert som {role} for {client} i Enhetsregisteret.",
    en="{provider} is registered as {role} of {client} in the Brønnøysund Registers.",
)
def has_role(
    reference: Reference, provider: Organisation, role: Role, client: Organisation
) -> None:
    """The register says so."""
    assert role in reference.register_roles(client, provider), "the register does not say so"
