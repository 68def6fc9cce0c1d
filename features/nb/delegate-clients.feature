# language: no
@clients
Egenskap: Klientdelegering

  En systemtilgang for kunder virker bare for de klientene som er lagt til i den. Denne
  veiledningen viser hvordan du som eier systemtilgangen, legger til og fjerner klienter.
  Gjelder systemtilgangen bare din egen virksomhet, trenger du ikke å legge til noen. Altinn bruker
  både «kunde» og «klient» om det samme.

  En klient må ha et klientforhold til virksomheten din. Klientforholdet oppstår enten av seg selv,
  fra en rolle i Enhetsregisteret, eller ved at klienten selv gir virksomheten din fullmakt. Hvordan
  klienten gjør det, står i [Sette opp klientforhold](set-up-client-relationship.md).

  Bakgrunn: Forutsetninger
    Gitt at jeg kan administrere klienter som "klientadministrator" eller "daglig leder" i "DISKRET NÆR TIGER AS"
    Og at "DISKRET NÆR TIGER AS" har en godkjent systemtilgang for kunder, "Revisor klientdelegering"

  Scenario: Klient fra Enhetsregisteret
    Er virksomheten din registrert som revisor, regnskapsfører eller forretningsfører for klienten,
    finnes klientforholdet allerede. I eksempelet er DISKRET NÆR TIGER AS revisor for Revisorkunde AS.

    Gitt at disse rollene i Enhetsregisteret gir et klientforhold:
      | Rolle            | Tilgangspakke                               |
      | revisor          | Ansvarlig revisor                           |
      | revisor          | Revisormedarbeider                          |
      | regnskapsfører   | Regnskapsfører med signeringsrettighet      |
      | regnskapsfører   | Regnskapsfører uten signeringsrettighet     |
      | regnskapsfører   | Regnskapsfører lønn                         |
      | forretningsfører | Forretningsforer eiendom                    |
    Og at "DISKRET NÆR TIGER AS" er "revisor" for "Revisorkunde AS" i Enhetsregisteret
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Revisor klientdelegering" under "Systemtilganger for kunder"
    Når jeg trykker på "Legg til kunder"
    Når jeg trykker på "Legg til i systemtilgang" for "Revisorkunde AS"
    Så er "Revisorkunde AS" lagt til i systemtilgangen "Revisor klientdelegering"
      """
      Legg til flere klienter på samme måte, én om gangen. På en smal skjerm vises knappen bare som
      et plusstegn.
      """
    Når jeg trykker på "Bekreft og lukk"
    Så kan systemtilgangen "Revisor klientdelegering" bruke "Ansvarlig revisor" for "Revisorkunde AS"

  Scenario: Klient som har gitt fullmakten selv
    Har klienten fulgt veiledningen [Sette opp klientforhold](set-up-client-relationship.md), finner
    du den i listen på samme måte. Systemtilgangen kan ikke brukes for klienten før du har lagt den til.

    Gitt at "Klientkunde AS" har gitt "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Skatt for kunder"
    Så kan systemtilgangen "Skatt for kunder" ikke bruke "Skattegrunnlag" for "Klientkunde AS"
    Når jeg trykker på "Legg til kunder"
    Når jeg trykker på "Legg til i systemtilgang" for "Klientkunde AS"
    Så er "Klientkunde AS" lagt til i systemtilgangen "Skatt for kunder"
    Når jeg trykker på "Bekreft og lukk"
    Så kan systemtilgangen "Skatt for kunder" bruke "Skattegrunnlag" for "Klientkunde AS"

  Scenario: Flere tilgangspakker på samme systemtilgang
    Krever systemtilgangen flere tilgangspakker, må klienten ha gitt alle sammen: selv, gjennom en
    rolle i Enhetsregisteret eller en kombinasjon. Det er ikke nok å ha gitt én av dem. Listen viser
    alle klienter som har gitt minst én, så den kan ha klienter som ennå ikke kan legges til.

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
    Så ser jeg meldingen "Kunne ikke legge til klient"
    Og blir "Revisorkunde AS" ikke lagt til i systemtilgangen "Årsoppgjør"
    Når "Revisorkunde AS" gir "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Når jeg trykker på "Legg til i systemtilgang" for "Revisorkunde AS"
    Så er "Revisorkunde AS" lagt til i systemtilgangen "Årsoppgjør"
    Når jeg trykker på "Bekreft og lukk"
    Så kan systemtilgangen "Årsoppgjør" bruke "Skattegrunnlag" for "Revisorkunde AS"
    Og kan systemtilgangen "Årsoppgjør" bruke "Ansvarlig revisor" for "Revisorkunde AS"

  Scenario: Legge til alle klienter
    Skal systemtilgangen gjelde alle klientene, kan du legge til alle på én gang.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Revisor klientdelegering"
    Når jeg trykker på "Legg til kunder"
    Når jeg trykker på "Legg til alle klienter"
    Så ser jeg meldingen "Alle klienter er lagt til."
    Og er alle klientene lagt til i systemtilgangen "Revisor klientdelegering"
    Når jeg trykker på "Bekreft og lukk"
    Så kan systemtilgangen "Revisor klientdelegering" bruke "Ansvarlig revisor" for "FJELLBRIS VERKSTED AS"

  Scenario: Fjerne en klient
    Skal virksomheten din ikke lenger utføre oppgaver for en klient, fjerner du den fra
    systemtilgangen. Klientforholdet består, så du kan legge til klienten igjen senere.

    Gitt at "Klientkunde AS" har gitt "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Og at "Klientkunde AS" er lagt til i systemtilgangen "Skatt for kunder"
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Skatt for kunder"
    Så kan systemtilgangen "Skatt for kunder" bruke "Skattegrunnlag" for "Klientkunde AS"
    Når jeg trykker på "Legg til kunder"
    Når jeg trykker på "Fjern fra systemtilgang" for "Klientkunde AS"
    Så er "Klientkunde AS" fjernet fra systemtilgangen "Skatt for kunder"
    Når jeg trykker på "Bekreft og lukk"
    Så kan systemtilgangen "Skatt for kunder" ikke lenger bruke "Skattegrunnlag" for "Klientkunde AS"

  Scenario: Klienten mangler i listen
    Finner du ikke klienten i listen, er det ikke satt opp noe klientforhold.

    Gitt at "Klientkunde AS" ikke har noe klientforhold til "DISKRET NÆR TIGER AS"
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Revisor klientdelegering"
    Når jeg trykker på "Legg til kunder"
    Når jeg søker etter "Klientkunde AS" blant klientene
    Så ser jeg meldingen "Ingen treff på søket"
    Og er "Klientkunde AS" ikke blant klientene til systemtilgangen "Revisor klientdelegering"
      """
      Be klienten om å gi virksomheten din fullmakten som systemtilgangen krever. Klienten gjør det
      selv ved å følge veiledningen [Sette opp klientforhold](set-up-client-relationship.md).
      """

  Scenario: Forretningsfører: bare borettslag og eierseksjonssameier
    Er virksomheten din forretningsfører, gir registreringen i Enhetsregisteret tilgangspakken for
    eiendom bare for borettslag og eierseksjonssameier. I eksempelet er DISKRET NÆR TIGER AS forretningsfører
    både for et borettslag og for et aksjeselskap. Bare borettslaget kan legges til. Altinn skriver
    navnet på tilgangspakken «Forretningsforer eiendom», uten ø.

    Gitt at rollen "forretningsfører" bare gir "Forretningsforer eiendom" for disse organisasjonsformene:
      | Organisasjonsform  |
      | borettslag         |
      | eierseksjonssameie |
    Og at "DISKRET NÆR TIGER AS" er "forretningsfører" for "SOLSIDEN BORETTSLAG" i Enhetsregisteret
    Og at "DISKRET NÆR TIGER AS" er "forretningsfører" for "TORGET EIENDOM AS" i Enhetsregisteret
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Eiendomsforvaltning"
    Når jeg trykker på "Legg til kunder"
    Så kan jeg bare velge mellom disse klientene for systemtilgangen "Eiendomsforvaltning":
      | Klient              |
      | SOLSIDEN BORETTSLAG |
    Men er "TORGET EIENDOM AS" ikke blant klientene til systemtilgangen "Eiendomsforvaltning"
    Når jeg trykker på "Legg til i systemtilgang" for "SOLSIDEN BORETTSLAG"
    Så er "SOLSIDEN BORETTSLAG" lagt til i systemtilgangen "Eiendomsforvaltning"
    Når jeg trykker på "Bekreft og lukk"
    Så kan systemtilgangen "Eiendomsforvaltning" bruke "Forretningsforer eiendom" for "SOLSIDEN BORETTSLAG"

  Scenario: Forretningsfører: norskregistrerte utenlandske foretak
    Er virksomheten din forretningsfører for et norskregistrert utenlandsk foretak (NUF), gir
    registreringen flere tilgangspakker, blant annet Skattegrunnlag. Klienten trenger ikke gi
    fullmakten selv.

    Gitt at rollen "forretningsfører" bare gir "Skattegrunnlag" for disse organisasjonsformene:
      | Organisasjonsform                  |
      | norskregistrert utenlandsk foretak |
    Og at "DISKRET NÆR TIGER AS" er "forretningsfører" for "HAVGLIMT HANDEL NUF" i Enhetsregisteret
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Skatt for kunder"
    Når jeg trykker på "Legg til kunder"
    Når jeg trykker på "Legg til i systemtilgang" for "HAVGLIMT HANDEL NUF"
    Så er "HAVGLIMT HANDEL NUF" lagt til i systemtilgangen "Skatt for kunder"
    Når jeg trykker på "Bekreft og lukk"
    Så kan systemtilgangen "Skatt for kunder" bruke "Skattegrunnlag" for "HAVGLIMT HANDEL NUF"

  Scenario: Din egen virksomhet som klient
    En systemtilgang for kunder kan også brukes for din egen virksomhet, hvis tilgangspakkene er slike
    som en virksomhet kan gi fra seg. Det gjelder ikke pakkene som bare følger med en rolle i
    Enhetsregisteret. Du må være daglig leder, eller tilgangsstyrer som selv har tilgangspakkene.

    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Skatt for kunder"
    Når jeg trykker på "Legg til din virksomhet"
    Så er virksomheten selv lagt til i systemtilgangen "Skatt for kunder", som kan bruke "Skattegrunnlag" for den
    Når jeg trykker på "Fjern fra systemtilgang" for min egen virksomhet
    Så er virksomheten selv fjernet fra systemtilgangen "Skatt for kunder"

  Scenario: La en ansatt administrere klientene
    Skal en ansatt legge til og fjerne klienter, gir du den ansatte tilgangspakken Klientadministrator.
    Du trenger fødselsnummeret og etternavnet.

    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Brukere" i menyen
    Når jeg trykker på "Ny bruker"
    Når jeg velger fanen "Person"
    Når jeg skriver inn fødselsnummeret "09890361274" og etternavnet "Frisk"
    Når jeg trykker på "Legg til person"
    Så er "FRISK BRIS" lagt til blant brukerne til "DISKRET NÆR TIGER AS", uten noen fullmakt
    Når jeg trykker på "Gi fullmakt"
    Og jeg søker etter tilgangspakken "Klientadministrator"
    Når jeg trykker på "Gi fullmakt" for tilgangspakken "Klientadministrator"
    Så kan "FRISK BRIS" administrere klienter for "DISKRET NÆR TIGER AS"

  Scenario: Hvis du ikke finner systemtilgangen
    Systemtilgangene tilhører hovedenheten. Har du valgt en underenhet, er oversikten tom.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS", uten å velge virksomhet ennå
    Så kan jeg velge mellom disse virksomhetene:
      | Virksomhet                 |
      | DISKRET NÆR TIGER AS       |
      | DISKRET NÆR TIGER AVD VEST |
    Når jeg velger å bruke Altinn på vegne av "DISKRET NÆR TIGER AVD VEST"
    Når jeg går til "Systemtilganger" i menyen
    Så har "DISKRET NÆR TIGER AVD VEST" ingen systemtilganger, selv om hovedenheten har det
    Når jeg bytter til "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Revisor klientdelegering"
    Så ser jeg at systemtilgangen "Revisor klientdelegering" ikke har noen klienter
