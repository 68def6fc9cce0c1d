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
    videre tilgangspakker som du selv har.

    Når jeg logger på som "klientadministrator" i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Når jeg trykker på "Ny bruker"
    Når jeg skriver inn organisasjonsnummeret "311 590 839" til "DISKRET NÆR TIGER AS"
    Når jeg trykker på "Legg til virksomhet"
    Så er det opprettet et forhold mellom "Klientkunde AS" og "DISKRET NÆR TIGER AS", uten noen fullmakt
    Når jeg trykker på "Gi fullmakt"
    Og jeg søker etter tilgangspakken "Skattegrunnlag"
    Når jeg trykker på "Gi fullmakt" for tilgangspakken "Skattegrunnlag"
    Så har "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag" for "Klientkunde AS"

  Scenario: Hvis du mangler tilgang
    Er du verken daglig leder eller klientadministrator, kan du ikke sette opp klientforholdet.
    Be en av dem om å gjøre det.

    Når jeg logger på som ansatt uten administratorrettigheter i "Klientkunde AS"
    Når jeg går til "Brukere" i menyen
    Så kan jeg ikke gi fullmakter for "Klientkunde AS"
    Og finner jeg ikke knappen "Ny bruker"
