"""The vocabulary as a page for writers, made from the step functions themselves."""

from __future__ import annotations

import re

from samsvar.checking import Project
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
    for part in ("given", "when", "then"):
        definitions = [d for d in project.vocabulary.definitions if d.part == part]
        if definitions:
            names = [project.config.language(code).name for code in twins]
            header = [words["steps_phrase"], words["steps_sentence"], *names]
            rows = [_row(d, language, twins, words) for d in definitions]
            lines = [header, ["---"] * len(header), *rows]
            blocks.append(f"## {words[f'steps_{part}']}")
            blocks.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return "\n\n".join(blocks) + "\n"


def _row(
    definition: Definition, language: str, twins: tuple[str, ...], words: dict[str, str]
) -> list[str]:
    phrase = _code(definition.phrases[language])
    if definition.columns:
        headings = ", ".join(c.headings[language] for c in definition.columns.values())
        phrase += f"<br>{words['steps_columns']} {headings}"
    sentence = PLACEHOLDER.sub(r"*\1*", definition.sentences[language])
    sentence = LINK.sub(r"](../guides/\1)", sentence)
    return [phrase, sentence, *(_code(definition.phrases[code]) for code in twins)]


def _code(phrase: str) -> str:
    quoted = PLACEHOLDER.sub(r'"{\1}"', phrase)
    return f"`{quoted}`"
