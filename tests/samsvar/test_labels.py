"""Label catalogues: reading, overlays, look-up both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from samsvar import labels
from samsvar.labels import Label, Labels, Words
from samsvar.verdicts import CannotGoOn

LABELS = Labels(
    "1",
    {
        "nb": {
            "button.save": "Lagre",
            "button.store": "Lagre",
            "button.close": "Lukk",
            "link.close": "Lukk",
            "message.hello": "Hei, {name}!",
        },
        "en": {
            "button.save": "Save",
            "button.store": "Store",
            "button.close": "Close",
            "link.close": "Close",
            "message.hello": "Hello, {name}!",
        },
    },
)


def write(folder: Path, **files: str) -> Path:
    """`one__nb="…"` becomes `one/nb.yml`."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, editions: tuple[str, ...] = ("one",)) -> str:
    with pytest.raises(CannotGoOn) as refused:
        labels.load(folder, editions, editions[-1], ["nb", "en"])
    return str(refused.value)


def test_a_text_is_found_by_key_and_filled_in() -> None:
    assert LABELS.text("button.close", "nb") == "Lukk"
    assert LABELS.text("message.hello", "en", name="Ola") == "Hello, Ola!"


def test_a_text_without_values_keeps_its_placeholders() -> None:
    assert LABELS.text("message.hello", "nb") == "Hei, {name}!"


def test_an_unknown_key_is_a_fault_of_the_code() -> None:
    with pytest.raises(KeyError):
        LABELS.text("button.none", "nb")


def test_texts_are_looked_up_among_the_asked_kinds_only() -> None:
    assert LABELS.by_text("nb", ["link"]) == {"Lukk": "link.close"}
    assert LABELS.by_text("en", ["button"])["Close"] == "button.close"


def test_keys_that_share_a_text_in_one_language_are_joined_in_all() -> None:
    assert LABELS.by_text("nb", ["button"])["Lagre"] == "button.save|button.store"
    english = LABELS.by_text("en", ["button"])
    assert english["Save"] == english["Store"] == "button.save|button.store"


def test_joining_is_transitive_across_languages() -> None:
    found = Labels(
        "1",
        {
            "nb": {"button.a": "A", "button.b": "A", "button.c": "C"},
            "en": {"button.a": "X", "button.b": "Y", "button.c": "Y"},
        },
    )
    assert set(found.by_text("nb", ["button"]).values()) == {"button.a|button.b|button.c"}


def test_a_joined_key_has_the_text_of_its_first() -> None:
    assert LABELS.text("button.save|button.store", "en") == "Save"


def test_templates_cannot_be_quoted() -> None:
    assert LABELS.by_text("nb", ["message"]) == {}


def test_words_speak_the_language_of_the_guide() -> None:
    words = Words(LABELS, "en")
    assert words("button.close") == "Close"
    assert words("message.hello", name="Ola") == "Hello, Ola!"


def test_a_label_reads_as_its_text() -> None:
    assert str(Label("button.close", "Lukk")) == "Lukk"


def test_an_edition_lies_over_the_ones_before_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        one__nb="button:\n  a: A1\n  b: B1\n",
        one__en="button:\n  a: a1\n  b: b1\n",
        two__nb="button:\n  a: A2\n",
        three__nb="button:\n  a: A3\n",
        three__en="button:\n  a: a3\n",
    )
    editions = ("one", "two", "three")
    first = labels.load(tmp_path, editions, "one", ["nb", "en"])
    second = labels.load(tmp_path, editions, "two", ["nb", "en"])
    assert first.texts["nb"] == {"button.a": "A1", "button.b": "B1"}
    assert second.edition == "two"
    assert second.texts == {
        "nb": {"button.a": "A2", "button.b": "B1"},
        "en": {"button.a": "a1", "button.b": "b1"},
    }


def test_nested_kinds_become_dotted_keys(tmp_path: Path) -> None:
    text = "button:\n  dialog:\n    ok: OK\n"
    write(tmp_path, one__nb=text, one__en=text)
    assert labels.load(tmp_path, ("one",), "one", ["nb", "en"]).texts["nb"] == {
        "button.dialog.ok": "OK"
    }


def test_languages_with_unequal_keys_are_refused_key_by_key_with_the_other_s_line(
    tmp_path: Path,
) -> None:
    write(
        tmp_path, one__nb="button:\n  ok: OK\n  save: Lagre\n", one__en="button:\n  saved: Save\n"
    )
    nb, en = f"{tmp_path}/one/nb.yml", f"{tmp_path}/one/en.yml"
    assert refusal(tmp_path) == (
        f"{nb}:1:1: label/catalogue: The label button.saved is missing in this language.\n"
        f"  expected: a text for button.saved, as in {en}:2:3: Save\n\n"
        f"{en}:1:1: label/catalogue: The label button.ok is missing in this language.\n"
        f"  expected: a text for button.ok, as in {nb}:2:3: OK\n\n"
        f"{en}:1:1: label/catalogue: The label button.save is missing in this language.\n"
        f"  expected: a text for button.save, as in {nb}:3:3: Lagre"
    )


def test_a_key_that_a_later_edition_lacks_is_missed_there(tmp_path: Path) -> None:
    text = "button:\n  a: A\n"
    write(tmp_path, one__nb=text, one__en=text, two__nb="button:\n  b: B\n")
    assert refusal(tmp_path, ("one", "two")) == (
        f"{tmp_path}/two/en.yml:1:1: label/catalogue: The label button.b is missing in this "
        "language.\n"
        f"  expected: a text for button.b, as in {tmp_path}/two/nb.yml:2:3: B"
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("- a\n", "1:1", "A catalogue maps kinds to labels."),
        ("", "1:1", "A catalogue maps kinds to labels."),
        (
            "button:\n  ok: OK\n  no: Nei\n",
            "3:3",
            "YAML does not read this key as text: put it in quotation marks.\n"
            "  found:    button.no",
        ),
        (
            "button:\n  ok: yes\n",
            "2:3",
            "The label button.ok is not a text: put it in quotation marks.\n  found:    yes",
        ),
        (
            "button:\n  ok:\n",
            "2:3",
            "The label button.ok is not a text: put it in quotation marks.\n  found:    ",
        ),
        (
            "button:\n  ok: OK\n  'ok': Ok\n",
            "3:3",
            "This key stands twice in the catalogue; the first would be lost.\n"
            "  found:    button.ok",
        ),
        (
            "button:\n  ok: OK\nlink:\n  home: Home\nbutton:\n  no_more: No\n",
            "5:1",
            "This key stands twice in the catalogue; the first would be lost.\n  found:    button",
        ),
        (
            "button:\n  ok: [a, b]\n",
            "2:3",
            "The label button.ok is not a text: put it in quotation marks.\n  found:    a list",
        ),
    ],
)
def test_what_is_not_one_text_per_key_is_refused_at_its_line(
    tmp_path: Path, text: str, line: str, told: str
) -> None:
    write(tmp_path, one__nb=text)
    assert refusal(tmp_path) == f"{tmp_path}/one/nb.yml:{line}: label/catalogue: {told}"


def test_a_missing_first_catalogue_is_a_verdict(tmp_path: Path) -> None:
    assert "one/nb.yml:1:1: text/yaml: This file cannot be read: no such file" in refusal(tmp_path)


def test_an_edition_without_a_folder_is_a_verdict(tmp_path: Path) -> None:
    text = "button:\n  a: A\n"
    write(tmp_path, one__nb=text, one__en=text)
    assert refusal(tmp_path, ("one", "two")) == (
        f"{tmp_path}:1:1: label/catalogue: There is no folder with the labels of edition two."
    )


def test_paths_are_relative_to_the_project(tmp_path: Path) -> None:
    folder = write(tmp_path / "l", one__nb="button:\n  ok: OK\n", one__en="- a\n")
    for editions, told in (
        (("one",), "l/one/en.yml:1:1: label/catalogue: A catalogue maps"),
        (("one", "two"), "l/one/en.yml:1:1: label/catalogue: A catalogue maps"),
        (("none",), "l/none/nb.yml:1:1: text/yaml: "),
    ):
        with pytest.raises(CannotGoOn) as refused:
            labels.load(
                folder, editions, "one" if "one" in editions else "none", ["nb", "en"], tmp_path
            )
        assert str(refused.value).startswith(told)


def test_invalid_yaml_is_a_verdict_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, one__nb="button:\n  ok: 'a\n  b: c'd\n")
    told = refusal(tmp_path)
    assert told.startswith(f"{tmp_path}/one/nb.yml:3:8: text/yaml: This is not valid YAML: ")


def test_yaml_that_is_not_utf8_is_a_verdict_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, one__nb="")
    (tmp_path / "one" / "nb.yml").write_bytes(b"a:\n  b: \xe6\n")
    assert refusal(tmp_path) == (
        f"{tmp_path}/one/nb.yml:2:1: text/yaml: This file cannot be read: it is not in UTF-8."
    )


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a: &a\n  b: *a\n", "2:6: {}: write out what the alias *a stands for."),
        ("[\n" * 50_000, "101:1: {}: it is nested too deeply."),
    ],
)
def test_a_catalogue_with_aliases_or_too_many_levels_is_refused_at_its_line(
    tmp_path: Path, source: str, told: str
) -> None:
    write(tmp_path, one__nb=source)
    said = told.format("text/yaml: This file cannot be read")
    assert refusal(tmp_path) == f"{tmp_path}/one/nb.yml:{said}"


def test_yaml_without_a_place_is_a_verdict_on_the_file(tmp_path: Path) -> None:
    write(tmp_path, one__nb="a: \x01\n")
    assert refusal(tmp_path).startswith(f"{tmp_path}/one/nb.yml:1:1: text/yaml: ")
