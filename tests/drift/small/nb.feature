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
      """
      En merknad.
      """
    Når jeg trykker på "Ny bruker"

  Scenario: Slutt
    Når jeg går til "Brukere" i menyen
