"""A small tree of pages, as publishing writes it, around the real hand-written ones."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

from samsvar.config import Config

#: The address that the sample is built for; nothing answers there.
URL = "https://guides.invalid/"
GUIDES = ("set-up-client-relationship", "delegate-clients")
#: Guides that other pages lead to as well; here they are but a title, and chapters that are linked.
BRIEF = {
    "nb": {
        "system-access": ("Systemtilgang for sluttbruker", "Systemtilgang for egen virksomhet"),
        "approve-system-access": (
            "Godkjenne systemtilgang",
            "Avvise forespørselen",
            "Hvis du mangler en fullmakt",
            "Sende forespørselen videre",
            "Endring av en systemtilgang",
            "Forespørselen er behandlet fra før",
        ),
        "create-system-access": ("Opprette systemtilgang", "Systemtilgangen finnes fra før"),
        "client-administration": ("Klientadministrasjon", "Slette en person"),
        "delete-system-access": (
            "Slette systemtilgang",
            "Systemtilgang uten klienter",
            "Systemtilgang med klienter",
            "Når klientene ikke er fjernet",
        ),
    },
    "en": {
        "system-access": (
            "System access for end users",
            "A system access for your own organization",
        ),
        "approve-system-access": (
            "Approve system access",
            "Reject the request",
            "If you lack an authorization",
            "Forward the request",
            "A change to a system access",
            "The request has already been handled",
        ),
        "create-system-access": ("Create system access", "The system access already exists"),
        "client-administration": ("Client administration", "Delete a person"),
        "delete-system-access": (
            "Delete system access",
            "A system access without clients",
            "A system access with clients",
            "If the clients have not been removed",
        ),
    },
}
WORDS = {
    "nb": {
        "set-up-client-relationship": "Sette opp klientforhold",
        "delegate-clients": "Klientdelegering",
        "prose": "Noen klientforhold oppstår av seg selv, fra en rolle i Enhetsregisteret.",
        "seal": "Sist verifisert 21. november 2026",
        "how": "Alle stegene er utført i øvingsportalen, utgave 2025-12.",
        "evidence": "Se hvordan den er verifisert",
        "prerequisites": "Forutsetninger",
        "chapter": "Forretningsfører: bare borettslag",
        "context": "Kunden har ikke gitt noen fullmakt.",
        "first": "Gå til **Brukere** i menyen.",
        "second": "Trykk på **Ny bruker**.",
        "outcome": "Du har nå opprettet et forhold.",
        "note": "Legg til flere på samme måte.",
        "picture": "Skjermbilde av «Brukere», der knappen «Ny bruker» er markert.",
        "heading": "Klient",
        "vocabulary": "Ordforråd for veiledninger",
    },
    "en": {
        "set-up-client-relationship": "Set up client relationship",
        "delegate-clients": "Client delegation",
        "prose": "Some relationships arise by themselves, from a role in the register.",
        "seal": "Last verified 21 November 2026",
        "how": "Every step was carried out in the practice portal, edition 2025-12.",
        "evidence": "See how it was verified",
        "prerequisites": "Prerequisites",
        "chapter": "Business managers",
        "context": "The client has not granted any authorization.",
        "first": "Go to **Users** in the menu.",
        "second": "Click **New user**.",
        "outcome": "You have now created a relationship.",
        "note": "Add more in the same way.",
        "picture": "Screenshot of “Users” with the button “New user” marked.",
        "heading": "Client",
        "vocabulary": "Vocabulary for guides",
    },
}

#: Chapters that follow, as titles and sentences that readers search for.
CHAPTERS = {
    "nb": {
        "set-up-client-relationship": {
            "Hvis du mangler tilgang": "Da kan du ikke legge til noen. Be daglig leder om hjelp.",
        },
        "delegate-clients": {
            "Legge til alle klienter": "Du kan legge til alle på én gang.",
            "Fjerne en klient": "Klientforholdet består.",
            "Klienten mangler i listen": "Det er ikke satt opp noe klientforhold.",
            "Flere tilgangspakker på samme systemtilgang": "Alle må være gitt.",
        },
    },
    "en": {
        "set-up-client-relationship": {
            "If you lack access": "Then you cannot add anyone. Ask the managing director.",
        },
        "delegate-clients": {
            "Add all clients": "You can add them all at once.",
            "Remove a client": "The client relationship remains.",
            "The client is missing from the list": "No client relationship has been set up.",
            "Several access packages on one system access": "All of them must be granted.",
        },
    },
}


def png(width: int = 1280, height: int = 800) -> bytes:
    """A plain grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\xee" * width) * height
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        ]
    )


def guide(name: str, language: str) -> str:
    """The Markdown of one guide."""
    words = WORDS.get(language, WORDS["nb"])
    pictures = [f"../evidence/{name}/01/{number:02}.png" for number in (1, 2)]
    first, second = (
        f'[![{words["picture"]}]({path}){{ width="1280" height="800" loading="lazy" }}]({path})'
        for path in pictures
    )
    chapters = CHAPTERS.get(language, CHAPTERS["nb"])[name]
    more = "\n\n".join(f"## {title}\n\n{prose}" for title, prose in chapters.items())
    return f"""---
title: "{words[name]}"
description: "{words["prose"]}"
---

# {words[name]}

{words["prose"]}

!!! seal "{words["seal"]}"
    {words["how"]} [{words["evidence"]}](../evidence/{name}.md).

## {words["prerequisites"]}

-   {words["context"]}

## {words["chapter"]}

{words["context"]}

-   {words["context"]}

1.  {words["first"]}

    {first}

2.  {words["second"]}

    {second}

    {words["outcome"]}

    !!! note ""
        {words["note"]}

    | {words["heading"]} |
    | --- |
    | SOLSIDEN BORETTSLAG |

{more}
"""


def write_pages(config: Config, out: Path) -> Path:
    """Writes the tree of every configured language below `out` and returns it."""
    for code in config.languages:
        words = WORDS.get(code, WORDS["nb"])
        folder = out / code
        shutil.copytree(config.docs / code, folder)
        (folder / "guides").mkdir()
        for name in GUIDES:
            evidence = folder / "evidence" / name / "01"
            evidence.mkdir(parents=True)
            for number in (1, 2):
                (evidence / f"{number:02}.png").write_bytes(png())
                (evidence / f"{number:02}.tree.yml").write_text("- main\n")
            (evidence / "messages.ndjson").write_text("{}\n")
            (folder / "guides" / f"{name}.md").write_text(guide(name, code))
            (folder / "evidence" / f"{name}.md").write_text(
                "---\nsearch:\n  exclude: true\n---\n\n"
                f"# {words['evidence']}: {words[name]}\n\n"
                "| A | B | C |\n| --- | --- | --- |\n"
                f"| {words['chapter']} | 1 | [messages]({name}/01/messages.ndjson) |\n\n"
                f"[{words[name]}](../guides/{name}.md)\n"
            )
        for name, (title, *chapters) in BRIEF.get(code, BRIEF["nb"]).items():
            # They would crowd out the guides that readers search for: they are nothing but titles.
            search = "search:\n  exclude: true\n"
            front = f'---\ntitle: "{title}"\ndescription: "{title}."\n{search}---\n'
            text = f"{front}\n# {title}\n\n{title}.\n"
            text += "".join(f"\n## {chapter}\n\n{chapter}.\n" for chapter in chapters)
            (folder / "guides" / f"{name}.md").write_text(text)
        (folder / "noticed.md").write_text("# 100 %\n")
        (folder / "contributing" / "vocabulary.md").write_text(
            f"# {words['vocabulary']}\n\n"
            "| A | B | C |\n| --- | --- | --- |\n"
            '| <span lang="en">I choose the system access "*system access*"</span> '
            '| *organisation* | `"{organisation}"` |\n'
        )
    return out
