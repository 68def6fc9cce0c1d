"""Pages and links, before anything is built: hand-written pages with their twins, and every link
between pages that a guide, a note or a page has.

A guide `NAME` is published at `guides/NAME.md`, a page of `docs/LANGUAGE` at its own path.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from samsvar.config import Config
from samsvar.guides import Guide
from samsvar.verdicts import Edit, Place, Verdict, nearest

GUIDES = "guides"
#: Pages that publishing writes besides guides.
GENERATED = ("contributing/vocabulary.md", "noticed.md")
#: How like the link to a page must be to be a slip, and not a link to a page that has gone.
MISSPELT = 0.8
#: A link in Markdown to another page, without its anchor.
LINK = re.compile(r"\]\(([^)\s:#]+\.md)(?:#[^)]*)?\)")


def check_pages(
    config: Config, names: Iterable[str], guides: Mapping[str, Mapping[str, Guide]]
) -> Iterator[Verdict]:
    """A verdict per page without a twin, and per link that leads to no page.

    `names` are those of all guides, also of those that could not be read.
    """
    published = {f"{GUIDES}/{name}.md" for name in names}
    written = {code: config.pages(code) for code in config.languages}
    everything = set().union(*written.values())
    for code in config.languages:
        for page in sorted(everything - written[code].keys()):
            other = next(c for c in config.languages if page in written[c])
            yield Verdict(
                "translation/missing-page",
                Place(config.relative(written[other][page])),
                f"This page has no twin in {code}.",
                expected=config.relative(config.docs / code / page),
                language=code,
            )
        known = {*written[code], *GENERATED, *published}
        for page, path in written[code].items():
            source = path.read_text(encoding="utf-8", errors="replace")
            yield from _dead(source, config.relative(path), page, known, code)
        for name, twins in guides.items():
            if code in twins:
                guide = twins[code]
                page = f"{GUIDES}/{name}.md"
                for verdict in _dead(guide.source, guide.place.path, page, known, code):
                    yield replace(verdict, guide=name)


def _dead(source: str, path: str, page: str, known: Set[str], language: str) -> Iterator[Verdict]:
    """The links of a page that lead nowhere."""
    for number, line in enumerate(source.splitlines(), start=1):
        for match in LINK.finditer(line):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), match[1]))
            if target not in known:
                near = nearest(target, known, MISSPELT)
                start = posixpath.dirname(page) or "."
                place = Place(path, number, match.start(1) + 1)
                right = posixpath.relpath(near, start) if near else None
                yield Verdict(
                    "text/link",
                    place,
                    "This link leads to no page.",
                    found=match[1],
                    suggestion=right or "remove the link, or write the page",
                    language=language,
                    edits=(Edit(place, match[1], right),) if right else (),
                )
