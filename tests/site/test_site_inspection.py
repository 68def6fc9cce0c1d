"""The inspection finds each kind of damage, at its place, and nothing on a sound site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample_site import URL

from samsvar.config import Config
from samsvar.publishing import site

GUIDE = "nb/guides/delegate-clients/index.html"


def judged(config: Config, out: Path) -> list[tuple[str, str, str | None]]:
    """What is wrong: rule, file and what was found."""
    verdicts = site.inspect(config, out, URL)
    return [(verdict.rule, verdict.place.path, verdict.found) for verdict in verdicts]


def test_a_sound_site_has_no_verdicts(config: Config, built: Path) -> None:
    assert site.inspect(config, built, URL) == ()


@pytest.mark.parametrize(
    ("old", "new", "rule", "found"),
    [
        ('<html lang="nb"', '<html lang="no"', "site/lang", "no"),
        ('<html lang="nb"', "<html", "site/lang", "no lang"),
        (
            f'hreflang="en" href="{URL}en/guides/delegate-clients/"',
            f'hreflang="en" href="{URL}en/"',
            "site/hreflang",
            f"{URL}en/",
        ),
        (
            f'hreflang="nb" href="{URL}nb/guides/delegate-clients/"',
            'hreflang="nb" href="/nb/guides/delegate-clients/"',
            "site/hreflang",
            "/nb/guides/delegate-clients/",
        ),
        (
            f'<link rel="alternate" hreflang="x-default" href="{URL}nb/guides/delegate-clients/">',
            "",
            "site/hreflang",
            "no link",
        ),
        ("</head>", '<link rel="alternate" hreflang="sv" href="."></head>', "site/hreflang", "sv"),
        ('href="../../about/"', 'href="../../abuot/"', "site/link", "../../abuot/"),
        ("</article>", '<a href="/elsewhere/">x</a></article>', "site/link", "/elsewhere/"),
        ("</article>", '<a href="#gone">x</a></article>', "site/anchor", "#gone"),
        (
            "</article>",
            '<a href="../../about/#gone">x</a></article>',
            "site/anchor",
            "../../about/#gone",
        ),
        ("</article>", '<img src="x.png" alt="x"></article>', "site/link", "x.png"),
        (
            "</article>",
            '<img src="../../assets/favicon.svg" alt=" "></article>',
            "site/alt",
            "../../assets/favicon.svg",
        ),
        (
            "</article>",
            '<img src="../../assets/favicon.svg"></article>',
            "site/alt",
            "../../assets/favicon.svg",
        ),
        (
            "</head>",
            '<script src="//cdn.invalid/x.js"></script></head>',
            "site/external",
            "//cdn.invalid/x.js",
        ),
        (
            "</head>",
            '<link rel="stylesheet" href="https://fonts.invalid/css"></head>',
            "site/external",
            "https://fonts.invalid/css",
        ),
        (
            "</head>",
            '<link rel="preconnect" href="https://fonts.invalid"></head>',
            "site/external",
            "https://fonts.invalid",
        ),
        (
            "</head>",
            "<style>@font-face{src:url('https://fonts.invalid/x')}</style></head>",
            "site/external",
            "https://fonts.invalid/x",
        ),
        (
            "</article>",
            '<p style="background:url(https://cdn.invalid/x.png)"></p></article>',
            "site/external",
            "https://cdn.invalid/x.png",
        ),
        (
            "</article>",
            '<img alt="x" src="../../assets/favicon.svg" srcset="https://cdn.invalid/x 2x">'
            "</article>",
            "site/external",
            "https://cdn.invalid/x",
        ),
    ],
)
def test_damage_to_a_page_is_one_verdict(
    config: Config, damaged: Path, old: str, new: str, rule: str, found: str
) -> None:
    page = damaged / GUIDE
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
    assert set(judged(config, damaged)) == {(rule, GUIDE, found)}


def test_a_verdict_names_the_line_and_the_nearest_choice(config: Config, damaged: Path) -> None:
    page = damaged / GUIDE
    lines = page.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if "<h1" in line)
    lines[number - 1] += '<a href="#forutsetningar">x</a>'
    page.write_text("\n".join(lines), encoding="utf-8")
    (verdict,) = site.inspect(config, damaged, URL)
    assert str(verdict.place) == f"{GUIDE}:{number}:1"
    assert verdict.suggestion == "forutsetninger"


def test_a_page_in_one_language_only_is_one_verdict(config: Config, damaged: Path) -> None:
    page = damaged / "nb" / "help" / "index.html"
    page.parent.mkdir()
    text = (damaged / "nb/about/index.html").read_text(encoding="utf-8")
    page.write_text(text.replace("/about/", "/help/"), encoding="utf-8")
    (verdict,) = site.inspect(config, damaged, URL)
    assert (verdict.rule, verdict.place.path) == ("site/counterpart", "nb/help/index.html")
    assert verdict.message == "This page has no counterpart in en."
    assert verdict.expected == "en/help/index.html"


def test_a_page_that_one_language_lacks_is_one_verdict_and_one_per_link_to_it(
    config: Config, damaged: Path
) -> None:
    (damaged / "en/evidence/delegate-clients/index.html").unlink()
    assert set(judged(config, damaged)) == {
        ("site/counterpart", "nb/evidence/delegate-clients/index.html", None),
        ("site/link", "en/guides/delegate-clients/index.html", "../../evidence/delegate-clients/"),
    }


def test_a_missing_front_page_is_one_verdict(config: Config, damaged: Path) -> None:
    (damaged / "en/index.html").unlink()
    found = [place for rule, place, _ in judged(config, damaged) if rule == "site/counterpart"]
    assert found == ["en/index.html"]


def test_pages_are_named_as_they_will_be_published(config: Config, damaged: Path) -> None:
    """Not by the folder in which the site lies while it is inspected."""
    (damaged / "nb/evidence/delegate-clients/01/02.png").unlink()
    assert {v.place.path for v in site.inspect(config, damaged, URL)} == {GUIDE}


def test_nobody_is_sent_to_the_page_for_what_is_missing(config: Config, damaged: Path) -> None:
    page = damaged / GUIDE
    text = page.read_text(encoding="utf-8")
    link = '<a href="/nb/40.html">x</a></article>'
    page.write_text(text.replace("</article>", link), encoding="utf-8")
    (verdict,) = site.inspect(config, damaged, URL)
    assert verdict.found == "/nb/40.html"
    assert "404.html" not in (verdict.suggestion or "")


def test_a_missing_language_is_reported(config: Config, built: Path) -> None:
    verdicts = site.inspect(replace(config, languages=(*config.languages, "nn")), built, URL)
    assert any(v.rule == "site/counterpart" and v.place.path == "nn/index.html" for v in verdicts)


def test_links_to_other_hosts_are_allowed(config: Config, damaged: Path) -> None:
    page = damaged / GUIDE
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("</article>", '<a href="https://example.invalid/">x</a></article>'),
        encoding="utf-8",
    )
    assert judged(config, damaged) == []


def test_a_style_sheet_may_only_fetch_what_is_there(config: Config, damaged: Path) -> None:
    sheet = damaged / "en" / "assets" / "samsvar.css"
    extra = '\n@import "https://cdn.invalid/x.css";\nb { background: url(gone.png) }\n'
    sheet.write_text(sheet.read_text(encoding="utf-8") + extra, encoding="utf-8")
    assert set(judged(config, damaged)) == {
        ("site/external", "en/assets/samsvar.css", "https://cdn.invalid/x.css"),
        ("site/link", "en/assets/samsvar.css", "gone.png"),
    }


def test_a_picture_that_was_not_copied_is_reported(config: Config, damaged: Path) -> None:
    (damaged / "nb/evidence/delegate-clients/01/02.png").unlink()
    assert judged(config, damaged) == [
        ("site/link", GUIDE, "../../evidence/delegate-clients/01/02.png"),
    ] * len(judged(config, damaged))
    assert judged(config, damaged)
