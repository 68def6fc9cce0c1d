"""The page on what the guides would notice, in every language; and when there is nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from toy import Toy, seal_all

from samsvar.languages import texts
from samsvar.mutation.ledger import ground
from samsvar.mutation.mutants import Kind
from samsvar.mutation.report import FILE_NAME, Findings, Score, Survivor, as_json, share
from samsvar.publishing import pages
from samsvar.publishing.mutation_page import PAGE, findings_of, mutation_page


def findings(ground: str = "x") -> Findings:
    why = {"nb": "Det er like sant.", "en": "It is as true."}
    return Findings(
        ground=ground,
        edition="1",
        scores=[
            Score(Kind.ONE, 200, {"check": 200}),
            Score(Kind.ALL, 100, {"check": 20, "mutate": 1, "test": 70}, equivalent=3),
            Score(Kind.RULE, 40, {"test": 30, "unit test": 9}, unreached=8, reached=30),
            Score(Kind.LABEL, 3, {"test": 2}),
            Score(Kind.SILENT, 2, {}),
        ],
        survivors=[
            Survivor("greet:1 [all] dropped: 1. a <b>", Kind.ALL, "f:1", ["greet:1"], why),
            Survivor("greet:1 [all] dropped: 2. c", Kind.ALL, "f:2", ["greet:1"], None),
        ],
        unspoken=["button “Hjelp”", "link “Om <oss>”"],
        rules=[("toy.rules", 40, 30, 39)],
        stale=[],
    )


def test_the_page_in_english_has_scores_reasons_and_what_no_guide_is_about() -> None:
    assert mutation_page(findings(), "en", "nb") == (
        '---\ntitle: "What the guides would notice"\nsearch:\n  exclude: true\n---\n\n'
        "# What the guides would notice\n\n"
        + texts("en")["noticed_intro"].format(edition="1")
        + "\n\n"
        "| What is changed | Changes | Noticed by the guides | With unit tests | Target |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| Guide, in one language | 200 | 100 % | 100 % | 100 % |\n"
        "| Guide, in all languages | 100 | 91 % | 91 % | 95 % |\n"
        "| Rule | 40 | 75 % | 97.5 % | 90 % / 98 % |\n"
        "| Label | 3 | 66.7 % | 66.7 % | 90 % |\n"
        "| Element that no guide uses | 2 | 0 % | 0 % | – |\n\n"
        "## What is counted\n\n" + texts("en")["noticed_counted_guides"] + "\n\n"
        "3 more changes are not counted: two neighbouring steps that both say what is so, or what "
        "you see, changed places. They then say the same.\n\n"
        "**Rules.** Each condition in the code was inverted, and each guard, filter and "
        "consequence was turned off. 8 of the changes are in code that no guide walks through. Of "
        "the other 32, the guides notice 93.8 %.\n\n"
        + texts("en")["noticed_counted_screens"]
        + "\n\n"
        "## The rules\n\n"
        "| Module | Changes | Noticed by the guides | With unit tests |\n"
        "| --- | ---: | ---: | ---: |\n"
        '| <code lang="en">toy.rules</code> | 40 | 75 % | 97.5 % |\n\n'
        "## What is not noticed\n\n"
        "2 changes are noticed by nothing. This is how we explain them:\n\n"
        "**It is as true.** (1)\n\n"
        '- <code lang="en">greet:1 [all] dropped: 1. a &lt;b&gt;</code>\n\n'
        "**Without an explanation** (1)\n\n"
        '- <code lang="en">greet:1 [all] dropped: 2. c</code>\n\n'
        "## What no guide is about\n\n"
        "2 elements of the screens could disappear without any guide noticing:\n\n"
        '<span lang="nb">Hjelp</span>, <span lang="nb">Om &lt;oss&gt;</span>\n'
    )


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_page_has_the_same_parts_in_every_language(language: str) -> None:
    english = mutation_page(findings(), "en", "nb")
    page = mutation_page(findings(), language, "nb")
    assert page.count("\n## ") == english.count("\n## ") == 4
    assert page.count("\n| ") == english.count("\n| ")
    assert "{" not in page


def test_shares_are_written_as_the_language_writes_them() -> None:
    assert "| 97,5 % |" in mutation_page(findings(), "nb", "nb")


def test_the_reasons_are_in_the_language_of_the_page() -> None:
    assert "**Det er like sant.** (1)" in mutation_page(findings(), "nb", "nb")


def test_without_numbers_the_page_says_how_to_get_them() -> None:
    assert mutation_page(None, "nb", "nb") == (
        '---\ntitle: "Hva veiledningene ville merke"\nsearch:\n  exclude: true\n---\n\n'
        "# Hva veiledningene ville merke\n\n"
        "Tallene er ikke regnet ut for veiledningene og reglene slik de er nå. Kjør "
        "`samsvar mutate`, og bygg nettstedet på nytt.\n"
    )


def test_numbers_lapse_when_a_guide_changes(toy: Toy) -> None:
    project = toy.project()
    report = project.config.build / "mutation" / FILE_NAME
    toy.write(str(report.relative_to(toy.root)), as_json(findings(ground(project))))
    assert findings_of(project) == findings(ground(project))
    toy.replace("features/nb/leave.feature", "Gå hjem", "Dra hjem")
    assert findings_of(project) is None


@pytest.mark.parametrize("text", ["{", "[]", '{"scores": 1}', '{"scores": [{"kind": "no"}]}'])
def test_a_report_that_cannot_be_read_is_none(toy: Toy, text: str) -> None:
    toy.write(f"build/mutation/{FILE_NAME}", text)
    assert findings_of(toy.project()) is None


def test_the_page_is_published_where_there_are_rules(toy: Toy, tmp_path: Path) -> None:
    toy.add_site()
    project, report, archive = seal_all(toy)
    assert pages.publish(project, report, archive, tmp_path / "without") == ()
    assert not (tmp_path / "without" / "nb" / PAGE).exists()
    settings = (toy.root / "samsvar.toml").read_text()
    toy.write("samsvar.toml", f'{settings}rules = ["{toy.package}.portal"]\n')
    assert pages.publish(toy.project(), report, archive, tmp_path / "with") == ()
    page = (tmp_path / "with" / "en" / PAGE).read_text()
    assert page == mutation_page(None, "en", "nb")


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(0, 0, 100.0), (1, 3, 33.3), (9999, 10000, 99.9), (0, 5, 0.0)]
)
def test_a_share_is_never_rounded_up_to_all(part: int, whole: int, percent: float) -> None:
    assert share(part, whole) == percent


@pytest.mark.parametrize(("noticed", "holds"), [(1900, True), (1899, False)])
def test_a_target_is_not_reached_by_rounding(noticed: int, holds: bool) -> None:
    assert Score(Kind.ALL, 2000, {"test": noticed}).holds is holds
