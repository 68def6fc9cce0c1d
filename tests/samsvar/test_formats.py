"""Verdicts as programs read them: JSON, annotations of GitHub, SARIF, and a patch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from importlib.metadata import version
from typing import Any

import jsonschema
import pytest
from toy import Toy

from samsvar.config import Config
from samsvar.formats import Format, as_json, rendered
from samsvar.patches import reader
from samsvar.rules import RULES, Kind, Severity
from samsvar.verdicts import Edit, Place, Verdict

NB = "# language: no\nEgenskap: Gå\n\n  Scenario: Hjem\n    Når jeg går\n    Så er æøå 100%\n"
EN = "Feature: Go\n\n  Scenario: Home\n    When I walk\n    Then a, b: 100%\n"
FILES = {"features/nb/go away.feature": NB, "features/en/go away.feature": EN}

TWINS = Verdict(
    "translation/argument",
    Place("features/en/go away.feature", 4, 10),
    "The twins name a different way in this step.",
    found="I walk",
    expected="I go (nb: går)",
    suggestion="When I go",
    twin=Place("features/nb/go away.feature", 5, 5),
    language="en",
    guide="go away",
    chapter="Home",
    edits=(Edit(Place("features/en/go away.feature", 4, 10), "I walk", "I go"),),
)
GONE = Verdict("site/link", Place("build: 1,2%/x.html", 3), "50% of\r\n“a, b: c” is gone.")


def read(path: str) -> str:
    if path not in FILES:
        raise FileNotFoundError(path)
    return FILES[path]


def written(form: Format, *verdicts: Verdict) -> Any:
    text = rendered(verdicts, form, read, None)
    assert text.endswith("\n")
    return json.loads(text)


def damaged(toy: Toy) -> tuple[Sequence[Verdict], Config]:
    """Verdicts of several kinds and severities, some of them with twins and edits."""
    toy.replace("features/en/greet.feature", '"the queen" is present', '"the king" is present')
    toy.replace("features/nb/greet.feature", "jeg åpner portalen", "jeg åpner porten")
    (toy.root / "features/nb/leave.feature").unlink()
    toy.write("features/stray.feature", "")
    project = toy.project()
    found = project.check().verdicts
    assert len(found) > 3
    return found, project.config


def nodes(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every schema within a schema."""
    yield schema
    for key in ("properties", "$defs"):
        for each in schema.get(key, {}).values():
            yield from nodes(each)


def test_real_verdicts_are_as_the_schema_says(toy: Toy) -> None:
    found, config = damaged(toy)
    text = rendered(found, Format.JSON, reader(config.root), config)
    jsonschema.Draft202012Validator(json.loads(as_json.schema())).validate(json.loads(text))
    assert json.loads(text)["edition"] == "1"
    assert {v["severity"] for v in json.loads(text)["verdicts"]} == {"error", "warning"}
    assert any(v["diff"] for v in json.loads(text)["verdicts"])


def test_the_schema_is_valid_and_says_what_everything_means() -> None:
    schema = json.loads(as_json.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    for node in nodes(schema):
        assert node.get("description"), node
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert sorted(node["required"]) == sorted(node["properties"])


def test_the_schema_knows_every_field_kind_and_severity() -> None:
    described = json.loads(as_json.schema())["$defs"]["verdict"]["properties"]
    derived = {"kind", "severity", "why", "diff"}
    assert set(described) == {field.name for field in fields(Verdict)} | derived
    assert described["kind"]["enum"] == list(Kind)
    assert described["severity"]["enum"] == list(Severity)


@pytest.mark.parametrize(
    ("where", "value"),
    [(("verdicts", 0, "colour"), "red"), (("verdicts", 0, "place", "line"), 0), (("more",), 1)],
)
def test_the_schema_refuses_what_it_does_not_describe(where: tuple[Any, ...], value: Any) -> None:
    document = written(Format.JSON, TWINS)
    part = document
    for key in where[:-1]:
        part = part[key]
    part[where[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads(as_json.schema()))


def test_a_verdict_as_json_has_all_that_is_known() -> None:
    document = written(Format.JSON, TWINS)
    assert (document["samsvar"], document["edition"]) == (version("samsvar"), None)
    (verdict,) = document["verdicts"]
    assert verdict.pop("state", None) is None
    assert verdict == {
        "rule": "translation/argument",
        "kind": "translation",
        "severity": "error",
        "why": RULES["translation/argument"].why,
        "place": {"path": "features/en/go away.feature", "line": 4, "column": 10},
        "guide": "go away",
        "chapter": "Home",
        "language": "en",
        "message": "The twins name a different way in this step.",
        "found": "I walk",
        "expected": "I go (nb: går)",
        "suggestion": "When I go",
        "twin": {"path": "features/nb/go away.feature", "line": 5, "column": 5},
        "edits": [
            {
                "place": {"path": "features/en/go away.feature", "line": 4, "column": 10},
                "old": "I walk",
                "new": "I go",
            }
        ],
        "diff": "--- a/features/en/go away.feature\t\n"
        "+++ b/features/en/go away.feature\t\n"
        "@@ -2,4 +2,4 @@\n"
        " \n"
        "   Scenario: Home\n"
        "-    When I walk\n"
        "+    When I go\n"
        "     Then a, b: 100%\n",
    }


def test_an_annotation_has_a_line_of_its_own_with_everything_escaped() -> None:
    assert rendered([TWINS, GONE], Format.GITHUB, read, None) == (
        "::error file=features/en/go away.feature,line=4,col=10,title=translation/argument::"
        "The twins name a different way in this step.%0A"
        f"{TWINS.why}%0A"
        "  found:    I walk%0A"
        "  expected: I go (nb: går)%0A"
        "  write:    When I go%0A"
        "  twin:     features/nb/go away.feature:5:5\n"
        "::error file=build%3A 1%2C2%25/x.html,line=3,col=1,title=site/link::"
        f"50%25 of%0D%0A“a, b: c” is gone.%0A{GONE.why}\n"
    )


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_an_annotation_is_as_grave_as_its_verdict(severity: Severity, level: str) -> None:
    rule = next(name for name, rule in RULES.items() if rule.severity is severity)
    verdict = Verdict(rule, Place("a"), "m")
    assert rendered([verdict], Format.GITHUB, read, None).startswith(f"::{level} file=a,")


def test_nothing_to_tell_is_no_annotation_and_no_patch_but_a_log_without_results() -> None:
    assert rendered([], Format.GITHUB, read, None) == ""
    assert rendered([], Format.DIFF, read, None) == ""
    assert written(Format.JSON)["verdicts"] == []
    assert written(Format.SARIF)["runs"][0]["results"] == []


def test_a_sarif_log_has_one_run_of_this_tool_with_the_rules_that_it_names() -> None:
    log = written(Format.SARIF, TWINS, GONE, TWINS)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("samsvar", version("samsvar"))
    assert [(r["id"], r["name"]) for r in driver["rules"]] == [
        ("site/link", "SiteLink"),
        ("translation/argument", "TranslationArgument"),
    ]
    for rule in driver["rules"]:
        assert rule["shortDescription"] == {"text": RULES[rule["id"]].why}
        assert rule["help"]["text"].startswith(RULES[rule["id"]].why)
        assert rule["defaultConfiguration"] == {"level": "error"}
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_sarif_result_has_its_twin_and_its_fix() -> None:
    (result,) = written(Format.SARIF, TWINS)["runs"][0]["results"]
    region = {"startLine": 4, "startColumn": 10, "endLine": 4, "endColumn": 16}
    artifact = {"uri": "features/en/go%20away.feature"}
    assert list(result.pop("partialFingerprints")) == ["samsvarPlace/v1"]
    assert result == {
        "ruleId": "translation/argument",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "The twins name a different way in this step.\n"
            "Found: I walk\nExpected: I go (nb: går)\nWrite: When I go"
        },
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "properties": {"guide": "go away", "chapter": "Home", "language": "en"},
        "relatedLocations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "features/nb/go%20away.feature"},
                    "region": {"startLine": 5, "startColumn": 5},
                },
                "id": 1,
                "message": {"text": "The twin."},
            }
        ],
        "fixes": [
            {
                "description": {"text": "What the verdict suggests."},
                "artifactChanges": [
                    {
                        "artifactLocation": artifact,
                        "replacements": [
                            {"deletedRegion": region, "insertedContent": {"text": "I go"}}
                        ],
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("old", "end"),
    [("", (4, 5)), ("When", (4, 9)), ("x\ny\n", (6, 1)), ("x\nyz", (5, 3))],
)
def test_a_sarif_fix_deletes_from_the_first_to_after_the_last_character(
    old: str, end: tuple[int, int]
) -> None:
    place = Place("features/en/go away.feature", 4, 5)
    verdict = Verdict("text/undefined", place, "m", edits=(Edit(place, old, "new"),))
    (result,) = written(Format.SARIF, verdict)["runs"][0]["results"]
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    assert (region["startLine"], region["startColumn"]) == (4, 5)
    assert (region["endLine"], region["endColumn"]) == end


def fingerprints(*verdicts: Verdict) -> list[str]:
    results = written(Format.SARIF, *verdicts)["runs"][0]["results"]
    return [result["partialFingerprints"]["samsvarPlace/v1"] for result in results]


def test_a_fingerprint_stays_when_the_line_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place("features/en/go away.feature", 4, 5)
    (before,) = fingerprints(Verdict("text/undefined", place, "m", expected="after line 3: x"))
    monkeypatch.setitem(FILES, place.path, EN.replace("Feature: Go\n", "Feature: Go\n\n  New.\n"))
    moved = Place(place.path, 6, 5)
    assert fingerprints(Verdict("text/undefined", moved, "m", expected="after line 5: x")) == [
        before
    ]


def test_fingerprints_tell_verdicts_apart() -> None:
    place = Place("features/en/go away.feature", 4, 5)
    one = Verdict("text/undefined", place, "m")
    others = [
        Verdict("text/ambiguous", place, "m"),
        Verdict("text/undefined", Place(place.path, 5, 5), "m"),
        Verdict("text/undefined", place, "m", chapter="Home"),
        Verdict("text/undefined", place, "m", found="x"),
        one,
    ]
    assert len(set(fingerprints(one, *others))) == 6


def test_a_patch_has_the_edits_of_all_verdicts() -> None:
    nb = Edit(Place("features/nb/go away.feature", 6, 5), "Så", "Og")
    verdict = Verdict("text/undefined", nb.place, "m", edits=(nb,))
    assert rendered([TWINS, GONE, verdict], Format.DIFF, read, None) == (
        "--- a/features/en/go away.feature\t\n"
        "+++ b/features/en/go away.feature\t\n"
        "@@ -2,4 +2,4 @@\n"
        " \n"
        "   Scenario: Home\n"
        "-    When I walk\n"
        "+    When I go\n"
        "     Then a, b: 100%\n"
        "--- a/features/nb/go away.feature\t\n"
        "+++ b/features/nb/go away.feature\t\n"
        "@@ -4,3 +4,3 @@\n"
        "   Scenario: Hjem\n"
        "     Når jeg går\n"
        "-    Så er æøå 100%\n"
        "+    Og er æøå 100%\n"
    )


@pytest.mark.parametrize("form", list(Format))
def test_every_format_tells_of_a_file_that_is_gone(form: Format) -> None:
    assert ("gone" in rendered([GONE], form, read, None)) is (form is not Format.DIFF)
