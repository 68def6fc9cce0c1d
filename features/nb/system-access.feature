# language: no
@system-access
Egenskap: Systemtilgang for sluttbruker

  En systemtilgang lar et fagsystem utføre oppgaver i Altinn på vegne av en virksomhet, uten at noen
  må logge på hver gang. Den hører til én virksomhet og ett fagsystem, og den kan bare bruke de
  tilgangspakkene som den er satt opp med.

  Det finnes to typer. Med den ene arbeider fagsystemet for virksomheten selv, med den andre for
  klientene til virksomheten. Altinn bruker både «kunde» og «klient» om det samme.

  Her er veiledningene, etter hva du skal gjøre:

  - svare på en lenke fra leverandøren: [Godkjenne systemtilgang](approve-system-access.md)
  - ta i bruk et fagsystem som ikke kan be om systemtilgangen: [Opprette systemtilgang](create-system-access.md)
  - velge hvilke klienter fagsystemet skal arbeide for: [Klientdelegering](delegate-clients.md)
  - gi en virksomhet fullmakt til å arbeide for deg: [Sette opp klientforhold](set-up-client-relationship.md)
  - la en person, og ikke et fagsystem, arbeide for en klient: [Klientadministrasjon](client-administration.md)
  - slutte å bruke et fagsystem: [Slette systemtilgang](delete-system-access.md)

  Scenario: Systemtilgang for egen virksomhet
    Skal fagsystemet rapportere for virksomheten din, trenger du en systemtilgang for egen virksomhet.
    Den kan ikke brukes for noen andre, heller ikke for klientene dine.

    Gitt at "DISKRET NÆR TIGER AS" har systemtilgangen "Regnskap i sky" for egen virksomhet, med fagsystemet "SmartCloud Regnskap"
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Regnskap i sky" under "Egne systemtilganger"
    Så kan systemtilgangen "Regnskap i sky" bruke "Posttjenester" for virksomheten selv
    Men kan systemtilgangen "Regnskap i sky" ikke bruke "Posttjenester" for noen andre enn virksomheten selv

  Scenario: Systemtilgang for klientene dine
    Skal fagsystemet rapportere for klientene dine, trenger du en systemtilgang for kunder. Den kan
    bare brukes for dem som er lagt til i den.

    Gitt at "DISKRET NÆR TIGER AS" har en godkjent systemtilgang for kunder, "Revisor klientdelegering"
    Og at "Revisorkunde AS" er lagt til i systemtilgangen "Revisor klientdelegering"
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Revisor klientdelegering" under "Systemtilganger for kunder"
    Så kan systemtilgangen "Revisor klientdelegering" bruke "Ansvarlig revisor" for "Revisorkunde AS"
    Men kan systemtilgangen "Revisor klientdelegering" ikke bruke "Ansvarlig revisor" for noen andre enn dem som er lagt til
      """
      Hvordan du legger til klienter, står i [Klientdelegering](delegate-clients.md).
      """

  Scenario: Leverandøren ber om systemtilgangen
    Som regel er det leverandøren som ber om systemtilgangen. Du får en lenke, ser hva fagsystemet
    trenger, og godkjenner eller avviser. Slik får du begge typer systemtilgang.

    Gitt at jeg har fått en lenke til forespørselen fra "SmartCloud Lønn"
    Når jeg åpner lenken til forespørselen fra "SmartCloud Lønn" og logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Så ser jeg at "SmartCloud Lønn" ber om disse tilgangspakkene for "DISKRET NÆR TIGER AS":
      | Tilgangspakke |
      | A-ordningen   |
      | Lønn          |
      """
      Fagsystemet får ingenting før du godkjenner. Resten av stegene står i
      [Godkjenne systemtilgang](approve-system-access.md).
      """

  Scenario: Du oppretter systemtilgangen selv
    Kan ikke fagsystemet be om systemtilgangen, oppretter du den selv. Det går bare for egen
    virksomhet.

    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger "Lag ny systemtilgang"
    Når jeg velger fagsystemet "SmartCloud Skatt"
    Når jeg trykker på "Gå videre"
    Så ser jeg at "SmartCloud Skatt" vil få disse tilgangspakkene for "DISKRET NÆR TIGER AS":
      | Tilgangspakke  |
      | Skattegrunnlag |
      """
      Systemtilgangen er ikke opprettet ennå. Resten av stegene står i
      [Opprette systemtilgang](create-system-access.md).
      """

  Scenario: Hvorfor alle fullmaktene må være på plass
    Det er leverandøren som bestemmer hva fagsystemet trenger for å gjøre jobben sin. Det er alt eller
    ingenting: Mangler én av tilgangspakkene, kan fagsystemet ikke bruke noen av dem.

    I eksempelet krever systemtilgangen to tilgangspakker. Revisorkunde AS har bare gitt den ene, og
    da kan ikke den heller brukes.

    Gitt at systemtilgangen "Årsoppgjør" krever disse tilgangspakkene:
      | Tilgangspakke     |
      | Ansvarlig revisor |
      | Skattegrunnlag    |
    Og at "DISKRET NÆR TIGER AS" er "revisor" for "Revisorkunde AS" i Enhetsregisteret
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Årsoppgjør"
    Når jeg trykker på "Legg til kunder"
    Når jeg trykker på "Legg til i systemtilgang" for "Revisorkunde AS"
    Så blir "Revisorkunde AS" ikke lagt til i systemtilgangen "Årsoppgjør"
    Når jeg trykker på "Bekreft og lukk"
    Så kan systemtilgangen "Årsoppgjør" ikke bruke noe for en klient som bare har gitt noen av tilgangspakkene
      """
      Det samme gjelder deg når systemtilgangen er for egen virksomhet: Oppretter eller godkjenner du
      den, må du selv kunne gi videre alt som fagsystemet ber om. Mangler du noe, kan du be daglig
      leder om å gjøre det.
      """

  Scenario: Når du er tilgangsstyrer
    En tilgangsstyrer oppretter, godkjenner og sletter systemtilganger, men kan ikke velge hvilke
    klienter de skal gjelde for. Daglig leder kan gjøre begge deler.

    Når jeg logger på som "tilgangsstyrer" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Så ser jeg virksomhetens egen systemtilgang "Regnskap i sky" i oversikten
    Når jeg velger systemtilgangen "Revisor klientdelegering" under "Systemtilganger for kunder"
    Så ser jeg meldingen "Kun klientadministratorer kan administrere klienter."
    Og har jeg ikke lov til å velge klienter for systemtilgangen "Revisor klientdelegering"

  Scenario: Når du er klientadministrator
    En klientadministrator velger hvilke klienter en systemtilgang for kunder skal gjelde for, men ser
    ikke systemtilgangene for egen virksomhet.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Så ser jeg ikke virksomhetens egen systemtilgang "Regnskap i sky" i oversikten
    Når jeg velger systemtilgangen "Revisor klientdelegering" under "Systemtilganger for kunder"
    Når jeg trykker på "Legg til kunder"
    Når jeg trykker på "Legg til i systemtilgang" for "Revisorkunde AS"
    Så er "Revisorkunde AS" lagt til i systemtilgangen "Revisor klientdelegering"

  Scenario: Hvis du mangler tilgang
    Har du ingen av disse rollene, får du ikke se systemtilgangene. Be daglig leder om hjelp.

    Når jeg logger på som ansatt uten administratorrettigheter i "Klientkunde AS"
    Når jeg følger en lenke rett til oversikten over systemtilganger
    Så ser jeg meldingen "Du mangler fullmakter for å kunne opprette systemtilgang eller administrere klienter på systemtilganger."
    Og får jeg ikke se systemtilgangene til "Klientkunde AS"
