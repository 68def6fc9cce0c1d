"""Cucumber Messages: standard, whole, and consistent within themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cucumber_messages import Envelope, message_converter

from samsvar.checking import Report
from samsvar.evidence.messages import StepRun, chapter_messages
from samsvar.plans import Checked

FILES = (("01.png", "image/png"), ("01.tree.yml", "text/yaml"))


def chapter(report: Report, language: str = "nb") -> Checked:
    return report.guides["delegate-clients"][language]


def written(
    report: Report, runs: list[StepRun] | None = None, language: str = "nb"
) -> list[dict[str, Any]]:
    checked = chapter(report, language)
    calls = (*checked.chapters[0].calls, *checked.chapters[1].calls)
    if runs is None:
        runs = [StepRun("passed", 1000.0 + n, 1000.25 + n, None, FILES) for n in range(len(calls))]
    data = chapter_messages(
        checked.guide,
        1,
        f"features/{language}/delegate-clients.feature",
        [call.definition for call in calls],
        runs,
    )
    assert data.endswith(b"\n")
    return [json.loads(line) for line in data.decode("utf-8").splitlines()]


def kinds(envelopes: list[dict[str, Any]]) -> list[str]:
    return [kind for envelope in envelopes for kind in envelope]


def only(envelopes: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [envelope[kind] for envelope in envelopes if kind in envelope]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_envelope_is_accepted_by_the_standard_reader_and_unchanged_by_it(
    report: Report, language: str
) -> None:
    for envelope in written(report, language=language):
        read = message_converter.from_dict(envelope, Envelope)
        assert isinstance(read, Envelope)
        assert message_converter.to_dict(read) == envelope


def test_each_envelope_is_one_line_with_one_message(report: Report) -> None:
    assert all(len(envelope) == 1 for envelope in written(report))


def test_envelopes_come_in_the_standard_order(report: Report) -> None:
    found = kinds(written(report))
    steps = found.count("testStepStarted")
    definitions = found.count("stepDefinition")
    assert steps == 12
    assert found == [
        "meta",
        "source",
        "gherkinDocument",
        "pickle",
        *["stepDefinition"] * definitions,
        "testRunStarted",
        "testCase",
        "testCaseStarted",
        *(
            ["testStepStarted", "externalAttachment", "externalAttachment", "testStepFinished"]
            * steps
        ),
        "testCaseFinished",
        "testRunFinished",
    ]


def test_the_source_is_the_guide_as_written(report: Report) -> None:
    (source,) = only(written(report), "source")
    assert source == {
        "data": chapter(report).guide.source,
        "mediaType": "text/x.cucumber.gherkin+plain",
        "uri": "features/nb/delegate-clients.feature",
    }


def test_the_pickle_is_the_chapter_with_its_prerequisites(report: Report) -> None:
    envelopes = written(report)
    (pickle,) = only(envelopes, "pickle")
    checked = chapter(report)
    assert checked.guide.background is not None
    steps = (*checked.guide.background.steps, *checked.guide.chapters[0].steps)
    assert pickle["name"] == checked.guide.chapters[0].name
    assert [step["text"] for step in pickle["steps"]] == [step.text for step in steps]
    assert pickle["uri"] == "features/nb/delegate-clients.feature"


def _ids(node: Any) -> list[str]:
    if isinstance(node, list):
        return [i for item in node for i in _ids(item)]
    if isinstance(node, dict):
        own = [node["id"]] if isinstance(node.get("id"), str) else []
        return own + [i for value in node.values() for i in _ids(value)]
    return []


def test_ids_are_unique_and_count_from_zero_within_what_was_run(report: Report) -> None:
    envelopes = written(report)
    run = [e for e in envelopes if "gherkinDocument" not in e]
    ids = _ids(run)
    assert len(set(ids)) == len(ids)
    assert all(i.isdigit() for i in ids)


def test_ids_do_not_clash_with_those_of_the_document(report: Report) -> None:
    ids = _ids(written(report))
    assert len(set(ids)) == len(ids)


def test_references_lead_to_what_is_there(report: Report) -> None:
    envelopes = written(report)
    (document,) = only(envelopes, "gherkinDocument")
    (pickle,) = only(envelopes, "pickle")
    (case,) = only(envelopes, "testCase")
    (started,) = only(envelopes, "testCaseStarted")
    (run,) = only(envelopes, "testRunStarted")
    definitions = {d["id"] for d in only(envelopes, "stepDefinition")}
    in_document = set(_ids(document))
    assert set(pickle["astNodeIds"]) <= in_document
    assert all(set(step["astNodeIds"]) <= in_document for step in pickle["steps"])
    assert case["pickleId"] == pickle["id"]
    assert case["testRunStartedId"] == run["id"]
    assert [s["pickleStepId"] for s in case["testSteps"]] == [s["id"] for s in pickle["steps"]]
    assert {i for s in case["testSteps"] for i in s["stepDefinitionIds"]} == definitions
    assert started["testCaseId"] == case["id"]
    steps = [step["id"] for step in case["testSteps"]]
    for kind in ("testStepStarted", "testStepFinished"):
        assert [m["testStepId"] for m in only(envelopes, kind)] == steps
        assert {m["testCaseStartedId"] for m in only(envelopes, kind)} == {started["id"]}
    for attachment in only(envelopes, "externalAttachment"):
        assert attachment["testStepId"] in steps
    assert only(envelopes, "testCaseFinished")[0]["testCaseStartedId"] == started["id"]
    assert only(envelopes, "testRunFinished")[0]["testRunStartedId"] == run["id"]


def test_a_definition_shows_its_phrase_in_the_guide_s_language_and_its_place(
    report: Report,
) -> None:
    click = "I click {button}"
    found = only(written(report, language="en"), "stepDefinition")
    (definition,) = (d for d in found if d["pattern"]["source"] == click)
    assert definition["pattern"]["type"] == "CUCUMBER_EXPRESSION"
    assert definition["sourceReference"]["uri"] == "steps/screens.py"
    assert definition["sourceReference"]["location"]["line"] > 1


@pytest.mark.parametrize("language", ["nb", "en"])
def test_each_step_has_the_values_that_its_definition_takes(report: Report, language: str) -> None:
    envelopes = written(report, language=language)
    (case,), (pickle,) = only(envelopes, "testCase"), only(envelopes, "pickle")
    checked = chapter(report, language)
    calls = (*checked.chapters[0].calls, *checked.chapters[1].calls)
    several = 0
    for step, raw, call in zip(case["testSteps"], pickle["steps"], calls, strict=True):
        assert len(step["stepMatchArgumentsLists"]) == len(step["stepDefinitionIds"]) == 1
        (arguments,) = (entry["stepMatchArguments"] for entry in step["stepMatchArgumentsLists"])
        for argument in arguments:
            start, value = argument["group"]["start"], argument["group"]["value"]
            assert raw["text"][start - 1 : start + len(value) + 1] == f'"{value}"'
        kinds = {name: kind.name for name, kind in call.definition.parameters.items()}
        assert [(a["group"]["value"], a["parameterTypeName"]) for a in arguments] == [
            (text, kinds[name]) for name, text in call.texts.items()
        ]
        several = max(several, len(arguments))
    assert several > 1


def test_attachments_are_links_to_files_beside_the_messages(report: Report) -> None:
    picture, tree, *_ = only(written(report), "externalAttachment")
    assert (picture["url"], picture["mediaType"]) == ("01.png", "image/png")
    assert (tree["url"], tree["mediaType"]) == ("01.tree.yml", "text/yaml")


def test_times_are_whole_seconds_and_nanoseconds(report: Report) -> None:
    envelopes = written(report)
    first, *_ = only(envelopes, "testStepStarted")
    last = only(envelopes, "testStepFinished")[-1]
    assert first["timestamp"] == {"seconds": 1000, "nanos": 0}
    assert last["timestamp"] == {"seconds": 1011, "nanos": 250_000_000}
    assert last["testStepResult"] == {
        "duration": {"seconds": 0, "nanos": 250_000_000},
        "status": "PASSED",
    }
    assert only(envelopes, "testRunStarted")[0]["timestamp"] == {"seconds": 1000, "nanos": 0}
    assert only(envelopes, "testRunFinished")[0]["timestamp"]["seconds"] == 1011


def test_a_chapter_that_passed_is_a_run_that_succeeded(report: Report) -> None:
    assert only(written(report), "testRunFinished")[0]["success"] is True


def test_a_failure_says_why_and_the_run_did_not_succeed(report: Report) -> None:
    passed, failed = StepRun("passed", 1, 2), StepRun("failed", 2, 3, "it was not there")
    runs = [passed] * 3 + [failed] + [StepRun("skipped", 3, 3)] * 8
    envelopes = written(report, runs)
    results = [m["testStepResult"] for m in only(envelopes, "testStepFinished")]
    assert [r["status"] for r in results] == ["PASSED"] * 3 + ["FAILED"] + ["SKIPPED"] * 8
    assert [r.get("message") for r in results] == [None] * 3 + ["it was not there"] + [None] * 8
    assert only(envelopes, "testRunFinished")[0]["success"] is False


def test_the_maker_is_named(report: Report) -> None:
    (meta,) = only(written(report), "meta")
    assert meta["implementation"]["name"] == "samsvar"
    assert set(meta) == {"cpu", "implementation", "os", "protocolVersion", "runtime"}


def test_letters_are_written_as_such(report: Report) -> None:
    checked = chapter(report)
    calls = [call for number in (0, 4) for call in checked.chapters[number].calls]
    runs = [StepRun("passed", 0, 0)] * len(calls)
    data = chapter_messages(checked.guide, 4, "x", [c.definition for c in calls], runs)
    assert "jeg trykker på".encode() in data
