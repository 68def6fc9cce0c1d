"""A person without JavaScript: reads the portal's HTML by role and name, and submits its forms."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import httpx
from lxml import html
from lxml.html import FormElement, HtmlElement

from systemtilgang.domain.connections import AGENT, Assignment
from systemtilgang.domain.parties import Party, PartyKind
from systemtilgang.domain.surroundings import FixedClock, SeededIdentifiers
from systemtilgang.portal import create_app
from systemtilgang.portal.places import BASE
from systemtilgang.portal.texts import Labels, labels
from systemtilgang.service import own_organisation
from systemtilgang.service.acting import Acting
from systemtilgang.service.clients import connect
from systemtilgang.store import Store

T = TypeVar("T")

WORLD = Path(__file__).parents[2] / "fixtures" / "world.yml"
HOST = "http://portal.test"
LANGUAGE_COOKIES = {"nb": "no_nb", "en": "en"}
ROLES = {
    "button": "self::button[not(@role)]",
    "link": "self::a[@href][not(@role)]",
    "heading": "self::h1|self::h2|self::h3|self::h4",
    "listitem": "self::li[not(@role)]",
    "dialog": "self::dialog",
    "searchbox": "self::input[@type='search']",
    "textbox": "self::input[not(@type)]",
    "checkbox": "self::input[@type='checkbox'][not(@role)]",
    "switch": "self::input[@type='checkbox'][@role='switch']",
    "alert": "self::*[@role='alert']",
    "tab": "self::*[@role='tab']",
    "menuitem": "self::*[@role='menuitem']",
    "menuitemradio": "self::*[@role='menuitemradio']",
    "menuitemcheckbox": "self::*[@role='menuitemcheckbox']",
}


def shown_text(element: HtmlElement) -> str:
    """The text that one sees, without what is there only to be heard."""
    return squeezed("".join(element.xpath(".//text()[not(ancestor::*[@class='ds-sr-only'])]")))


def heard_text(element: HtmlElement) -> str:
    """The words of an element that a screen reader reads, without those that decorate."""
    return squeezed("".join(element.xpath(".//text()[not(ancestor::*[@aria-hidden='true'])]")))


def squeezed(text: str) -> str:
    return " ".join(text.split())


class Visitor:
    """One person's browser, in one language, of one edition, without JavaScript."""

    def __init__(self, store: Store, language: str = "nb", edition: str = "2025-12") -> None:
        self.clock = FixedClock()
        self.app = create_app(
            store, edition=edition, clock=self.clock, secret="a secret", ids=SeededIdentifiers()
        )
        self.t: Labels = labels(edition, language)
        transport = httpx.ASGITransport(app=self.app)
        self.client = httpx.AsyncClient(transport=transport, base_url=HOST)
        self.client.cookies.set("selectedLanguage", LANGUAGE_COOKIES[language], "portal.test")
        # A thread of its own: Playwright leaves a running loop in the one that the tests run in.
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._runner = asyncio.Runner()

    def close(self) -> None:
        self._run(self.client.aclose())
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._thread.submit(self._runner.run, work).result()

    # Going places

    def request(self, method: str, address: str, *, follow: bool = True, **data: str) -> int:
        """Ask for an address; `data` is a form. Returns the status of where it ended."""
        sent: dict[str, Any] = {"data": data} if method == "POST" else {}
        asked = self.client.request(method, address, follow_redirects=follow, **sent)
        self.answer: httpx.Response = self._run(asked)
        self.url = str(self.answer.url)
        if "html" in self.answer.headers.get("content-type", ""):
            self.tree: HtmlElement = html.fromstring(self.answer.text)
        return self.answer.status_code

    def go(self, path: str) -> int:
        return self.request("GET", BASE + path)

    @property
    def path(self) -> str:
        """Where one is, below the base."""
        return urlsplit(self.url).path.removeprefix(BASE)

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.url).query))

    @property
    def text(self) -> str:
        return squeezed(self.tree.text_content())

    @property
    def title(self) -> str:
        return self.tree.findtext(".//title") or ""

    # Reading

    def elements(self, role: str) -> Iterator[HtmlElement]:
        """What one can reach: not what is inert, nor what only some see, or a script has to add."""
        for element in self.tree.xpath(f".//*[{ROLES[role]}]"):
            if not element.xpath(
                "ancestor-or-self::*[@inert]|ancestor::noscript|ancestor::template"
            ):
                yield element

    def name(self, element: HtmlElement) -> str:
        if element.get("aria-label"):
            return str(element.get("aria-label"))
        ids = (element.get("aria-labelledby") or "").split()
        if ids:
            return " ".join(heard_text(self.tree.get_element_by_id(one)) for one in ids)
        if element.tag == "input":
            labels_ = self.tree.xpath(".//label[@for=$id]", id=element.get("id", ""))
            wrapped = element.xpath("ancestor::label")
            return squeezed((labels_ or wrapped)[0].text_content())
        return heard_text(element)

    def names(self, role: str) -> list[str]:
        return [self.name(element) for element in self.elements(role)]

    def find(self, role: str, name: str) -> HtmlElement:
        found = [element for element in self.elements(role) if self.name(element) == name]
        assert found, f"no {role} {name!r}; there are {self.names(role)}"
        return found[0]

    # Acting

    def click(self, role: str, name: str) -> None:
        element = self.find(role, name)
        assert element.get("disabled") is None, f"{name} is disabled"
        if element.tag == "a":
            self.request("GET", urljoin(self.url, str(element.get("href"))))
            return
        extra = {element.get("name"): element.get("value", "")} if element.get("name") else {}
        self.submit(element.xpath("ancestor::form")[0], **extra)

    def fill(self, role: str, name: str, text: str) -> None:
        """Write in a field; a form that answers while one types is submitted."""
        field = self.find(role, name)
        field.value = text
        self._live(field)

    def tick(self, name: str, role: str = "checkbox", *, on: bool = True) -> None:
        """Set a checkbox or a switch; a form that answers at once is submitted."""
        box = self.find(role, name)
        box.checked = on
        self._live(box)

    def _live(self, field: HtmlElement) -> None:
        form = field.xpath("ancestor::form")[0]
        if form.get("data-live") is not None:
            self.submit(form)

    def submit(self, form: FormElement, **extra: str) -> None:
        address = urljoin(self.url, form.get("action") or "")
        if form.method == "POST":
            self.request("POST", address, **{**dict(form.form_values()), **extra})
            return
        query = [*form.form_values(), *extra.items()]
        self.request("GET", f"{address}?{urlencode(query)}" if query else address)

    def log_in(self, person: str, actor: str | None = None) -> None:
        self.go("/login")
        self.click("button", person)
        if actor is not None:
            self.click("menuitem", actor)

    def post(self, path: str, **data: str) -> int:
        """Send a form that no page shows, with a valid token, and stay where the answer is."""
        page = self._run(self.client.get(f"{BASE}/?menu=open", follow_redirects=True)).text
        token = str(html.fromstring(page).xpath("string(.//input[@name='token']/@value)"))
        return self.request("POST", BASE + path, follow=False, token=token, **data)


NewVisitor = Callable[..., Visitor]


def add_organisation(store: Store, name: str, number: str) -> Party:
    """One more organisation in the register."""
    added = Party(
        f"00000000-0000-4000-8000-000{number}", PartyKind.ORGANISATION, name, number, "AS"
    )
    with store.unit_of_work() as uow:
        uow.parties.add(added)
        uow.commit()
    return added


def add_agent(store: Store, giver: str, receiver: str) -> Party:
    """Make a person an agent of an organisation; in the world nobody is one."""
    organisation, agent = party(store, giver), party(store, receiver)
    with store.unit_of_work() as uow:
        uow.assignments.add(Assignment(organisation.id, agent.id, AGENT))
        uow.commit()
    return agent


def add_client(store: Store, access: str, client: str) -> None:
    """Connect a client to the access for clients with this title."""
    owner, added = party(store, "DISKRET NÆR TIGER AS"), party(store, client)
    with store.unit_of_work() as uow:
        owned = uow.system_users.owned_by(owner.id)
        connect(uow, next(user for user in owned if user.title == access), added)
        uow.commit()


def add_own_organisation(store: Store, access: str) -> None:
    """Let the access for clients with this title act for its owner, too."""
    owner, director = party(store, "DISKRET NÆR TIGER AS"), party(store, "DRESS MINST")
    with store.unit_of_work() as uow:
        owned = uow.system_users.owned_by(owner.id)
        access_id = next(user.id for user in owned if user.title == access)
        own_organisation.add(uow, Acting(director.id, owner.id), access_id)
        uow.commit()


def party(store: Store, name: str) -> Party:
    """The party with this register name."""
    with store.unit_of_work() as uow:
        found = uow.parties.named(name)
    assert found, name
    return found
