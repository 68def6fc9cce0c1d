"""Guides and evidence → one tree of plain Markdown per language.

Only what a valid seal vouches for is written: `publish` refuses with verdicts when a chapter has no
seal, or a seal for other content than the guide has now. The same evidence gives the same bytes.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from babel.dates import format_date

from samsvar.checking import Project, Report
from samsvar.config import Config
from samsvar.evidence.seals import MESSAGES, Archive, Seal, tree_of
from samsvar.guides import Chapter, Guide, table_row
from samsvar.languages import KNOWN, texts
from samsvar.mutation import noticed
from samsvar.plans import Checked
from samsvar.publishing.chapters import chapter_page, prerequisites
from samsvar.publishing.mutation_page import PAGE, mutation_page
from samsvar.publishing.vocabulary_page import vocabulary_page
from samsvar.verdicts import Place, Verdict

#: Pictures and messages lie beside the page that explains them.
EVIDENCE = "evidence"
GUIDES = "guides"
#: Code within a line, between as many backticks on each side.
CODE = re.compile(r"(?<![\\`])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")
CODE_OR_BRACKET = re.compile(f"(?P<code>{CODE.pattern})|<")


def publish(project: Project, report: Report, archive: Archive, out: Path) -> tuple[Verdict, ...]:
    """Writes `out/LANGUAGE/…`: hand-written pages, guides, evidence, vocabulary.

    Returns a verdict per chapter and language without a valid seal, and then writes nothing.
    """
    if without := _languages_without_pages(project.config):
        return without
    seals = {
        (checked.guide.name, language, chapter.number): _valid(project, archive, checked, chapter)
        for twins in report.guides.values()
        for language, checked in twins.items()
        for chapter in checked.guide.chapters
    }
    missing = tuple(
        _unverified(project.config, report, key) for key, seal in seals.items() if not seal
    )
    if missing:
        return missing
    numbers = noticed.load(project) if project.config.rules else None
    for language in project.config.languages:
        folder = out / language
        shutil.copytree(project.config.docs / language, folder)
        _write(folder / "contributing" / "vocabulary.md", vocabulary_page(project, language))
        if project.config.rules:
            _write(folder / PAGE, mutation_page(numbers, language, project.config.languages[0]))
        for name, twins in report.guides.items():
            own = [
                seal
                for (guide, code, _), seal in seals.items()
                if seal is not None and (guide, code) == (name, language)
            ]
            _write(folder / GUIDES / f"{name}.md", guide_page(project, twins[language], own))
            _write(folder / EVIDENCE / f"{name}.md", evidence_page(twins[language], own))
            for seal in own:
                _copy_evidence(archive, seal, folder / EVIDENCE / name / f"{seal.number:02}")
    return ()


def _languages_without_pages(config: Config) -> tuple[Verdict, ...]:
    return tuple(
        Verdict(
            "site/counterpart",
            Place(f"{config.relative(config.docs)}/{code}"),
            "There are no pages in this language.",
            language=code,
        )
        for code in config.languages
        if not (config.docs / code).is_dir()
    )


def _valid(project: Project, archive: Archive, checked: Checked, chapter: Chapter) -> Seal | None:
    plan = checked.chapters[chapter.number].plan.digest
    return archive.valid(checked.guide, chapter, plan, project.config.edition, project.surroundings)


def _unverified(config: Config, report: Report, key: tuple[str, str, int]) -> Verdict:
    name, language, number = key
    chapter = report.guides[name][language].guide.chapters[number - 1]
    return Verdict(
        "site/seal",
        chapter.place,
        "This chapter has not passed in the browser as it is written now, so it is not published.",
        found=chapter.name,
        suggestion="samsvar site",
        language=language,
        guide=name,
        chapter=chapter.name,
    )


def guide_page(project: Project, checked: Checked, seals: list[Seal]) -> str:
    """The Markdown of one guide."""
    guide, words = checked.guide, texts(checked.guide.language)
    return _page(
        guide.title,
        _first_sentence(guide.description),
        [
            guide.description,
            _seal_box(checked, seals),
            *prerequisites(project, checked),
            *(
                chapter_page(project, checked, chapter, seal, words)
                for chapter, seal in zip(guide.chapters, seals, strict=True)
            ),
        ],
    )


def _seal_box(checked: Checked, seals: list[Seal]) -> str:
    """The seal of a page: the oldest of its chapters' seals, since the page is as old as that."""
    guide, words = checked.guide, texts(checked.guide.language)
    oldest = min(seals, key=lambda seal: seal.date)
    date = format_date(oldest.date, "long", locale=_locale(guide))
    how = words["verified_how"].format(edition=oldest.edition)
    link = f"[{words['evidence_link']}](../{EVIDENCE}/{guide.name}.md)"
    return f'!!! seal "{words["verified"]} {date}"\n    {how} {link}.'


def evidence_page(checked: Checked, seals: list[Seal]) -> str:
    """The page that shows when each chapter passed, and links to the traces."""
    guide, words = checked.guide, texts(checked.guide.language)
    title = words["evidence_title"].format(title=guide.title)
    columns = ("chapter", "when", "steps", "content", "messages")
    lines = [
        table_row(words[f"evidence_{name}"] for name in columns),
        "|" + " --- |" * len(columns),
    ]
    locale = _locale(guide)
    for seal in seals:
        when = f"{format_date(seal.date, 'long', locale)} {seal.date:%H:%M} UTC"
        link = f"[{words['evidence_messages']}]({guide.name}/{seal.number:02}/{MESSAGES})"
        name = guide.chapters[seal.number - 1].name
        lines.append(table_row([name, when, str(seal.steps), f"`{seal.content[:8]}`", link]))
    back = words["evidence_back"].format(title=guide.title)
    notes = f"{words['evidence_content_note']} {words['evidence_messages_note']}"
    edition = f"{words['evidence_edition']}: {seals[0].edition}."
    return _page(
        title,
        words["evidence_intro"],
        [
            words["evidence_intro"],
            "\n".join(lines),
            notes,
            edition,
            f"[{back}](../{GUIDES}/{guide.name}.md)",
        ],
        searchable=False,  # readers look for what to do, not for how it was verified
    )


def _locale(guide: Guide) -> str:
    return KNOWN[guide.language].locale.replace("-", "_")


def _copy_evidence(archive: Archive, seal: Seal, folder: Path) -> None:
    folder.mkdir(parents=True)
    names = [MESSAGES, *(n for shot in seal.shots for n in (shot.file, tree_of(shot.file)))]
    for name in names:
        shutil.copyfile(archive.path(seal, name), folder / name)


def _as_characters(markdown: str) -> str:
    """Markdown in which HTML is no HTML, but what the reader sees; the rest of it works as before.

    Code needs nothing, since Markdown shows it as it is. Where backticks have no partner in their
    own line, what is code depends on the lines around, so nothing is taken to be code.
    """
    lines = markdown.split("\n")
    if any("`" in CODE.sub("", line) for line in lines):
        return markdown.replace("<", "&lt;")
    parts = (CODE_OR_BRACKET.sub(lambda found: found["code"] or "&lt;", line) for line in lines)
    return "\n".join(parts)


def _page(title: str, description: str, blocks: list[str], *, searchable: bool = True) -> str:
    fields = {"title": _as_characters(title), "description": description}
    lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in fields.items()]
    if not searchable:
        lines += ["search:", "  exclude: true"]
    head = "\n".join(["---", *lines, "---", "", f"# {_as_characters(title)}", ""])
    return head + "".join(f"\n{_as_characters(block)}\n" for block in blocks if block)


def _first_sentence(prose: str) -> str:
    paragraph = " ".join(prose.partition("\n\n")[0].split())
    sentence, stop, _ = paragraph.partition(". ")
    return sentence + ("." if stop else "")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
