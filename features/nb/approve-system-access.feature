# language: no
@approve-access
Egenskap: Godkjenne systemtilgang

  Leverandøren av et fagsystem kan be om en systemtilgang, slik at fagsystemet kan utføre oppgaver i
  Altinn på vegne av virksomheten din. Denne veiledningen viser hvordan du godkjenner eller avviser
  forespørselen. Fagsystemet får ingen fullmakter før du har godkjent.

  Du svarer på alt under ett, og kan ikke velge bort noe av det fagsystemet ber om. Kan ikke
  fagsystemet be om en systemtilgang, må du [opprette den selv](create-system-access.md).

  Bakgrunn: Forutsetninger
    Gitt at jeg kan godkjenne forespørsler om systemtilgang som "tilgangsstyrer" eller "daglig leder" i "DISKRET NÆR TIGER AS"
    Og at jeg har fått en lenke til forespørselen fra "SmartCloud Lønn"

  Scenario: Systemtilgang for egen virksomhet
    Før du svarer, ser du hvilke tilgangspakker fagsystemet vil få. Da kan du avgjøre om det er
    greit. I eksempelet bruker DISKRET NÆR TIGER AS lønnssystemet SmartCloud Lønn.

    Når jeg åpner lenken til forespørselen fra "SmartCloud Lønn" og logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Så ser jeg at "SmartCloud Lønn" ber om disse tilgangspakkene for "DISKRET NÆR TIGER AS":
      | Tilgangspakke |
      | A-ordningen   |
      | Lønn          |
      """
      Du trenger ikke å velge virksomhet, for Altinn ser av lenken hvem forespørselen gjelder.
      """
    Når jeg trykker på "Godkjenn systemtilgang"
    Så blir jeg logget ut, og "SmartCloud Lønn" har fått systemtilgang for "DISKRET NÆR TIGER AS"
      """
      Altinn viser ingen kvittering. Når du er logget ut, er svaret ditt registrert.
      """

  Scenario: Forespørsel om en enkelttjeneste
    Trenger fagsystemet bare én tjeneste, kan leverandøren be om den som en enkelttjeneste. Da får
    fagsystemet ikke resten av tilgangspakken som tjenesten inngår i. I eksempelet ber SmartCloud
    Innleie om en tilgangspakke og en enkelttjeneste. Du godkjenner begge eller ingen av dem.

    Når jeg åpner lenken til forespørselen fra "SmartCloud Innleie" og logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Så ser jeg at "SmartCloud Innleie" ber om disse fullmaktene for "DISKRET NÆR TIGER AS":
      | Fullmakt           | Type           |
      | A-ordningen        | tilgangspakke  |
      | Melding om innleie | enkelttjeneste |
    Når jeg velger enkelttjenesten "Melding om innleie"
    Så ser jeg hvem som eier tjenesten "Melding om innleie", og hva den brukes til
    Når jeg lukker vinduet igjen
    Når jeg trykker på "Godkjenn systemtilgang"
    Så blir jeg logget ut, og "SmartCloud Innleie" har fått systemtilgang for "DISKRET NÆR TIGER AS"
      """
      Vil du se hva fagsystemet har fått, logger du på igjen.
      """
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen som "SmartCloud Innleie" har fått
    Så kan systemtilgangen som "SmartCloud Innleie" har fått, bruke enkelttjenesten "Melding om innleie" for "DISKRET NÆR TIGER AS"

  Scenario: Systemtilgang for klientene dine
    Skal fagsystemet utføre oppgaver for klientene dine, godkjenner du på samme måte. Det er klientene
    som gir fullmaktene, så du trenger ikke å ha dem selv. Systemtilgangen virker først når du har
    lagt til klienter i den.

    Når jeg åpner lenken til forespørselen fra "SmartCloud Arbeidspapirer" og logger på som "tilgangsstyrer" i "DISKRET NÆR TIGER AS"
    Så ser jeg at "SmartCloud Arbeidspapirer" ber om disse tilgangspakkene for klientene til "DISKRET NÆR TIGER AS":
      | Tilgangspakke      |
      | Revisormedarbeider |
    Når jeg trykker på "Godkjenn systemtilgang"
    Så blir jeg logget ut, og "SmartCloud Arbeidspapirer" har fått systemtilgang for klientene til "DISKRET NÆR TIGER AS"
      """
      Gå videre til [Klientdelegering](delegate-clients.md), som viser hvordan du legger til
      klientene. Da må du være klientadministrator eller daglig leder.
      """

  Scenario: Avvise forespørselen
    Kjenner du ikke fagsystemet, eller ber det om mer enn du vil gi, avviser du forespørselen.

    Når jeg åpner lenken til forespørselen fra "SmartCloud Lønn" og logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Avvis"
    Så blir jeg logget ut, og forespørselen fra "SmartCloud Lønn" er avvist
      """
      Svaret kan ikke endres. Ombestemmer du deg, må leverandøren sende en ny forespørsel.
      """

  Scenario: Tilbake til leverandøren
    Noen leverandører har en egen side som bekrefter at du har svart. Da sender Altinn deg dit når du
    er logget ut. Altinn bruker bare adresser som leverandøren har registrert på forhånd.

    Gitt at "SmartCloud Toll" har en egen kvitteringsside
    Når jeg åpner lenken til forespørselen fra "SmartCloud Toll" og logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Godkjenn systemtilgang"
    Så kommer jeg til kvitteringssiden til "SmartCloud Toll", som har fått systemtilgang for "DISKRET NÆR TIGER AS"

  Scenario: Hvis du mangler en fullmakt
    Det er ikke nok å være tilgangsstyrer. Mangler du én av fullmaktene, kan du ikke godkjenne, selv
    om du har de andre. Be i så fall noen som har alle, for eksempel daglig leder, om å godkjenne. I
    eksempelet har tilgangsstyreren fullmakt til A-ordningen, men ikke til Lønn.

    Når jeg åpner lenken til forespørselen fra "SmartCloud Lønn" og logger på som "tilgangsstyrer" i "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Godkjenn systemtilgang"
    Så ser jeg meldingen "Delegering av tilgangspakker feilet: du mangler nødvendige fullmakter til å delegere tilgangspakkene som kreves."
    Og blir forespørselen fra "SmartCloud Lønn" ikke godkjent, fordi jeg bare mangler "Lønn"
    Når jeg trykker på "Meny"
    Og jeg trykker på "Logg ut"
      """
      Send lenken til daglig leder, som gjør resten.
      """
    Når jeg åpner lenken til forespørselen fra "SmartCloud Lønn" og logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Godkjenn systemtilgang"
    Så blir jeg logget ut, og "SmartCloud Lønn" har fått systemtilgang for "DISKRET NÆR TIGER AS"

  Scenario: Hvis du ikke kan gi videre en enkelttjeneste
    Ber fagsystemet om en enkelttjeneste, må du selv kunne gi videre en tilgangspakke der tjenesten
    inngår. I eksempelet kan tilgangsstyreren gi tilgangspakken, men ikke enkelttjenesten. Da blir
    ingenting godkjent.

    Når jeg åpner lenken til forespørselen fra "SmartCloud Innleie" og logger på som "tilgangsstyrer" i "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Godkjenn systemtilgang"
    Så ser jeg meldingen "Delegering av tjenester feilet: du mangler nødvendige fullmakter til å delegere tjenestene som kreves."
    Og blir forespørselen fra "SmartCloud Innleie" ikke godkjent, fordi jeg bare mangler enkelttjenesten "Melding om innleie"

  Scenario: Sende forespørselen videre
    Har du fått lenken uten å ha lov til å godkjenne, kan du sende forespørselen videre i Altinn. Da
    finner tilgangsstyreren den i oversikten over systemtilganger.

    Når jeg åpner lenken til forespørselen fra "SmartCloud Lønn" og logger på som ansatt uten administratorrettigheter i "DISKRET NÆR TIGER AS"
    Så blir jeg spurt om å sende forespørselen fra "SmartCloud Lønn" videre
    Når jeg trykker på "Ja, send videre"
    Så er forespørselen fra "SmartCloud Lønn" sendt videre i "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Avslutt"
      """
      Da blir du logget ut. Resten er det tilgangsstyreren som gjør. I eksempelet er det daglig leder.
      """
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger forespørselen fra "SmartCloud Lønn" under "Ventende systemtilgang-forespørsler"
    Når jeg trykker på "Godkjenn systemtilgang"
    Så er systemtilgangen som "SmartCloud Lønn" ba om, merket som ny i oversikten til "DISKRET NÆR TIGER AS"

  Scenario: Endring av en systemtilgang
    Trenger fagsystemet andre tilgangspakker enn før, ber leverandøren om en endring. Du ser hva som
    legges til, og hva som fjernes. Det som legges til, må du selv ha fullmakt til. Bare
    systemtilganger for egen virksomhet kan endres slik.

    Gitt at "DISKRET NÆR TIGER AS" har systemtilgangen "Regnskap i sky" for egen virksomhet, med fagsystemet "SmartCloud Regnskap"
    Når jeg åpner lenken til forespørselen fra "SmartCloud Regnskap" og logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Så ser jeg at "SmartCloud Regnskap" ber om denne endringen i systemtilgangen "Regnskap i sky":
      | Tilgangspakke                   | Endring    |
      | Regnskap og økonomirapportering | legges til |
      | Posttjenester                   | fjernes    |
    Når jeg trykker på "Godkjenn oppdatert systemtilgang"
    Så blir jeg logget ut, og systemtilgangen "Regnskap i sky" er endret slik "SmartCloud Regnskap" ba om

  Scenario: Endring av enkelttjenester
    En endring kan også gjelde enkelttjenester. I eksempelet trenger HVIT HELLE AS en annen tjeneste i
    personalsystemet enn før.

    Gitt at "HVIT HELLE AS" har systemtilgangen "Personal i sky" for egen virksomhet, med fagsystemet "SmartCloud Personal"
    Når jeg åpner lenken til forespørselen fra "SmartCloud Personal" og logger på som "daglig leder" i "HVIT HELLE AS"
    Så ser jeg at "SmartCloud Personal" ber om denne endringen av enkelttjenestene i systemtilgangen "Personal i sky":
      | Enkelttjeneste           | Endring    |
      | Oversikt over sykefravær | legges til |
      | Melding om permisjon     | fjernes    |
    Når jeg trykker på "Godkjenn oppdatert systemtilgang"
    Så blir jeg logget ut, og systemtilgangen "Personal i sky" er endret slik "SmartCloud Personal" ba om

  Scenario: Forespørselen er behandlet fra før
    Flere i virksomheten kan ha fått den samme lenken. Har noen svart før deg, ser du hva svaret ble.
    Det kan ikke endres her. Vil du trekke godkjenningen tilbake, kan du
    [slette systemtilgangen](delete-system-access.md).

    Gitt at forespørselen fra "SmartCloud Lønn" er godkjent fra før
    Når jeg åpner lenken til forespørselen fra "SmartCloud Lønn" og logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Så ser jeg meldingen "Denne forespørselen er allerede godkjent"
    Og kan jeg ikke svare på forespørselen fra "SmartCloud Lønn" en gang til

  Scenario: Når du er klientadministrator
    En klientadministrator kan legge til og fjerne klienter, men ikke godkjenne forespørsler. Gjelder
    det en ny systemtilgang, kan du sende forespørselen videre, som vist over. Gjelder det en endring,
    får du ikke se den. Gi da lenken til en tilgangsstyrer eller daglig leder.

    Når jeg åpner lenken til forespørselen fra "SmartCloud Lønn" og logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Så blir jeg spurt om å sende forespørselen fra "SmartCloud Lønn" videre
    Når jeg trykker på "Lukk og logg ut"
    Når jeg åpner lenken til forespørselen fra "SmartCloud Regnskap" og logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Så ser jeg meldingen "Du har ikke tilstrekkelige fullmakter til å godkjenne denne systemtilgang-forespørselen"
    Og får jeg verken se, godkjenne eller avvise forespørselen fra "SmartCloud Regnskap"

  Scenario: Forespørsel til en annen virksomhet
    Gjelder forespørselen en virksomhet som du ikke har noen fullmakt fra, får du ikke se den. Si fra
    til den som ga deg lenken.

    Når jeg åpner lenken til forespørselen fra "SmartCloud Lønn" og logger på som "daglig leder" i "Klientkunde AS"
    Så ser jeg meldingen "Du har ikke tilstrekkelige fullmakter til å godkjenne denne systemtilgang-forespørselen"
    Og får jeg verken se, godkjenne eller avvise forespørselen fra "SmartCloud Lønn"
