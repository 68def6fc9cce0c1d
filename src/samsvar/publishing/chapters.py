"""One chapter as Markdown: what is so, then a numbered item for each thing the reader does.

Each When starts an item; And after it continues the item; Then is the outcome stated under it, with
its table and note. The pictures of an item's actions stand below its sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from textwrap import indent

from samsvar.checking import Project
from samsvar.drivers.protocol import Target
from samsvar.evidence.seals import Seal, Shot
from samsvar.guides import Chapter, table_row
from samsvar.languages import texts
from samsvar.plans import Call, Checked

#: Below a numbered item, Markdown wants four spaces.
INDENT = "    "


@dataclass
class Item:
    """One numbered item: its sentences, pictures and what the reader then sees."""

    sentences: list[str] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)


def prerequisites(project: Project, checked: Checked) -> Iterator[str]:
    """The guide's background: heading, prose and a list of what must be so."""
    background = checked.guide.background
    if background is None:
        return
    words = texts(checked.guide.language)
    yield f"## {background.name or words['prerequisites']}"
    yield background.description
    yield sentence_list(project, checked, checked.chapters[0].calls)


def chapter_page(
    project: Project, checked: Checked, chapter: Chapter, seal: Seal, words: Mapping[str, str]
) -> str:
    """The Markdown of one chapter, with the pictures that its seal names."""
    calls = checked.chapters[chapter.number].calls
    context = list(takewhile(lambda call: call.plan.part == "given", calls))
    blocks = [f"## {chapter.name}", chapter.description]
    if context:
        blocks.append(f"{words['before_you_start']}:")
        blocks.append(sentence_list(project, checked, context))
    folder = f"../evidence/{checked.guide.name}/{seal.number:02}"
    for number, item in enumerate(items(project, checked, calls, seal.shots), start=1):
        blocks.append(_item(number, item, folder, words))
    return "\n\n".join(block for block in blocks if block)


def sentence_list(project: Project, checked: Checked, calls: Sequence[Call]) -> str:
    """The sentences of some steps as a list, each with its table and note below it."""
    lines = []
    for call in calls:
        lines.append(f"-   {sentence(call, project, checked)}")
        lines += [f"\n{indent(block, INDENT)}\n" for block in _below(call, checked)]
    return "\n".join(lines)


def items(
    project: Project, checked: Checked, calls: Sequence[Call], shots: Sequence[Shot]
) -> list[Item]:
    """The numbered items of a chapter's When and Then steps."""
    found: list[Item] = []
    for index, call in enumerate(calls):
        if call.plan.part == "given" and not found:
            continue  # the starting point, which stands before the numbers
        words = sentence(call, project, checked)
        if call.plan.part == "when":
            if not call.step.continues or not found:
                found.append(Item())
            found[-1].sentences.append(words)
            found[-1].outcomes += _below(call, checked)
        else:
            if not found:
                found.append(Item())
            found[-1].outcomes += [words, *_below(call, checked)]
        found[-1].shots += [shot for shot in shots if shot.step == index]
    return found


def sentence(call: Call, project: Project, checked: Checked) -> str:
    """The sentence in which the reader meets a step; the portal's own words in bold."""
    language = checked.guide.language
    values = {}
    for name, parameter in call.definition.parameters.items():
        text = call.texts[name]
        values[name] = f"**{text}**" if parameter.bold else text
    return call.definition.sentences[language].format(**values)


def alt_text(target: Target, words: Mapping[str, str]) -> str:
    """What a picture shows, in words."""
    role = words.get(f"role_{target.role}", words["role_other"])
    return words["picture"].format(screen=target.screen, role=role, name=target.name)


def _item(number: int, item: Item, folder: str, words: Mapping[str, str]) -> str:
    marker = f"{number}.".ljust(len(INDENT))
    below = [_picture(shot, folder, words) for shot in item.shots] + item.outcomes
    head = " ".join(item.sentences)
    return "\n\n".join([f"{marker}{head}", *(indent(block, INDENT) for block in below)])


def _picture(shot: Shot, folder: str, words: Mapping[str, str]) -> str:
    alt = alt_text(shot.target, words).replace("[", "(").replace("]", ")")
    path = f"{folder}/{shot.file}"
    size = 'width="1280" height="800" loading="lazy"'
    return f"[![{alt}]({path}){{ {size} }}]({path})"


def _below(call: Call, checked: Checked) -> list[str]:
    """The table and the note of a step."""
    blocks = []
    if call.step.table:
        header, *rows = [[cell.text for cell in row] for row in call.step.table]
        lines = [header, ["---"] * len(header), *rows]
        blocks.append("\n".join(map(table_row, lines)))
    if call.step.note:
        blocks.append('!!! note ""\n' + indent(call.step.note, INDENT))
    return blocks
