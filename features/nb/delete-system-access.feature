# language: no
@delete-access
Egenskap: Slette systemtilgang

  Skal virksomheten din ikke lenger bruke et fagsystem i Altinn, sletter du systemtilgangen.
  Fagsystemet mister da alle fullmaktene som det har gjennom den, og slettingen kan ikke angres.
  Bare virksomheten selv kan slette systemtilgangen, ikke leverandøren.

  En systemtilgang for kunder må være uten klienter før du kan slette den. Altinn bruker både
  «kunde» og «klient» om det samme.

  Bakgrunn: Forutsetninger
    Gitt at jeg kan opprette og slette systemtilganger som "tilgangsstyrer" eller "daglig leder" i "DISKRET NÆR TIGER AS"

  Scenario: Systemtilgang for egen virksomhet
    Etter slettingen kan fagsystemet ikke lenger utføre oppgaver for virksomheten. I eksempelet
    sletter DISKRET NÆR TIGER AS systemtilgangen «Regnskap i sky».

    Gitt at "DISKRET NÆR TIGER AS" har systemtilgangen "Regnskap i sky" for egen virksomhet, med fagsystemet "SmartCloud Regnskap"
    Når jeg logger på som "tilgangsstyrer" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Regnskap i sky" under "Egne systemtilganger"
    Så kan systemtilgangen "Regnskap i sky" bruke "Posttjenester" for virksomheten selv
    Når jeg trykker på "Slett systemtilgang"
    Så blir jeg spurt om jeg vil slette systemtilgangen "Regnskap i sky"
    Når jeg trykker på "Slett systemtilgang" under spørsmålet om å slette "Regnskap i sky"
    Så er systemtilgangen "Regnskap i sky" slettet
    Og kan systemtilgangen "Regnskap i sky" ikke lenger bruke "Posttjenester" for virksomheten selv

  Scenario: Systemtilgang uten klienter
    Har en systemtilgang for kunder ingen klienter, kan du slette den med en gang. Klientforholdene
    til virksomheten består.

    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Revisor klientdelegering" under "Systemtilganger for kunder"
    Så ser jeg at systemtilgangen "Revisor klientdelegering" ikke har noen klienter
    Når jeg trykker på "Slett systemtilgang"
    Når jeg trykker på "Slett systemtilgang" under spørsmålet om å slette "Revisor klientdelegering"
    Så er systemtilgangen "Revisor klientdelegering" slettet

  Scenario: Systemtilgang med klienter
    Har systemtilgangen klienter, må du fjerne alle før du kan slette den. For å fjerne klienter må
    du være klientadministrator eller daglig leder. Er du bare tilgangsstyrer, ber du en av dem om
    hjelp.

    Gitt at "Klientkunde AS" har gitt "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Og at "Klientkunde AS" er lagt til i systemtilgangen "Skatt for kunder"
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Skatt for kunder"
    Så kan systemtilgangen "Skatt for kunder" bruke "Skattegrunnlag" for "Klientkunde AS"
    Når jeg trykker på "Legg til kunder"
    Når jeg trykker på "Fjern fra systemtilgang" for "Klientkunde AS"
    Så er "Klientkunde AS" fjernet fra systemtilgangen "Skatt for kunder"
    Når jeg trykker på "Bekreft og lukk"
    Så kan systemtilgangen "Skatt for kunder" ikke lenger bruke "Skattegrunnlag" for "Klientkunde AS"
    Når jeg trykker på "Slett systemtilgang"
    Når jeg trykker på "Slett systemtilgang" under spørsmålet om å slette "Skatt for kunder"
    Så er systemtilgangen "Skatt for kunder" slettet

  Scenario: Når klientene ikke er fjernet
    Prøver du å slette en systemtilgang som fortsatt har klienter, blir den stående. Fagsystemet kan
    utføre oppgaver for klientene som før.

    Gitt at "Klientkunde AS" har gitt "DISKRET NÆR TIGER AS" fullmakt til "Skattegrunnlag"
    Og at "Klientkunde AS" er lagt til i systemtilgangen "Skatt for kunder"
    Når jeg logger på som "daglig leder" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Skatt for kunder"
    Når jeg trykker på "Slett systemtilgang"
    Når jeg trykker på "Slett systemtilgang" under spørsmålet om å slette "Skatt for kunder"
    Så ser jeg meldingen "Klientene må fjernes fra systemtilgangen først."
    Og blir systemtilgangen "Skatt for kunder" ikke slettet, fordi den har klienter
    Og kan systemtilgangen "Skatt for kunder" bruke "Skattegrunnlag" for "Klientkunde AS"

  Scenario: Hvis du mangler tilgang
    Er du klientadministrator, kan du legge til og fjerne klienter, men ikke slette systemtilganger.
    Be en tilgangsstyrer eller daglig leder om å gjøre det.

    Når jeg logger på som "klientadministrator" i "DISKRET NÆR TIGER AS"
    Når jeg går til "Systemtilganger" i menyen
    Når jeg velger systemtilgangen "Skatt for kunder"
    Så finner jeg ikke knappen "Slett systemtilgang" for systemtilgangen "Skatt for kunder", som jeg ikke kan slette
