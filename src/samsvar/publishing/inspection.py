"""Inspecting a built site, as its readers' browsers and search engines will meet it.

Every rule looks at the built files alone, so it holds for whatever generator made them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

from samsvar.config import Config
from samsvar.verdicts import Place, Verdict, in_order, nearest

MISSING = "404.html"
#: Attributes that lead somewhere, by element.
REFERENCES = (
    ("a", "href"),
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("form", "action"),
)
#: Links that a browser does not follow by itself.
NOT_FETCHED = {"canonical", "alternate", "prev", "next", "author", "license"}
#: What a style sheet fetches.
CSS_REFERENCE = re.compile(r"""url\(\s*['"]?([^'")\s]+)|@import\s+['"]([^'"]+)""")
#: Fragments with a meaning of their own (HTML, 7.4.6.4).
TOP = {"", "top"}


@dataclass(frozen=True)
class Page:
    """One built page: its file and address below the site's root, and its elements.

    A page is named by its file there (`nb/guides/x/index.html`), for a site is inspected before it
    is put in its place.
    """

    name: str
    address: str
    root: html.HtmlElement

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a fragment can name on this page."""
        ids = self.root.xpath("//@id | //a/@name")
        return frozenset(map(str, ids))

    def place(self, element: html.HtmlElement | None = None) -> Place:
        """The line of an element of this page; without one, the page."""
        line = element.sourceline if element is not None else 1
        return Place(self.name, int(line or 1))


def inspect(config: Config, out: Path, url: str) -> tuple[Verdict, ...]:
    """Everything that is wrong with the site in `out`, whose address is `url`; empty if all holds.

    Rules: `site/lang`, `site/hreflang`, `site/counterpart`, `site/link`, `site/anchor`, `site/alt`
    and `site/external`.
    """
    return in_order(_Site(config, out, f"{url.rstrip('/')}/").verdicts())


class _Site:
    """The pages of a built site and what can be known from seeing them together."""

    def __init__(self, config: Config, out: Path, url: str) -> None:
        self.config = config
        self.out = out
        self.url = url
        self.files = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
        self.pages = {
            name: self._read(name) for name in sorted(self.files) if name.endswith(".html")
        }

        #: What a link can lead to; nobody means to lead to the page for what is not there.
        self.choices = {name for name in self.files if posixpath.basename(name) != MISSING}

    def _read(self, name: str) -> Page:
        parser = html.HTMLParser(encoding="utf-8")
        root = html.document_fromstring((self.out / name).read_bytes(), parser=parser)
        return Page(name, name.removesuffix("index.html"), root)

    def verdicts(self) -> Iterator[Verdict]:
        for code in self.config.languages:
            if f"{code}/index.html" not in self.files:
                yield Verdict(
                    "site/counterpart",
                    Place(f"{code}/index.html"),
                    "The site has no front page in this language.",
                    language=code,
                )
        for name, page in self.pages.items():
            language, _, rest = name.partition("/")
            if language in self.config.languages and rest:
                yield from self.language(page, language)
                yield from self.counterparts(page, language, rest)
                if rest != MISSING:
                    yield from self.alternates(page, rest.removesuffix("index.html"))
            yield from self.references(page)
            yield from self.pictures(page)
        for name in sorted(self.files):
            if name.endswith(".css"):
                text = (self.out / name).read_text(encoding="utf-8")
                yield from self.styles(text, Place(name), name)

    def language(self, page: Page, language: str) -> Iterator[Verdict]:
        """`<html lang>` is the language of the folder (WCAG 3.1.1)."""
        found = page.root.get("lang")
        if found != language:
            yield Verdict(
                "site/lang",
                page.place(page.root),
                "The page does not say which language it is in.",
                found=found or "no lang",
                expected=f'<html lang="{language}">',
                language=language,
            )

    def counterparts(self, page: Page, language: str, rest: str) -> Iterator[Verdict]:
        """The same path leads to the same page in every language.

        The first language that has the page speaks for it; of front pages, `verdicts` has spoken.
        """
        there = [code for code in self.config.languages if f"{code}/{rest}" in self.files]
        if rest == "index.html" or language != there[0]:
            return
        for code in self.config.languages:
            if code not in there:
                yield Verdict(
                    "site/counterpart",
                    page.place(),
                    f"This page has no counterpart in {code}.",
                    expected=f"{code}/{rest}",
                    language=language,
                )

    def alternates(self, page: Page, path: str) -> Iterator[Verdict]:
        """Absolute hreflang links to every language and to the default, the same on all twins."""
        first = self.config.languages[0]
        expected = {code: f"{self.url}{code}/{path}" for code in self.config.languages}
        expected["x-default"] = f"{self.url}{first}/{path}" if path else self.url
        links = page.root.xpath("//head/link[@rel='alternate'][@hreflang]")
        found = {str(link.get("hreflang")): link for link in links}
        for code, address in expected.items():
            link = found.get(code)
            given = link.get("href") if link is not None else None
            if given != address:
                yield Verdict(
                    "site/hreflang",
                    page.place(link),
                    f"The page does not lead search engines to its twin for {code}.",
                    found=given or "no link",
                    expected=address,
                )
        for code in sorted(found.keys() - expected.keys()):
            yield Verdict(
                "site/hreflang",
                page.place(found[code]),
                "The page names a language that the site does not have.",
                found=code,
                expected=", ".join(expected),
            )

    def references(self, page: Page) -> Iterator[Verdict]:
        """Links lead to something that is there, and nothing is fetched from another host."""
        for tag, attribute in REFERENCES:
            for element in page.root.iter(tag):
                value = element.get(attribute)
                if value is None:
                    continue
                fetched = tag not in {"a", "form"} and not (
                    tag == "link" and set((element.get("rel") or "").split()) & NOT_FETCHED
                )
                yield from self.reference(page, value.strip(), page.place(element), fetched)
        for element in page.root.iter("img", "source"):
            for candidate in (element.get("srcset") or "").split(","):
                if candidate.strip():
                    yield from self.reference(
                        page, candidate.split()[0], page.place(element), fetched=True
                    )
        for element in page.root.iter("style"):
            yield from self.styles(element.text or "", page.place(element), page.address)
        for element in page.root.xpath("//*[@style]"):
            yield from self.styles(element.get("style"), page.place(element), page.address)

    def reference(
        self, page: Page, value: str, place: Place, fetched: bool = False
    ) -> Iterator[Verdict]:
        """One link of a page."""
        address, fragment = urldefrag(urljoin(self.url + page.address, value))
        parts = urlsplit(address)
        if parts.scheme in {"data", "mailto", "tel", "javascript"}:
            return
        if not self._own(address):
            if fetched:
                yield self._external(place, value)
            return
        name = self._file(address)
        if name is None:
            target = self._target(address)
            if self._twin(page, target):
                return  # that it is not there is already said, once
            yield Verdict(
                "site/link",
                place,
                "This leads to nothing on the site.",
                found=value,
                suggestion=nearest(target, self.choices),
            )
        elif name in self.pages and unquote(fragment) not in TOP | self.pages[name].anchors:
            yield Verdict(
                "site/anchor",
                place,
                "There is no such place on the page that this leads to.",
                found=value,
                suggestion=nearest(unquote(fragment), self.pages[name].anchors),
            )

    def pictures(self, page: Page) -> Iterator[Verdict]:
        """Every picture says in words what it shows (WCAG 1.1.1)."""
        for image in page.root.iter("img"):
            if not (image.get("alt") or "").strip():
                yield Verdict(
                    "site/alt",
                    page.place(image),
                    "The picture has no alternative text.",
                    found=image.get("src"),
                )

    def styles(self, text: str, place: Place, base: str) -> Iterator[Verdict]:
        """What a style sheet fetches is on the site."""
        for match in CSS_REFERENCE.finditer(text):
            value = match[1] or match[2]
            address = urldefrag(urljoin(self.url + base, value))[0]
            if value.startswith(("data:", "#")):
                continue
            if not self._own(address):
                yield self._external(place, value)
            elif self._file(address) is None:
                yield Verdict(
                    "site/link", place, "The style sheet fetches what is not there.", found=value
                )

    def _twin(self, page: Page, target: str) -> bool:
        """Whether a path is that of the page in another language."""
        language, _, rest = page.address.strip("/").partition("/")
        code, _, path = target.partition("/")
        languages = self.config.languages
        return language in languages and code in languages and path == rest

    def _own(self, address: str) -> bool:
        return urlsplit(address)[:2] == urlsplit(self.url)[:2]

    def _target(self, address: str) -> str:
        """The path of an own address below the site's root."""
        path = posixpath.normpath(unquote(urlsplit(address).path) or "/")
        root = urlsplit(self.url).path
        return (path + "/").removeprefix(root).strip("/")

    def _file(self, address: str) -> str | None:
        target = self._target(address)
        if not (urlsplit(address).path + "/").startswith(urlsplit(self.url).path):
            return None
        candidates = (target, f"{target}/index.html".lstrip("/"))
        return next((name for name in candidates if name in self.files), None)

    @staticmethod
    def _external(place: Place, value: str) -> Verdict:
        return Verdict(
            "site/external",
            place,
            "The page asks another host, which then knows its reader.",
            found=value,
            suggestion="a copy of the file on the site",
        )
