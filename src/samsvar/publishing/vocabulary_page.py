"""The vocabulary as a page for writers, made from the step functions themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from samsvar.checking import Project
from samsvar.guides import table_row
from samsvar.languages import others, texts
from samsvar.vocabulary import PLACEHOLDER, Definition

#: A link from one guide to another, as sentences have it.
LINK = re.compile(r"\]\(([\w-]+\.md)\)")


def vocabulary_page(project: Project, language: str) -> str:
    """The Markdown of the page in one language: a table per part (given, when, then)."""
    words = texts(language)
    twins = others(project.config.languages, language)
    blocks = [f'---\ntitle: "{words["steps_title"]}"\n---', f"# {words['steps_title']}"]
    blocks.append(words["steps_intro"])
    header = [words["steps_phrase"], words["steps_sentence"]]
    for part in ("given", "when", "then"):
        definitions = [d for d in project.vocabulary.definitions if d.part == part]
        if definitions:
            rows = [_row(d, language, twins, words) for d in definitions]
            lines = [header, ["---"] * len(header), *rows]
            blocks.append(f"## {words[f'steps_{part}']}")
            blocks.append("\n".join(map(table_row, lines)))
    return "\n\n".join(blocks) + "\n"


def _row(
    definition: Definition, language: str, twins: tuple[str, ...], words: Mapping[str, str]
) -> list[str]:
    phrases = [_phrase(definition, language)]
    if definition.columns:
        headings = ", ".join(c.headings[language] for c in definition.columns.values())
        phrases.append(f"{words['steps_columns']} {headings}")
    phrases += [f"*{code}:* {_phrase(definition, code)}" for code in twins]
    sentence = _named(definition, definition.sentences[language], language, "*{}*")
    return ["<br>".join(phrases), LINK.sub(r"](../guides/\1)", sentence)]


def _phrase(definition: Definition, language: str) -> str:
    words = _named(definition, definition.phrases[language], language, '"*{}*"')
    return f'<span lang="{language}">{words}</span>'


def _named(definition: Definition, text: str, language: str, form: str) -> str:
    """The text with each placeholder as the name of what can stand there."""

    def name(match: re.Match[str]) -> str:
        return form.format(definition.parameters[match[1]].called(language))

    return PLACEHOLDER.sub(name, text)
