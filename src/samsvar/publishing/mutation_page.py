"""The scores of `samsvar mutate` as a page, which says so when they may not hold any more."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

from babel.numbers import format_decimal

from samsvar.guides import table_row
from samsvar.languages import KNOWN, texts
from samsvar.mutation.mutants import Kind
from samsvar.mutation.noticed import Noticed
from samsvar.mutation.report import TARGETS, Findings, Score, share

#: The page's file, in the folder of each language.
PAGE = "noticed.md"


def mutation_page(noticed: Noticed | None, language: str, leading: str) -> str:
    """The Markdown of the page in one language; it says so when there is nothing to tell, or when
    something has changed since it was measured.

    `leading` is the language that the portal's own words are told in.
    """
    words = texts(language)
    title = words["noticed_title"]
    blocks = [f'---\ntitle: "{title}"\nsearch:\n  exclude: true\n---', f"# {title}"]
    if noticed is None:
        blocks.append(words["noticed_none"])
    else:
        if noticed.is_old:
            blocks.append(f"> **{words['noticed_old']}**")
        blocks += _blocks(noticed.found, language, leading)
    return "\n\n".join(blocks) + "\n"


def _blocks(found: Findings, language: str, leading: str) -> Iterable[str]:
    words = texts(language)
    yield words["noticed_intro"].format(edition=found.edition)
    yield _table(
        [words[f"noticed_{name}"] for name in _COLUMNS],
        [_score(score, language) for score in found.scores],
    )
    yield from _counted(found, language)
    if found.rules:
        yield f"## {words['noticed_rules']}"
        headings = [words[f"noticed_{name}"] for name in ("module", *_COLUMNS[1:4])]
        yield _table(headings, [_module(language, *row) for row in found.rules])
    if found.survivors:
        yield f"## {words['noticed_survivors']}"
        yield words["noticed_survivors_intro"].format(count=len(found.survivors))
        yield from _reasons(found, language, words)
    if found.unspoken:
        yield f"## {words['noticed_unspoken']}"
        yield words["noticed_unspoken_intro"].format(count=len(found.unspoken))
        names = dict.fromkeys(each.partition("“")[2].rstrip("”") for each in found.unspoken)
        yield ", ".join(f'<span lang="{leading}">{html.escape(name)}</span>' for name in names)


_COLUMNS = ("changed", "mutants", "by_guides", "with_tests", "target")


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---", *("---:" for _ in headings[1:])], *rows]
    return "\n".join(map(table_row, lines))


def _score(score: Score, language: str) -> list[str]:
    targets = dict.fromkeys(filter(None, TARGETS.get(score.kind, ())))
    guides = _percent(score.by_guides, score.mutants, language)
    return [
        texts(language)[f"noticed_kind_{score.kind.name.lower()}"],
        str(score.mutants),
        "–" if score.is_for_tests else guides,
        _percent(score.noticed, score.mutants, language),
        " / ".join(f"{target:g} %" for target in targets) or "–",
    ]


def _module(language: str, name: str, mutants: int, by_guides: int, noticed: int) -> list[str]:
    counts = [_percent(part, mutants, language) for part in (by_guides, noticed)]
    return [f'<code lang="en">{name}</code>', str(mutants), *counts]


def _percent(part: int, whole: int, language: str) -> str:
    locale = KNOWN[language].locale.replace("-", "_")
    return f"{format_decimal(share(part, whole), format='0.#', locale=locale)} %"


def _counted(found: Findings, language: str) -> Iterable[str]:
    words = texts(language)
    kinds = {score.kind: score for score in found.scores}
    yield f"## {words['noticed_counted']}"
    if all_languages := kinds.get(Kind.ALL):
        yield words["noticed_counted_guides"]
        if all_languages.equivalent:
            yield words["noticed_counted_equal"].format(count=all_languages.equivalent)
    if rules := kinds.get(Kind.RULE):
        reached = rules.mutants - rules.unreached
        yield words["noticed_counted_rules"].format(
            unreached=rules.unreached,
            reached=reached,
            share=_percent(rules.reached, reached, language),
        )
    if Kind.LABEL in kinds:
        yield words["noticed_counted_screens"]
    yield from _how(found, language)


def _how(found: Findings, language: str) -> Iterable[str]:
    """What was noticed without a guide or a test saying what is wrong."""
    words = texts(language)
    if crashed := sum(score.crashed for score in found.scores):
        yield words["noticed_counted_crashed"].format(count=crashed)
    if endless := sum(score.endless for score in found.scores):
        yield words["noticed_counted_endless"].format(count=endless)


def _reasons(found: Findings, language: str, words: Mapping[str, str]) -> Iterable[str]:
    """The survivors under their reasons, the most frequent first."""
    groups: dict[str, list[str]] = {}
    for survivor in found.survivors:
        reason = (survivor.because or {}).get(language, words["noticed_unexplained"])
        groups.setdefault(reason, []).append(survivor.identity)
    for reason, identities in sorted(groups.items(), key=lambda item: -len(item[1])):
        lines = [f'- <code lang="en">{html.escape(each)}</code>' for each in identities]
        yield f"**{reason}** ({len(identities)})"
        yield "\n".join(lines)
