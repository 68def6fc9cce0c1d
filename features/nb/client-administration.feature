# language: no
@client-administration
Egenskap: Klientadministrasjon

  Når en klient har gitt virksomheten din fullmakt, er det virksomheten som har den. Skal en person
  utføre oppgaver for klienten, må du gi fullmakten videre til personen. Det gjør du i
  klientadministrasjonen.

  Denne veiledningen gjelder personer. Skal et fagsystem utføre oppgavene, bruker du
  [Klientdelegering](delegate-clients.md). Har ikke klienten gitt noen fullmakt ennå, må den først
  [sette opp et klientforhold](set-up-client-relationship.md).

  Bakgrunn: Forutsetninger
    Gitt at jeg kan gi klientenes fullmakter videre som "klientadministrator" eller "daglig leder" i "DISKRET NÆR TIGER AS"

  Scenario: Legge til en person
    Du kan legge til hvem som helst, også noen som ikke arbeider i virksomheten. Da må du vite
    fødselsnummeret og etternavnet.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg trykker på "Legg til ny bruker"
    Når jeg skriver inn fødselsnummeret "16857692261" og etternavnet "Lun"
    Når jeg trykker på "Legg til person"
    Så er "LUN SKOG" lagt til i klientadministrasjonen til "DISKRET NÆR TIGER AS", uten noen fullmakt

  Scenario: Legge til en person som har fullmakt i virksomheten
    Har personen allerede en fullmakt i virksomheten, er det nok å søke etter navnet.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg søker etter "LUN SKOG" i klientadministrasjonen
    Så finner jeg "LUN SKOG" blant dem som ikke har klienttilgang i "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Legg til" ved brukeren "LUN SKOG"
    Så ser jeg meldingen "Bruker lagt til."
    Og er "LUN SKOG" blant brukerne med klienttilgang i "DISKRET NÆR TIGER AS"

  Scenario: Gi en person fullmakt
    Du gir én tilgangspakke om gangen, for én klient. Personen kan ikke gi den videre.

    Gitt at "LUN SKOG" er lagt til i klientadministrasjonen til "DISKRET NÆR TIGER AS"
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg velger brukeren "LUN SKOG"
    Når jeg åpner "Kan få disse klientene"
    Og jeg åpner klienten "Revisorkunde AS"
    Når jeg trykker på "Gi fullmakt" ved tilgangspakken "Ansvarlig revisor"
    Så har "LUN SKOG" fått fullmakt til "Ansvarlig revisor" for "Revisorkunde AS"

  Scenario: Finne en klient
    Har virksomheten mange klienter, kan du velge hvilke klientforhold du vil se. Klienter som er
    slettet i Enhetsregisteret, ser du bare når du ber om det.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg velger fanen "Klienter"
    Når jeg trykker på "Klientforhold"
    Og jeg velger klientforholdet "regnskapsfører"
    Så ser jeg bare disse klientene:
      | Klient              |
      | BLÅVEIS BLOMSTER AS |
    Når jeg slår på "Vis slettede"
    Så ser jeg bare disse klientene:
      | Klient                 |
      | BLÅVEIS BLOMSTER AS    |
      | HAVBRIS FISKEMOTTAK AS |

  Scenario: Gi en person fullmakt fra klientens side
    Du kan også begynne med klienten. Da ser du hvem som har hvilke fullmakter for den.

    Gitt at "LUN SKOG" er lagt til i klientadministrasjonen til "DISKRET NÆR TIGER AS"
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg velger fanen "Klienter"
    Når jeg velger klienten "NORDLYS BAKERI AS"
    Når jeg åpner "Brukere som kan få fullmakt"
    Og jeg åpner brukeren "LUN SKOG"
    Når jeg trykker på "Gi fullmakt" ved tilgangspakken "Revisormedarbeider"
    Så har "LUN SKOG" fått fullmakt til "Revisormedarbeider" for "NORDLYS BAKERI AS"

  Scenario: Legge til en person fra klientens side
    Er personen ikke lagt til ennå, kan du gjøre det uten å forlate klienten.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg velger fanen "Klienter"
    Når jeg velger klienten "SOLSIDEN BORETTSLAG"
    Når jeg trykker på "Legg til ny bruker"
    Når jeg skriver inn fødselsnummeret "16857692261" og etternavnet "Lun"
    Når jeg trykker på "Legg til person"
    Så ser jeg meldingen "Brukeren har nå klienttilgang."
    Når jeg åpner brukeren "LUN SKOG"
    Når jeg trykker på "Gi fullmakt" ved tilgangspakken "Forretningsforer eiendom"
    Så har "LUN SKOG" fått fullmakt til "Forretningsforer eiendom" for "SOLSIDEN BORETTSLAG"

  Scenario: Ta tilbake en fullmakt
    Skal personen ikke lenger arbeide for klienten, tar du fullmakten tilbake. Personen beholder de
    andre fullmaktene, og virksomheten beholder klienten.

    Gitt at "LUN SKOG" har fått "Ansvarlig revisor" for "Revisorkunde AS" gjennom "DISKRET NÆR TIGER AS"
    Og at "LUN SKOG" har fått "Ansvarlig revisor" for "NORDLYS BAKERI AS" gjennom "DISKRET NÆR TIGER AS"
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg velger brukeren "LUN SKOG"
    Når jeg åpner klienten "Revisorkunde AS"
    Når jeg trykker på "Slett fullmakt" ved tilgangspakken "Ansvarlig revisor"
    Så kan "LUN SKOG" ikke lenger bruke "Ansvarlig revisor" for "Revisorkunde AS"
    Men kan "LUN SKOG" fortsatt bruke "Ansvarlig revisor" for "NORDLYS BAKERI AS"

  Scenario: Ta tilbake en fullmakt fra klientens side
    Skal ingen i virksomheten arbeide for klienten lenger, er det enklest å begynne med klienten.

    Gitt at "LUN SKOG" har fått "Ansvarlig revisor" for "Revisorkunde AS" gjennom "DISKRET NÆR TIGER AS"
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg velger fanen "Klienter"
    Når jeg velger klienten "Revisorkunde AS"
    Når jeg åpner brukeren "LUN SKOG"
    Når jeg trykker på "Slett fullmakt" ved tilgangspakken "Ansvarlig revisor"
    Så kan "LUN SKOG" ikke lenger bruke "Ansvarlig revisor" for "Revisorkunde AS"

  Scenario: Når klienten tar fullmakten tilbake
    Personen har bare det virksomheten har. Tar klienten fullmakten tilbake, mister også personen den.

    Gitt at "Klientkunde AS" har gitt "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Og at "LUN SKOG" har fått "Skattegrunnlag" for "Klientkunde AS" gjennom "DISKRET NÆR TIGER AS"
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg velger brukeren "LUN SKOG"
    Når "Klientkunde AS" tar fullmakten til "Skattegrunnlag" tilbake fra "DISKRET NÆR TIGER AS"
    Så har "LUN SKOG" mistet fullmakten til "Skattegrunnlag" for "Klientkunde AS"

  Scenario: Slette en person
    Slutter en medarbeider, sletter du brukeren fra klientadministrasjonen. Da mister personen alle
    fullmaktene for klientene på én gang, men beholder dem som gjelder virksomheten selv.

    Gitt at "LUN SKOG" har fått "Ansvarlig revisor" for "Revisorkunde AS" gjennom "DISKRET NÆR TIGER AS"
    Og at "LUN SKOG" har fått "Ansvarlig revisor" for "NORDLYS BAKERI AS" gjennom "DISKRET NÆR TIGER AS"
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg velger brukeren "LUN SKOG"
    Når jeg trykker på "Slett bruker"
    Så blir jeg spurt om jeg vil slette "LUN SKOG" fra klientadministrasjonen
    Når jeg trykker på "Slett bruker"
    Så er "LUN SKOG" slettet fra klientadministrasjonen til "DISKRET NÆR TIGER AS", sammen med disse fullmaktene:
      | Tilgangspakke     | Klient            |
      | Ansvarlig revisor | Revisorkunde AS   |
      | Ansvarlig revisor | NORDLYS BAKERI AS |
      """
      Skal personen heller ikke ha fullmakter i virksomheten, må de slettes under «Brukere» i menyen.
      """

  Scenario: Når personen ikke blir funnet
    Altinn legger bare til personen når fødselsnummeret og etternavnet hører sammen. Du får ikke vite
    hvilket av dem som er feil.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg trykker på "Legg til ny bruker"
    Når jeg skriver inn fødselsnummeret "16857692261" og etternavnet "Klok"
    Når jeg trykker på "Legg til person"
    Så ser jeg meldingen "Fant ingen bruker med dette fødselsnummeret/brukernavnet og navnet. Vennligst sjekk at informasjonen er korrekt."
    Og er ingen lagt til i klientadministrasjonen til "DISKRET NÆR TIGER AS"

  Scenario: Når det ikke er noe å gi videre
    Listen viser alle klienter, også dem som ikke har gitt noen fullmakt som kan gis videre. Det gjelder
    blant annet når virksomheten er forretningsfører for noe annet enn et borettslag eller et
    eierseksjonssameie.

    Gitt at "LUN SKOG" er lagt til i klientadministrasjonen til "DISKRET NÆR TIGER AS"
    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Klientadministrasjon" i menyen
    Når jeg velger fanen "Klienter"
    Når jeg velger klienten "TORGET EIENDOM AS"
    Så ser jeg at "DISKRET NÆR TIGER AS" ikke har noe å gi videre for "TORGET EIENDOM AS"
      """
      Be klienten selv om å gi virksomheten fullmakten, slik
      [Sette opp klientforhold](set-up-client-relationship.md) viser.
      """

  Scenario: Når du er tilgangsstyrer
    En tilgangsstyrer gir fullmakter for virksomheten selv, men ikke for klientene. Be en
    klientadministrator eller daglig leder om å gjøre det.

    Gitt at "LUN SKOG" er lagt til i klientadministrasjonen til "DISKRET NÆR TIGER AS"
    Når jeg logger på som "tilgangsstyrer" i "DISKRET NÆR TIGER AS"
    Når jeg følger en lenke rett til klientadministrasjonen
    Så ser jeg meldingen "Du har ikke tilgang til klientadministrasjon"
    Og har jeg ikke lov til å gi "LUN SKOG" fullmakt for noen av klientene
