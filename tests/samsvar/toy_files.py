"""The files of the toy project: guides, labels, steps, a portal, pages."""

from __future__ import annotations

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
