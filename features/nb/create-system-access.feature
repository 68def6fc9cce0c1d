# language: no
@create-access
Egenskap: Opprette systemtilgang

  En systemtilgang lar et fagsystem utføre oppgaver i Altinn på vegne av virksomheten din. Som regel
  er det leverandøren av fagsystemet som ber om systemtilgangen, og da trenger du bare å
  [godkjenne den](approve-system-access.md). Denne veiledningen viser hvordan du oppretter
  systemtilgangen selv når fagsystemet ikke kan be om den.

  Du kan bare opprette systemtilganger for egen virksomhet. En systemtilgang for kunder får du ved å
  godkjenne en forespørsel fra leverandøren. Hvordan du legger til klientene etterpå, står i
  [Klientdelegering](delegate-clients.md). Altinn bruker både «kunde» og «klient» om det samme.

  Bakgrunn: Forutsetninger
    Gitt at jeg kan opprette og slette systemtilganger som "tilgangsstyrer" eller "daglig leder" i "DISKRET NÆR TIGER AS"

  Scenario: Prosess i Altinn-portalen
    Før du oppretter systemtilgangen, ser du hvilke fullmakter fagsystemet vil få. Da kan du
    avgjøre om det er greit. I eksempelet bruker DISKRET NÆR TIGER AS fagsystemet SmartCloud Skatt.

    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger "Lag ny systemtilgang"
    Når jeg velger fagsystemet "SmartCloud Skatt"
      """
      Er du usikker på hvilket fagsystem du skal velge, spør du leverandøren.
      """
    Når jeg trykker på "Gå videre"
    Så ser jeg at "SmartCloud Skatt" vil få disse tilgangspakkene for "DISKRET NÆR TIGER AS":
      | Tilgangspakke  |
      | Skattegrunnlag |
      """
      Det er leverandøren som har bestemt hva fagsystemet trenger. Du kan ikke velge bort noe her.
      """
    Når jeg trykker på "Opprett systemtilgang"
    Så står systemtilgangen "SmartCloud Skatt" som ny i oversikten til "DISKRET NÆR TIGER AS"
    Når jeg velger den nye systemtilgangen "SmartCloud Skatt"
    Så kan den nye systemtilgangen "SmartCloud Skatt" bruke "Skattegrunnlag" for "DISKRET NÆR TIGER AS"

  Scenario: Fagsystemer som ber om enkelttjenester
    Noen fagsystemer ber om enkelttjenester i tillegg til tilgangspakker, eller i stedet for dem. En
    enkelttjeneste gir tilgang til én bestemt tjeneste, men ikke til resten av tilgangspakken som
    tjenesten inngår i. Du kan gi en enkelttjeneste når du kan gi en tilgangspakke der den inngår.

    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger "Lag ny systemtilgang"
    Når jeg velger fagsystemet "SmartCloud Personal"
    Når jeg trykker på "Gå videre"
    Så ser jeg at "SmartCloud Personal" vil få disse fullmaktene for "DISKRET NÆR TIGER AS":
      | Fullmakt                 | Type           |
      | A-ordningen              | tilgangspakke  |
      | Melding om permisjon     | enkelttjeneste |
      | Oversikt over sykefravær | enkelttjeneste |
    Når jeg trykker på "Opprett systemtilgang"
    Når jeg velger den nye systemtilgangen "SmartCloud Personal"
    Så kan den nye systemtilgangen "SmartCloud Personal" bruke enkelttjenesten "Melding om permisjon" for "DISKRET NÆR TIGER AS"

  Scenario: Systemtilgangen finnes fra før
    For egen virksomhet kan du bare opprette én systemtilgang med hvert fagsystem. Har virksomheten
    den allerede, trenger du ikke å opprette den på nytt.

    Gitt at "DISKRET NÆR TIGER AS" har systemtilgangen "Regnskap i sky" for egen virksomhet, med fagsystemet "SmartCloud Regnskap"
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger "Lag ny systemtilgang"
    Når jeg velger fagsystemet "SmartCloud Regnskap"
    Når jeg trykker på "Gå videre"
    Når jeg trykker på "Opprett systemtilgang"
    Så ser jeg meldingen "Kunne ikke opprette systemtilgang, eksisterende systemtilgang finnes allerede for valgt system."
    Og blir det ikke opprettet noen ny systemtilgang for "SmartCloud Regnskap" i "DISKRET NÆR TIGER AS"

  Scenario: Hvis du mangler en fullmakt
    Du kan bare gi et fagsystem fullmakter som du selv kan gi videre. Det er ikke sikkert at en
    tilgangsstyrer kan det. Be i så fall daglig leder om å opprette systemtilgangen.

    Når jeg logger på som "tilgangsstyrer" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger "Lag ny systemtilgang"
    Når jeg velger fagsystemet "SmartCloud Skatt"
    Når jeg trykker på "Gå videre"
    Når jeg trykker på "Opprett systemtilgang"
    Så ser jeg meldingen "Du har ikke tilstrekkelige fullmakter for å delegere disse tilgangspakkene."
    Og blir det ikke opprettet noen ny systemtilgang for "SmartCloud Skatt" i "DISKRET NÆR TIGER AS"

  Scenario: Hvis du ikke kan gi videre en enkelttjeneste
    Det samme gjelder enkelttjenester: Du må selv kunne gi videre en tilgangspakke der tjenesten
    inngår. I eksempelet har tilgangsstyreren fullmakt til A-ordningen, men ikke til pakkene som
    enkelttjenestene hører til.

    Når jeg logger på som "tilgangsstyrer" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger "Lag ny systemtilgang"
    Når jeg velger fagsystemet "SmartCloud Personal"
    Når jeg trykker på "Gå videre"
    Når jeg trykker på "Opprett systemtilgang"
    Så ser jeg meldingen "Delegering av tjenester feilet: du mangler nødvendige fullmakter til å delegere tjenestene som kreves."
    Og blir det ikke opprettet noen ny systemtilgang for "SmartCloud Personal" i "DISKRET NÆR TIGER AS", fordi jeg ikke kan gi videre enkelttjenesten "Melding om permisjon"

  Scenario: Når du er hovedadministrator
    Er du hovedadministrator, ser du systemtilgangene, men du kan ikke opprette nye. Be en
    tilgangsstyrer eller daglig leder om å gjøre det.

    Når jeg logger på som "hovedadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Så finner jeg ikke "Lag ny systemtilgang" i oversikten over systemtilganger for "DISKRET NÆR TIGER AS"
    Men ser jeg virksomhetens egen systemtilgang "Regnskap i sky" i oversikten
    Når jeg følger en lenke rett til siden der systemtilganger opprettes
    Så ser jeg meldingen "Du mangler nødvendige fullmakter. For å lage en systemtilgang trenger du rollen Tilgangsstyrer."
    Og har jeg ikke lov til å opprette systemtilganger for "DISKRET NÆR TIGER AS"

  Scenario: Hvis du mangler tilgang
    Er du klientadministrator, kan du legge til og fjerne klienter, men ikke opprette
    systemtilganger. Be en tilgangsstyrer eller daglig leder om å gjøre det.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Så finner jeg ikke "Lag ny systemtilgang" i oversikten over systemtilganger for "DISKRET NÆR TIGER AS"
    Og ser jeg ikke virksomhetens egen systemtilgang "Regnskap i sky" i oversikten
    Når jeg følger en lenke rett til siden der systemtilganger opprettes
    Så ser jeg meldingen "Du mangler nødvendige fullmakter. For å lage en systemtilgang trenger du rollen Tilgangsstyrer."
    Og har jeg ikke lov til å opprette systemtilganger for "DISKRET NÆR TIGER AS"

  Scenario: Hvis du ikke finner systemtilgangene i menyen
    Bare virksomheter har systemtilganger. Har du valgt deg selv da du logget på, finner du dem ikke i
    menyen. Velg virksomheten i stedet.

    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS", og velger meg selv
    Så finner jeg ikke "Systemtilganger" i menyen
    Når jeg bytter til "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Så ser jeg virksomhetens egen systemtilgang "Regnskap i sky" i oversikten
