"""The label catalogues: complete, alike in both languages, and used."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import Formatter

import pytest
from visitor import NewVisitor

from systemtilgang import portal
from systemtilgang.domain.editions import EDITIONS
from systemtilgang.portal import texts
from systemtilgang.portal.texts import (
    LABELS,
    LabelError,
    explanations,
    labels,
    languages,
    own_names,
    read_labels,
)
from systemtilgang.world import template

WORLD = Path(__file__).parents[2] / "fixtures" / "world.yml"
KINDS = {
    "button", "row_button", "row_name", "link", "field", "tab", "heading", "dialog", "message",
    "text", "title", "package", "description", "landmark", "remedy", "delegation_button",
    "delegation_name",
}  # fmt: skip
FIRST = "2025-12"
OVERLAYS = [edition for edition in EDITIONS if edition != FIRST]
LABEL_KEY = re.compile(rf"[\"']((?:{'|'.join(KINDS)})\.[a-z_]+)[\"']")


def sources() -> dict[str, str]:
    root = Path(portal.__file__).parent
    files = [*root.rglob("*.py"), *root.rglob("*.html")]
    return {str(file.relative_to(root)): file.read_text(encoding="utf-8") for file in files}


@pytest.fixture
def fresh_labels() -> Iterator[None]:
    """Label files are read anew during the test, and again after it."""
    cached = (texts.labels, texts.languages, texts.own_names)
    for each in cached:
        each.cache_clear()
    yield
    for each in cached:
        each.cache_clear()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_languages_are_those_with_a_label_file_bokmal_first() -> None:
    assert languages() == ("nb", "en")
    assert own_names() == (("nb", "Norsk (bokmål)"), ("en", "English"))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_first_level_is_the_kind(language: str) -> None:
    found = read_labels(LABELS / FIRST / f"{language}.yml")
    assert {key.partition(".")[0] for key in found} == KINDS


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_languages_have_the_same_keys_and_placeholders(edition: str) -> None:
    nb, en = labels(edition, "nb").texts, labels(edition, "en").texts
    assert nb.keys() == en.keys()
    assert {key: placeholders(nb[key]) for key in nb} == {key: placeholders(en[key]) for key in en}


@pytest.mark.parametrize(("edition", "language"), [*product(OVERLAYS, ["nb", "en"])])
def test_an_overlay_only_changes_what_exists(edition: str, language: str) -> None:
    first = read_labels(LABELS / FIRST / f"{language}.yml")
    overlay = read_labels(LABELS / edition / f"{language}.yml")
    assert overlay.keys() <= first.keys()
    assert [key for key in overlay if overlay[key] == first[key]] == []


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_text_has_space_around_it_or_is_empty(language: str) -> None:
    found = read_labels(LABELS / FIRST / f"{language}.yml")
    assert [key for key, text in found.items() if not text or text != text.strip()] == []


def test_every_key_that_the_portal_asks_for_exists() -> None:
    known = labels(FIRST, "nb").texts
    asked = {key: file for file, text in sources().items() for key in LABEL_KEY.findall(text)}
    assert {key: file for key, file in asked.items() if key not in known} == {}


def test_every_key_is_used() -> None:
    everything = "\n".join(sources().values())
    used = set(LABEL_KEY.findall(everything))
    of_packages = ("package.", "description.")
    kept = {key for key in labels(FIRST, "nb").texts if not key.startswith(of_packages)}
    assert kept - used == set()


def test_every_package_override_is_a_package() -> None:
    packages = template(WORLD).catalogue.packages
    of_packages = ("package.", "description.")
    overrides = [key for key in labels(FIRST, "nb").texts if key.startswith(of_packages)]
    assert [key for key in overrides if key.partition(".")[2] not in packages] == []


TEXT_ATTRIBUTE = re.compile(
    r"""\s(?:aria-(?:label|description|placeholder|roledescription|valuetext|braille[a-z]+)
    |placeholder|title|alt)="([^"]*[^\W\d_][^"]*)\"""",
    re.VERBOSE,
)
"""An attribute that is read aloud or shown, with letters in it."""


def test_no_template_has_words_of_its_own() -> None:
    """Text between tags and in attributes is a label, except for signs that are the same in every
    language.
    """
    same_everywhere = {"…"}
    for file, source in sources().items():
        if not file.endswith(".html"):
            continue
        markup = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.S)
        between_tags = re.findall(r">([^<>=]*[^\W\d_][^<>=]*)<", markup)
        words = {text.strip() for text in [*between_tags, *TEXT_ATTRIBUTE.findall(markup)]}
        assert words <= same_everywhere, file


def test_an_edition_has_what_every_edition_before_it_changed(
    tmp_path: Path, fresh_labels: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "LABELS", tmp_path)
    monkeypatch.setattr(texts, "EDITIONS", [FIRST, "2026-08", "2027-01"])
    for edition, content in (
        (FIRST, "button: {a: first, b: first, c: first}"),
        ("2026-08", "button: {b: second, c: second}"),
        ("2027-01", "button: {c: third}"),
    ):
        (tmp_path / edition).mkdir()
        (tmp_path / edition / "nb.yml").write_text(content, encoding="utf-8")
    assert [list(labels(each, "nb").texts.values()) for each in texts.EDITIONS] == [
        ["first", "first", "first"],
        ["first", "second", "second"],
        ["first", "second", "third"],
    ]


def test_a_label_file_is_all_that_another_language_takes(
    tmp_path: Path, fresh_labels: None, monkeypatch: pytest.MonkeyPatch, new_visitor: NewVisitor
) -> None:
    root = tmp_path / "labels"
    shutil.copytree(LABELS, root)
    nynorsk = (root / FIRST / "nb.yml").read_text(encoding="utf-8")
    nynorsk = nynorsk.replace('"Norsk (bokmål)"', '"Norsk (nynorsk)"').replace(
        '"Brukere"', '"Brukarar"'
    )
    (root / FIRST / "nn.yml").write_text(nynorsk, encoding="utf-8")
    monkeypatch.setattr(texts, "LABELS", root)
    visitor = new_visitor("nb")
    visitor.log_in("Dress Minst", "Diskret Nær Tiger AS")
    visitor.click("button", "Meny")
    visitor.click("menuitem", "Språk/language")
    assert visitor.names("menuitemradio") == ["Norsk (bokmål)", "English", "Norsk (nynorsk)"]
    visitor.click("menuitemradio", "Norsk (nynorsk)")
    assert visitor.client.cookies["selectedLanguage"] == "no_nn"
    for path in ("/login", "/practice", "/", "/users", "/systemuser/overview"):
        assert visitor.go(path) == 200
        assert visitor.tree.get("lang") == "nn"
    assert "Brukarar" in visitor.names("link")
    visitor.click("link", "Årsoppgjør SmartCloud Administrere klienter")
    visitor.click("button", "Legg til kunder")
    assert visitor.names("dialog") != []
    visitor.go("/users")
    visitor.click("link", "Klok Hegre")
    visitor.click("button", "Gi fullmakt")
    assert "Skatt, avgift, regnskap og toll" in visitor.text, "what has no nynorsk is in bokmål"


def test_an_explanation_comes_first_in_the_readers_language() -> None:
    assert [language for language, _ in explanations("text.practice_login", first="en")] == [
        "en",
        "nb",
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [("- a", "mapping of kinds"), ("button: x", "texts below"), ("button: {a: yes}", "quote it")],
)
def test_a_label_file_of_another_shape_is_refused(
    tmp_path: Path, content: str, complaint: str
) -> None:
    file = tmp_path / "nb.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LabelError, match=complaint):
        read_labels(file)


def test_an_unknown_label_is_an_error_not_an_empty_text() -> None:
    with pytest.raises(KeyError):
        texts.labels(FIRST, "nb")("button.nonsense")
