"""A small guide in both languages, for verdicts that are quoted word for word."""

NAME = "small"
NB = """\
# language: no
@small
Egenskap: Liten

  Bakgrunn: Forutsetninger
    Gitt at "DISKRET NÆR TIGER AS" er "revisor" for "Revisorkunde AS" i Enhetsregisteret

  Scenario: Roller
    Gitt at rollen "forretningsfører" bare gir "Forretningsforer eiendom" for disse organisasjonsformene:
      | Organisasjonsform  |
      | borettslag         |
      | eierseksjonssameie |
    Og at systemtilgangen "Årsoppgjør" krever disse tilgangspakkene:
      | Tilgangspakke     |
      | Ansvarlig revisor |
      | Skattegrunnlag    |
      | Posttjenester     |

  Scenario: Klikk
    Når jeg logger på som "revisor" i "Revisorkunde AS"
    Når jeg trykker på "Ny bruker"
    Så ser jeg meldingen "Alle klienter er lagt til."
      \"\"\"
      En merknad.
      \"\"\"
    Når jeg trykker på "Ny bruker"

  Scenario: Slutt
    Når jeg går til "Brukere" i menyen
"""  # noqa: E501
EN = """\
# language: en
@small
Feature: Small

  Background: Prerequisites
    Given "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers

  Scenario: Roles
    Given the role "business manager" gives "Business manager real estate" for these organization forms only:
      | Organization form   |
      | housing cooperative |
      | condominium         |
    And the system access "Årsoppgjør" requires these access packages:
      | Access package    |
      | Auditor in charge |
      | Skattegrunnlag    |
      | Postal services   |

  Scenario: Clicks
    When I log in as "auditor" of "Revisorkunde AS"
    When I click "New user"
    Then I see the message "All clients have been added."
      \"\"\"
      A note.
      \"\"\"
    When I click "New user"

  Scenario: End
    When I go to "Users" in the menu
"""  # noqa: E501
