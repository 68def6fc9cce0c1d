# language: no
@client-relationship
Egenskap: Sette opp klientforhold

  En systemtilgang for kunder kan bare brukes for klienter som har et klientforhold til virksomheten
  som eier systemtilgangen. Noen klientforhold oppstår av seg selv, fordi virksomheten er registrert
  som revisor, regnskapsfører eller forretningsfører for klienten i Enhetsregisteret. Finnes det ikke
  noe slikt forhold, må klienten selv gi virksomheten fullmakt. Altinn bruker både «kunde» og
  «klient» om det samme.

  Denne veiledningen viser hvordan du som klient gir fullmakten. Du trenger den ikke hvis
  virksomheten allerede står oppført som revisor, regnskapsfører eller forretningsfører for deg.
  Da kan virksomheten gå rett til [Klientdelegering](delegate-clients.md).

  Bakgrunn: Forutsetninger
    Gitt at jeg har tilgang til Altinn som "daglig leder" eller "klientadministrator" i "Klientkunde AS"

  Scenario: Prosess i Altinn-portalen
    I eksempelet er Klientkunde AS klienten, og DISKRET NÆR TIGER AS er virksomheten som eier
    systemtilgangen.

    Gitt at "Klientkunde AS" ikke har noe klientforhold til "DISKRET NÆR TIGER AS"
    Når jeg logger på som "daglig leder" i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Når jeg trykker på "Ny bruker"
    Når jeg skriver inn organisasjonsnummeret "311 590 839" til "DISKRET NÆR TIGER AS"
    Så ser jeg at jeg legger til "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Legg til virksomhet"
    Så er det opprettet et forhold mellom "Klientkunde AS" og "DISKRET NÆR TIGER AS", uten noen fullmakt
    Når jeg trykker på "Gi fullmakt"
    Og jeg søker etter tilgangspakken "Skattegrunnlag"
    Når jeg trykker på "Gi fullmakt" for tilgangspakken "Skattegrunnlag"
    Så har "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag" for "Klientkunde AS"
      """
      Vinduet blir stående åpent, slik at du kan gi flere fullmakter. Lukk det når du er ferdig.
      """
    Når klientforholdet mellom "Klientkunde AS" og "DISKRET NÆR TIGER AS" er etablert
    Så kan "Klientkunde AS" legges til i systemtilgangen "Skatt for kunder", som krever "Skattegrunnlag"
      """
      Det er virksomheten som eier systemtilgangen, som legger til klienten. Si fra til den når
      klientforholdet er på plass. Se [Klientdelegering](delegate-clients.md).
      """

  Scenario: Når du er klientadministrator
    Er du klientadministrator i stedet for daglig leder, følger du de samme stegene. Du kan bare gi
    videre tilgangspakker som du selv har, og du kan ikke ta dem tilbake igjen.

    Når jeg logger på som "klientadministrator" i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Når jeg velger meg selv blant brukerne
    Så har jeg selv bare disse tilgangspakkene for "Klientkunde AS":
      | Tilgangspakke       |
      | Klientadministrator |
      | Skattegrunnlag      |
    Når jeg går til "Brukere" i menyen
    Når jeg trykker på "Ny bruker"
    Når jeg skriver inn organisasjonsnummeret "311 590 839" til "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Legg til virksomhet"
    Så er det opprettet et forhold mellom "Klientkunde AS" og "DISKRET NÆR TIGER AS", uten noen fullmakt
    Når jeg trykker på "Gi fullmakt"
    Og jeg søker etter tilgangspakken "Merverdiavgift"
    Så kan jeg ikke gi "DISKRET NÆR TIGER AS" fullmakt til "Merverdiavgift" for "Klientkunde AS", fordi jeg ikke har den
    Når jeg søker etter tilgangspakken "Skattegrunnlag"
    Når jeg trykker på "Gi fullmakt" for tilgangspakken "Skattegrunnlag"
    Så har "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag" for "Klientkunde AS"
    Når jeg trykker på "Lukk"
    Og jeg søker etter "Skattegrunnlag" blant fullmaktene
    Så kan jeg ikke ta "Skattegrunnlag" for "Klientkunde AS" tilbake fra "DISKRET NÆR TIGER AS"

  Scenario: Når du er hovedadministrator
    Er du hovedadministrator, kan du også gi fullmakt til tilgangspakker som du ikke har selv.

    Gitt at "Klientkunde AS" har gitt "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Når jeg logger på som "hovedadministrator" i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Når jeg velger meg selv blant brukerne
    Så har jeg selv bare disse tilgangspakkene for "Klientkunde AS":
      | Tilgangspakke      |
      | Hovedadministrator |
    Når jeg går til "Brukere" i menyen
    Når jeg velger "DISKRET NÆR TIGER AS" blant brukerne
    Når jeg trykker på "Gi fullmakt"
    Og jeg søker etter tilgangspakken "Merverdiavgift"
    Når jeg trykker på "Gi fullmakt" for tilgangspakken "Merverdiavgift"
    Så har "DISKRET NÆR TIGER AS" fullmakt til "Merverdiavgift" for "Klientkunde AS"

  Scenario: Når du er forretningsfører for et norskregistrert utenlandsk foretak
    Er virksomheten din registrert som forretningsfører for et norskregistrert utenlandsk foretak
    (NUF), kan du gi fullmakten på vegne av det. Du kan gi videre tilgangspakkene som følger med
    registreringen.

    Gitt at "DISKRET NÆR TIGER AS" er "forretningsfører" for "HAVGLIMT HANDEL NUF" i Enhetsregisteret
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS", og velger "HAVGLIMT HANDEL NUF"
    Når jeg går til "Brukere" i menyen
    Når jeg trykker på "Ny bruker"
    Når jeg skriver inn organisasjonsnummeret "313 909 964" til "SmartCloud AS"
    Når jeg trykker på "Legg til virksomhet"
    Når jeg trykker på "Gi fullmakt"
    Og jeg søker etter tilgangspakken "Posttjenester"
    Så kan jeg ikke gi "SmartCloud AS" fullmakt til "Posttjenester" for "HAVGLIMT HANDEL NUF", fordi jeg ikke har den
    Når jeg søker etter tilgangspakken "Skattegrunnlag"
    Når jeg trykker på "Gi fullmakt" for tilgangspakken "Skattegrunnlag"
    Så har "SmartCloud AS" fullmakt til "Skattegrunnlag" for "HAVGLIMT HANDEL NUF"

  Scenario: Hvis virksomheten har fullmakt fra før
    Vet du ikke om virksomheten har fullmakt fra før, kan du lete etter den blant brukerne. Du finner
    den ved å søke etter navnet, organisasjonsnummeret eller en person som har fullmakten gjennom
    virksomheten. Nye brukere står øverst og er merket.

    Gitt at "Klientkunde AS" har gitt "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Når jeg logger på som "daglig leder" i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Så ser jeg bare disse brukerne:
      | Bruker               |
      | DISKRET NÆR TIGER AS |
      | BLID ELV             |
      | KLAR BEKK            |
      | MILD STI             |
    Når jeg søker etter organisasjonsnummeret "311 590 839" blant brukerne
    Så ser jeg bare disse brukerne:
      | Bruker               |
      | DISKRET NÆR TIGER AS |
    Når jeg søker etter "DRESS MINST" blant brukerne
    Så finner jeg "DRESS MINST" under "DISKRET NÆR TIGER AS"
    Når jeg velger "DISKRET NÆR TIGER AS" blant brukerne
    Når jeg søker etter "Skattegrunnlag" blant fullmaktene
    Så ser jeg at "DISKRET NÆR TIGER AS" har "Skattegrunnlag" for "Klientkunde AS" fra før

  Scenario: Hvis organisasjonsnummeret er feil
    Finner ikke Altinn virksomheten, er det som regel en skrivefeil i organisasjonsnummeret. Du kan
    heller ikke legge til din egen virksomhet.

    Når jeg logger på som "daglig leder" i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Når jeg trykker på "Ny bruker"
    Når jeg skriver inn et organisasjonsnummer som ikke finnes
    Så ser jeg meldingen "Fant ingen organisasjon med dette organisasjonsnummeret. Vennligst sjekk at informasjonen er korrekt."
    Når jeg skriver inn organisasjonsnummeret "315 260 183", som er virksomhetens eget
    Når jeg trykker på "Legg til virksomhet"
    Så blir ingen virksomhet lagt til blant brukerne til "Klientkunde AS"

  Scenario: Ta fullmakten tilbake
    Skal virksomheten ikke lenger bruke fullmakten, tar du den tilbake. Virksomheten må ikke godkjenne
    det og får ikke beskjed, så si fra til den. Den blir stående blant brukerne, slik at du kan gi
    den fullmakt igjen senere.

    Gitt at "Klientkunde AS" har gitt "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Og at "Klientkunde AS" er lagt til i systemtilgangen "Skatt for kunder"
    Når jeg logger på som "daglig leder" i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Når jeg velger "DISKRET NÆR TIGER AS" blant brukerne
    Når jeg søker etter "Skattegrunnlag" blant fullmaktene
    Når jeg trykker på "Slett fullmakt" for tilgangspakken "Skattegrunnlag"
    Så har "DISKRET NÆR TIGER AS" ikke lenger fullmakt til "Skattegrunnlag" for "Klientkunde AS"
    Og kan systemtilgangen "Skatt for kunder" ikke lenger brukes for "Klientkunde AS"

  Scenario: Avslutte klientforholdet
    Skal virksomheten ikke utføre oppgaver for deg i det hele tatt, sletter du den fra brukerne. Da
    mister den alle fullmaktene som du har gitt den.

    Gitt at "Klientkunde AS" har gitt "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Og at "Klientkunde AS" er lagt til i systemtilgangen "Skatt for kunder"
    Når jeg logger på som "daglig leder" i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Når jeg velger "DISKRET NÆR TIGER AS" blant brukerne
    Når jeg trykker på "Slett bruker"
    Så blir jeg spurt om jeg vil slette "DISKRET NÆR TIGER AS" fra brukerne til "Klientkunde AS"
    Når jeg trykker på "Ja, slett"
    Så er "DISKRET NÆR TIGER AS" ikke lenger blant brukerne til "Klientkunde AS"
    Og kan systemtilgangen "Skatt for kunder" ikke lenger brukes for "Klientkunde AS"

  Scenario: Hvis klientforholdet kommer fra Enhetsregisteret
    Er virksomheten registrert som revisor, regnskapsfører eller forretningsfører for deg, kan du
    ikke avslutte klientforholdet i Altinn. Det varer til registreringen i Enhetsregisteret er endret.

    Gitt at "DISKRET NÆR TIGER AS" er "revisor" for "Revisorkunde AS" i Enhetsregisteret
    Når jeg logger på som "daglig leder" i "Revisorkunde AS"
    Når jeg går til "Brukere" i menyen
    Når jeg velger "DISKRET NÆR TIGER AS" blant brukerne
    Når jeg søker etter "Ansvarlig revisor" blant fullmaktene
    Så har "DISKRET NÆR TIGER AS" "Ansvarlig revisor" for "Revisorkunde AS" som "revisor" i Enhetsregisteret, og jeg kan ikke ta den tilbake

  Scenario: Hvis du mangler tilgang
    Er du verken daglig leder eller klientadministrator, kan du ikke sette opp klientforholdet.
    Be en av dem om å gjøre det.

    Når jeg logger på som ansatt uten administratorrettigheter i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Så kan jeg ikke gi fullmakter for "Klientkunde AS"
    Når jeg velger meg selv blant brukerne
    Så har jeg selv bare disse tilgangspakkene for "Klientkunde AS":
      | Tilgangspakke |
      | Posttjenester |
