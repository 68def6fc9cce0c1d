"""A product's own label catalogue: three formats, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from toy import Toy

from samsvar import catalogues
from samsvar.checking import Project
from samsvar.verdicts import CannotGoOn

LANGUAGES = ("nb", "en")
NB_JSON = """\
{"front": {"title": "Velkommen", "greet": "<0>Hils</0>", "send": "Send"},
 "list": ["Først", "Sist"], "count_one": "{{count}} hilsen", "sent": "Hilsenen er sendt."}
"""
EN_JSON = """\
{"front": {"title": "Welcome", "greet": "<0>Greet</0>", "send": "Send"},
 "list": ["First", "Last"], "count_one": "{{count}} greeting", "sent": "The greeting was sent."}
"""
NB_PO = """\
msgid ""
msgstr ""
"Language: nb_NO\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Greet"
msgstr "Hils"

msgctxt "form"
msgid "Send"
msgstr ""

msgid "%(n)d greeting"
msgid_plural "%(n)d greetings"
msgstr[0] "%(n)d hilsen"
msgstr[1] "%(n)d hilsener"

#, fuzzy
msgid "Welcome"
msgstr "Farvel"
"""


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def refused(*arguments: str, folder: Path) -> str:
    with pytest.raises(CannotGoOn) as refusal:
        catalogues.load(arguments, LANGUAGES, folder)
    return str(refusal.value)


def test_i18next_json_is_read_by_key_without_markup(tmp_path: Path) -> None:
    write(tmp_path, no_nb__json=NB_JSON, en__json=EN_JSON)
    labels = catalogues.load(["no_nb.json", "en.json"], LANGUAGES, tmp_path)
    assert labels.texts["nb"] == {
        "count_one": "{count} hilsen",
        "front.greet": "Hils",
        "front.send": "Send",
        "front.title": "Velkommen",
        "list.0": "Først",
        "list.1": "Sist",
        "sent": "Hilsenen er sendt.",
    }
    assert labels.texts["en"]["front.greet"] == "Greet"
    assert str(labels) == "no_nb.json, en.json"


def test_a_label_is_looked_up_among_all_texts_but_templates(tmp_path: Path) -> None:
    write(tmp_path, nb__json=NB_JSON, en__json=EN_JSON)
    labels = catalogues.load(["nb.json", "en.json"], LANGUAGES, tmp_path)
    texts = labels.by_text("en", ["button"])
    assert texts["Greet"] == "front.greet"
    assert texts["The greeting was sent."] == "sent"
    assert "{count} greeting" not in texts


def test_yaml_can_hold_its_languages_at_the_top(tmp_path: Path) -> None:
    write(tmp_path, portal__yml="nb:\n  a: Hils\n  b: Send\nen:\n  a: Greet\n")
    labels = catalogues.load(["portal.yml"], LANGUAGES, tmp_path)
    assert labels.texts == {"nb": {"a": "Hils"}, "en": {"a": "Greet"}}


def test_po_tells_both_its_language_and_the_one_that_it_translates_from(tmp_path: Path) -> None:
    write(tmp_path, portal__po=NB_PO)
    labels = catalogues.load(["portal.po"], LANGUAGES, tmp_path)
    pairs = {labels.texts["en"][key]: text for key, text in labels.texts["nb"].items()}
    assert pairs == {
        "Greet": "Hils",
        "Send": "Send",
        "{n} greeting": "{n} hilsen",
        "{n} greetings": "{n} hilsener",
    }


def test_the_language_can_be_named(tmp_path: Path) -> None:
    write(tmp_path, a__json=NB_JSON, b__json=EN_JSON)
    labels = catalogues.load(["nb=a.json", "en=b.json"], LANGUAGES, tmp_path)
    assert labels.texts["nb"]["front.title"] == "Velkommen"
    assert str(labels) == "a.json, b.json"


def test_a_folder_can_name_the_language(tmp_path: Path) -> None:
    for code, text in (("nb-NO", NB_JSON), ("en", EN_JSON)):
        (tmp_path / "locales" / code).mkdir(parents=True)
        (tmp_path / "locales" / code / "portal.json").write_text(text, encoding="utf-8")
    files = ["locales/nb-NO/portal.json", "locales/en/portal.json"]
    assert catalogues.load(files, LANGUAGES, tmp_path).texts["en"]["list.1"] == "Last"


def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    write(
        tmp_path,
        nb__json='{"a": "Hils",\n "b": }',
        nb__yml="a: Hils\nb: [",
        nb__po='msgid "Greet\n',
        en__json="[]",
        nb__txt="",
        en__yml="",
    )
    assert refused("nb.json", folder=tmp_path) == (
        "nb.json:2:7: label/catalogue: This file cannot be read: expecting value."
    )
    assert refused("nb.yml", folder=tmp_path).startswith(
        "nb.yml:3:1: label/catalogue: This file cannot be read: "
    )
    assert "nb.po:" in refused("nb.po", folder=tmp_path)
    assert refused("en.json", folder=tmp_path) == (
        "en.json:1:1: label/catalogue: This file cannot be read: a catalogue maps keys to texts."
    )
    assert refused("nb.txt", folder=tmp_path) == (
        "nb.txt:1:1: label/catalogue: A catalogue is i18next JSON, YAML or gettext PO.\n"
        "  found:    .txt\n"
        "  expected: one of .json, .yml, .yaml, .po"
    )
    assert refused("missing.json", folder=tmp_path) == (
        "missing.json:1:1: label/catalogue: This file cannot be read: no such file or directory."
    )


ALIAS = "This file cannot be read: write out what the alias *a stands for."
TOO_DEEP = "This file cannot be read: it is nested too deeply."


def test_a_yaml_file_with_aliases_is_refused_at_the_first_of_them(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 28))
    write(
        tmp_path,
        endless__yml="nb:\n  a: &a\n    b: *a\n",
        bomb__yml=f"l0: &l0 [ha, ha]\n{levels}",
    )
    assert refused("endless.yml", folder=tmp_path) == f"endless.yml:3:8: label/catalogue: {ALIAS}"
    told = ALIAS.replace("*a", "*l0")
    assert refused("bomb.yml", folder=tmp_path) == f"bomb.yml:2:10: label/catalogue: {told}"


@pytest.mark.parametrize("levels", [970, 100_000])
def test_a_file_that_is_nested_too_deeply_is_refused(tmp_path: Path, levels: int) -> None:
    json = '{"nb":' * levels + '"Hils"' + "}" * levels
    write(tmp_path, nb__json=json, nb__yml="[\n" * levels)
    assert refused("nb.json", folder=tmp_path) == f"nb.json:1:1: label/catalogue: {TOO_DEEP}"
    assert refused("nb.yml", folder=tmp_path) == f"nb.yml:101:1: label/catalogue: {TOO_DEEP}"


def test_a_file_whose_language_nothing_tells_is_refused_with_the_way_to_tell(
    tmp_path: Path,
) -> None:
    write(tmp_path, portal__json=NB_JSON)
    assert refused("portal.json", folder=tmp_path) == (
        "portal.json:1:1: label/catalogue: Which language this catalogue is in, neither its name "
        "nor its contents tell.\n"
        "  found:    portal.json\n"
        "  expected: one of nb, en\n"
        "  write:    --labels nb=portal.json"
    )


def test_a_language_without_a_catalogue_is_told(tmp_path: Path) -> None:
    write(tmp_path, nb__json=NB_JSON)
    assert refused("nb.json", folder=tmp_path) == (
        "nb.json:1:1: label/catalogue: There is no catalogue for en, so its guides cannot be "
        "checked.\n"
        "  write:    --labels en=FILE"
    )


def test_guides_are_checked_against_another_portal_that_is_not_run(toy: Toy) -> None:
    write(toy.root, nb__json=NB_JSON, en__json=EN_JSON.replace("Greet<", "Say hello<"))
    files = [str(toy.root / name) for name in ("nb.json", "en.json")]
    report = Project.load(toy.project().config, files).check()
    assert [str(verdict) for verdict in report.verdicts] == [
        "features/en/greet.feature:16:17: label/unknown: There is no button with this name in "
        f"{files[0]}, {files[1]}.\n"
        "  found:    Greet\n"
        "  write:    Say hello\n"
        "  twin:     features/nb/greet.feature:16:5"
    ]


def test_keys_that_both_catalogues_have_tell_what_a_label_is_called_now(toy: Toy) -> None:
    write(
        toy.root,
        nb__yml="button:\n  greet: Hils\n  send: Send\nmessage:\n  sent: Hilsenen er sendt.\n",
        en__yml="button:\n  greet: Hello\n  send: Send\nmessage:\n  sent: The greeting was sent.\n",
    )
    files = [str(toy.root / name) for name in ("nb.yml", "en.yml")]
    report = Project.load(toy.project().config, files).check()
    assert [(v.rule, v.found, v.suggestion, v.expected) for v in report.verdicts] == [
        ("label/renamed", "Greet", "Hello", "nb: “Hils”; en: “Hello”")
    ]
