"""Languages, their codes and the words that samsvar itself says."""

from __future__ import annotations

import pytest
import yaml

from samsvar.languages import KNOWN, keyword_of, keywords, locale_code, others, texts
from samsvar.verdicts import CannotGoOn, Place

PLACE = Place("samsvar.toml", 2)


@pytest.mark.parametrize(
    ("code", "gherkin", "search", "name"),
    [
        ("nb", "no", "no", "Norsk (bokmål)"),
        ("nn", "no", "no", "Norsk (nynorsk)"),
        ("en", "en", "en", "English"),
    ],
)
def test_each_language_knows_its_other_names(
    code: str, gherkin: str, search: str, name: str
) -> None:
    language = KNOWN[code]
    assert (language.code, language.gherkin) == (code, gherkin)
    assert (language.search, language.name) == (search, name)


@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_known_codes_are_taken(code: str) -> None:
    assert locale_code(code, PLACE) == code


def test_no_without_quotation_marks_is_explained_as_yaml_s_false() -> None:
    value = yaml.safe_load("language: no")["language"]
    with pytest.raises(CannotGoOn) as refusal:
        locale_code(value, PLACE)
    assert str(refusal.value) == (
        "samsvar.toml:2:1: text/language: YAML reads no without quotation marks as false.\n"
        "  found:    no\n"
        '  expected: one of "nb", "nn", "en"\n'
        '  write:    "nb"'
    )


@pytest.mark.parametrize(
    ("value", "suggestion"), [("no", '"nb"'), ("nor", '"nb"'), ("eng", '"en"'), ("qqq", None)]
)
def test_an_unknown_code_is_refused_with_the_nearest(value: str, suggestion: str | None) -> None:
    with pytest.raises(CannotGoOn) as refusal:
        locale_code(value, PLACE)
    (verdict,) = refusal.value.verdicts
    assert verdict.message == "This is not a language that samsvar knows."
    assert (verdict.found, verdict.suggestion) == (value, suggestion)


def test_what_is_not_a_text_is_no_language() -> None:
    with pytest.raises(CannotGoOn, match="not a language that samsvar knows"):
        locale_code(5, PLACE)


def test_the_others_keep_their_order() -> None:
    assert others(["nb", "en", "nn"], "en") == ("nb", "nn")


@pytest.mark.parametrize("code", KNOWN)
def test_samsvar_s_own_words_are_the_same_in_number_and_placeholders(code: str) -> None:
    first, other = texts("nb"), texts(code)
    assert first.keys() == other.keys()
    for key, text in first.items():
        fields = {part.partition("}")[0] for part in text.split("{")[1:]}
        assert fields == {part.partition("}")[0] for part in other[key].split("{")[1:]}, key
        assert isinstance(other[key], str)


def test_the_words_of_nynorsk_are_its_own() -> None:
    assert texts("nn") != texts("nb")


def test_gherkin_s_keywords_are_known_by_what_they_begin() -> None:
    assert keywords("en") == {
        "*": "and",
        "And": "and",
        "But": "but",
        "Given": "given",
        "When": "when",
        "Then": "then",
    }
    assert keywords("nb")["Når"] == "when"
    assert keywords("nb") == keywords("nn")


@pytest.mark.parametrize(
    ("kind", "nb", "en"),
    [
        ("given", "Gitt", "Given"),
        ("when", "Når", "When"),
        ("then", "Så", "Then"),
        ("and", "Og", "And"),
        ("but", "Men", "But"),
    ],
)
def test_each_part_has_its_keyword_in_a_language(kind: str, nb: str, en: str) -> None:
    assert (keyword_of(kind, "nb"), keyword_of(kind, "en")) == (nb, en)
