"""A whole project in a temporary folder: two guides, five screens' worth of portal, its steps.

Each toy has a steps package of its own name, since Python keeps one module per name.
"""

from __future__ import annotations

import re
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

from samsvar import config as settings
from samsvar.checking import Project, Report
from samsvar.drivers.protocol import Picture, Target
from samsvar.evidence.seals import MESSAGES, Archive, Seal, Shot, content_of

REPO = Path(__file__).resolve().parents[2]
#: The fixture `samsvar`: runs the command in the toy's folder; exit code, output, errors.
Command = Callable[..., tuple[int, str, str]]

GREET_NB = """\
# language: no
@greeting
Egenskap: Hilse

  Du hilser på noen.
  Det tar kort tid.

  Bakgrunn: Forutsetninger
    Gitt at "kongen" er til stede

  @short
  Scenario: Hilse på én
    Slik hilser du på én.

    Når jeg åpner portalen
    Og jeg trykker på "Hils"
    Når jeg skriver navnet "Ola"
    Når jeg trykker på "Send"
    Så ser jeg meldingen "Hilsenen er sendt."
      \"\"\"
      Hils **gjerne** igjen.
      \"\"\"

  @long
  Scenario: Hilse på flere
    Gitt at "dronningen" er til stede
    Når jeg åpner portalen
    Så er disse til stede:
      | Person     | Merknad |
      | kongen     | først   |
      | dronningen | sist    |
"""
GREET_EN = """\
# language: en
@greeting
Feature: Greet

  You greet someone.
  It takes a moment.

  Background: Prerequisites
    Given "the king" is present

  @short
  Scenario: Greet one
    This is how you greet one person.

    When I open the portal
    And I click "Greet"
    When I write the name "Ola"
    When I click "Send"
    Then I see the message "The greeting was sent."
      \"\"\"
      Do greet **again**.
      \"\"\"

  @long
  Scenario: Greet several
    Given "the queen" is present
    When I open the portal
    Then these are present:
      | Person    | Remark |
      | the king  | først  |
      | the queen | sist   |
"""
LEAVE_NB = """\
# language: no
Egenskap: Gå

  Scenario: Gå hjem
    Når jeg åpner portalen
    Så er "kongen" borte
"""
LEAVE_EN = """\
Feature: Leave

  Scenario: Go home
    When I open the portal
    Then "the king" is gone
"""

LABELS_NB = """\
button:
  greet: Hils
  send: Send
field:
  name: Navn
heading:
  front: Velkommen
  greet: Hils på noen
message:
  sent: Hilsenen er sendt.
"""
LABELS_EN = """\
button:
  greet: Greet
  send: Send
field:
  name: Name
heading:
  front: Welcome
  greet: Greet someone
message:
  sent: The greeting was sent.
"""

STEPS = '''\
"""What can be done in the toy."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from samsvar.drivers.protocol import Portal
from samsvar.labels import Label, Words
from samsvar.vocabulary import Parameter, column, fresh_world, given, guide, label, then, when

from .portal import Reference

PEOPLE = {
    "nb": {"kongen": "king", "dronningen": "queen"},
    "en": {"the king": "king", "the queen": "queen"},
}
Person = Annotated[str, Parameter("person", lambda language, labels: PEOPLE[language])]
Button = Annotated[Label, label("button")]
Message = Annotated[Label, label("message")]
Free = Annotated[str, Parameter("text", None)]


@fresh_world
def reference() -> Iterator[Reference]:
    """A fresh world."""
    yield Reference()


@given(nb="at {person} er til stede", en="{person} is present")
@guide(nb="Sørg for at {person} er til stede.", en="Make sure that {person} is present.")
def present(reference: Reference, person: Person) -> None:
    """Somebody comes in."""
    reference.present.append(person)


@when(nb="jeg åpner portalen", en="I open the portal")
@guide(nb="Åpne portalen.", en="Open the portal.")
def open_portal(portal: Portal) -> None:
    """The front page."""
    portal.open("/")


@when(nb="jeg trykker på {button}", en="I click {button}")
@guide(nb="Trykk på {button}.", en="Click {button}.")
def click(portal: Portal, button: Button) -> None:
    """Presses a button or follows a link."""
    portal.click(button.text)


@when(nb="jeg skriver navnet {name}", en="I write the name {name}")
@guide(nb="Skriv {name}.", en="Write {name}.")
def write_name(portal: Portal, words: Words, name: Free) -> None:
    """Writes in the field."""
    portal.write(words("field.name"), name)


@when(nb="koden har en feil", en="the code has a fault")
@guide(nb="Feil.", en="Fault.")
def fault(portal: Portal) -> None:
    """A programming error in a step."""
    raise KeyError("no such key")


@then(nb="ser jeg meldingen {message}", en="I see the message {message}")
@guide(nb="Du ser {message}.", en="You see {message}.")
def see(portal: Portal, reference: Reference, message: Message) -> None:
    """On the screen and in the state."""
    portal.expect_text(message.text)
    assert reference.greeted == ["Ola"], "nobody was greeted"


@then(nb="er {person} borte", en="{person} is gone")
@guide(nb="{person} er borte.", en="{person} is gone.")
def gone(portal: Portal, reference: Reference, person: Person) -> None:
    """Not there."""
    assert person not in reference.present, f"{person} is still here"


@then(
    nb="er disse til stede:",
    en="these are present:",
    table={
        "person": column(Person, nb="Person", en="Person"),
        "remark": column(Free, nb="Merknad", en="Remark"),
    },
)
@guide(nb="Disse er til stede:", en="These are present:")
def all_present(reference: Reference, table: tuple[Mapping[str, str], ...]) -> None:
    """Everybody of the table."""
    assert [row["person"] for row in table] == reference.present
'''

PORTAL = '''\
"""A portal of two pages."""

from urllib.parse import parse_qs

TEXTS = {
    "nb": ("Velkommen", "Hils", "Hils på noen", "Navn", "Send", "Hilsenen er sendt."),
    "en": ("Welcome", "Greet", "Greet someone", "Name", "Send", "The greeting was sent."),
}


class Reference:
    """The state: who is present, who was greeted."""

    def __init__(self) -> None:
        self.present: list[str] = []
        self.greeted: list[str] = []

    def copy(self):
        """An independent copy."""
        other = Reference()
        other.present, other.greeted = list(self.present), list(self.greeted)
        return other

    async def app(self, scope, receive, send):
        body = (await receive()).get("body", b"")
        headers = dict(scope["headers"])
        language = "en" if headers.get(b"accept-language", b"").startswith(b"en") else "nb"
        front, greet, title, name, button, sent = TEXTS[language]
        path = scope["path"]
        if scope["method"] == "POST":
            self.greeted += parse_qs(body.decode())["name"]
        if path == "/":
            content = f'<h1>{front}</h1><p><a href="/greet">{greet}</a></p>'
        elif path == "/greet":
            done = f'<p role="status">{sent}</p>' if self.greeted else ""
            content = (
                f'<h1>{title}</h1>{done}<form method="post" action="/greet">'
                f'<label>{name} <input name="name"></label><button>{button}</button></form>'
            )
        else:
            content = "<h1>404</h1>"
        page = (
            f'<!doctype html><html lang="{language}"><head><title>Toy</title></head>'
            f"<body><main>{content}</main></body></html>"
        )
        start = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": start})
        await send({"type": "http.response.body", "body": page.encode()})
'''

DOCS = {
    "nb": '---\ntitle: "Leker"\ndescription: "En lek."\n---\n\n# Leker\n\nEn lek.\n',
    "en": '---\ntitle: "Toys"\ndescription: "A toy."\n---\n\n# Toys\n\nA toy.\n',
}
MENU = """\
nav:
  - index.md
  - guides/*.md
  - contributing/vocabulary.md

"""


class Toy:
    """The project's folder, and ways to change it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.package = f"toy_steps_{uuid.uuid4().hex[:8]}"
        self.write(
            "samsvar.toml",
            'languages = ["nb", "en"]\nedition = "1"\neditions = ["1"]\n'
            f'steps = "{self.package}"\n',
        )
        self.write("features/nb/greet.feature", GREET_NB)
        self.write("features/en/greet.feature", GREET_EN)
        self.write("features/nb/leave.feature", LEAVE_NB)
        self.write("features/en/leave.feature", LEAVE_EN)
        self.write("labels/1/nb.yml", LABELS_NB)
        self.write("labels/1/en.yml", LABELS_EN)
        self.write(f"{self.package}/__init__.py", '"""Steps."""\n')
        self.write(f"{self.package}/portal.py", PORTAL)
        self.write(f"{self.package}/greeting.py", STEPS)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def project(self) -> Project:
        return Project.load(settings.load(self.root))

    def add_site(self) -> None:
        """Hand-written pages, and the real site's configuration and looks."""
        for language, text in DOCS.items():
            self.write(f"docs/{language}/index.md", text)
        for name in ("mkdocs.yml", "mkdocs.en.yml"):
            text = (REPO / name).read_text(encoding="utf-8")
            text = re.sub(r"^nav:\n(?:[ \-].*\n)+\n?", MENU, text, flags=re.MULTILINE)
            text = text.replace("custom_dir: overrides", f"custom_dir: {REPO / 'overrides'}")
            self.write(name, text)
        (self.root / "node_modules").symlink_to(REPO / "node_modules")

    def forget(self) -> None:
        """Takes the steps out of Python's memory."""
        for name in [n for n in sys.modules if n.partition(".")[0] == self.package]:
            del sys.modules[name]


SEND = Target("button", "Send [now]", "Hils på noen")


def seal_all(toy: Toy) -> tuple[Project, Report, Archive]:
    """The toy with a seal for every chapter, as if it had passed in the browser."""
    project = toy.project()
    report = project.check()
    archive = Archive(project.config.build / "evidence")
    for twins in report.guides.values():
        for checked in twins.values():
            for chapter in checked.guide.chapters:
                parts = [checked.chapters[n] for n in (0, chapter.number) if n in checked.chapters]
                edition = project.config.edition
                content = content_of(checked.guide, chapter, edition, project.surroundings)
                seal = Seal(
                    guide=checked.guide.name,
                    number=chapter.number,
                    language=checked.guide.language,
                    edition=edition,
                    driver="browser",
                    content=content,
                    plan=checked.chapters[chapter.number].plan.digest,
                    steps=sum(len(part.calls) for part in parts),
                    verified=f"2026-11-2{chapter.number}T12:34:56+00:00",
                    folder="evidence",
                    shots=(Shot("01.png", 1, SEND),),
                )
                archive.add(seal, MESSAGES.encode(), {"01.png": Picture(b"png", SEND, "- tree")})
    return project, report, archive
