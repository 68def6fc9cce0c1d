"""Cucumber Messages: one chapter's run as NDJSON in the standard schema.

Envelopes in order: meta, source, gherkinDocument, pickle, stepDefinition, testRunStarted, testCase,
testCaseStarted, then for each step testStepStarted, externalAttachment (one per picture or tree)
and testStepFinished, last testCaseFinished and testRunFinished. Identifiers count from 0, so the
same content gives the same messages apart from times.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from cucumber_messages import (
    Duration,
    Envelope,
    ExternalAttachment,
    Group,
    Location,
    Meta,
    Product,
    Source,
    SourceMediaType,
    SourceReference,
    StepDefinition,
    StepDefinitionPattern,
    StepDefinitionPatternType,
    StepMatchArgument,
    StepMatchArgumentsList,
    TestCase,
    TestCaseFinished,
    TestCaseStarted,
    TestRunFinished,
    TestRunStarted,
    TestStep,
    TestStepFinished,
    TestStepResult,
    TestStepResultStatus,
    TestStepStarted,
    Timestamp,
    message_converter,
)
from gherkin.ast_builder import AstBuilder
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator
from gherkin.token_scanner import TokenScanner

from samsvar.guides import Guide
from samsvar.vocabulary import PLACEHOLDER, VALUE, Definition


@dataclass(frozen=True)
class StepRun:
    """What became of one step. Times are seconds since the epoch; `files` are (URL, media type)."""

    status: str
    started: float
    finished: float
    message: str | None = None
    files: tuple[tuple[str, str], ...] = ()


def chapter_messages(
    guide: Guide, number: int, uri: str, definitions: Sequence[Definition], runs: Sequence[StepRun]
) -> bytes:
    """The NDJSON of one chapter: `definitions` and `runs` are those of its steps, in order."""
    return b"".join(
        json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        for envelope in _Chapter(guide, number, uri, definitions, runs).envelopes()
    )


@dataclass(frozen=True)
class _Chapter:
    guide: Guide
    number: int
    uri: str
    definitions: Sequence[Definition]
    runs: Sequence[StepRun]

    def envelopes(self) -> Iterator[Mapping[str, Any]]:
        ids = IdGenerator()
        document: Any = {
            **Parser(AstBuilder(ids)).parse(TokenScanner(self.guide.source)),
            "uri": self.uri,
        }
        pickle = Compiler(ids).compile(document)[self.number - 1]
        yield _dict(Envelope(meta=_meta()))
        source = Source(
            data=self.guide.source,
            media_type=SourceMediaType.text_x_cucumber_gherkin_plain,
            uri=self.uri,
        )
        yield _dict(Envelope(source=source))
        yield {"gherkinDocument": document}
        yield {"pickle": pickle}
        known = {d.identity: ids.get_next_id() for d in self.definitions}
        for definition in {d.identity: d for d in self.definitions}.values():
            yield _dict(Envelope(step_definition=self._definition(definition, known)))
        yield from self._run(pickle, known, ids)

    def _definition(self, definition: Definition, known: Mapping[str, str]) -> StepDefinition:
        place = definition.place
        return StepDefinition(
            id=known[definition.identity],
            pattern=StepDefinitionPattern(
                source=definition.phrases[self.guide.language],
                type=StepDefinitionPatternType.cucumber_expression,
            ),
            source_reference=SourceReference(uri=place.path, location=Location(line=place.line)),
        )

    def _arguments(self, definition: Definition, text: str) -> StepMatchArgumentsList:
        """The values in a step's text, without their quotation marks, and where they begin."""
        names = PLACEHOLDER.findall(definition.phrases[self.guide.language])
        return StepMatchArgumentsList(
            [
                StepMatchArgument(
                    group=Group(start=match.start() + 1, value=match.group()[1:-1]),
                    parameter_type_name=definition.parameters[name].name,
                )
                for name, match in zip(names, VALUE.finditer(text), strict=True)
            ]
        )

    def _run(
        self, pickle: Mapping[str, Any], known: Mapping[str, str], ids: IdGenerator
    ) -> Iterator[Mapping[str, Any]]:
        run, case, attempt = ids.get_next_id(), ids.get_next_id(), ids.get_next_id()
        steps = [
            TestStep(
                id=ids.get_next_id(),
                pickle_step_id=step["id"],
                step_definition_ids=[known[definition.identity]],
                step_match_arguments_lists=[self._arguments(definition, step["text"])],
            )
            for step, definition in zip(pickle["steps"], self.definitions, strict=True)
        ]
        started, finished = _time(self.runs[0].started), _time(self.runs[-1].finished)
        yield _dict(Envelope(test_run_started=TestRunStarted(timestamp=started, id=run)))
        yield _dict(
            Envelope(
                test_case=TestCase(
                    id=case, pickle_id=pickle["id"], test_steps=steps, test_run_started_id=run
                )
            )
        )
        yield _dict(
            Envelope(
                test_case_started=TestCaseStarted(
                    attempt=0, id=attempt, test_case_id=case, timestamp=started
                )
            )
        )
        for step, result in zip(steps, self.runs, strict=True):
            yield from _step(step.id, attempt, result)
        success = all(result.status == "passed" for result in self.runs)
        yield _dict(
            Envelope(
                test_case_finished=TestCaseFinished(
                    test_case_started_id=attempt, timestamp=finished, will_be_retried=False
                )
            )
        )
        yield _dict(
            Envelope(
                test_run_finished=TestRunFinished(
                    success=success, timestamp=finished, test_run_started_id=run
                )
            )
        )


def _step(step: str, attempt: str, run: StepRun) -> Iterator[Mapping[str, Any]]:
    yield _dict(
        Envelope(
            test_step_started=TestStepStarted(
                test_case_started_id=attempt, test_step_id=step, timestamp=_time(run.started)
            )
        )
    )
    for url, media_type in run.files:
        yield _dict(
            Envelope(
                external_attachment=ExternalAttachment(
                    media_type=media_type,
                    url=url,
                    test_case_started_id=attempt,
                    test_step_id=step,
                    timestamp=_time(run.finished),
                )
            )
        )
    result = TestStepResult(
        duration=Duration(**_split(run.finished - run.started)),
        status=TestStepResultStatus(run.status.upper()),
        message=run.message,
    )
    yield _dict(
        Envelope(
            test_step_finished=TestStepFinished(
                test_case_started_id=attempt,
                test_step_id=step,
                test_step_result=result,
                timestamp=_time(run.finished),
            )
        )
    )


def _meta() -> Meta:
    return Meta(
        cpu=Product(name=platform.machine()),
        implementation=Product(name="samsvar", version=version("samsvar")),
        os=Product(name=platform.system(), version=platform.release()),
        protocol_version=version("cucumber-messages"),
        runtime=Product(name=sys.implementation.name, version=platform.python_version()),
    )


def _time(seconds: float) -> Timestamp:
    return Timestamp(**_split(seconds))


def _split(seconds: float) -> dict[str, int]:
    whole = int(seconds)
    return {"seconds": whole, "nanos": int((seconds - whole) * 1_000_000_000)}


def _dict(envelope: Envelope) -> Mapping[str, Any]:
    return dict(message_converter.to_dict(envelope))
