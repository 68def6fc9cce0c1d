"""Accessibility trees as elements, and what must be alike in every language."""

from __future__ import annotations

import pytest

from samsvar.pictures.trees import Node, outline, parse, without_addresses

TREE = """\
- banner:
  - link "Start":
    - /url: /
- 'heading "Say \\"hello\\": now" [level=1]'
- paragraph: no
- text: 12
- list:
  - listitem: Ola
  - listitem:
    - strong: Kari
    - checkbox "Here" [checked] [disabled]
- 'button "Add: one"'
- img"""


def test_a_tree_is_elements_with_role_name_states_and_text() -> None:
    assert parse(TREE) == Node(
        "screen",
        children=(
            Node("banner", children=(Node("link", "Start"),)),
            Node("heading", 'Say "hello": now', " [level=1]"),
            Node("paragraph", children=(Node("text", "no"),)),
            Node("text", "12"),
            Node(
                "list",
                children=(
                    Node("listitem", children=(Node("text", "Ola"),)),
                    Node(
                        "listitem",
                        children=(
                            Node("strong", children=(Node("text", "Kari"),)),
                            Node("checkbox", "Here", " [checked] [disabled]"),
                        ),
                    ),
                ),
            ),
            Node("button", "Add: one"),
            Node("img"),
        ),
    )


def test_the_address_of_a_link_can_be_left_out() -> None:
    shown = without_addresses('- link "Start":\n  - /url: /\n- textbox:\n  - /placeholder: A-Z')
    assert shown == '- link "Start":\n- textbox:\n  - /placeholder: A-Z'
    assert parse(shown).children == (Node("link", "Start"), Node("textbox"))


def test_an_empty_screen_has_no_elements() -> None:
    assert parse("") == Node("screen")


@pytest.mark.parametrize("tree", ['- button "x', "- a: {b: c}", "- [", "- button x y"])
def test_what_is_no_accessibility_tree_is_refused(tree: str) -> None:
    with pytest.raises(ValueError, match="accessibility tree"):
        parse(tree)


def test_an_element_reads_as_role_name_and_states() -> None:
    assert str(Node("checkbox", "Here", " [checked]")) == "checkbox “Here” [checked]"
    assert str(Node("img")) == "img"


def forms(tree: str, *, texts: bool) -> list[str]:
    return [line.form for line in outline(parse(tree), texts=texts)]


def test_an_outline_has_no_words_and_running_text_only_if_asked_for() -> None:
    tree = '- main:\n  - heading "Users" [level=1]\n  - paragraph: Choose one.\n  - img'
    assert forms(tree, texts=False) == ["screen", "  main", "    heading [level=1]", "    img"]
    assert forms(tree, texts=True) == [
        "screen",
        "  main",
        "    heading “…” [level=1]",
        "    paragraph",
        "      text “…”",
        "    img",
    ]


def test_the_items_of_a_list_have_no_order_but_other_elements_do() -> None:
    one = '- list:\n  - listitem:\n    - link "A"\n  - listitem:\n    - button "B"'
    two = '- list:\n  - listitem:\n    - button "B"\n  - listitem:\n    - link "A"'
    assert forms(one, texts=True) == forms(two, texts=True)
    swapped = [tree.replace("list", "group", 1) for tree in (one, two)]
    assert forms(swapped[0], texts=True) != forms(swapped[1], texts=True)
