"""The vocabulary as a page for writers."""

from __future__ import annotations

from toy import Toy

from samsvar.checking import Project
from samsvar.publishing.vocabulary_page import vocabulary_page


def test_a_phrase_is_shown_with_its_sentence_and_its_twin(toy: Toy) -> None:
    lines = vocabulary_page(toy.project(), "nb").splitlines()
    assert lines[:5] == [
        "---",
        'title: "Ordforråd for veiledninger"',
        "---",
        "",
        "# Ordforråd for veiledninger",
    ]
    assert (
        '| <span lang="nb">jeg trykker på "*button*"</span>'
        '<br>*en:* <span lang="en">I click "*button*"</span> | Trykk på *button*. |'
    ) in lines


def test_a_step_with_a_table_names_its_columns(toy: Toy) -> None:
    page = vocabulary_page(toy.project(), "en")
    assert (
        '| <span lang="en">these are present:</span><br>Table with the columns Person, Remark'
        '<br>*nb:* <span lang="nb">er disse til stede:</span> | These are present: |'
    ) in page


def test_parts_come_in_order_and_only_when_they_have_steps(toy: Toy) -> None:
    page = vocabulary_page(toy.project(), "nb")
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## Gitt – slik er det",
        "## Når – dette gjør du",
        "## Så – dette skal du se",
    ]
    source = toy.root / toy.package / "greeting.py"
    text = source.read_text(encoding="utf-8")
    source.write_text(text[: text.index("@then")], encoding="utf-8")
    toy.forget()
    page = vocabulary_page(toy.project(), "nb")
    assert "## Så" not in page


def test_every_real_step_is_on_the_page_of_every_language(real: Project) -> None:
    for language in real.config.languages:
        page = vocabulary_page(real, language)
        rows = [line for line in page.splitlines() if line.startswith("| <span")]
        assert len(rows) == len(real.vocabulary.definitions)


def test_links_between_guides_lead_from_the_vocabulary_s_folder(real: Project) -> None:
    page = vocabulary_page(real, "nb")
    assert "](../guides/set-up-client-relationship.md)" in page
    assert "](set-up-client-relationship.md)" not in page
